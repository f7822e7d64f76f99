//! The request's wire types: nothing is lost between import and export (`lossless`), every member of AWS's model is known
//! (`model`), and what is wrong is said in words that help (`problems`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::{Map, Value, json};

mod lossless;
mod model;
mod problems;

/// Every member of AWS's model, each with a value of its own; made by `tests/aws/make_maximal_request.py`.
const MAXIMAL: &str = include_str!("../aws/maximal_request.json");
/// AWS's model as a list; made by the same program.
const MEMBERS: &str = include_str!("../aws/members.json");
/// The requests of the operations on tuning jobs that exist, in the same way.
const OPERATIONS: &str = include_str!("../aws/operations.json");

fn maximal() -> Value {
    serde_json::from_str(MAXIMAL).unwrap()
}

/// A request as people write them.
fn usual() -> Value {
    json!({
        "HyperParameterTuningJobName": "xgboost-tuning",
        "HyperParameterTuningJobConfig": {
            "Strategy": "Bayesian",
            "HyperParameterTuningJobObjective": { "Type": "Maximize", "MetricName": "validation:auc" },
            "ResourceLimits": { "MaxNumberOfTrainingJobs": 20, "MaxParallelTrainingJobs": 2 },
            "ParameterRanges": {
                "ContinuousParameterRanges": [
                    { "Name": "eta", "MinValue": "1e-3", "MaxValue": "0.50", "ScalingType": "Logarithmic" }
                ],
                "CategoricalParameterRanges": [{ "Name": "booster", "Values": ["gbtree", "dart"] }]
            },
            "TuningJobCompletionCriteria": { "TargetObjectiveMetricValue": 1 },
            "RandomSeed": 1
        },
        "TrainingJobDefinition": {
            "StaticHyperParameters": { "num_round": "100", "a.b": "c" },
            "AlgorithmSpecification": { "TrainingImage": "image", "TrainingInputMode": "File" },
            "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
            "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/output" },
            "StoppingCondition": { "MaxRuntimeInSeconds": 3600 }
        }
    })
}

/// The usual request with one change.
fn usual_but(change: impl FnOnce(&mut Value)) -> Value {
    let mut request = usual();
    change(&mut request);
    request
}

fn config(request: &mut Value) -> &mut Map<String, Value> {
    request["HyperParameterTuningJobConfig"].as_object_mut().unwrap()
}
