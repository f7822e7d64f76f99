//! What a training job's answer takes from its definition in the request.

use super::account::TuningJobRecord;
use super::object;
use crate::sagemaker::limits::OBJECTIVE_HYPERPARAMETER;
use crate::sagemaker::{
    HyperParameterTrainingJobDefinition, HyperParameterTuningJobObjective, HyperParameterTuningResourceConfig,
    ParameterRanges, Wire,
};
use crate::training_job::TrainingJob;
use serde_json::{Map, Value, json};

/// The definition that a training job was launched from: the only one, or of several the one that tunes just the
/// hyperparameters that the job has.
pub(super) fn definition_of<'a>(
    record: &TuningJobRecord<'a>,
    job: &TrainingJob,
) -> Option<&'a HyperParameterTrainingJobDefinition> {
    let request = record.request;
    let tunes = |definition: &&HyperParameterTrainingJobDefinition| {
        let names = definition.hyper_parameter_ranges.as_ref().map(tuned_names).unwrap_or_default();
        names.len() == job.hyperparameters.len() && names.iter().all(|name| job.hyperparameters.get(name).is_some())
    };
    request
        .training_job_definition
        .as_ref()
        .or_else(|| request.training_job_definitions.as_deref().unwrap_or_default().iter().find(tunes))
        .or_else(|| request.definition())
}

fn tuned_names(ranges: &ParameterRanges) -> Vec<&str> {
    let integers = ranges.integers().iter().map(|range| range.name.as_str());
    let continuous = ranges.continuous().iter().map(|range| range.name.as_str());
    let categorical = ranges.categoricals().iter().map(|range| range.name.as_str());
    let autos = ranges.autos().iter().map(|range| range.name.as_str());
    integers.chain(continuous).chain(categorical).chain(autos).collect()
}

/// What a training job optimises: one of several definitions has its own objective.
pub(super) fn objective_of(record: &TuningJobRecord<'_>, job: &TrainingJob) -> HyperParameterTuningJobObjective {
    let own = definition_of(record, job).and_then(|definition| definition.tuning_objective.clone());
    own.unwrap_or_else(|| {
        let objective = record.config.objective();
        HyperParameterTuningJobObjective {
            objective_type: objective.direction.name().to_owned(),
            metric_name: objective.metric_name.clone(),
            other: Map::new(),
        }
    })
}

/// `ResourceConfig` of `DescribeTrainingJob`: the definition's own, or what its fallbacks come to. The first fallback is
/// always to be had here.
pub(super) fn resource_config(definition: &HyperParameterTrainingJobDefinition) -> Option<Value> {
    let own = definition.resource_config.as_ref().map(Wire::write);
    own.or_else(|| definition.hyper_parameter_tuning_resource_config.as_ref().map(with_fallbacks))
}

fn with_fallbacks(config: &HyperParameterTuningResourceConfig) -> Value {
    let first = config.instance_configs.as_deref().unwrap_or_default().first();
    let mut resources = if let Some(first) = first {
        object([
            ("InstanceType", json!(first.instance_type)),
            ("InstanceCount", json!(first.instance_count)),
            ("VolumeSizeInGB", json!(first.volume_size_in_gb)),
        ])
    } else {
        let mut resources = Map::new();
        config.instance_type.put(&mut resources, "InstanceType");
        config.instance_count.put(&mut resources, "InstanceCount");
        config.volume_size_in_gb.put(&mut resources, "VolumeSizeInGB");
        resources
    };
    config.volume_kms_key_id.put(&mut resources, "VolumeKmsKeyId");
    Value::Object(resources)
}

/// A definition as `DescribeHyperParameterTuningJob` gives it back: with the objective's name among the static
/// hyperparameters, where AWS puts it for the training code.
pub(super) fn described(mut definition: Value, objective: Option<&str>) -> Value {
    let own = definition.pointer("/TuningObjective/MetricName").cloned();
    let name = own.or_else(|| objective.map(Value::from));
    if let (Some(name), Value::Object(members)) = (name, &mut definition) {
        if !members.contains_key("StaticHyperParameters") {
            members.insert("StaticHyperParameters".to_owned(), json!({}));
        }
        if let Some(Value::Object(statics)) = members.get_mut("StaticHyperParameters") {
            statics.insert(OBJECTIVE_HYPERPARAMETER.to_owned(), name);
        }
    }
    definition
}
