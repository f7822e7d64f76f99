//! Several Gaussian processes that explain the same objectives, because a few objectives never speak for one alone: the
//! most probable hyperparameters, found by ascent, and samples of slice sampling from there on. The next suggestion goes
//! on from them, so that little work for each suffices.

use crate::gaussian_process::{Dimension, Hyperparameters, Likelihood, Points, Prior, most_probable, slice_sample};
use crate::math::lbfgs;
use crate::math::rng::Stream;

/// Hyperparameters are fitted to so many observations at most.
const MOST_OBSERVATIONS: usize = 120;

/// How much work a fit may be: less for each observation the more there are.
#[derive(Clone, Copy, Debug)]
struct Effort {
    /// Processes.
    members: usize,
    /// Steps of slice sampling from one to the next.
    steps: usize,
    /// Evaluations of the likelihood in an ascent.
    evaluations: u32,
    /// Whether to begin anew as well, beside going on from the last fit.
    anew: bool,
}

impl Effort {
    fn for_observations(n: usize) -> Self {
        match n {
            0..=60 => Self { members: 4, steps: 2, evaluations: 20, anew: true },
            _ => Self { members: 2, steps: 1, evaluations: 8, anew: n.is_multiple_of(16) },
        }
    }
}

/// Hyperparameters of several processes, the most probable ones first.
#[derive(Clone, Debug, Default)]
pub(super) struct Ensemble {
    members: Vec<Hyperparameters>,
}

impl Ensemble {
    /// Fits to the observations, from where it stands.
    pub(super) fn fit(&mut self, dimensions: &[Dimension], points: &Points, targets: &[f64], stream: &mut Stream) {
        let prior = Prior::new(dimensions.len(), true);
        let (told, targets) = telling(points, targets);
        let likelihood = Likelihood { dimensions, points: &told, targets: &targets };
        let Effort { members, steps, evaluations, anew } = Effort::for_observations(points.len());
        let effort = lbfgs::Effort { evaluations, least_climb: 1e-3 };
        let last = self.members.first();
        let starts = last.cloned().into_iter().chain((anew || last.is_none()).then(|| prior.mode()));
        let best = starts
            .filter_map(|start| most_probable(&likelihood, &prior, &start, effort))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((mut member, mut density)) = best else {
            self.members = vec![prior.mode()];
            return;
        };
        self.members = vec![member.clone()];
        while self.members.len() < members {
            for _ in 0..steps {
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

/// The observations that tell most where there are too many to be fitted to.
pub(super) fn telling(points: &Points, targets: &[f64]) -> (Points, Vec<f64>) {
    let chosen = spread(targets, MOST_OBSERVATIONS);
    (points.subset(&chosen), chosen.iter().map(|&i| targets[i]).collect())
}

/// At most so many of these, in their order: the least third, and of the others every so many.
pub(super) fn spread(targets: &[f64], most: usize) -> Vec<usize> {
    let n = targets.len();
    if n <= most {
        return (0..n).collect();
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| targets[a].total_cmp(&targets[b]));
    let best = most / 3;
    let others = most - best;
    let mut chosen: Vec<usize> = order[..best].to_vec();
    chosen.extend((0..others).map(|k| order[best + k * (n - best) / others]));
    chosen.sort_unstable();
    chosen
}
