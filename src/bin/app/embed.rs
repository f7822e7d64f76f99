//! What a page hears that has this one in a frame, and what it can ask for: `www/site/en/reference/embedding.md`.
//!
//! Nothing that a person typed or loaded is told: how far the tuning job is, and what "Check my answer" found.

use crate::dom::{self, window};
use crate::store::Store;
use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::*;
use tuneground::playground::workshop::{Outcome, ResultCode};
use wasm_bindgen::JsValue;

/// Whether the page is in another page's frame.
pub(crate) fn is_embedded() -> bool {
    window().parent().ok().flatten().is_some_and(|parent| parent != window())
}

/// Tells the page around this one what happens, and does what it asks for.
pub(crate) fn start(store: Store) {
    tell("Ready", &[]);
    let over = store.memo(|session| session.is_complete() && session.is_at_end());
    Effect::new(move |was: Option<bool>| {
        let is_over = over.get() == Some(true);
        if is_over && was != Some(true) {
            let jobs = store.view_untracked(|session| session.state().jobs().len()).unwrap_or(0);
            let status = store.view_untracked(|session| session.state().status().name()).unwrap_or_default();
            tell("Ended", &[("Status", status.into()), ("TrainingJobs", (jobs as f64).into())]);
        }
        is_over
    });
    let handle = window_event_listener(ev::message, move |event| {
        let asked = Reflect::get(&event.data(), &"Tuneground".into()).ok().and_then(|asked| asked.as_string());
        match asked.as_deref() {
            Some("Run") => store.run(),
            Some("Play") => store.play(),
            Some("Pause") => store.pause(),
            Some("Reset") => store.reset(),
            Some("Open") => {
                let link = Reflect::get(&event.data(), &"Link".into()).ok().and_then(|link| link.as_string());
                dom::ignore(window().location().set_hash(&link.unwrap_or_default()));
            }
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

/// Tells what a check found.
pub(crate) fn tell_checked(outcomes: &[Outcome], code: &ResultCode) {
    let met = outcomes.iter().filter(|outcome| outcome.is_met).count();
    tell(
        "Checked",
        &[("Met", (met as f64).into()), ("Conditions", (outcomes.len() as f64).into()), ("Code", code.encode().into())],
    );
}

/// Sends `{Tuneground: what, …}` to the page around this one.
fn tell(what: &str, more: &[(&str, JsValue)]) {
    if !is_embedded() {
        return;
    }
    let message = Object::new();
    dom::ignore(Reflect::set(&message, &"Tuneground".into(), &what.into()));
    for (name, value) in more {
        dom::ignore(Reflect::set(&message, &(*name).into(), value));
    }
    if let Ok(Some(parent)) = window().parent() {
        dom::ignore(parent.post_message(&message, "*"));
    }
}
