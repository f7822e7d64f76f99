//! An epoch of training allocates nothing: what it needs is there before the first, and no time goes into it. A trainer gives
//! back what a training job took, so that a worker's memory stays flat however many it trains.
//!
//! One test in a program of its own: the counter is the whole process's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::alloc::System;
use std::sync::Arc;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tuneground::dataset::{Dataset, DatasetName, DatasetSpec};
use tuneground::model::{ModelKind, Progress, TrainingRun, TrainingSpec};
use tuneground::playground::{Assignment, Objective, Preset, Trainer, Training, plan};
use tuneground::training_job::JobNumber;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn training_takes_no_memory_that_it_does_not_give_back() {
    an_epoch_allocates_nothing();
    a_trainer_stays_as_small_as_it_was();
}

/// 750 training jobs, as many as a tuning job can have, of each model, five at a time.
fn a_trainer_stays_as_small_as_it_was() {
    for preset in ["early-stopping", "boosted-trees"] {
        let document = Preset::find(preset).unwrap().document();
        let plan = plan(&document, Objective::Problem).unwrap();
        let Training::Problem(problem) = plan.training.clone() else { panic!("{preset} trains nothing") };
        let mut values = plan.start();
        values.advance(0.0, usize::MAX);
        let launched = values.job().state().jobs().first().unwrap().hyperparameters.to_texts();
        let mut trainer = Trainer::new(problem, None, plan.config.seed());
        let mut train = |numbers: core::ops::RangeInclusive<u32>| {
            for job in numbers {
                let hyperparameters = launched.clone();
                let assignment = Assignment {
                    job: JobNumber(job),
                    hyperparameters,
                    known_epochs: 0,
                    first_report: f64::from(job),
                    epoch_seconds: 1.0,
                };
                assert_eq!(trainer.launch(assignment), None);
                while job % 5 == 0 && !trainer.is_idle() {
                    let _ = trainer.work(usize::MAX);
                }
            }
        };
        train(1..=5);
        let counted = Region::new(ALLOCATOR);
        train(6..=750);
        let change = counted.change();
        assert!(change.allocations > 745, "{preset}: the jobs took memory, and the counter counts it");
        assert_eq!(change.bytes_allocated, change.bytes_deallocated, "{preset}");
    }
}

fn an_epoch_allocates_nothing() {
    let dataset = Arc::new(Dataset::generate(&DatasetSpec::default_of(DatasetName::Blobs)).unwrap());
    for (kind, pairs) in [
        (ModelKind::LogisticRegression, &[("l1", "0.01"), ("optimizer", "rmsprop")][..]),
        (ModelKind::Mlp, &[("activation", "tanh"), ("mini_batch_size", "7")]),
        (ModelKind::Mlp, &[("activation", "relu"), ("optimizer", "adam"), ("dropout", "0.2"), ("hidden_layers", "6")]),
        (ModelKind::Mlp, &[("activation", "sigmoid"), ("weight_decay", "0.01"), ("mini_batch_size", "10000")]),
    ] {
        let spec = TrainingSpec::new(kind, pairs.iter().copied()).unwrap();
        let mut run = TrainingRun::new(&spec, Arc::clone(&dataset), 1, 1);
        let counted = Region::new(ALLOCATOR);
        let mut epochs = 0;
        while !run.is_finished() {
            epochs += u32::from(matches!(run.advance(100), Progress::Epoch(_)));
        }
        let change = counted.change();
        assert_eq!((epochs, change.allocations, change.reallocations), (spec.epochs(), 0, 0), "{pairs:?}");
    }
    // The counter counts.
    let counted = Region::new(ALLOCATOR);
    drop(vec![dataset.train().rows(); 3]);
    assert_eq!(counted.change().allocations, 1);
}
