//! Rows ready for a model, and the way back to raw values: z = (x − μ) / σ, per feature.

use super::RawRows;

/// Each feature's mean and standard deviation over the training rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardisation {
    mean: Vec<f64>,
    deviation: Vec<f64>,
}

impl Standardisation {
    /// Fitted on the rows numbered `rows`. A feature that does not vary has deviation 1, so that it stays finite.
    pub(super) fn fit(raw: &RawRows, rows: &[usize], width: usize) -> Self {
        let count = rows.len().max(1) as f64;
        let average = |of: &dyn Fn(f64) -> f64, feature: usize| {
            rows.iter().map(|&row| of(raw.features[row * width + feature])).sum::<f64>() / count
        };
        let mean: Vec<f64> = (0..width).map(|feature| average(&|x| x, feature)).collect();
        let deviation = (0..width)
            .map(|feature| average(&|x| (x - mean[feature]) * (x - mean[feature]), feature).sqrt())
            .map(|deviation| if deviation > 0.0 { deviation } else { 1.0 })
            .collect();
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

/// Standardised rows with their classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    features: Vec<f32>,
    labels: Vec<u8>,
    width: usize,
}

impl Table {
    /// The rows numbered `rows` of `raw`, in that order.
    pub(super) fn new(raw: &RawRows, rows: &[usize], standardisation: &Standardisation) -> Self {
        let width = standardisation.mean.len();
        let value =
            |row: usize, feature: usize| standardisation.standardised(feature, raw.features[row * width + feature]);
        Self {
            features: rows.iter().flat_map(|&row| (0..width).map(move |feature| value(row, feature))).collect(),
            labels: rows.iter().map(|&row| raw.labels[row]).collect(),
            width,
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.labels.len()
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

    /// Each row's class, `0..classes`.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }
}
