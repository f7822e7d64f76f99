//! The covariance function: Matérn 5/2 with automatic relevance determination.
//!
//! | symbol | meaning |
//! |---|---|
//! | `z_d` | `w_d(x_d) / ℓ_d`, the warped and scaled coordinate |
//! | `ρ_d` | `(z_d − z'_d)²`; between different categories `1 / ℓ_d²`, else 0 |
//! | `ρ` | `Σ_d ρ_d`, the squared distance |
//! | `m(ρ)` | `(1 + √(5ρ) + 5ρ/3) exp(−√(5ρ))` |
//! | `p(ρ)` | `(1 − s)⁵ (8s² + 5s + 1)` with `s = √ρ / R`, 0 from `s = 1` on |
//! | `h_t(x)` | trend `t`, a known function that the unknown one may resemble |
//! | `k(x, x')` | `s² ((1 − w) m(ρ) + w/d Σ_d p(d ρ_d)) + c + τ² Σ_t h_t(x) h_t(x')` |
//!
//! A category is one-hot with one length scale: two different ones are as far apart as any other two. `c` is the variance
//! of the unknown mean of the targets, which so is integrated out (Rasmussen and Williams, section 2.7); `τ²` is that of
//! the unknown factor of each trend, likewise. The part with
//! weight `w` is a sum of functions of one dimension (Duvenaud, Nickisch and Rasmussen, "Additive Gaussian Processes",
//! NeurIPS 2011, with first order only): many objectives are nearly that, and it learns from far fewer points. Its length
//! scales are `ℓ_d / √d`: those of a distance over all dimensions grow with √d, and those of one dimension do not. Its
//! functions are Wendland's ("Piecewise polynomial, positive definite and compactly supported radial functions of minimal
//! degree", Advances in Computational Mathematics 1995: φ₁,₂), as smooth as Matérn's and without an exponential for each
//! dimension of each pair, which would take three quarters of all time.

use super::hyperparameters::Hyperparameters;
use super::warping::Warp;
use crate::math::exponential::exp_nonpositive;

/// What the coordinates of a dimension are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Numbers in `[0, 1]`.
    Number,
    /// Indices of categories, equal or not.
    Category,
}

/// Points, dimension by dimension: `columns[d][i]` is coordinate `d` of point `i`, `trends[t][i]` what trend `t` is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    columns: Vec<Vec<f64>>,
    trends: Vec<Vec<f64>>,
    count: usize,
}

impl Points {
    /// No points yet, of so many dimensions.
    pub fn new(dimensions: usize) -> Self {
        Self::with_trends(dimensions, 0)
    }

    /// No points yet, of so many dimensions, and with so many trends.
    pub fn with_trends(dimensions: usize, trends: usize) -> Self {
        Self { columns: vec![Vec::new(); dimensions], trends: vec![Vec::new(); trends], count: 0 }
    }

    /// Adds a point, where there are no trends.
    pub fn push(&mut self, point: &[f64]) {
        self.push_with(point, &[]);
    }

    /// Adds a point and what each trend is there.
    pub fn push_with(&mut self, point: &[f64], trends: &[f64]) {
        for (column, &coordinate) in self.columns.iter_mut().zip(point) {
            column.push(coordinate);
        }
        for (column, &value) in self.trends.iter_mut().zip(trends) {
            column.push(value);
        }
        self.count += 1;
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Coordinates of one dimension.
    pub fn column(&self, dimension: usize) -> &[f64] {
        &self.columns[dimension]
    }

    /// What one trend is at each point.
    pub fn trend(&self, trend: usize) -> &[f64] {
        &self.trends[trend]
    }

    /// What each trend is at point `i`.
    pub fn trends_at(&self, i: usize) -> Vec<f64> {
        self.trends.iter().map(|column| column[i]).collect()
    }

    /// The same points where no trend is looked at.
    #[must_use]
    pub fn without_trends(&self) -> Self {
        Self { trends: Vec::new(), ..self.clone() }
    }

    /// Some of the points, in this order.
    #[must_use]
    pub fn subset(&self, chosen: &[usize]) -> Self {
        let pick = |column: &Vec<f64>| chosen.iter().map(|&i| column[i]).collect();
        Self {
            columns: self.columns.iter().map(pick).collect(),
            trends: self.trends.iter().map(pick).collect(),
            count: chosen.len(),
        }
    }

    /// Point `i`.
    pub fn point(&self, i: usize) -> Vec<f64> {
        self.columns.iter().map(|column| column[i]).collect()
    }
}

/// The covariance function with its hyperparameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Kernel {
    pub(super) dimensions: Vec<Dimension>,
    pub(super) signal: f64,
    pub(super) noise: f64,
    pub(super) additive: f64,
    pub(super) inverse_scales: Vec<f64>,
    pub(super) warps: Vec<Warp>,
}

/// `c`.
pub(super) const MEAN_VARIANCE: f64 = 0.25;

/// `τ²`. Trends and targets are standardised, so a factor of 1 is what a function that resembles its trend has.
const TREND_VARIANCE: f64 = 1.0;

/// `1 / R²`, so that `p` begins as `m` does: `1 − 5ρ/6 …`.
const REACH: f64 = 5.0 / 42.0;

/// Covariances of one point with others, and what derivatives are made of. Kept between uses, so that nothing is
/// allocated again.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// `ρ`, then `k` without noise.
    pub(super) covariance: Vec<f64>,
    /// `s² (1 − w) m'(ρ)`.
    pub(super) slope: Vec<f64>,
    /// `m(ρ)` and the mean of `p(d ρ_d)`.
    pub(super) joint: Vec<f64>,
    pub(super) sum: Vec<f64>,
    /// `s² w p'(d ρ_d)`, dimension by dimension.
    pub(super) own_slopes: Vec<Vec<f64>>,
}

/// `m(ρ)` and `m'(ρ)`.
#[inline]
fn matern(rho: f64) -> (f64, f64) {
    let r = (5.0 * rho).sqrt();
    let decay = exp_nonpositive(-r);
    ((1.0 + r + (5.0 / 3.0) * rho) * decay, (-5.0 / 6.0) * (1.0 + r) * decay)
}

/// `p(ρ)` and `p'(ρ)`.
#[inline]
fn polynomial(rho: f64) -> (f64, f64) {
    let squared = rho * REACH;
    let s = squared.sqrt();
    let rest = (1.0 - s).max(0.0);
    let fourth = (rest * rest) * (rest * rest);
    (fourth * rest * (8.0 * squared + 5.0 * s + 1.0), -7.0 * REACH * (4.0 * s + 1.0) * fourth)
}

impl Kernel {
    /// The covariance function over these dimensions.
    pub fn new(dimensions: &[Dimension], hyperparameters: &Hyperparameters) -> Self {
        Self {
            dimensions: dimensions.to_vec(),
            signal: hyperparameters.signal_variance(),
            noise: hyperparameters.noise_variance(),
            additive: hyperparameters.additive_share(),
            inverse_scales: hyperparameters.length_scales().map(|scale| 1.0 / scale).collect(),
            warps: hyperparameters.warps().collect(),
        }
    }

    /// `k(x, x)`, without noise.
    pub fn variance(&self) -> f64 {
        self.signal + MEAN_VARIANCE
    }

    /// `z` of one coordinate; the index of a category stays.
    pub(super) fn scale(&self, dimension: usize, x: f64) -> f64 {
        match self.dimensions[dimension] {
            Dimension::Category => x,
            Dimension::Number => {
                self.warps.get(dimension).map_or(x, |warp| warp.value(x)) * self.inverse_scales[dimension]
            }
        }
    }

    /// `∂z/∂x`; 0 for a category.
    pub(super) fn scale_slope(&self, dimension: usize, x: f64) -> f64 {
        match self.dimensions[dimension] {
            Dimension::Category => 0.0,
            Dimension::Number => {
                self.warps.get(dimension).map_or(1.0, |warp| warp.slopes(x).0) * self.inverse_scales[dimension]
            }
        }
    }

    /// `z` of many points.
    pub(super) fn scaled(&self, points: &Points) -> Points {
        let column = |d: usize| points.column(d).iter().map(|&x| self.scale(d, x)).collect();
        let columns = (0..self.dimensions.len()).map(column).collect();
        Points { columns, trends: points.trends.clone(), count: points.len() }
    }

    /// `τ² Σ_t h_t(x) h_t(x')` of one point, whose trends these are, with the first of the points is added to `covariance`.
    pub(super) fn add_trends(points: &Points, trends: &[f64], covariance: &mut [f64]) {
        for (column, own) in points.trends.iter().zip(trends) {
            for (k, other) in covariance.iter_mut().zip(column) {
                *k += TREND_VARIANCE * own * other;
            }
        }
    }

    /// The same of a point with itself.
    pub(super) fn trend_variance(trends: &[f64]) -> f64 {
        Self::trend_covariance(trends, trends)
    }

    /// The same of two points, or of a point and its derivatives.
    pub(super) fn trend_covariance(trends: &[f64], others: &[f64]) -> f64 {
        trends.iter().zip(others).map(|(own, other)| TREND_VARIANCE * own * other).sum()
    }

    /// `ρ_d` between one scaled coordinate and others is added to `sum`.
    fn add_distances(&self, d: usize, others: &[f64], z: f64, sum: &mut [f64]) {
        match self.dimensions[d] {
            Dimension::Number => {
                for (sum, other) in sum.iter_mut().zip(others) {
                    *sum += (other - z) * (other - z);
                }
            }
            Dimension::Category => {
                let apart = self.inverse_scales[d] * self.inverse_scales[d];
                for (sum, other) in sum.iter_mut().zip(others) {
                    *sum += if *other == z { 0.0 } else { apart };
                }
            }
        }
    }

    /// Covariances of the scaled point `z` with the first `count` of the scaled points, into `row`; with derivatives when
    /// `slopes`.
    pub(super) fn row(&self, scaled: &Points, z: &[f64], count: usize, slopes: bool, row: &mut Row) {
        let d_count = self.dimensions.len() as f64;
        // s² w/d p'(d ρ_d) d
        let own = self.additive * self.signal;
        row.covariance.clear();
        row.covariance.resize(count, 0.0);
        row.slope.resize(count, 0.0);
        for (d, &z) in z.iter().enumerate() {
            self.add_distances(d, &scaled.column(d)[..count], z, &mut row.covariance);
        }
        let joint = self.signal * (1.0 - self.additive);
        if slopes {
            row.joint.resize(count, 0.0);
            for i in 0..count {
                let (value, slope) = matern(row.covariance[i]);
                row.joint[i] = value;
                row.slope[i] = joint * slope;
                row.covariance[i] = joint * value + MEAN_VARIANCE;
            }
        } else {
            for k in &mut row.covariance {
                *k = joint * matern(*k).0 + MEAN_VARIANCE;
            }
        }
        row.sum.clear();
        row.sum.resize(count, 0.0);
        row.own_slopes.resize(self.dimensions.len(), Vec::new());
        for (d, &z) in z.iter().enumerate() {
            // Distances first, then slopes; without derivatives one place for distances serves all dimensions.
            let slope = &mut row.own_slopes[if slopes { d } else { 0 }];
            slope.clear();
            slope.resize(count, 0.0);
            self.add_distances(d, &scaled.column(d)[..count], z, slope);
            if slopes {
                for (slope, sum) in slope.iter_mut().zip(&mut row.sum) {
                    let (value, own_slope) = polynomial(*slope * d_count);
                    *sum += value;
                    *slope = own * own_slope;
                }
            } else {
                for (distance, sum) in slope.iter().zip(&mut row.sum) {
                    *sum += polynomial(distance * d_count).0;
                }
            }
        }
        let share = 1.0 / self.dimensions.len() as f64;
        for (k, sum) in row.covariance.iter_mut().zip(&mut row.sum) {
            *sum *= share;
            *k += self.additive * self.signal * *sum;
        }
    }
}
