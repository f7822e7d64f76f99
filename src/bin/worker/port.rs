//! Typed messages as JSON texts: to and from the page, through ports, and to oneself.

use crate::ignore;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use tuneground::protocol::FromTuner;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

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

fn write<T: Serialize>(message: &T) -> JsValue {
    JsValue::from_str(&serde_json::to_string(message).unwrap_or_default())
}

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

    /// Calls `handler` with each message, and the port that came with it.
    pub(crate) fn listen<T: DeserializeOwned>(&self, mut handler: impl FnMut(T, Option<Port>) + 'static) {
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = read(&event) {
                handler(message, event.ports().get(0).dyn_into().ok().map(Port::new));
            }
        });
        self.0.set_onmessage(Some(closure.into_js_value().unchecked_ref()));
    }
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

    pub(crate) fn close(&self) {
        self.0.close();
    }
}

/// Asks for another turn after the messages that are waiting. (A timer of 0 would wait for 4 ms.)
#[derive(Clone)]
pub(crate) struct Turns {
    sender: MessagePort,
    asked: Rc<Cell<bool>>,
}

impl Turns {
    /// `turn` is called once for any number of calls of [`Self::ask`] before it.
    pub(crate) fn new(mut turn: impl FnMut() + 'static) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let asked = Rc::new(Cell::new(false));
        let cleared = Rc::clone(&asked);
        let closure = Closure::<dyn FnMut()>::new(move || {
            cleared.set(false);
            turn();
        });
        channel.port2().set_onmessage(Some(closure.into_js_value().unchecked_ref()));
        Some(Self { sender: channel.port1(), asked })
    }

    pub(crate) fn ask(&self) {
        if !self.asked.replace(true) {
            ignore(self.sender.post_message(&JsValue::NULL));
        }
    }
}

/// Calls `action` every `milliseconds`, as long as the worker lives.
pub(crate) fn every(milliseconds: i32, action: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(action).into_js_value();
    ignore(scope().set_interval_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds));
}

/// Calls `action` once after `milliseconds`.
pub(crate) fn after(milliseconds: i32, action: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(action);
    ignore(scope().set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds));
}
