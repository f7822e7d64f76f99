//! What is minimised, and what predictions are: XGBoost's objectives.

use super::histogram::Derivatives;
use super::metric::Metric;
use crate::math::elementary;

/// What trees are grown to minimise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// `binary:logistic`: the logarithmic loss of the probability `1 / (1 + e⁻ᶠ)` that the class is 1.
    BinaryLogistic,
    /// `multi:softprob`: the logarithmic loss of softmax, one tree a class and round.
    MultiSoftprob {
        /// `num_class`, 2 or more.
        classes: usize,
    },
    /// `reg:squarederror`: half the square of the difference.
    SquaredError,
}

/// The least second derivative, and the least probability that a loss is taken of.
pub(super) const LEAST: f32 = 1e-16;

/// How near to 0 and 1 the intercept's probability is (XGBoost's `kRtEps`).
const NEAREST: f32 = 1e-6;

impl Objective {
    /// XGBoost's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::BinaryLogistic => "binary:logistic",
            Self::MultiSoftprob { .. } => "multi:softprob",
            Self::SquaredError => "reg:squarederror",
        }
    }

    /// Margins a row has, which is how many trees a round grows.
    pub fn outputs(self) -> usize {
        match self {
            Self::MultiSoftprob { classes } => classes.max(1),
            Self::BinaryLogistic | Self::SquaredError => 1,
        }
    }

    /// The classes that targets are of; `None` for regression.
    pub fn classes(self) -> Option<usize> {
        match self {
            Self::BinaryLogistic => Some(2),
            Self::MultiSoftprob { classes } => Some(classes),
            Self::SquaredError => None,
        }
    }

    /// The metrics that can be had, XGBoost's default first.
    pub fn metrics(self) -> &'static [Metric] {
        match self {
            Self::BinaryLogistic => &[Metric::Logloss, Metric::Error, Metric::Auc],
            Self::MultiSoftprob { .. } => &[Metric::Mlogloss, Metric::Merror],
            Self::SquaredError => &[Metric::Rmse, Metric::Mae],
        }
    }

    /// The margins before the first tree, estimated from the targets as XGBoost does from 2.0 on (`base_score`): the mean,
    /// or the logarithms of the classes' frequencies, around 0.
    pub(super) fn intercept(self, targets: &[f32]) -> Vec<f32> {
        let count = targets.len() as f64;
        let mean = || targets.iter().map(|&y| f64::from(y) / count).sum::<f64>() as f32;
        match self {
            Self::SquaredError => vec![mean()],
            Self::BinaryLogistic => {
                let p = mean().clamp(NEAREST, 1.0 - NEAREST);
                vec![-libm::logf(1.0 / p - 1.0)]
            }
            Self::MultiSoftprob { classes } => {
                let mut rows = vec![0_u32; classes];
                for &y in targets {
                    rows[y as usize] += 1;
                }
                let logarithms: Vec<f32> =
                    rows.iter().map(|&rows| libm::logf(rows as f32 / count as f32 + NEAREST)).collect();
                let mean = logarithms.iter().map(|&x| f64::from(x) / classes as f64).sum::<f64>() as f32;
                logarithms.into_iter().map(|x| x - mean).collect()
            }
        }
    }

    /// The derivatives [outputs × rows] at these margins, row-major [rows × outputs]. For softmax the second derivative is
    /// twice the diagonal of the Hessian, as XGBoost has it.
    pub(super) fn differentiate(self, margins: &[f32], targets: &[f32], derivatives: &mut [Derivatives]) {
        match self {
            Self::SquaredError => {
                for ((derivatives, margin), target) in derivatives.iter_mut().zip(margins).zip(targets) {
                    *derivatives = [margin - target, 1.0];
                }
            }
            Self::BinaryLogistic => {
                for ((derivatives, &margin), target) in derivatives.iter_mut().zip(margins).zip(targets) {
                    let p = elementary::logistic(margin);
                    *derivatives = [p - target, (p * (1.0 - p)).max(LEAST)];
                }
            }
            Self::MultiSoftprob { classes } => {
                let rows = targets.len();
                for (row, (margins, &target)) in margins.chunks_exact(classes).zip(targets).enumerate() {
                    // Softmax twice, rather than room for the probabilities.
                    let (largest, sum) = largest_and_sum(margins);
                    for (class, &margin) in margins.iter().enumerate() {
                        let p = elementary::exp(margin - largest) / sum;
                        let hit = f32::from(target as usize == class);
                        derivatives[class * rows + row] = [p - hit, (2.0 * p * (1.0 - p)).max(LEAST)];
                    }
                }
            }
        }
    }

    /// One row's margins become what is predicted: a probability, one a class, or a number.
    pub(super) fn transform(self, margins: &mut [f32]) {
        match self {
            Self::SquaredError => {}
            Self::BinaryLogistic => {
                for margin in margins {
                    *margin = elementary::logistic(*margin);
                }
            }
            Self::MultiSoftprob { .. } => {
                let (largest, sum) = largest_and_sum(margins);
                for margin in margins {
                    *margin = elementary::exp(*margin - largest) / sum;
                }
            }
        }
    }
}

/// The largest margin, and the sum of the exponentials of the others' distance to it.
pub(super) fn largest_and_sum(margins: &[f32]) -> (f32, f32) {
    let largest = margins.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f64 = margins.iter().map(|&margin| f64::from(elementary::exp(margin - largest))).sum();
    (largest, sum as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The loss of one row in f64.
    fn loss(objective: Objective, margins: &[f64], target: usize) -> f64 {
        match objective {
            Objective::SquaredError => 0.5 * (margins[0] - target as f64).powi(2),
            Objective::BinaryLogistic => (1.0 + (if target == 1 { -margins[0] } else { margins[0] }).exp()).ln(),
            Objective::MultiSoftprob { .. } => margins.iter().map(|m| m.exp()).sum::<f64>().ln() - margins[target],
        }
    }

    #[test]
    fn derivatives_are_those_of_the_loss() {
        let step = 1e-4;
        for objective in [Objective::SquaredError, Objective::BinaryLogistic, Objective::MultiSoftprob { classes: 3 }] {
            let margins = &[0.7, -1.2, 0.4][..objective.outputs()];
            for target in 0..objective.classes().unwrap_or(4) {
                let mut derivatives = vec![[0.0; 2]; margins.len()];
                let narrow: Vec<f32> = margins.iter().map(|&m| m as f32).collect();
                objective.differentiate(&narrow, &[target as f32], &mut derivatives);
                for (output, &[first, second]) in derivatives.iter().enumerate() {
                    let at = |offset: f64| {
                        let mut moved = margins.to_vec();
                        moved[output] += offset;
                        loss(objective, &moved, target)
                    };
                    let factor = if objective.outputs() > 1 { 2.0 } else { 1.0 };
                    assert!((f64::from(first) - (at(step) - at(-step)) / (2.0 * step)).abs() < 1e-5);
                    let curvature = factor * (at(step) - 2.0 * at(0.0) + at(-step)) / (step * step);
                    assert!((f64::from(second) - curvature).abs() < 1e-4, "{second} {curvature}");
                }
            }
        }
    }

    #[test]
    fn the_intercept_is_what_frequencies_say() {
        let mut margins = Objective::MultiSoftprob { classes: 3 }.intercept(&[0.0, 1.0, 1.0, 2.0]);
        assert!(margins.iter().sum::<f32>().abs() < 1e-6);
        Objective::MultiSoftprob { classes: 3 }.transform(&mut margins);
        assert!(margins.iter().zip([0.25, 0.5, 0.25]).all(|(p, expected)| (p - expected).abs() < 1e-5));
        assert_eq!(Objective::SquaredError.intercept(&[1.0, 4.0]), [2.5]);
        // All of one class: as sure as 1 - 1e-6.
        assert!((Objective::BinaryLogistic.intercept(&[1.0, 1.0])[0] - 13.8).abs() < 0.1);
    }
}
