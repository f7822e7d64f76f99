//! Requests that are right, one of each kind that AWS documents. Tests of other parts take this file in as well.

use super::base::{base, changed, several};
use serde_json::{Value, json};

/// The kinds of requests that AWS documents.
pub(crate) fn kinds() -> Vec<(&'static str, Value)> {
    let config = |patch: Value| json!({ "HyperParameterTuningJobConfig": patch });
    let hyperband = json!({
        "Strategy": "Hyperband",
        "StrategyConfig": { "HyperbandStrategyConfig": { "MinResource": 1, "MaxResource": 27 } },
    });
    let categorical = json!({
        "Strategy": "Grid",
        "ResourceLimits": { "MaxNumberOfTrainingJobs": null },
        "ParameterRanges": { "ContinuousParameterRanges": null, "IntegerParameterRanges": null },
    });
    let spot = json!({ "TrainingJobDefinition": {
        "EnableManagedSpotTraining": true,
        "StoppingCondition": { "MaxWaitTimeInSeconds": 7200 },
        "CheckpointConfig": { "S3Uri": "s3://amzn-s3-demo-bucket/checkpoints" },
    } });
    let warm_start = json!({ "WarmStartConfig": {
        "ParentHyperParameterTuningJobs": [{ "HyperParameterTuningJobName": "before" }],
        "WarmStartType": "TransferLearning",
    } });
    let autotune = json!({
        "Autotune": { "Mode": "Enabled" },
        "HyperParameterTuningJobConfig": { "ParameterRanges": {
            "ContinuousParameterRanges": null, "IntegerParameterRanges": null, "CategoricalParameterRanges": null,
            "AutoParameters": [{ "Name": "max_depth", "ValueHint": "4" }],
        } },
    });
    let channels = json!({ "TrainingJobDefinition": { "InputDataConfig": [{
        "ChannelName": "train",
        "DataSource": { "S3DataSource": { "S3DataType": "S3Prefix", "S3Uri": "s3://amzn-s3-demo-bucket/train" } },
        "CompressionType": "Gzip", "InputMode": "Pipe",
    }] } });
    let configs = json!({ "TrainingJobDefinition": {
        "ResourceConfig": null,
        "HyperParameterTuningResourceConfig": { "InstanceConfigs": [
            { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
            { "InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 10 },
        ] },
    } });
    vec![
        ("single", base()),
        ("several", several()),
        ("Bayesian", changed(base(), &config(json!({ "Strategy": "Bayesian" })))),
        ("Hyperband", changed(base(), &config(hyperband))),
        ("Hyperband that infers", changed(base(), &config(json!({ "Strategy": "Hyperband" })))),
        ("Grid", changed(base(), &config(categorical))),
        ("spot", changed(base(), &spot)),
        ("warm start", changed(base(), &warm_start)),
        ("Autotune", changed(base(), &autotune)),
        ("channels", changed(base(), &channels)),
        ("several instance types", changed(base(), &configs)),
    ]
}
