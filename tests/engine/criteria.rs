//! Early stopping and the completion criteria, one by one and together.

use crate::script::{expect_without_launches, job, run, text};
use tuneground::completion::{Convergence, Improvement, NotImproving};
use tuneground::early_stopping::EarlyStopping;
use tuneground::objective::Direction;
use tuneground::tuning_job::TuningConfigParts;

const FLAT: &[f64] = &[0.5, 0.5, 0.5];
const BROKEN: &[f64] = &[f64::NAN];

fn not_improving(parts: &mut TuningConfigParts, max_jobs: u32, improvement: Improvement) {
    parts.criteria.not_improving = Some(NotImproving { max_jobs, improvement });
}

/// One job at a time, of one epoch, up to 100 jobs.
fn one_by_one(parts: &mut TuningConfigParts) {
    parts.max_parallel_jobs = 1;
    parts.epoch_plan.default = 1;
    parts.criteria.max_training_jobs = 100;
}

#[test]
fn the_median_rule_compares_the_value_with_the_median_of_the_means() {
    // The means after epoch 2 of jobs 1 to 3 are 0.25, 0.5 and 0.75. Job 4 has just the median and goes on, job 5 is
    // worse at its second epoch, though its own mean is better.
    let config = job(|parts| {
        parts.max_parallel_jobs = 1;
        parts.epoch_plan.default = 2;
        parts.criteria.max_training_jobs = 5;
        parts.early_stopping = EarlyStopping::Auto { min_completed_jobs: 3 };
    });
    let curves: &[&[f64]] = &[&[0.0, 0.5], &[0.5, 0.5], &[1.0, 0.5], &[0.5, 0.5], &[1.0, 0.375]];
    let log = text(run(config, curves).log(), false);
    let end = "70 #4 0.5\n80 #4 0.5\n80 #4 completed\n90 #5 1\n100 #5 0.375\n100 #5 completed\n100 MaxNumberOfTrainingJobs: 5";
    assert!(log.ends_with(end), "a job at its last epoch has nothing left to stop: {log}");

    let config = job(|parts| {
        parts.max_parallel_jobs = 1;
        parts.criteria.max_training_jobs = 5;
        parts.early_stopping = EarlyStopping::Auto { min_completed_jobs: 3 };
    });
    let curves: &[&[f64]] =
        &[&[0.0, 0.5, 0.5], &[0.5, 0.5, 0.5], &[1.0, 0.5, 0.5], &[0.5, 0.5, 0.5], &[1.0, 0.375, 1.0]];
    let log = text(run(config, curves).log(), false);
    let end = "130 #5 1\n140 #5 0.375\n140 #5 stopped: 0.375 against 0.5 of 1 2 3 4\n140 MaxNumberOfTrainingJobs: 5";
    assert!(log.ends_with(end), "{log}");
}

#[test]
fn stopped_and_failed_jobs_are_not_compared_with() {
    let config = job(|parts| {
        parts.max_parallel_jobs = 1;
        parts.early_stopping = EarlyStopping::Auto { min_completed_jobs: 1 };
    });
    let curves: &[&[f64]] = &[FLAT, &[0.25], &[1.0, f64::NAN], &[0.375]];
    expect_without_launches(
        &run(config, curves),
        &[
            "10 #1 0.5",
            "20 #1 0.5",
            "30 #1 0.5",
            "30 #1 completed",
            "40 #2 0.25",
            "40 #2 stopped: 0.25 against 0.5 of 1",
            "50 #3 1",
            "60 #3 failed: broken",
            "70 #4 0.375",
            "70 #4 stopped: 0.375 against 0.5 of 1",
            "70 MaxNumberOfTrainingJobs: 4",
        ],
    );
}

#[test]
fn the_target_is_met_at_the_first_epoch() {
    let config = job(|parts| parts.criteria.target = Some(0.75));
    expect_without_launches(
        &run(config, &[&[0.75], FLAT]),
        &["10 #1 0.75", "10 #1 halted", "10 #2 halted", "10 TargetObjectiveMetricValue: #1 epoch 1: 0.75"],
    );
}

#[test]
fn the_target_is_met_in_the_middle_of_one_of_two_jobs() {
    let config = job(|parts| {
        parts.objective.direction = Direction::Minimize;
        parts.criteria.target = Some(0.25);
    });
    let done = run(config, &[FLAT, &[1.0, 0.125]]);
    expect_without_launches(
        &done,
        &[
            "10 #1 0.5",
            "10 #2 1",
            "20 #1 0.5",
            "20 #2 0.125",
            "20 #1 halted",
            "20 #2 halted",
            "20 TargetObjectiveMetricValue: #2 epoch 2: 0.125",
        ],
    );
    assert_eq!(done.state().progress().not_improving, 0, "who is halted has not failed to improve");
}

#[test]
fn the_target_is_met_at_the_last_epoch_of_a_job_that_completes() {
    let config = job(|parts| parts.criteria.target = Some(0.75));
    let log = text(run(config, &[&[0.5, 0.5, 1.0], FLAT]).log(), false);
    let end = "30 #1 1\n30 #1 completed\n30 #2 halted\n30 TargetObjectiveMetricValue: #1 epoch 3: 1";
    assert!(log.ends_with(end), "{log}");
}

#[test]
fn the_target_has_32_bits_as_the_metric_has() {
    // 0.1 is less than its 32-bit rounding, and 0.7 is more than its own: each would be missed in one direction.
    for (direction, value) in [(Direction::Minimize, 0.1), (Direction::Maximize, 0.7)] {
        let config = job(|parts| {
            parts.objective.direction = direction;
            parts.criteria.target = Some(value);
        });
        let log = text(run(config, &[&[value]]).log(), false);
        assert!(log.contains("10 TargetObjectiveMetricValue"), "{log}");
    }
}

#[test]
fn both_readings_of_not_improving() {
    let curves: &[&[f64]] = &[&[0.5], &[0.501], &[0.5015], &[0.502], &[0.4], &[0.502], &[0.45]];
    for (improvement, end) in [
        (Improvement::Strict, "70 BestObjectiveNotImproving: 3 since Some(0.5019999742507935)"),
        (Improvement::OnePercent, "40 BestObjectiveNotImproving: 3 since Some(0.5)"),
    ] {
        let config = job(|parts| {
            one_by_one(parts);
            not_improving(parts, 3, improvement);
        });
        let log = text(run(config, curves).log(), false);
        assert!(log.ends_with(end), "{log}");
    }
}

#[test]
fn a_failed_job_does_not_improve() {
    let config = job(|parts| {
        one_by_one(parts);
        not_improving(parts, 3, Improvement::Strict);
    });
    let log = text(run(config, &[&[0.5], BROKEN, &[0.25], BROKEN]).log(), false);
    assert!(log.ends_with("40 #4 failed: broken\n40 BestObjectiveNotImproving: 3 since Some(0.5)"), "{log}");
    let config = job(|parts| {
        one_by_one(parts);
        not_improving(parts, 3, Improvement::Strict);
    });
    let log = text(run(config, &[BROKEN]).log(), false);
    assert!(log.ends_with("30 #3 failed: broken\n30 BestObjectiveNotImproving: 3 since None"), "{log}");
}

#[test]
fn equal_results_converge_and_a_rising_best_does_not() {
    // Of equal results all are near the best: the chance is 2/(2 + n), a quarter after the sixth.
    let convergence = Convergence { min_jobs: 6, max_probability: 0.26, ..Convergence::default() };
    let config = job(|parts| {
        one_by_one(parts);
        parts.criteria.convergence = Some(convergence);
    });
    let done = run(config, &[&[0.5]]);
    let log = text(done.log(), false);
    assert!(log.ends_with("60 #6 completed\n60 converged after 6\n60 CompleteOnConvergence: 6 jobs"), "{log}");
    assert_eq!(done.state().convergence().map(|(time, _)| time), Some(60.0));

    let config = job(|parts| {
        one_by_one(parts);
        parts.criteria.max_training_jobs = 30;
        parts.criteria.convergence = Some(convergence);
    });
    let rising: Vec<[f64; 1]> = (1..=30).map(|n| [f64::from(n)]).collect();
    let curves: Vec<&[f64]> = rising.iter().map(<[f64; 1]>::as_slice).collect();
    let log = text(run(config, &curves).log(), false);
    assert!(log.ends_with("MaxNumberOfTrainingJobs: 30"), "{log}");
}

#[test]
fn of_criteria_met_together_the_first_in_order_is_named() {
    // The seventh job meets three at once: not improving, converged, and the number of jobs.
    let all = |parts: &mut TuningConfigParts| {
        one_by_one(parts);
        parts.criteria.max_training_jobs = 7;
        not_improving(parts, 6, Improvement::Strict);
        parts.criteria.convergence = Some(Convergence { min_jobs: 7, max_probability: 0.26, ..Convergence::default() });
    };
    let end_of = |change: &dyn Fn(&mut TuningConfigParts)| {
        let config = job(|parts| {
            all(parts);
            change(parts);
        });
        text(run(config, &[&[0.5]]).log(), false).lines().last().unwrap().to_owned()
    };
    assert_eq!(end_of(&|_| {}), "70 BestObjectiveNotImproving: 6 since Some(0.5)");
    assert_eq!(end_of(&|parts| parts.criteria.not_improving = None), "70 CompleteOnConvergence: 7 jobs");
    assert_eq!(end_of(&|parts| parts.criteria.target = Some(0.5)), "10 TargetObjectiveMetricValue: #1 epoch 1: 0.5");
    assert_eq!(end_of(&|parts| parts.criteria.max_runtime = Some(65.0)), "65 MaxRuntimeInSeconds: 65");
}
