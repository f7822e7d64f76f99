//! How many training jobs, how many at a time, for how long; failures; stops by hand.

use crate::script::{expect, expect_without_launches, grid, job, run, run_until, text};
use tuneground::tuning_job::TuningJobStatus;

const FLAT: &[f64] = &[0.5, 0.5, 0.5];
const BROKEN: &[f64] = &[f64::NAN];

#[test]
fn one_training_job() {
    let config = job(|parts| (parts.max_parallel_jobs, parts.criteria.max_training_jobs) = (1, 1));
    expect(
        &run(config, &[FLAT]),
        &["0 #1 launched", "10 #1 0.5", "20 #1 0.5", "30 #1 0.5", "30 #1 completed", "30 MaxNumberOfTrainingJobs: 1"],
    );
}

#[test]
fn more_slots_than_jobs() {
    let config = job(|parts| {
        (parts.max_parallel_jobs, parts.criteria.max_training_jobs) = (10, 2);
        parts.epoch_plan.default = 1;
    });
    expect(
        &run(config, &[FLAT]),
        &[
            "0 #1 launched",
            "0 #2 launched",
            "10 #1 0.5",
            "10 #1 completed",
            "10 #2 0.5",
            "10 #2 completed",
            "10 MaxNumberOfTrainingJobs: 2",
        ],
    );
}

#[test]
fn a_slot_is_used_again_before_the_next_report() {
    let config = job(|parts| {
        parts.epoch_plan.default = 2;
        parts.criteria.max_training_jobs = 3;
    });
    expect(
        &run(config, &[FLAT, BROKEN, FLAT]),
        &[
            "0 #1 launched",
            "0 #2 launched",
            "10 #1 0.5",
            "10 #2 failed: broken",
            "10 #3 launched",
            "20 #1 0.5",
            "20 #1 completed",
            "20 #3 0.5",
            "30 #3 0.5",
            "30 #3 completed",
            "30 MaxNumberOfTrainingJobs: 3",
        ],
    );
}

#[test]
fn all_jobs_fail() {
    let done = run(job(|_| {}), &[BROKEN]);
    expect_without_launches(
        &done,
        &[
            "10 #1 failed: broken",
            "10 #2 failed: broken",
            "20 #3 failed: broken",
            "20 #4 failed: broken",
            "20 MaxNumberOfTrainingJobs: 4",
        ],
    );
    assert!(done.state().history().best().is_none());
    assert_eq!(done.state().progress().not_improving, 4);
}

#[test]
fn what_is_no_number_fails_the_job_and_no_other() {
    for (value, word) in [(f64::INFINITY, "inf"), (-1e300, "-inf")] {
        let config = job(|parts| (parts.max_parallel_jobs, parts.criteria.max_training_jobs) = (1, 2));
        let done = run(config, &[&[0.5, value, 0.5], FLAT]);
        let failed = format!("20 #1 failed: AlgorithmError: the objective metric was {word} after epoch 2");
        let rest = ["30 #2 0.5", "40 #2 0.5", "50 #2 0.5", "50 #2 completed", "50 MaxNumberOfTrainingJobs: 2"];
        expect_without_launches(&done, &[&["10 #1 0.5", &failed], rest.as_slice()].concat());
    }
}

#[test]
fn a_grid_ends_with_its_combinations() {
    let config = job(|parts| {
        grid(parts, 3);
        parts.epoch_plan.default = 1;
        parts.criteria.max_training_jobs = 750;
    });
    let log = text(run(config, &[FLAT]).log(), false);
    assert!(log.ends_with("10 #2 completed\n20 #3 0.5\n20 #3 completed\n20 SearchSpaceExhausted: 3"), "{log}");
}

#[test]
fn a_grid_with_fewer_jobs_than_combinations_ends_with_the_jobs() {
    for categories in [4, 5, 30] {
        let config = job(|parts| {
            grid(parts, categories);
            parts.epoch_plan.default = 1;
        });
        let log = text(run(config, &[FLAT]).log(), false);
        assert!(log.ends_with("20 #4 completed\n20 MaxNumberOfTrainingJobs: 4"), "{categories}: {log}");
    }
}

#[test]
fn the_deadline_stops_who_runs_and_comes_after_the_reports_of_its_second() {
    let config = job(|parts| parts.criteria.max_runtime = Some(30.0));
    expect(
        &run(config, &[FLAT]),
        &[
            "0 #1 launched",
            "0 #2 launched",
            "10 #1 0.5",
            "10 #2 0.5",
            "20 #1 0.5",
            "20 #2 0.5",
            "30 #1 0.5",
            "30 #1 completed",
            "30 #2 0.5",
            "30 #2 completed",
            "30 MaxRuntimeInSeconds: 30",
        ],
    );
    let config = job(|parts| parts.criteria.max_runtime = Some(15.0));
    expect_without_launches(
        &run(config, &[FLAT]),
        &["10 #1 0.5", "10 #2 0.5", "15 #1 halted", "15 #2 halted", "15 MaxRuntimeInSeconds: 15"],
    );
}

#[test]
fn the_last_job_that_ends_with_the_deadline_is_named_before_it() {
    let config = job(|parts| {
        parts.criteria.max_training_jobs = 2;
        parts.criteria.max_runtime = Some(30.0);
    });
    assert!(text(run(config, &[FLAT]).log(), false).ends_with("30 #2 completed\n30 MaxNumberOfTrainingJobs: 2"));
    let config = job(|parts| {
        grid(parts, 2);
        parts.criteria.max_runtime = Some(30.0);
    });
    assert!(text(run(config, &[FLAT]).log(), false).ends_with("30 #2 completed\n30 SearchSpaceExhausted: 2"));
}

#[test]
fn a_stop_by_hand_stops_who_runs_and_counts_nobody() {
    let done = run_until(job(|_| {}), &[FLAT, BROKEN], Some(25.0));
    expect(
        &done,
        &[
            "0 #1 launched",
            "0 #2 launched",
            "10 #1 0.5",
            "10 #2 failed: broken",
            "10 #3 launched",
            "20 #1 0.5",
            "20 #3 failed: broken",
            "20 #4 launched",
            "25 stopping",
            "25 #1 halted by hand",
            "25 #4 halted by hand",
            "25 stopped",
        ],
    );
    assert_eq!(done.state().status(), &TuningJobStatus::Stopped);
    assert_eq!(done.state().progress().not_improving, 2);
    assert_eq!(done.state().history().best().map(|(job, value)| (job.number.0, value)), Some((1, 0.5)));
}

#[test]
fn a_stop_at_once() {
    let done = run_until(job(|_| {}), &[FLAT], Some(0.0));
    let expected = ["0 #1 launched", "0 #2 launched", "0 stopping", "0 #1 halted by hand", "0 #2 halted by hand"];
    expect(&done, &[&expected, ["0 stopped"].as_slice()].concat());
}
