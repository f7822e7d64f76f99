//! What the sweep found: its best training job, and how far the tuning job's best is from it.

use crate::store::Store;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::plot::{short, value_text};
use tuneground::playground::{Session, SweepGrid};
use tuneground::training_job::JobNumber;

/// The best of a sweep beside the best of the tuning job.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Truth {
    /// The best objective of the sweep.
    value: f64,
    /// The two hyperparameters there, in words.
    place: String,
    /// How many training jobs have been trained.
    trained: usize,
    /// The tuning job's best at the playhead.
    best: Option<(JobNumber, f64)>,
    direction: Direction,
    /// True when other hyperparameters are tuned too.
    has_others: bool,
}

impl Truth {
    /// Of the values so far, in the order of training; `None` while none is finite.
    pub(super) fn of(store: Store, grid: &SweepGrid, (x, y): (usize, usize), values: &[f64]) -> Option<Self> {
        store.view(|session: &Session| {
            let config = session.config();
            let direction = config.objective().direction;
            let order = grid.order();
            let found = order.iter().zip(values).filter(|(_, value)| value.is_finite());
            let (cell, value) =
                found.reduce(|best, next| if direction.is_better(*next.1, *best.1) { next } else { best })?;
            let parameters = config.space().parameters();
            let (u, v) = grid.coordinates(*cell);
            let told = |(place, part): (usize, f64)| {
                let own = parameters.get(place)?;
                Some(format!("{} {}", own.name, value_text(&own.range.value_at(part))))
            };
            let place: Vec<String> = [(x, u), (y, v)].into_iter().filter_map(told).collect();
            Some(Self {
                value: *value,
                place: place.join(", "),
                trained: values.len(),
                best: session.state().history().best().map(|(job, value)| (job.number, value)),
                direction,
                has_others: parameters.len() > 2,
            })
        })?
    }

    /// In sentences.
    pub(super) fn told(&self) -> String {
        let found = t!(
            "The best of {jobs} training jobs of the sweep: {value} at {place}.",
            jobs = self.trained,
            value = short(self.value),
            place = self.place
        );
        let Some((job, best)) = self.best else { return found };
        let (apart, own) = (short((best - self.value).abs()), short(best));
        let beside = if self.direction.is_better(best, self.value) {
            if self.has_others {
                t!(
                    "The tuning job's best, {own} of job {job}, is better by {apart}, with other values of the other \
                     hyperparameters or between the cells.",
                    own,
                    job,
                    apart
                )
            } else {
                t!(
                    "The tuning job's best, {own} of job {job}, is better by {apart}, between the cells.",
                    own,
                    job,
                    apart
                )
            }
        } else if best == self.value {
            t!("The tuning job's best, job {job}, is as good.", job)
        } else {
            t!("The tuning job's best, {own} of job {job}, is {apart} short of it.", own, job, apart)
        };
        format!("{found} {beside}")
    }
}
