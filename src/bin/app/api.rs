//! `window.tuneground`: the functions that scripts can call. What answers them loads with the first call.

use crate::dom::{ignore, window};
use crate::engine::{Engine, Js};
use crate::parts;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::protocol::FromTuner;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Blob;

/// The functions, each of at most two arguments, each giving a promise.
const OPERATIONS: [&str; 10] = [
    "createHyperParameterTuningJob",
    "describeHyperParameterTuningJob",
    "listHyperParameterTuningJobs",
    "listTrainingJobsForHyperParameterTuningJob",
    "describeTrainingJob",
    "stopHyperParameterTuningJob",
    "deleteHyperParameterTuningJob",
    "waitForHyperParameterTuningJob",
    "events",
    "validate",
];

/// The functions of `bench`, which measure on the machine that the page is on: the operation behind each.
const BENCHES: [(&str, &str); 2] = [("suggest", "bench.suggest"), ("train", "bench.train")];

/// What answers scripts.
pub(crate) trait ScriptCalls {
    /// Answers a call.
    fn call(&self, operation: &'static str, first: &JsValue, second: &JsValue) -> Promise;
    /// Takes what is for scripts; gives back what is not.
    fn hear(&self, message: FromTuner<Js>) -> Option<FromTuner<Js>>;
}

/// What answers scripts, once a script has called.
#[derive(Clone, Default)]
pub(crate) struct Scripts(Rc<RefCell<Option<Rc<dyn ScriptCalls>>>>);

impl Scripts {
    /// Takes what is for scripts; gives back what is not.
    pub(crate) fn hear(&self, message: FromTuner<Js>) -> Option<FromTuner<Js>> {
        let calls = self.0.borrow().clone();
        match calls {
            Some(calls) => calls.hear(message),
            None => Some(message),
        }
    }

    /// Puts the functions on `window.tuneground`.
    pub(crate) fn install(&self, engine: &Engine) {
        let existing = Reflect::get(&window(), &"tuneground".into()).unwrap_or_default();
        let tuneground: Object = existing.dyn_into().unwrap_or_default();
        for operation in OPERATIONS {
            ignore(Reflect::set(&tuneground, &operation.into(), &self.function(engine, operation)));
        }
        let bench = Object::new();
        for (name, operation) in BENCHES {
            ignore(Reflect::set(&bench, &name.into(), &self.function(engine, operation)));
        }
        ignore(Reflect::set(&tuneground, &"bench".into(), &bench));
        ignore(Reflect::set(&window(), &"tuneground".into(), &tuneground));
    }

    /// The function that calls an operation.
    fn function(&self, engine: &Engine, operation: &'static str) -> JsValue {
        let (scripts, engine) = (self.clone(), engine.clone());
        let call = move |first: JsValue, second: JsValue| {
            let (scripts, engine) = (scripts.clone(), engine.clone());
            future_to_promise(async move {
                let calls = scripts.load(engine).await?;
                JsFuture::from(calls.call(operation, &first, &second)).await
            })
        };
        Closure::<dyn FnMut(JsValue, JsValue) -> Promise>::new(call).into_js_value()
    }

    async fn load(self, engine: Engine) -> Result<Rc<dyn ScriptCalls>, JsValue> {
        let loaded = parts::scripts(engine).await;
        let loaded =
            loaded.map_err(|_| error("ServiceUnavailable", "A part of the page could not be loaded; try again"))?;
        // Of two first calls at once, the second finds what the first has put here.
        Ok(Rc::clone(self.0.borrow_mut().get_or_insert(loaded)))
    }
}

/// Asks the tuner what only the page asks. A handle only.
#[derive(Clone, Copy)]
pub(crate) struct Asker(StoredValue<(Scripts, Engine), LocalStorage>);

impl Asker {
    /// One that asks through the calls of scripts, whose code loads with the first.
    pub(crate) fn new(scripts: Scripts, engine: Engine) -> Self {
        Self(StoredValue::new_local((scripts, engine)))
    }

    /// The one that the page's components share.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// The answer to an operation's request.
    pub(crate) async fn ask(self, operation: &'static str, request: Js) -> Result<Js, JsValue> {
        self.ask_of(operation, request, &JsValue::UNDEFINED).await
    }

    /// The answer to an operation's request about a file, which is shared with the engine and not copied.
    pub(crate) async fn ask_of_file(self, operation: &'static str, request: Js, file: &Blob) -> Result<Js, JsValue> {
        self.ask_of(operation, request, file).await
    }

    /// Has all cores of this machine ready to train.
    pub(crate) fn use_all_cores(self) {
        self.0.with_value(|(_, engine)| engine.use_all_cores());
    }

    async fn ask_of(self, operation: &'static str, request: Js, what: &JsValue) -> Result<Js, JsValue> {
        let (scripts, engine) = self.0.get_value();
        let calls = scripts.load(engine).await?;
        JsFuture::from(calls.call(operation, &request.0, what)).await.map(Js)
    }
}

/// Says that the page is interactive and the functions are there: boot.js waits for it.
pub(crate) fn say_ready() {
    let event = web_sys::Event::new("tuneground:ready");
    ignore(event.and_then(|event| window().dispatch_event(&event)));
}

/// An `Error` whose `name` is AWS's error name.
pub(crate) fn error(name: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    error.set_name(name);
    error.into()
}
