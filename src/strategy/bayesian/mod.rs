//! Bayesian optimisation: a Gaussian process says what objective to expect where, and how sure that is; the next training
//! job goes where the improvement over the best so far is expected to be greatest.
//!
//! AWS publishes that AMT's Bayesian strategy is this, with Gaussian process regression (developer guide, "How
//! Hyperparameter Tuning Works"; Perrone et al., "Amazon SageMaker Automatic Model Tuning: Scalable Gradient-Free
//! Optimization", KDD 2021), and not with which numbers. All numbers below are stand-ins, and so is what was added because
//! it measured better.
//!
//! 1. The first jobs come from a scrambled Sobol sequence; after a warm start, others try what was best at the parents
//!    (`parents`).
//! 2. Final objectives are brought to a common scale ([`Targets`]), points into the cube ([`Cube`]).
//! 3. An ensemble of Gaussian processes is fitted (`ensemble`).
//! 4. Running jobs are fantasised, failed ones teach where jobs fail ([`Acquisition`]).
//! 5. The acquisition function's maximum is looked for (`search`).
//!
//! The choice for job `n` is a function of the seed, `n`, the history, and the histories it was asked about before.

mod acquisition;
mod belief;
mod cube;
mod ensemble;
mod observations;
mod parents;
mod search;
mod targets;

pub use acquisition::Acquisition;
pub use belief::{Belief, Forecast};
pub use cube::Cube;
pub use targets::Targets;

use super::warm_start::WarmStart;
use super::{Reason, Suggestion};
use crate::gaussian_process::{Likelihood, Posterior, Prior, most_probable};
use crate::math::lbfgs::Effort;
use crate::math::rng::{Purpose, Stream};
use crate::math::sobol::Sobol;
use crate::objective::Direction;
use crate::search_space::{HyperParameters, SearchSpace};
use crate::training_job::{History, JobNumber};
use ensemble::Ensemble;
use observations::Observations;
use parents::Parents;
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
    parents: Parents,
    ensemble: Ensemble,
    /// The ensemble that each training job was suggested with, from the first that was.
    ensembles: Vec<(JobNumber, Ensemble)>,
}

impl Bayesian {
    /// The strategy at its start, in this space, drawing from the streams of `seed`.
    pub fn new(space: &SearchSpace, seed: u64) -> Self {
        let cube = Cube::new(space);
        let design = Sobol::scrambled(cube.dimensions().len(), &mut Stream::new(seed, 0, Purpose::Suggestion));
        Self { seed, cube, design, parents: Parents::default(), ensemble: Ensemble::default(), ensembles: Vec::new() }
    }

    /// Learns from earlier tuning jobs, before the first suggestion. `direction` is the objective's, and theirs.
    pub fn learn(&mut self, warm_start: &WarmStart, direction: Direction) {
        let starts = initial_jobs(self.cube.dimensions().len()).div_ceil(2);
        self.parents = Parents::new(&self.cube, warm_start, direction, starts);
    }

    /// The values for training job `number`, and why.
    pub fn suggest(&mut self, history: History<'_>, number: JobNumber) -> Suggestion {
        let mut stream = Stream::new(self.seed, u64::from(number.0), Purpose::Suggestion);
        let observations = Observations::new(&self.cube, &self.parents, history);
        let (point, reason) = self.best_point(&observations, history, number, &mut stream);
        let point = point.filter(|point| observations.is_free(&self.cube, point));
        if let Some(point) = point {
            return Suggestion { hyperparameters: self.cube.decode(&point), reason };
        }
        let hyperparameters = observations.next_free(&self.cube, stream.bits()).unwrap_or_else(|| {
            let unit: Vec<f64> = self.cube.dimensions().iter().map(|_| stream.uniform()).collect();
            self.cube.decode(&self.cube.from_unit(&unit))
        });
        Suggestion { hyperparameters, reason: Reason::LeftOver }
    }

    /// What the strategy believes after this history, which may be shorter than the one that it was last asked about: with
    /// the ensemble that the last training job of this history was suggested with, and all that has been seen since. `None`
    /// where the training jobs were spread evenly and nothing was believed.
    pub fn belief(&self, history: History<'_>) -> Option<Belief> {
        let launched = history.jobs().len();
        let (number, ensemble) = self.ensembles.iter().rev().find(|(number, _)| number.0 as usize <= launched)?;
        let mut stream = Stream::new(self.seed, u64::from(number.0), Purpose::Belief);
        let observations = Observations::new(&self.cube, &self.parents, history);
        let (targets, values) = observations.targets(history.direction())?;
        let acquisition = self.acquisition(ensemble, &observations, &values, &mut stream)?;
        Some(Belief { cube: self.cube.clone(), targets, acquisition })
    }

    /// Where a belief would have the next training job, if one was launched now.
    pub fn next(&self, belief: &mut Belief, history: History<'_>) -> Option<HyperParameters> {
        let mut stream = Stream::new(self.seed, history.jobs().len() as u64 + 1, Purpose::Belief);
        let observations = Observations::new(&self.cube, &self.parents, history);
        let (_, values) = observations.targets(history.direction())?;
        self.search(belief, &observations, &values, &mut stream).map(|point| self.cube.decode(&point))
    }

    fn best_point(
        &mut self,
        observations: &Observations,
        history: History<'_>,
        number: JobNumber,
        stream: &mut Stream,
    ) -> (Option<Vec<f64>>, Reason) {
        let Some((mut belief, values)) = self.fitted(observations, history.direction(), stream) else {
            return self.initial(number);
        };
        self.ensembles.push((number, self.ensemble.clone()));
        let point = self.search(&mut belief, observations, &values, stream);
        let reason = point
            .as_ref()
            .map_or(Reason::LeftOver, |point| Reason::ExpectedImprovement(Box::new(belief.forecast_at(point))));
        (point, reason)
    }

    /// Where most is expected.
    fn search(
        &self,
        belief: &mut Belief,
        observations: &Observations,
        values: &[f64],
        stream: &mut Stream,
    ) -> Option<Vec<f64>> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let best: Vec<Vec<f64>> = order.iter().take(BEST).map(|&i| observations.points.point(i)).collect();
        let is_free = |point: &[f64]| observations.is_free(&self.cube, point);
        let budget = Budget::for_observations(values.len() + observations.pending.len());
        Search { cube: &self.cube, acquisition: &mut belief.acquisition, is_free, budget }.run(&best, stream)
    }

    /// One of the first jobs: from the parents' best and the design in turn.
    fn initial(&self, number: JobNumber) -> (Option<Vec<f64>>, Reason) {
        let (index, starts) = (number.index(), &self.parents.starts);
        if index.is_multiple_of(2)
            && let Some(start) = starts.get(index / 2)
        {
            return (Some(start.clone()), Reason::ParentsBest);
        }
        // Those that the parents have given so far.
        let given = index.div_ceil(2).min(starts.len());
        (Some(self.cube.from_unit(&self.design.point((index - given) as u32))), Reason::InitialDesign)
    }

    /// The model after these observations and the targets it was fitted to; `None` while there are too few.
    fn fitted(
        &mut self,
        observations: &Observations,
        direction: Direction,
        stream: &mut Stream,
    ) -> Option<(Belief, Vec<f64>)> {
        let ended = observations.objectives.len() + observations.failed.len();
        if ended < initial_jobs(self.cube.dimensions().len()) {
            return None;
        }
        let (targets, values) = observations.targets(direction)?;
        self.ensemble.fit(self.cube.dimensions(), &observations.points, &values, stream);
        let acquisition = self.acquisition(&self.ensemble, observations, &values, stream)?;
        Some((Belief { cube: self.cube.clone(), targets, acquisition }, values))
    }

    /// The acquisition function after these observations; `None` when no process can be computed with.
    fn acquisition(
        &self,
        ensemble: &Ensemble,
        observations: &Observations,
        values: &[f64],
        stream: &mut Stream,
    ) -> Option<Acquisition> {
        let dimensions = self.cube.dimensions();
        let mut posteriors = Vec::new();
        for member in ensemble.members() {
            let Some(mut posterior) = Posterior::new(dimensions, member, &observations.points, values) else {
                continue;
            };
            if !observations.pending.is_empty() {
                let draw = || (0..observations.pending.len()).map(|_| stream.normal()).collect();
                let normals: Vec<Vec<f64>> = std::iter::repeat_with(draw).take(FANTASIES).collect();
                posterior.fantasise(&observations.pending, &normals);
            }
            posteriors.push(posterior);
        }
        (!posteriors.is_empty())
            .then(|| Acquisition::new(posteriors, self.parents.trends().clone(), self.failure(observations)))
    }

    /// What failed jobs teach: they have no objective, but the place.
    fn failure(&self, observations: &Observations) -> Option<Posterior> {
        if observations.failed.is_empty() {
            return None;
        }
        let dimensions = self.cube.dimensions();
        // The failures' surroundings have nothing to do with the objective's trends.
        let mut points = observations.points.without_trends();
        let mut labels = vec![0.0; points.len()];
        for failed in &observations.failed {
            points.push(failed);
            labels.push(1.0);
        }
        // Where jobs fail is no question of stationarity.
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

#[cfg(test)]
mod tests;
#[cfg(test)]
mod warm_start_tests;
