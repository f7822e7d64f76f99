//! A training job outside any tuning job, trained as far as the tuning job would let it.

use super::plan::Plan;
use super::trainer::{Assignment, Trainer};
use crate::math::format::metric_value;
use crate::search_space::HyperParameters;
use crate::simulate::Outcome;
use crate::training_job::JobNumber;

/// A training job at work.
#[derive(Debug)]
pub(super) struct OneJob {
    job: JobNumber,
    until_epoch: u32,
    /// Which of the metrics is the objective.
    objective: usize,
    /// The objective after each epoch so far.
    values: Vec<f64>,
    /// What the trainer said at once: that it cannot be trained.
    refused: Option<Outcome>,
}

impl OneJob {
    /// Begins with it; `job` gives it its random numbers.
    pub(super) fn begin(trainer: &mut Trainer, plan: &Plan, job: JobNumber, values: &HyperParameters) -> Self {
        let assignment = Assignment {
            job,
            hyperparameters: values.to_texts(),
            known_epochs: 0,
            first_report: 0.0,
            epoch_seconds: 1.0,
        };
        let refused = trainer.launch(assignment);
        let until_epoch = plan.config.epoch_plan().until_epoch(values);
        Self { job, until_epoch, objective: plan.config.objective_index(), values: Vec::new(), refused }
    }

    /// Trains about `max_rows` rows; when it has ended, the objective after each of its epochs, or those and why it failed.
    pub(super) fn work(&mut self, trainer: &mut Trainer, max_rows: usize) -> Option<Result<Vec<f64>, Failure>> {
        let outcome = match self.refused.take().or_else(|| trainer.work(max_rows).map(|(_, outcome)| outcome)) {
            Some(outcome) => outcome,
            None if trainer.is_idle() => Outcome::Failed("it ended before its last epoch".to_owned()),
            None => return None,
        };
        let failure = match outcome {
            Outcome::Failed(reason) => Some(reason),
            Outcome::Epoch(metrics) => {
                let value = metrics.get(self.objective).map_or(f64::NAN, |&value| metric_value(value));
                if value.is_finite() {
                    self.values.push(value);
                }
                (!value.is_finite()).then(|| format!("the objective metric was {value}"))
            }
        };
        let is_over = failure.is_some() || self.values.len() >= self.until_epoch as usize;
        is_over.then(|| {
            trainer.halt(self.job);
            let values = std::mem::take(&mut self.values);
            match failure {
                None => Ok(values),
                Some(reason) => Err(Failure { values, reason }),
            }
        })
    }
}

/// A training job that failed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    /// The objective after each epoch before.
    pub(super) values: Vec<f64>,
    /// Why.
    pub(super) reason: String,
}
