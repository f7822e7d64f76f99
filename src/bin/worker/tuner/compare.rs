//! The comparison that is at work: its repeats go to all trainers of the processor, a few to each, so that none waits for the next
//! one, and come back in any order. What is told of it is asked for by the page, a few times a second.

use super::Tuner;
use crate::now;
use crate::port::scope;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::playground::compare::{Along, CompareQuestion, Comparison, Outcome, Task};
use tuneground::protocol::{SessionId, ToTrainer};
use tuneground::sagemaker::responses::ApiError;
use web_sys::Blob;

/// Repeats that a trainer has at a time: one that it runs, and one to go on with.
const AT_HAND: usize = 2;

/// The comparison, and what its repeats need.
pub(super) struct Comparing {
    id: u32,
    comparison: Comparison<u32>,
    /// The handles of the variants, which are also their places.
    sessions: Vec<SessionId>,
    parents: Vec<Value>,
    rows: Option<Blob>,
    /// False while the data set's rows are on their way.
    has_rows: bool,
    /// Milliseconds of the worker's clock, when it began and when it ended.
    began: f64,
    ended: Option<f64>,
}

/// All comparisons: there is one at a time.
pub(super) struct Comparisons {
    current: Option<Comparing>,
    last: u32,
    /// The page counts the handles of tuning jobs up from 1; those of variants go down from here.
    next_session: SessionId,
}

impl Default for Comparisons {
    fn default() -> Self {
        Self { current: None, last: 0, next_session: SessionId::MAX }
    }
}

impl Comparisons {
    fn of(&mut self, request: &Value) -> Option<&mut Comparing> {
        let id = request["Comparison"].as_u64();
        self.current.as_mut().filter(|comparing| id == Some(u64::from(comparing.id)))
    }
}

impl Tuner {
    /// Begins a comparison, in place of the one before: see [`CompareQuestion`]. Answers `{"Comparison"}`, its handle.
    pub(super) fn start_comparison(&mut self, request: &Value, own: &Rc<RefCell<Self>>) -> Result<Value, ApiError> {
        let question = CompareQuestion::read(request).map_err(ApiError::validation)?;
        let (variants, standing) = question.variants().map_err(ApiError::validation)?;
        let comparison = Comparison::new(variants, standing, question.repeats)
            .ok_or_else(|| ApiError::validation("none of the variants can run".to_owned()))?;
        self.end_comparison();
        let all = &mut self.comparisons;
        all.last += 1;
        let id = all.last;
        let sessions: Vec<SessionId> = (0..comparison.variants().len() as u32).map(|k| all.next_session - k).collect();
        all.next_session -= sessions.len() as u32;
        // No change touches the problem: all variants have the same data set.
        let spec = comparison.plans().find_map(|plan| Some(plan.trained_problem()?.dataset.clone()));
        let (parents, began) = (question.parents, now(&scope()));
        all.current =
            Some(Comparing { id, comparison, sessions, parents, rows: None, has_rows: false, began, ended: None });
        let begin = move |tuner: &mut Self, rows: Option<Blob>| {
            if let Some(comparing) = tuner.comparisons.current.as_mut().filter(|comparing| comparing.id == id) {
                comparing.rows = rows;
                comparing.has_rows = true;
                tuner.hand_out_repeats();
            }
        };
        match spec {
            Some(spec) => self.when_here(&spec, own, begin),
            None => begin(self, None),
        }
        Ok(json!({ "Comparison": id }))
    }

    /// What is known so far: [`Comparison::report`], with `Elapsed` seconds and those that are about `Left`. Null for a comparison
    /// that is not the last one.
    pub(super) fn report_comparison(&mut self, request: &Value) -> Value {
        let along = serde_json::from_value(request["Along"].clone()).unwrap_or_default();
        let Some(comparing) = self.comparisons.of(request) else { return Value::Null };
        comparing.report(along)
    }

    /// Ends a comparison where it is; what is done stays.
    pub(super) fn cancel_comparison(&mut self, request: &Value) -> Value {
        if self.comparisons.of(request).is_some() {
            self.end_comparison();
        }
        json!({})
    }

    fn end_comparison(&mut self) {
        if let Some(comparing) = &mut self.comparisons.current {
            comparing.comparison.cancel();
            comparing.see_end();
            for session in &comparing.sessions {
                self.pool.close(*session);
            }
        }
    }

    /// Gives every trainer of the processor something to do.
    pub(super) fn hand_out_repeats(&mut self) {
        let Some(comparing) = self.comparisons.current.as_mut().filter(|comparing| comparing.has_rows) else { return };
        // One to each before a second to any.
        for at_hand in 1..=AT_HAND {
            for trainer in self.pool.processors() {
                if comparing.comparison.given_to(trainer) < at_hand
                    && let Some(task) = comparing.comparison.give(trainer)
                {
                    let (session, seed) = (comparing.sessions[task.variant], comparing.comparison.seed(task));
                    self.pool.open_variant(trainer, session, || comparing.open(task), comparing.rows.as_ref());
                    self.pool.repeat(trainer, &ToTrainer::Repeat { session, repeat: task.repeat, seed });
                }
            }
        }
    }

    /// A repeat is done.
    pub(super) fn has_repeated(&mut self, session: SessionId, repeat: u32, outcome: Value) {
        let Some(comparing) = &mut self.comparisons.current else { return };
        let variant = comparing.sessions.iter().position(|own| *own == session);
        if let (Some(variant), Ok(outcome)) = (variant, serde_json::from_value::<Outcome>(outcome)) {
            comparing.comparison.take(Task { repeat, variant }, outcome);
            comparing.see_end();
            self.hand_out_repeats();
        }
    }

    /// A trainer is lost; others do its repeats.
    pub(super) fn lose_repeats(&mut self, trainer: u32) {
        if let Some(comparing) = &mut self.comparisons.current {
            comparing.comparison.lose(trainer);
        }
        self.hand_out_repeats();
    }
}

impl Comparing {
    /// The message that opens a repeat's variant.
    fn open(&self, task: Task) -> ToTrainer {
        let document = self.comparison.variants().get(task.variant).map(|(variant, _)| variant.document.to_json());
        ToTrainer::OpenVariant {
            session: self.sessions[task.variant],
            document: document.unwrap_or_default(),
            parents: self.parents.clone(),
        }
    }

    fn see_end(&mut self) {
        if self.comparison.has_ended() && self.ended.is_none() {
            self.ended = Some(now(&scope()));
        }
    }

    fn report(&self, along: Along) -> Value {
        let elapsed = (self.ended.unwrap_or_else(|| now(&scope())) - self.began) / 1000.0;
        let (done, all) = (self.comparison.done(), self.comparison.all());
        let left = (done > 0 && self.ended.is_none()).then(|| elapsed / done as f64 * (all - done) as f64);
        let mut report = self.comparison.report(along);
        report["Elapsed"] = elapsed.into();
        report["Left"] = left.into();
        report
    }
}
