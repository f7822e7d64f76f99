//! The best split of a node: one feature after the other is sorted and walked through.

use super::criterion::Criterion;

/// Values nearer than this are equal (scikit-learn's `FEATURE_THRESHOLD`).
const NEAR: f32 = 1e-7;

/// A way to split a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) feature: u32,
    /// Not larger goes left.
    pub(super) threshold: f64,
    pub(super) purity: f64,
}

/// What a search needs, and room that is used again.
#[derive(Clone, Debug)]
pub(super) struct Search {
    criterion: Criterion,
    min_samples_leaf: usize,
    /// A feature's values with their targets, to be sorted.
    column: Vec<(f32, f32)>,
    left: Vec<f64>,
    right: Vec<f64>,
}

impl Search {
    pub(super) fn new(criterion: Criterion, min_samples_leaf: u32) -> Self {
        let sums = criterion.sums();
        let min_samples_leaf = min_samples_leaf.max(1) as usize;
        Self { criterion, min_samples_leaf, column: Vec::new(), left: sums.clone(), right: sums }
    }

    /// The better of `best` and of the splits of `feature`; of equals the one that was found first. `rows` are the values
    /// of the feature with their targets, `sums` those of all of them.
    pub(super) fn feature(
        &mut self,
        feature: u32,
        rows: impl Iterator<Item = (f32, f32)>,
        sums: &[f64],
        mut best: Option<Candidate>,
    ) -> Option<Candidate> {
        self.column.clear();
        // One kind of NaN, which stands behind all numbers.
        self.column.extend(rows.map(|(x, y)| (if x.is_nan() { f32::NAN } else { x }, y)));
        // By target as well: equal sums must not depend on the order that rows came in.
        self.column.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        self.left.fill(0.0);
        let rows = self.column.len();
        for (index, pair) in self.column.windows(2).enumerate() {
            let [(here, target), (next, _)] = *pair else { continue };
            self.criterion.add(&mut self.left, target);
            let (left_rows, right_rows) = (index + 1, rows - index - 1);
            let is_equal = next <= here + NEAR || here.is_nan();
            if is_equal || left_rows < self.min_samples_leaf || right_rows < self.min_samples_leaf {
                continue;
            }
            for (right, (all, left)) in self.right.iter_mut().zip(sums.iter().zip(&self.left)) {
                *right = all - left;
            }
            let purity = self.criterion.purity(&self.left, left_rows as f64)
                + self.criterion.purity(&self.right, right_rows as f64);
            if best.is_none_or(|best| purity > best.purity) {
                best = Some(Candidate { feature, threshold: between(here, next), purity });
            }
        }
        best
    }
}

/// The midpoint; where everything above is missing, the last number.
fn between(here: f32, next: f32) -> f64 {
    if next.is_nan() { f64::from(here) } else { f64::from(here) / 2.0 + f64::from(next) / 2.0 }
}
