//! What was found: texts that made something panic, hang or take gigabytes, or that were not read back as they were written.

use crate::targets::Target;
use serde_json::{Value, json};
use tuneground::playground::{PRESETS, imported_job, validate};
use tuneground::sagemaker::parse_text;

/// A preset's request with some members changed: of objects the members, of anything else the whole.
fn request_with(patch: Value) -> Value {
    let mut request = PRESETS[0].document().request.to_json();
    merge(&mut request, patch);
    request
}

fn merge(value: &mut Value, patch: Value) {
    match (value, patch) {
        (Value::Object(members), Value::Object(patch)) => {
            for (name, patch) in patch {
                merge(members.entry(name).or_insert(Value::Null), patch);
            }
        }
        (value, patch) => *value = patch,
    }
}

#[track_caller]
fn try_request(target: &str, patch: Value) {
    (Target::of(target).check)(&request_with(patch).to_string());
}

#[test]
fn numbers_at_the_end_of_what_they_can_be() {
    let limits = json!({ "MaxNumberOfTrainingJobs": i64::MAX, "MaxParallelTrainingJobs": i64::MAX - 1 });
    try_request(
        "validate",
        json!({ "HyperParameterTuningJobConfig": { "Strategy": "Bayesian", "ResourceLimits": limits } }),
    );
    let stopping = json!({ "MaxRuntimeInSeconds": i64::MAX, "MaxWaitTimeInSeconds": 1 });
    let spot = json!({ "EnableManagedSpotTraining": true, "StoppingCondition": stopping });
    try_request("validate", json!({ "TrainingJobDefinition": spot }));
    let group = json!({ "InstanceGroupName": "a", "InstanceType": "ml.m5.large", "InstanceCount": i64::MAX });
    let machines = json!({ "InstanceGroups": [group, group, group] });
    try_request("document", json!({ "TrainingJobDefinition": { "ResourceConfig": machines } }));
}

#[test]
fn counters_at_the_end_of_what_they_can_be() {
    let counters = json!({ "Completed": u64::MAX, "Stopped": i64::MAX, "InProgress": i64::MAX });
    let added = json!({
        "HyperParameterTuningJobStatus": "Completed", "CreationTime": 0, "TrainingJobStatusCounters": counters,
    });
    let described = request_with(added);
    assert!(imported_job(&described, &[]).is_ok());
    let name = &described["HyperParameterTuningJobName"];
    let parent = json!({ "HyperParameterTuningJobName": name });
    let warm_start = json!({ "ParentHyperParameterTuningJobs": [parent, parent], "WarmStartType": "TransferLearning" });
    let request = request_with(json!({ "WarmStartConfig": warm_start }));
    assert!(!validate(&request, &[described]).is_empty());
}

#[test]
fn times_that_are_none() {
    let job = |name: &str, time: f64| {
        json!({ "TrainingJobName": name, "TrainingJobStatus": "Completed", "CreationTime": time, "TrainingEndTime": 1,
            "TunedHyperParameters": { "a": "1" },
            "FinalHyperParameterTuningJobObjectiveMetric": { "MetricName": "m", "Value": 1 } })
    };
    let far = [job("one", -1.5e308), job("two", 1.5e308)];
    assert!(imported_job(&Value::Null, &far).is_err());
    (Target::of("imported").check)(&json!({ "Pages": far }).to_string());
}

/// In the log each training job has every hyperparameter that any of them has.
#[test]
fn training_jobs_that_each_tune_something_else() {
    let job = |index: usize| {
        let tuned = json!({ format!("n{index}"): "1" });
        json!({ "TrainingJobName": format!("a{index}"), "TrainingJobStatus": "Stopped", "CreationTime": 0, "TunedHyperParameters": tuned,
            "FinalHyperParameterTuningJobObjectiveMetric": { "MetricName": "m", "Value": 1 } })
    };
    let jobs: Vec<Value> = (0..6_000).map(job).collect();
    let error = imported_job(&Value::Null, &jobs).unwrap_err().to_string();
    assert_eq!(error, "6000 hyperparameters in 6000 training jobs are more than any tuning job has");
    let names: Vec<(String, Value)> = (0..60_000).map(|index| (format!("n{index}"), json!("1"))).collect();
    let mut one = job(0);
    one["TunedHyperParameters"] = Value::Object(names.into_iter().collect());
    assert!(imported_job(&Value::Null, &[one]).is_ok());
}

#[test]
fn names_that_a_path_must_quote() {
    for name in ["a.b", "a[0]", "\"", "", " ", "é", "\u{202e}"] {
        let of = |value: &str| json!({ name: value });
        try_request("validate", json!({ "TrainingJobDefinition": { "StaticHyperParameters": of("1"), name: 1 } }));
        for (member, value) in [("Problem", json!({ name: 1 })), ("Settings", json!({ name: 1 }))] {
            let document = json!({ "Request": request_with(json!({})), member: value });
            (Target::of("document").check)(&document.to_string());
            (Target::of("locate").check)(&document.to_string());
        }
        let parent = request_with(json!({ "TrainingJobDefinition": { name: 1 } }));
        let named = json!({ "HyperParameterTuningJobName": parent["HyperParameterTuningJobName"] });
        let warm_start = json!({ "ParentHyperParameterTuningJobs": [named], "WarmStartType": "TransferLearning" });
        let child = request_with(json!({ "WarmStartConfig": warm_start }));
        (Target::of("validate").check)(&json!({ "Request": child, "Parents": [parent] }).to_string());
    }
}

#[test]
fn members_that_are_given_twice() {
    let request = request_with(json!({})).to_string();
    let twice = request.replacen('{', "{\"HyperParameterTuningJobConfig\":{\"ParameterRanges\":[[1],{\"a\":[2]}]},", 1);
    (Target::of("locate").check)(&twice);
}

#[test]
fn names_longer_than_yaml_looks_for_a_colon() {
    for length in [900, 997, 998, 1_000, 1_022, 1_024, 5_000] {
        let names = json!({ "a".repeat(length): "1", "é.".repeat(length): "2" });
        try_request("export", json!({ "TrainingJobDefinition": { "StaticHyperParameters": names } }));
    }
}

#[test]
fn yaml_as_deep_as_json_may_be() {
    for depth in [126, 127, 128] {
        let text = format!("a: {}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert_eq!(parse_text(&text).is_ok(), depth <= 127);
        (Target::of("yaml").check)(&text);
    }
}

/// A training script's line is the expression read backwards, and was as long as its repetitions say.
#[test]
fn expressions_that_repeat_repetitions() {
    for regex in
        ["(?:(?:a{100}){100}){30}([0-9.]+)", "(?:(?:(?:){100}){100}){100}([0-9.]+)", "(?:a{0}b{90}){90}([0-9.]+)"]
    {
        let metrics = json!([{ "Name": "validation:accuracy", "Regex": regex }]);
        try_request(
            "export",
            json!({ "TrainingJobDefinition": { "AlgorithmSpecification": { "MetricDefinitions": metrics } } }),
        );
    }
}

/// An axis of such a range had as many ticks as there are numbers, or one at no place, and that of such a target no end.
#[test]
fn numbers_too_near_to_each_other_for_an_axis() {
    for text in ["5e-324", "1e-310", "-5e-324", "2.3e-308", "1.7976931348623157e308", "1e-45"] {
        (Target::of("fields").check)(text);
        let range = json!({ "Name": "a", "MinValue": "0", "MaxValue": text });
        let log = json!({ "Name": "b", "MinValue": text, "MaxValue": "64", "ScalingType": "Logarithmic" });
        let ranges = json!({ "ContinuousParameterRanges": [range, log] });
        try_request("document", json!({ "HyperParameterTuningJobConfig": { "ParameterRanges": ranges } }));
    }
}

/// What many items have in common is not said in full for each of them.
#[test]
fn a_long_word_that_many_channels_share() {
    let channel = json!({ "ChannelName": "a", "CompressionType": "Gzip", "RecordWrapperType": "RecordIO" });
    let channels = vec![channel; 4_000];
    let specification = json!({ "TrainingInputMode": "m".repeat(400_000) });
    let definition = json!({ "AlgorithmSpecification": specification, "InputDataConfig": channels });
    try_request("validate", json!({ "TrainingJobDefinition": definition }));
}

/// The same parent is not read for each of its names.
#[test]
fn a_parent_with_many_names() {
    let mut parent = request_with(
        json!({ "HyperParameterTuningJobName": "p", "TrainingJobDefinition": { "Long": "x".repeat(200_000) } }),
    );
    let named = json!({ "HyperParameterTuningJobName": "p" });
    parent["WarmStartConfig"] =
        json!({ "ParentHyperParameterTuningJobs": vec![named; 15_000], "WarmStartType": "TransferLearning" });
    assert!(!validate(&parent, std::slice::from_ref(&parent)).is_empty());
}

/// Repetitions are counted in metric definitions, and the objective of several is not written into each of very many.
#[test]
fn more_definitions_than_there_can_be() {
    let metrics = vec![json!({ "Name": "a", "Regex": "(a{900})" }); 20_000];
    try_request(
        "validate",
        json!({ "TrainingJobDefinition": { "AlgorithmSpecification": { "MetricDefinitions": metrics } } }),
    );
    let mut request = request_with(json!({ "TrainingJobDefinitions": vec![json!({}); 100_000] }));
    request.as_object_mut().unwrap().remove("TrainingJobDefinition");
    request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] =
        json!("m".repeat(400_000));
    assert!(!validate(&request, &[]).is_empty());
}
