//! Maps of what the Bayesian strategy believes, for the page: computed between the engine's messages, in the order in which
//! they were asked for.

use super::Tuner;
use crate::now;
use crate::port::{Turns, scope};
use serde_json::Value;
use std::collections::VecDeque;
use tuneground::playground::{BeliefQuestion, BeliefTask};
use tuneground::protocol::{FromTuner, SessionId};
use tuneground::training_job::JobNumber;

/// How long a turn lasts before messages are read again.
const TURN_MILLISECONDS: f64 = 8.0;
/// Points between two looks at the clock.
const POINTS_PER_SLICE: usize = 8;

/// The maps that are being computed, each with the call that it answers.
pub(super) struct Beliefs {
    tasks: VecDeque<(u32, BeliefTask)>,
    turns: Option<Turns>,
}

impl Beliefs {
    /// None yet; `turns` are those of [`Tuner::compute_beliefs`].
    pub(super) fn new(turns: Option<Turns>) -> Self {
        Self { tasks: VecDeque::new(), turns }
    }

    fn go_on(&self) {
        if let Some(turns) = self.turns.as_ref().filter(|_| !self.tasks.is_empty()) {
            turns.ask();
        }
    }
}

impl Tuner {
    /// Begins a map; null is the answer where there is nothing to show.
    pub(super) fn ask_belief(&mut self, id: u32, request: &Value) {
        let whole = |name: &str| request.get(name).and_then(Value::as_u64);
        let place = |name: &str| whole(name).and_then(|place| usize::try_from(place).ok());
        let session = whole("Session").and_then(|id| SessionId::try_from(id).ok());
        let session = session.and_then(|id| self.sessions.get(&id));
        let question = place("Shown").zip(place("X")).map(|(shown, x)| {
            let job = whole("Job").and_then(|number| u32::try_from(number).ok()).map(JobNumber);
            BeliefQuestion { shown, x, y: place("Y"), job }
        });
        let task = session.zip(question).and_then(|(own, question)| BeliefTask::new(own.simulation().job(), question));
        match task {
            Some(task) => self.beliefs.tasks.push_back((id, task)),
            None => self.page.post(&FromTuner::Reply { id, result: Ok(Value::Null) }),
        }
        self.beliefs.go_on();
    }

    /// Computes for a few milliseconds.
    pub(super) fn compute_beliefs(&mut self) {
        let scope = scope();
        let end = now(&scope) + TURN_MILLISECONDS;
        while let Some((id, task)) = self.beliefs.tasks.front_mut() {
            if let Some(map) = task.work(POINTS_PER_SLICE) {
                self.page.post(&FromTuner::Reply { id: *id, result: Ok(map.to_json()) });
                self.beliefs.tasks.pop_front();
            }
            if now(&scope) >= end {
                break;
            }
        }
        self.beliefs.go_on();
    }
}
