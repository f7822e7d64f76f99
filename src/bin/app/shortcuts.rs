//! Keys that work anywhere on the page but where text is typed or a control uses them itself.

use crate::store::Store;
use leptos::ev;
use leptos::prelude::*;
use tuneground::playground::Session;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// Elements that are typed into: all keys are theirs.
const TYPED_INTO: &str = "input, select, textarea, dialog, [contenteditable]";
/// Elements that are pressed, and moved in: Space, Enter and the keys that move are theirs.
const PRESSED: &str = "button, summary, a, [role='tab'], [role='radio'], [tabindex='0']";

/// Space runs and pauses, arrows and `.` step, Home and End go to the ends, Escape looks at the best job again.
pub(crate) fn install(store: Store) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_of_controls = event.key() != ".";
        if is_typed_into(&event) || (is_of_controls && is_in(&event, PRESSED)) {
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
            return;
        }
        match event.key().as_str() {
            " " if store.playing.get_untracked() => store.pause(),
            " " if store.is_over() || store.has_changes_untracked() => store.run(),
            " " => store.play(),
            "." => store.step(),
            "ArrowRight" | "ArrowLeft" => return step_by_key(store, &event),
            "Home" => store.seek(0.0),
            "End" => store.seek(store.view_untracked(Session::end).unwrap_or(0.0)),
            "Escape" => store.selected.set(None),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Whether a key belongs to a field.
pub(crate) fn is_typed_into(event: &web_sys::KeyboardEvent) -> bool {
    is_in(event, TYPED_INTO)
}

fn is_in(event: &web_sys::KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}

/// Arrows go to the next event and to the one before; with Shift, and page keys, to decisions.
pub(crate) fn step_by_key(store: Store, event: &web_sys::KeyboardEvent) {
    match (event.key().as_str(), event.shift_key()) {
        ("ArrowRight" | "ArrowUp", false) => store.step(),
        ("ArrowLeft" | "ArrowDown", false) => store.step_back(false),
        ("ArrowRight" | "ArrowUp", true) | ("PageUp", _) => store.step_to_decision(),
        ("ArrowLeft" | "ArrowDown", true) | ("PageDown", _) => store.step_back(true),
        _ => return,
    }
    event.prevent_default();
}
