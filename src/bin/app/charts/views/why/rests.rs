//! The rests of the training jobs that were stopped early, as the engine trains them: one at a time, the one that is looked at
//! first.

use crate::api::Asker;
use crate::engine::Js;
use crate::store::Store;
use leptos::prelude::*;
use std::collections::BTreeMap;
use tuneground::language::counted;
use tuneground::playground::Session;
use tuneground::playground::why::{Rest, Tally, was_stopped_early};
use tuneground::protocol::{JsonValue as _, SessionId};
use tuneground::training_job::JobNumber;

/// What is known of them; `None` for a job whose rest cannot be had. Handles only.
#[derive(Clone, Copy)]
pub(in crate::charts::views) struct Rests {
    known: RwSignal<BTreeMap<JobNumber, Option<Rest>>>,
    of: StoredValue<Option<SessionId>>,
    is_asked: StoredValue<bool>,
}

impl Rests {
    /// None is known.
    pub(in crate::charts::views) fn new() -> Self {
        Self { known: RwSignal::new(BTreeMap::new()), of: StoredValue::new(None), is_asked: StoredValue::new(false) }
    }

    /// Asks for what is missing, as long as somebody looks.
    pub(super) fn follow(self, store: Store) {
        let asker = Asker::expect();
        let stopped = store.calm_memo(stopped);
        let next = Memo::new(move |_| {
            let session = store.run_id()?;
            let runs_here = store.ran_at_aws.with(Option::is_none) && store.problem.with(Option::is_some);
            let (selected, stopped) = (store.selected.get(), stopped.get().filter(|_| runs_here)?);
            self.known.with(|known| {
                let is_missing = |job: &&JobNumber| self.of.get_value() != Some(session) || !known.contains_key(*job);
                let first = selected.filter(|job| stopped.contains(job) && is_missing(&job));
                first.or_else(|| stopped.iter().find(is_missing).copied()).map(|job| (session, job))
            })
        });
        Effect::new(move || {
            if next.get().is_some() {
                self.ask(asker, next);
            }
        });
    }

    fn ask(self, asker: Asker, next: Memo<Option<(SessionId, JobNumber)>>) {
        let (Some(Some((session, job))), Some(false)) = (next.try_get_untracked(), self.is_asked.try_get_value())
        else {
            return;
        };
        self.is_asked.set_value(true);
        let request = format!("{{\"Session\":{session},\"Job\":{job}}}");
        leptos::task::spawn_local(async move {
            let answer = asker.ask("why.rest", Js::parse(&request)).await;
            self.is_asked.set_value(false);
            if self.of.get_value() != Some(session) {
                self.of.set_value(Some(session));
                self.known.update(BTreeMap::clear);
            }
            self.known.update(|known| {
                known.insert(job, answer.ok().as_ref().and_then(read));
            });
            // The view may be gone by now.
            self.ask(asker, next);
        });
    }

    /// The rest of a training job of the tuning job on the screen.
    pub(super) fn rest(self, store: Store, job: JobNumber) -> Option<Rest> {
        let session = store.run_id();
        self.known.with(|known| known.get(&job).cloned().flatten()).filter(|_| self.of.get_value() == session)
    }

    /// What would have come of a training job, in sentences.
    pub(super) fn told(self, store: Store, job: JobNumber) -> Option<String> {
        let rest = self.rest(store, job)?;
        let (best, direction) = store.view(best_and_direction)?;
        Some(rest.told(best, direction))
    }

    /// All early stops that are shown, judged: in sentences.
    pub(super) fn tally(self, store: Store) -> Option<String> {
        let session = store.run_id();
        let stopped = store.view(stopped).filter(|stopped| !stopped.is_empty())?;
        let (best, direction) = store.view(best_and_direction)?;
        self.known.with(|known| {
            let is_of_this = self.of.get_value() == session;
            let judged: Vec<(JobNumber, &Rest)> = stopped
                .iter()
                .filter_map(|job| Some((*job, known.get(job)?.as_ref()?)))
                .filter(|_| is_of_this)
                .collect();
            if judged.is_empty() {
                return None;
            }
            let tally = Tally::of(judged.iter().copied(), best.map(|(_, value)| value), direction);
            let told = tally.told();
            Some(if judged.len() == stopped.len() {
                counted!(
                    judged.len(),
                    "{count} early stop judged by hindsight: {told}",
                    "{count} early stops judged by hindsight: {told}",
                    told
                )
            } else {
                counted!(
                    judged.len(),
                    "{count} of {all} early stop judged by hindsight: {told}",
                    "{count} of {all} early stops judged by hindsight: {told}",
                    all = stopped.len(),
                    told
                )
            })
        })
    }
}

/// The training jobs that a rule stopped early, in the order of launch.
pub(super) fn stopped(session: &Session) -> Vec<JobNumber> {
    session.state().jobs().iter().filter(|job| was_stopped_early(job)).map(|job| job.number).collect()
}

type Best = Option<(JobNumber, f64)>;

fn best_and_direction(session: &Session) -> (Best, tuneground::objective::Direction) {
    let best = session.state().history().best().map(|(job, value)| (job.number, value));
    (best, session.config().objective().direction)
}

fn read(answer: &Js) -> Option<Rest> {
    let values = answer.member("values").map(|list| js_sys::Array::from(&list.0))?;
    Some(Rest {
        epoch: answer.member("epoch")?.number()? as u32,
        values: js_sys::Float64Array::new(&values).to_vec(),
        failure: answer.member("failure").and_then(|failure| failure.text()),
        seconds: answer.member("seconds")?.number()?,
    })
}
