//! Which hyperparameters the observations speak for: the most probable ones, or samples.

use super::hyperparameters::{Hyperparameters, Prior};
use super::likelihood::Likelihood;
use crate::math::lbfgs::{Effort, maximise};
use crate::math::rng::Stream;

/// The most probable hyperparameters, by ascent from `start`, and the logarithm of their density (without a constant).
pub fn most_probable(
    likelihood: &Likelihood<'_>,
    prior: &Prior,
    start: &Hyperparameters,
    effort: Effort,
) -> Option<(Hyperparameters, f64)> {
    let (low, high) = prior.limits();
    let density = |theta: &[f64], gradient: &mut [f64]| {
        let hyperparameters = prior.hyperparameters(theta.to_vec());
        let Some(log) = likelihood.value_and_gradient(&hyperparameters, gradient) else { return f64::NEG_INFINITY };
        log + prior.log_density(theta, Some(gradient))
    };
    let (theta, value) = maximise(start.theta(), low, high, effort, density)?;
    Some((prior.hyperparameters(theta), value))
}

/// Steps of the interval to either side, at most, and draws from it.
const MAX_STEPS_OUT: u32 = 2;
const MAX_DRAWS: u32 = 16;

/// One step of slice sampling along a random line (Neal, "Slice Sampling", Annals of Statistics 2003, sections 4 and 5.1):
/// hyperparameters from the neighbourhood of `current`, and the logarithm of their density. `current_density` is that of
/// `current`.
pub fn slice_sample(
    likelihood: &Likelihood<'_>,
    prior: &Prior,
    current: &Hyperparameters,
    current_density: f64,
    stream: &mut Stream,
) -> (Hyperparameters, f64) {
    let direction: Vec<f64> = prior.deviations().iter().map(|deviation| deviation * stream.normal()).collect();
    let at =
        |t: f64| -> Vec<f64> { current.theta().iter().zip(&direction).map(|(start, step)| start + t * step).collect() };
    let density = |t: f64| {
        let hyperparameters = prior.hyperparameters(at(t));
        if !prior.contains(hyperparameters.theta()) {
            return f64::NEG_INFINITY;
        }
        let log = likelihood.value(&hyperparameters);
        log.map_or(f64::NEG_INFINITY, |log| log + prior.log_density(hyperparameters.theta(), None))
    };
    let level = current_density + libm::log(1.0 - stream.uniform());
    let mut low = -stream.uniform();
    let mut high = low + 1.0;
    for (end, step) in [(&mut low, -1.0), (&mut high, 1.0)] {
        for _ in 0..MAX_STEPS_OUT {
            if density(*end) <= level {
                break;
            }
            *end += step;
        }
    }
    for _ in 0..MAX_DRAWS {
        let t = low + (high - low) * stream.uniform();
        let value = density(t);
        if value > level {
            return (prior.hyperparameters(at(t)), value);
        }
        *(if t < 0.0 { &mut low } else { &mut high }) = t;
    }
    (current.clone(), current_density)
}
