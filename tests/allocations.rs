//! An epoch of training allocates nothing: what it needs is there before the first, so that a worker's memory stays flat
//! however many training jobs it trains, and no time goes into it.
//!
//! One test in a program of its own: the counter is the whole process's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::alloc::System;
use std::sync::Arc;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tuneground::dataset::{Dataset, DatasetName, DatasetSpec};
use tuneground::model::{ModelKind, Progress, TrainingRun, TrainingSpec};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
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
