//! What a training job trains: a model, a data set, and the hyperparameters that are the same for all of them.

use super::metrics::MetricReaders;
use crate::dataset::DatasetSpec;
use crate::model::{HyperParameterError, ModelKind, TrainingSpec};
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
    /// How what a training job reports becomes its metrics.
    pub metrics: Arc<MetricReaders>,
}

impl Problem {
    /// The names of the metrics that a training job reports after each epoch.
    pub fn metric_names(&self) -> Vec<String> {
        self.metrics.names().to_vec()
    }

    /// What a training job with these tuned hyperparameters, as texts, trains.
    pub fn training_spec(&self, tuned: &[(String, String)]) -> Result<TrainingSpec, Vec<HyperParameterError>> {
        let all = self.static_hyperparameters.iter().chain(tuned);
        TrainingSpec::new(self.model, all.map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// How long one epoch takes, against one epoch with the model's default hyperparameters: the ratio of their
    /// multiply-accumulates. 1 for hyperparameters that cannot be trained.
    pub fn relative_work(&self, tuned: &HyperParameters) -> f64 {
        let work = |spec: &TrainingSpec| {
            // The number of rows is the same in both, and cancels.
            spec.work(1, self.dataset.name().feature_names().len(), self.dataset.classes())
        };
        let defaults = TrainingSpec::new(self.model, []).map(|spec| work(&spec));
        match (self.training_spec(&tuned.to_texts()), defaults) {
            (Ok(spec), Ok(defaults)) if defaults > 0.0 => work(&spec) / defaults,
            _ => 1.0,
        }
    }
}
