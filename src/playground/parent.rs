//! What a warm start learns from a parent job: the hyperparameters that were tried, and what came of them.

use crate::objective::Objective;
use crate::search_space::HyperParameters;
use crate::tuning_job::{State, TuningConfig};

/// A tuning job as another one's parent.
#[derive(Clone, Debug, PartialEq)]
pub struct ParentJob {
    /// `HyperParameterTuningJobName`.
    pub name: String,
    /// What it optimised; a warm start needs the same.
    pub objective: Objective,
    /// Its training jobs with an objective, in the order of their creation.
    pub evaluations: Vec<Evaluation>,
}

/// A training job of a parent.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// `TrainingJobName`.
    pub training_job_name: String,
    /// What was tried, in the order of the parent's search space.
    pub hyperparameters: HyperParameters,
    /// Its final objective.
    pub value: f64,
}

impl ParentJob {
    /// A tuning job as it stands, as a parent: one that ran here, or an [imported](super::imported_job) one.
    pub fn of(config: &TuningConfig, state: &State) -> Self {
        let evaluations = state.history().final_objectives().map(|(job, value)| Evaluation {
            training_job_name: job.name.clone(),
            hyperparameters: job.hyperparameters.clone(),
            value,
        });
        Self {
            name: config.name().to_owned(),
            objective: config.objective().clone(),
            evaluations: evaluations.collect(),
        }
    }
}
