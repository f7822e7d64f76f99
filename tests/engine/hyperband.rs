//! Hyperband's decisions, in scripts.

use crate::script::{expect_without_launches, job, run};
use tuneground::early_stopping::EarlyStopping;
use tuneground::strategy::ChosenStrategy;
use tuneground::strategy::hyperband::HyperbandSettings;
use tuneground::training_job::Status;
use tuneground::tuning_job::{ConfigError, TuningConfig, TuningConfigParts};

/// Up to 3 epochs, one job in three goes on: bracket 1, which has a rung at epoch 1, and bracket 0, which has none, share the
/// jobs 3 : 2, so the first five are in 1, 0, 1, 0, 1.
fn hyperband(parts: &mut TuningConfigParts) {
    parts.strategy = ChosenStrategy::Hyperband(HyperbandSettings::new(1, 3, 3).unwrap());
    parts.criteria.max_training_jobs = 5;
    parts.epoch_plan.default = 5;
}

#[test]
fn the_best_third_goes_on_and_nobody_past_max_resource() {
    let config = job(|parts| {
        hyperband(parts);
        parts.max_parallel_jobs = 1;
    });
    let low: &[f64] = &[0.25; 3];
    let high: &[f64] = &[0.5; 3];
    let job = run(config, &[high, low, low, high, high]);
    expect_without_launches(
        &job,
        &[
            "10 #1 0.5",
            "20 #1 0.5",
            "30 #1 0.5",
            "30 #1 stopped at MaxResource 3",
            "40 #2 0.25",
            "50 #2 0.25",
            "60 #2 0.25",
            "60 #2 stopped at MaxResource 3",
            "70 #3 0.25",
            "70 #3 stopped at rung 1 of bracket 1: 0.25 is 2 of 1 3, 1 kept",
            "80 #4 0.5",
            "90 #4 0.5",
            "100 #4 0.5",
            "100 #4 stopped at MaxResource 3",
            // As good as the best that may go on.
            "110 #5 0.5",
            "120 #5 0.5",
            "130 #5 0.5",
            "130 #5 stopped at MaxResource 3",
            "130 MaxNumberOfTrainingJobs: 5",
        ],
    );
}

#[test]
fn who_comes_first_to_a_rung_is_not_waited_for() {
    // All at once: when job 1 is judged, nobody else of its bracket has come, although both others are better.
    let config = job(|parts| {
        hyperband(parts);
        parts.max_parallel_jobs = 5;
        parts.epoch_plan.default = 2;
    });
    let job = run(config, &[&[0.1, 0.1], &[0.1, 0.1], &[0.2, 0.2], &[0.1, 0.1], &[0.3, 0.3]]);
    let completed = job.state().jobs().iter().filter(|job| job.status == Status::Completed).count();
    assert_eq!(completed, 5, "each was the best of those that had come");
}

#[test]
fn two_rules_that_stop_training_jobs_do_not_go_together() {
    let mut parts = None;
    job(|own| {
        hyperband(own);
        parts = Some(own.clone());
    });
    let mut parts = parts.unwrap();
    parts.early_stopping = EarlyStopping::Auto { min_completed_jobs: 3 };
    assert_eq!(TuningConfig::new(parts).unwrap_err(), [ConfigError::TwoStoppingRules]);
}
