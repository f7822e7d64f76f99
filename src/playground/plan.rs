//! What runs: a document after its checks.

use super::problem::Problem;
use crate::simulate::{ClockSettings, EpochSeconds, Simulation};
use crate::tuning_job::TuningConfig;

/// Who trains.
#[derive(Clone, Debug, PartialEq)]
pub enum Training {
    /// Tuneground, on a problem of its own.
    Problem(Problem),
    /// Somebody outside, who reports the objective.
    External,
}

/// A tuning job that can run, and what it trains.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The tuning job.
    pub config: TuningConfig,
    /// Who trains what.
    pub training: Training,
    /// The pace of the simulated clock.
    pub clock: ClockSettings,
}

impl Plan {
    /// Starts the tuning job on the simulated clock.
    pub fn start(&self) -> Simulation {
        let seconds = self.clock.seconds_per_epoch;
        let epoch_seconds: EpochSeconds = match &self.training {
            Training::Problem(problem) => {
                let problem = problem.clone();
                Box::new(move |job| seconds * problem.relative_work(&job.hyperparameters))
            }
            Training::External => Box::new(move |_| seconds),
        };
        Simulation::start(self.config.clone(), self.clock, epoch_seconds)
    }
}
