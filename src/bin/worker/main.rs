//! The worker: one program, two roles. The page tells it first which it is, the tuner (the engine) or a trainer.

mod file;
mod page;
mod port;
mod repeats;
mod trainer;
mod tuner;
mod turns;

use tuneground::protocol::Role;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

fn main() {
    console_error_panic_hook::set_once();
    let scope = port::scope();
    let first = Closure::once_into_js(move |event: MessageEvent| {
        let Some((role, _)) = port::read::<Role>(&event) else { return };
        match role {
            Role::Tuner { language } => {
                if let Some(sentences) = language {
                    tuneground::language::set(sentences.table());
                }
                tuner::start(&page::Page::new(port::scope()));
            }
            Role::Trainer => {
                if let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() {
                    trainer::start(&port::Port::new(port));
                }
            }
        }
    });
    scope.set_onmessage(Some(first.unchecked_ref()));
    // What is posted to a worker before it has started is lost, so the page waits for this.
    ignore(scope.post_message(&JsValue::from_str("ready")));
}

/// For calls that fail only when the other side is gone, which shows elsewhere.
fn ignore<T>(_: Result<T, JsValue>) {}

/// Milliseconds since the worker started.
fn now(scope: &DedicatedWorkerGlobalScope) -> f64 {
    scope.performance().map_or(0.0, |performance| performance.now())
}
