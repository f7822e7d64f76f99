//! Icons, drawn on a 16 by 16 grid in the colour of the text around them.

use leptos::prelude::*;

/// The outline of an icon.
fn outline(name: &str) -> &'static str {
    match name {
        "play" => "M4 2.5v11l9-5.5z",
        "pause" => "M4 2.5h3v11H4zM9 2.5h3v11H9z",
        "step" => "M3 2.5v11l7-5.5zM11.5 2.5h2v11h-2z",
        "decision" => "M2 2.5v11l5-5.5zM7.5 2.5v11l5-5.5zM13 2.5h1.8v11H13z",
        "reset" => "M8 2a6 6 0 1 0 5.7 4.1l-1.6.5A4.3 4.3 0 1 1 8 3.7V6l4-3.2L8 0z",
        "stop" => "M3 3h10v10H3z",
        "close" => "M3.7 2.5 8 6.8l4.3-4.3 1.2 1.2L9.2 8l4.3 4.3-1.2 1.2L8 9.2l-4.3 4.3-1.2-1.2L6.8 8 2.5 3.7z",
        "share" => "M9 1l6 5-6 5V8C5.5 8 3.2 9.2 1 12c.6-4.4 3.3-7.3 8-7.8zM2 13.5h12V15H2z",
        "help" => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM5.5 6.3h1.6c0-.7.4-1 1-1s.9.3.9.8c0 .9-1.8 1-1.8 3h1.6c0-1 1.8-1.2 1.8-3C10.6 4.8 9.5 4 8.1 4S5.5 4.8 5.5 6.3zM7.1 10.2h1.7V12H7.1z"
        }
        "language" => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM8 2.6Q3.2 8 8 13.4 12.8 8 8 2.6zM8 5Q6 8 8 11 10 8 8 5zM2.6 7.3h3v1.4h-3zM7 7.3h2v1.4H7zM10.4 7.3h3v1.4h-3z"
        }
        "theme" => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.7v10.6A5.3 5.3 0 0 1 8 2.7z",
        "copy" => "M5 1h8.5v10.5H12V2.5H5zM2.5 4H10.5v11H2.5zM4 5.5v8h5v-8z",
        "download" => "M7.2 1h1.6v7l2.4-2.4 1.1 1.1L8 11 3.7 6.7l1.1-1.1L7.2 8zM2 13h12v1.6H2z",
        "open" => "M7.2 11h1.6V4l2.4 2.4 1.1-1.1L8 1 3.7 5.3l1.1 1.1L7.2 4zM2 13h12v1.6H2z",
        "chevron" => "M3.5 5.5 8 10l4.5-4.5 1.1 1.1L8 12.2 2.4 6.6z",
        "dice" => {
            "M2 2h12v12H2zm1.6 1.6v8.8h8.8V3.6zM5.5 4.5a1 1 0 1 1 0 2 1 1 0 0 1 0-2zm5 5a1 1 0 1 1 0 2 1 1 0 0 1 0-2zM8 7a1 1 0 1 1 0 2 1 1 0 0 1 0-2z"
        }
        "plus" => "M7.2 2.5h1.6v4.7h4.7v1.6H8.8v4.7H7.2V8.8H2.5V7.2h4.7z",
        "table" => {
            "M1.5 2.5h13v11h-13zm1.5 1.5v2.2h10V4zm0 3.6v1.6h4.2V7.6zm5.8 0v1.6H13V7.6zM3 10.6V12h4.2v-1.4zm5.8 0V12H13v-1.4z"
        }
        _ => "",
    }
}

/// An icon. It says nothing to a screen reader: what it stands in has a label.
#[component]
pub(crate) fn Icon(
    /// Which one.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=outline(name) fill-rule="evenodd"/>
        </svg>
    }
}
