//! The impurity of a node, from sums over its rows.
//!
//! | criterion | impurity | sums |
//! |---|---|---|
//! | `gini` | 1 − Σ pₖ² | rows of each class |
//! | `entropy` | −Σ pₖ log₂ pₖ | rows of each class |
//! | `squared_error` | the variance of the targets | Σ y, Σ y² |

/// What a split is to lower: scikit-learn's `criterion`, and with it whether classes or numbers are predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// `gini`.
    Gini {
        /// How many classes there are, 1 or more.
        classes: usize,
    },
    /// `entropy`, or `log_loss`.
    Entropy {
        /// How many classes there are, 1 or more.
        classes: usize,
    },
    /// `squared_error`.
    SquaredError,
}

impl Criterion {
    /// scikit-learn's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gini { .. } => "gini",
            Self::Entropy { .. } => "entropy",
            Self::SquaredError => "squared_error",
        }
    }

    /// The classes that targets are of; `None` for regression.
    pub fn classes(self) -> Option<usize> {
        match self {
            Self::Gini { classes } | Self::Entropy { classes } => Some(classes),
            Self::SquaredError => None,
        }
    }

    /// Numbers that a leaf predicts.
    pub fn outputs(self) -> usize {
        self.classes().unwrap_or(1)
    }

    /// Sums of no rows, to be filled by [`Self::add`].
    pub(super) fn sums(self) -> Vec<f64> {
        vec![0.0; self.classes().unwrap_or(2)]
    }

    #[inline]
    pub(super) fn add(self, sums: &mut [f64], target: f32) {
        match self {
            Self::Gini { .. } | Self::Entropy { .. } => sums[target as usize] += 1.0,
            Self::SquaredError => {
                let y = f64::from(target);
                sums[0] += y;
                sums[1] += y * y;
            }
        }
    }

    /// The impurity of `rows` rows with these sums; `rows` is positive.
    pub(super) fn impurity(self, sums: &[f64], rows: f64) -> f64 {
        match self {
            Self::Gini { .. } => 1.0 - sums.iter().map(|count| count * count).sum::<f64>() / (rows * rows),
            Self::Entropy { .. } => {
                let part = |count: &f64| if *count > 0.0 { count / rows * libm::log2(count / rows) } else { 0.0 };
                -sums.iter().map(part).sum::<f64>()
            }
            Self::SquaredError => {
                let mean = sums[0] / rows;
                sums[1] / rows - mean * mean
            }
        }
    }

    /// What grows as the impurity of one side of a split, weighted by its rows, falls; for two splits of one node, the sum
    /// over both sides tells which is better.
    #[inline]
    pub(super) fn purity(self, sums: &[f64], rows: f64) -> f64 {
        match self {
            Self::Gini { .. } => sums.iter().map(|count| count * count).sum::<f64>() / rows,
            Self::Entropy { .. } => -rows * self.impurity(sums, rows),
            Self::SquaredError => sums[0] * sums[0] / rows,
        }
    }

    /// What a leaf with these sums predicts: each class's part of the rows, or their mean.
    pub(super) fn values(self, sums: &[f64], rows: f64) -> impl Iterator<Item = f64> {
        sums[..self.outputs()].iter().map(move |sum| sum / rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impurities_are_as_defined_and_purities_order_splits() {
        let gini = Criterion::Gini { classes: 2 };
        assert_eq!((gini.impurity(&[1.0, 3.0], 4.0), gini.impurity(&[0.0, 3.0], 3.0)), (0.375, 0.0));
        let entropy = Criterion::Entropy { classes: 3 };
        assert_eq!((entropy.impurity(&[1.0, 1.0, 2.0], 4.0), entropy.impurity(&[0.0, 5.0, 0.0], 5.0)), (1.5, 0.0));
        let squared = Criterion::SquaredError;
        let mut sums = squared.sums();
        for y in [1.0, 2.0, 6.0] {
            squared.add(&mut sums, y);
        }
        assert!((squared.impurity(&sums, 3.0) - 14.0 / 3.0).abs() < 1e-12);
        for criterion in [gini, squared] {
            // Purity and weighted impurity add up to what the node has, however it is split.
            let total = |left: &[f64], right: &[f64]| {
                (criterion.purity(left, 4.0) + criterion.purity(right, 6.0))
                    + (4.0 * criterion.impurity(left, 4.0) + 6.0 * criterion.impurity(right, 6.0))
            };
            assert!((total(&[1.0, 3.0], &[4.0, 2.0]) - total(&[3.0, 1.0], &[2.0, 4.0])).abs() < 1e-12);
        }
    }
}
