//! The page.

mod api;
mod app;
mod charts;
mod components;
mod dom;
mod engine;
mod store;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
    dom::remove_boot_screen();
}
