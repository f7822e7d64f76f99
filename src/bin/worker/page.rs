//! Typed messages to and from the page, as JSON texts; and files, which the page gives and trainers get.

use crate::ignore;
use crate::port::{Port, read, write};
use js_sys::Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tuneground::protocol::FromTuner;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// The way to the page.
#[derive(Clone)]
pub(crate) struct Page(DedicatedWorkerGlobalScope);

impl Page {
    pub(crate) fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        Self(scope)
    }

    pub(crate) fn post(&self, message: &FromTuner) {
        ignore(self.0.post_message(&write(message)));
    }

    /// Calls `handler` with each message, and the port or the file that came with it.
    pub(crate) fn listen<T: DeserializeOwned>(&self, mut handler: impl FnMut(T, Option<Port>, Option<Blob>) + 'static) {
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, file)) = read(&event) {
                handler(message, event.ports().get(0).dyn_into().ok().map(Port::new), file);
            }
        });
        self.0.set_onmessage(Some(closure.into_js_value().unchecked_ref()));
    }
}

impl Port {
    /// Sends a message and a file with it, which is shared and not copied.
    pub(crate) fn post_with_file<T: Serialize>(&self, message: &T, file: &Blob) {
        ignore(self.0.post_message(&Array::of2(&write(message), file)));
    }
}
