//! `window.tuneground`: what scripts can do.

use crate::dom::ignore;
use crate::engine::Engine;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::playground::{Document, Issue, Objective, check, issues_of};
use tuneground::protocol::{FromTuner, SessionId, ToTuner};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// Operations that the tuner answers: a request object in, a response object out.
const OPERATIONS: [&str; 7] = [
    "describeHyperParameterTuningJob",
    "listHyperParameterTuningJobs",
    "listTrainingJobsForHyperParameterTuningJob",
    "describeTrainingJob",
    "stopHyperParameterTuningJob",
    "deleteHyperParameterTuningJob",
    "waitForHyperParameterTuningJob",
];

/// The calls that wait for an answer, and the scripts' objective functions.
#[derive(Clone, Default)]
pub(crate) struct Scripts(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    last_call: u32,
    waiting: BTreeMap<u32, (Function, Function)>,
    objectives: BTreeMap<SessionId, Function>,
    engine: Option<Engine>,
}

impl Scripts {
    /// Takes what is for scripts; gives back what is not.
    pub(crate) fn hear(&self, message: FromTuner) -> Option<FromTuner> {
        match message {
            FromTuner::Reply { id, result } => {
                let settled = self.0.borrow_mut().waiting.remove(&id);
                if let Some((resolve, reject)) = settled {
                    match result {
                        Ok(value) => ignore(resolve.call1(&JsValue::UNDEFINED, &to_js(&value))),
                        Err((name, message)) => ignore(reject.call1(&JsValue::UNDEFINED, &error(&name, &message))),
                    }
                }
                None
            }
            FromTuner::Evaluate { session, job, name, epoch, hyperparameters } => {
                self.evaluate(session, job, name, epoch, hyperparameters);
                None
            }
            other => Some(other),
        }
    }

    /// A promise that is settled by the reply to the message that `send` sends.
    fn call(&self, send: impl FnOnce(&Engine, u32)) -> Promise {
        let state = Rc::clone(&self.0);
        let mut send = Some(send);
        Promise::new(&mut move |resolve, reject| {
            let id = {
                let mut state = state.borrow_mut();
                state.last_call += 1;
                let id = state.last_call;
                state.waiting.insert(id, (resolve, reject));
                id
            };
            let engine = state.borrow().engine.clone();
            if let (Some(engine), Some(send)) = (engine, send.take()) {
                send(&engine, id);
            }
        })
    }

    /// Asks a script's objective function.
    fn evaluate(&self, session: SessionId, job: u32, name: String, epoch: u32, hyperparameters: Vec<(String, String)>) {
        let state = self.0.borrow();
        let (Some(objective), Some(engine)) = (state.objectives.get(&session).cloned(), state.engine.clone()) else {
            return;
        };
        drop(state);
        let texts: Map<String, Value> =
            hyperparameters.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        wasm_bindgen_futures::spawn_local(async move {
            let called = objective.call3(
                &JsValue::UNDEFINED,
                &to_js(&Value::Object(texts)),
                &JsValue::from_f64(f64::from(epoch)),
                &JsValue::from_str(&name),
            );
            let value = match called {
                Ok(value) => JsFuture::from(Promise::resolve(&value)).await,
                Err(error) => Err(error),
            };
            let value = match value {
                Ok(value) => value
                    .as_f64()
                    .filter(|value| value.is_finite())
                    .ok_or_else(|| "AlgorithmError: the objective function did not give a finite number".to_owned()),
                Err(error) => Err(format!("AlgorithmError: the objective function failed: {}", words(&error))),
            };
            engine.post(&ToTuner::Value { session, job, value });
        });
    }
}

/// Puts the functions on `window.tuneground` and says that they are there.
pub(crate) fn install(scripts: Scripts, engine: Engine) {
    scripts.0.borrow_mut().engine = Some(engine);
    let window = crate::dom::window();
    let existing = Reflect::get(&window, &"tuneground".into()).unwrap_or_default();
    let tuneground: Object = existing.dyn_into().unwrap_or_default();
    for operation in OPERATIONS {
        let scripts = scripts.clone();
        put(&tuneground, operation, move |request, _| {
            let request = match from_js(&request, operation) {
                Ok(request) => request,
                Err(error) => return Promise::reject(&error),
            };
            scripts.call(|engine, id| engine.call(id, operation, request))
        });
    }
    let called = scripts.clone();
    put(&tuneground, "events", move |name, _| {
        let mut request = Map::new();
        request.insert("HyperParameterTuningJobName".to_owned(), Value::String(name.as_string().unwrap_or_default()));
        called.call(|engine, id| engine.call(id, "events", Value::Object(request)))
    });
    put(&tuneground, "validate", |request, _| match from_js(&request, "validate") {
        Ok(request) => Promise::resolve(&to_js(&validate(request))),
        Err(error) => Promise::reject(&error),
    });
    put(&tuneground, "createHyperParameterTuningJob", move |request, options| {
        create(&scripts, &request, &options).unwrap_or_else(|error| Promise::reject(&error))
    });
    ignore(Reflect::set(&window, &"tuneground".into(), &tuneground));
    // boot.js waits for this.
    let event = web_sys::Event::new("tuneground:ready");
    ignore(event.and_then(|event| window.dispatch_event(&event)));
}

fn put(object: &Object, name: &str, function: impl FnMut(JsValue, JsValue) -> Promise + 'static) {
    let closure = Closure::<dyn FnMut(JsValue, JsValue) -> Promise>::new(function);
    ignore(Reflect::set(object, &name.into(), &closure.into_js_value()));
}

fn create(scripts: &Scripts, request: &JsValue, options: &JsValue) -> Result<Promise, JsValue> {
    let member = |name: &str| Reflect::get(options, &name.into()).ok().filter(|value| !value.is_undefined());
    let mut document = Map::new();
    document.insert("Request".to_owned(), from_js(request, "createHyperParameterTuningJob")?);
    for (name, option) in [("Problem", "problem"), ("Settings", "settings")] {
        if let Some(value) = member(option) {
            document.insert(name.to_owned(), from_js(&value, option)?);
        }
    }
    let document = Value::Object(document);
    let objective = member("objective").map(JsValue::dyn_into::<Function>).transpose();
    let objective = objective.map_err(|_| {
        error(
            "ValidationException",
            "objective is no function; give async (hyperParameters, epoch, trainingJobName) => number",
        )
    })?;
    let parallel = document.pointer("/Request/HyperParameterTuningJobConfig/ResourceLimits/MaxParallelTrainingJobs");
    let parallel = parallel.and_then(Value::as_u64).unwrap_or(1) as u32;
    let state = Rc::clone(&scripts.0);
    Ok(scripts.call(move |engine, id| {
        let session = engine.create(document, parallel, objective.is_some(), false, Some(id));
        if let Some(objective) = objective {
            state.borrow_mut().objectives.insert(session, objective);
        }
        // Nobody watches it, so it goes as fast as it can.
        engine.advance(session, None);
    }))
}

fn validate(request: Value) -> Value {
    match Document::from_json(request) {
        Ok(document) => check(&document, Objective::Problem).issues.iter().map(Issue::to_json).collect(),
        Err(error) => issues_of(&error).iter().map(Issue::to_json).collect(),
    }
}

/// A JavaScript value as JSON; what JSON cannot hold is an error in words.
fn from_js(value: &JsValue, operation: &str) -> Result<Value, JsValue> {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    text.and_then(|text| serde_json::from_str(&text).ok())
        .ok_or_else(|| error("ValidationException", &format!("{operation} needs a request object")))
}

fn to_js(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap_or_default()
}

/// An `Error` whose `name` is AWS's error name.
fn error(name: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    error.set_name(name);
    error.into()
}

/// What a JavaScript error says.
fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || error.as_string().unwrap_or_else(|| "it gave no reason".to_owned()),
        |error| error.message().into(),
    )
}
