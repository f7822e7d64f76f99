//! The repeats of a comparison that a trainer has, one after the other, each in slices.

use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use tuneground::dataset::FileRows;
use tuneground::playground::compare::{RepeatTask, Repeats};
use tuneground::playground::{Document, Objective, plan_with_parents};
use tuneground::protocol::{FromTrainer, SessionId};

/// Rows trained between two looks at the clock: a tenth of a millisecond on a small network, a few on the largest.
const ROWS_PER_SLICE: usize = 1024;

/// The variants that are open here, and the repeats that are to be run.
#[derive(Default)]
pub(crate) struct AllRepeats {
    variants: BTreeMap<SessionId, Repeats>,
    waiting: VecDeque<(SessionId, u32, u64)>,
    running: Option<(SessionId, u32, RepeatTask)>,
}

impl AllRepeats {
    /// Opens a variant.
    pub(crate) fn open(&mut self, session: SessionId, document: Value, parents: &[Value], rows: Option<FileRows>) {
        let document = Document::from_json(document).ok();
        let plan = document.and_then(|document| plan_with_parents(&document, Objective::Problem, parents).ok());
        if let Some(repeats) = plan.and_then(|plan| Repeats::new(plan, rows)) {
            self.variants.insert(session, repeats);
        }
    }

    /// Takes a repeat on, after those that it has.
    pub(crate) fn begin(&mut self, session: SessionId, repeat: u32, seed: u64) {
        self.waiting.push_back((session, repeat, seed));
    }

    /// Forgets a variant and its repeats.
    pub(crate) fn close(&mut self, session: SessionId) {
        self.variants.remove(&session);
        self.waiting.retain(|(own, ..)| *own != session);
        if self.running.as_ref().is_some_and(|(own, ..)| *own == session) {
            self.running = None;
        }
    }

    /// True when there is nothing to run.
    pub(crate) fn is_idle(&self) -> bool {
        self.running.is_none() && self.waiting.is_empty()
    }

    /// Works for a slice; what came of a repeat, if that ended one.
    pub(crate) fn work(&mut self) -> Option<FromTrainer> {
        if self.running.is_none() {
            let (session, repeat, seed) = self.waiting.pop_front()?;
            // The tuner opens a variant before it asks for repeats, and one that runs there runs here.
            let task = self.variants.get(&session)?.begin(seed);
            self.running = Some((session, repeat, task));
        }
        if !self.running.as_mut().is_some_and(|(.., task)| task.work(ROWS_PER_SLICE)) {
            return None;
        }
        let (session, repeat, task) = self.running.take()?;
        let outcome = serde_json::to_value(task.into_outcome()).unwrap_or_default();
        Some(FromTrainer::Repeated { session, repeat, outcome })
    }
}
