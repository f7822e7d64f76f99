//! Typed messages as JSON texts, through ports.

use crate::ignore;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// This worker's global scope.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The message in an event; `None`, and a line in the console, when it is none of ours.
pub(crate) fn read<T: DeserializeOwned>(event: &MessageEvent) -> Option<T> {
    let text = event.data().as_string().unwrap_or_default();
    serde_json::from_str(&text)
        .map_err(|error| web_sys::console::error_1(&format!("unreadable message: {error}").into()))
        .ok()
}

pub(crate) fn write<T: Serialize>(message: &T) -> JsValue {
    JsValue::from_str(&serde_json::to_string(message).unwrap_or_default())
}

/// One end of a message channel.
#[derive(Clone)]
pub(crate) struct Port(MessagePort);

impl Port {
    pub(crate) fn new(port: MessagePort) -> Self {
        Self(port)
    }

    pub(crate) fn post<T: Serialize>(&self, message: &T) {
        ignore(self.0.post_message(&write(message)));
    }

    pub(crate) fn listen<T: DeserializeOwned>(&self, mut handler: impl FnMut(T) + 'static) {
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = read(&event) {
                handler(message);
            }
        });
        self.0.set_onmessage(Some(closure.into_js_value().unchecked_ref()));
    }

    #[allow(dead_code, reason = "one of the two programs closes none")]
    pub(crate) fn close(&self) {
        self.0.close();
    }
}
