//! The true surface over two hyperparameters: a sweep that goes on while the page asks for it. Each answer has what is new, so that
//! the picture comes piece by piece; when nobody asks any more, nothing is trained any more.

use super::Tuner;
use super::background::Task;
use crate::now;
use crate::port::scope;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::dataset::FileRows;
use tuneground::playground::{Sweep, SweepQuestion};
use tuneground::protocol::SessionId;
use tuneground::training_job::JobNumber;

/// How much is trained for one answer.
const ANSWER_MILLISECONDS: f64 = 150.0;
/// Rows trained between two looks at the clock.
const ROWS_PER_SLICE: usize = 2048;

/// A sweep, and how long it has been trained.
pub(super) struct Swept {
    session: SessionId,
    sweep: Sweep,
    milliseconds: f64,
}

/// A question for more of a sweep.
pub(super) struct More {
    swept: Rc<RefCell<Swept>>,
    /// How many values the page has.
    from: usize,
    milliseconds: f64,
}

impl More {
    /// Trains a little; the answer when there is enough for one.
    pub(super) fn work(&mut self) -> Option<Value> {
        let mut swept = self.swept.borrow_mut();
        let scope = scope();
        let start = now(&scope);
        let is_complete = swept.sweep.work(ROWS_PER_SLICE);
        let passed = now(&scope) - start;
        swept.milliseconds += passed;
        self.milliseconds += passed;
        (is_complete || self.milliseconds >= ANSWER_MILLISECONDS).then(|| {
            let mut answer = swept.sweep.to_json(self.from);
            answer["Milliseconds"] = json!(swept.milliseconds);
            answer
        })
    }
}

impl Tuner {
    /// Goes on with a sweep, or begins it; null is the answer where there is nothing to sweep.
    pub(super) fn ask_sweep(&mut self, id: u32, request: &Value, own: &Rc<RefCell<Self>>) {
        let whole = |name: &str| request.get(name).and_then(Value::as_u64);
        let place = |name: &str| whole(name).and_then(|place| usize::try_from(place).ok());
        let session = whole("Session").and_then(|id| SessionId::try_from(id).ok());
        let job = whole("Job").and_then(|number| u32::try_from(number).ok()).map(JobNumber);
        let (Some(session), Some(x), Some(y), Some(job)) = (session, place("X"), place("Y"), job) else {
            return self.reply(id, Ok(Value::Null));
        };
        let (question, from) = (SweepQuestion { x, y, job }, place("From").unwrap_or(0));
        if let Some(swept) = self.background.swept.clone() {
            let is_it = |swept: &Swept| swept.session == session && swept.sweep.question() == question;
            if is_it(&swept.borrow()) {
                return self.background.push(id, Task::Sweep(More { swept, from, milliseconds: 0.0 }));
            }
        }
        let problem = self.sessions.get(&session).and_then(|own| own.plan().trained_problem());
        let spec = problem.map(|problem| problem.dataset.clone());
        let begin = move |tuner: &mut Self, rows: Option<FileRows>| {
            let sweep = tuner.sessions.get(&session).and_then(|own| {
                Sweep::new(own.plan(), rows, question, own.simulation().job().state().job(question.job)?)
            });
            match sweep {
                Some(sweep) => {
                    let swept = Rc::new(RefCell::new(Swept { session, sweep, milliseconds: 0.0 }));
                    tuner.background.swept = Some(Rc::clone(&swept));
                    tuner.background.push(id, Task::Sweep(More { swept, from, milliseconds: 0.0 }));
                }
                None => tuner.reply(id, Ok(Value::Null)),
            }
        };
        match spec {
            Some(spec) => self.with_rows(&spec, own, begin),
            None => begin(self, None),
        }
    }
}
