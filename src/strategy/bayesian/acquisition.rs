//! What a training job at a point is worth: the logarithm of expected improvement (Jones, Schonlau and Welch, "Efficient
//! Global Optimization of Expensive Black-Box Functions", 1998; its logarithm: Ament et al., NeurIPS 2023), averaged over
//! hyperparameters of the Gaussian process and over fantasies of what runs (Snoek, Larochelle and Adams, "Practical
//! Bayesian Optimization of Machine Learning Algorithms", NeurIPS 2012), and multiplied by a power of the probability
//! that the job does not fail.

use super::parents::Trends;
use crate::gaussian_process::{Posterior, Prediction};
use crate::math::cholesky::add_scaled;
use crate::math::normal::{log_distribution, log_expected_improvement};

/// The acquisition function.
#[derive(Clone, Debug)]
pub struct Acquisition {
    /// Processes that explain the objectives, at least one.
    posteriors: Vec<Posterior>,
    /// What their objective may resemble.
    trends: Trends,
    /// A process fitted to 0 for jobs that have a final objective and 1 for those that failed.
    failure: Option<Posterior>,
    prediction: Prediction,
    /// Of each process and fantasy: the logarithm of expected improvement, and its gradient.
    logs: Vec<f64>,
    gradients: Vec<f64>,
}

/// What all processes and fantasies together say of one point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    /// Mean and standard deviation of their mixture.
    pub(super) mean: f64,
    pub(super) deviation: f64,
    /// The least posterior mean at any observed or pending point, averaged.
    pub(super) least: f64,
    pub(super) log_improvement: f64,
    pub(super) log_success: f64,
}

/// The variance of the failure process's noise: how far from 0 and 1 its values may be and still be sure.
const FAILURE_NOISE: f64 = 0.01;
/// A job is sure to end well only where the failure process is below this: less than the ½ between the labels, so that
/// the edge of a region where jobs fail is searched from its good side.
const FAILURE_LEVEL: f64 = 0.1;
/// The acquisition function is expected improvement times this power of the probability of success. With 1, two thirds of
/// the jobs at an edge towards which the objective improves would fail.
const CAUTION: f64 = 10.0;

impl Acquisition {
    /// Of processes that explain the objectives (at least one) with these trends, and of one fitted to 0 for jobs that ended
    /// well and 1 for those that failed.
    pub(super) fn new(posteriors: Vec<Posterior>, trends: Trends, failure: Option<Posterior>) -> Self {
        Self { posteriors, trends, failure, prediction: Prediction::default(), logs: Vec::new(), gradients: Vec::new() }
    }

    /// The logarithm of the acquisition function at `x`; its gradient is written to `gradient`, if that is asked for.
    pub fn log_value(&mut self, x: &[f64], mut gradient: Option<&mut [f64]>) -> f64 {
        let improvement = self.log_improvement(x, gradient.as_deref_mut());
        improvement + self.log_success(x, gradient)
    }

    /// What is expected at `x`.
    pub(super) fn moments(&mut self, x: &[f64]) -> Moments {
        let (mut mean, mut square, mut least, mut count) = (0.0, 0.0, 0.0, 0.0);
        let trends = self.trends.at(x, false);
        self.logs.clear();
        for posterior in &mut self.posteriors {
            posterior.predict_with(x, &trends, false, &mut self.prediction);
            let deviation = self.prediction.deviation;
            for (own, own_least) in self.prediction.means.iter().zip(posterior.least_means()) {
                mean += own;
                square += own * own + deviation * deviation;
                least += own_least;
                count += 1.0;
                self.logs.push(libm::log(deviation) + log_expected_improvement((own_least - own) / deviation).0);
            }
        }
        mean /= count;
        let (greatest, total) = scaled_sum(&self.logs);
        let variance = square / count - mean * mean;
        Moments {
            mean,
            deviation: variance.max(1e-24).sqrt(),
            least: least / count,
            log_improvement: greatest + libm::log(total / count),
            log_success: self.log_success(x, None) / CAUTION,
        }
    }

    /// The logarithm of the mean expected improvement, in units of the targets.
    fn log_improvement(&mut self, x: &[f64], gradient: Option<&mut [f64]>) -> f64 {
        let Self { posteriors, trends, prediction, logs, gradients, .. } = self;
        logs.clear();
        gradients.clear();
        let trends = trends.at(x, gradient.is_some());
        for posterior in posteriors {
            posterior.predict_with(x, &trends, gradient.is_some(), prediction);
            let deviation = prediction.deviation;
            for (f, (mean, least)) in prediction.means.iter().zip(posterior.least_means()).enumerate() {
                let z = (least - mean) / deviation;
                let (log, slope) = log_expected_improvement(z);
                logs.push(libm::log(deviation) + log);
                if gradient.is_some() {
                    let pairs = prediction.mean_gradients[f].iter().zip(&prediction.deviation_gradient);
                    gradients.extend(pairs.map(|(mean, own)| (own * (1.0 - slope * z) - slope * mean) / deviation));
                }
            }
        }
        let (greatest, total) = scaled_sum(logs);
        if let Some(gradient) = gradient {
            gradient.fill(0.0);
            for (log, own) in logs.iter().zip(gradients.chunks(x.len())) {
                add_scaled(gradient, libm::exp(log - greatest) / total, own);
            }
        }
        greatest + libm::log(total / logs.len() as f64)
    }

    /// The logarithm of the probability that the job ends well, to the power of [`CAUTION`]. Its
    /// gradient is added.
    fn log_success(&mut self, x: &[f64], gradient: Option<&mut [f64]>) -> f64 {
        let Some(failure) = &mut self.failure else { return 0.0 };
        let prediction = &mut self.prediction;
        failure.predict(x, gradient.is_some(), prediction);
        let spread = (prediction.deviation * prediction.deviation + FAILURE_NOISE).sqrt();
        let z = (FAILURE_LEVEL - prediction.means[0]) / spread;
        let log = log_distribution(z);
        if let Some(gradient) = gradient {
            // φ(z) / Φ(z)
            let slope = CAUTION * libm::exp(-0.5 * z * z - log) / libm::sqrt(2.0 * core::f64::consts::PI);
            let pairs = prediction.mean_gradients[0].iter().zip(&prediction.deviation_gradient);
            for (gradient, (mean, deviation)) in gradient.iter_mut().zip(pairs) {
                *gradient -= slope * (mean + z * prediction.deviation * deviation / spread) / spread;
            }
        }
        CAUTION * log
    }
}

/// The greatest logarithm `g`, and `Σ exp(logᵢ − g)`.
fn scaled_sum(logs: &[f64]) -> (f64, f64) {
    let greatest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (greatest, logs.iter().map(|log| libm::exp(log - greatest)).sum())
}
