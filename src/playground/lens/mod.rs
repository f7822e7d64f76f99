//! Which training jobs are looked at closely: those of some states, the best few, and those in brushed stretches of the axes.
//! All views and the learning curves follow it, and brushed ranges can become the next tuning job's.

mod brush;
mod shrink;

pub use brush::Brush;
pub use shrink::shrink;

use super::plot::{Axis, Mark};
use crate::search_space::SearchSpace;
use crate::training_job::{History, TrainingJob};
use std::collections::{BTreeMap, BTreeSet};

/// What a training job has to be to be looked at closely.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lens {
    /// States whose jobs are left out.
    pub hidden: BTreeSet<Mark>,
    /// How many of the best are left in, of those that ended with an objective; `None` for all jobs.
    pub best: Option<u32>,
    /// Stretches of axes; a job is left in where it lies in all of them.
    pub brushes: BTreeMap<Axis, Brush>,
}

impl Lens {
    /// True when it leaves every job in.
    pub fn is_clear(&self) -> bool {
        self.hidden.is_empty() && self.best.is_none() && self.brushes.is_empty()
    }

    /// Brushes an axis; `None` takes its brush away.
    pub fn brush(&mut self, axis: Axis, brush: Option<Brush>) {
        match brush {
            Some(brush) => self.brushes.insert(axis, brush),
            None => self.brushes.remove(&axis),
        };
    }

    /// Which jobs are left out, in the order of launch; empty when none can be.
    pub fn left_out(&self, history: History<'_>, space: &SearchSpace) -> Vec<bool> {
        if self.is_clear() {
            return Vec::new();
        }
        let worst_kept = self.best.and_then(|best| worst_of_best(history, best));
        let is_in = |job: &TrainingJob| {
            let is_among_best = self.best.is_none()
                || job
                    .final_objective()
                    .zip(worst_kept)
                    .is_some_and(|(own, worst)| own.is_finite() && !history.direction().is_better(worst, own));
            !self.hidden.contains(&Mark::of(&job.status))
                && is_among_best
                && self.brushes.iter().all(|(axis, brush)| brush.contains(job, *axis, space))
        };
        history.jobs().iter().map(|job| !is_in(job)).collect()
    }
}

/// The objective of the last of so many best jobs; jobs that equal it are among them too.
fn worst_of_best(history: History<'_>, best: u32) -> Option<f64> {
    let mut objectives: Vec<f64> =
        history.final_objectives().map(|(_, value)| value).filter(|value| value.is_finite()).collect();
    objectives.sort_by(|&a, &b| history.direction().gain(b, a).total_cmp(&0.0));
    objectives.truncate(best as usize);
    objectives.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, PRESETS, check};

    #[test]
    fn states_ranks_and_brushes_are_all_asked() {
        let job = check(&PRESETS[0].document(), Objective::Problem).plan.unwrap().run_to_end();
        let (history, space) = (job.state().history(), job.config().space());
        let left_in = |lens: &Lens| lens.left_out(history, space).iter().filter(|out| !**out).count();
        let mut lens = Lens::default();
        assert!(lens.is_clear() && lens.left_out(history, space).is_empty());
        lens.hidden.insert(Mark::Stopped);
        let completed = history.completed().count();
        assert_eq!(
            left_in(&lens),
            completed + history.jobs().iter().filter(|job| Mark::of(&job.status) == Mark::Failed).count()
        );
        lens.best = Some(5);
        assert!(
            (1..=5).contains(&left_in(&lens))
                && !lens.left_out(history, space)[history.best().unwrap().0.number.index()]
        );
        // Nobody is better than the best: its stretch of the objective's axis has it and its equals.
        let best = history.best().unwrap().1;
        let mut lens = Lens::default();
        lens.brush(Axis::Objective, Some(Brush::numbers(best, best)));
        assert_eq!(left_in(&lens), history.final_objectives().filter(|(_, value)| *value == best).count());
        lens.brush(Axis::Parameter(0), Some(Brush::numbers(-2.0, -1.0)));
        assert_eq!(left_in(&lens), 0);
        lens.brush(Axis::Parameter(0), None);
        lens.brush(Axis::Objective, None);
        assert!(lens.is_clear());
    }
}
