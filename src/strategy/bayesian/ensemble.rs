//! Several Gaussian processes that explain the same objectives, because a few objectives never speak for one alone: the
//! most probable hyperparameters, found by ascent, and samples of slice sampling from there on. The next suggestion goes
//! on from them, so that little work for each suffices.

use crate::gaussian_process::{Dimension, Hyperparameters, Likelihood, Points, Prior, most_probable, slice_sample};
use crate::math::lbfgs::Effort;
use crate::math::rng::Stream;

/// Processes in the ensemble while there are few observations.
const MOST: usize = 4;
/// Steps of slice sampling from one to the next.
const STEPS: usize = 2;
/// Hyperparameters are fitted to so many observations at most.
const MOST_OBSERVATIONS: usize = 120;
/// Evaluations of the likelihood in an ascent.
const EVALUATIONS: u32 = 20;

/// Hyperparameters of several processes, the most probable ones first.
#[derive(Clone, Debug, Default)]
pub(super) struct Ensemble {
    members: Vec<Hyperparameters>,
}

impl Ensemble {
    /// Fits to the observations, from where it stands.
    pub(super) fn fit(&mut self, dimensions: &[Dimension], points: &Points, targets: &[f64], stream: &mut Stream) {
        let prior = Prior::new(dimensions.len(), false);
        let (points, targets) = telling(points, targets);
        let likelihood = Likelihood { dimensions, points: &points, targets: &targets };
        let effort = Effort { evaluations: EVALUATIONS, least_climb: 1e-3 };
        let starts = std::iter::once(prior.mode()).chain(self.members.first().cloned());
        let best = starts
            .filter_map(|start| most_probable(&likelihood, &prior, &start, effort))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((mut member, mut density)) = best else {
            self.members = vec![prior.mode()];
            return;
        };
        self.members = vec![member.clone()];
        while self.members.len() < MOST {
            for _ in 0..STEPS {
                (member, density) = slice_sample(&likelihood, &prior, &member, density, stream);
            }
            self.members.push(member.clone());
        }
    }

    /// Hyperparameters of each process, the most probable ones first.
    pub(super) fn members(&self) -> &[Hyperparameters] {
        &self.members
    }
}

/// The observations that tell most where there are too many: the best third, and of the others every so many.
fn telling(points: &Points, targets: &[f64]) -> (Points, Vec<f64>) {
    let n = targets.len();
    if n <= MOST_OBSERVATIONS {
        return (points.clone(), targets.to_vec());
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| targets[a].total_cmp(&targets[b]));
    let best = MOST_OBSERVATIONS / 3;
    let others = MOST_OBSERVATIONS - best;
    let mut chosen: Vec<usize> = order[..best].to_vec();
    chosen.extend((0..others).map(|k| order[best + k * (n - best) / others]));
    chosen.sort_unstable();
    let mut subset = Points::new(if points.is_empty() { 0 } else { points.point(0).len() });
    for &i in &chosen {
        subset.push(&points.point(i));
    }
    (subset, chosen.iter().map(|&i| targets[i]).collect())
}
