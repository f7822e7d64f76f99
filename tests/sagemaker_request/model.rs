//! Every member of AWS's model is known, and its limits are ours.

use serde_json::{Map, Value, json};
use tuneground::sagemaker::responses::{
    DescribeHyperParameterTuningJobRequest, DescribeTrainingJobRequest, ListHyperParameterTuningJobsRequest,
    ListTrainingJobsForHyperParameterTuningJobRequest,
};
use tuneground::sagemaker::{Request, Shape, Wire, limits};

use crate::{MAXIMAL, MEMBERS, OPERATIONS};

/// One line per part of a shape, as in `members.json`.
fn listed(shape: Shape, path: &str, required: Option<bool>, found: &mut Vec<(String, Value)>) {
    let kind = match shape {
        Shape::Text(_) | Shape::Choice(_) => "string",
        Shape::Whole(..) => "integer",
        Shape::Real => "float",
        Shape::Flag => "boolean",
        Shape::List(..) => "list",
        Shape::TextMap(_) => "map",
        Shape::Object(_) => "structure",
    };
    if !path.is_empty() {
        let mut entry = json!({ "type": kind });
        if let Some(required) = required {
            entry["required"] = required.into();
        }
        if let Shape::Choice(allowed) = shape {
            entry["enum"] = allowed.into();
        }
        for (limit, value) in limits_of(shape) {
            entry[limit] = value;
        }
        found.push((path.to_owned(), entry));
    }
    match shape {
        Shape::Object(members) => {
            for member in members {
                let path = if path.is_empty() { member.name.to_owned() } else { format!("{path}.{}", member.name) };
                listed(member.shape, &path, Some(member.required), found);
            }
        }
        Shape::List(item, ..) => listed(*item, &format!("{path}[]"), None, found),
        Shape::TextMap(limits) => {
            listed(Shape::Text(limits.name), &format!("{path}{{key}}"), None, found);
            listed(Shape::Text(limits.text), &format!("{path}{{value}}"), None, found);
        }
        _ => {}
    }
}

/// The limits of one part, by their names in the model.
fn limits_of(shape: Shape) -> Vec<(&'static str, Value)> {
    let ends = |min: Option<i64>, max: Option<i64>| {
        let end = |name, value: Option<i64>| value.map(|value| (name, json!(value)));
        [end("min", min), end("max", max)].into_iter().flatten().collect::<Vec<_>>()
    };
    let count = |value: Option<usize>| value.map(|value| i64::try_from(value).unwrap());
    match shape {
        Shape::Text(limits) => {
            let mut found = ends(count(limits.min), count(limits.max));
            found.extend(limits.pattern.map(|pattern| ("pattern", json!(pattern.model()))));
            found
        }
        Shape::Whole(min, max) => ends(min, max),
        Shape::List(_, min, max) => ends(count(min), count(max)),
        Shape::TextMap(limits) => ends(count(limits.min), count(limits.max)),
        _ => Vec::new(),
    }
}

fn model() -> Map<String, Value> {
    let model: Value = serde_json::from_str(MEMBERS).unwrap();
    model["members"].as_object().unwrap().clone()
}

/// What AWS's model says of each operation's request is what is checked of it.
#[test]
fn requests_of_the_operations_are_the_models() {
    let mut model: Map<String, Value> = serde_json::from_str(OPERATIONS).unwrap();
    let by_name = DescribeHyperParameterTuningJobRequest::SHAPE;
    for (operation, shape) in [
        ("DescribeHyperParameterTuningJob", by_name),
        ("StopHyperParameterTuningJob", by_name),
        ("DeleteHyperParameterTuningJob", by_name),
        ("DescribeTrainingJob", DescribeTrainingJobRequest::SHAPE),
        ("ListHyperParameterTuningJobs", ListHyperParameterTuningJobsRequest::SHAPE),
        ("ListTrainingJobsForHyperParameterTuningJob", ListTrainingJobsForHyperParameterTuningJobRequest::SHAPE),
    ] {
        let mut ours = Vec::new();
        listed(shape, "", None, &mut ours);
        let mut theirs = model.remove(operation).unwrap();
        for entry in theirs.as_object_mut().unwrap().values_mut().filter(|entry| entry["type"] == "timestamp") {
            entry["type"] = "float".into(); // On the wire.
        }
        assert_eq!(Value::Object(ours.into_iter().collect()), theirs, "{operation}");
    }
    assert!(model.is_empty(), "no request type of {model:?}");
}

/// The wire types have every member of the model, in its order, with its type, and no others; what is required, which values
/// are allowed, bounds, lengths, counts and patterns agree too.
#[test]
fn types_are_the_models() {
    let mut ours = Vec::new();
    listed(Request::SHAPE, "", None, &mut ours);
    let theirs: Vec<(String, Value)> = model()
        .into_iter()
        .map(|(path, mut entry)| {
            let entry = entry.as_object_mut().unwrap();
            if entry["type"] == "long" {
                entry["type"] = "integer".into();
            }
            (path, Value::Object(entry.clone()))
        })
        .collect();
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs, "left: the wire types; right: AWS's model");
    }
    assert_eq!(ours.len(), theirs.len());
}

#[test]
fn maximal_request_has_no_unknown_member_and_no_unlisted_value() {
    let request = Request::parse(MAXIMAL).unwrap();
    assert_eq!(request.unknown_members(), []);
    assert_eq!(request.unlisted_values(), []);
}

#[test]
fn limits_are_the_models() {
    use limits::*;
    let model = model();
    let limit = |path: &str, which: &str| model[path].get(which).and_then(Value::as_i64);
    let size = |limit: usize| i64::try_from(limit).unwrap();
    let tuning = "HyperParameterTuningJobConfig";
    let training = "TrainingJobDefinition";
    for (path, least, most) in [
        ("HyperParameterTuningJobName".to_owned(), Some(1), Some(size(MAX_TUNING_JOB_NAME))),
        ("Tags".to_owned(), Some(0), Some(size(MAX_TAGS))),
        ("Tags[].Key".to_owned(), Some(1), Some(size(MAX_TAG_KEY))),
        ("Tags[].Value".to_owned(), Some(0), Some(size(MAX_TAG_VALUE))),
        (format!("{tuning}.ResourceLimits.MaxNumberOfTrainingJobs"), Some(MIN_TRAINING_JOBS), None),
        (format!("{tuning}.ResourceLimits.MaxParallelTrainingJobs"), Some(MIN_TRAINING_JOBS), None),
        (
            format!("{tuning}.ResourceLimits.MaxRuntimeInSeconds"),
            Some(MIN_TUNING_RUNTIME_SECONDS),
            Some(MAX_TUNING_RUNTIME_SECONDS_SHAPE),
        ),
        (
            format!(
                "{tuning}.TuningJobCompletionCriteria.BestObjectiveNotImproving.MaxNumberOfTrainingJobsNotImproving"
            ),
            Some(MIN_TRAINING_JOBS_NOT_IMPROVING),
            None,
        ),
        (format!("{tuning}.RandomSeed"), Some(MIN_RANDOM_SEED), None),
        (format!("{tuning}.StrategyConfig.HyperbandStrategyConfig.MinResource"), Some(MIN_HYPERBAND_RESOURCE), None),
        (format!("{tuning}.StrategyConfig.HyperbandStrategyConfig.MaxResource"), Some(MIN_HYPERBAND_RESOURCE), None),
        (format!("{tuning}.ParameterRanges.IntegerParameterRanges"), Some(0), Some(size(MAX_PARAMETER_RANGES))),
        (format!("{tuning}.ParameterRanges.ContinuousParameterRanges"), Some(0), Some(size(MAX_PARAMETER_RANGES))),
        (format!("{tuning}.ParameterRanges.CategoricalParameterRanges"), Some(0), Some(size(MAX_PARAMETER_RANGES))),
        (
            format!("{tuning}.ParameterRanges.CategoricalParameterRanges[].Values"),
            Some(1),
            Some(size(MAX_CATEGORICAL_VALUES)),
        ),
        (format!("{tuning}.ParameterRanges.AutoParameters"), Some(0), Some(size(MAX_AUTO_PARAMETERS))),
        (format!("{tuning}.ParameterRanges.IntegerParameterRanges[].Name"), Some(0), Some(size(MAX_PARAMETER_NAME))),
        (
            format!("{tuning}.ParameterRanges.IntegerParameterRanges[].MinValue"),
            Some(0),
            Some(size(MAX_PARAMETER_VALUE)),
        ),
        (format!("{tuning}.HyperParameterTuningJobObjective.MetricName"), Some(1), Some(size(MAX_METRIC_NAME))),
        ("WarmStartConfig.ParentHyperParameterTuningJobs".to_owned(), Some(1), Some(size(MAX_PARENT_JOBS))),
        ("TrainingJobDefinitions".to_owned(), Some(1), Some(size(MAX_TRAINING_JOB_DEFINITIONS))),
        (format!("{training}.DefinitionName"), Some(1), Some(size(MAX_DEFINITION_NAME))),
        (format!("{training}.StaticHyperParameters"), Some(0), Some(size(MAX_STATIC_HYPERPARAMETERS))),
        (format!("{training}.StaticHyperParameters{{key}}"), Some(0), Some(size(MAX_PARAMETER_NAME))),
        (format!("{training}.StaticHyperParameters{{value}}"), Some(0), Some(size(MAX_STATIC_HYPERPARAMETER_VALUE))),
        (format!("{training}.AlgorithmSpecification.TrainingImage"), Some(0), Some(size(MAX_TRAINING_IMAGE))),
        (format!("{training}.AlgorithmSpecification.AlgorithmName"), Some(1), Some(size(MAX_ALGORITHM_NAME))),
        (format!("{training}.AlgorithmSpecification.MetricDefinitions"), Some(0), Some(size(MAX_METRIC_DEFINITIONS))),
        (format!("{training}.AlgorithmSpecification.MetricDefinitions[].Regex"), Some(1), Some(size(MAX_METRIC_REGEX))),
        (format!("{training}.RoleArn"), Some(size(MIN_ROLE_ARN)), Some(size(MAX_ROLE_ARN))),
        (format!("{training}.InputDataConfig"), Some(1), Some(size(MAX_CHANNELS))),
        (format!("{training}.InputDataConfig[].ChannelName"), Some(1), Some(size(MAX_CHANNEL_NAME))),
        (format!("{training}.OutputDataConfig.S3OutputPath"), Some(0), Some(size(MAX_S3_URI))),
        (
            format!("{training}.HyperParameterTuningResourceConfig.InstanceConfigs"),
            Some(1),
            Some(size(MAX_INSTANCE_CONFIGS)),
        ),
        (
            format!("{training}.HyperParameterTuningResourceConfig.InstanceConfigs[].VolumeSizeInGB"),
            Some(MIN_VOLUME_SIZE_GB),
            None,
        ),
        (format!("{training}.ResourceConfig.KeepAlivePeriodInSeconds"), Some(0), Some(MAX_KEEP_ALIVE_SECONDS)),
        (format!("{training}.StoppingCondition.MaxRuntimeInSeconds"), Some(MIN_TRAINING_RUNTIME_SECONDS), None),
        (format!("{training}.StoppingCondition.MaxWaitTimeInSeconds"), Some(MIN_TRAINING_RUNTIME_SECONDS), None),
        (
            format!("{training}.StoppingCondition.MaxPendingTimeInSeconds"),
            Some(MIN_PENDING_SECONDS),
            Some(MAX_PENDING_SECONDS),
        ),
        (format!("{training}.RetryStrategy.MaximumRetryAttempts"), Some(MIN_RETRY_ATTEMPTS), Some(MAX_RETRY_ATTEMPTS)),
        (format!("{training}.Environment"), Some(0), Some(size(MAX_ENVIRONMENT_VARIABLES))),
        (format!("{training}.Environment{{key}}"), Some(0), Some(size(MAX_ENVIRONMENT_TEXT))),
        (format!("{training}.Environment{{value}}"), Some(0), Some(size(MAX_ENVIRONMENT_TEXT))),
    ] {
        assert_eq!(
            (limit(&path, "min"), limit(&path, "max")),
            (least, most),
            "{path}: left: AWS's model; right: limits.rs"
        );
    }
    for (path, pattern) in [
        ("HyperParameterTuningJobName", TUNING_JOB_NAME_PATTERN),
        ("Tags[].Key", TAG_PATTERN),
        ("Tags[].Value", TAG_PATTERN),
        ("TrainingJobDefinition.DefinitionName", DEFINITION_NAME_PATTERN),
        ("TrainingJobDefinition.RoleArn", ROLE_ARN_PATTERN),
        ("TrainingJobDefinition.InputDataConfig[].ChannelName", CHANNEL_NAME_PATTERN),
        ("TrainingJobDefinition.OutputDataConfig.S3OutputPath", S3_URI_PATTERN),
        ("TrainingJobDefinition.Environment{key}", ENVIRONMENT_NAME_PATTERN),
    ] {
        assert_eq!(model[path]["pattern"], pattern, "{path}");
    }
}
