//! Writes answers for AWS's own client library to read (`tests/aws/check_answers.py`): about every preset at its beginning,
//! in the middle, stopped by hand and at its end; about requests with all that AWS knows; and errors.
//!
//! `target/answers/NAME.json` is a list of calls: `{"Operation", "Request", "Answer"}`, or `Error` with `Name`, `Message`
//! and `Shape`, which says whether the request itself is wrong.

use crate::answers::several;
use crate::responses::{ran, request};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use tuneground::completion::Criterion;
use tuneground::playground::{Objective, PRESETS, Plan, check};
use tuneground::sagemaker::responses::{Account, TuningJobRecord};
use tuneground::simulate::{Outcome, Pause};
use tuneground::training_job::Status;
use tuneground::tuning_job::{Event, LogEntry, State, TuningJob, TuningJobStatus};

const LIST: &str = "listTrainingJobsForHyperParameterTuningJob";

fn write(name: &str, calls: &[Value]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/answers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.json")), format!("{:#}", Value::from(calls))).unwrap();
}

fn call(account: &Account<'_>, operation: &str, request: &Value) -> Value {
    match account.call(operation, request) {
        Ok(answer) => json!({ "Operation": operation, "Request": request, "Answer": answer }),
        Err(error) => panic!("{operation} {request}: {error}"),
    }
}

/// All answers about one tuning job: each list in each order and to its last page, and a training job of each kind.
fn answers(record: TuningJobRecord<'_>) -> Vec<Value> {
    let account: Account<'_> = [record].into_iter().collect();
    let name = record.config.name();
    let one = json!({ "HyperParameterTuningJobName": name });
    let filters =
        json!({ "NameContains": &name[..1], "SortBy": "Status", "CreationTimeBefore": 1.5, "MaxResults": 100 });
    let mut calls = vec![
        call(&account, "describeHyperParameterTuningJob", &one),
        call(&account, "listHyperParameterTuningJobs", &filters),
    ];
    for (sort_by, order) in [("Name", "Ascending"), ("FinalObjectiveMetricValue", "Descending")] {
        let mut request = one.clone();
        request["SortBy"] = json!(sort_by);
        request["SortOrder"] = json!(order);
        request["MaxResults"] = json!(20);
        loop {
            calls.push(call(&account, LIST, &request));
            let Some(token) = calls.last().unwrap()["Answer"].get("NextToken").cloned() else { break };
            request["NextToken"] = token;
        }
    }
    let mut kinds = BTreeSet::new();
    for job in record.state.jobs() {
        let described = call(&account, "describeTrainingJob", &json!({ "TrainingJobName": job.name }));
        let answer = &described["Answer"];
        if kinds.insert(format!(
            "{} {}",
            answer["SecondaryStatus"],
            answer["SecondaryStatusTransitions"].to_string().len()
        )) {
            calls.push(described);
        }
    }
    calls
}

/// Where a tuning job stood at a time.
fn at(job: &TuningJob, time: f64) -> (State, Vec<LogEntry>) {
    let log: Vec<LogEntry> = job.log().iter().filter(|entry| entry.time <= time).cloned().collect();
    let mut state = State::new(job.config());
    for entry in &log {
        state.apply(entry);
    }
    (state, log)
}

/// The same tuning job, stopped by hand at a time.
fn stopped(plan: &Plan, job: &TuningJob, time: f64) -> TuningJob {
    let mut simulation = plan.start();
    while let Pause::Waiting { job: number, .. } = simulation.advance(time, usize::MAX) {
        let epoch = simulation.missing(number).unwrap().supplied_epochs + 1;
        let outcome = job.log().iter().find_map(|entry| match &entry.event {
            Event::EpochCompleted { job, epoch: own, metrics, .. } if (*job, *own) == (number, epoch) => {
                Some(Outcome::Epoch(metrics.clone()))
            }
            Event::TrainingJobFailed { job, reason } if *job == number => Some(Outcome::Failed(reason.clone())),
            _ => None,
        });
        simulation.supply(number, outcome.unwrap());
    }
    simulation.stop(time);
    simulation.into_job()
}

#[test]
fn answers_about_every_preset() {
    let mut criteria = BTreeSet::new();
    let (mut failed, mut stopped_early) = (0, 0);
    for preset in &PRESETS {
        let document = preset.document();
        let plan = check(&document, Objective::Problem).plan.unwrap();
        let job = plan.run_to_end();
        let half = job.state().now() / 2.0;
        let halted = stopped(&plan, &job, half);
        assert_eq!(halted.state().status(), &TuningJobStatus::Stopped);
        let startup = plan.clock.startup_seconds;
        for (when, (state, log)) in [
            ("beginning", at(&job, 0.0)),
            ("middle", at(&job, half)),
            ("stopped", at(&halted, f64::INFINITY)),
            ("end", at(&job, f64::INFINITY)),
        ] {
            let record = TuningJobRecord {
                request: &document.request,
                config: job.config(),
                state: &state,
                log: &log,
                parents: &[],
                startup,
                now: state.now(),
            };
            write(&format!("{}-{when}", preset.id), &answers(record));
        }
        if let TuningJobStatus::Completed(completion) = job.state().status() {
            criteria.insert(completion.criterion());
        }
        let count = |is: fn(&Status) -> bool| job.state().jobs().iter().filter(|job| is(&job.status)).count();
        failed += count(|status| matches!(status, Status::Failed(_)));
        stopped_early += count(|status| matches!(status, Status::Stopped(_)));
    }
    assert!(failed > 0 && stopped_early > 0);
    // A grid without MaxNumberOfTrainingJobs, which no preset is, ends by the last.
    let mut document = PRESETS.iter().find(|preset| preset.id == "grid").unwrap().document();
    document.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs = None;
    let plan = check(&document, Objective::Problem).plan.unwrap();
    let job = plan.run_to_end();
    write("grid-of-all", &answers(TuningJobRecord::of(&document.request, &job, plan.clock.startup_seconds)));
    if let TuningJobStatus::Completed(completion) = job.state().status() {
        criteria.insert(completion.criterion());
    }
    assert_eq!(criteria, Criterion::ALL.into_iter().collect(), "each criterion ends one of them");
}

#[test]
fn answers_with_all_that_aws_knows() {
    let maximal: Value = serde_json::from_str(include_str!("../aws/maximal_request.json")).unwrap();
    let mut request = request("maximal", "Auto");
    for member in ["TrainingJobDefinition", "WarmStartConfig", "Autotune", "Tags"] {
        request[member] = maximal[member].clone();
    }
    request["WarmStartConfig"]["WarmStartType"] = json!("IdenticalDataAndAlgorithm");
    let (request, job) = ran(&request, f64::INFINITY);
    let calls = answers(TuningJobRecord::of(&request, &job, 10.0));
    assert!(calls[0]["Answer"].get("OverallBestTrainingJob").is_some());
    write("maximal", &calls);
    let (request, job) = several();
    write("several-definitions", &answers(TuningJobRecord::of(&request, &job, 10.0)));
    let (mut state, log) = at(&job, f64::INFINITY);
    state.apply(&LogEntry { time: 300.0, event: Event::TuningJobFailed { reason: "why".repeat(999) } });
    let record = TuningJobRecord {
        parents: &[],
        request: &request,
        config: job.config(),
        state: &state,
        log: &log,
        startup: 0.0,
        now: 300.0,
    };
    write("failed", &answers(record));
}

#[test]
fn errors_for_wrong_requests() {
    let jobs = [ran(&request("ended", "Off"), f64::INFINITY), ran(&request("running", "Off"), 30.0)];
    let account: Account<'_> = jobs.iter().map(|(request, job)| TuningJobRecord::of(request, job, 10.0)).collect();
    let one = |name: &str| json!({ "HyperParameterTuningJobName": name });
    let with = |member: &str, value: Value| {
        let mut request = one("ended");
        request[member] = value;
        request
    };
    let describe = "describeHyperParameterTuningJob";
    let all = "listHyperParameterTuningJobs";
    let mut calls = Vec::new();
    for (operation, request, shape) in [
        (describe, json!({}), true),
        (describe, one(""), true),
        (describe, one("two words"), true),
        (describe, json!({ "HyperParameterTuningJobName": 7 }), true),
        (describe, with("Verbose", json!(true)), true),
        (describe, one("nobody"), false),
        (LIST, with("MaxResults", json!(0)), true),
        (LIST, with("MaxResults", json!(101)), true),
        (LIST, with("MaxResults", json!("10")), true),
        (LIST, with("SortBy", json!("Value")), true),
        (LIST, with("SortOrder", json!("Down")), true),
        (LIST, with("StatusEquals", json!("Done")), true),
        (LIST, with("NextToken", json!("somewhere")), false),
        (LIST, one("nobody"), false),
        (all, json!({ "SortBy": "LastModifiedTime" }), true),
        (all, json!({ "NameContains": "x".repeat(64) }), true),
        (all, json!({ "NameContains": "*" }), true),
        (all, json!({ "StrategyEquals": "Grid" }), true),
        (all, json!({ "CreationTimeAfter": [] }), true),
        ("describeTrainingJob", json!({ "TrainingJobName": "a_b" }), true),
        ("describeTrainingJob", json!({ "TrainingJobName": "nobody-001-00000000" }), false),
    ] {
        let error = account.call(operation, &request).unwrap_err();
        calls.push((operation, request, shape, error));
    }
    calls.push(("stopHyperParameterTuningJob", one("ended"), false, account.check_stop(&one("ended")).unwrap_err()));
    calls.push(("stopHyperParameterTuningJob", one("nobody"), false, account.check_stop(&one("nobody")).unwrap_err()));
    let running = one("running");
    let error = account.check_delete(&running).unwrap_err();
    calls.push(("deleteHyperParameterTuningJob", running, false, error));
    let error = account.check_delete(&one("nobody")).unwrap_err();
    calls.push(("deleteHyperParameterTuningJob", one("nobody"), false, error));
    let error = account.check_create("RUNNING").unwrap_err();
    calls.push(("createHyperParameterTuningJob", jobs[1].0.to_json(), false, error));
    let calls: Vec<Value> = calls
        .into_iter()
        .map(|(operation, request, shape, error)| {
            let error = json!({ "Name": error.kind.name(), "Message": error.message, "Shape": shape });
            json!({ "Operation": operation, "Request": request, "Error": error })
        })
        .collect();
    write("errors", &calls);
}
