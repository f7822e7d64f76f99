//! Softmax and cross-entropy of one tile: p = softmax(z), L = −ln p[y], ∂L/∂z = p − onehot(y).
//!
//! z is shifted by its largest entry first, so that no exponential overflows and the sum under the logarithm is at
//! least 1.

use super::Score;
use crate::math::elementary;
use crate::model::lanes::{LANES, Lanes};

/// Logits [classes] of a tile become probabilities; the first `labels.len()` rows are added to `score`, in row order.
pub(super) fn score(logits: &mut [Lanes], labels: &[u16], score: &mut Score) {
    shift_by_largest(logits);
    let likeliest = first_largest(logits);
    let mut of_label = [0.0; LANES];
    for (lane, (&label, of_label)) in labels.iter().zip(&mut of_label).enumerate() {
        *of_label = logits[usize::from(label)][lane];
        score.correct += u32::from(likeliest[lane] == u32::from(label));
    }
    let ln_sum = exponentiate(logits).map(elementary::ln);
    for (of_label, ln_sum) in of_label.iter().zip(ln_sum).take(labels.len()) {
        score.loss += f64::from(ln_sum - of_label);
    }
    score.rows += labels.len() as u32;
}

/// Logits [classes] of a tile become probabilities.
pub(in crate::model) fn softmax(logits: &mut [Lanes]) {
    shift_by_largest(logits);
    exponentiate(logits);
}

/// Probabilities become ∂L/∂z of the mean over `batch` rows; padding rows get 0.
pub(super) fn gradient(probabilities: &mut [Lanes], labels: &[u16], batch: usize) {
    let mut scale = [0.0; LANES];
    for (lane, (&label, scale)) in labels.iter().zip(&mut scale).enumerate() {
        probabilities[usize::from(label)][lane] -= 1.0;
        *scale = 1.0 / batch as f32;
    }
    for lanes in probabilities {
        for (p, scale) in lanes.iter_mut().zip(scale) {
            *p *= scale;
        }
    }
}

fn shift_by_largest(logits: &mut [Lanes]) {
    let mut largest = [f32::NEG_INFINITY; LANES];
    for lanes in &*logits {
        for (largest, z) in largest.iter_mut().zip(lanes) {
            *largest = if z > largest { *z } else { *largest };
        }
    }
    for lanes in logits {
        for (z, largest) in lanes.iter_mut().zip(largest) {
            *z -= largest;
        }
    }
}

/// The class of each row whose shifted logit is 0, the largest; the first of equals, as NumPy's argmax. `u32::MAX` where none is: the
/// logits are no numbers.
fn first_largest(shifted: &[Lanes]) -> [u32; LANES] {
    let mut first = [u32::MAX; LANES];
    for (class, lanes) in shifted.iter().enumerate().rev() {
        for (first, z) in first.iter_mut().zip(lanes) {
            *first = if *z == 0.0 { class as u32 } else { *first };
        }
    }
    first
}

/// Shifted logits become probabilities; gives the sums they were divided by.
fn exponentiate(logits: &mut [Lanes]) -> Lanes {
    let mut sum = [0.0; LANES];
    for lanes in &mut *logits {
        for (z, sum) in lanes.iter_mut().zip(&mut sum) {
            *z = elementary::exp(*z);
            *sum += *z;
        }
    }
    for lanes in logits {
        for (z, sum) in lanes.iter_mut().zip(sum) {
            *z /= sum;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_and_gradient_of_known_logits() {
        // p = (1, 2, 5) / 8.
        let logits = [0.0_f32, 2.0_f32.ln(), 5.0_f32.ln()];
        let mut tile = logits.map(|z| [z; LANES]);
        let mut sums = Score::default();
        score(&mut tile, &[1, 2], &mut sums);
        assert!((sums.loss - (4.0_f64.ln() + 1.6_f64.ln())).abs() < 1e-6);
        assert_eq!((sums.correct, sums.rows), (1, 2));
        gradient(&mut tile, &[1, 2], 2);
        let expected = [[0.0625, 0.0625], [-0.375, 0.125], [0.3125, -0.1875]];
        for (lanes, expected) in tile.iter().zip(expected) {
            assert!((lanes[0] - expected[0]).abs() < 1e-6 && (lanes[1] - expected[1]).abs() < 1e-6);
            assert_eq!(lanes[2..], [0.0; 6]);
        }
    }

    #[test]
    fn large_logits_neither_overflow_nor_hide() {
        let mut sums = Score::default();
        score(&mut [[1e30; LANES], [-1e30; LANES]], &[1], &mut sums);
        assert_eq!(sums.loss, 2e30_f32 as f64);
        score(&mut [[f32::NAN; LANES], [0.0; LANES]], &[1], &mut sums);
        assert!(sums.loss.is_nan());
    }
}
