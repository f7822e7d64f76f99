//! What the strategy believes about the objective, and why it suggests what it suggests: for those who look on.

use super::acquisition::Acquisition;
use super::cube::Cube;
use super::targets::Targets;
use crate::math::normal::distribution;
use crate::search_space::HyperParameters;

/// The model after some history, ready to be asked about any combination.
#[derive(Clone, Debug)]
pub struct Belief {
    pub(super) cube: Cube,
    pub(super) targets: Targets,
    pub(super) acquisition: Acquisition,
}

/// What is expected of one training job. Objectives are in the metric's own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// As likely to be exceeded as not.
    pub median: f64,
    /// One standard deviation better than the median, and one worse, on the scale of the model.
    pub good: f64,
    /// See `good`.
    pub bad: f64,
    /// The best objective so far, freed from noise.
    pub best: f64,
    /// The mean on the scale of the model, where less is better and the objectives so far have deviation 1.
    pub mean: f64,
    /// The standard deviation on that scale.
    pub deviation: f64,
    /// The natural logarithm of the expected improvement over the best so far, on that scale.
    pub log_expected_improvement: f64,
    /// The probability of improving on the best so far.
    pub improvement_probability: f64,
    /// How sure it is that the job does not fail: a cautious probability, 1 while no job has failed.
    pub success_probability: f64,
}

impl Forecast {
    /// True when the job is worth it for what is not known there; false when it is expected to be the best so far.
    pub fn explores(&self) -> bool {
        self.improvement_probability < 0.5
    }

    /// One standard deviation to both sides of the median, the lower objective first: two times in three the job comes to
    /// something between them.
    pub fn range(&self) -> (f64, f64) {
        (self.good.min(self.bad), self.good.max(self.bad))
    }

    /// True when an objective is in [`Self::range`].
    pub fn contains(&self, objective: f64) -> bool {
        let (low, high) = self.range();
        (low..=high).contains(&objective)
    }
}

impl Belief {
    /// What is expected of a combination; `None` outside the ranges.
    pub fn forecast(&mut self, hyperparameters: &HyperParameters) -> Option<Forecast> {
        let point = self.cube.encode(hyperparameters)?;
        Some(self.forecast_at(&point))
    }

    pub(super) fn forecast_at(&mut self, point: &[f64]) -> Forecast {
        let moments = self.acquisition.moments(point);
        let z = (moments.least - moments.mean) / moments.deviation;
        let objective = |deviations: f64| self.targets.objective(moments.mean + deviations * moments.deviation);
        Forecast {
            median: objective(0.0),
            good: objective(-1.0),
            bad: objective(1.0),
            best: self.targets.objective(moments.least),
            mean: moments.mean,
            deviation: moments.deviation,
            log_expected_improvement: moments.log_improvement,
            improvement_probability: distribution(z),
            success_probability: libm::exp(moments.log_success),
        }
    }
}
