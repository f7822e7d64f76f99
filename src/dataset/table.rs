//! Rows ready for a model, and the way back to raw values: z = (x − μ) / σ, per feature.

use super::{RowTargets, Rows, Targets};

/// Each feature's mean and standard deviation over the training rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardisation {
    mean: Vec<f64>,
    deviation: Vec<f64>,
}

impl Standardisation {
    /// Fitted on the rows numbered `rows`. A feature that does not vary has deviation 1, so that it stays finite.
    pub(super) fn fit(features: &[f64], rows: &[usize], width: usize) -> Self {
        let moments = |feature: usize| moments(rows.iter().map(|&row| features[row * width + feature]));
        let (mean, deviation) = (0..width).map(moments).unzip();
        Self { mean, deviation }
    }

    /// Each feature's mean, in the raw features' unit.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// Each feature's population standard deviation, in the raw features' unit; positive.
    pub fn deviation(&self) -> &[f64] {
        &self.deviation
    }

    /// The raw value of `standardised`, a value of the feature in column `feature`.
    pub fn raw(&self, feature: usize, standardised: f32) -> f32 {
        (self.mean[feature] + self.deviation[feature] * f64::from(standardised)) as f32
    }

    /// The standardised value of `raw`, a value of the feature in column `feature`.
    pub fn standardised(&self, feature: usize, raw: f64) -> f32 {
        ((raw - self.mean[feature]) / self.deviation[feature]) as f32
    }
}

/// The mean and the standard deviation of the numbers that are predicted, over the training rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetScale {
    /// In the target's unit.
    pub mean: f64,
    /// In the target's unit; positive.
    pub deviation: f64,
}

impl TargetScale {
    /// Fitted on the rows numbered `rows`; the identity where classes are predicted.
    pub(super) fn fit(targets: &RowTargets, rows: &[usize]) -> Self {
        let (mean, deviation) = match targets {
            RowTargets::Classes(_) => (0.0, 1.0),
            RowTargets::Values(values) => moments(rows.iter().map(|&row| values[row])),
        };
        Self { mean, deviation }
    }

    /// The standardised value of `raw`, a number in the target's unit.
    fn standardised(self, raw: f64) -> f32 {
        ((raw - self.mean) / self.deviation) as f32
    }
}

/// Mean and population standard deviation; the deviation of what does not vary is 1, so that it can be divided by.
fn moments(values: impl ExactSizeIterator<Item = f64> + Clone) -> (f64, f64) {
    let count = values.len().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    let deviation = (values.map(|x| (x - mean) * (x - mean)).sum::<f64>() / count).sqrt();
    (mean, if deviation > 0.0 { deviation } else { 1.0 })
}

/// Standardised rows with what is to be predicted.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    features: Vec<f32>,
    targets: Targets,
    width: usize,
}

impl Table {
    /// The rows numbered `rows` of `raw`, in that order.
    pub(super) fn new(raw: &Rows, rows: &[usize], standardisation: &Standardisation, scale: TargetScale) -> Self {
        let width = standardisation.mean.len();
        let value =
            |row: usize, feature: usize| standardisation.standardised(feature, raw.features[row * width + feature]);
        Self {
            features: rows.iter().flat_map(|&row| (0..width).map(move |feature| value(row, feature))).collect(),
            targets: match &raw.targets {
                RowTargets::Classes(labels) => Targets::Classes(rows.iter().map(|&row| labels[row]).collect()),
                RowTargets::Values(values) => {
                    Targets::Values(rows.iter().map(|&row| scale.standardised(values[row])).collect())
                }
            },
            width,
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.targets.rows()
    }

    /// How many features a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// All standardised features, row-major [rows × width].
    pub fn features(&self) -> &[f32] {
        &self.features
    }

    /// The standardised features of row `row`; `row` must be below [`Self::rows`].
    pub fn row(&self, row: usize) -> &[f32] {
        &self.features[row * self.width..][..self.width]
    }

    /// What is to be predicted, row by row.
    pub fn targets(&self) -> &Targets {
        &self.targets
    }
}
