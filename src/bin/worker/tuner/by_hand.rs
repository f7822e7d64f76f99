//! A training job that a person placed, against the tuner.

use super::Tuner;
use super::background::Task;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::dataset::FileRows;
use tuneground::playground::by_hand::{ByHandTask, values_of};
use tuneground::protocol::SessionId;
use tuneground::training_job::JobNumber;

impl Tuner {
    /// Begins to train the job `Number` with the values `TunedHyperParameters`, on what the tuning job `Session` trains; null is the
    /// answer where that cannot be done.
    pub(super) fn ask_by_hand(&mut self, id: u32, request: &Value, own: &Rc<RefCell<Self>>) {
        let whole =
            |name: &str| request.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let (session, number): (Option<SessionId>, _) = (whole("Session"), whole("Number").map(JobNumber));
        let text_of = |name: &str| request.get("TunedHyperParameters")?.get(name)?.as_str().map(str::to_owned);
        let plan = session.and_then(|id| self.sessions.get(&id)).map(|own| own.plan().clone());
        let values = plan.as_ref().and_then(|plan| values_of(plan.config.space(), text_of));
        let (Some(plan), Some(number), Some(values)) = (plan, number, values) else {
            return self.reply(id, Ok(Value::Null));
        };
        let spec = plan.trained_problem().map(|problem| problem.dataset.clone());
        let begin = move |tuner: &mut Self, rows: Option<FileRows>| match ByHandTask::new(&plan, rows, number, &values)
        {
            Some(task) => tuner.background.push(id, Task::ByHand(Box::new(task))),
            None => tuner.reply(id, Ok(Value::Null)),
        };
        match spec {
            Some(spec) => self.with_rows(&spec, own, begin),
            None => begin(self, None),
        }
    }
}
