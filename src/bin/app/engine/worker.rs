//! One Web Worker, from its start to its end.

use super::Js;
use crate::dom::{self, ignore};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::protocol::{Role, ToTuner};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

/// A message as JSON text, and the port that goes with it.
type Outgoing = (JsValue, Option<MessagePort>);

/// A Web Worker. What is sent before it is ready waits here: posted earlier, it would be lost.
pub(crate) struct WorkerHandle {
    worker: Option<Worker>,
    waiting: Rc<RefCell<Option<Vec<Outgoing>>>>,
}

impl WorkerHandle {
    /// Starts a worker in a role; `port` goes with the role. `listener` hears its messages.
    pub(crate) fn start<T: DeserializeOwned>(
        role: &Role<Js>,
        port: Option<MessagePort>,
        mut listener: impl FnMut(T) + 'static,
    ) -> Self {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = dom::meta_content("tuneground-worker").unwrap_or_else(|| "worker_boot.js".to_owned());
        let worker = Worker::new_with_options(&address, &options).ok();
        let waiting = Rc::new(RefCell::new(Some(vec![(text(role), port)])));
        if let Some(worker) = &worker {
            let (queue, sender) = (Rc::clone(&waiting), worker.clone());
            let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                // The first that it says is that it is ready.
                let first = queue.borrow_mut().take();
                if let Some(waiting) = first {
                    for outgoing in waiting {
                        send(&sender, outgoing);
                    }
                } else if let Ok(message) = serde_wasm_bindgen::from_value(Js::parse_in_place(&event.data()).0) {
                    listener(message);
                }
            });
            worker.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        }
        Self { worker, waiting }
    }

    /// Sends a message, and a port with it.
    pub(crate) fn post(&self, message: &ToTuner<Js>, port: Option<MessagePort>) {
        self.send((text(message), port));
    }

    /// Sends a message, and a file with it: a list of both.
    pub(crate) fn post_with_file(&self, message: &ToTuner<Js>, file: &Blob) {
        self.send((js_sys::Array::of2(&text(message), file).into(), None));
    }

    fn send(&self, outgoing: Outgoing) {
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            return waiting.push(outgoing);
        }
        if let Some(worker) = &self.worker {
            send(worker, outgoing);
        }
    }

    /// True once it reads messages.
    pub(crate) fn is_ready(&self) -> bool {
        self.waiting.borrow().is_none()
    }

    /// Ends it at once.
    pub(crate) fn terminate(&self) {
        if let Some(worker) = &self.worker {
            worker.set_onmessage(None);
            worker.terminate();
        }
    }
}

fn text<T: Serialize>(message: &T) -> JsValue {
    let object = message.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default();
    js_sys::JSON::stringify(&object).map(JsValue::from).unwrap_or_default()
}

fn send(worker: &Worker, (message, port): Outgoing) {
    match port {
        Some(port) => ignore(worker.post_message_with_transfer(&message, &js_sys::Array::of1(&port))),
        None => ignore(worker.post_message(&message)),
    }
}
