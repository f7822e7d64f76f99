//! For every rule that needs no parents: requests that break it, and requests that just do not.

use crate::base::{base, changed, several};
use serde_json::{Map, Value, json};

pub(crate) struct Case {
    pub(crate) rule: &'static str,
    pub(crate) breaking: Vec<Value>,
    pub(crate) keeping: Vec<Value>,
}

pub(crate) fn case(rule: &'static str, breaking: Vec<Value>, keeping: Vec<Value>) -> Case {
    Case { rule, breaking, keeping }
}

/// The base with changes of its config.
fn config(patch: Value) -> Value {
    changed(base(), &json!({ "HyperParameterTuningJobConfig": patch }))
}

fn limits(patch: Value) -> Value {
    config(json!({ "ResourceLimits": patch }))
}

fn strategy_limits(strategy: &str, jobs: u32, parallel: u32) -> Value {
    let limits = json!({ "MaxNumberOfTrainingJobs": jobs, "MaxParallelTrainingJobs": parallel });
    config(json!({ "Strategy": strategy, "ResourceLimits": limits }))
}

fn definition(patch: Value) -> Value {
    changed(base(), &json!({ "TrainingJobDefinition": patch }))
}

fn ranges(patch: Value) -> Value {
    config(json!({ "ParameterRanges": patch }))
}

fn continuous(min: &str, max: &str, scaling: &str) -> Value {
    let range = json!({ "Name": "learning_rate", "MinValue": min, "MaxValue": max, "ScalingType": scaling });
    ranges(json!({ "ContinuousParameterRanges": [range] }))
}

fn integer(min: &str, max: &str, scaling: &str) -> Value {
    let range = json!({ "Name": "depth", "MinValue": min, "MaxValue": max, "ScalingType": scaling });
    ranges(json!({ "IntegerParameterRanges": [range] }))
}

fn categorical(values: &Value) -> Value {
    ranges(json!({ "CategoricalParameterRanges": [{ "Name": "optimizer", "Values": values }] }))
}

/// A grid of so many values of each.
fn grid(counts: &[usize], jobs: Option<usize>) -> Value {
    let range = |(index, count): (usize, &usize)| json!({ "Name": format!("p{index}"), "Values": (0..*count).map(|value| format!("v{value}")).collect::<Vec<_>>() });
    config(json!({
        "Strategy": "Grid",
        "ResourceLimits": { "MaxNumberOfTrainingJobs": jobs },
        "ParameterRanges": {
            "ContinuousParameterRanges": null, "IntegerParameterRanges": null,
            "CategoricalParameterRanges": counts.iter().enumerate().map(range).collect::<Vec<_>>(),
        },
    }))
}

fn finite(jobs: usize) -> Value {
    changed(
        limits(json!({ "MaxNumberOfTrainingJobs": jobs })),
        &json!({ "HyperParameterTuningJobConfig": {
        "ParameterRanges": { "ContinuousParameterRanges": null } } }),
    )
}

fn hyperband(min: u32, max: Option<u32>) -> Value {
    config(json!({
        "Strategy": "Hyperband",
        "StrategyConfig": { "HyperbandStrategyConfig": { "MinResource": min, "MaxResource": max } },
    }))
}

fn tuned_epochs(max_resource: u32) -> Value {
    let range = json!({ "Name": "num_round", "MinValue": "100", "MaxValue": "200" });
    changed(
        hyperband(1, Some(max_resource)),
        &json!({ "HyperParameterTuningJobConfig": {
        "ParameterRanges": { "IntegerParameterRanges": [range] } } }),
    )
}

fn regex(text: &str) -> Value {
    definition(
        json!({ "AlgorithmSpecification": { "MetricDefinitions": [{ "Name": "validation:accuracy", "Regex": text }] } }),
    )
}

fn metrics(count: usize) -> Value {
    let metric = |index: usize| {
        let name = if index == 0 { "validation:accuracy".to_owned() } else { format!("m{index}") };
        json!({ "Name": name, "Regex": r"m=([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)" })
    };
    definition(json!({ "AlgorithmSpecification": { "MetricDefinitions": (0..count).map(metric).collect::<Vec<_>>() } }))
}

fn numbered(prefix: &str, count: usize) -> Map<String, Value> {
    (0..count).map(|index| (format!("{prefix}{index}"), json!("1"))).collect()
}

fn statics(count: usize) -> Value {
    definition(json!({ "StaticHyperParameters": numbered("h", count) }))
}

fn channel(patch: &Value) -> Value {
    let channel = json!({
        "ChannelName": "train",
        "DataSource": { "S3DataSource": { "S3DataType": "S3Prefix", "S3Uri": "s3://amzn-s3-demo-bucket/train" } },
    });
    definition(json!({ "InputDataConfig": [changed(channel, patch)] }))
}

fn augmented(mode: &str, names: &Value) -> Value {
    channel(&json!({
        "InputMode": mode,
        "DataSource": { "S3DataSource": { "S3DataType": "AugmentedManifestFile", "AttributeNames": names } },
    }))
}

fn spot(wait: Option<u32>, has_checkpoint: bool) -> Value {
    let checkpoint = has_checkpoint.then(|| json!({ "S3Uri": "s3://amzn-s3-demo-bucket/checkpoints" }));
    definition(json!({
        "EnableManagedSpotTraining": true,
        "StoppingCondition": { "MaxWaitTimeInSeconds": wait },
        "CheckpointConfig": checkpoint,
    }))
}

fn tags(keys: &[&str]) -> Value {
    changed(base(), &json!({ "Tags": keys.iter().map(|key| json!({ "Key": key, "Value": "" })).collect::<Vec<_>>() }))
}

fn second(patch: Value) -> Value {
    let mut request = several();
    let own = request["TrainingJobDefinitions"][1].clone();
    request["TrainingJobDefinitions"][1] = changed(own, &patch);
    request
}

fn second_environment(count: usize) -> Value {
    let mut request = second(json!({ "Environment": numbered("B", count) }));
    request["TrainingJobDefinitions"][0]["Environment"] = Value::Object(numbered("A", 30));
    request
}

fn image(name: &str, has_metrics: bool) -> Value {
    let image = format!("683313688378.dkr.ecr.us-east-1.amazonaws.com/{name}");
    let mut request = definition(json!({ "AlgorithmSpecification": { "TrainingImage": image } }));
    if !has_metrics {
        request["TrainingJobDefinition"]["AlgorithmSpecification"].as_object_mut().unwrap().remove("MetricDefinitions");
    }
    request
}

fn by_name(has_image: bool, has_metrics: bool) -> Value {
    let mut request = definition(json!({ "AlgorithmSpecification": { "AlgorithmName": "my-algorithm" } }));
    let specification = request["TrainingJobDefinition"]["AlgorithmSpecification"].as_object_mut().unwrap();
    if !has_image {
        specification.remove("TrainingImage");
    }
    if !has_metrics {
        specification.remove("MetricDefinitions");
    }
    request
}

#[rustfmt::skip]
pub(crate) fn cases() -> Vec<Case> {
    let name = |name: &str| changed(base(), &json!({ "HyperParameterTuningJobName": name }));
    let auto = json!({ "AutoParameters": [{ "Name": "max_depth", "ValueHint": "4" }] });
    vec![
        // The service model.
        case("shape-missing", vec![config(json!({ "Strategy": null })), changed(base(), &json!({ "HyperParameterTuningJobName": null }))], vec![base()]),
        case("shape-type", vec![limits(json!({ "MaxNumberOfTrainingJobs": "20" })), definition(json!({ "InputDataConfig": {} }))], vec![limits(json!({ "MaxNumberOfTrainingJobs": 20 }))]),
        case("shape-enum", vec![config(json!({ "Strategy": "random" })), config(json!({ "TrainingJobEarlyStoppingType": "On" }))], vec![config(json!({ "Strategy": "Bayesian" }))]),
        case("shape-length", vec![name(""), name(&"a".repeat(33))], vec![name("a"), name(&"a".repeat(32))]),
        case("shape-pattern", vec![name("-a"), name("a b"), definition(json!({ "RoleArn": "arn:aws:iam::1234:role/SageMakerRole" })), tags(&["a#b"])], vec![name("a--b-1"), tags(&["Ä 1_.:/=+-@"])]),
        case("shape-bounds", vec![limits(json!({ "MaxRuntimeInSeconds": 119 })), config(json!({ "RandomSeed": -1 })), config(json!({ "RandomSeed": 1_u64 << 31 }))], vec![limits(json!({ "MaxRuntimeInSeconds": 120 })), config(json!({ "RandomSeed": (1_u64 << 31) - 1 }))]),
        case("shape-count", vec![categorical(&json!([])), definition(json!({ "InputDataConfig": [] })), definition(json!({ "Environment": numbered("A", 49) }))], vec![definition(json!({ "Environment": numbered("A", 48) }))]),
        case("unknown-member", vec![config(json!({ "strategy": "Random" })), definition(json!({ "Colour": "red" }))], vec![base()]),
        // Limits of the tuning job.
        case("jobs-quota", vec![strategy_limits("Random", 10_001, 2), strategy_limits("Bayesian", 751, 2)], vec![strategy_limits("Random", 10_000, 2), strategy_limits("Bayesian", 750, 2)]),
        case("jobs-increase", vec![strategy_limits("Random", 751, 2)], vec![strategy_limits("Random", 750, 2)]),
        case("parallel-quota", vec![strategy_limits("Random", 200, 101)], vec![strategy_limits("Random", 200, 100)]),
        case("parallel-increase", vec![strategy_limits("Random", 20, 11)], vec![strategy_limits("Random", 20, 10)]),
        case("parallel-exceeds-jobs", vec![strategy_limits("Random", 4, 5)], vec![strategy_limits("Random", 5, 5)]),
        case("runtime-quota", vec![limits(json!({ "MaxRuntimeInSeconds": 2_592_001 }))], vec![limits(json!({ "MaxRuntimeInSeconds": 2_592_000 }))]),
        case("tag-keys", vec![tags(&["a", "b", "a"])], vec![tags(&["a", "A"])]),
        case("bayesian-parallel", vec![strategy_limits("Bayesian", 20, 5), strategy_limits("Bayesian", 10, 10)], vec![strategy_limits("Bayesian", 20, 4), strategy_limits("Random", 20, 10), strategy_limits("Bayesian", 1, 1)]),
        // Strategy and completion.
        case("strategy-config", vec![config(json!({ "StrategyConfig": {} }))], vec![hyperband(1, Some(9))]),
        case("hyperband-early-stopping", vec![changed(hyperband(1, Some(9)), &json!({ "HyperParameterTuningJobConfig": { "TrainingJobEarlyStoppingType": "Auto" } }))], vec![hyperband(1, Some(9)), config(json!({ "TrainingJobEarlyStoppingType": "Auto" }))]),
        case("hyperband-max-resource", vec![changed(hyperband(1, None), &json!({ "TrainingJobDefinition": { "StaticHyperParameters": { "epochs": null, "rounds": "9" } } }))], vec![hyperband(1, None), changed(hyperband(1, None), &json!({ "TrainingJobDefinition": { "StaticHyperParameters": { "epochs": null, "n-epochs": "9" } } }))]),
        case("hyperband-max-resource-quota", vec![hyperband(1, Some(20_001))], vec![hyperband(1, Some(20_000))]),
        case("hyperband-resources", vec![hyperband(10, Some(9))], vec![hyperband(9, Some(9))]),
        case("hyperband-range", vec![tuned_epochs(30)], vec![tuned_epochs(100)]),
        case("target-number", vec![config(json!({ "TuningJobCompletionCriteria": { "TargetObjectiveMetricValue": 1e39 } }))], vec![config(json!({ "TuningJobCompletionCriteria": { "TargetObjectiveMetricValue": -3e38 } }))]),
        // Definitions.
        case("definitions-one-of", vec![changed(base(), &json!({ "TrainingJobDefinition": null })), changed(several(), &json!({ "TrainingJobDefinition": base()["TrainingJobDefinition"] }))], vec![base(), several()]),
        case("definition-parts", vec![second(json!({ "DefinitionName": null })), second(json!({ "TuningObjective": null })), second(json!({ "HyperParameterRanges": null }))], vec![several()]),
        case("definition-places", vec![changed(several(), &json!({ "HyperParameterTuningJobConfig": { "ParameterRanges": base()["HyperParameterTuningJobConfig"]["ParameterRanges"] } }))], vec![several(), base()]),
        case("definition-names", vec![second(json!({ "DefinitionName": "one" }))], vec![second(json!({ "DefinitionName": "One" }))]),
        case("algorithms-warm-start", vec![changed(several(), &json!({ "WarmStartConfig": { "ParentHyperParameterTuningJobs": [{ "HyperParameterTuningJobName": "a" }], "WarmStartType": "TransferLearning" } }))], vec![several()]),
        case("algorithms-early-stopping", vec![changed(several(), &json!({ "HyperParameterTuningJobConfig": { "TrainingJobEarlyStoppingType": "Auto" } }))], vec![several(), config(json!({ "TrainingJobEarlyStoppingType": "Auto" }))]),
        case("objective-missing", vec![config(json!({ "HyperParameterTuningJobObjective": null }))], vec![base(), several()]),
        case("environment-count", vec![second_environment(19)], vec![second_environment(18)]),
        // Ranges.
        case("ranges-missing", vec![config(json!({ "ParameterRanges": null })), config(json!({ "ParameterRanges": { "ContinuousParameterRanges": [], "IntegerParameterRanges": null, "CategoricalParameterRanges": null } }))], vec![categorical(&json!(["a", "b"]))]),
        case("ranges-count", vec![ranges(json!({ "IntegerParameterRanges": many(29) }))], vec![ranges(json!({ "IntegerParameterRanges": many(28) }))]),
        case("range-name", vec![ranges(json!({ "IntegerParameterRanges": [{ "Name": "", "MinValue": "1", "MaxValue": "2" }] }))], vec![base()]),
        case("range-names", vec![ranges(json!({ "CategoricalParameterRanges": [{ "Name": "depth", "Values": ["1", "2"] }] }))], vec![ranges(json!({ "CategoricalParameterRanges": [{ "Name": "Depth", "Values": ["1", "2"] }] }))]),
        case("range-number", vec![integer("1.5", "4", "Linear"), integer("one", "4", "Linear"), continuous("NaN", "1", "Linear"), continuous("0", "inf", "Linear"), continuous("", "1", "Linear")], vec![integer("-1", "4", "Linear"), continuous("1e-3", "1", "Linear")]),
        case("range-order", vec![integer("4", "4", "Linear"), continuous("1", "0.5", "Linear")], vec![integer("4", "5", "Linear")]),
        case("log-scale", vec![continuous("0", "1", "Logarithmic"), integer("0", "4", "Logarithmic")], vec![continuous("0.0001", "1", "Logarithmic"), continuous("0", "1", "Linear")]),
        case("reverse-log-integer", vec![integer("1", "4", "ReverseLogarithmic")], vec![integer("1", "4", "Auto")]),
        case("reverse-log-scale", vec![continuous("0.5", "1", "ReverseLogarithmic"), continuous("-0.1", "0.5", "ReverseLogarithmic")], vec![continuous("0", "0.999", "ReverseLogarithmic")]),
        case("categories-twice", vec![categorical(&json!(["a", "b", "a"]))], vec![categorical(&json!(["a", "A"]))]),
        case("category-alone", vec![categorical(&json!(["a"]))], vec![categorical(&json!(["a", "b"]))]),
        case("grid-categories", vec![config(json!({ "Strategy": "Grid" }))], vec![grid(&[2, 3], None)]),
        case("grid-jobs", vec![grid(&[2, 3], Some(5)), grid(&[2, 3], Some(7))], vec![grid(&[2, 3], Some(6)), grid(&[2, 3], None)]),
        case("grid-quota", vec![grid(&[28, 27], None)], vec![grid(&[25, 30], None)]),
        case("too-few-combinations", vec![finite(19)], vec![finite(18), limits(json!({ "MaxNumberOfTrainingJobs": 19 }))]),
        case("linear-decades", vec![continuous("0.001", "1", "Linear"), continuous("0.0001", "1", "Auto"), integer("1", "1000", "Linear")], vec![continuous("0.001", "1", "Logarithmic"), continuous("0.01", "1", "Linear"), continuous("0", "1", "Linear")]),
        // Hyperparameters: three are tuned, one is static.
        case("hyperparameters-count", vec![statics(97)], vec![statics(96)]),
        case("hyperparameters-reserve", vec![statics(96)], vec![statics(95)]),
        case("static-and-tuned", vec![definition(json!({ "StaticHyperParameters": { "depth": "3" } }))], vec![definition(json!({ "StaticHyperParameters": { "Depth": "3" } }))]),
        // Objective and metrics.
        case("objective-metric", vec![config(json!({ "HyperParameterTuningJobObjective": { "MetricName": "accuracy" } })), definition(json!({ "AlgorithmSpecification": { "MetricDefinitions": null } }))], vec![base(), image("xgboost:1", false), by_name(false, false)]),
        case("built-in-metrics", vec![by_name(false, true)], vec![by_name(false, false), base()]),
        case("built-in-image-metrics", vec![image("sagemaker-xgboost:1.7-1", true)], vec![image("sagemaker-xgboost:1.7-1", false), image("my-xgboost:1", true)]),
        case("metric-names", vec![definition(json!({ "AlgorithmSpecification": { "MetricDefinitions": [{ "Name": "validation:accuracy", "Regex": "a=([0-9.eE+-]+)" }, { "Name": "validation:accuracy", "Regex": "b=([0-9.eE+-]+)" }] } }))], vec![metrics(2)]),
        case("metrics-quota", vec![metrics(21), metrics(40)], vec![metrics(20)]),
        case("regex-syntax", vec![regex("loss=([0-9"), regex("a**b("), regex(r"\")], vec![regex("loss=([0-9.eE+-]+)"), regex("(?<=loss=)([0-9.]+)")]),
        case("regex-group", vec![regex("loss=[0-9.]+"), regex("(loss)=([0-9.]+)")], vec![regex("(?:loss)=([0-9.eE+-]+)")]),
        case("regex-lazy-end", vec![regex("F1=(.*?)"), regex("F1=([0-9.]+?)")], vec![regex("F1=(.*?);"), regex("F1=(.*)")]),
        case("regex-number", vec![regex("loss=([a-z]+)"), regex("(loss)=1"), regex(r"loss=(\.)")], vec![regex("loss=([0-9]+)"), regex(r"loss=(\S+)")]),
        case("regex-cuts", vec![regex(r"loss: ([0-9\.]+)"), regex("loss: ([0-9]+)"), regex(r"loss: (\d+\.\d+)")], vec![regex("loss: ([0-9.eE+-]+)"), regex(r"loss: (\S+)")]),
        // Algorithm, data, output.
        case("algorithm-one-of", vec![by_name(true, true), definition(json!({ "AlgorithmSpecification": { "TrainingImage": null } }))], vec![base(), by_name(false, false)]),
        case("pipe-only", vec![channel(&json!({ "CompressionType": "Gzip" })), channel(&json!({ "RecordWrapperType": "RecordIO", "InputMode": "FastFile" })), augmented("File", &json!(["source-ref"]))], vec![channel(&json!({ "CompressionType": "None" })), channel(&json!({ "CompressionType": "Gzip", "InputMode": "Pipe" })), augmented("Pipe", &json!(["source-ref"]))]),
        case("channel-names", vec![definition(json!({ "InputDataConfig": [channel(&json!({}))["TrainingJobDefinition"]["InputDataConfig"][0], channel(&json!({}))["TrainingJobDefinition"]["InputDataConfig"][0]] }))], vec![channel(&json!({}))]),
        case("channel-source", vec![channel(&json!({ "DataSource": { "S3DataSource": null } })), channel(&json!({ "DataSource": { "FileSystemDataSource": { "FileSystemId": "fs-0123456789abcdef0", "FileSystemAccessMode": "ro", "FileSystemType": "EFS", "DirectoryPath": "/" } } }))], vec![channel(&json!({}))]),
        case("augmented-attributes", vec![augmented("Pipe", &json!(null)), augmented("Pipe", &json!([]))], vec![augmented("Pipe", &json!(["source-ref"]))]),
        case("training-runtime", vec![definition(json!({ "StoppingCondition": { "MaxRuntimeInSeconds": 2_419_201 } }))], vec![definition(json!({ "StoppingCondition": { "MaxRuntimeInSeconds": 2_419_200 } }))]),
        // Resources.
        case("resources-one-of", vec![definition(json!({ "HyperParameterTuningResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 } }))], vec![base()]),
        case("resources-missing", vec![definition(json!({ "ResourceConfig": null }))], vec![base()]),
        case("instances-one-of", vec![definition(json!({ "ResourceConfig": null, "HyperParameterTuningResourceConfig": { "InstanceType": "ml.m5.large", "InstanceConfigs": [{ "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1 }] } }))], vec![definition(json!({ "ResourceConfig": null, "HyperParameterTuningResourceConfig": { "InstanceConfigs": [{ "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1 }] } }))]),
        case("instance-parts", vec![definition(json!({ "ResourceConfig": { "InstanceType": null } })), definition(json!({ "ResourceConfig": { "InstanceCount": 0 } }))], vec![base(), definition(json!({ "ResourceConfig": { "InstanceType": null, "InstanceCount": null, "InstanceGroups": [{ "InstanceType": "ml.m5.large", "InstanceCount": 1, "InstanceGroupName": "a" }] } }))]),
        // Spot.
        case("spot-wait-missing", vec![spot(None, true)], vec![spot(Some(7200), true)]),
        case("spot-wait-short", vec![spot(Some(3599), true)], vec![spot(Some(3600), true)]),
        case("spot-wait-equal", vec![spot(Some(3600), true)], vec![spot(Some(3601), true)]),
        case("spot-wait-unused", vec![definition(json!({ "StoppingCondition": { "MaxWaitTimeInSeconds": 7200 } }))], vec![spot(Some(7200), true)]),
        case("spot-checkpoint", vec![spot(Some(7200), false)], vec![spot(Some(7200), true), base()]),
        // Autotune.
        case("auto-parameters", vec![ranges(auto.clone())], vec![changed(ranges(auto), &json!({ "Autotune": { "Mode": "Enabled" } }))]),
    ]
}

fn many(count: usize) -> Vec<Value> {
    (0..count).map(|index| json!({ "Name": format!("n{index}"), "MinValue": "1", "MaxValue": "9" })).collect()
}
