//! Documents of test functions.

use serde_json::{Value, json};
use tuneground::playground::{Document, Objective, Plan, Severity, check};
use tuneground::test_function::{TestFunction, variable};

/// How many variables a function gets here, where it takes any number.
pub(crate) fn dimensions(function: TestFunction) -> usize {
    4.clamp(*function.dimensions().start(), *function.dimensions().end())
}

/// A continuous range of a request.
pub(crate) fn range(name: &str, min: f64, max: f64) -> Value {
    json!({ "Name": name, "MinValue": min.to_string(), "MaxValue": max.to_string(), "ScalingType": "Linear" })
}

/// The ranges that the literature has, of as many variables as a function gets here.
pub(crate) fn ranges(function: TestFunction) -> Value {
    let own = (0..dimensions(function)).map(|index| {
        let (min, max) = function.limits(index);
        range(&variable(index), min, max)
    });
    json!({ "ContinuousParameterRanges": own.collect::<Vec<_>>() })
}

/// A document that nothing is wrong with.
pub(crate) fn document(function: TestFunction, strategy: &str) -> Value {
    json!({
        "Request": {
            "HyperParameterTuningJobName": "known",
            "HyperParameterTuningJobConfig": {
                "Strategy": strategy,
                "HyperParameterTuningJobObjective": { "Type": "Minimize", "MetricName": "value" },
                "ResourceLimits": { "MaxNumberOfTrainingJobs": 25, "MaxParallelTrainingJobs": 2 },
                "ParameterRanges": ranges(function),
                "TrainingJobEarlyStoppingType": "Off",
            },
            "TrainingJobDefinition": {
                "StaticHyperParameters": {},
                "AlgorithmSpecification": { "TrainingImage": "image", "TrainingInputMode": "File",
                    "MetricDefinitions": [{ "Name": "value", "Regex": "value=([-+0-9.eE]+)" }] },
                "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
                "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/output" },
                "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
                "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
            },
        },
        "Problem": { "Model": function.name() },
    })
}

pub(crate) fn with_ranges(function: TestFunction, ranges: Value) -> Value {
    let mut document = document(function, "Random");
    document["Request"]["HyperParameterTuningJobConfig"]["ParameterRanges"] = ranges;
    document
}

#[track_caller]
pub(crate) fn plan(document: &Value) -> Plan {
    let document = Document::from_json(document.clone()).unwrap();
    check(&document, Objective::Problem).plan.unwrap_or_else(|obstacles| panic!("{obstacles:?}"))
}

/// What Tuneground itself says of a document: severity, place without the request's long words, rule, message.
pub(crate) fn issues(document: &Value) -> Vec<(Severity, String, &'static str, String)> {
    let issues = check(&Document::from_json(document.clone()).unwrap(), Objective::Problem).issues;
    let own = issues.into_iter().filter(|issue| issue.source == "Tuneground");
    let short = |path: &str| {
        let path = path.replace("HyperParameterTuningJobConfig.ParameterRanges", "Ranges");
        path.replace("HyperParameterTuningJobConfig.HyperParameterTuningJobObjective", "Objective")
            .replace("TrainingJobDefinition.StaticHyperParameters", "Statics")
    };
    own.map(|issue| (issue.severity, short(&issue.path), issue.rule, issue.message)).collect()
}
