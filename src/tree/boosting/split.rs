//! The best split of a node, from its histogram. Gains are computed as XGBoost computes them, in f32 from sums in f64, so
//! that what is equal there is equal here: of equal gains the first counts, by column and then by bin.

use super::binned::{BINS, Column};
use super::histogram::{Sums, difference};
use super::parameters::BoosterParameters;

/// No split saves less than this, whatever `gamma` is (XGBoost's `kRtEps`).
const LEAST_GAIN: f32 = 1e-6;

/// A way to split a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    pub(super) gain: f32,
    pub(super) feature: u32,
    /// The first bin that goes right.
    pub(super) first_right: usize,
    /// Where missing values go.
    pub(super) default_left: bool,
    pub(super) left: Sums,
    pub(super) right: Sums,
}

/// T(G)² / (H + λ).
#[inline]
pub(super) fn gain(parameters: &BoosterParameters, [g, h]: Sums) -> f32 {
    if h <= 0.0 {
        return 0.0;
    }
    let g = soft_threshold(g, f64::from(parameters.alpha));
    (g * g) as f32 / (h + f64::from(parameters.lambda)) as f32
}

/// −T(G) / (H + λ); 0 where there is less than `min_child_weight`, as at a root with few rows.
pub(super) fn weight(parameters: &BoosterParameters, [g, h]: Sums) -> f32 {
    if h < f64::from(parameters.min_child_weight) || h <= 0.0 {
        return 0.0;
    }
    (-soft_threshold(g, f64::from(parameters.alpha)) / (h + f64::from(parameters.lambda))) as f32
}

#[inline]
fn soft_threshold(g: f64, alpha: f64) -> f64 {
    if g > alpha {
        g - alpha
    } else if g < -alpha {
        g + alpha
    } else {
        0.0
    }
}

/// The best split of a node with these sums and this histogram, if one is good enough.
pub(super) fn best(
    parameters: &BoosterParameters,
    sums: Sums,
    histogram: &[Sums],
    columns: &[Column],
    features: &[u32],
) -> Option<Split> {
    let none = Split { gain: 0.0, feature: 0, first_right: 0, default_left: false, left: sums, right: [0.0; 2] };
    let mut search = Search { parameters, sums, own_gain: gain(parameters, sums), best: none };
    let histogram = histogram.as_chunks::<BINS>().0;
    for &feature in features {
        let column = &columns[feature as usize];
        let bins = &histogram[feature as usize][..column.cuts.len()];
        search.missing_right(feature, bins, column.has_missing);
        if column.has_missing {
            search.missing_left(feature, bins);
        }
    }
    let best = search.best;
    let is_split =
        best.gain > LEAST_GAIN && best.gain >= parameters.gamma && best.left[1] != 0.0 && best.right[1] != 0.0;
    is_split.then_some(best)
}

struct Search<'a> {
    parameters: &'a BoosterParameters,
    sums: Sums,
    own_gain: f32,
    best: Split,
}

impl Search<'_> {
    /// From the first bin on; the rest of the node goes right, missing values with it.
    fn missing_right(&mut self, feature: u32, bins: &[Sums], has_missing: bool) {
        // Behind the last bin there are only missing values.
        let ends = if has_missing { bins.len() } else { bins.len() - 1 };
        let mut left = [0.0; 2];
        for (bin, sums) in bins[..ends].iter().enumerate() {
            left[0] += sums[0];
            left[1] += sums[1];
            self.consider(left, difference(self.sums, left), feature, bin + 1, false);
        }
    }

    /// From the last bin back; the rest of the node goes left, missing values with it.
    fn missing_left(&mut self, feature: u32, bins: &[Sums]) {
        let mut right = [0.0; 2];
        for (bin, sums) in bins.iter().enumerate().rev() {
            right[0] += sums[0];
            right[1] += sums[1];
            self.consider(difference(self.sums, right), right, feature, bin, true);
        }
    }

    #[inline]
    fn consider(&mut self, left: Sums, right: Sums, feature: u32, first_right: usize, default_left: bool) {
        let least = f64::from(self.parameters.min_child_weight);
        if left[1] < least || right[1] < least {
            return;
        }
        let gain = (gain(self.parameters, left) + gain(self.parameters, right)) - self.own_gain;
        if gain > self.best.gain && gain.is_finite() {
            self.best = Split { gain, feature, first_right, default_left, left, right };
        }
    }
}
