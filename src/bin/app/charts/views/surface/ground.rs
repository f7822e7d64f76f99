//! What a surface is drawn over: two ranges of the search space, around one training job.

use crate::charts::frame::{AxisPlan, Frame};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::objective::Direction;
use tuneground::playground::plot::Scale;
use tuneground::protocol::SessionId;
use tuneground::search_space::SearchSpace;
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::TuningConfig;

/// A training job of a tuning job: it has the values of all other hyperparameters.
pub(super) type Base = Option<(SessionId, JobNumber)>;
/// The places of two hyperparameters in the search space.
pub(super) type Axes = Memo<Option<(usize, usize)>>;

/// What there is to choose axes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ground {
    pub(super) space: SearchSpace,
    pub(super) metric: String,
    pub(super) direction: Direction,
}

impl Ground {
    pub(super) fn of(config: &TuningConfig) -> Self {
        Self {
            space: config.space().clone(),
            metric: config.objective().metric_name.clone(),
            direction: config.objective().direction,
        }
    }

    /// A hyperparameter's name.
    pub(super) fn name(&self, place: usize) -> &str {
        self.space.parameters().get(place).map_or("", |own| &own.name)
    }

    /// The frame of a panel of this size.
    pub(super) fn frame(&self, size: (f64, f64), (x, y): (usize, usize)) -> Frame {
        Frame::new(size, self.plan(x, "→", 64.0), self.plan(y, "↑", 30.0), None)
    }

    /// An axis with its name: `learning_rate, log scale →`. Its ends are the ends of the first and the last cell.
    fn plan(&self, place: usize, arrow: &str, gap: f64) -> AxisPlan {
        let range = self.space.parameters().get(place).map(|own| &own.range);
        let scale = range.map_or_else(|| Scale::linear(0.0, 1.0), Scale::of_cells);
        let name = match scale.remark() {
            Some(remark) => format!("{}, {remark} {arrow}", self.name(place)),
            None if scale.is_band() => self.name(place).to_owned(),
            None => format!("{} {arrow}", self.name(place)),
        };
        AxisPlan { scale, name, gap, padding: 0.0 }
    }
}

/// The training job that has the values of all other hyperparameters: one that was chosen by hand; at the end of the tuning job
/// the best; and before, the one that was the best when somebody began to look, so that the surface stands still.
pub(super) fn base_of(store: Store, held: RwSignal<Base>) -> Memo<Base> {
    let best = store.calm_memo(|session| {
        let best = session.state().history().best().map(|(job, _)| job.number);
        (best, session.state().has_ended())
    });
    Memo::new(move |before: Option<&Base>| {
        let session = store.run_id()?;
        let of_this = |base: Base| base.filter(|(own, _)| *own == session);
        let (best, has_ended) = best.get()?;
        let best = best.map(|job| (session, job));
        let first = if has_ended { best } else { of_this(before.copied().flatten()) };
        of_this(held.get()).or(first).or(best)
    })
}
