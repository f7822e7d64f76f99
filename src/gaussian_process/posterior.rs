//! What is known of the function after the observations: means, variances and their gradients, and fantasies.

use super::hyperparameters::Hyperparameters;
use super::kernel::{Dimension, Kernel, Points, Row};
use super::likelihood::covariance;
use crate::math::cholesky::{Cholesky, dot};

/// The posterior process, in one or more fantasies that differ in the targets of points that are not observed yet.
#[derive(Clone, Debug)]
pub struct Posterior {
    kernel: Kernel,
    scaled: Points,
    cholesky: Cholesky,
    /// `L⁻¹ y` of what is observed.
    whitened: Vec<f64>,
    /// `α` in each fantasy.
    alphas: Vec<Vec<f64>>,
    /// The least posterior mean at any point, in each fantasy.
    least_means: Vec<f64>,
    row: Row,
}

/// The posterior of the function, without noise, at one point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// The mean in each fantasy.
    pub means: Vec<f64>,
    /// The standard deviation, the same in all of them.
    pub deviation: f64,
    /// `∂ mean / ∂x`, fantasy by fantasy; empty unless asked for. A category's entries are 0.
    pub mean_gradients: Vec<Vec<f64>>,
    /// `∂ deviation / ∂x`; empty unless asked for.
    pub deviation_gradient: Vec<f64>,
}

/// What each trend is at one point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendsAt {
    /// `h`, one a trend.
    pub values: Vec<f64>,
    /// `∂h/∂x`, one a trend; empty unless gradients are asked for.
    pub gradients: Vec<Vec<f64>>,
}

impl Posterior {
    /// The posterior after these observations. `None` when `K` is singular to rounding.
    pub fn new(
        dimensions: &[Dimension],
        hyperparameters: &Hyperparameters,
        points: &Points,
        targets: &[f64],
    ) -> Option<Self> {
        let kernel = Kernel::new(dimensions, hyperparameters);
        let scaled = kernel.scaled(points);
        let cholesky = Cholesky::new(covariance(&kernel, &scaled))?;
        let mut whitened = targets.to_vec();
        cholesky.solve_lower(&mut whitened);
        let mut posterior = Self {
            kernel,
            scaled,
            cholesky,
            whitened,
            alphas: Vec::new(),
            least_means: Vec::new(),
            row: Row::default(),
        };
        posterior.set_fantasies(&[Vec::new()]);
        Some(posterior)
    }

    /// Adds points that are being evaluated. Each fantasy is a joint draw of their targets, from one standard normal number
    /// for each: `L⁻¹ y` of a draw is those numbers themselves. A point that the others determine to rounding is left out.
    pub fn fantasise(&mut self, pending: &Points, normals: &[Vec<f64>]) {
        let mut kept = vec![Vec::new(); normals.len()];
        for index in 0..pending.len() {
            let (point, trends) = (pending.point(index), pending.trends_at(index));
            let z: Vec<f64> = point.iter().enumerate().map(|(d, &x)| self.kernel.scale(d, x)).collect();
            self.kernel.row(&self.scaled, &z, self.scaled.len(), false, &mut self.row);
            let mut entries = self.row.covariance.clone();
            Kernel::add_trends(&self.scaled, &trends, &mut entries);
            entries.push(self.kernel.variance() + Kernel::trend_variance(&trends) + self.kernel.noise);
            if self.cholesky.append(&entries).is_some() {
                self.scaled.push_with(&z, &trends);
                for (kept, normals) in kept.iter_mut().zip(normals) {
                    kept.push(normals[index]);
                }
            }
        }
        self.set_fantasies(&kept);
    }

    fn set_fantasies(&mut self, normals: &[Vec<f64>]) {
        self.alphas.clear();
        self.least_means.clear();
        for normals in normals {
            let mut alpha = self.whitened.clone();
            alpha.extend_from_slice(normals);
            // y = L (L⁻¹ y), and the posterior mean at the points is K α − σ² α = y − σ² α.
            let lower = self.cholesky.lower();
            let targets: Vec<f64> = (0..alpha.len()).map(|i| dot(lower.row(i), &alpha)).collect();
            self.cholesky.solve_upper(&mut alpha);
            let means = targets.iter().zip(&alpha).map(|(y, alpha)| y - self.kernel.noise * alpha);
            self.least_means.push(means.fold(f64::INFINITY, f64::min));
            self.alphas.push(alpha);
        }
    }

    /// The least posterior mean at any observed or pending point, in each fantasy: the best so far, freed from noise.
    pub fn least_means(&self) -> &[f64] {
        &self.least_means
    }

    /// Observed and pending points.
    pub fn size(&self) -> usize {
        self.scaled.len()
    }

    /// The mean in the first fantasy at `x`, where there are no trends; its gradient is written to `gradient`, unless that
    /// is empty. Much faster than all of a prediction.
    pub fn mean(&self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let (kernel, mut row) = (&self.kernel, Row::default());
        let z: Vec<f64> = x.iter().enumerate().map(|(d, &x)| kernel.scale(d, x)).collect();
        kernel.row(&self.scaled, &z, self.scaled.len(), !gradient.is_empty(), &mut row);
        let mut by_x = vec![0.0; if gradient.is_empty() { 0 } else { self.scaled.len() }];
        for (d, own) in gradient.iter_mut().enumerate() {
            self.differentiate(&row, d, x[d], z[d], &mut by_x);
            *own = dot(&self.alphas[0], &by_x);
        }
        dot(&self.alphas[0], &row.covariance)
    }

    /// `∂k/∂x_d` of the point whose row this is and every other, without trends.
    fn differentiate(&self, row: &Row, d: usize, x: f64, z: f64, by_x: &mut [f64]) {
        let slope = 2.0 * self.kernel.scale_slope(d, x);
        if slope == 0.0 {
            return by_x.fill(0.0);
        }
        for (j, (by_x, other)) in by_x.iter_mut().zip(self.scaled.column(d)).enumerate() {
            *by_x = slope * (row.slope[j] + row.own_slopes[d][j]) * (z - other);
        }
    }

    /// The posterior at `x`, into `prediction`, where there are no trends.
    pub fn predict(&mut self, x: &[f64], gradients: bool, prediction: &mut Prediction) {
        self.predict_with(x, &TrendsAt::default(), gradients, prediction);
    }

    /// The posterior at `x`, where the trends are these, into `prediction`.
    pub fn predict_with(&mut self, x: &[f64], trends: &TrendsAt, gradients: bool, prediction: &mut Prediction) {
        let kernel = &self.kernel;
        let n = self.scaled.len();
        let z: Vec<f64> = x.iter().enumerate().map(|(d, &x)| kernel.scale(d, x)).collect();
        kernel.row(&self.scaled, &z, n, gradients, &mut self.row);
        Kernel::add_trends(&self.scaled, &trends.values, &mut self.row.covariance);
        prediction.means.clear();
        prediction.means.extend(self.alphas.iter().map(|alpha| dot(alpha, &self.row.covariance)));
        let mut solved = self.row.covariance.clone();
        self.cholesky.solve_lower(&mut solved);
        let own = kernel.variance() + Kernel::trend_variance(&trends.values);
        let variance = own - dot(&solved, &solved);
        prediction.deviation = variance.max(1e-12 * own).sqrt();
        prediction.mean_gradients.clear();
        prediction.deviation_gradient.clear();
        if !gradients {
            return;
        }
        self.cholesky.solve_upper(&mut solved);
        prediction.mean_gradients.resize(self.alphas.len(), vec![0.0; x.len()]);
        let mut by_x = vec![0.0; n];
        for (d, &x) in x.iter().enumerate() {
            self.differentiate(&self.row, d, x, z[d], &mut by_x);
            let slopes: Vec<f64> = trends.gradients.iter().map(|gradient| gradient[d]).collect();
            Kernel::add_trends(&self.scaled, &slopes, &mut by_x);
            // Half of the derivative of k(x, x), which changes with x only where there are trends.
            let by_self = Kernel::trend_covariance(&trends.values, &slopes);
            for (gradient, alpha) in prediction.mean_gradients.iter_mut().zip(&self.alphas) {
                gradient[d] = dot(alpha, &by_x);
            }
            prediction.deviation_gradient.push((by_self - dot(&solved, &by_x)) / prediction.deviation);
        }
    }
}
