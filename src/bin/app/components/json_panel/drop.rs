//! Files or a text that are dropped anywhere on the page.

use super::Json;
use leptos::ev;
use leptos::prelude::*;
use tuneground::language::t;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event};

/// Says that dropping is possible, while something is held over the page.
#[component]
pub(super) fn DropTarget(json: Json) -> impl IntoView {
    let is_held = RwSignal::new(false);
    window_event_listener(ev::dragover, move |event| {
        if takes(&event) {
            event.prevent_default();
            is_held.set(true);
        }
    });
    window_event_listener(ev::dragleave, move |event| {
        // Nothing is related when the pointer leaves the window.
        if event.related_target().is_none() {
            is_held.set(false);
        }
    });
    window_event_listener(ev::drop, move |event| {
        is_held.set(false);
        if let Some(transfer) = event.data_transfer().filter(|_| takes(&event)) {
            event.prevent_default();
            take(json, &transfer);
        }
    });
    // A table that is pasted outside any box is data: from a spreadsheet, say.
    window_event_listener_untyped("paste", move |event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>().filter(|event| !is_box(event)) else { return };
        let Some(transfer) = event.clipboard_data() else { return };
        if let Some(files) = transfer.files().filter(|files| files.length() > 0) {
            event.prevent_default();
            json.take_files(&files);
        } else if let Some(text) = transfer.get_data("text/plain").ok().filter(|text| is_table(text)) {
            event.prevent_default();
            json.take_table("pasted.csv", &text);
        }
    });
    view! { <div class="drop-target" hidden=move || !is_held.get()><p>{t!("Drop it to load it")}</p></div> }
}

fn take(json: Json, transfer: &DataTransfer) {
    if let Some(files) = transfer.files().filter(|files| files.length() > 0) {
        json.take_files(&files);
    } else if let Ok(text) = transfer.get_data("text/plain") {
        if is_table(&text) {
            json.take_table("dropped.csv", &text);
        } else if !json.is_too_long(text.len() as f64) {
            json.take(&[&text]);
        }
    }
}

/// Whether a text looks like a table: lines with the same separator in the first two, which no document begins with.
fn is_table(text: &str) -> bool {
    let mut lines = text.trim_start().lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let begins_a_document = first.starts_with(['{', '[', '-', '#']) || first.trim_end().ends_with(':');
    !begins_a_document && ['\t', ',', ';', '|'].iter().any(|&mark| first.contains(mark) && second.contains(mark))
}

/// Files are for the page wherever they fall; a text that falls into a box to type in is for the box.
fn takes(event: &DragEvent) -> bool {
    let has = |kind: &str| {
        event
            .data_transfer()
            .is_some_and(|transfer| transfer.types().includes(&JsValue::from_str(kind).unchecked_into(), 0))
    };
    has("Files") || (has("text/plain") && !is_box(event))
}

/// Whether an event is about a box to type in.
fn is_box(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}
