//! A tuning job as the parent of another: AWS's own answers about it in one object, the Describe response with the list of
//! its training jobs (`TrainingJobSummaries`, items of `ListTrainingJobsForHyperParameterTuningJob`) as one more member.
//! So what ran here and what ran at AWS is read alike, and the linter reads the same object.
//!
//! Of a request alone, or of a Describe response without the list, no training job is known.

use crate::math::format::metric_value;
use crate::objective::{Direction, Objective};
use crate::sagemaker::responses::{TuningJobRecord, describe_tuning_job, training_job_summary};
use crate::sagemaker::{HyperParameterTuningJobObjective, is_described};
use crate::search_space::{HyperParameters, Parameter, ParameterValue, SearchSpace};
use serde_json::Value;
use std::collections::BTreeMap;

/// The member that Describe does not have.
const SUMMARIES: &str = "TrainingJobSummaries";

/// A tuning job that ran here, as a parent.
pub fn as_parent(record: &TuningJobRecord<'_>) -> Value {
    let summaries = record.state.jobs().iter().map(|job| training_job_summary(record, job));
    with_training_jobs(describe_tuning_job(record), summaries.collect())
}

/// A Describe response with a list of training jobs in it.
pub(super) fn with_training_jobs(mut describe: Value, summaries: Vec<Value>) -> Value {
    if let Value::Object(members) = &mut describe {
        members.insert(SUMMARIES.to_owned(), summaries.into());
    }
    describe
}

/// Takes the list out of a Describe response that has it; `None` of anything else.
pub(super) fn take_training_jobs(value: &mut Value) -> Option<Value> {
    if !is_described(value) {
        return None;
    }
    value.as_object_mut()?.remove(SUMMARIES)
}

/// A parent's Describe response alone: what the child's own Describe response needs of it.
pub(super) fn without_training_jobs(parent: &Value) -> Value {
    let members = parent.as_object().into_iter().flatten().filter(|(name, _)| *name != SUMMARIES);
    members.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A parent's name.
pub fn parent_name(parent: &Value) -> Option<&str> {
    parent.get("HyperParameterTuningJobName")?.as_str()
}

/// The best objective of a parent.
pub(super) fn best_of_parent(parent: &Value) -> Option<f64> {
    objective_value(parent.get("BestTrainingJob")?)
}

/// How many of a parent's training jobs are known to have an objective.
pub fn training_jobs_of_parent(parent: &Value) -> usize {
    summaries(parent).filter(|summary| objective_value(summary).is_some()).count()
}

/// True unless the parent is known not to have ended.
pub(super) fn has_ended(parent: &Value) -> bool {
    let status = parent.get("HyperParameterTuningJobStatus").and_then(Value::as_str);
    status.is_none_or(|status| matches!(status, "Completed" | "Stopped" | "Failed"))
}

/// What the parent optimised.
pub(super) fn objective(parent: &Value) -> Option<Objective> {
    let objective = parent.pointer("/HyperParameterTuningJobConfig/HyperParameterTuningJobObjective")?;
    let objective: HyperParameterTuningJobObjective = crate::sagemaker::Wire::read(objective.clone());
    Some(Objective { direction: Direction::parse(&objective.objective_type)?, metric_name: objective.metric_name })
}

/// What the parent's training jobs tried and the objectives that came of it, in the order of the list, as far as it counts
/// in this space with these static hyperparameters: every value lies within its range, and what is static now had the
/// same value. A hyperparameter that was static at the parent has its static value.
pub(super) fn evaluations(
    parent: &Value,
    space: &SearchSpace,
    statics: &[(String, String)],
) -> Vec<(HyperParameters, f64)> {
    let of_parent = parent.pointer("/TrainingJobDefinition/StaticHyperParameters").map(texts).unwrap_or_default();
    let evaluation = |summary: &Value| {
        let objective = objective_value(summary)?;
        let mut tuned = summary.get("TunedHyperParameters").map(texts).unwrap_or_default();
        let is_other = |(name, value): &(String, String)| tuned.get(name).is_some_and(|tried| !is_same(tried, value));
        if statics.iter().any(is_other) {
            return None;
        }
        for (name, value) in &of_parent {
            tuned.entry(name.clone()).or_insert_with(|| value.clone());
        }
        let value = |parameter: &Parameter| {
            let value = ParameterValue::parse(&parameter.range, tuned.get(&parameter.name)?)?;
            parameter.range.coordinate_of(&value)?;
            Some((parameter.name.clone(), value))
        };
        let values: Option<HyperParameters> = space.parameters().iter().map(value).collect();
        Some((values?, objective))
    };
    summaries(parent).filter_map(evaluation).collect()
}

fn summaries(parent: &Value) -> impl Iterator<Item = &Value> {
    parent.get(SUMMARIES).and_then(Value::as_array).into_iter().flatten()
}

/// A training job's final objective, if it has one, in 32 bits as AWS has it.
fn objective_value(summary: &Value) -> Option<f64> {
    summary.pointer("/FinalHyperParameterTuningJobObjectiveMetric/Value")?.as_f64().map(metric_value)
}

fn texts(map: &Value) -> BTreeMap<String, String> {
    let members = map.as_object().into_iter().flatten();
    members.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

/// `0.10` and `0.1` are the same value.
fn is_same(a: &str, b: &str) -> bool {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    a == b || number(a).is_some_and(|a| number(b) == Some(a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, Scaling};
    use serde_json::json;

    fn space(units: (i64, i64)) -> SearchSpace {
        let rate = ContinuousRange::new(0.01, 1.0, Scaling::Logarithmic).unwrap().into();
        let units = IntegerRange::new(units.0, units.1, Scaling::Linear).unwrap().into();
        let optimizer = CategoricalRange::new(vec!["sgd".into(), "adam".into()]).unwrap().into();
        let parameters = [("rate", rate), ("units", units), ("optimizer", optimizer)];
        SearchSpace::new(parameters.map(|(name, range)| Parameter { name: name.into(), range }).to_vec()).unwrap()
    }

    fn parent() -> Value {
        let job = |rate: &str, units: &str, dropout: &str, value: Value| {
            json!({
                "TunedHyperParameters": { "rate": rate, "units": units, "dropout": dropout },
                "FinalHyperParameterTuningJobObjectiveMetric": { "MetricName": "loss", "Value": value },
            })
        };
        let statics = json!({ "optimizer": "adam", "epochs": "3" });
        let jobs = vec![
            job("0.1", "8", "0.50", json!(0.3)),
            job("0.5", "64", "0.5", json!(0.1)),
            job("2.0", "8", "0.5", json!(0.2)),
            job("0.2", "9", "0.1", json!(0.4)),
            job("0.2", "9", "0.5", Value::Null),
            job("0.2", "nine", "0.5", json!(1.0)),
        ];
        with_training_jobs(json!({ "TrainingJobDefinition": { "StaticHyperParameters": statics } }), jobs)
    }

    #[test]
    fn what_counts_lies_within_the_ranges_and_has_what_is_static_now() {
        let statics = [("dropout".to_owned(), "0.5".to_owned()), ("epochs".to_owned(), "30".to_owned())];
        let counted = |units, statics: &[(String, String)]| -> Vec<String> {
            let all = evaluations(&parent(), &space(units), statics);
            all.iter().map(|(values, objective)| format!("{values}: {objective:.1}")).collect()
        };
        let first = "rate 0.1, units 8, optimizer adam: 0.3";
        assert_eq!(counted((2, 24), &statics), [first], "the optimizer was static there");
        assert_eq!(counted((2, 99), &statics), [first, "rate 0.5, units 64, optimizer adam: 0.1"]);
        assert_eq!(counted((2, 24), &[]).len(), 2, "a hyperparameter that is gone");
        assert_eq!(training_jobs_of_parent(&parent()), 5);
    }

    #[test]
    fn of_a_request_nothing_is_learnt() {
        let request = crate::playground::PRESETS[0].document().request.to_json();
        assert_eq!((training_jobs_of_parent(&request), has_ended(&request)), (0, true));
        assert_eq!(evaluations(&request, &space((2, 24)), &[]), []);
        assert_eq!(take_training_jobs(&mut request.clone()), None);
        for odd in [Value::Null, json!([]), json!({ "TrainingJobSummaries": 3, "HyperParameterTuningJobName": [] })] {
            assert_eq!((training_jobs_of_parent(&odd), parent_name(&odd), objective(&odd)), (0, None, None));
        }
    }
}
