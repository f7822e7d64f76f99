//! The logarithm of the marginal likelihood and its gradient.
//!
//! `ln p(y | θ) = −½ yᵀα − ½ ln |K| − n/2 ln 2π`, and with `W = α αᵀ − K⁻¹`: `∂/∂θ_i = ½ Σ W ∘ ∂K/∂θ_i` (Rasmussen and
//! Williams, 5.8 and 5.9). `W` and `K` are symmetric, so only pairs `i > j` are visited, each counting twice.

use super::hyperparameters::{FIRST_LENGTH_SCALE, Hyperparameters};
use super::kernel::{Dimension, Kernel, MEAN_VARIANCE, Points, Row};
use crate::math::cholesky::{Cholesky, Triangle, dot};
use core::f64::consts::PI;

/// The likelihood of some targets at some points.
#[derive(Clone, Copy, Debug)]
pub struct Likelihood<'a> {
    /// What the coordinates are.
    pub dimensions: &'a [Dimension],
    /// Where the targets were observed.
    pub points: &'a Points,
    /// The targets, one a point.
    pub targets: &'a [f64],
}

impl Likelihood<'_> {
    /// `ln p(y | θ)`; `None` when `K` is singular to rounding.
    pub fn value(&self, hyperparameters: &Hyperparameters) -> Option<f64> {
        let kernel = Kernel::new(self.dimensions, hyperparameters);
        let scaled = kernel.scaled(self.points);
        let cholesky = Cholesky::new(covariance(&kernel, &scaled))?;
        let mut whitened = self.targets.to_vec();
        cholesky.solve_lower(&mut whitened);
        Some(self.log_of(&cholesky, &whitened))
    }

    fn log_of(&self, cholesky: &Cholesky, whitened: &[f64]) -> f64 {
        -0.5 * (dot(whitened, whitened) + cholesky.log_determinant() + self.targets.len() as f64 * libm::log(2.0 * PI))
    }

    /// `ln p(y | θ)`, with its gradient by `θ` written to `gradient`.
    pub fn value_and_gradient(&self, hyperparameters: &Hyperparameters, gradient: &mut [f64]) -> Option<f64> {
        let kernel = Kernel::new(self.dimensions, hyperparameters);
        let scaled = kernel.scaled(self.points);
        let n = self.points.len();
        let row_of = |i: usize| {
            let mut row = Row::default();
            kernel.row(&scaled, &scaled.point(i), i, true, &mut row);
            row
        };
        let rows: Vec<Row> = (0..n).map(row_of).collect();
        let mut matrix = Triangle::zeros(n);
        for (i, row) in rows.iter().enumerate() {
            put_row(&kernel, &scaled, i, row, &mut matrix);
        }
        let cholesky = Cholesky::new(matrix)?;
        let mut alpha = self.targets.to_vec();
        cholesky.solve_lower(&mut alpha);
        let value = self.log_of(&cholesky, &alpha);
        cholesky.solve_upper(&mut alpha);
        let inverse = cholesky.inverse();

        gradient.fill(0.0);
        let mut by_z: Vec<Vec<f64>> =
            vec![vec![0.0; if kernel.warps.is_empty() { 0 } else { n }]; kernel.dimensions.len()];
        let mut weights = vec![0.0; n];
        // Trends have no hyperparameters: their part of K is in the weights, and not in the rows.
        let (mut by_signal, mut by_noise, mut by_share) = (0.0, 0.0, 0.0);
        for (i, row) in rows.iter().enumerate() {
            let inverse = inverse.row(i);
            let own = 0.5 * (alpha[i] * alpha[i] - inverse[i]);
            by_signal += own * kernel.signal;
            by_noise += own * kernel.noise;
            for j in 0..i {
                weights[j] = alpha[i] * alpha[j] - inverse[j];
            }
            let weights = &mut weights[..i];
            by_signal += dot(weights, &row.covariance) - MEAN_VARIANCE * weights.iter().sum::<f64>();
            by_share += dot(weights, &row.sum) - dot(weights, &row.joint);
            let pairs = Pairs { kernel: &kernel, scaled: &scaled, i, weights, row };
            for (d, by_z) in by_z.iter_mut().enumerate() {
                // ρ_d falls as ℓ_d⁻².
                gradient[FIRST_LENGTH_SCALE + d] -= 2.0 * pairs.by_distance(d, by_z);
            }
        }
        gradient[0] = by_signal;
        gradient[1] = by_noise;
        gradient[2] = by_share * kernel.signal * kernel.additive * (1.0 - kernel.additive);
        self.by_warps(&kernel, &by_z, gradient);
        Some(value)
    }

    /// `∂/∂ln a` and `∂/∂ln b` from `∂/∂z`.
    fn by_warps(&self, kernel: &Kernel, by_z: &[Vec<f64>], gradient: &mut [f64]) {
        let count = kernel.dimensions.len();
        for (d, warp) in kernel.warps.iter().enumerate() {
            if kernel.dimensions[d] == Dimension::Category {
                continue;
            }
            for (&x, by_z) in self.points.column(d).iter().zip(&by_z[d]) {
                let (_, by_a, by_b) = warp.slopes(x);
                gradient[FIRST_LENGTH_SCALE + count + d] += by_z * by_a * kernel.inverse_scales[d];
                gradient[FIRST_LENGTH_SCALE + 2 * count + d] += by_z * by_b * kernel.inverse_scales[d];
            }
        }
    }
}

/// The pairs of one point with those before it.
struct Pairs<'a> {
    kernel: &'a Kernel,
    scaled: &'a Points,
    i: usize,
    /// `W_ij`.
    weights: &'a [f64],
    row: &'a Row,
}

impl Pairs<'_> {
    /// `Σ_j W_ij ρ_d ∂K_ij/∂ρ_d`. Where there is warping, `∂/∂z_d` of each point is added to `by_z`, else that is empty.
    fn by_distance(&self, d: usize, by_z: &mut [f64]) -> f64 {
        let Self { i, .. } = *self;
        let column = self.scaled.column(d);
        let slope = |j: usize| self.weights[j] * (self.row.slope[j] + self.row.own_slopes[d][j]);
        match self.kernel.dimensions[d] {
            Dimension::Category => {
                let apart = self.kernel.inverse_scales[d] * self.kernel.inverse_scales[d];
                (0..i).map(|j| if column[j] == column[i] { 0.0 } else { slope(j) * apart }).sum()
            }
            Dimension::Number if by_z.is_empty() => {
                (0..i).map(|j| slope(j) * (column[i] - column[j]) * (column[i] - column[j])).sum()
            }
            Dimension::Number => {
                let (mut sum, mut own) = (0.0, 0.0);
                for j in 0..i {
                    let difference = column[i] - column[j];
                    let part = slope(j) * difference;
                    sum += part * difference;
                    by_z[j] -= 2.0 * part;
                    own += 2.0 * part;
                }
                by_z[i] += own;
                sum
            }
        }
    }
}

/// The lower triangle of `K`.
pub(super) fn covariance(kernel: &Kernel, scaled: &Points) -> Triangle {
    let mut matrix = Triangle::zeros(scaled.len());
    let mut row = Row::default();
    for i in 0..scaled.len() {
        kernel.row(scaled, &scaled.point(i), i, false, &mut row);
        put_row(kernel, scaled, i, &row, &mut matrix);
    }
    matrix
}

/// Row `i` of the triangle, from the covariances with the points before it.
fn put_row(kernel: &Kernel, scaled: &Points, i: usize, row: &Row, matrix: &mut Triangle) {
    let trends = scaled.trends_at(i);
    let entries = matrix.row_mut(i);
    entries[..i].copy_from_slice(&row.covariance);
    Kernel::add_trends(scaled, &trends, &mut entries[..i]);
    entries[i] = kernel.variance() + Kernel::trend_variance(&trends) + kernel.noise;
}
