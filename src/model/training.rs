//! A training job's work: epochs, cut into slices so that a worker can answer messages in mid-epoch.

use std::sync::Arc;

use super::descent::Descent;
use super::kind::ModelKind;
use super::metrics::EpochMetrics;
use super::spec::TrainingSpec;
use super::trees::{Boosting, Fitting};
use crate::dataset::Dataset;

/// What a call to [`TrainingRun::advance`] led to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// The epoch is not over; call again.
    Working,
    /// An epoch ended. It was the last one when its number is the spec's [`TrainingSpec::epochs`].
    Epoch(EpochMetrics),
    /// Training went out of the numbers' range and cannot go on; the training job fails.
    Diverged {
        /// The epoch in which it happened, from 1.
        epoch: u32,
        /// What was no longer a finite number.
        what: NonFinite,
    },
    /// All epochs had ended before the call; nothing was done.
    Finished,
}

/// What was no longer a finite number when training diverged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NonFinite {
    /// The loss of a mini-batch.
    #[error("the training loss is not a finite number")]
    TrainingLoss,
    /// A weight, after an update.
    #[error("the weights are not finite numbers")]
    Weights,
    /// The loss on the validation rows.
    #[error("the validation loss is not a finite number")]
    ValidationLoss,
    /// The data, or squares of them, which trees take in the target's own unit.
    #[error("the data are too large for numbers of 32 bits")]
    Data,
}

impl NonFinite {
    /// What may help.
    pub fn advice(self) -> &'static str {
        match self {
            Self::TrainingLoss | Self::Weights | Self::ValidationLoss => "the learning rate may be too large",
            Self::Data => "give the target in a larger unit",
        }
    }
}

/// One training job being trained.
#[derive(Clone, Debug)]
pub struct TrainingRun {
    spec: TrainingSpec,
    dataset: Arc<Dataset>,
    learner: Learner,
    /// Epochs ended.
    epoch: u32,
    diverged: Option<NonFinite>,
}

/// What is trained, as the model's kind says.
#[derive(Clone, Debug)]
enum Learner {
    Network(Box<Descent>),
    Booster(Box<Boosting>),
    Tree(Box<Fitting>),
    /// The data are none that trees take.
    Refused,
}

impl TrainingRun {
    /// The training job numbered `job_number` of a tuning job with random seed `seed`, before its first epoch.
    pub fn new(spec: &TrainingSpec, dataset: Arc<Dataset>, seed: u64, job_number: u64) -> Self {
        let learner = match spec.kind() {
            ModelKind::LogisticRegression | ModelKind::Mlp => {
                Learner::Network(Box::new(Descent::new(spec, &dataset, seed, job_number)))
            }
            ModelKind::GradientBoostedTrees => Boosting::new(spec, &dataset, seed, job_number)
                .map_or(Learner::Refused, |boosting| Learner::Booster(Box::new(boosting))),
            ModelKind::DecisionTree => {
                Fitting::new(spec, &dataset).map_or(Learner::Refused, |fitting| Learner::Tree(Box::new(fitting)))
            }
        };
        Self { spec: spec.clone(), dataset, learner, epoch: 0, diverged: None }
    }

    /// Trains or evaluates about `max_rows` rows, rounded up to a whole mini-batch or to a node of a tree, and stops early
    /// where an epoch ends. How the rows are cut into calls does not change any result.
    pub fn advance(&mut self, max_rows: usize) -> Progress {
        if self.is_finished() {
            return Progress::Finished;
        }
        let epoch = self.epoch + 1;
        if let Some(what) = self.diverged {
            return Progress::Diverged { epoch, what };
        }
        let step = match &mut self.learner {
            Learner::Network(network) => network.advance(&self.spec, &self.dataset, epoch, max_rows),
            Learner::Booster(booster) => booster.advance(epoch, max_rows),
            Learner::Tree(tree) => tree.advance(&self.dataset, epoch, max_rows),
            Learner::Refused => Err(NonFinite::Data),
        };
        match step {
            Ok(None) => Progress::Working,
            Ok(Some(metrics)) => {
                self.epoch = epoch;
                Progress::Epoch(metrics)
            }
            Err(what) => {
                self.diverged = Some(what);
                Progress::Diverged { epoch, what }
            }
        }
    }

    /// The spec it trains.
    pub fn spec(&self) -> &TrainingSpec {
        &self.spec
    }

    /// The data set it trains on.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// How many epochs have ended.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Whether all epochs have ended.
    pub fn is_finished(&self) -> bool {
        self.epoch == self.spec.epochs()
    }

    /// A network's parameters as they stand: layer by layer, the weights row-major \[outputs × inputs\], then its biases
    /// \[outputs\]. Trees have none.
    pub fn parameters(&self) -> &[f32] {
        match &self.learner {
            Learner::Network(network) => network.parameters(),
            Learner::Booster(_) | Learner::Tree(_) | Learner::Refused => &[],
        }
    }

    /// Predictions for standardised `features`, row-major [rows × features], into `out`, row-major [rows × outputs]: class
    /// probabilities, or standardised numbers. A last row that is not whole is left out. Nothing of a run that refused its
    /// data.
    pub fn predict(&self, features: &[f32], out: &mut Vec<f32>) {
        match &self.learner {
            Learner::Network(network) => network.predict(&self.dataset, features, out),
            Learner::Booster(booster) => booster.predict(&self.dataset, features, out),
            Learner::Tree(tree) => tree.predict(&self.dataset, features, out),
            Learner::Refused => out.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{DatasetName, DatasetOptions, DatasetSpec};
    use crate::model::ModelKind;

    fn run_on(name: DatasetName, kind: ModelKind, pairs: &[(&str, &str)]) -> TrainingRun {
        let dataset =
            Arc::new(Dataset::generate(&DatasetSpec::new(name, &DatasetOptions::default()).unwrap()).unwrap());
        TrainingRun::new(&TrainingSpec::new(kind, pairs.iter().copied()).unwrap(), dataset, 1, 1)
    }

    /// All that ends an epoch or the run, and the parameters' bits at the end.
    fn to_the_end(mut run: TrainingRun, max_rows: usize) -> (Vec<Progress>, Vec<u32>) {
        let mut ends = Vec::new();
        loop {
            match run.advance(max_rows) {
                Progress::Working => {}
                end => ends.push(end),
            }
            if matches!(ends.last(), Some(Progress::Finished | Progress::Diverged { .. })) {
                return (ends, run.parameters().iter().map(|w| w.to_bits()).collect());
            }
        }
    }

    fn last_values(run: TrainingRun) -> Vec<f64> {
        let (ends, _) = to_the_end(run, usize::MAX);
        let last = ends.iter().rev().find_map(|end| if let Progress::Epoch(epoch) = end { Some(epoch) } else { None });
        last.unwrap().values().to_vec()
    }

    #[test]
    fn slices_do_not_change_results() {
        let pairs = [("dropout", "0.2"), ("epochs", "4"), ("mini_batch_size", "7"), ("optimizer", "adam")];
        let run = run_on(DatasetName::TwoMoons, ModelKind::Mlp, &pairs);
        let whole = to_the_end(run.clone(), usize::MAX);
        assert_eq!(whole.0.len(), 5);
        for max_rows in [0, 1, 7, 64, 100, 299, 1000] {
            assert_eq!(to_the_end(run.clone(), max_rows), whole, "{max_rows}");
        }
    }

    #[test]
    fn a_slice_is_no_longer_than_asked_but_for_the_last_batch() {
        let mut run = run_on(DatasetName::TwoMoons, ModelKind::Mlp, &[("epochs", "1")]);
        let mut calls = 1;
        while matches!(run.advance(32), Progress::Working) {
            calls += 1;
        }
        // Nine batches of 32; the last one, of 12, with the first 64 validation rows; the other 36.
        assert_eq!(calls, 11);
        assert!(run.is_finished() && run.epoch() == 1);
        assert_eq!(run.advance(32), Progress::Finished);
    }

    #[test]
    fn defaults_learn_what_they_can() {
        for (name, accuracy) in [
            (DatasetName::TwoMoons, 0.93),
            (DatasetName::Circles, 0.93),
            (DatasetName::Xor, 0.88),
            (DatasetName::Blobs, 0.93),
            (DatasetName::Iris, 0.87),
        ] {
            let values = last_values(run_on(name, ModelKind::Mlp, &[]));
            assert!(values[3] >= accuracy, "{name:?} {values:?}");
        }
        for (name, accuracy) in [(DatasetName::TwoMoons, 0.85), (DatasetName::Blobs, 0.93), (DatasetName::Iris, 0.87)] {
            let values = last_values(run_on(name, ModelKind::LogisticRegression, &[]));
            assert!(values[values.len() - 1] >= accuracy, "{name:?} {values:?}");
        }
        let wider = [("hidden_units", "32"), ("activation", "relu")];
        assert!(last_values(run_on(DatasetName::Spirals, ModelKind::Mlp, &wider))[3] > 0.95);
    }

    #[test]
    fn a_rate_that_is_too_large_diverges_without_nan_metrics() {
        for optimizer in ["sgd", "adam", "rmsprop"] {
            let pairs =
                [("learning_rate", "1000"), ("weight_decay", "100"), ("activation", "relu"), ("optimizer", optimizer)];
            let (ends, _) = to_the_end(run_on(DatasetName::TwoMoons, ModelKind::Mlp, &pairs), 100);
            for end in &ends {
                if let Progress::Epoch(metrics) = end {
                    assert!(metrics.values().iter().all(|value| value.is_finite()));
                }
            }
            if optimizer == "sgd" {
                let Some(Progress::Diverged { epoch, what }) = ends.last() else { panic!("{ends:?}") };
                assert!(*epoch <= 5 && what.to_string().ends_with("finite number"), "{epoch} {what}");
            }
        }
    }

    #[test]
    fn a_diverged_run_stays_diverged() {
        let pairs = [("learning_rate", "1000"), ("weight_decay", "100")];
        let mut run = run_on(DatasetName::TwoMoons, ModelKind::Mlp, &pairs);
        let (ends, _) = to_the_end(run.clone(), usize::MAX);
        while !matches!(run.advance(1), Progress::Diverged { .. }) {}
        assert_eq!(Some(&run.advance(1)), ends.last());
    }

    #[test]
    fn predictions_are_probabilities_and_score_as_reported() {
        let mut run = run_on(DatasetName::Iris, ModelKind::Mlp, &[("epochs", "1")]);
        let Progress::Epoch(metrics) = run.advance(usize::MAX) else { panic!() };
        let validation = run.dataset().validation();
        let mut probabilities = vec![9.0];
        run.predict(validation.features(), &mut probabilities);
        assert_eq!(probabilities.len(), validation.rows() * 3);
        let rows = probabilities.chunks_exact(3).zip(validation.targets().labels());
        let loss: f64 = rows.clone().map(|(p, label)| -f64::from(p[usize::from(*label)]).ln()).sum();
        assert!((loss / validation.rows() as f64 - metrics.values()[2]).abs() < 1e-6);
        assert!(rows.clone().all(|(p, _)| (p.iter().sum::<f32>() - 1.0).abs() < 1e-6));
        run.predict(&[], &mut probabilities);
        assert!(probabilities.is_empty());
    }

    #[test]
    fn seed_and_job_number_decide_the_weights() {
        let run = run_on(DatasetName::TwoMoons, ModelKind::Mlp, &[]);
        let of = |seed, job_number| TrainingRun::new(run.spec(), run.dataset.clone(), seed, job_number);
        assert_eq!(of(1, 1).parameters(), run.parameters());
        assert_ne!(of(1, 2).parameters(), run.parameters());
        assert_ne!(of(2, 1).parameters(), run.parameters());
    }

    /// The metrics' bits of four short runs: they must be these natively and in WebAssembly, with and without simd128.
    #[test]
    fn golden_bits() {
        let values: Vec<u64> = [
            (DatasetName::TwoMoons, ModelKind::Mlp, &[("epochs", "5"), ("weight_decay", "0.001")][..]),
            (DatasetName::Spirals, ModelKind::Mlp, &[("epochs", "5"), ("activation", "relu"), ("optimizer", "adam")]),
            (DatasetName::Blobs, ModelKind::Mlp, &[("epochs", "5"), ("activation", "sigmoid"), ("dropout", "0.1")]),
            (
                DatasetName::Iris,
                ModelKind::LogisticRegression,
                &[("epochs", "5"), ("l1", "0.01"), ("optimizer", "rmsprop")],
            ),
        ]
        .into_iter()
        .map(|(name, kind, pairs)| last_values(run_on(name, kind, pairs))[2].to_bits())
        .collect();
        assert_eq!(values, GOLDEN, "{values:#x?}");
    }

    const GOLDEN: [u64; 4] =
        [0x3fcc_451e_d505_1eb8, 0x3fdc_5333_009e_3d71, 0x3ff0_006b_4400_0000, 0x3fca_a6f8_6a1a_41a4];
}
