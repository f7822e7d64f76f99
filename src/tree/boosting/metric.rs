//! XGBoost's metrics, from margins.

use super::objective::{LEAST, Objective, largest_and_sum};
use crate::math::elementary;
use crate::tree::first_largest;

/// A metric, of those that fit the objective ([`Objective::metrics`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Mean logarithmic loss of two classes, in nats.
    Logloss,
    /// Part of the rows whose class is not the more probable one; a probability of ½ is class 0.
    Error,
    /// Area under the ROC curve. Where there is one class only, which leaves it without a meaning, ½.
    Auc,
    /// Mean logarithmic loss of several classes, in nats.
    Mlogloss,
    /// Part of the rows whose class is not the most probable one, the first of equals.
    Merror,
    /// Root of the mean squared error.
    Rmse,
    /// Mean absolute error.
    Mae,
}

impl Metric {
    /// XGBoost's name, which SageMaker puts `train:` or `validation:` before.
    pub fn name(self) -> &'static str {
        match self {
            Self::Logloss => "logloss",
            Self::Error => "error",
            Self::Auc => "auc",
            Self::Mlogloss => "mlogloss",
            Self::Merror => "merror",
            Self::Rmse => "rmse",
            Self::Mae => "mae",
        }
    }

    /// Whether more is better; less is, otherwise.
    pub fn is_maximised(self) -> bool {
        self == Self::Auc
    }

    /// The metric of margins, row-major [rows × outputs]. `ranks` is room to sort in.
    pub(super) fn of(self, objective: Objective, margins: &[f32], targets: &[f32], ranks: &mut Vec<u64>) -> f64 {
        let rows = || margins.iter().zip(targets);
        let classes = objective.outputs();
        let by_class = || margins.chunks_exact(classes).zip(targets.iter().map(|&y| y as usize));
        let mean = |sum: f64| sum / targets.len() as f64;
        match self {
            Self::Logloss => mean(rows().map(|(&margin, &y)| f64::from(logloss(margin, y))).sum()),
            Self::Error => {
                let is_wrong = |(&margin, &y): (&f32, &f32)| (elementary::logistic(margin) > 0.5) != (y == 1.0);
                mean(rows().filter(|row| is_wrong(*row)).count() as f64)
            }
            Self::Auc => {
                ranks.clear();
                // Probabilities are not negative, so their bits are in their order; the class stands last.
                ranks.extend(
                    rows().map(|(&margin, &y)| {
                        u64::from(elementary::logistic(margin).to_bits()) << 1 | u64::from(y == 1.0)
                    }),
                );
                ranks.sort_unstable();
                area(ranks)
            }
            Self::Mlogloss => mean(by_class().map(|(margins, y)| f64::from(mlogloss(margins, y))).sum()),
            Self::Merror => mean(by_class().filter(|(margins, y)| first_largest(margins) != *y).count() as f64),
            Self::Rmse => mean(rows().map(|(margin, y)| f64::from((y - margin) * (y - margin))).sum()).sqrt(),
            Self::Mae => mean(rows().map(|(margin, y)| f64::from((y - margin).abs())).sum()),
        }
    }
}

fn logloss(margin: f32, y: f32) -> f32 {
    let p = elementary::logistic(margin);
    -libm::logf(if y == 1.0 { p } else { 1.0 - p }.max(LEAST))
}

fn mlogloss(margins: &[f32], y: usize) -> f32 {
    let (largest, sum) = largest_and_sum(margins);
    -libm::logf((elementary::exp(margins[y] - largest) / sum).max(LEAST))
}

/// The chance that a row of class 1 stands above one of class 0, halves for ties. `ranks` ascend; their last bit is the
/// class.
fn area(ranks: &[u64]) -> f64 {
    let (mut zeros, mut ones, mut above) = (0_u64, 0_u64, 0.0);
    for tied in ranks.chunk_by(|a, b| a >> 1 == b >> 1) {
        let tied_ones = tied.iter().map(|rank| rank & 1).sum::<u64>();
        let tied_zeros = tied.len() as u64 - tied_ones;
        above += tied_ones as f64 * (zeros as f64 + 0.5 * tied_zeros as f64);
        zeros += tied_zeros;
        ones += tied_ones;
    }
    if zeros == 0 || ones == 0 { 0.5 } else { above / (zeros as f64 * ones as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_of_known_margins() {
        let of = |metric: Metric, objective, margins: &[f32], targets: &[f32]| {
            metric.of(objective, margins, targets, &mut Vec::new())
        };
        let two = |metric, margins: &[f32], targets: &[f32]| of(metric, Objective::BinaryLogistic, margins, targets);
        assert_eq!(two(Metric::Error, &[0.0, 0.1, -0.1, 3.0], &[0.0, 1.0, 1.0, 0.0]), 0.5);
        assert!((two(Metric::Logloss, &[0.0, 0.0], &[0.0, 1.0]) - 2.0_f64.ln()).abs() < 1e-7);
        assert_eq!(two(Metric::Auc, &[0.3, 0.1, 0.2, 0.2], &[1.0, 0.0, 1.0, 0.0]), 0.875);
        assert_eq!(two(Metric::Auc, &[0.3, 0.1], &[1.0, 1.0]), 0.5);
        // As far off as a loss can be.
        assert!((two(Metric::Logloss, &[80.0], &[0.0]) - 36.84).abs() < 0.01);
        let many =
            |metric| of(metric, Objective::MultiSoftprob { classes: 3 }, &[1.0, 1.0, 0.0, 0.0, 2.0, 1.0], &[1.0, 1.0]);
        assert_eq!(many(Metric::Merror), 0.5);
        let (first, second) = (2.0 + (-1.0_f64).exp(), 1.0 + (-1.0_f64).exp() + (-2.0_f64).exp());
        let expected = (first * second).ln() / 2.0;
        assert!((many(Metric::Mlogloss) - expected).abs() < 1e-6);
        let numbers = |metric| of(metric, Objective::SquaredError, &[1.0, 2.0], &[4.0, 6.0]);
        assert_eq!((numbers(Metric::Rmse), numbers(Metric::Mae)), (12.5_f64.sqrt(), 3.5));
    }
}
