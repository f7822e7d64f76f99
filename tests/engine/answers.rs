//! What AWS's answers say besides: stages, machines, warm start, several definitions, errors of all lengths.

use crate::responses::{account, one, ran, ran_with, request};
use serde_json::{Value, json};
use tuneground::playground::as_parent;
use tuneground::sagemaker::responses::{TuningJobRecord, describe_tuning_job};
use tuneground::sagemaker::{Request, request_of_described};
use tuneground::tuning_job::{Event, LogEntry, State, TuningJob};

/// The answer about the training job of this number.
fn training_job(request: &Value, until: f64, number: usize) -> Value {
    let jobs = [ran(request, until)];
    let name = jobs[0].1.state().jobs()[number - 1].name.clone();
    account(&jobs).call("describeTrainingJob", &json!({ "TrainingJobName": name })).unwrap()
}

fn transitions(job: &Value) -> Vec<(&str, f64, Option<f64>)> {
    let transitions = job["SecondaryStatusTransitions"].as_array().unwrap();
    let of = |transition: &'_ Value, name: &str| transition[name].as_f64();
    transitions
        .iter()
        .map(|stage| (stage["Status"].as_str().unwrap(), of(stage, "StartTime").unwrap(), of(stage, "EndTime")))
        .collect()
}

#[test]
fn the_stages_of_training_jobs() {
    let request = request("a", "Auto");
    let expected = [
        ("Starting", 50.5, Some(55.5)),
        ("Downloading", 55.5, Some(60.5)),
        ("Training", 60.5, Some(101.0)),
        ("Uploading", 101.0, Some(101.0)),
        ("Completed", 101.0, Some(101.0)),
    ];
    assert_eq!(transitions(&training_job(&request, f64::INFINITY, 2)), expected);
    let stopped = training_job(&request, f64::INFINITY, 3);
    let stages = transitions(&stopped);
    assert_eq!(stages[3..].iter().map(|stage| stage.0).collect::<Vec<_>>(), ["Stopping", "Uploading", "Stopped"]);
    let why = stopped["SecondaryStatusTransitions"][5]["StatusMessage"].as_str().unwrap();
    assert!(why.starts_with("Stopped early after epoch 1: the objective 0.25 is worse than the median 0.375"), "{why}");
    let failed = training_job(&request, f64::INFINITY, 4);
    assert_eq!((transitions(&failed).last().unwrap().0, &failed["SecondaryStatus"]), ("Failed", &json!("Failed")));
    assert_eq!(transitions(&training_job(&request, 0.0, 1)), [("Starting", 0.0, None)]);
}

#[test]
fn an_algorithm_that_streams_downloads_nothing() {
    let mut request = request("a", "Off");
    request["TrainingJobDefinition"]["AlgorithmSpecification"]["TrainingInputMode"] = json!("Pipe");
    let stages: Vec<f64> = transitions(&training_job(&request, 40.0, 1)).iter().map(|stage| stage.1).collect();
    assert_eq!(stages, [0.0, 10.0]);
}

#[test]
fn machines_with_fallbacks_become_the_first_and_switches_are_always_said() {
    let mut request = request("a", "Off");
    let definition = request["TrainingJobDefinition"].as_object_mut().unwrap();
    definition.remove("ResourceConfig");
    let of = |instance: &str| json!({ "InstanceType": instance, "InstanceCount": 2, "VolumeSizeInGB": 7 });
    let fallbacks = json!({ "InstanceConfigs": [of("ml.m5.large"), of("ml.m5.xlarge")], "VolumeKmsKeyId": "key" });
    definition.insert("HyperParameterTuningResourceConfig".into(), fallbacks);
    definition.insert("EnableManagedSpotTraining".into(), json!(true));
    let job = training_job(&request, 40.0, 1);
    let machines =
        json!({ "InstanceType": "ml.m5.large", "InstanceCount": 2, "VolumeSizeInGB": 7, "VolumeKmsKeyId": "key" });
    assert_eq!(job["ResourceConfig"], machines);
    assert_eq!((&job["EnableManagedSpotTraining"], &job["EnableNetworkIsolation"]), (&json!(true), &json!(false)));
    request["TrainingJobDefinition"]["HyperParameterTuningResourceConfig"] = of("ml.c5.large");
    assert_eq!(training_job(&request, 40.0, 1)["ResourceConfig"], of("ml.c5.large"));
}

#[test]
fn the_request_comes_back_out_of_the_answer() {
    let mut request = request("a", "Auto");
    request.as_object_mut().unwrap().remove("Tags"); // AWS does not tell them here either.
    let jobs = [ran(&request, f64::INFINITY)];
    let answer = account(&jobs).call("describeHyperParameterTuningJob", &one("a")).unwrap();
    assert_eq!(request_of_described(answer).to_string(), request.to_string());
}

#[test]
fn the_overall_best_is_said_of_identical_data_and_algorithm_only() {
    let warm = |name: &str, kind: &str| {
        let mut request = request(name, "Off");
        let parents = json!([{ "HyperParameterTuningJobName": "PARENT" }]);
        request["WarmStartConfig"] = json!({ "ParentHyperParameterTuningJobs": parents, "WarmStartType": kind });
        request
    };
    let (request_of_parent, parent) = ran(&request("parent", "Off"), f64::INFINITY);
    let parent = as_parent(&TuningJobRecord::of(&request_of_parent, &parent, 10.0));
    let mut other = parent.clone();
    other["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] = json!("m");
    let mut running = parent.clone();
    running["HyperParameterTuningJobStatus"] = json!("InProgress");
    let best_of = |request: &Value, until: f64, known: &[Value]| {
        let (document, plan, job) = ran_with(request, until, known);
        let record = TuningJobRecord::of(&document.request, &job, 10.0).with_parents(&plan.parents);
        let answer = describe_tuning_job(&record);
        let best = &answer["OverallBestTrainingJob"];
        best["TrainingJobName"].as_str().map(|name| {
            assert_eq!(best["TuningJobName"], name.rsplit_once("-00").unwrap().0);
            name[..name.rfind('-').unwrap()].to_owned()
        })
    };
    let identical = "IdenticalDataAndAlgorithm";
    let known = [parent];
    assert_eq!(best_of(&warm("child", identical), 60.0, &known).as_deref(), Some("parent-002"));
    assert_eq!(best_of(&warm("young", identical), 10.0, &known).as_deref(), Some("parent-002"));
    assert_eq!(
        best_of(&warm("old", identical), f64::INFINITY, &known).as_deref(),
        Some("old-002"),
        "of equals, its own"
    );
    assert_eq!(best_of(&request("alone", "Off"), 60.0, &known), None);
    assert_eq!(best_of(&warm("transfer", "TransferLearning"), 60.0, &known), None);
    assert_eq!(best_of(&warm("orphan", identical), 60.0, &[]).as_deref(), Some("orphan-001"));
    assert_eq!(best_of(&warm("other", identical), 60.0, &[other]).as_deref(), Some("other-001"), "another objective");
    assert_eq!(best_of(&warm("early", identical), 60.0, &[running]).as_deref(), Some("early-001"), "it has not ended");
}

/// A tuning job as if it tuned two algorithms, of which only the second was launched. Such a request does not run here;
/// one from AWS may be looked at.
pub(crate) fn several() -> (Request, TuningJob) {
    let (request, job) = ran(&request("a", "Off"), f64::INFINITY);
    let mut request = request.to_json();
    let definition = |name: &str, tuned: &str, metric: &str| {
        let mut definition = request["TrainingJobDefinition"].clone();
        definition["DefinitionName"] = json!(name);
        definition["HyperParameterRanges"] =
            json!({ "CategoricalParameterRanges": [{ "Name": tuned, "Values": ["1"] }] });
        definition["TuningObjective"] = json!({ "Type": "Minimize", "MetricName": metric });
        definition
    };
    let definitions = json!([definition("first", "q", "m1"), definition("second", "p", "m2")]);
    request["TrainingJobDefinitions"] = definitions;
    request.as_object_mut().unwrap().remove("TrainingJobDefinition");
    (Request::from_json(request).unwrap(), job)
}

#[test]
fn of_several_definitions_a_training_job_has_the_one_that_tunes_its_hyperparameters() {
    let jobs = [several()];
    let answer = account(&jobs).call("describeHyperParameterTuningJob", &one("a")).unwrap();
    let best = &answer["BestTrainingJob"];
    assert_eq!(best["TrainingJobDefinitionName"], "second");
    assert_eq!(best["FinalHyperParameterTuningJobObjectiveMetric"]["MetricName"], "m2");
    let statics = |index: usize| &answer["TrainingJobDefinitions"][index]["StaticHyperParameters"];
    assert_eq!((&statics(0)["_tuning_objective_metric"], &statics(1)["epochs"]), (&json!("m1"), &json!("2")));
    let name = json!({ "TrainingJobName": best["TrainingJobName"] });
    let described = account(&jobs).call("describeTrainingJob", &name).unwrap();
    assert_eq!(described["HyperParameters"]["_tuning_objective_metric"], "m2");
}

/// The state after more entries than the engine wrote.
fn state_with(job: &TuningJob, more: &[LogEntry]) -> State {
    let mut state = State::new(job.config());
    job.log().iter().chain(more).for_each(|entry| state.apply(entry));
    state
}

#[test]
fn failure_reasons_are_cut_to_what_aws_allows() {
    let (request, job) = ran(&request("a", "Off"), 0.0);
    let long = "é".repeat(3000);
    let failed = Event::TrainingJobFailed { job: job.state().jobs()[0].number, reason: long.clone() };
    let whole = Event::TuningJobFailed { reason: long };
    let state = state_with(&job, &[LogEntry { time: 20.0, event: failed }, LogEntry { time: 20.0, event: whole }]);
    let record = TuningJobRecord {
        request: &request,
        config: job.config(),
        state: &state,
        log: job.log(),
        parents: &[],
        startup: 1.0,
        now: 20.0,
    };
    let account = [record].into_iter().collect::<tuneground::sagemaker::responses::Account<'_>>();
    let answer = account.call("describeHyperParameterTuningJob", &one("a")).unwrap();
    assert_eq!(answer["HyperParameterTuningJobStatus"], "Failed");
    let list = account.call("listTrainingJobsForHyperParameterTuningJob", &one("a")).unwrap();
    for reason in [&answer["FailureReason"], &list["TrainingJobSummaries"][0]["FailureReason"]] {
        assert_eq!(reason.as_str().unwrap().chars().count(), 1024);
    }
    assert!(account.check_stop(&one("a")).is_err() && account.check_delete(&one("a")).is_ok());
}
