//! The trainer with the graphics card: a program of its own, so that nobody who does not use it loads it. The tuner starts it
//! and sends it a port.

mod bench;
mod file;
mod gpu_trainer;
mod pace;
mod port;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, MessagePort};

fn main() {
    console_error_panic_hook::set_once();
    let scope = port::scope();
    let first = Closure::once_into_js(move |event: MessageEvent| {
        if let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() {
            gpu_trainer::start(&port::Port::new(port));
        }
    });
    scope.set_onmessage(Some(first.unchecked_ref()));
    // As the other worker says it: see there.
    ignore(scope.post_message(&JsValue::from_str("ready")));
}

/// For calls that fail only when the other side is gone, which shows elsewhere.
fn ignore<T>(_: Result<T, JsValue>) {}

/// Milliseconds since the worker started.
fn now() -> f64 {
    port::scope().performance().map_or(0.0, |performance| performance.now())
}
