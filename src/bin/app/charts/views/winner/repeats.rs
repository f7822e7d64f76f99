//! The repeats, as the tuner trains them: asked for as long as the view is open.

use crate::api::Asker;
use crate::engine::Js;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::objective::Direction;
use tuneground::playground::winner::{Candidate, Repeated, candidates};
use tuneground::protocol::{JsonValue as _, SessionId};

/// What would take longer is only gone on with when somebody asks for it.
const LONG_MILLISECONDS: f64 = 20_000.0;

/// What is asked of the tuner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    session: SessionId,
    candidates: Vec<Candidate>,
    ended: usize,
    direction: Direction,
}

/// What has come of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    wanted: Wanted,
    /// The one that is looked at first.
    pub(super) repeated: Vec<Repeated>,
    /// Training jobs that had a final objective.
    pub(super) ended: usize,
    pub(super) direction: Direction,
    /// Rows of the test set; 0 where there is none.
    pub(super) test_rows: usize,
    done: usize,
    all: usize,
    milliseconds: f64,
}

/// The repeats of what is on the screen. Handles only.
#[derive(Clone, Copy)]
pub(super) struct RepeatsOnScreen {
    pub(super) shown: RwSignal<Option<Shown>>,
    pub(super) wanted: Memo<Option<Wanted>>,
    agreed: RwSignal<Option<Wanted>>,
    /// What the tuner cannot train again.
    refused: RwSignal<Option<Wanted>>,
    is_asked: StoredValue<bool>,
    asker: Asker,
}

impl RepeatsOnScreen {
    /// Follows the tuning job on the screen, from its end on.
    pub(super) fn follow(store: Store) -> Self {
        let wanted = store.calm_memo(move |session| {
            let (state, selected) = (session.state(), store.selected.get());
            let history = state.history();
            let of_all = || (candidates(history, selected), history.final_objectives().count());
            let (candidates, ended) = state.has_ended().then(of_all)?;
            let direction = session.config().objective().direction;
            (!candidates.is_empty()).then_some((candidates, ended, direction))
        });
        let wanted = Memo::new(move |_| {
            let is_here = store.ran_at_aws.with(Option::is_none) && store.problem.with(Option::is_some);
            let session = store.run_id().filter(|_| is_here)?;
            let (candidates, ended, direction) = wanted.get().flatten()?;
            Some(Wanted { session, candidates, ended, direction })
        });
        let repeats = Self {
            shown: RwSignal::new(None),
            wanted,
            agreed: RwSignal::new(None),
            refused: RwSignal::new(None),
            is_asked: StoredValue::new(false),
            asker: Asker::expect(),
        };
        Effect::new(move || {
            wanted.track();
            repeats.agreed.track();
            repeats.ask();
        });
        repeats
    }

    /// Asks for more, and again as long as there is more to come.
    fn ask(self) {
        let (Some(wanted), Some(false)) = (self.wanted.try_get_untracked(), self.is_asked.try_get_value()) else {
            return;
        };
        if self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|own| Some(&own.wanted) != wanted.as_ref())) {
            self.shown.set(None);
        }
        let Some(wanted) = wanted else { return };
        let is_enough = untrack(|| self.is_complete() || self.waits_for().is_some());
        if is_enough {
            return;
        }
        let jobs: Vec<String> = wanted.candidates.iter().map(|own| own.job.to_string()).collect();
        let request = format!("{{\"Session\":{},\"Jobs\":[{}]}}", wanted.session, jobs.join(","));
        self.is_asked.set_value(true);
        leptos::task::spawn_local(async move {
            let answer = self.asker.ask("winner.check", Js::parse(&request)).await;
            // The view may be gone by now.
            if self.is_asked.try_set_value(false).is_some() {
                return;
            }
            let is_current = self.wanted.try_get_untracked().flatten().as_ref() == Some(&wanted);
            match answer.ok().and_then(|answer| read(&answer, wanted.clone())) {
                Some(read) if is_current => self.shown.set(Some(read)),
                // Where there is no answer there will be none: the tuning job is gone, or its rows are.
                None if is_current => return self.refused.set(Some(wanted)),
                _ => {}
            }
            self.ask();
        });
    }

    fn is_complete(self) -> bool {
        self.shown.with(|shown| shown.as_ref().is_some_and(|own| own.done >= own.all))
    }

    /// How many training jobs are done, and how many there are; `None` when there is nothing left.
    pub(super) fn progress(self) -> Option<(usize, usize)> {
        self.shown.with(|shown| shown.as_ref().map(|own| (own.done, own.all))).filter(|(done, all)| done < all)
    }

    /// How many milliseconds the rest takes about, where somebody has to want that.
    pub(super) fn waits_for(self) -> Option<f64> {
        let is_agreed = self.wanted.with(|wanted| self.agreed.with(|agreed| agreed == wanted));
        let left = self.shown.with(|shown| {
            let Shown { done, all, milliseconds, .. } = shown.as_ref().filter(|own| own.done > 0)?;
            Some(milliseconds * (all - done) as f64 / *done as f64)
        });
        left.filter(|left| !is_agreed && *left > LONG_MILLISECONDS)
    }

    /// True when the tuner cannot train these again.
    pub(super) fn are_refused(self) -> bool {
        self.refused.with(|refused| refused.is_some() && self.wanted.with(|wanted| wanted == refused))
    }

    /// Somebody wants it although it takes long.
    pub(super) fn agree(self) {
        self.agreed.set(self.wanted.get_untracked());
    }
}

fn read(answer: &Js, wanted: Wanted) -> Option<Shown> {
    let number = |of: &Js, name: &str| of.member(name)?.number();
    let numbers = |of: &Js, name: &str| -> Vec<f64> {
        let items = of.member(name).and_then(|list| list.items()).unwrap_or_default();
        items.iter().map(|value| value.number().unwrap_or(f64::NAN)).collect()
    };
    let jobs = answer.member("Jobs")?.items()?;
    let repeated = wanted.candidates.iter().zip(&jobs).map(|(&candidate, own)| Repeated {
        candidate,
        again: number(own, "Again"),
        again_test: number(own, "AgainTest"),
        validation: numbers(own, "Validation"),
        test: numbers(own, "Test"),
    });
    let repeated = repeated.collect();
    let whole = |name: &str| number(answer, name).map(|own| own as usize);
    Some(Shown {
        repeated,
        ended: wanted.ended,
        direction: wanted.direction,
        test_rows: whole("TestRows")?,
        done: whole("Done")?,
        all: whole("All")?,
        milliseconds: number(answer, "Milliseconds")?,
        wanted,
    })
}
