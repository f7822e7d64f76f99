//! The page.

#![allow(unreachable_pub, reason = "Leptos makes what a component expands to public")]

mod address;
mod api;
mod app;
mod charts;
mod components;
mod dom;
mod editor;
mod embed;
mod engine;
mod keeping;
mod language;
mod own_data;
mod parts;
mod placed;
mod prepared;
mod scripts;
mod shortcuts;
mod store;
mod training;

fn main() {
    console_error_panic_hook::set_once();
    language::install();
    leptos::mount::mount_to_body(app::App);
    dom::remove_boot_screen();
    api::say_ready();
}
