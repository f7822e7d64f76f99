//! A training job in words: for the card that points at it, and for those who hear instead of see.

use super::{Mark, short};
use crate::language::t;
use crate::search_space::ParameterValue;
use crate::training_job::TrainingJob;
use crate::tuning_job::TuningConfig;

/// What is told of a training job when it is pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// `Job 12`.
    pub title: String,
    /// The shape of its state.
    pub mark: Mark,
    /// Its state in words.
    pub state: &'static str,
    /// The objective metric's name and its latest value, if there is one.
    pub objective: Option<(String, String)>,
    /// `epoch 6 of 20`.
    pub epoch: String,
    /// The tuned hyperparameters.
    pub hyperparameters: Vec<(String, String)>,
}

/// A hyperparameter's value as people read it: numbers short, texts without the quotation marks some requests put around
/// them.
pub fn value_text(value: &ParameterValue) -> String {
    match value {
        ParameterValue::Continuous(value) => short(*value),
        ParameterValue::Integer(value) => value.to_string(),
        ParameterValue::Categorical(text) => text.trim_matches('"').to_owned(),
    }
}

impl Described {
    /// What is told of a training job.
    pub fn new(job: &TrainingJob, config: &TuningConfig) -> Self {
        let metric = &config.objective().metric_name;
        Self {
            title: t!("Job {job}", job = job.number),
            mark: Mark::of(&job.status),
            state: Mark::word_of(&job.status),
            objective: job.curve.last().map(|value| (metric.clone(), short(value))),
            epoch: t!("epoch {epoch} of {last}", epoch = job.curve.epochs(), last = job.until_epoch),
            hyperparameters: job
                .hyperparameters
                .iter()
                .map(|(name, value)| (name.to_owned(), value_text(value)))
                .collect(),
        }
    }

    /// All of it as one sentence.
    pub fn sentence(&self) -> String {
        let values = self.objective.iter().chain(&self.hyperparameters).map(|(name, value)| format!("{name} {value}"));
        let parts = [self.title.clone(), self.state.to_owned(), self.epoch.clone()].into_iter().chain(values);
        parts.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_short() {
        assert_eq!(value_text(&ParameterValue::Continuous(0.031_622_776)), "0.03162");
        assert_eq!(value_text(&ParameterValue::Categorical("\"relu\"".into())), "relu");
    }

    #[test]
    fn a_job_is_told_in_one_sentence() {
        let described = Described {
            title: "Job 12".into(),
            mark: Mark::Stopped,
            state: "stopped early",
            objective: Some(("validation:accuracy".into(), "0.783".into())),
            epoch: "epoch 6 of 20".into(),
            hyperparameters: vec![("hidden_units".into(), "8".into())],
        };
        assert_eq!(
            described.sentence(),
            "Job 12, stopped early, epoch 6 of 20, validation:accuracy 0.783, hidden_units 8"
        );
    }
}
