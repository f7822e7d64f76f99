//! Answers about training jobs.

use super::account::TuningJobRecord;
use super::definition::{definition_of, objective_of, resource_config};
use super::error::ApiError;
use super::operations::ListTrainingJobsForHyperParameterTuningJobRequest;
use super::page::{order, page};
use super::stages::{Stage, stages};
use super::tuning_job::tuning_job_arn;
use super::{failure_reason, object};
use crate::sagemaker::limits::OBJECTIVE_HYPERPARAMETER;
use crate::sagemaker::{TextMap, Wire};
use crate::training_job::{JobNumber, Status, TrainingJob};
use crate::tuning_job::Event;
use serde_json::{Map, Value, json};

/// The training job's ARN.
fn training_job_arn(job: &TrainingJob) -> String {
    format!("arn:aws:sagemaker:us-east-1:000000000000:training-job/{}", job.name.to_ascii_lowercase())
}

/// `HyperParameterTrainingJobSummary`: an item of `ListTrainingJobsForHyperParameterTuningJob`, and `BestTrainingJob`.
pub fn training_job_summary(record: &TuningJobRecord<'_>, job: &TrainingJob) -> Value {
    let mut summary = Map::new();
    if let Some(name) = definition_of(record, job).and_then(|definition| definition.definition_name.as_ref()) {
        summary.insert("TrainingJobDefinitionName".to_owned(), json!(name));
    }
    summary.extend(object([
        ("TrainingJobName", json!(job.name)),
        ("TrainingJobArn", json!(training_job_arn(job))),
        ("TuningJobName", json!(record.config.name())),
        ("CreationTime", json!(job.created)),
        ("TrainingStartTime", json!(job.created)),
    ]));
    if let Some(ended) = job.ended {
        summary.insert("TrainingEndTime".to_owned(), json!(ended));
    }
    summary.extend(object([
        ("TrainingJobStatus", json!(job.status.name())),
        ("TunedHyperParameters", Value::Object(tuned_hyperparameters(job))),
    ]));
    if let Status::Failed(reason) = &job.status {
        summary.insert("FailureReason".to_owned(), failure_reason(reason));
    }
    if let Some(value) = job.final_objective() {
        let objective = objective_of(record, job);
        let metric = object([
            ("Type", json!(objective.objective_type)),
            ("MetricName", json!(objective.metric_name)),
            ("Value", json!(value)),
        ]);
        summary.insert("FinalHyperParameterTuningJobObjectiveMetric".to_owned(), Value::Object(metric));
    }
    summary.insert("ObjectiveStatus".to_owned(), json!(objective_status(job)));
    Value::Object(summary)
}

/// `ObjectiveStatus`: whether the objective of a training job is known.
pub(super) fn objective_status(job: &TrainingJob) -> &'static str {
    match job.final_objective() {
        Some(_) => "Succeeded",
        None if job.is_running() => "Pending",
        None => "Failed",
    }
}

fn tuned_hyperparameters(job: &TrainingJob) -> Map<String, Value> {
    job.hyperparameters.iter().map(|(name, value)| (name.to_owned(), json!(value.to_string()))).collect()
}

/// The answer of `DescribeTrainingJob`. What the request's definition says of data, machines and limits is in it as it
/// was written; a request without a definition leaves it out.
pub fn describe_training_job(record: &TuningJobRecord<'_>, job: &TrainingJob) -> Value {
    let own_definition = definition_of(record, job);
    let definition = own_definition.map(Wire::write).unwrap_or_default();
    let downloads =
        own_definition.is_none_or(|definition| definition.algorithm_specification.training_input_mode == "File");
    let stages = stages(job, record.startup, downloads, record.now);
    let (stage, modified) = stages.last().map_or(("Starting", job.created), |stage| (stage.status, stage.start));
    let mut answer = object([
        ("TrainingJobName", json!(job.name)),
        ("TrainingJobArn", json!(training_job_arn(job))),
        ("TuningJobArn", json!(tuning_job_arn(record.config.name()))),
        ("ModelArtifacts", json!({ "S3ModelArtifacts": model_artifacts(&definition, job) })),
        ("TrainingJobStatus", json!(job.status.name())),
        ("SecondaryStatus", json!(stage)),
    ]);
    if let Status::Failed(reason) = &job.status {
        answer.insert("FailureReason".to_owned(), failure_reason(reason));
    }
    answer.insert("HyperParameters".to_owned(), Value::Object(all_hyperparameters(record, job)));
    copy(&definition, &["AlgorithmSpecification", "RoleArn", "InputDataConfig", "OutputDataConfig"], &mut answer);
    if let Some(resources) = own_definition.and_then(resource_config) {
        answer.insert("ResourceConfig".to_owned(), resources);
    }
    copy(&definition, &["VpcConfig", "StoppingCondition"], &mut answer);
    answer.entry("StoppingCondition").or_insert_with(|| json!({}));
    answer.extend(object([("CreationTime", json!(job.created)), ("TrainingStartTime", json!(job.created))]));
    if let Some(ended) = job.ended {
        answer.insert("TrainingEndTime".to_owned(), json!(ended));
    }
    answer.insert("LastModifiedTime".to_owned(), json!(modified));
    answer.insert("SecondaryStatusTransitions".to_owned(), stages.iter().map(Stage::to_json).collect());
    let metrics = last_metrics(record, job.number);
    if !metrics.is_empty() {
        answer.insert("FinalMetricDataList".to_owned(), Value::Array(metrics));
    }
    for switch in SWITCHES {
        answer.insert(switch.to_owned(), definition.get(switch).cloned().unwrap_or(Value::Bool(false)));
    }
    copy(&definition, &["CheckpointConfig"], &mut answer);
    if let Some(ended) = job.ended {
        // AWS counts whole seconds, at least one.
        let seconds = (ended - job.created).ceil().max(1.0) as u64;
        answer.extend(object([("TrainingTimeInSeconds", json!(seconds)), ("BillableTimeInSeconds", json!(seconds))]));
    }
    copy(&definition, &["Environment", "RetryStrategy"], &mut answer);
    Value::Object(answer)
}

/// Members that AWS always says, be they on or off.
const SWITCHES: [&str; 3] =
    ["EnableNetworkIsolation", "EnableInterContainerTrafficEncryption", "EnableManagedSpotTraining"];

fn copy(from: &Value, names: &[&str], to: &mut Map<String, Value>) {
    for &name in names {
        if let Some(value) = from.get(name) {
            to.insert(name.to_owned(), value.clone());
        }
    }
}

/// Static and tuned hyperparameters, and the objective's name, which AWS passes to the training code as well.
fn all_hyperparameters(record: &TuningJobRecord<'_>, job: &TrainingJob) -> Map<String, Value> {
    let statics = definition_of(record, job).and_then(|definition| definition.static_hyper_parameters.as_ref());
    let mut all: Map<String, Value> =
        statics.into_iter().flat_map(TextMap::iter).map(|(name, text)| (name.to_owned(), json!(text))).collect();
    all.insert(OBJECTIVE_HYPERPARAMETER.to_owned(), json!(objective_of(record, job).metric_name));
    all.extend(tuned_hyperparameters(job));
    all
}

fn model_artifacts(definition: &Value, job: &TrainingJob) -> String {
    match definition.pointer("/OutputDataConfig/S3OutputPath").and_then(Value::as_str) {
        Some(path) => format!("{}/{}/output/model.tar.gz", path.trim_end_matches('/'), job.name),
        None => String::new(),
    }
}

/// All metrics of a training job's last report. One that was not captured was not emitted, and one that is no number, or too
/// great for AWS's 32 bits, is none in JSON.
fn last_metrics(record: &TuningJobRecord<'_>, number: JobNumber) -> Vec<Value> {
    let report = record.log.iter().rev().find_map(|entry| match &entry.event {
        Event::EpochCompleted { job, metrics, .. } if *job == number => Some((entry.time, metrics)),
        _ => None,
    });
    let Some((time, values)) = report else { return Vec::new() };
    let metrics = record.config.metrics().iter().zip(values).filter(|(_, value)| value.is_finite());
    metrics.map(|(name, value)| json!({ "MetricName": name, "Value": value, "Timestamp": time })).collect()
}

/// The answer of `ListTrainingJobsForHyperParameterTuningJob`.
pub(super) fn list_training_jobs(
    record: &TuningJobRecord<'_>,
    request: &ListTrainingJobsForHyperParameterTuningJobRequest,
) -> Result<Value, ApiError> {
    let wanted = |job: &&TrainingJob| request.status_equals.as_deref().is_none_or(|status| status == job.status.name());
    let mut jobs: Vec<&TrainingJob> = record.state.jobs().iter().filter(wanted).collect();
    // The jobs are in the order of their creation, and every sort is stable.
    match request.sort_by.as_deref() {
        Some("CreationTime") => {}
        Some("Status") => jobs.sort_by_key(|job| job.status.name()),
        Some("FinalObjectiveMetricValue") => {
            let mut valued: Vec<(f64, &TrainingJob)> =
                jobs.into_iter().filter_map(|job| Some((job.final_objective()?, job))).collect();
            valued.sort_by(|a, b| a.0.total_cmp(&b.0));
            jobs = valued.into_iter().map(|(_, job)| job).collect();
        }
        _ => jobs.sort_by(|a, b| a.name.cmp(&b.name)),
    }
    let jobs = order(jobs, request.sort_order.as_deref());
    let page = page(jobs, request.max_results, request.next_token.as_deref())?;
    let summaries: Vec<Value> = page.items.iter().map(|job| training_job_summary(record, job)).collect();
    let mut answer = object([("TrainingJobSummaries", Value::Array(summaries))]);
    if let Some(token) = page.next_token {
        answer.insert("NextToken".to_owned(), json!(token));
    }
    Ok(Value::Object(answer))
}
