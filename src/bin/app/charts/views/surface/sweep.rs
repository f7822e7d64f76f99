//! The sweep of what is looked at, as the tuner trains it: asked for as long as the view is open, piece by piece.

use super::ground::{Axes, Base};
use super::panel::Picture;
use crate::api::Asker;
use crate::engine::Js;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::SweepGrid;
use tuneground::protocol::{JsonValue as _, SessionId};
use tuneground::training_job::JobNumber;

/// What would take longer is only begun when somebody asks for it.
const LONG_MILLISECONDS: f64 = 20_000.0;

/// What is asked of the tuner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wanted {
    session: SessionId,
    x: usize,
    y: usize,
    job: JobNumber,
}

/// What has come of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Got {
    wanted: Option<Wanted>,
    /// In the order of training; NaN where the training job failed.
    values: Vec<f64>,
    /// How many there will be.
    pub(super) cells: usize,
    /// The true importance of what is along x, along y, and of both together.
    pub(super) importance: Option<[f64; 3]>,
    /// Why a training job failed.
    pub(super) failure: Option<String>,
    /// True when the tuner cannot sweep this.
    pub(super) is_refused: bool,
    milliseconds: f64,
    done: f64,
    work: f64,
}

impl Got {
    /// How many training jobs have been trained.
    pub(super) fn trained(&self) -> usize {
        self.values.len()
    }

    /// How many of them failed.
    pub(super) fn failed(&self) -> usize {
        self.values.iter().filter(|value| value.is_nan()).count()
    }

    /// True when all of it has come.
    pub(super) fn is_complete(&self) -> bool {
        self.cells > 0 && self.values.len() >= self.cells
    }

    /// About how many milliseconds the rest takes.
    fn left(&self) -> f64 {
        if self.done > 0.0 { self.milliseconds * (self.work - self.done) / self.done } else { 0.0 }
    }
}

/// The sweep, as it comes. Handles only.
#[derive(Clone, Copy)]
pub(super) struct SweepOnScreen {
    pub(super) got: RwSignal<Got>,
    wanted: Memo<Option<Wanted>>,
    /// What somebody wants although it takes long.
    agreed: RwSignal<Option<Wanted>>,
    is_asked: StoredValue<bool>,
    asker: Asker,
}

impl SweepOnScreen {
    /// Follows the tuning job on the screen over these axes, around a training job.
    pub(super) fn follow(store: Store, axes: Axes, base: Memo<Base>) -> Self {
        let wanted = Memo::new(move |_| {
            let ((x, y), (session, job)) = (axes.get()?, base.get()?);
            is_trained_here(store).then_some(Wanted { session, x, y, job })
        });
        let sweep = Self {
            got: RwSignal::new(Got::default()),
            wanted,
            agreed: RwSignal::new(None),
            is_asked: StoredValue::new(false),
            asker: Asker::expect(),
        };
        Effect::new(move || {
            wanted.track();
            sweep.agreed.track();
            sweep.ask();
        });
        sweep
    }

    /// Asks for what is new, and again as long as there is more to come: an answer comes when there is enough for one.
    fn ask(self) {
        let (Some(wanted), Some(false)) = (self.wanted.try_get_untracked(), self.is_asked.try_get_value()) else {
            return;
        };
        if self.got.with_untracked(|got| got.wanted) != wanted {
            self.got.set(Got { wanted, ..Got::default() });
        }
        let Some(wanted) = wanted else { return };
        if self.got.with_untracked(Got::is_complete) || self.waits_untracked() {
            return;
        }
        let Wanted { session, x, y, job } = wanted;
        let from = self.got.with_untracked(Got::trained);
        let request = format!("{{\"Session\":{session},\"X\":{x},\"Y\":{y},\"Job\":{job},\"From\":{from}}}");
        self.is_asked.set_value(true);
        leptos::task::spawn_local(async move {
            let answer = self.asker.ask("sweep", Js::parse(&request)).await;
            // The view may be gone by now.
            if self.is_asked.try_set_value(false).is_some() {
                return;
            }
            let is_current = self.got.with_untracked(|got| got.wanted) == Some(wanted);
            let is_read = answer.is_ok_and(|answer| {
                let mut is_read = !is_current;
                if is_current {
                    self.got.update(|got| is_read = got.take(&answer).is_some());
                }
                is_read
            });
            // Where there is no answer there will be none: the tuning job is gone, or its rows are.
            if !is_read && is_current {
                self.got.update(|got| got.is_refused = true);
            }
            if is_read || self.wanted.try_get_untracked().flatten() != Some(wanted) {
                self.ask();
            }
        });
    }

    fn waits_untracked(self) -> bool {
        untrack(|| self.waits_for().is_some())
    }

    /// How many milliseconds it takes about, where somebody has to want that.
    pub(super) fn waits_for(self) -> Option<f64> {
        let is_agreed = self.agreed.get() == self.wanted.get();
        self.got.with(|got| (!is_agreed && !got.is_complete() && got.left() > LONG_MILLISECONDS).then(|| got.left()))
    }

    /// Somebody wants it although it takes long.
    pub(super) fn agree(self) {
        self.agreed.set(self.wanted.get_untracked());
    }

    /// The values so far, in the order of training; `None` while there are none.
    pub(super) fn values(self) -> Option<Vec<f64>> {
        self.got.with(|got| (!got.values.is_empty()).then(|| got.values.clone()))
    }

    /// True when a training job failed.
    pub(super) fn has_failures(self) -> bool {
        self.got.with(|got| got.values.iter().any(|value| value.is_nan()))
    }

    /// What has come, as it is drawn.
    pub(super) fn picture(self, grid: &SweepGrid) -> Option<Picture> {
        self.got.with(|got| {
            let stage = grid.stage_at(got.values.len());
            let lines = stage.map(|stage| (stage.columns, stage.values(&grid.in_place(&got.values))));
            let picture =
                Picture { columns: grid.size().0, cells: grid.picture(&got.values), lines: lines.unwrap_or_default() };
            (!got.values.is_empty()).then_some(picture)
        })
    }
}

impl Got {
    /// Takes an answer; `None` when it is none.
    fn take(&mut self, answer: &Js) -> Option<()> {
        let number = |of: &Js, name: &str| of.member(name)?.number();
        let from = number(answer, "From")? as usize;
        let new = answer.member("Values")?.items()?;
        // Another page's, or of a tuner that has begun anew.
        if from != self.values.len() {
            self.values.clear();
            return Some(());
        }
        self.values.extend(new.iter().map(|value| value.number().unwrap_or(f64::NAN)));
        self.cells = number(answer, "Cells")? as usize;
        (self.done, self.work) = (number(answer, "Done")?, number(answer, "Work")?);
        self.milliseconds = number(answer, "Milliseconds")?;
        self.failure = answer.member("Failure").and_then(|failure| failure.text());
        self.importance = answer
            .member("Importance")
            .and_then(|own| Some([number(&own, "X")?, number(&own, "Y")?, number(&own, "Both")?]));
        Some(())
    }
}

/// True where training jobs of other hyperparameters can be trained at all.
pub(super) fn is_trained_here(store: Store) -> bool {
    store.ran_at_aws.with(Option::is_none) && store.problem.with(Option::is_some)
}
