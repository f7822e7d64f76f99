//! Features as the bins that they fall into: a byte each, row by row, which is the order that histograms read them in.

use super::cut_points::cut_points;
use crate::tree::Rows;

/// Bins a column has at most: XGBoost's `max_bin`, and the values of a byte.
pub(super) const BINS: usize = 256;

/// What stands for a missing value, in columns that have one; their bins end before it.
pub(super) const MISSING: u8 = 255;

/// What a column's bins mean.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Where each bin ends, ascending: the bin has the values below. 1 to [`BINS`].
    pub(super) cuts: Vec<f32>,
    /// Whether a row lacks the value.
    pub(super) has_missing: bool,
    /// Below all values.
    floor: f32,
}

/// The training rows as bins, which are made column by column: each has to be sorted.
#[derive(Clone, Debug)]
pub(super) struct BinnedRows {
    /// The features, row-major [rows × width], until all of them are in bins.
    features: Vec<f32>,
    width: usize,
    /// Row-major [rows × columns].
    bins: Vec<u8>,
    columns: Vec<Column>,
}

impl Column {
    /// The column of `values`, which are in ascending order with NaN left out.
    fn new(sorted: &[f32], has_missing: bool) -> Self {
        let floor = sorted.first().map_or(1e-5, |smallest| smallest - smallest.abs() - 1e-5);
        Self { cuts: cut_points(sorted, BINS - usize::from(has_missing)), has_missing, floor }
    }

    /// The number to compare with where the bins below `first_right` go left: smaller goes left.
    pub(super) fn threshold(&self, first_right: usize) -> f32 {
        if first_right == 0 { self.floor } else { self.cuts[first_right - 1] }
    }

    fn bin(&self, value: f32) -> u8 {
        if value.is_nan() {
            return MISSING;
        }
        // The last cut is above all values.
        self.cuts[..self.cuts.len() - 1].partition_point(|&cut| cut <= value) as u8
    }
}

impl BinnedRows {
    /// Rows none of whose columns is in bins yet.
    pub(super) fn new(rows: &Rows<'_>) -> Self {
        let (features, width) = (rows.features().to_vec(), rows.width());
        Self { bins: vec![0; features.len()], features, width, columns: Vec::new() }
    }

    /// Puts the next column into bins; gives how many are left.
    pub(super) fn bin_column(&mut self) -> usize {
        let feature = self.columns.len();
        let values = self.features[feature..].iter().step_by(self.width);
        let rows = values.len();
        let mut sorted: Vec<f32> = values.clone().copied().filter(|value| !value.is_nan()).collect();
        sorted.sort_unstable_by(f32::total_cmp);
        let column = Column::new(&sorted, sorted.len() < rows);
        for (bin, &value) in self.bins[feature..].iter_mut().step_by(self.width).zip(values) {
            *bin = column.bin(value);
        }
        self.columns.push(column);
        let left = self.width - self.columns.len();
        if left == 0 {
            self.features = Vec::new();
        }
        left
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// All bins, row-major [rows × columns].
    pub(super) fn bins(&self) -> &[u8] {
        &self.bins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_binned(rows: &Rows<'_>) -> BinnedRows {
        let mut binned = BinnedRows::new(rows);
        while binned.bin_column() > 0 {}
        binned
    }

    #[test]
    fn values_stand_below_their_bins_cut_and_not_below_the_one_before() {
        let features: Vec<f32> = (0..3000).map(|i| ((i * 7919) % 3001) as f32 * 0.37 - 500.0).collect();
        let binned = all_binned(&Rows::new(&features, 1, &features).unwrap());
        let column = &binned.columns()[0];
        for (&bin, &value) in binned.bins().iter().zip(&features) {
            let bin = usize::from(bin);
            assert!(value < column.threshold(bin + 1) && value >= column.threshold(bin), "{value}");
        }
        assert_eq!(binned.bins().iter().max(), Some(&255));
    }

    #[test]
    fn missing_values_have_the_last_byte_to_themselves() {
        let mut features: Vec<f32> = (0..1000).map(|i| i as f32).collect();
        features[500] = f32::NAN;
        let targets = vec![0.0; 1000];
        let binned = all_binned(&Rows::new(&features, 1, &targets).unwrap());
        assert!(binned.columns()[0].has_missing && binned.columns()[0].cuts.len() == 255);
        assert_eq!(binned.bins().iter().position(|&bin| bin == MISSING), Some(500));
        assert_eq!(binned.bins().iter().rposition(|&bin| bin == MISSING), Some(500));

        let binned = all_binned(&Rows::new(&[f32::NAN, f32::NAN], 1, &[0.0, 1.0]).unwrap());
        assert_eq!(binned.bins(), [MISSING, MISSING]);
    }
}
