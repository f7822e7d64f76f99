//! Typed messages as JSON texts, through ports.

use crate::ignore;
use js_sys::Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// This worker's global scope.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The message in an event, and the file that came with it: a text, or a list of a text and a file. `None`, and a line in the
/// console, when it is none of ours.
pub(crate) fn read<T: DeserializeOwned>(event: &MessageEvent) -> Option<(T, Option<Blob>)> {
    let data = event.data();
    let (text, file) = match data.dyn_ref::<Array>() {
        Some(both) => (both.get(0), both.get(1).dyn_into().ok()),
        None => (data, None),
    };
    serde_json::from_str(&text.as_string().unwrap_or_default())
        .map(|message| (message, file))
        .map_err(|error| web_sys::console::error_1(&format!("unreadable message: {error}").into()))
        .ok()
}

pub(crate) fn write<T: Serialize>(message: &T) -> JsValue {
    JsValue::from_str(&serde_json::to_string(message).unwrap_or_default())
}

/// One end of a message channel.
#[derive(Clone)]
pub(crate) struct Port(pub(crate) MessagePort);

impl Port {
    pub(crate) fn new(port: MessagePort) -> Self {
        Self(port)
    }

    pub(crate) fn post<T: Serialize>(&self, message: &T) {
        ignore(self.0.post_message(&write(message)));
    }

    /// Calls `handler` with each message, and the file that came with it.
    pub(crate) fn listen<T: DeserializeOwned>(&self, mut handler: impl FnMut(T, Option<Blob>) + 'static) {
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, file)) = read(&event) {
                handler(message, file);
            }
        });
        self.0.set_onmessage(Some(closure.into_js_value().unchecked_ref()));
    }

    #[allow(dead_code, reason = "one of the two programs closes none")]
    pub(crate) fn close(&self) {
        self.0.close();
    }
}
