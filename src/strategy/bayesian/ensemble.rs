//! Several Gaussian processes that explain the same objectives, because a few objectives never speak for one alone: the
//! most probable hyperparameters, found by ascent, and samples of slice sampling from there on. The next suggestion goes
//! on from them, so that little work for each suffices.

use crate::gaussian_process::{Dimension, Hyperparameters, Likelihood, Points, Prior, most_probable, slice_sample};
use crate::math::lbfgs::Effort;
use crate::math::rng::Stream;

/// Hyperparameters are fitted to so many observations at most.
const MOST_OBSERVATIONS: usize = 120;

/// Up to so many observations, all of the work is done each time.
const FEW: usize = 60;
/// Processes then, slice sampling's steps from one to the next, and the evaluations of the likelihood in an ascent.
const MEMBERS: usize = 4;
const STEPS: usize = 2;
const EVALUATIONS: u32 = 20;
/// The evaluations in an ascent with more.
const EVALUATIONS_OF_MANY: u32 = 8;
/// With more, every so many observations the ascent begins anew.
const ANEW: usize = 16;

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
        let fit = Fit { likelihood, prior };
        if points.len() <= FEW {
            self.fit_few(&fit, stream);
        } else {
            self.fit_many(&fit, points.len(), stream);
        }
    }

    /// The most probable hyperparameters, from the last and from the middle of the prior, and samples from there on.
    fn fit_few(&mut self, fit: &Fit<'_>, stream: &mut Stream) {
        let starts = self.members.first().cloned().into_iter().chain([fit.prior.mode()]);
        let best = starts
            .filter_map(|start| fit.ascend(&start, EVALUATIONS))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((mut member, mut density)) = best else {
            self.members = vec![fit.prior.mode()];
            return;
        };
        self.members = vec![member.clone()];
        while self.members.len() < MEMBERS {
            for _ in 0..STEPS {
                (member, density) = slice_sample(&fit.likelihood, &fit.prior, &member, density, stream);
            }
            self.members.push(member.clone());
        }
    }

    /// The most probable hyperparameters and one sample, of which one goes on and the other waits for its turn: a single
    /// observation more changes little.
    fn fit_many(&mut self, fit: &Fit<'_>, observations: usize, stream: &mut Stream) {
        let ascend = |start: &Hyperparameters| fit.ascend(start, EVALUATIONS_OF_MANY);
        let mut members = std::mem::take(&mut self.members).into_iter();
        let Some(best) = members.next() else {
            let found = ascend(&fit.prior.mode()).map(|(member, _)| member);
            self.members = vec![found.unwrap_or_else(|| fit.prior.mode())];
            return;
        };
        let sample = members.next();
        if observations.is_multiple_of(ANEW) {
            let is_better = |(_, density): &(_, f64)| fit.density(&best).is_none_or(|own| *density > own);
            let found = ascend(&fit.prior.mode()).filter(is_better);
            self.members = vec![found.map_or(best, |(member, _)| member)];
            self.members.extend(sample);
        } else if observations.is_multiple_of(2) {
            self.members = vec![ascend(&best).map_or(best, |(member, _)| member)];
            self.members.extend(sample);
        } else {
            let from = sample.unwrap_or_else(|| best.clone());
            let sample = fit.density(&from).map(|own| slice_sample(&fit.likelihood, &fit.prior, &from, own, stream).0);
            self.members = vec![best, sample.unwrap_or(from)];
        }
    }

    /// Hyperparameters of each process, the most probable ones first.
    pub(super) fn members(&self) -> &[Hyperparameters] {
        &self.members
    }
}

/// What hyperparameters are fitted to, and what is believed of them before.
struct Fit<'a> {
    likelihood: Likelihood<'a>,
    prior: Prior,
}

impl Fit<'_> {
    fn ascend(&self, start: &Hyperparameters, evaluations: u32) -> Option<(Hyperparameters, f64)> {
        most_probable(&self.likelihood, &self.prior, start, Effort { evaluations, least_climb: 1e-3 })
    }

    /// The logarithm of the density of some hyperparameters, without a constant.
    fn density(&self, of: &Hyperparameters) -> Option<f64> {
        Some(self.likelihood.value(of)? + self.prior.log_density(of.theta(), None))
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
