//! What a training job at a point is worth: the logarithm of expected improvement (Jones, Schonlau and Welch, "Efficient
//! Global Optimization of Expensive Black-Box Functions", 1998; its logarithm: Ament et al., NeurIPS 2023), averaged over
//! hyperparameters of the Gaussian process and over fantasies of what runs (Snoek, Larochelle and Adams, "Practical
//! Bayesian Optimization of Machine Learning Algorithms", NeurIPS 2012), and multiplied by the probability that the job
//! does not fail.

use crate::gaussian_process::{Posterior, Prediction};
use crate::math::cholesky::add_scaled;
use crate::math::normal::{log_distribution, log_expected_improvement};

/// The acquisition function.
#[derive(Clone, Debug)]
pub struct Acquisition {
    /// Processes that explain the objectives, at least one.
    posteriors: Vec<Posterior>,
    /// A process fitted to 0 for jobs that have a final objective and 1 for those that failed.
    failure: Option<Posterior>,
    prediction: Prediction,
    /// Of each process and fantasy: the logarithm of expected improvement, and its gradient.
    logs: Vec<f64>,
    gradients: Vec<f64>,
}

/// The variance of the failure process's noise: how far from 0 and 1 its values may be and still be sure.
const FAILURE_NOISE: f64 = 0.01;

impl Acquisition {
    /// Of processes that explain the objectives (at least one), and of one fitted to 0 for jobs that ended well and 1 for
    /// those that failed.
    pub fn new(posteriors: Vec<Posterior>, failure: Option<Posterior>) -> Self {
        Self { posteriors, failure, prediction: Prediction::default(), logs: Vec::new(), gradients: Vec::new() }
    }

    /// The logarithm of the acquisition function at `x`; its gradient is written to `gradient`, if that is asked for.
    pub fn log_value(&mut self, x: &[f64], mut gradient: Option<&mut [f64]>) -> f64 {
        let improvement = self.log_improvement(x, gradient.as_deref_mut());
        improvement + self.log_success(x, gradient)
    }

    /// The logarithm of the mean expected improvement, in units of the targets.
    fn log_improvement(&mut self, x: &[f64], gradient: Option<&mut [f64]>) -> f64 {
        let Self { posteriors, prediction, logs, gradients, .. } = self;
        logs.clear();
        gradients.clear();
        for posterior in posteriors {
            posterior.predict(x, gradient.is_some(), prediction);
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
        let greatest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = logs.iter().map(|log| libm::exp(log - greatest)).sum();
        if let Some(gradient) = gradient {
            gradient.fill(0.0);
            for (log, own) in logs.iter().zip(gradients.chunks(x.len())) {
                add_scaled(gradient, libm::exp(log - greatest) / total, own);
            }
        }
        greatest + libm::log(total / logs.len() as f64)
    }

    /// The logarithm of the probability that the job ends well: that its label is below ½. Its gradient is added.
    fn log_success(&mut self, x: &[f64], gradient: Option<&mut [f64]>) -> f64 {
        let Some(failure) = &mut self.failure else { return 0.0 };
        let prediction = &mut self.prediction;
        failure.predict(x, gradient.is_some(), prediction);
        let spread = (prediction.deviation * prediction.deviation + FAILURE_NOISE).sqrt();
        let z = (0.5 - prediction.means[0]) / spread;
        let log = log_distribution(z);
        if let Some(gradient) = gradient {
            // φ(z) / Φ(z)
            let slope = libm::exp(-0.5 * z * z - log) / libm::sqrt(2.0 * core::f64::consts::PI);
            let pairs = prediction.mean_gradients[0].iter().zip(&prediction.deviation_gradient);
            for (gradient, (mean, deviation)) in gradient.iter_mut().zip(pairs) {
                *gradient -= slope * (mean + z * prediction.deviation * deviation / spread) / spread;
            }
        }
        log
    }
}
