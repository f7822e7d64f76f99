//! Answers about tuning jobs.

use super::account::TuningJobRecord;
use super::definition::described;
use super::error::ApiError;
use super::operations::ListHyperParameterTuningJobsRequest;
use super::page::{order, page};
use super::training_job::{objective_status, training_job_summary};
use super::{failure_reason, object};
use crate::sagemaker::{IDENTICAL_DATA_AND_ALGORITHM, Wire};
use crate::training_job::{Status, TrainingJob};
use crate::tuning_job::TuningJobStatus;
use serde_json::{Map, Number, Value, json};

/// The ARN of the tuning job of this name.
pub fn tuning_job_arn(name: &str) -> String {
    format!("arn:aws:sagemaker:us-east-1:000000000000:hyper-parameter-tuning-job/{}", name.to_ascii_lowercase())
}

/// The answer of `DescribeHyperParameterTuningJob`. The parts of the request are in it as they were written, but for the
/// objective's name, which AWS puts among the static hyperparameters.
pub fn describe_tuning_job(record: &TuningJobRecord<'_>) -> Value {
    let (request, state) = (record.request, record.state);
    let mut answer = object([
        ("HyperParameterTuningJobName", json!(record.config.name())),
        ("HyperParameterTuningJobArn", json!(tuning_job_arn(record.config.name()))),
        ("HyperParameterTuningJobConfig", request.hyper_parameter_tuning_job_config.write()),
    ]);
    let objective = Some(record.config.objective().metric_name.as_str());
    if let Some(definition) = &request.training_job_definition {
        answer.insert("TrainingJobDefinition".to_owned(), described(definition.write(), objective));
    }
    if let Some(definitions) = &request.training_job_definitions {
        let definitions = definitions.iter().map(|definition| described(definition.write(), None)).collect();
        answer.insert("TrainingJobDefinitions".to_owned(), definitions);
    }
    put_progress(record, &mut answer);
    if let Some((best, _)) = state.history().best() {
        answer.insert("BestTrainingJob".to_owned(), training_job_summary(record, best));
    }
    if let Some(best) = overall_best(record) {
        answer.insert("OverallBestTrainingJob".to_owned(), best);
    }
    request.warm_start_config.put(&mut answer, "WarmStartConfig");
    request.autotune.put(&mut answer, "Autotune");
    if let TuningJobStatus::Failed(reason) = state.status() {
        answer.insert("FailureReason".to_owned(), failure_reason(reason));
    }
    let mut details = object([("NumberOfTrainingJobsObjectiveNotImproving", json!(state.progress().not_improving))]);
    if let Some((time, _)) = state.convergence() {
        details.insert("ConvergenceDetectedTime".to_owned(), json!(time));
    }
    answer.insert("TuningJobCompletionDetails".to_owned(), Value::Object(details));
    // AWS counts whole seconds.
    let runtime = if state.has_ended() { state.now() } else { record.now };
    let resources = object([("RuntimeInSeconds", json!(runtime.round() as u64))]);
    answer.insert("ConsumedResources".to_owned(), Value::Object(resources));
    Value::Object(answer)
}

/// `OverallBestTrainingJob`: the best of a tuning job and of its parents, which AWS says only where they share data and
/// algorithm (`IdenticalDataAndAlgorithm`): elsewhere their objectives would not compare.
fn overall_best(record: &TuningJobRecord<'_>) -> Option<Value> {
    let warm_start = record.request.warm_start_config.as_ref()?;
    if warm_start.warm_start_type != IDENTICAL_DATA_AND_ALGORITHM {
        return None;
    }
    let own = record.state.history().best();
    let own = own.map(|(job, value)| (value, training_job_summary(record, job)));
    let theirs = record.parents.iter().filter_map(|parent| {
        let best = parent.get("BestTrainingJob")?;
        Some((best.pointer("/FinalHyperParameterTuningJobObjectiveMetric/Value")?.as_f64()?, best.clone()))
    });
    let direction = record.config.objective().direction;
    let best = own.into_iter().chain(theirs);
    best.reduce(|best, other| if direction.is_better(other.0, best.0) { other } else { best }).map(|(_, best)| best)
}

/// `HyperParameterTuningJobSummary`: an item of `ListHyperParameterTuningJobs`.
pub fn tuning_job_summary(record: &TuningJobRecord<'_>) -> Value {
    let config = &record.request.hyper_parameter_tuning_job_config;
    let mut summary = object([
        ("HyperParameterTuningJobName", json!(record.config.name())),
        ("HyperParameterTuningJobArn", json!(tuning_job_arn(record.config.name()))),
        ("Strategy", json!(config.strategy)),
    ]);
    put_progress(record, &mut summary);
    summary.insert("ResourceLimits".to_owned(), config.resource_limits.write());
    Value::Object(summary)
}

/// What the description and the summary share: status, times and counters.
fn put_progress(record: &TuningJobRecord<'_>, answer: &mut Map<String, Value>) {
    let state = record.state;
    answer.extend(object([
        ("HyperParameterTuningJobStatus", json!(state.status().name())),
        ("CreationTime", json!(0.0)),
    ]));
    if state.has_ended() {
        answer.insert("HyperParameterTuningEndTime".to_owned(), json!(state.now()));
    }
    let count =
        |is_counted: &dyn Fn(&TrainingJob) -> bool| json!(state.jobs().iter().filter(|job| is_counted(job)).count());
    answer.extend(object([
        ("LastModifiedTime", json!(state.now())),
        (
            "TrainingJobStatusCounters",
            Value::Object(object([
                ("Completed", count(&|job| job.status == Status::Completed)),
                ("InProgress", count(&TrainingJob::is_running)),
                // The simulated cloud has no errors of its own to retry after.
                ("RetryableError", json!(0)),
                ("NonRetryableError", count(&|job| matches!(job.status, Status::Failed(_)))),
                ("Stopped", count(&|job| matches!(job.status, Status::Stopped(_)))),
            ])),
        ),
        (
            "ObjectiveStatusCounters",
            Value::Object(object([
                ("Succeeded", count(&|job| objective_status(job) == "Succeeded")),
                ("Pending", count(&|job| objective_status(job) == "Pending")),
                ("Failed", count(&|job| objective_status(job) == "Failed")),
            ])),
        ),
    ]));
}

/// The answer of `ListHyperParameterTuningJobs` on all tuning jobs, in the order of their creation.
pub(super) fn list_tuning_jobs(
    records: &[TuningJobRecord<'_>],
    request: &ListHyperParameterTuningJobsRequest,
) -> Result<Value, ApiError> {
    let mut wanted: Vec<&TuningJobRecord<'_>> = records.iter().filter(|record| is_wanted(record, request)).collect();
    match request.sort_by.as_deref() {
        Some("CreationTime") => {}
        Some("Status") => wanted.sort_by_key(|record| record.state.status().name()),
        _ => wanted.sort_by(|a, b| a.config.name().cmp(b.config.name())),
    }
    let wanted = order(wanted, request.sort_order.as_deref());
    let page = page(wanted, request.max_results, request.next_token.as_deref())?;
    let summaries: Vec<Value> = page.items.iter().map(|record| tuning_job_summary(record)).collect();
    let mut answer = object([("HyperParameterTuningJobSummaries", Value::Array(summaries))]);
    if let Some(token) = page.next_token {
        answer.insert("NextToken".to_owned(), json!(token));
    }
    Ok(Value::Object(answer))
}

fn is_wanted(record: &TuningJobRecord<'_>, request: &ListHyperParameterTuningJobsRequest) -> bool {
    let (name, state) = (record.config.name(), record.state);
    let after = |limit: Option<&Number>, time: f64| seconds(limit).is_none_or(|limit| time > limit);
    let before = |limit: Option<&Number>, time: f64| seconds(limit).is_none_or(|limit| time < limit);
    request.name_contains.as_deref().is_none_or(|part| name.contains(part))
        && request.status_equals.as_deref().is_none_or(|status| status == state.status().name())
        && after(request.creation_time_after.as_ref(), 0.0)
        && before(request.creation_time_before.as_ref(), 0.0)
        && after(request.last_modified_time_after.as_ref(), state.now())
        && before(request.last_modified_time_before.as_ref(), state.now())
}

fn seconds(limit: Option<&Number>) -> Option<f64> {
    limit.and_then(Number::as_f64)
}
