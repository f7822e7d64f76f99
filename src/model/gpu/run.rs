//! One training job as the shader reads it.

use std::sync::Arc;

use super::layout::{Layout, MAX_WIDTHS, blocks};
use super::{JOB_WORDS, Limits, Unfit};
use crate::dataset::{Dataset, Table, Task};
use crate::math::rng::{Purpose, Stream};
use crate::model::activation::Activation;
use crate::model::loss::Score;
use crate::model::network::Network;
use crate::model::optimizer::OptimizerKind;
use crate::model::spec::TrainingSpec;
use crate::model::{EpochMetrics, NonFinite, Progress};

/// Words of a job's results per epoch: training loss and hits, validation loss and hits, trouble.
pub(super) const RESULT_WORDS: usize = 5;
/// No trouble, in the shader's words.
const FINE: u32 = u32::MAX;
/// The validation loss was not finite, in the shader's words.
const BAD_VALIDATION: u32 = u32::MAX - 1;

/// Where a data set's two tables begin in the tables' buffer.
#[derive(Clone, Copy, Debug)]
pub(super) struct TablesAt {
    pub(super) train: u32,
    pub(super) validation: u32,
}

/// Where a job's parts of a dispatch begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) tables: TablesAt,
    /// In words.
    pub(super) order: u32,
    /// In vec4.
    pub(super) state: u32,
    /// In words.
    pub(super) result: u32,
}

/// A training job that a GPU trains: what of it stays here.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) spec: TrainingSpec,
    pub(super) dataset: Arc<Dataset>,
    widths: Vec<usize>,
    layout: Layout,
    /// Rows per update.
    batch: usize,
    /// The order of rows, then dropout.
    stream: Stream,
    /// The training rows in the latest epoch's order.
    order: Vec<u32>,
    /// Epochs that have been put into dispatches.
    pub(super) epoch: u32,
}

impl Run {
    /// The training job numbered `job_number` of a tuning job with random seed `seed`, and its state before its first epoch.
    pub(super) fn new(
        spec: &TrainingSpec,
        dataset: Arc<Dataset>,
        seed: u64,
        job_number: u64,
        limits: &Limits,
    ) -> Result<(Self, Vec<f32>), Unfit> {
        if dataset.train().rows() == 0 || dataset.validation().rows() == 0 {
            return Err(Unfit::NoRows);
        }
        if dataset.task() == Task::Regression {
            return Err(Unfit::Numbers);
        }
        if !spec.kind().is_network() {
            return Err(Unfit::Trees);
        }
        let widths = spec.layer_widths(dataset.features(), dataset.task().outputs());
        let batch = spec.mini_batch_size().min(dataset.train().rows());
        let layout = Layout::new(&widths, batch, limits)?;
        let mut stream = Stream::new(seed, job_number, Purpose::Initialisation);
        let network = Network::new(&widths, spec.activation(), dataset.task(), &mut stream);
        let mut state = in_blocks(&network.parameters, &widths);
        state.resize(layout.state_vectors() as usize * 4, 0.0);
        let run = Self {
            spec: spec.clone(),
            widths,
            layout,
            batch,
            stream: Stream::new(seed, job_number, Purpose::Training),
            order: (0..dataset.train().rows() as u32).collect(),
            epoch: 0,
            dataset,
        };
        Ok((run, state))
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Epochs that are left to be put into dispatches.
    pub(super) fn epochs_left(&self) -> u32 {
        self.spec.epochs() - self.epoch
    }

    /// Words that an epoch's order takes.
    pub(super) fn order_words(&self) -> usize {
        self.order.len() + 2
    }

    /// The job for its next `epochs` epochs, whose orders are appended to `orders`.
    pub(super) fn encode(&mut self, epochs: u32, places: &Places, orders: &mut Vec<u32>) -> [u32; JOB_WORDS] {
        let words = self.words(epochs, places);
        for _ in 0..epochs {
            self.stream.shuffle(&mut self.order);
            let position = self.stream.position();
            orders.extend([(position / 16) as u32, (position % 16) as u32]);
            orders.extend(&self.order);
            self.stream.skip(self.dropout_draws());
        }
        self.epoch += epochs;
        words
    }

    /// What an epoch's results say.
    pub(super) fn read(&self, epoch: u32, words: &[u32]) -> Progress {
        let &[train_loss, train_correct, validation_loss, validation_correct, trouble] = words else {
            return Progress::Finished;
        };
        let score = |loss, correct, table: &Table| {
            let rows = table.rows() as u32;
            Score { loss: f64::from(f32::from_bits(loss)) * f64::from(rows), correct, rows, ..Score::default() }
        };
        let what = match trouble {
            FINE => {
                let train = score(train_loss, train_correct, self.dataset.train());
                let validation = score(validation_loss, validation_correct, self.dataset.validation());
                let metrics = EpochMetrics::new(epoch, self.spec.kind(), &self.dataset, &train, &validation);
                return Progress::Epoch(metrics);
            }
            BAD_VALIDATION => NonFinite::ValidationLoss,
            update if update % 2 == 0 => NonFinite::TrainingLoss,
            _ => NonFinite::Weights,
        };
        Progress::Diverged { epoch, what }
    }
    /// `Job` in `train.wgsl`, member by member.
    fn words(&self, epochs: u32, places: &Places) -> [u32; JOB_WORDS] {
        let (spec, layout) = (&self.spec, &self.layout);
        let rows = |table: &Table| table.rows() as u32;
        let activation = match spec.activation() {
            Activation::Relu => 0,
            Activation::Tanh => 1,
            Activation::Sigmoid => 2,
        };
        let optimizer = match spec.optimizer() {
            OptimizerKind::Sgd => 0,
            OptimizerKind::Adam => 1,
            OptimizerKind::RmsProp => 2,
        };
        let mut widths = [0; MAX_WIDTHS];
        for (word, width) in widths.iter_mut().zip(&self.widths) {
            *word = *width as u32;
        }
        let numbers = [
            self.widths.len() as u32 - 1,
            activation,
            optimizer,
            self.batch as u32,
            layout.chunk,
            layout.stride,
            epochs,
            rows(self.dataset.train()),
            rows(self.dataset.validation()),
            places.tables.train,
            places.tables.validation,
            places.order,
            layout.local_at,
            places.state,
            layout.parameters,
            places.result,
            self.epoch * self.order.len().div_ceil(self.batch) as u32,
        ];
        let kept = 1.0 - spec.dropout;
        let reals = [spec.learning_rate, spec.momentum, spec.l1, spec.l2, spec.dropout, kept, 1.0 / kept];
        let parts = [widths, layout.activations_at, layout.deltas_at, layout.weights_at].into_iter().flatten();
        let all = parts.chain(numbers).chain(reals.map(f32::to_bits)).chain(self.stream.key());
        let mut words = [0; JOB_WORDS];
        for (word, value) in words.iter_mut().zip(all) {
            *word = value;
        }
        words
    }

    /// Words of its stream that an epoch's dropout draws: one for each hidden unit and row of whole tiles of eight.
    fn dropout_draws(&self) -> u64 {
        if self.spec.dropout == 0.0 {
            return 0;
        }
        let hidden: usize = self.widths[1..self.widths.len() - 1].iter().sum();
        let rows: usize = self.order.chunks(self.batch).map(|batch| batch.len().next_multiple_of(8)).sum();
        (hidden * rows) as u64
    }
}

/// W row-major and then b, layer by layer, become rows of W with their bias, each filled up to whole vec4.
fn in_blocks(parameters: &[f32], widths: &[usize]) -> Vec<f32> {
    let mut out = Vec::with_capacity(parameters.len() * 2);
    let mut rest = parameters;
    for pair in widths.windows(2) {
        let (weights, others) = rest.split_at(pair[0] * pair[1]);
        let (biases, others) = others.split_at(pair[1]);
        for (row, bias) in weights.chunks_exact(pair[0]).zip(biases) {
            let end = out.len() + blocks(pair[0]) * 4;
            out.extend_from_slice(row);
            out.push(*bias);
            out.resize(end, 0.0);
        }
        rest = others;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_weights_end_with_their_bias() {
        // W¹ is 2 × 1 and W² 1 × 2.
        let blocks = in_blocks(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], &[1, 2, 1]);
        assert_eq!(blocks, [1.0, 3.0, 0.0, 0.0, 2.0, 4.0, 0.0, 0.0, 5.0, 6.0, 7.0, 0.0]);
    }
}
