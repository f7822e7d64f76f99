//! Training jobs for the tests of plots.

use crate::search_space::ParameterValue;
use crate::training_job::{JobNumber, LearningCurve, Status, TrainingJob};

/// A completed job with these values of `p0`, `p1`, … and this learning curve.
pub(super) fn job(number: u32, values: &[f64], objectives: &[f64]) -> TrainingJob {
    let mut curve = LearningCurve::default();
    for &value in objectives {
        curve.push(value);
    }
    let named = values.iter().enumerate().map(|(i, &value)| (format!("p{i}"), ParameterValue::Continuous(value)));
    TrainingJob {
        number: JobNumber(number),
        name: String::new(),
        hyperparameters: named.collect(),
        until_epoch: objectives.len() as u32,
        created: 0.0,
        ended: Some(1.0),
        status: Status::Completed,
        curve,
    }
}
