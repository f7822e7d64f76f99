//! Whole tuning jobs.

use crate::support::{best, document, plan, request, run};
use serde_json::{Value, json};
use tuneground::completion::Criterion;
use tuneground::playground::{Objective, Severity, check};
use tuneground::training_job::{Status, TrainingJob};
use tuneground::tuning_job::{TuningJob, TuningJobStatus};

fn with(config: &Value) -> Value {
    let mut request = request();
    for (name, value) in config.as_object().unwrap() {
        request["HyperParameterTuningJobConfig"][name] = value.clone();
    }
    request
}

fn finals(job: &TuningJob) -> Vec<f64> {
    let mut finals: Vec<f64> = job.state().jobs().iter().filter_map(TrainingJob::final_objective).collect();
    finals.sort_by(f64::total_cmp);
    finals
}

fn epochs(job: &TuningJob) -> u32 {
    job.state().jobs().iter().map(|job| job.curve.epochs()).sum()
}

#[test]
fn the_same_document_is_the_same_job_and_seeds_matter() {
    let log = |surface: u64, random: u64| {
        let job = run(&with(&json!({ "RandomSeed": random })), surface);
        let ends: Vec<(f64, Option<f64>)> =
            job.state().jobs().iter().map(|job| (job.created, job.final_objective())).collect();
        ends
    };
    assert_eq!(log(1, 1), log(1, 1));
    assert_ne!(log(1, 1), log(2, 1), "the surface's seed");
    assert_ne!(log(1, 1), log(1, 2), "the search's seed");
}

/// The best of many trials is clearly better than the median, and many trials are better than few.
#[test]
fn random_search_finds_the_best_region_with_many_trials() {
    let (mut few, mut gap, mut range) = (0.0, 0.0, 0.0);
    for seed in 0..12 {
        let job = run(
            &with(&json!({ "ResourceLimits": { "MaxNumberOfTrainingJobs": 120, "MaxParallelTrainingJobs": 4 } })),
            seed,
        );
        let all = finals(&job);
        assert_eq!(all.len(), 120);
        assert!(all.iter().all(|auc| (0.4..0.98).contains(auc)), "{all:?}");
        let first = job.state().jobs().iter().take(8).filter_map(TrainingJob::final_objective).fold(0.0, f64::max);
        let (median, best) = (all[60], all[119]);
        assert!(best - median > 0.05, "seed {seed}: {best} and {median}");
        few += best - first;
        gap += best - median;
        range += best - all[0];
    }
    assert!(few / 12.0 > 0.015, "eight trials are not enough: {}", few / 12.0);
    assert!(gap < 0.6 * range, "most trials are not the worst");
}

#[test]
fn early_stopping_saves_epochs_and_mostly_keeps_the_best() {
    let (mut kept, mut saved) = (0, 0.0);
    for seed in 0..16 {
        let on = run(&with(&json!({ "TrainingJobEarlyStoppingType": "Auto" })), seed);
        let off = run(&request(), seed);
        let stopped = on.state().jobs().iter().filter(|job| matches!(job.status, Status::Stopped(_))).count();
        assert!((10..60).contains(&stopped), "seed {seed}: {stopped} of 60 were stopped");
        kept += i32::from(best(&on) >= best(&off) - 0.01);
        saved += 1.0 - f64::from(epochs(&on)) / f64::from(epochs(&off));
    }
    assert!(kept >= 11, "{kept} of 16 seeds keep the best within 0.01");
    assert!(saved / 16.0 > 0.4, "{}", saved / 16.0);
}

#[test]
fn a_job_of_boosted_trees_never_diverges_and_one_of_a_network_sometimes_does() {
    let failed = |request: &Value| -> usize {
        (0..6)
            .map(|seed| {
                let job = run(request, seed);
                let reasons = job.state().jobs().iter().filter_map(|job| match &job.status {
                    Status::Failed(reason) => Some(reason.clone()),
                    _ => None,
                });
                reasons.inspect(|reason| assert!(reason.contains("learning rate"), "{reason}")).count()
            })
            .sum()
    };
    assert_eq!(failed(&request()), 0);
    let network = with(&json!({ "ParameterRanges": { "ContinuousParameterRanges": [
        { "Name": "learning_rate", "MinValue": "0.0001", "MaxValue": "1", "ScalingType": "Logarithmic" },
        { "Name": "dropout", "MinValue": "0", "MaxValue": "0.5" },
    ] } }));
    let mut network = network;
    network["TrainingJobDefinition"]["StaticHyperParameters"] = json!({ "epochs": "10" });
    let count = failed(&network);
    assert!((6..60).contains(&count), "{count} of 360 failed");
}

#[test]
fn all_criteria_work_on_it() {
    let ended_by = |config: Value| match run(&with(&config), 0).state().status() {
        TuningJobStatus::Completed(completion) => completion.criterion(),
        other => unreachable!("{other:?}"),
    };
    let limits = |limits: Value| json!({ "ResourceLimits": limits });
    assert_eq!(ended_by(json!({})), Criterion::MaxNumberOfTrainingJobs);
    assert_eq!(
        ended_by(limits(json!({ "MaxParallelTrainingJobs": 2, "MaxRuntimeInSeconds": 3000 }))),
        Criterion::MaxRuntimeInSeconds
    );
    let criteria = |criteria: Value| json!({ "TuningJobCompletionCriteria": criteria });
    assert_eq!(ended_by(criteria(json!({ "TargetObjectiveMetricValue": 0.8 }))), Criterion::TargetObjectiveMetricValue);
    assert_eq!(
        ended_by(criteria(json!({ "BestObjectiveNotImproving": { "MaxNumberOfTrainingJobsNotImproving": 5 } }))),
        Criterion::BestObjectiveNotImproving
    );
    let grid = with(&json!({
        "Strategy": "Grid",
        "ResourceLimits": { "MaxParallelTrainingJobs": 3 },
        "ParameterRanges": { "CategoricalParameterRanges": [
            { "Name": "max_depth", "Values": ["2", "4", "8"] }, { "Name": "booster", "Values": ["gbtree", "dart"] },
        ] },
    }));
    assert_eq!(run(&grid, 0).state().launched(), 6);
}

/// As long as its tuned hyperparameter says, at most 1000 epochs; and an epoch of a large model takes longer.
#[test]
fn jobs_are_as_long_as_they_say() {
    let tuned = with(&json!({ "ParameterRanges": { "IntegerParameterRanges": [
        { "Name": "num_round", "MinValue": "1", "MaxValue": "3000" }, { "Name": "max_depth", "MinValue": "2", "MaxValue": "10" },
    ] } }));
    let mut tuned = tuned;
    tuned["TrainingJobDefinition"]["StaticHyperParameters"] = json!({});
    let document = document(&tuned, &json!({ "Model": "surrogate" }));
    let checked = check(&document, Objective::Problem);
    let issue = checked.issues.iter().find(|issue| issue.rule == "surrogate-epochs").unwrap();
    assert_eq!(
        (issue.severity, issue.path.as_str()),
        (Severity::Warning, "HyperParameterTuningJobConfig.ParameterRanges.IntegerParameterRanges[0]")
    );
    let job = plan(&document).run_to_end();
    assert_eq!(job.config().max_epochs(), 1000);
    let mut lengths = Vec::new();
    for job in job.state().jobs() {
        let rounds = job.hyperparameters.get("num_round").unwrap().as_number().unwrap() as u32;
        assert_eq!((job.until_epoch, job.curve.epochs()), (rounds.min(1000), rounds.min(1000)));
        let depth = job.hyperparameters.get("max_depth").unwrap().as_number().unwrap();
        lengths.push((depth, (job.ended.unwrap() - job.created - 90.0) / f64::from(job.curve.epochs())));
    }
    lengths.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(lengths.last().unwrap().1 > 1.3 * lengths[0].1, "{lengths:?}");
}

/// 750 jobs of 30 epochs over the most ranges that AWS takes.
#[test]
fn the_largest_job_is_cheap() {
    let ranges: Vec<Value> =
        (0..30).map(|n| json!({ "Name": format!("p{n}"), "MinValue": "0", "MaxValue": "1" })).collect();
    let mut largest = with(&json!({
        "ResourceLimits": { "MaxNumberOfTrainingJobs": 750, "MaxParallelTrainingJobs": 10 },
        "ParameterRanges": { "ContinuousParameterRanges": ranges },
    }));
    largest["TrainingJobDefinition"]["StaticHyperParameters"] = json!({});
    let started = std::time::Instant::now();
    let job = run(&largest, 0);
    assert_eq!(epochs(&job), 750 * 30);
    // A hundredth of that would do; the machine that tests may be busy.
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
