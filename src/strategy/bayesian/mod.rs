//! Bayesian optimisation: a Gaussian process says what objective to expect where, and how sure that is; the next training
//! job goes where the improvement over the best so far is expected to be greatest.
//!
//! AWS publishes that AMT's Bayesian strategy is this, with Gaussian process regression (developer guide, "How
//! Hyperparameter Tuning Works"; Perrone et al., "Amazon SageMaker Automatic Model Tuning: Scalable Gradient-Free
//! Optimization", KDD 2021), and not with which numbers. All numbers below are stand-ins, and so is what was added because
//! it measured better.
//!
//! 1. The first jobs come from a scrambled Sobol sequence.
//! 2. Final objectives are brought to a common scale ([`Targets`]), points into the cube ([`Cube`]).
//! 3. An ensemble of Gaussian processes is fitted (`ensemble`).
//! 4. Running jobs are fantasised, failed ones teach where jobs fail ([`Acquisition`]).
//! 5. The acquisition function's maximum is looked for (`search`).
//!
//! The choice for job `n` is a function of the seed, `n`, the history, and the histories it was asked about before.

mod acquisition;
mod cube;
mod ensemble;
mod observations;
mod search;
mod targets;

pub use acquisition::Acquisition;
pub use cube::Cube;
pub use targets::Targets;

use crate::gaussian_process::{Likelihood, Posterior, Prior, most_probable};
use crate::math::lbfgs::Effort;
use crate::math::rng::{Purpose, Stream};
use crate::math::sobol::Sobol;
use crate::search_space::{HyperParameters, SearchSpace};
use crate::training_job::{History, JobNumber};
use ensemble::Ensemble;
use observations::Observations;
use search::{Budget, Search};

/// Training jobs whose surroundings are searched.
const BEST: usize = 3;
/// Fantasies of the running jobs' objectives, for each process.
const FANTASIES: usize = 6;

/// Bayesian optimisation.
#[derive(Clone, Debug)]
pub struct Bayesian {
    seed: u64,
    cube: Cube,
    design: Sobol,
    ensemble: Ensemble,
}

impl Bayesian {
    pub(super) fn new(space: &SearchSpace, seed: u64) -> Self {
        let cube = Cube::new(space);
        let design = Sobol::scrambled(cube.dimensions().len(), &mut Stream::new(seed, 0, Purpose::Suggestion));
        Self { seed, cube, design, ensemble: Ensemble::default() }
    }

    pub(super) fn suggest(&mut self, history: History<'_>, number: JobNumber) -> HyperParameters {
        let mut stream = Stream::new(self.seed, u64::from(number.0), Purpose::Suggestion);
        let observations = Observations::new(&self.cube, history);
        let is_free = |point: &[f64]| observations.is_free(&self.cube, point);
        let ended = observations.objectives.len() + observations.failed.len();
        let of_design = ended < initial_jobs(self.cube.dimensions().len());
        let targets = Targets::new(&observations.objectives, history.direction()).filter(|_| !of_design);
        let point = match targets {
            None => Some(self.cube.from_unit(&self.design.point(number.index() as u32))),
            Some(targets) => {
                let values: Vec<f64> =
                    observations.objectives.iter().map(|&objective| targets.target(objective)).collect();
                self.ensemble.fit(self.cube.dimensions(), &observations.points, &values, &mut stream);
                let mut acquisition = self.acquisition(&observations, &values, &mut stream);
                let mut order: Vec<usize> = (0..values.len()).collect();
                order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
                let best: Vec<Vec<f64>> = order.iter().take(BEST).map(|&i| observations.points.point(i)).collect();
                let budget = Budget { candidates: 300, ascents: 3, evaluations: 25 };
                Search { cube: &self.cube, acquisition: &mut acquisition, is_free, budget }.run(&best, &mut stream)
            }
        };
        match point.filter(|point| observations.is_free(&self.cube, point)) {
            Some(point) => self.cube.decode(&point),
            None => observations.next_free(&self.cube, stream.bits()).unwrap_or_else(|| {
                let unit: Vec<f64> = self.cube.dimensions().iter().map(|_| stream.uniform()).collect();
                self.cube.decode(&self.cube.from_unit(&unit))
            }),
        }
    }

    /// The acquisition function after these observations.
    fn acquisition(&self, observations: &Observations, values: &[f64], stream: &mut Stream) -> Acquisition {
        let dimensions = self.cube.dimensions();
        let mut posteriors = Vec::new();
        for member in self.ensemble.members() {
            let Some(mut posterior) = Posterior::new(dimensions, member, &observations.points, values) else {
                continue;
            };
            if !observations.pending.is_empty() {
                let draw = || observations.pending.iter().map(|_| stream.normal()).collect();
                let normals: Vec<Vec<f64>> = std::iter::repeat_with(draw).take(FANTASIES).collect();
                posterior.fantasise(&observations.pending, &normals);
            }
            posteriors.push(posterior);
        }
        Acquisition::new(posteriors, self.failure(observations))
    }

    /// What failed jobs teach: they have no objective, but the place.
    fn failure(&self, observations: &Observations) -> Option<Posterior> {
        if observations.failed.is_empty() {
            return None;
        }
        let dimensions = self.cube.dimensions();
        let mut points = observations.points.clone();
        let mut labels = vec![0.0; points.len()];
        for failed in &observations.failed {
            points.push(failed);
            labels.push(1.0);
        }
        let prior = Prior::new(dimensions.len(), false);
        let likelihood = Likelihood { dimensions, points: &points, targets: &labels };
        let effort = Effort { evaluations: 20, least_climb: 1e-2 };
        let fitted = most_probable(&likelihood, &prior, &prior.mode(), effort);
        Posterior::new(dimensions, &fitted.map_or_else(|| prior.mode(), |(fitted, _)| fitted), &points, &labels)
    }
}

/// Jobs before the first fit.
fn initial_jobs(dimensions: usize) -> usize {
    4 + dimensions / 2
}
