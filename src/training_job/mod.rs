//! One training job of a tuning job: what it was given, what it reported, how it ended.

mod curve;
mod history;
mod status;

pub use curve::LearningCurve;
pub use history::History;
pub use status::{MedianComparison, RungComparison, Status, StopReason};

use crate::search_space::HyperParameters;
use std::fmt;

/// Seconds on the simulated clock, counted from the creation of the tuning job.
pub type Seconds = f64;

/// The place of a training job in its tuning job, counted from 1 in the order of launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobNumber(pub u32);

impl JobNumber {
    /// The place in a list of all jobs, counted from 0.
    pub fn index(self) -> usize {
        self.0.saturating_sub(1) as usize
    }
}

impl fmt::Display for JobNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// One training job.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingJob {
    /// Its place in the tuning job.
    pub number: JobNumber,
    /// `TrainingJobName`.
    pub name: String,
    /// The tuned hyperparameters.
    pub hyperparameters: HyperParameters,
    /// The epoch after which it is complete.
    pub until_epoch: u32,
    /// When it was launched.
    pub created: Seconds,
    /// When it ended; `None` while it runs.
    pub ended: Option<Seconds>,
    /// Where it stands.
    pub status: Status,
    /// The objective metric after each epoch so far.
    pub curve: LearningCurve,
}

impl TrainingJob {
    /// A training job at its launch, `created` being that time.
    pub fn launched(
        number: JobNumber,
        name: String,
        hyperparameters: HyperParameters,
        until_epoch: u32,
        created: Seconds,
    ) -> Self {
        Self {
            number,
            name,
            hyperparameters,
            until_epoch,
            created,
            ended: None,
            status: Status::InProgress,
            curve: LearningCurve::default(),
        }
    }

    /// True while it trains.
    pub fn is_running(&self) -> bool {
        self.status == Status::InProgress
    }

    /// The final objective: the last value it reported, not its best (`FinalHyperParameterTuningJobObjectiveMetric`:
    /// "the latest objective metric emitted"). `None` while it runs, when it failed, or when it reported nothing.
    pub fn final_objective(&self) -> Option<f64> {
        match self.status {
            Status::Completed | Status::Stopped(_) => self.curve.last(),
            Status::InProgress | Status::Failed(_) => None,
        }
    }

    /// Seconds it ran so far on the simulated clock: AWS bills them.
    pub fn running_seconds(&self, now: Seconds) -> Seconds {
        self.ended.unwrap_or(now) - self.created
    }
}
