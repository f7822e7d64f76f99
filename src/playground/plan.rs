//! What runs: a document after its checks.

use super::problem::Problem;
use crate::search_space::HyperParameters;
use crate::simulate::{ClockSettings, EpochSeconds, Simulation};
use crate::strategy::StrategyKind;
use crate::training_job::Seconds;
use crate::tuning_job::TuningConfig;
use serde_json::Value;

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
    /// The Describe responses of the warm start's parents that are known and comparable.
    pub parents: Vec<Value>,
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

    /// The smallest objective that any training job can report without noise, where it is known and smaller is better: the
    /// minimum of a test function that the ranges reach. Rounded as a training job's values are, so that without noise the
    /// regret, value − optimum, is never negative, and is 0 where nothing better can be reported.
    pub fn known_optimum(&self) -> Option<f64> {
        match &self.training {
            Training::Problem(problem) => problem.known_optimum(self.config.objective().direction),
            Training::External => None,
        }
    }

    /// About how long the tuning job takes on the simulated clock if nothing ends it or its training jobs early.
    pub fn expected_seconds(&self) -> Seconds {
        let rounds = self.most_jobs().div_ceil(self.config.max_parallel_jobs());
        let middle = self.middle();
        let relative_work = match &self.training {
            Training::Problem(problem) => problem.relative_work(&middle),
            Training::External => 1.0,
        };
        let epochs = f64::from(self.config.epoch_plan().until_epoch(&middle));
        let job = self.clock.startup_seconds + epochs * self.clock.seconds_per_epoch * relative_work;
        let all = f64::from(rounds) * job;
        self.config.criteria().max_runtime.map_or(all, |limit| all.min(limit))
    }

    /// How many training jobs there are if nothing ends the tuning job early.
    pub(super) fn most_jobs(&self) -> u32 {
        let most = self.config.criteria().max_training_jobs;
        let combinations = self.config.space().cardinality().filter(|_| self.config.strategy() == StrategyKind::Grid);
        combinations.map_or(most, |n| most.min(n as u32))
    }

    /// The middle of the search space.
    pub fn middle(&self) -> HyperParameters {
        self.config.space().decode(&vec![0.5; self.config.space().parameters().len()])
    }
}
