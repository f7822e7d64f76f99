//! Warm start: the rules that need the parents.

use crate::base::{base, changed};
use serde_json::{Value, json};

/// Of each pair the request, and the parents that are known.
pub(crate) struct Case {
    pub(crate) rule: &'static str,
    pub(crate) breaking: (Value, Vec<Value>),
    pub(crate) keeping: (Value, Vec<Value>),
}

fn child(kind: &str, parents: &[&str]) -> Value {
    let parents: Vec<Value> = parents.iter().map(|name| json!({ "HyperParameterTuningJobName": name })).collect();
    changed(base(), &json!({ "WarmStartConfig": { "ParentHyperParameterTuningJobs": parents, "WarmStartType": kind } }))
}

/// The parent as Describe gives it: what the service adds is there.
fn parent(patch: &Value) -> Value {
    let described = json!({
        "HyperParameterTuningJobName": "Before",
        "HyperParameterTuningJobArn": "arn:aws:sagemaker:us-east-1:123456789012:hyper-parameter-tuning-job/before",
        "HyperParameterTuningJobStatus": "Completed",
        "CreationTime": 1_700_000_000,
        "TrainingJobStatusCounters": { "Completed": 20, "InProgress": 0, "RetryableError": 0, "NonRetryableError": 0, "Stopped": 0 },
        "TrainingJobDefinition": {
            "StaticHyperParameters": { "_tuning_objective_metric": "validation:accuracy" },
            "EnableNetworkIsolation": false,
        },
    });
    changed(changed(base(), &described), patch)
}

pub(crate) fn cases() -> Vec<Case> {
    let transfer = || child("TransferLearning", &["before"]);
    let identical = || child("IdenticalDataAndAlgorithm", &["before"]);
    let usual = || (transfer(), vec![parent(&json!({}))]);
    let definition = |patch: Value| parent(&json!({ "TrainingJobDefinition": patch }));
    let ranges = |patch: Value| parent(&json!({ "HyperParameterTuningJobConfig": { "ParameterRanges": patch } }));
    let statics = |count: usize, value: &str| {
        let all: serde_json::Map<String, Value> = (0..count).map(|index| (format!("h{index}"), json!(value))).collect();
        json!({ "TrainingJobDefinition": { "StaticHyperParameters": all } })
    };
    let case = |rule, breaking, keeping| Case { rule, breaking, keeping };
    vec![
        case("parent-self", (child("TransferLearning", &["TUNE"]), vec![]), usual()),
        case("parents-twice", (child("TransferLearning", &["before", "Before"]), vec![]), usual()),
        case(
            "parent-name",
            (changed(transfer(), &json!({ "WarmStartConfig": { "ParentHyperParameterTuningJobs": [{}] } })), vec![]),
            usual(),
        ),
        case(
            "parent-status",
            (transfer(), vec![parent(&json!({ "HyperParameterTuningJobStatus": "Stopping" }))]),
            (transfer(), vec![parent(&json!({ "HyperParameterTuningJobStatus": "Stopped" }))]),
        ),
        case(
            "parent-objective",
            (
                transfer(),
                vec![parent(&json!({ "HyperParameterTuningJobConfig": {
                    "HyperParameterTuningJobObjective": { "Type": "Minimize", "MetricName": "validation:loss" } } }))],
            ),
            usual(),
        ),
        case(
            "parent-hyperparameters",
            (transfer(), vec![definition(json!({ "StaticHyperParameters": { "momentum": "0.9" } }))]),
            // What was tuned may be static, and the other way round.
            (
                transfer(),
                vec![parent(&json!({
                    "HyperParameterTuningJobConfig": { "ParameterRanges": { "IntegerParameterRanges": null } },
                    "TrainingJobDefinition": { "StaticHyperParameters": { "depth": "4" } },
                }))],
            ),
        ),
        case(
            "parent-types",
            (
                transfer(),
                vec![ranges(json!({
                    "IntegerParameterRanges": null,
                    "CategoricalParameterRanges": [
                        { "Name": "optimizer", "Values": ["sgd", "adam"] }, { "Name": "depth", "Values": ["2", "4"] }],
                }))],
            ),
            (
                transfer(),
                vec![ranges(
                    json!({ "CategoricalParameterRanges": [{ "Name": "optimizer", "Values": ["sgd", "lbfgs"] }] }),
                )],
            ),
        ),
        case(
            "parent-changes",
            (changed(transfer(), &statics(6, "red")), vec![changed(parent(&json!({})), &statics(6, "blue"))]),
            (changed(transfer(), &statics(10, "1")), vec![changed(parent(&json!({})), &statics(10, "2"))]),
        ),
        case(
            "parent-definition",
            (transfer(), vec![definition(json!({ "Environment": { "A": "1" } }))]),
            (
                transfer(),
                vec![definition(json!({ "RoleArn": "arn:aws:iam::123456789012:role/Another", "Environment": {} }))],
            ),
        ),
        case(
            "parent-identical",
            (
                identical(),
                vec![definition(json!({ "AlgorithmSpecification": {
                "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:2" } }))],
            ),
            (
                transfer(),
                vec![definition(json!({ "AlgorithmSpecification": {
                "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:2" } }))],
            ),
        ),
        case(
            "parent-jobs",
            (transfer(), vec![parent(&json!({ "TrainingJobStatusCounters": { "Completed": 500 } }))]),
            usual(),
        ),
        case(
            "warm-start-strategy",
            (changed(transfer(), &json!({ "HyperParameterTuningJobConfig": { "Strategy": "Hyperband" } })), vec![]),
            (changed(transfer(), &json!({ "HyperParameterTuningJobConfig": { "Strategy": "Bayesian" } })), vec![]),
        ),
    ]
}
