//! What the parents of a warm start teach the Gaussian processes. AWS does not publish how AMT does it; this is a stand-in.
//!
//! - `IdenticalDataAndAlgorithm`: the parents' objectives are objectives of the same function, and are observed with the
//!   new tuning job's own.
//! - `TransferLearning`: a Gaussian process is fitted to each parent, and its mean, on a scale of its own, becomes a *trend*:
//!   the new objective is `Σ_t b_t h_t(x) + g(x)`, as in Kennedy and O'Hagan, "Predicting the output from a complex computer
//!   code when fast approximations are available", Biometrika 2000, with factors `b_t` that are not known and so
//!   integrated out. What a parent found helps as soon as a few objectives agree with it, on whatever scale; the factor of
//!   one that has nothing to do with the new objective turns out to be about 0. Half of the first training jobs try what
//!   was best at the parents, the others are spread over the ranges as always, so that either can be told.

use super::cube::Cube;
use super::ensemble::{spread, telling};
use super::search::are_apart;
use super::targets::Targets;
use crate::gaussian_process::{Likelihood, Points, Posterior, Prior, TrendsAt, most_probable};
use crate::math::lbfgs::Effort;
use crate::objective::Direction;
use crate::strategy::warm_start::{Parent, WarmStart, WarmStartType};
use std::sync::Arc;

/// Evaluations of all parents together that are observed with the tuning job's own.
const MOST_POOLED: usize = 200;

/// What the parents teach.
#[derive(Clone, Debug, Default)]
pub(super) struct Parents {
    /// Observations of the same objective: points and objectives.
    pub(super) pooled: Vec<(Vec<f64>, f64)>,
    /// Points to try first.
    pub(super) starts: Vec<Vec<f64>>,
    trends: Trends,
}

impl Parents {
    /// What these parents teach about a space; so many points to try first at most.
    pub(super) fn new(cube: &Cube, warm_start: &WarmStart, direction: Direction, starts: usize) -> Self {
        let parents: Vec<Vec<(Vec<f64>, f64)>> =
            warm_start.parents.iter().map(|parent| observations(cube, parent)).filter(|own| !own.is_empty()).collect();
        match warm_start.kind {
            WarmStartType::IdenticalDataAndAlgorithm => {
                let all: Vec<(Vec<f64>, f64)> = parents.into_iter().flatten().collect();
                let losses: Vec<f64> = all.iter().map(|(_, objective)| direction.gain(0.0, *objective)).collect();
                let pooled = spread(&losses, MOST_POOLED).into_iter().map(|i| all[i].clone()).collect();
                Self { pooled, ..Self::default() }
            }
            WarmStartType::TransferLearning => Self {
                pooled: Vec::new(),
                starts: best_points(&parents, direction, starts),
                trends: Trends(parents.iter().filter_map(|own| fitted(cube, own, direction)).collect()),
            },
        }
    }

    /// The known functions that the objective may resemble.
    pub(super) fn trends(&self) -> &Trends {
        &self.trends
    }
}

/// Known functions that the objective may resemble. They do not change, so copies share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Trends(Arc<[Posterior]>);

impl Trends {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// What each is at a point.
    pub(super) fn at(&self, point: &[f64], gradients: bool) -> TrendsAt {
        let mut at = TrendsAt::default();
        for trend in self.0.iter() {
            let mut gradient = vec![0.0; if gradients { point.len() } else { 0 }];
            at.values.push(trend.mean(point, &mut gradient));
            if gradients {
                at.gradients.push(gradient);
            }
        }
        at
    }
}

/// Where the parent's evaluations lie, and their objectives; those outside the ranges are left out.
fn observations(cube: &Cube, parent: &Parent) -> Vec<(Vec<f64>, f64)> {
    parent.evaluations.iter().filter_map(|(values, objective)| Some((cube.encode(values)?, *objective))).collect()
}

/// The Gaussian process of one parent.
fn fitted(cube: &Cube, observations: &[(Vec<f64>, f64)], direction: Direction) -> Option<Posterior> {
    let objectives: Vec<f64> = observations.iter().map(|(_, objective)| *objective).collect();
    let targets = Targets::new(&objectives, direction)?;
    let mut points = Points::new(cube.dimensions().len());
    for (point, _) in observations {
        points.push(point);
    }
    let values: Vec<f64> = objectives.iter().map(|&objective| targets.target(objective)).collect();
    let (points, values) = telling(&points, &values);
    let prior = Prior::new(cube.dimensions().len(), true);
    let likelihood = Likelihood { dimensions: cube.dimensions(), points: &points, targets: &values };
    let effort = Effort { evaluations: 40, least_climb: 1e-3 };
    let (hyperparameters, _) = most_probable(&likelihood, &prior, &prior.mode(), effort)?;
    Posterior::new(cube.dimensions(), &hyperparameters, &points, &values)
}

/// The best points of each parent in turn, none near to another.
fn best_points(parents: &[Vec<(Vec<f64>, f64)>], direction: Direction, count: usize) -> Vec<Vec<f64>> {
    let mut queues: Vec<_> = parents.iter().map(|own| best_first(own, direction).into_iter()).collect();
    let mut chosen: Vec<Vec<f64>> = Vec::new();
    loop {
        let before = chosen.len();
        for queue in &mut queues {
            let next = queue.find(|point| chosen.iter().all(|other| are_apart(point, other)));
            chosen.extend(next.cloned());
        }
        if chosen.len() >= count || chosen.len() == before {
            chosen.truncate(count);
            return chosen;
        }
    }
}

fn best_first(observations: &[(Vec<f64>, f64)], direction: Direction) -> Vec<&Vec<f64>> {
    let mut sorted: Vec<&(Vec<f64>, f64)> = observations.iter().collect();
    sorted.sort_by(|a, b| direction.gain(b.1, a.1).total_cmp(&0.0));
    sorted.into_iter().map(|(point, _)| point).collect()
}
