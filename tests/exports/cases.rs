//! The requests that are exported: every preset, each kind that AWS documents, the largest, and texts that a form could read as
//! something else.

use serde_json::{Map, Value, json};
use tuneground::playground::PRESETS;
use tuneground::sagemaker::Request;

/// Each with a name.
pub(crate) fn cases() -> Vec<(String, Request)> {
    let mut cases: Vec<(String, Request)> =
        PRESETS.iter().map(|preset| (preset.id.to_owned(), preset.document().request)).collect();
    let maximal: Value = serde_json::from_str(include_str!("../aws/maximal_request.json")).unwrap();
    let kinds = [tuning_kinds(), machine_kinds(), training_kinds()].into_iter().flatten();
    let kinds = kinds.chain([("maximal", maximal), ("strange", strange()), ("strange-ranges", strange_ranges())]);
    cases.extend(kinds.map(|(name, request)| (name.to_owned(), Request::from_json(request).unwrap())));
    cases
}

fn base() -> Value {
    PRESETS[0].document().request.to_json()
}

/// The first preset, changed as RFC 7386 says: members of the patch replace members, null takes them away.
fn changed(patch: &Value) -> Value {
    let mut request = base();
    merge(&mut request, patch);
    request
}

fn merge(value: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *value = patch.clone();
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    let members = value.as_object_mut().unwrap();
    for (name, patch) in patch {
        if patch.is_null() {
            members.shift_remove(name);
        } else {
            merge(members.entry(name.clone()).or_insert(Value::Null), patch);
        }
    }
}

/// Kinds of tuning jobs.
fn tuning_kinds() -> Vec<(&'static str, Value)> {
    let config = |patch: Value| json!({ "HyperParameterTuningJobConfig": patch });
    let hyperband = config(json!({
        "Strategy": "Hyperband",
        "StrategyConfig": { "HyperbandStrategyConfig": { "MinResource": 1, "MaxResource": 27 } },
        "TrainingJobEarlyStoppingType": null,
        "ParameterRanges": {
            "IntegerParameterRanges": [{ "Name": "hidden_units", "MinValue": "2", "MaxValue": "24" }],
            "ContinuousParameterRanges": [{ "Name": "rate", "MinValue": "1e-7", "MaxValue": "1.50" }],
        },
    }));
    let half_hyperband = config(json!({
        "Strategy": "Hyperband",
        "StrategyConfig": { "HyperbandStrategyConfig": { "MaxResource": 27 } },
        "TrainingJobEarlyStoppingType": "Off",
    }));
    let grid = config(json!({
        "Strategy": "Grid",
        "ResourceLimits": { "MaxNumberOfTrainingJobs": null, "MaxRuntimeInSeconds": 3600 },
        "ParameterRanges": { "ContinuousParameterRanges": null, "IntegerParameterRanges": null },
        "RandomSeed": 0,
        "TuningJobCompletionCriteria": {
            "TargetObjectiveMetricValue": 0,
            "BestObjectiveNotImproving": { "MaxNumberOfTrainingJobsNotImproving": 5 },
            "ConvergenceDetected": { "CompleteOnConvergence": "Disabled" },
        },
    }));
    let warm_start = json!({
        "WarmStartConfig": {
            "ParentHyperParameterTuningJobs":
                [{ "HyperParameterTuningJobName": "before" }, { "HyperParameterTuningJobName": "long-before" }],
            "WarmStartType": "TransferLearning",
        },
        "Tags": [{ "Key": "team", "Value": "a" }, { "Key": "empty", "Value": "" }],
    });
    let autotune = json!({
        "Autotune": { "Mode": "Enabled" },
        "HyperParameterTuningJobConfig": { "ParameterRanges": {
            "ContinuousParameterRanges": null,
            "IntegerParameterRanges": null,
            "AutoParameters": [{ "Name": "max_depth", "ValueHint": "4" }, { "Name": "rate", "ValueHint": "0.10" }],
        } },
    });
    vec![
        ("hyperband", changed(&hyperband)),
        ("half-hyperband", changed(&half_hyperband)),
        ("grid-without-limit", changed(&grid)),
        ("warm-start", changed(&warm_start)),
        ("autotune", changed(&autotune)),
        ("several", several()),
    ]
}

/// Kinds of machines.
fn machine_kinds() -> Vec<(&'static str, Value)> {
    let definition = |patch: Value| json!({ "TrainingJobDefinition": patch });
    let spot = definition(json!({
        "EnableManagedSpotTraining": true,
        "EnableNetworkIsolation": true,
        "EnableInterContainerTrafficEncryption": false,
        "StoppingCondition": { "MaxWaitTimeInSeconds": 7200, "MaxPendingTimeInSeconds": 7200 },
        "CheckpointConfig": { "S3Uri": "s3://amzn-s3-demo-bucket/checkpoints", "LocalPath": "" },
        "RetryStrategy": { "MaximumRetryAttempts": 3 },
        "Environment": { "A": "1", "B": "" },
        "OutputDataConfig": { "KmsKeyId": "key", "CompressionType": "NONE" },
        "VpcConfig": { "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"] },
        "ResourceConfig": { "VolumeKmsKeyId": "key" },
    }));
    let fallbacks = definition(json!({
        "ResourceConfig": null,
        "HyperParameterTuningResourceConfig": {
            "AllocationStrategy": "Prioritized",
            "VolumeKmsKeyId": "key",
            "InstanceConfigs": [
                { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
                { "InstanceType": "ml.m5.xlarge", "InstanceCount": 2, "VolumeSizeInGB": 20 },
            ],
        },
    }));
    let groups = definition(json!({
        "ResourceConfig": {
            "InstanceType": null,
            "InstanceCount": null,
            "KeepAlivePeriodInSeconds": 600,
            "InstanceGroups": [{ "InstanceType": "ml.m5.large", "InstanceCount": 1, "InstanceGroupName": "all" }],
        },
        "StoppingCondition": { "MaxRuntimeInSeconds": null },
    }));
    vec![("spot", changed(&spot)), ("fallbacks", changed(&fallbacks)), ("groups", changed(&groups))]
}

/// Kinds of data and algorithms, and what a tool does not know or loses.
fn training_kinds() -> Vec<(&'static str, Value)> {
    let definition = |patch: Value| json!({ "TrainingJobDefinition": patch });
    let channels = definition(json!({ "InputDataConfig": [
        {
            "ChannelName": "train",
            "DataSource": { "S3DataSource": {
                "S3DataType": "AugmentedManifestFile",
                "S3Uri": "s3://amzn-s3-demo-bucket/train.manifest",
                "AttributeNames": ["image", "label"],
                "InstanceGroupNames": ["all"],
                "ModelAccessConfig": { "AcceptEula": true },
                "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:us-west-2:123456789012:hub-content/a/b/c" },
            } },
            "CompressionType": "Gzip",
            "RecordWrapperType": "RecordIO",
            "InputMode": "Pipe",
            "ShuffleConfig": { "Seed": 0 },
        },
        {
            "ChannelName": "files",
            "DataSource": { "FileSystemDataSource": {
                "FileSystemId": "fs-0123456789abcdef0",
                "FileSystemAccessMode": "ro",
                "FileSystemType": "EFS",
                "DirectoryPath": "/data",
            } },
            "ContentType": "text/csv",
            "InputMode": "FastFile",
        },
        {
            "ChannelName": "hub",
            "DataSource": { "DatasetSource": {
                "DatasetArn": "arn:aws:sagemaker:us-west-2:123456789012:hub-content/Hub/DataSet/Set/1.0.0",
            } },
        },
    ] }));
    let algorithm = definition(json!({
        "AlgorithmSpecification": {
            "TrainingImage": null,
            "MetricDefinitions": null,
            "AlgorithmName": "arn:aws:sagemaker:us-east-2:123456789012:algorithm/decision-trees",
        },
        "RetryStrategy": { "MaximumRetryAttempts": 3 },
    }));
    // A name that the states language would take for a path.
    let paths = definition(json!({ "StaticHyperParameters": { "path.$": "$.path", "more": "it's {x}" } }));
    // A member of a newer API.
    let unknown = definition(json!({ "NewMember": { "Depth": [1, 2] } }));
    // What the SDK has no place for with one definition, or loses.
    let lost = json!({
        "TrainingJobDefinition": {
            "DefinitionName": "only",
            "TuningObjective": { "Type": "Maximize", "MetricName": "validation:accuracy" },
            "StaticHyperParameters": { "momentum": "0.5" },
        },
        "HyperParameterTuningJobConfig": { "ParameterRanges": { "IntegerParameterRanges": [
            { "Name": "hidden_units", "MinValue": "2", "MaxValue": "24" },
            { "Name": "hidden_units", "MinValue": "02", "MaxValue": "1e2" },
        ] } },
    });
    vec![
        ("channels", changed(&channels)),
        ("algorithm", changed(&algorithm)),
        ("paths", changed(&paths)),
        ("unknown", changed(&unknown)),
        ("lost", changed(&lost)),
    ]
}

/// Two algorithms in one tuning job, not in the order of their names, with objectives of opposite directions.
fn several() -> Value {
    let mut request = base();
    let config = request["HyperParameterTuningJobConfig"].as_object_mut().unwrap();
    let objective = config.shift_remove("HyperParameterTuningJobObjective").unwrap();
    let ranges = config.shift_remove("ParameterRanges").unwrap();
    config.insert("TrainingJobEarlyStoppingType".to_owned(), json!("Off"));
    let mut definition = request.as_object_mut().unwrap().shift_remove("TrainingJobDefinition").unwrap();
    definition["TuningObjective"] = objective;
    definition["HyperParameterRanges"] = ranges;
    let mut first = definition.clone();
    first["DefinitionName"] = json!("network");
    let mut second = definition;
    second["DefinitionName"] = json!("algorithm");
    second["TuningObjective"] = json!({ "Type": "Minimize", "MetricName": "validation:loss" });
    second["RetryStrategy"] = json!({ "MaximumRetryAttempts": 2 });
    second["StoppingCondition"]["MaxPendingTimeInSeconds"] = json!(7200);
    second.as_object_mut().unwrap().shift_remove("InputDataConfig");
    request["TrainingJobDefinitions"] = json!([first, second]);
    request
}

/// Texts that a form could read as something else, or that could end a literal.
const TEXTS: [&str; 27] = [
    "no",
    "null",
    "1e5",
    "1e-05",
    "007",
    "0x1f",
    "~",
    "# not a comment",
    "a: b",
    "\"quoted\" 'twice'",
    "\"\"\" '''",
    "\\",
    "\\\"",
    "{{x}}",
    "%",
    "%{ if true }x%{ endif }",
    "${path.module}",
    "$${x} $$${x} %%{y}",
    "\\${x}",
    "é😀\u{feff}",
    "- x",
    "--help",
    "\t\u{7f}\u{1b}[0m",
    "<<EOT",
    "*/ //",
    "$.path.$",
    "",
];

fn strange() -> Value {
    let named = TEXTS.iter().enumerate().map(|(index, text)| (format!("{text}-{index}"), json!(text)));
    let environment = TEXTS
        .iter()
        .enumerate()
        .map(|(index, text)| (format!("V{index}"), json!(format!("{text}\r\n{text}\u{85}\u{2028}\n"))));
    changed(&json!({ "TrainingJobDefinition": {
        "StaticHyperParameters": named.collect::<Map<_, _>>(),
        "Environment": environment.collect::<Map<_, _>>(),
        "OutputDataConfig": { "S3OutputPath": "s3://bucket/\"${x}\\\"\"\"" },
    } }))
}

/// The same as names of hyperparameters, as categories, and in metric definitions.
fn strange_ranges() -> Value {
    // Without the empty text: the validator of the states language does not take it in a list.
    let texts: Vec<&str> = TEXTS.into_iter().filter(|text| !text.is_empty()).collect();
    let ranges: Vec<Value> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| json!({ "Name": format!("{text}-{index}"), "Values": &texts[..=index] }))
        .collect();
    let quoted = r#"say "it": \$\{([0-9.]+)\} '''"#;
    changed(&json!({
        "HyperParameterTuningJobConfig": {
            "HyperParameterTuningJobObjective": { "MetricName": "say \"it\" ${x} \\" },
            "ParameterRanges": { "CategoricalParameterRanges": ranges },
        },
        "TrainingJobDefinition": { "AlgorithmSpecification": { "MetricDefinitions": [
            { "Name": "say \"it\" ${x} \\", "Regex": quoted },
            { "Name": "train:loss", "Regex": r"#011loss:\s*(\d+\.\d{2})\b" },
            { "Name": "behind", "Regex": "(?<=loss=)([0-9.]+)" },
        ] } },
    }))
}
