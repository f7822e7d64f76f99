//! A request without a fault, and how the cases change it.

use serde_json::{Value, json};
use tuneground::linter::{Issue, lint};

/// A request of one algorithm that nothing is said about.
pub(crate) fn base() -> Value {
    json!({
        "HyperParameterTuningJobName": "tune",
        "HyperParameterTuningJobConfig": {
            "Strategy": "Random",
            "HyperParameterTuningJobObjective": { "Type": "Maximize", "MetricName": "validation:accuracy" },
            "ResourceLimits": { "MaxNumberOfTrainingJobs": 20, "MaxParallelTrainingJobs": 2 },
            "ParameterRanges": {
                "ContinuousParameterRanges": [
                    { "Name": "learning_rate", "MinValue": "0.001", "MaxValue": "1", "ScalingType": "Logarithmic" },
                ],
                "IntegerParameterRanges": [{ "Name": "depth", "MinValue": "2", "MaxValue": "10", "ScalingType": "Linear" }],
                "CategoricalParameterRanges": [{ "Name": "optimizer", "Values": ["sgd", "adam"] }],
            },
            "TrainingJobEarlyStoppingType": "Off",
        },
        "TrainingJobDefinition": {
            "StaticHyperParameters": { "epochs": "10" },
            "AlgorithmSpecification": {
                "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1",
                "TrainingInputMode": "File",
                "MetricDefinitions": [{
                    "Name": "validation:accuracy",
                    "Regex": r"validation:accuracy=([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)",
                }],
            },
            "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
            "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/out" },
            "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
            "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
        },
    })
}

/// The same, tuning two algorithms.
pub(crate) fn several() -> Value {
    let mut request = base();
    let config = request["HyperParameterTuningJobConfig"].as_object_mut().unwrap();
    let objective = config.remove("HyperParameterTuningJobObjective").unwrap();
    let ranges = config.remove("ParameterRanges").unwrap();
    let mut definition = request.as_object_mut().unwrap().remove("TrainingJobDefinition").unwrap();
    definition["TuningObjective"] = objective;
    definition["HyperParameterRanges"] = ranges;
    let named = |name: &str| {
        let mut definition = definition.clone();
        definition["DefinitionName"] = json!(name);
        definition
    };
    request["TrainingJobDefinitions"] = json!([named("one"), named("two")]);
    request
}

/// Changes a value as RFC 7386 says: members of `patch` replace members, null takes them away.
pub(crate) fn merge(value: &mut Value, patch: &Value) {
    let Value::Object(members) = patch else {
        *value = patch.clone();
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    for (name, change) in members {
        if change.is_null() {
            value.as_object_mut().unwrap().remove(name);
        } else {
            merge(&mut value[name], change);
        }
    }
}

pub(crate) fn changed(mut request: Value, patch: &Value) -> Value {
    merge(&mut request, patch);
    request
}

/// The issues of a request without parents.
pub(crate) fn issues(request: &Value) -> Vec<Issue> {
    lint(request, &[])
}

pub(crate) fn breaks(request: &Value, rule: &str) -> bool {
    issues(request).iter().any(|issue| issue.rule == rule)
}
