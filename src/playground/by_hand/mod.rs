//! A person against the tuner: training jobs placed by hand, on the same problem, with the same epochs and the same random
//! numbers as the tuning job's own. Nothing stops them early; as many as the tuning job may have.

mod told;

pub use told::{Standing, standing, told};

use super::one_job::OneJob;
use super::plan::{Plan, Training};
use super::trainer::Trainer;
use crate::dataset::FileRows;
use crate::language::t;
use crate::math::format::metric_value;
use crate::search_space::{HyperParameters, ParameterRange, ParameterValue, SearchSpace};
use crate::training_job::{JobNumber, LearningCurve, Status, TrainingJob};
use serde_json::{Value, json};

/// A training job that was placed by hand, being trained.
#[derive(Debug)]
pub struct ByHandTask {
    trainer: Trainer,
    job: OneJob,
}

impl ByHandTask {
    /// Begins with these values; `number` gives the random numbers that the tuning job's training job of that number has.
    /// `None` where a value is missing or outside its range, the objective comes from outside, or the rows cannot be had. `file`
    /// has the rows of a data set whose rows are in a file.
    pub fn new(plan: &Plan, file: Option<FileRows>, number: JobNumber, values: &HyperParameters) -> Option<Self> {
        let Training::Problem(problem) = &plan.training else { return None };
        // Without its rows a job would only fail for want of them.
        let has_rows = problem.dataset().is_none_or(|dataset| !dataset.is_in_a_file()) || file.is_some();
        let is_in_range = |parameter: &crate::search_space::Parameter| {
            values.get(&parameter.name).is_some_and(|value| parameter.range.coordinate_of(value).is_some())
        };
        if !has_rows || !plan.config.space().parameters().iter().all(is_in_range) {
            return None;
        }
        let mut trainer = Trainer::new(problem.clone(), file, plan.config.seed());
        let job = OneJob::begin(&mut trainer, plan, number, values);
        Some(Self { trainer, job })
    }

    /// Trains about `max_rows` rows; the answer when the job has ended: `Values`, the objective after each epoch, and `Failure`,
    /// why it failed, null where it did not.
    pub fn work(&mut self, max_rows: usize) -> Option<Value> {
        self.job.work(&mut self.trainer, max_rows).map(|end| match end {
            Ok(values) => json!({ "Values": values, "Failure": null }),
            Err(failure) => json!({ "Values": failure.values, "Failure": failure.reason }),
        })
    }
}

/// The values that texts mean in a search space's ranges, as [`HyperParameters::to_texts`] writes them; `None` where one is missing
/// or means nothing.
pub fn values_of(space: &SearchSpace, text_of: impl Fn(&str) -> Option<String>) -> Option<HyperParameters> {
    let value = |parameter: &crate::search_space::Parameter| {
        let text = text_of(&parameter.name)?;
        Some((parameter.name.clone(), ParameterValue::parse(&parameter.range, &text)?))
    };
    space.parameters().iter().map(value).collect()
}

/// A training job that was placed by hand and has ended, as those of a tuning job are: the first at second 1, the next at second
/// 2, for it has no clock.
pub fn placed(number: JobNumber, values: HyperParameters, objectives: &[f64], failure: Option<String>) -> TrainingJob {
    let mut curve = LearningCurve::default();
    for &value in objectives {
        curve.push(metric_value(value));
    }
    let time = f64::from(number.0);
    let mut job = TrainingJob::launched(number, format!("by hand {number}"), values, curve.epochs(), time);
    job.curve = curve;
    job.ended = Some(time);
    job.status = failure.map_or(Status::Completed, Status::Failed);
    job
}

/// The value at a number of its axis, within the range; of a number with three digits, which is as exactly as anybody points.
pub fn pointed_at(range: &ParameterRange, number: f64) -> Option<ParameterValue> {
    if !number.is_finite() {
        return None;
    }
    match range {
        ParameterRange::Continuous(range) => {
            let rounded = format!("{number:.2e}").parse().ok()?;
            Some(ParameterValue::Continuous(f64::clamp(rounded, range.min(), range.max())))
        }
        ParameterRange::Integer(range) => {
            Some(ParameterValue::Integer((number.round() as i64).clamp(range.min(), range.max())))
        }
        ParameterRange::Categorical(range) => {
            let place = (number.round().max(0.0) as usize).min(range.values().len().checked_sub(1)?);
            range.values().get(place).cloned().map(ParameterValue::Categorical)
        }
    }
}

/// The value that a typed number is in a range of numbers; an error says what would be right. Not a number is what a field gives
/// that has no number in it.
pub fn typed(range: &ParameterRange, number: f64) -> Result<ParameterValue, String> {
    match range {
        ParameterRange::Continuous(range) => {
            let value = ParameterValue::Continuous;
            let is_in = (range.min()..=range.max()).contains(&number);
            is_in.then(|| value(number)).ok_or_else(|| {
                t!("Give a number from {min} to {max}.", min = value(range.min()), max = value(range.max()))
            })
        }
        ParameterRange::Integer(range) => {
            let is_in = number.fract() == 0.0 && (range.min() as f64..=range.max() as f64).contains(&number);
            let value = is_in.then(|| ParameterValue::Integer((number as i64).clamp(range.min(), range.max())));
            value.ok_or_else(|| t!("Give a whole number from {min} to {max}.", min = range.min(), max = range.max()))
        }
        ParameterRange::Categorical(_) => Err(t!("Choose one of the categories.").to_owned()),
    }
}

#[cfg(test)]
mod tests;
