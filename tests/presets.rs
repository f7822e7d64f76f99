//! Every preset can run, keeps its text, shows what it says, and its request goes out for AWS's own checks.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use tuneground::completion::{Completion, Criterion};
use tuneground::playground::{Document, Objective, PRESETS, Preset, Session, Severity, check, words};
use tuneground::search_space::ParameterValue;
use tuneground::training_job::Status;
use tuneground::tuning_job::{TuningJob, TuningJobStatus};

fn run(id: &str) -> TuningJob {
    let document = Preset::find(id).expect("a preset").document();
    check(&document, Objective::Problem).plan.expect("a preset can run").run_to_end()
}

fn ended_by(job: &TuningJob) -> Criterion {
    match job.state().status() {
        TuningJobStatus::Completed(completion) => completion.criterion(),
        other => unreachable!("{other:?}"),
    }
}

fn best(job: &TuningJob) -> f64 {
    job.state().history().best().expect("a best job").1
}

#[test]
fn every_preset_is_a_document_without_errors_that_keeps_its_text() {
    for preset in &PRESETS {
        let document = Document::parse(preset.text()).unwrap_or_else(|error| panic!("{}: {error}", preset.id));
        assert_eq!(document.to_json_pretty() + "\n", preset.text(), "{}", preset.id);
        let checked = check(&document, Objective::Problem);
        assert!(checked.issues.iter().all(|issue| issue.severity != Severity::Error), "{:?}", checked.issues);
        assert!(checked.plan.is_ok(), "{}", preset.id);
        assert!(document.request.unknown_members().is_empty() && document.request.unlisted_values().is_empty());
    }
}

#[test]
fn every_request_is_written_for_the_checks_with_botocore() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/exports");
    std::fs::create_dir_all(&folder).unwrap();
    for preset in &PRESETS {
        std::fs::write(folder.join(format!("{}.json", preset.id)), preset.document().request.to_json_pretty()).unwrap();
    }
}

#[test]
fn early_stopping_saves_time_and_keeps_the_best() {
    let (on, off) = (run("early-stopping"), run("no-early-stopping"));
    let stopped = on.state().jobs().iter().filter(|job| matches!(job.status, Status::Stopped(_))).count();
    assert!(stopped >= 10, "{stopped} jobs were stopped early");
    assert!(on.state().now() < 0.7 * off.state().now());
    assert!(best(&on) >= best(&off) - 0.02, "{} {}", best(&on), best(&off));
}

#[test]
fn hyperband_starts_more_training_jobs_in_less_time() {
    let (hyperband, all) = (run("hyperband"), run("no-early-stopping"));
    assert!(hyperband.state().launched() > all.state().launched());
    assert!(hyperband.state().now() < 0.7 * all.state().now());
    assert!(best(&hyperband) >= best(&all) - 0.02, "{} {}", best(&hyperband), best(&all));
}

#[test]
fn a_log_scale_finds_a_better_learning_rate() {
    let (linear, log) = (run("linear-scale"), run("log-scale"));
    assert!(best(&log) < best(&linear), "{} {}", best(&log), best(&linear));
    let small = |job: &TuningJob| {
        let rates = job.state().jobs().iter().filter_map(|job| job.hyperparameters.get("learning_rate")?.as_number());
        rates.filter(|rate| *rate < 0.1).count()
    };
    assert!(small(&linear) <= 6 && small(&log) >= 18, "{} {}", small(&linear), small(&log));
}

#[test]
fn the_criteria_end_what_they_say() {
    let ended_by_and_after = |id: &str| {
        let job = run(id);
        (ended_by(&job), job.state().launched())
    };
    let (criterion, jobs) = ended_by_and_after("target");
    assert_eq!(criterion, Criterion::TargetObjectiveMetricValue);
    assert!((8..=50).contains(&jobs), "a target that is met at once, or never, shows little: {jobs}");
    let (criterion, jobs) = ended_by_and_after("not-improving");
    assert_eq!(criterion, Criterion::BestObjectiveNotImproving);
    assert!((15..=70).contains(&jobs), "{jobs}");
    assert_eq!(ended_by_and_after("grid"), (Criterion::MaxNumberOfTrainingJobs, 27));
    assert_eq!(ended_by_and_after("iris").0, Criterion::CompleteOnConvergence);
    assert_eq!(ended_by_and_after("out-of-time").0, Criterion::MaxRuntimeInSeconds);
}

#[test]
fn convergence_is_told_with_the_numbers_it_was_decided_by() {
    let job = run("iris");
    let TuningJobStatus::Completed(completion @ Completion::CompleteOnConvergence(estimate)) = job.state().status()
    else {
        unreachable!("{:?}", job.state().status())
    };
    let (jobs, near) = (estimate.jobs, estimate.jobs_near_best);
    let sentence = words::ending(completion);
    assert!(sentence.starts_with(&format!("{near} of {jobs} results are within 1 % of the best, ")), "{sentence}");
    assert!(sentence.contains("1.5 times as many") && sentence.ends_with(" %, below 10 %"), "{sentence}");

    let mut session = Session::new(job.config().clone());
    session.receive(job.log().iter().cloned(), None);
    session.seek(f64::INFINITY);
    let gauges = words::gauges(&session);
    let gauge = gauges.iter().find(|gauge| gauge.criterion == Criterion::CompleteOnConvergence).expect("a gauge");
    assert!(gauge.is_met && gauge.reading.ends_with(&format!(" %: {near} of {jobs} near the best")), "{gauge:?}");
}

#[test]
fn iris_trains_for_the_epochs_of_the_request_although_it_has_hyperparameters_the_model_does_not_use() {
    assert!(run("iris").state().jobs().iter().all(|job| job.until_epoch == 25));
}

#[test]
fn one_training_job_at_a_time_all_of_them_are_trained() {
    let mut document = Preset::find("no-early-stopping").expect("a preset").document();
    let limits = &mut document.request.hyper_parameter_tuning_job_config.resource_limits;
    (limits.max_parallel_training_jobs, limits.max_number_of_training_jobs) = (1, Some(6));
    let job = check(&document, Objective::Problem).plan.expect("it can run").run_to_end();
    let statuses: Vec<&Status> = job.state().jobs().iter().map(|job| &job.status).collect();
    assert_eq!(statuses, [&Status::Completed; 6]);
}

#[test]
fn boosted_trees_on_spirals_want_deep_trees_and_light_leaves() {
    let job = run("boosted-trees");
    assert_eq!(ended_by(&job), Criterion::MaxNumberOfTrainingJobs);
    assert!(job.state().jobs().iter().all(|job| job.until_epoch == 50 && job.status == Status::Completed));
    let (best, loss) = job.state().history().best().expect("a best job");
    let number = |name: &str| best.hyperparameters.get(name).and_then(ParameterValue::as_number).expect("a number");
    assert!(number("max_depth") >= 5.0 && number("min_child_weight") < 3.0, "{:?}", best.hyperparameters);
    let first = job.state().jobs().iter().take(6).filter_map(|job| job.curve.last());
    assert!(first.fold(f64::INFINITY, f64::min) > 1.1 * loss, "the search goes on to find better ones: {loss}");
}

#[test]
fn some_jobs_diverge_and_the_search_goes_on() {
    let job = run("divergence");
    let failed = job.state().jobs().iter().filter(|job| matches!(job.status, Status::Failed(_))).count();
    assert!((3..=15).contains(&failed), "{failed}");
    assert!(best(&job) > 0.9);
}
