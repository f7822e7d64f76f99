//! Typed messages as JSON texts: to and from the page, through ports, and to oneself.

use crate::ignore;
use js_sys::{Array, Function, Promise};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use tuneground::protocol::FromTuner;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// This worker's global scope.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The message in an event; `None`, and a line in the console, when it is none of ours.
pub(crate) fn read<T: DeserializeOwned>(event: &MessageEvent) -> Option<T> {
    read_with_file(event).map(|(message, _)| message)
}

/// The message in an event, and the file that came with it: a text, or a list of a text and a file.
fn read_with_file<T: DeserializeOwned>(event: &MessageEvent) -> Option<(T, Option<Blob>)> {
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

    /// Calls `handler` with each message, and the port or the file that came with it.
    pub(crate) fn listen<T: DeserializeOwned>(&self, mut handler: impl FnMut(T, Option<Port>, Option<Blob>) + 'static) {
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, file)) = read_with_file(&event) {
                handler(message, event.ports().get(0).dyn_into().ok().map(Port::new), file);
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

    /// Sends a message and a file with it, which is shared and not copied.
    pub(crate) fn post_with_file<T: Serialize>(&self, message: &T, file: &Blob) {
        ignore(self.0.post_message(&Array::of2(&write(message), file)));
    }

    /// Calls `handler` with each message, and the file that came with it.
    pub(crate) fn listen<T: DeserializeOwned>(&self, mut handler: impl FnMut(T, Option<Blob>) + 'static) {
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, file)) = read_with_file(&event) {
                handler(message, file);
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
    after_callback(milliseconds, Closure::once_into_js(action).unchecked_ref());
}

fn after_callback(milliseconds: i32, callback: &Function) {
    ignore(scope().set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds));
}

/// Lets the messages that are waiting go first.
pub(crate) async fn pause() {
    let promise = Promise::new(&mut |resolve, _| after_callback(0, &resolve));
    // It is never refused.
    ignore(JsFuture::from(promise).await);
}
