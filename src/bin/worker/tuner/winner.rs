//! Training jobs that are trained again, to tell luck from merit: goes on while the page asks for it.

use super::Tuner;
use super::background::Task;
use crate::now;
use crate::port::scope;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::dataset::FileRows;
use tuneground::playground::winner::WinnerTask;
use tuneground::protocol::SessionId;
use tuneground::training_job::{JobNumber, TrainingJob};

/// How much is trained for one answer.
const ANSWER_MILLISECONDS: f64 = 150.0;
/// Rows trained between two looks at the clock.
const ROWS_PER_SLICE: usize = 2048;

/// The training jobs of a tuning job, and how long they have been trained.
pub(super) struct Repeats {
    session: SessionId,
    task: WinnerTask,
    milliseconds: f64,
}

/// A question for more of them.
pub(super) struct MoreRepeats {
    repeats: Rc<RefCell<Repeats>>,
    milliseconds: f64,
}

impl MoreRepeats {
    /// Trains a little; the answer when there is enough for one.
    pub(super) fn work(&mut self) -> Option<Value> {
        let mut repeats = self.repeats.borrow_mut();
        let scope = scope();
        let start = now(&scope);
        let is_complete = repeats.task.work(ROWS_PER_SLICE);
        let passed = now(&scope) - start;
        repeats.milliseconds += passed;
        self.milliseconds += passed;
        (is_complete || self.milliseconds >= ANSWER_MILLISECONDS).then(|| {
            let mut answer = repeats.task.to_json();
            answer["Milliseconds"] = json!(repeats.milliseconds);
            answer
        })
    }
}

impl Tuner {
    /// Goes on with training `Jobs` again, or begins it; null is the answer where that cannot be done.
    pub(super) fn ask_winner(&mut self, id: u32, request: &Value, own: &Rc<RefCell<Self>>) {
        let session = request.get("Session").and_then(Value::as_u64).and_then(|id| SessionId::try_from(id).ok());
        let numbers = request.get("Jobs").and_then(Value::as_array).into_iter().flatten();
        let numbers = numbers.filter_map(|job| u32::try_from(job.as_u64()?).ok().map(JobNumber));
        let jobs: Vec<JobNumber> = numbers.collect();
        let Some(session) = session else { return self.reply(id, Ok(Value::Null)) };
        if let Some(repeats) = self.background.repeats.clone() {
            let is_it = |repeats: &Repeats| repeats.session == session && repeats.task.jobs().eq(jobs.iter().copied());
            if is_it(&repeats.borrow()) {
                return self.background.push(id, Task::Repeats(MoreRepeats { repeats, milliseconds: 0.0 }));
            }
        }
        let problem = self.sessions.get(&session).and_then(|own| own.plan().trained_problem());
        let spec = problem.map(|problem| problem.dataset.clone());
        let begin = move |tuner: &mut Self, rows: Option<FileRows>| {
            let task = tuner.sessions.get(&session).and_then(|own| {
                let state = own.simulation().job().state();
                let jobs: Option<Vec<TrainingJob>> = jobs.iter().map(|job| state.job(*job).cloned()).collect();
                WinnerTask::new(own.plan(), rows, jobs?)
            });
            match task {
                Some(task) => {
                    let repeats = Rc::new(RefCell::new(Repeats { session, task, milliseconds: 0.0 }));
                    tuner.background.repeats = Some(Rc::clone(&repeats));
                    tuner.background.push(id, Task::Repeats(MoreRepeats { repeats, milliseconds: 0.0 }));
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
