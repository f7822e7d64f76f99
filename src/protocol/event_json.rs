//! Log entries as JSON objects, one a line in files: `{"Time": seconds, "Event": name, …}`.
//!
//! Training jobs go by their names, as everywhere at AWS; what is read back finds the number in the name. Unknown members
//! are ignored, so that a log of a later version can be read.

use super::json_value::JsonValue;
use super::reason_json::{suggestion_from_json, suggestion_to_json};
use crate::completion::{Completion, ConvergenceEstimate, Criterion};
use crate::search_space::{HyperParameters, ParameterRange, ParameterValue};
use crate::strategy::Reason;
use crate::training_job::{JobNumber, MedianComparison, RungComparison, StopReason};
use crate::tuning_job::{Event, LogEntry, State, TuningConfig};
use serde_json::{Map, Value, json};
use thiserror::Error;

/// Why a JSON value is no log entry of this tuning job.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{member} of the event is missing or not what it should be")]
pub struct EventError {
    member: &'static str,
}

/// A log entry as JSON. `state` is the tuning job's state at the entry or later: it knows the training jobs' names.
pub fn entry_to_json(entry: &LogEntry, config: &TuningConfig, state: &State) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| {
        object.insert(name.to_owned(), value);
    };
    put("Time", json!(entry.time));
    put("Event", json!(entry.event.name()));
    let name_of = |job: JobNumber| state.job(job).map_or_else(String::new, |job| job.name.clone());
    if let Some(job) = entry.event.job() {
        put("TrainingJobName", json!(name_of(job)));
    }
    match &entry.event {
        Event::TrainingJobCreated { hyperparameters, reason, until_epoch, .. } => {
            let values: Map<String, Value> =
                hyperparameters.iter().map(|(name, value)| (name.to_owned(), json!(value.to_string()))).collect();
            put("TunedHyperParameters", Value::Object(values));
            put("Reason", suggestion_to_json(reason));
            put("UntilEpoch", json!(until_epoch));
        }
        Event::EpochCompleted { epoch, value, metrics, .. } => {
            put("Epoch", json!(epoch));
            put("Value", json!(value));
            let metrics: Map<String, Value> =
                config.metrics().iter().zip(metrics).map(|(name, value)| (name.clone(), json!(value))).collect();
            put("Metrics", Value::Object(metrics));
        }
        Event::TrainingJobStopped { reason, .. } => put("Reason", reason_to_json(reason, name_of)),
        Event::TrainingJobFailed { reason, .. } | Event::TuningJobFailed { reason } => {
            put("FailureReason", json!(reason));
        }
        Event::ConvergenceDetected { estimate } => {
            object.extend(convergence_to_json(estimate));
        }
        Event::TuningJobCompleted { completion } => {
            put("Criterion", json!(completion.criterion().name()));
            object.extend(completion_to_json(completion, name_of));
        }
        Event::TuningJobCreated
        | Event::TrainingJobCompleted { .. }
        | Event::TuningJobStopping
        | Event::TuningJobStopped => {}
    }
    Value::Object(object)
}

fn reason_to_json(reason: &StopReason, name_of: impl Fn(JobNumber) -> String) -> Value {
    match reason {
        StopReason::EarlyStopping(comparison) => json!({
            "Rule": "EarlyStopping",
            "Epoch": comparison.epoch,
            "Value": comparison.value,
            "Median": comparison.median,
            "ComparedTrainingJobs": comparison.jobs.iter().map(|&job| name_of(job)).collect::<Vec<_>>(),
        }),
        StopReason::Hyperband(comparison) => json!({
            "Rule": "Hyperband",
            "Bracket": comparison.bracket,
            "Epoch": comparison.epoch,
            "Value": comparison.value,
            "Rank": comparison.rank,
            "Kept": comparison.kept,
            "Cutoff": comparison.cutoff,
            "ComparedTrainingJobs": comparison.jobs.iter().map(|&job| name_of(job)).collect::<Vec<_>>(),
        }),
        StopReason::MaxResource { epoch } => json!({ "Rule": "MaxResource", "Epoch": epoch }),
        StopReason::TuningJobCompleted => json!({ "Rule": "TuningJobCompleted" }),
        StopReason::TuningJobStopped => json!({ "Rule": "TuningJobStopped" }),
        StopReason::Unknown => json!({ "Rule": "Unknown" }),
    }
}

fn convergence_to_json(estimate: &ConvergenceEstimate) -> Map<String, Value> {
    members([
        ("Probability", json!(estimate.probability)),
        ("MaxProbability", json!(estimate.max_probability)),
        ("HorizonFactor", json!(estimate.horizon_factor)),
        ("EndedTrainingJobs", json!(estimate.jobs)),
        ("TrainingJobsNearBest", json!(estimate.jobs_near_best)),
        ("BestValue", json!(estimate.best)),
    ])
}

fn completion_to_json(completion: &Completion, name_of: impl Fn(JobNumber) -> String) -> Map<String, Value> {
    match completion {
        Completion::TargetObjectiveMetricValue { job, epoch, value, target } => members([
            ("TrainingJobName", json!(name_of(*job))),
            ("Epoch", json!(epoch)),
            ("Value", json!(value)),
            ("TargetObjectiveMetricValue", json!(target)),
        ]),
        Completion::BestObjectiveNotImproving { jobs, max_jobs, best } => members([
            ("NumberOfTrainingJobsObjectiveNotImproving", json!(jobs)),
            ("MaxNumberOfTrainingJobsNotImproving", json!(max_jobs)),
            ("BestValue", json!(best)),
        ]),
        Completion::CompleteOnConvergence(estimate) => convergence_to_json(estimate),
        Completion::MaxNumberOfTrainingJobs { max_jobs } => members([("MaxNumberOfTrainingJobs", json!(max_jobs))]),
        Completion::SearchSpaceExhausted { combinations } => members([("Combinations", json!(combinations))]),
        Completion::MaxRuntimeInSeconds { max_runtime } => members([("MaxRuntimeInSeconds", json!(max_runtime))]),
        Completion::Reported { .. } => members([("Reported", json!(true))]),
    }
}

fn members<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Reads a log entry that [`entry_to_json`] wrote for the same configuration.
pub fn entry_from_json<V: JsonValue>(entry: V, config: &TuningConfig) -> Result<LogEntry, EventError> {
    let read = Reader(entry);
    let job = || read.job("TrainingJobName");
    let event = match read.text("Event")?.as_str() {
        "TuningJobCreated" => Event::TuningJobCreated,
        "TrainingJobCreated" => Event::TrainingJobCreated {
            job: job()?,
            name: read.text("TrainingJobName")?,
            hyperparameters: hyperparameters_from_json(&read.member("TunedHyperParameters")?, config)?,
            // Logs of earlier versions do not say.
            reason: match read.member("Reason") {
                Ok(reason) => suggestion_from_json(&Reader(reason))?,
                Err(_) => Reason::Unknown,
            },
            until_epoch: read.whole("UntilEpoch")?,
        },
        "EpochCompleted" => {
            let metrics = read.member("Metrics")?;
            // JSON has no infinity: a metric that is not the objective may be null, and is no number.
            let metric = |name: &String| {
                let metric = metrics.member(name)?;
                if metric.is_null() { Some(f64::NAN) } else { metric.number() }
            };
            let metrics = config.metrics().iter().map(metric).collect::<Option<_>>();
            Event::EpochCompleted {
                job: job()?,
                epoch: read.whole("Epoch")?,
                value: read.real("Value")?,
                metrics: metrics.ok_or(EventError { member: "Metrics" })?,
            }
        }
        "TrainingJobCompleted" => Event::TrainingJobCompleted { job: job()? },
        "TrainingJobStopped" => {
            Event::TrainingJobStopped { job: job()?, reason: reason_from_json(&Reader(read.member("Reason")?))? }
        }
        "TrainingJobFailed" => Event::TrainingJobFailed { job: job()?, reason: read.text("FailureReason")? },
        "ConvergenceDetected" => Event::ConvergenceDetected { estimate: convergence_from_json(&read)? },
        "TuningJobStopping" => Event::TuningJobStopping,
        "TuningJobCompleted" => Event::TuningJobCompleted { completion: completion_from_json(&read)? },
        "TuningJobStopped" => Event::TuningJobStopped,
        "TuningJobFailed" => Event::TuningJobFailed { reason: read.text("FailureReason")? },
        _ => return Err(EventError { member: "Event" }),
    };
    Ok(LogEntry { time: read.real("Time")?, event })
}

fn hyperparameters_from_json<V: JsonValue>(value: &V, config: &TuningConfig) -> Result<HyperParameters, EventError> {
    let error = EventError { member: "TunedHyperParameters" };
    config
        .space()
        .parameters()
        .iter()
        .map(|parameter| {
            let text = value.member(&parameter.name)?.text()?;
            let value = match parameter.range {
                ParameterRange::Continuous(_) => ParameterValue::Continuous(V::number_of(&text)?),
                ParameterRange::Integer(_) => ParameterValue::Integer(text.parse().ok()?),
                ParameterRange::Categorical(_) => ParameterValue::Categorical(text),
            };
            Some((parameter.name.clone(), value))
        })
        .collect::<Option<_>>()
        .ok_or(error)
}

fn reason_from_json<V: JsonValue>(read: &Reader<V>) -> Result<StopReason, EventError> {
    Ok(match read.text("Rule")?.as_str() {
        "EarlyStopping" => StopReason::EarlyStopping(MedianComparison {
            epoch: read.whole("Epoch")?,
            value: read.real("Value")?,
            median: read.real("Median")?,
            jobs: read.jobs("ComparedTrainingJobs")?,
            is_worse: true,
        }),
        "Hyperband" => StopReason::Hyperband(RungComparison {
            bracket: read.whole("Bracket")?,
            epoch: read.whole("Epoch")?,
            value: read.real("Value")?,
            jobs: read.jobs("ComparedTrainingJobs")?,
            rank: read.whole("Rank")?,
            kept: read.whole("Kept")?,
            cutoff: read.real("Cutoff")?,
        }),
        "MaxResource" => StopReason::MaxResource { epoch: read.whole("Epoch")? },
        "TuningJobCompleted" => StopReason::TuningJobCompleted,
        "TuningJobStopped" => StopReason::TuningJobStopped,
        "Unknown" => StopReason::Unknown,
        _ => return Err(EventError { member: "Rule" }),
    })
}

fn convergence_from_json<V: JsonValue>(read: &Reader<V>) -> Result<ConvergenceEstimate, EventError> {
    Ok(ConvergenceEstimate {
        probability: read.real("Probability")?,
        max_probability: read.real("MaxProbability")?,
        horizon_factor: read.real("HorizonFactor")?,
        jobs: read.whole("EndedTrainingJobs")?,
        jobs_near_best: read.whole("TrainingJobsNearBest")?,
        best: read.real("BestValue")?,
    })
}

fn completion_from_json<V: JsonValue>(read: &Reader<V>) -> Result<Completion, EventError> {
    let name = read.text("Criterion")?;
    if read.0.member("Reported").is_some() {
        let criterion = Criterion::ALL.into_iter().find(|criterion| criterion.name() == name);
        return Ok(Completion::Reported { criterion: criterion.unwrap_or(Criterion::Unknown) });
    }
    Ok(match name.as_str() {
        "TargetObjectiveMetricValue" => Completion::TargetObjectiveMetricValue {
            job: read.job("TrainingJobName")?,
            epoch: read.whole("Epoch")?,
            value: read.real("Value")?,
            target: read.real("TargetObjectiveMetricValue")?,
        },
        "BestObjectiveNotImproving" => Completion::BestObjectiveNotImproving {
            jobs: read.whole("NumberOfTrainingJobsObjectiveNotImproving")?,
            max_jobs: read.whole("MaxNumberOfTrainingJobsNotImproving")?,
            best: read.real("BestValue").ok(),
        },
        "CompleteOnConvergence" => Completion::CompleteOnConvergence(convergence_from_json(read)?),
        "MaxNumberOfTrainingJobs" => {
            Completion::MaxNumberOfTrainingJobs { max_jobs: read.whole("MaxNumberOfTrainingJobs")? }
        }
        "SearchSpaceExhausted" => Completion::SearchSpaceExhausted { combinations: read.whole("Combinations")? },
        "MaxRuntimeInSeconds" => Completion::MaxRuntimeInSeconds { max_runtime: read.real("MaxRuntimeInSeconds")? },
        _ => return Err(EventError { member: "Criterion" }),
    })
}

/// Reads members of an object, each with its own error.
pub(super) struct Reader<V>(V);

impl<V: JsonValue> Reader<V> {
    fn member(&self, member: &'static str) -> Result<V, EventError> {
        self.0.member(member).ok_or(EventError { member })
    }

    pub(super) fn text(&self, member: &'static str) -> Result<String, EventError> {
        self.member(member)?.text().ok_or(EventError { member })
    }

    pub(super) fn real(&self, member: &'static str) -> Result<f64, EventError> {
        self.member(member)?.number().ok_or(EventError { member })
    }

    fn whole(&self, member: &'static str) -> Result<u32, EventError> {
        let value = self.real(member)?;
        if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) {
            Ok(value as u32)
        } else {
            Err(EventError { member })
        }
    }

    fn jobs(&self, member: &'static str) -> Result<Vec<JobNumber>, EventError> {
        let names = self.member(member)?.items();
        let numbers = names.and_then(|names| names.iter().map(|name| number_in(&name.text()?)).collect());
        numbers.ok_or(EventError { member })
    }

    fn job(&self, member: &'static str) -> Result<JobNumber, EventError> {
        number_in(&self.text(member)?).ok_or(EventError { member })
    }
}

/// The number in a training job's name, `<tuning job>-<number>-<digits>`.
fn number_in(name: &str) -> Option<JobNumber> {
    name.rsplit('-').nth(1)?.parse().ok().map(JobNumber)
}
