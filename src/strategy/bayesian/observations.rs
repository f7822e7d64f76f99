//! What the history says, as points of the cube: where there is a final objective, where a job runs, where one failed.

use super::cube::Cube;
use super::parents::Parents;
use super::targets::Targets;
use crate::gaussian_process::Points;
use crate::objective::Direction;
use crate::search_space::HyperParameters;
use crate::training_job::{History, Status};
use std::collections::BTreeMap;

/// Points nearer than this in every dimension are the same suggestion.
const SAME: f64 = 1e-9;

/// The history as points. Jobs with values outside the ranges are left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Observations {
    /// Points with a final objective.
    pub(super) points: Points,
    /// Their final objectives.
    pub(super) objectives: Vec<f64>,
    /// Points whose job runs.
    pub(super) pending: Points,
    /// Points whose job ended without an objective.
    pub(super) failed: Vec<Vec<f64>>,
    taken: Taken,
}

/// What must not be suggested again.
#[derive(Clone, Debug)]
enum Taken {
    /// In a finite space: how often each combination was suggested, and the least of it over all combinations.
    Combinations { times: BTreeMap<u64, u32>, least: u32 },
    /// In an infinite space: every point.
    Points(Vec<Vec<f64>>),
}

impl Default for Taken {
    fn default() -> Self {
        Self::Points(Vec::new())
    }
}

impl Observations {
    pub(super) fn new(cube: &Cube, parents: &Parents, history: History<'_>) -> Self {
        let trends = parents.trends();
        let none = Points::with_trends(cube.dimensions().len(), trends.len());
        let mut observations = Self { points: none.clone(), pending: none, ..Self::default() };
        let mut taken = Vec::new();
        for (point, objective) in &parents.pooled {
            observations.points.push(point);
            observations.objectives.push(*objective);
            taken.push(point.clone());
        }
        for job in history.jobs() {
            let Some(point) = cube.encode(&job.hyperparameters) else { continue };
            match (job.final_objective(), &job.status) {
                (Some(objective), _) => {
                    observations.points.push_with(&point, &trends.at(&point, false).values);
                    observations.objectives.push(objective);
                }
                (None, Status::InProgress) => {
                    observations.pending.push_with(&point, &trends.at(&point, false).values);
                }
                (None, _) => observations.failed.push(point.clone()),
            }
            taken.push(point);
        }
        observations.taken = match cube.space().cardinality() {
            None => Taken::Points(taken),
            Some(combinations) => {
                let mut times = BTreeMap::new();
                for index in taken.iter().filter_map(|point| cube.space().index_of(&cube.decode(point))) {
                    *times.entry(index).or_insert(0) += 1;
                }
                let all = times.len() as u64 >= combinations;
                Taken::Combinations { least: if all { times.values().copied().min().unwrap_or(0) } else { 0 }, times }
            }
        };
        observations
    }

    /// The objectives as the processes see them; `None` without any.
    pub(super) fn targets(&self, direction: Direction) -> Option<(Targets, Vec<f64>)> {
        let targets = Targets::new(&self.objectives, direction)?;
        let values = self.objectives.iter().map(|&objective| targets.target(objective)).collect();
        Some((targets, values))
    }

    /// True when the point may be suggested: nothing is suggested twice, until a finite space is exhausted; then it starts
    /// over.
    pub(super) fn is_free(&self, cube: &Cube, point: &[f64]) -> bool {
        match &self.taken {
            Taken::Points(points) => {
                let same = |other: &Vec<f64>| other.iter().zip(point).all(|(a, b)| (a - b).abs() < SAME);
                !points.iter().any(same)
            }
            Taken::Combinations { times, least } => {
                let index = cube.space().index_of(&cube.decode(point));
                index.is_none_or(|index| times.get(&index).copied().unwrap_or(0) <= *least)
            }
        }
    }

    /// The next combination that is free, counted from `start` on and around; `None` in an infinite space.
    pub(super) fn next_free(&self, cube: &Cube, start: u64) -> Option<HyperParameters> {
        let Taken::Combinations { times, least } = &self.taken else { return None };
        let combinations = cube.space().cardinality()?;
        // One that is free exists, and at most as many are taken as there were jobs.
        let mut index = start % combinations;
        while times.get(&index).copied().unwrap_or(0) > *least {
            index = (index + 1) % combinations;
        }
        Some(cube.space().combination(index))
    }
}
