//! What a training job trains: a model, a data set, and the hyperparameters that are the same for all of them.

use crate::dataset::{Dataset, DatasetSpec};
use crate::model::{HyperParameterError, ModelKind, TrainingRun, TrainingSpec};
use crate::search_space::HyperParameters;
use std::sync::Arc;

/// A problem whose every part is within its limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The model.
    pub model: ModelKind,
    /// The data set's recipe.
    pub dataset: DatasetSpec,
    /// The static hyperparameters: name and value.
    pub static_hyperparameters: Vec<(String, String)>,
}

impl Problem {
    /// What a training job with these tuned hyperparameters trains.
    pub fn training_spec(&self, tuned: &HyperParameters) -> Result<TrainingSpec, Vec<HyperParameterError>> {
        let tuned: Vec<(&str, String)> = tuned.iter().map(|(name, value)| (name, value.to_string())).collect();
        let statics = self.static_hyperparameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        TrainingSpec::new(self.model, statics.chain(tuned.iter().map(|(name, value)| (*name, value.as_str()))))
    }

    /// A training job, before its first epoch.
    pub fn training_run(
        &self,
        tuned: &HyperParameters,
        dataset: Arc<Dataset>,
        seed: u64,
        job_number: u32,
    ) -> Result<TrainingRun, Vec<HyperParameterError>> {
        Ok(TrainingRun::new(&self.training_spec(tuned)?, dataset, seed, u64::from(job_number)))
    }

    /// How long one epoch takes, against one epoch with the model's default hyperparameters: the ratio of their
    /// multiply-accumulates. 1 for hyperparameters that cannot be trained.
    pub fn relative_work(&self, tuned: &HyperParameters) -> f64 {
        let work = |spec: &TrainingSpec| {
            // The number of rows is the same in both, and cancels.
            spec.work(1, self.dataset.name().feature_names().len(), self.dataset.classes())
        };
        let defaults = TrainingSpec::new(self.model, []).map(|spec| work(&spec));
        match (self.training_spec(tuned), defaults) {
            (Ok(spec), Ok(defaults)) if defaults > 0.0 => work(&spec) / defaults,
            _ => 1.0,
        }
    }
}
