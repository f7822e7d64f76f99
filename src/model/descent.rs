//! Gradient descent on a network: epochs of mini-batches, each followed by the validation rows.

use super::NonFinite;
use super::loss::Score;
use super::metrics::EpochMetrics;
use super::network::{Dropout, Network, Penalty, Workspace};
use super::optimizer::Optimizer;
use super::spec::TrainingSpec;
use crate::dataset::Dataset;
use crate::math::elementary;
use crate::math::rng::{Purpose, Stream};

/// Rows evaluated or predicted at a time: small enough to stay in the first-level cache.
const EVALUATION_ROWS: usize = 64;

/// Where an epoch stands.
#[derive(Clone, Copy, Debug)]
enum Phase {
    /// The next training row, as an index into the epoch's order.
    Training(usize),
    /// The next validation row.
    Evaluating(usize),
}

/// A network being trained.
#[derive(Clone, Debug)]
pub(super) struct Descent {
    network: Network,
    optimizer: Optimizer,
    workspace: Workspace,
    /// [parameters]
    gradient: Vec<f32>,
    /// The order of rows, then dropout.
    stream: Stream,
    /// The training rows in this epoch's order.
    order: Vec<u32>,
    phase: Phase,
    train: Score,
    validation: Score,
}

impl Descent {
    pub(super) fn new(spec: &TrainingSpec, dataset: &Dataset, seed: u64, job_number: u64) -> Self {
        let widths = spec.layer_widths(dataset.features(), dataset.task().outputs());
        let mut stream = Stream::new(seed, job_number, Purpose::Initialisation);
        let network = Network::new(&widths, spec.activation(), dataset.task(), &mut stream);
        let parameters = network.parameters.len();
        let batch = spec.mini_batch_size().min(dataset.train().rows()).max(EVALUATION_ROWS);
        Self {
            optimizer: Optimizer::new(spec.optimizer(), spec.learning_rate, spec.momentum, parameters),
            workspace: network.workspace(batch),
            gradient: vec![0.0; parameters],
            stream: Stream::new(seed, job_number, Purpose::Training),
            order: (0..dataset.train().rows() as u32).collect(),
            phase: Phase::Training(0),
            train: Score::default(),
            validation: Score::default(),
            network,
        }
    }

    /// Works on the epoch numbered `epoch`; its metrics when it ends. `spec` and `dataset` are those it began with.
    pub(super) fn advance(
        &mut self,
        spec: &TrainingSpec,
        dataset: &Dataset,
        epoch: u32,
        max_rows: usize,
    ) -> Result<Option<EpochMetrics>, NonFinite> {
        let mut rows = 0;
        loop {
            rows += match self.phase {
                Phase::Training(start) => self.train_batch(spec, dataset, start)?,
                Phase::Evaluating(start) => self.evaluate_rows(dataset, start)?,
            };
            if let Phase::Evaluating(start) = self.phase
                && start >= dataset.validation().rows()
            {
                self.phase = Phase::Training(0);
                return Ok(Some(EpochMetrics::new(epoch, spec.kind(), dataset, &self.train, &self.validation)));
            }
            if rows >= max_rows {
                return Ok(None);
            }
        }
    }

    pub(super) fn parameters(&self) -> &[f32] {
        &self.network.parameters
    }

    pub(super) fn predict(&self, dataset: &Dataset, features: &[f32], out: &mut Vec<f32>) {
        let width = dataset.features();
        out.clear();
        let mut workspace = self.network.workspace(EVALUATION_ROWS);
        for rows in features.chunks(EVALUATION_ROWS * width) {
            workspace.load_features(width, rows.chunks_exact(width));
            self.network.predict_batch(&mut workspace, out);
        }
    }

    /// One update from the mini-batch that begins at `start`; gives its rows.
    fn train_batch(&mut self, spec: &TrainingSpec, dataset: &Dataset, start: usize) -> Result<usize, NonFinite> {
        if start == 0 {
            self.stream.shuffle(&mut self.order);
            self.train = Score::default();
        }
        let end = (start + spec.mini_batch_size()).min(self.order.len());
        let batch = &self.order[start..end];
        self.workspace.load(dataset.train(), batch.iter().map(|&row| row as usize));
        let penalty = Penalty { l1: spec.l1, l2: spec.l2 };
        let rate = spec.dropout;
        let dropout = (rate > 0.0).then_some(Dropout { rate, stream: &mut self.stream });
        self.network.train_batch(&mut self.workspace, penalty, dropout, &mut self.train, &mut self.gradient);
        self.optimizer.step(&mut self.network.parameters, &self.gradient);
        if !self.train.loss.is_finite() {
            return Err(NonFinite::TrainingLoss);
        }
        if !elementary::all_finite(&self.network.parameters) {
            return Err(NonFinite::Weights);
        }
        self.phase = if end == self.order.len() {
            self.validation = Score::default();
            Phase::Evaluating(0)
        } else {
            Phase::Training(end)
        };
        Ok(end - start)
    }

    /// Scores some validation rows from `start` on; gives how many.
    fn evaluate_rows(&mut self, dataset: &Dataset, start: usize) -> Result<usize, NonFinite> {
        let end = (start + EVALUATION_ROWS).min(dataset.validation().rows());
        self.workspace.load(dataset.validation(), start..end);
        self.network.evaluate_batch(&mut self.workspace, &mut self.validation);
        if !self.validation.loss.is_finite() {
            return Err(NonFinite::ValidationLoss);
        }
        self.phase = Phase::Evaluating(end);
        Ok(end - start)
    }
}
