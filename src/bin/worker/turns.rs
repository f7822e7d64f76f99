//! Work that is done between messages, and timers.

use crate::ignore;
use crate::port::scope;
use js_sys::{Function, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessagePort};

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
