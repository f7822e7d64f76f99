//! A tuning job without early stopping, and the same one with it.

use serde::{Deserialize, Serialize};
use tuneground::objective::Direction;
use tuneground::training_job::{History, Seconds, Status, StopReason, TrainingJob};

/// What two tuning jobs took and found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Pair {
    /// `RandomSeed` of both.
    pub(crate) seed: u64,
    /// Simulated seconds of all training jobs together, starts included: what AWS bills an instance for.
    pub(crate) seconds: Both,
    /// When the tuning job ended on the simulated clock.
    pub(crate) end: Both,
    /// The objective of the best training job.
    pub(crate) best: Both,
    /// By how much the best is better with early stopping, as a part of the best without; below 0 it is worse.
    pub(crate) gain: f64,
    /// Training jobs that were launched with early stopping.
    pub(crate) jobs: usize,
    /// Those of them that the rule stopped.
    pub(crate) stopped: usize,
    /// Whether the rule stopped the training job that is the best without it; of several equal ones, all of them. `None` where
    /// the two tuning jobs did not try the same.
    pub(crate) best_was_stopped: Option<bool>,
}

/// A number without early stopping, and with it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Both {
    pub(crate) without: f64,
    pub(crate) with: f64,
}

impl Both {
    fn of(without: &[TrainingJob], with: &[TrainingJob], number: impl Fn(&[TrainingJob]) -> f64) -> Self {
        Self { without: number(without), with: number(with) }
    }

    /// The part that was saved, from 0 to 1; below 0 where it is more.
    pub(crate) fn saved(self) -> f64 {
        1.0 - self.with / self.without
    }
}

impl Pair {
    /// Of the training jobs of two tuning jobs that have ended.
    pub(crate) fn of(seed: u64, direction: Direction, without: &[TrainingJob], with: &[TrainingJob]) -> Self {
        let best = Both::of(without, with, |jobs| best_objective(jobs, direction));
        Self {
            seed,
            seconds: Both::of(without, with, training_seconds),
            end: Both::of(without, with, |jobs| jobs.iter().map(ended).fold(0.0, f64::max)),
            best,
            gain: direction.gain(best.with, best.without) / best.without.abs(),
            jobs: with.len(),
            stopped: with.iter().filter(|job| is_stopped_early(job)).count(),
            best_was_stopped: tried_the_same(without, with).then(|| best_was_stopped(without, with, best.without)),
        }
    }
}

fn best_objective(jobs: &[TrainingJob], direction: Direction) -> f64 {
    History::new(jobs, direction).best().unwrap().1
}

fn ended(job: &TrainingJob) -> Seconds {
    job.ended.unwrap()
}

fn training_seconds(jobs: &[TrainingJob]) -> Seconds {
    jobs.iter().map(|job| ended(job) - job.created).sum()
}

fn is_stopped_early(job: &TrainingJob) -> bool {
    matches!(job.status, Status::Stopped(StopReason::EarlyStopping(_) | StopReason::Hyperband(_)))
}

/// Whether each training job without early stopping is there with it too: the same hyperparameters, and the same learning curve
/// as far as it goes. Then early stopping is all that the two tuning jobs differ in.
pub(crate) fn tried_the_same(without: &[TrainingJob], with: &[TrainingJob]) -> bool {
    without.len() <= with.len()
        && without.iter().zip(with).all(|(whole, cut)| {
            whole.hyperparameters == cut.hyperparameters && whole.curve.values().starts_with(cut.curve.values())
        })
}

fn best_was_stopped(without: &[TrainingJob], with: &[TrainingJob], best: f64) -> bool {
    let mut of_best = without.iter().zip(with).filter(|(whole, _)| whole.final_objective() == Some(best));
    of_best.all(|(_, cut)| is_stopped_early(cut))
}
