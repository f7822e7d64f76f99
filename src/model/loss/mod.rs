//! What training makes small: cross-entropy where classes are predicted, the squared error where numbers are.

mod cross_entropy;
mod squared_error;

pub(super) use cross_entropy::softmax;

use super::lanes::{LANES, Lanes};
use crate::dataset::{Targets, Task};

/// Losses and hits summed over rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// Sum of −ln p[y], in nats, or of squared errors, in squared standard deviations of the target.
    pub(super) loss: f64,
    /// Sum of absolute errors, in standard deviations of the target; 0 where classes are predicted.
    pub(super) absolute: f64,
    /// Rows whose class has the largest probability; 0 where numbers are predicted.
    pub(super) correct: u32,
    /// Rows counted.
    pub(super) rows: u32,
}

impl Score {
    /// Mean loss per row.
    pub(super) fn mean_loss(&self) -> f64 {
        self.loss / f64::from(self.rows.max(1))
    }

    /// Mean absolute error per row.
    pub(super) fn mean_absolute(&self) -> f64 {
        self.absolute / f64::from(self.rows.max(1))
    }

    /// Part of the rows classified rightly, 0 to 1.
    pub(super) fn accuracy(&self) -> f64 {
        f64::from(self.correct) / f64::from(self.rows.max(1))
    }
}

/// What the rows of a batch are to be predicted as.
#[derive(Clone, Debug)]
pub(super) enum BatchTargets {
    /// Their classes [rows].
    Classes(Vec<u16>),
    /// Their standardised numbers [rows].
    Values(Vec<f32>),
}

impl BatchTargets {
    /// Room for up to `rows` rows.
    pub(super) fn with_capacity(task: Task, rows: usize) -> Self {
        match task {
            Task::Classification { .. } => Self::Classes(Vec::with_capacity(rows)),
            Task::Regression => Self::Values(Vec::with_capacity(rows)),
        }
    }

    /// Takes those of the rows numbered `rows`; of the same task.
    pub(super) fn load(&mut self, targets: &Targets, rows: impl Iterator<Item = usize>) {
        match self {
            Self::Classes(batch) => {
                let labels = targets.labels();
                batch.clear();
                batch.extend(rows.map(|row| labels[row]));
            }
            Self::Values(batch) => {
                let values = targets.values();
                batch.clear();
                batch.extend(rows.map(|row| values[row]));
            }
        }
    }

    /// The last layer's sums [tiles × outputs] become predictions, class probabilities or numbers, and are added to `score`.
    pub(super) fn score(&self, sums: &mut [Lanes], outputs: usize, score: &mut Score) {
        let tiles = sums.chunks_exact_mut(outputs);
        match self {
            Self::Classes(labels) => {
                tiles.zip(labels.chunks(LANES)).for_each(|(tile, labels)| cross_entropy::score(tile, labels, score));
            }
            Self::Values(values) => {
                tiles.zip(values.chunks(LANES)).for_each(|(tile, values)| squared_error::score(tile, values, score));
            }
        }
    }

    /// Predictions [tiles × outputs] become ∂L/∂z of the mean over the batch's rows; padding rows get 0.
    pub(super) fn gradient(&self, predictions: &mut [Lanes], outputs: usize) {
        let tiles = predictions.chunks_exact_mut(outputs);
        match self {
            Self::Classes(labels) => tiles
                .zip(labels.chunks(LANES))
                .for_each(|(tile, rows)| cross_entropy::gradient(tile, rows, labels.len())),
            Self::Values(values) => tiles
                .zip(values.chunks(LANES))
                .for_each(|(tile, rows)| squared_error::gradient(tile, rows, values.len())),
        }
    }
}
