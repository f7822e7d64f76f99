//! The squared error of one tile: L = (z − y)², ∂L/∂z = 2 (z − y). As Keras's and PyTorch's mean squared error.

use super::Score;
use crate::model::lanes::{LANES, Lanes};

/// The first `values.len()` rows of a tile with one output are added to `score`, in row order.
pub(super) fn score(predictions: &[Lanes], values: &[f32], score: &mut Score) {
    let Some(predictions) = predictions.first() else { return };
    for (z, y) in predictions.iter().zip(values) {
        let error = f64::from(z - y);
        score.loss += error * error;
        score.absolute += error.abs();
    }
    score.rows += values.len() as u32;
}

/// Predictions become ∂L/∂z of the mean over `batch` rows; padding rows get 0.
pub(super) fn gradient(predictions: &mut [Lanes], values: &[f32], batch: usize) {
    let Some(predictions) = predictions.first_mut() else { return };
    let scale = 2.0 / batch as f32;
    let mut gradient = [0.0; LANES];
    for ((gradient, z), y) in gradient.iter_mut().zip(&*predictions).zip(values) {
        *gradient = (z - y) * scale;
    }
    *predictions = gradient;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_and_gradient_of_known_predictions() {
        let mut tile = [[1.0, 2.0, 3.0, 9.0, 9.0, 9.0, 9.0, 9.0]];
        let mut sums = Score::default();
        score(&tile, &[1.5, 0.0, 3.0], &mut sums);
        assert_eq!((sums.loss, sums.absolute, sums.rows, sums.correct), (4.25, 2.5, 3, 0));
        gradient(&mut tile, &[1.5, 0.0, 3.0], 4);
        assert_eq!(tile, [[-0.25, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]);
    }

    #[test]
    fn what_is_no_number_stays_none() {
        let mut sums = Score::default();
        score(&[[f32::NAN; LANES]], &[1.0], &mut sums);
        assert!(sums.loss.is_nan());
        score(&[[f32::MAX; LANES]], &[-f32::MAX], &mut sums);
        assert!(!sums.loss.is_finite());
    }
}
