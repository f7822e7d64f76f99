//! Imports of answers as AWS gives them; `tests/aws/check_answers.py` holds the same files against AWS's own model.

use super::*;
use crate::playground::parent;
use crate::protocol::{entry_from_json, entry_to_json};
use crate::search_space::{ParameterRange, Scaling};
use crate::training_job::{Status, StopReason};
use crate::tuning_job::TuningJobStatus;
use serde_json::json;

const XGBOOST: &str = include_str!("../../../tests/imported/xgboost-wire.json");
const TWO: &str = include_str!("../../../tests/imported/cli-two-algorithms.json");
const FAILED: &str = include_str!("../../../tests/imported/hyperband-failed.json");
const AUTOTUNE: &str = include_str!("../../../tests/imported/autotune-in-progress.json");
const GRID: &str = include_str!("../../../tests/imported/grid.json");

/// The Describe response and the pages of a file.
fn answers(text: &str) -> (Value, Vec<Value>) {
    let mut file: Value = serde_json::from_str(text).unwrap();
    let pages = file["Pages"].as_array().unwrap().clone();
    (file["Describe"].take(), pages)
}

fn import(text: &str) -> Imported {
    let (describe, pages) = answers(text);
    imported_job(&describe, &pages).unwrap()
}

/// With another description.
fn import_with(text: &str, change: impl FnOnce(&mut Value)) -> Imported {
    let (mut describe, pages) = answers(text);
    change(&mut describe);
    imported_job(&describe, &pages).unwrap()
}

fn has_note(imported: &Imported, part: &str) -> bool {
    imported.notes.iter().any(|note| note.contains(part))
}

#[test]
fn a_whole_tuning_job() {
    let imported = import(XGBOOST);
    let state = imported.state();
    let statuses: Vec<&str> = state.jobs().iter().map(|job| job.status.name()).collect();
    let [c, s, f] = ["Completed", "Stopped", "Failed"];
    assert_eq!(statuses, [c, c, s, c, f, c, c, c, s, c]);
    assert_eq!(state.jobs()[2].status, Status::Stopped(StopReason::Unknown));
    let objectives: Vec<Option<f64>> =
        state.jobs().iter().map(crate::training_job::TrainingJob::final_objective).collect();
    assert_eq!(objectives[1], Some(2.914_880_037_307_739_3));
    assert_eq!((objectives[4], objectives[5]), (None, None), "one failed, one reported nothing");
    let Status::Failed(reason) = &state.jobs()[4].status else { panic!("job 5 failed") };
    assert!(reason.starts_with("ClientError: Data download failed"), "{reason}");
    // The best is the one that AWS says it is, and so are the counters.
    let (describe, _) = answers(XGBOOST);
    let (best, value) = state.history().best().unwrap();
    assert_eq!(describe["BestTrainingJob"]["TrainingJobName"], best.name.as_str());
    assert_eq!(describe["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"], json!(value));
    assert_eq!(best.hyperparameters.to_string(), "max_depth 10, eta 0.1, min_child_weight 0.00027401056839555956");
    let completion = Completion::MaxNumberOfTrainingJobs { max_jobs: 10 };
    assert_eq!(state.status(), &TuningJobStatus::Completed(completion));
    let end = describe["HyperParameterTuningEndTime"].as_f64().unwrap() - imported.created;
    assert!((state.now() - end).abs() < 1e-6, "{} {end}", state.now());
    assert!((state.jobs()[0].created - 1.6).abs() < 1e-3);
    assert_eq!(imported.billable_seconds.round(), f64::from(160 + 171 + 62 + 150 + 155 + 181 + 175 + 48 + 190));
    assert_eq!(imported.config.max_parallel_jobs(), 2);
    assert_eq!(imported.config.strategy(), StrategyKind::Bayesian);
    assert!(!has_note(&imported, "The strategy was") && has_note(&imported, "2 of the training jobs were stopped"));
    assert!(
        has_note(&imported, "no learning curves") && has_note(&imported, "1 of the completed training jobs have no")
    );
}

#[test]
fn the_session_shows_it_and_the_log_survives_json() {
    let alone = imported_job(&Value::Null, &answers(XGBOOST).1).unwrap();
    for imported in [XGBOOST, FAILED, AUTOTUNE, GRID].map(import).into_iter().chain([alone]) {
        let mut session = imported.session();
        assert!(session.is_complete() && session.is_at_end());
        assert_eq!(session.state(), &imported.state());
        assert!(imported.log.windows(2).all(|pair| pair[0].time <= pair[1].time));
        for entry in &imported.log {
            let json = entry_to_json(entry, &imported.config, session.state());
            assert_eq!(&entry_from_json(&json, &imported.config).unwrap(), entry, "{json}");
        }
        session.rewind(0);
        assert_eq!(session.state().launched(), 0);
        // Everything that the page says of it can be said.
        let decisions = crate::playground::words::decisions(&imported.log, &imported.config, usize::MAX);
        assert!(decisions.iter().all(|decision| !decision.text.contains("NaN")), "{decisions:?}");
        let _ = crate::playground::words::gauges(&imported.session());
    }
}

#[test]
fn the_request_comes_back_as_it_was() {
    let (describe, _) = answers(XGBOOST);
    let request = import(XGBOOST).request.unwrap().to_json();
    assert_eq!(request["HyperParameterTuningJobConfig"], describe["HyperParameterTuningJobConfig"]);
    assert_eq!(
        request["TrainingJobDefinition"]["StaticHyperParameters"],
        json!({ "num_round": "100", "objective": "reg:linear" })
    );
}

#[test]
fn a_list_alone_shows_what_was_tried() {
    let (_, pages) = answers(XGBOOST);
    let imported = imported_job(&Value::Null, &pages).unwrap();
    let (whole, config) = (import(XGBOOST), &imported.config);
    assert_eq!((config.name(), config.max_parallel_jobs()), ("xgboost-2026-03-26-04-54", 2));
    assert_eq!(config.objective().metric_name, "validation:rmse");
    assert_eq!(config.objective().direction, Direction::Minimize, "it is one of XGBoost's own");
    let kinds: Vec<_> =
        config.space().parameters().iter().map(|parameter| (parameter.name.as_str(), &parameter.range)).collect();
    let [
        (eta, ParameterRange::Continuous(eta_range)),
        (depth, ParameterRange::Integer(depth_range)),
        (_, ParameterRange::Continuous(child)),
    ] = kinds[..]
    else {
        panic!("{kinds:?}")
    };
    assert_eq!((eta, eta_range.min(), eta_range.max()), ("eta", 0.1, 0.49));
    assert_eq!((depth, depth_range.min(), depth_range.max()), ("max_depth", 2, 10));
    assert_eq!(child.scaling(), Scaling::Logarithmic, "from 1e-8 to 90");
    assert_eq!(imported.state().history().best().unwrap().0.name, whole.state().history().best().unwrap().0.name);
    let unknown = Completion::Reported { criterion: Criterion::Unknown };
    assert_eq!(imported.state().status(), &TuningJobStatus::Completed(unknown));
    for part in
        ["Without the Describe response", "Minimize is assumed", "The ranges of eta, max_depth, min_child_weight"]
    {
        assert!(has_note(&imported, part), "{part}: {:?}", imported.notes);
    }
    // Items are as good as pages, in any order, and twice as good as once.
    let mut items: Vec<Value> =
        pages.iter().flat_map(|page| page["TrainingJobSummaries"].as_array().unwrap().clone()).collect();
    items.reverse();
    items.push(items[3].clone());
    assert_eq!(imported_job(&Value::Null, &items).unwrap(), imported);
    assert_eq!(imported_job(&Value::Null, &[Value::Array(pages)]).unwrap(), imported);
}

#[test]
fn several_algorithms_stand_side_by_side() {
    let imported = import(TWO);
    let state = imported.state();
    assert_eq!(state.status(), &TuningJobStatus::Stopped);
    let names: Vec<&str> =
        imported.config.space().parameters().iter().map(|parameter| parameter.name.as_str()).collect();
    // Two definitions tune lr, in ranges that do not hold each other's values.
    assert_eq!(names, ["batch_size", "optimizer", "dropout", "lr"]);
    assert!(has_note(&imported, "The ranges of lr are not known"), "{:?}", imported.notes);
    assert!(has_note(&imported, "Several algorithms were tuned (big-net, small-net)"));
    let texts =
        |job: usize| state.jobs()[job].hyperparameters.to_texts().into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(texts(0), ["64", "\"adam\"", "", "0.0031622776601683794"]);
    assert_eq!(texts(1), ["", "", "0.1", "0.25"]);
    let offset = 1_774_000_000.5;
    assert!((imported.created - offset).abs() < 1e-6, "the zone was seven hours behind");
    assert_eq!(state.jobs()[3].ended, Some(state.jobs()[3].created), "it never had a machine");
}

#[test]
fn failed_and_running_tuning_jobs() {
    let failed = import(FAILED);
    assert_eq!(failed.state().status(), &TuningJobStatus::Failed("No training job succeeded".into()));
    assert_eq!(failed.config.strategy().name(), "Hyperband");
    let running = import(AUTOTUNE);
    assert_eq!(running.state().status(), &TuningJobStatus::InProgress);
    assert!(running.state().jobs()[2].is_running());
    assert!(has_note(&running, "1 of the training jobs had not ended"));
    assert!(has_note(&running, "The ranges of max_depth, eta are not known"));
    assert_eq!(running.config.criteria().max_training_jobs, 750);
}

#[test]
fn the_end_is_named_where_the_numbers_tell_it() {
    let completion = |change: &dyn Fn(&mut Value)| {
        let imported = import_with(GRID, change);
        match imported.state().status() {
            TuningJobStatus::Completed(completion) => completion.clone(),
            other => panic!("{other:?}"),
        }
    };
    let config = "HyperParameterTuningJobConfig";
    assert_eq!(completion(&|_| {}), Completion::MaxNumberOfTrainingJobs { max_jobs: 6 });
    let without_limit = |describe: &mut Value| {
        describe[config]["ResourceLimits"] = json!({ "MaxParallelTrainingJobs": 1 });
    };
    assert_eq!(completion(&without_limit), Completion::SearchSpaceExhausted { combinations: 6 });
    let with = |criteria: Value| {
        move |describe: &mut Value| {
            describe[config]["TuningJobCompletionCriteria"] = criteria.clone();
            describe[config]["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(6);
        }
    };
    let target = completion(&with(json!({ "TargetObjectiveMetricValue": 0.6 })));
    assert_eq!(target.criterion(), Criterion::TargetObjectiveMetricValue);
    let limit = json!({ "BestObjectiveNotImproving": { "MaxNumberOfTrainingJobsNotImproving": 3 } });
    let not_improving = completion(&|describe| {
        with(limit.clone())(describe);
        describe["TuningJobCompletionDetails"]["NumberOfTrainingJobsObjectiveNotImproving"] = json!(3);
    });
    assert!(matches!(not_improving, Completion::BestObjectiveNotImproving { jobs: 3, max_jobs: 3, best: Some(_) }));
    let converged = completion(&|describe| {
        describe["TuningJobCompletionDetails"]["ConvergenceDetectedTime"] = json!(1_777_000_300);
    });
    assert_eq!(converged, Completion::Reported { criterion: Criterion::CompleteOnConvergence });
    let more = |limits: Value| {
        move |describe: &mut Value| {
            describe[config]["Strategy"] = json!("Random");
            describe[config]["ResourceLimits"] = limits.clone();
        }
    };
    let limits = json!({ "MaxParallelTrainingJobs": 1, "MaxNumberOfTrainingJobs": 9, "MaxRuntimeInSeconds": 380 });
    assert_eq!(completion(&more(limits)), Completion::MaxRuntimeInSeconds { max_runtime: 380.0 });
    let limits = json!({ "MaxParallelTrainingJobs": 1, "MaxNumberOfTrainingJobs": 9 });
    assert_eq!(completion(&more(limits)), Completion::Reported { criterion: Criterion::Unknown });
}

#[test]
fn a_parent_for_a_warm_start() {
    let imported = import(XGBOOST);
    assert_eq!(parent::parent_name(&imported.parent), Some("xgboost-2026-03-26-04-54"));
    assert_eq!(parent::training_jobs_of_parent(&imported.parent), 8);
    assert_eq!(parent::objective(&imported.parent).as_ref(), Some(imported.config.objective()));
    let evaluations = parent::evaluations(&imported.parent, imported.config.space(), &[]);
    let of_log: Vec<_> = imported.state().history().final_objectives().map(|(_, value)| value).collect();
    assert_eq!(evaluations.iter().map(|(_, value)| *value).collect::<Vec<_>>(), of_log, "a failed job has no value");
    let (stopped, value) = &evaluations[2];
    assert_eq!(stopped.to_string(), "max_depth 2, eta 0.49, min_child_weight 90.1");
    assert_eq!(*value, f64::from(5.2_f32));
    // The list alone tells name, objective and training jobs.
    let (_, pages) = answers(XGBOOST);
    let alone = imported_job(&Value::Null, &pages).unwrap();
    assert_eq!(parent::objective(&alone.parent).as_ref(), Some(alone.config.objective()));
    assert_eq!(parent::evaluations(&alone.parent, imported.config.space(), &[]).len(), 8);
}

#[test]
fn part_of_the_list_is_noticed() {
    let (describe, pages) = answers(XGBOOST);
    let imported = imported_job(&describe, &pages[1..]).unwrap();
    assert!(has_note(&imported, "The list has 4 of 10 training jobs"));
    let imported = imported_job(&describe, &[]).unwrap();
    assert!(has_note(&imported, "The list has 0 of 10 training jobs") && !has_note(&imported, "learning curves"));
    assert!(imported.state().has_ended());
}

#[test]
fn errors_say_what_would_be_right() {
    let (describe, pages) = answers(XGBOOST);
    let job = |change: &dyn Fn(&mut Value)| {
        let mut page = pages[0].clone();
        change(&mut page["TrainingJobSummaries"][2]);
        page
    };
    let other = answers(GRID).1;
    for (describe, list, parts) in [
        (
            &Value::Null,
            vec![],
            vec!["no training job in the list", "list-training-jobs-for-hyper-parameter-tuning-job"],
        ),
        (&json!({ "HyperParameterTuningJobName": "a" }), pages.clone(), vec!["no DescribeHyperParameterTuningJob"]),
        (&describe, other, vec!["grid-001-", "is not of the tuning job xgboost-2026-03-26-04-54"]),
        (&describe, vec![json!(7)], vec!["TrainingJobSummaries[0].TrainingJobStatus is missing"]),
        (
            &describe,
            vec![job(&|job| job["TrainingJobStatus"] = json!("Done"))],
            vec!["[2].TrainingJobStatus is \"Done\"", "InProgress"],
        ),
        (
            &describe,
            vec![job(&|job| job["CreationTime"] = json!("noon"))],
            vec!["[2].CreationTime is \"noon\"", "seconds since 1970"],
        ),
        (&describe, vec![job(&|job| job["CreationTime"] = Value::Null)], vec!["[2].CreationTime is missing"]),
        (
            &describe,
            vec![job(&|job| job["TunedHyperParameters"]["eta"] = json!(0.5))],
            vec!["has 0.5 for eta", "\"0.5\""],
        ),
        (
            &describe,
            vec![job(&|job| job["FinalHyperParameterTuningJobObjectiveMetric"]["Value"] = json!("0.5"))],
            vec!["Metric.Value is no number"],
        ),
        (
            &Value::Null,
            vec![
                json!({ "TrainingJobName": "a-001-0123abcd", "TrainingJobStatus": "Completed", "CreationTime": 1, "TunedHyperParameters": {} }),
            ],
            vec!["nothing was tuned"],
        ),
        (
            &Value::Null,
            vec![
                json!({ "TrainingJobName": "a-001-0123abcd", "TrainingJobStatus": "Failed", "CreationTime": 1, "TunedHyperParameters": { "x": "1" } }),
            ],
            vec!["no training job in the list has an objective"],
        ),
    ] {
        let error = imported_job(describe, &list).unwrap_err().to_string();
        assert!(parts.iter().all(|part| error.contains(part)), "{error}");
    }
    let mut wrong = describe;
    wrong["HyperParameterTuningJobConfig"]["ResourceLimits"] = json!([]);
    let error = imported_job(&wrong, &pages).unwrap_err().to_string();
    assert!(
        error.contains("in the Describe response: HyperParameterTuningJobConfig.ResourceLimits is a list"),
        "{error}"
    );
}

#[test]
fn a_value_that_is_null_is_none() {
    let (describe, mut pages) = answers(XGBOOST);
    pages[0]["TrainingJobSummaries"][1]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"] = Value::Null;
    let imported = imported_job(&describe, &pages).unwrap();
    assert_eq!(imported.state().jobs()[1].final_objective(), None);
}

#[test]
fn names_of_another_kind_go_by_their_times() {
    let job = |name: &str, created: u32| {
        json!({
            "TrainingJobName": name, "TrainingJobStatus": "Completed", "CreationTime": created, "TrainingEndTime": created + 10,
            "TunedHyperParameters": { "x": "a" },
            "FinalHyperParameterTuningJobObjectiveMetric": { "MetricName": "score", "Value": 1 },
        })
    };
    let imported = imported_job(&Value::Null, &[job("later", 20), job("first", 10)]).unwrap();
    let state = imported.state();
    let names: Vec<(&str, f64)> = state.jobs().iter().map(|job| (job.name.as_str(), job.created)).collect();
    assert_eq!(names, [("first", 0.0), ("later", 10.0)]);
    // The first job's end makes room for the second at the same second.
    assert_eq!(imported.config.max_parallel_jobs(), 1);
    let events: Vec<&str> = imported.log.iter().map(|entry| entry.event.name()).collect();
    let job = ["TrainingJobCreated", "EpochCompleted", "TrainingJobCompleted"];
    assert_eq!(events[1..7], [job, job].concat());
}
