//! What answers scripts: the functions of `window.tuneground` behind those that [`crate::api`] puts there. Loads with the
//! first call.

use crate::api::{ScriptCalls, error};
use crate::dom::ignore;
use crate::engine::{Creator, Engine, Js};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::playground::{self, Issue, issues_of};
use tuneground::protocol::{FromTuner, JsonValue as _, SessionId, ToTuner};
use tuneground::sagemaker::parse_json;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The calls that wait for an answer, and the scripts' objective functions.
pub(crate) struct Scripts {
    engine: Engine,
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    last_call: u32,
    waiting: BTreeMap<u32, (Function, Function)>,
    objectives: BTreeMap<SessionId, Function>,
}

impl ScriptCalls for Scripts {
    fn call(&self, operation: &'static str, first: &JsValue, second: &JsValue) -> Promise {
        let result = match operation {
            "createHyperParameterTuningJob" => self.create(first, second),
            "events" => Ok(self.events(first)),
            "validate" => validate(first, second).map(|issues| Promise::resolve(&issues.0)),
            _ => json(first, operation).map(|request| {
                let file = second.dyn_ref::<Blob>().cloned();
                self.promise(|engine, id| engine.call(id, operation, request, file))
            }),
        };
        result.unwrap_or_else(|error| Promise::reject(&error))
    }

    fn hear(&self, message: FromTuner<Js>) -> Option<FromTuner<Js>> {
        match message {
            FromTuner::Reply { id, result } => {
                let settled = self.state.borrow_mut().waiting.remove(&id);
                if let Some((resolve, reject)) = settled {
                    match result {
                        Ok(response) => ignore(resolve.call1(&JsValue::UNDEFINED, &response.0)),
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
}

impl Scripts {
    /// With no call yet.
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, state: Rc::default() }
    }

    /// A promise that is settled by the reply to the message that `send` sends.
    fn promise(&self, send: impl FnOnce(&Engine, u32)) -> Promise {
        let (engine, state) = (&self.engine, &self.state);
        let mut send = Some(send);
        Promise::new(&mut move |resolve, reject| {
            let id = {
                let mut state = state.borrow_mut();
                state.last_call += 1;
                let id = state.last_call;
                state.waiting.insert(id, (resolve, reject));
                id
            };
            if let Some(send) = send.take() {
                send(engine, id);
            }
        })
    }

    /// Asks a script's objective function.
    fn evaluate(&self, session: SessionId, job: u32, name: String, epoch: u32, hyperparameters: Vec<(String, String)>) {
        let Some(objective) = self.state.borrow().objectives.get(&session).cloned() else { return };
        let engine = self.engine.clone();
        let texts = object(hyperparameters.into_iter().map(|(name, value)| (name, value.into())));
        wasm_bindgen_futures::spawn_local(async move {
            let called = objective.call3(
                &JsValue::UNDEFINED,
                &texts,
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

    /// The event log of a tuning job.
    fn events(&self, name: &JsValue) -> Promise {
        let name = name.as_string().unwrap_or_default();
        let request = object([("HyperParameterTuningJobName".to_owned(), name.into())]);
        self.promise(|engine, id| engine.call(id, "events", Js(request.into()), None))
    }

    /// Creates a tuning job from a request, with what Tuneground adds to it.
    fn create(&self, request: &JsValue, options: &JsValue) -> Result<Promise, JsValue> {
        let member = |name: &str| Reflect::get(options, &name.into()).ok().filter(|value| !value.is_undefined());
        let mut document = vec![("Request".to_owned(), json(request, "createHyperParameterTuningJob")?.0)];
        for (name, option) in [("Problem", "problem"), ("Settings", "settings")] {
            if let Some(value) = member(option) {
                document.push((name.to_owned(), json(&value, option)?.0));
            }
        }
        let document = Js(object(document).into());
        let objective = member("objective").map(JsValue::dyn_into::<Function>).transpose();
        let objective = objective.map_err(|_| {
            error(
                "ValidationException",
                "objective is no function; give async (hyperParameters, epoch, trainingJobName) => number",
            )
        })?;
        let limits = ["Request", "HyperParameterTuningJobConfig", "ResourceLimits", "MaxParallelTrainingJobs"];
        let parallel = limits.iter().try_fold(document.clone(), |value, name| value.member(name));
        let parallel = parallel.and_then(|number| number.number()).unwrap_or(1.0) as u32;
        let state = Rc::clone(&self.state);
        Ok(self.promise(move |engine, id| {
            let session =
                engine.create(document, parallel, Creator::Script { external: objective.is_some(), reply: id });
            if let Some(objective) = objective {
                state.borrow_mut().objectives.insert(session, objective);
            }
            // Nobody watches it, so it goes as fast as it can.
            engine.advance(session, None);
        }))
    }
}

/// The problems of a request, or of a playground document.
fn validate(request: &JsValue, parents: &JsValue) -> Result<Js, JsValue> {
    let read = |value: &JsValue, what| json(value, what).map(|json| parse_json(&json.to_text()));
    let parents = if parents.is_undefined() {
        Value::Null
    } else {
        read(parents, "validate's list of parents")?.unwrap_or_default()
    };
    let parents = parents.as_array().map_or(&[] as &[Value], Vec::as_slice);
    let issues = match read(request, "validate")? {
        Ok(request) => playground::validate(&request, parents),
        Err(error) => issues_of(&error),
    };
    let issues: Value = issues.iter().map(Issue::to_json).collect();
    Ok(Js::parse(&issues.to_string()))
}

/// A copy of a JavaScript value, as far as JSON can hold it; else an error in words.
fn json(value: &JsValue, operation: &str) -> Result<Js, JsValue> {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    text.map(|text| Js::parse(&text))
        .ok_or_else(|| error("ValidationException", &format!("{operation} needs a request object")))
}

fn object(members: impl IntoIterator<Item = (String, JsValue)>) -> Object {
    let object = Object::new();
    for (name, value) in members {
        ignore(Reflect::set(&object, &name.into(), &value));
    }
    object
}

/// What a JavaScript error says.
pub(crate) fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || error.as_string().unwrap_or_else(|| "it gave no reason".to_owned()),
        |error| error.message().into(),
    )
}
