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
    // In tasks of their own, so that the browser answers in between: compiling what runs for the first time takes as long as running it.
    dom::soon(|| {
        leptos::mount::mount_to_body(app::App);
        // The pieces of the page have asked for their tasks before this one.
        dom::soon(|| {
            dom::remove_boot_screen();
            api::say_ready();
            parts::begin_loading();
        });
    });
}
