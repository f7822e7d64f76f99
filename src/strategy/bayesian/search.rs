//! Where the acquisition function is greatest: many candidates, then ascent from the best of them, along gradients in
//! the numbers and from neighbour to neighbour in small whole numbers and categories.
//!
//! Half of the candidates fill the space (a scrambled Sobol sequence). The others surround the best training jobs at all
//! distances and in some of the dimensions: where little is left to gain, only they lie where it is.

use super::acquisition::Acquisition;
use super::cube::Cube;
use crate::gaussian_process::Dimension;
use crate::math::lbfgs::{Effort, maximise};
use crate::math::rng::Stream;
use crate::math::sobol::Sobol;
use crate::search_space::ParameterValue;

/// The largest distance from one of the best training jobs, and how many e-folds it shrinks by.
const WIDEST: f64 = 0.2;
const E_FOLDS: f64 = 4.0;
/// Dimensions that are changed at a time, about.
const CHANGED: f64 = 3.0;
/// Ascents, and the first training jobs after a warm start, begin so far apart, as a share of the cube's diagonal.
const APART: f64 = 0.05;
/// Rounds of ascent and neighbours.
const ROUNDS: usize = 2;
/// Whole numbers with at most so many values change from neighbour to neighbour only; gradients say little there.
const FEW_VALUES: u64 = 20;
/// Finite spaces of at most so many combinations are searched through.
const ALL_COMBINATIONS: u64 = 400;

/// How much work a search may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// Candidates.
    pub(super) candidates: u32,
    /// Ascents.
    pub(super) ascents: usize,
    /// Evaluations in one ascent.
    pub(super) evaluations: u32,
}

impl Budget {
    /// One evaluation takes time that grows with the square of the number of observed and pending points.
    pub(super) fn for_observations(n: usize) -> Self {
        match n {
            0..=60 => Self { candidates: 300, ascents: 3, evaluations: 25 },
            _ => Self { candidates: 200, ascents: 2, evaluations: 12 },
        }
    }
}

/// A search for the greatest value among points that are free.
pub(super) struct Search<'a, F: Fn(&[f64]) -> bool> {
    pub(super) cube: &'a Cube,
    pub(super) acquisition: &'a mut Acquisition,
    pub(super) is_free: F,
    pub(super) budget: Budget,
}

/// A point and the logarithm of the acquisition function there.
type Scored = (Vec<f64>, f64);

impl<F: Fn(&[f64]) -> bool> Search<'_, F> {
    /// The best point found; `best` are the points of the best training jobs. `None` when no candidate was free.
    pub(super) fn run(mut self, best: &[Vec<f64>], stream: &mut Stream) -> Option<Vec<f64>> {
        let candidates = self.candidates(best, stream);
        let mut scored: Vec<Scored> = Vec::with_capacity(candidates.len());
        for point in candidates.into_iter().filter(|point| (self.is_free)(point)) {
            let value = self.acquisition.log_value(&point, None);
            scored.push((point, value));
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut starts: Vec<Scored> = Vec::new();
        for (point, value) in &scored {
            if starts.len() == self.budget.ascents {
                break;
            }
            if starts.iter().all(|(other, _)| are_apart(point, other)) {
                starts.push((point.clone(), *value));
            }
        }
        let ends = starts.into_iter().map(|start| self.ascend(start));
        ends.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(point, _)| point)
    }

    fn candidates(&self, best: &[Vec<f64>], stream: &mut Stream) -> Vec<Vec<f64>> {
        let space = self.cube.space();
        if let Some(combinations) = space.cardinality().filter(|&combinations| combinations <= ALL_COMBINATIONS) {
            return (0..combinations).filter_map(|index| self.cube.encode(&space.combination(index))).collect();
        }
        let sobol = Sobol::scrambled(self.cube.dimensions().len(), stream);
        let around = if best.is_empty() { 0 } else { self.budget.candidates / 3 };
        let everywhere = self.budget.candidates - around;
        let mut candidates: Vec<Vec<f64>> =
            (0..everywhere).map(|index| self.cube.from_unit(&sobol.point(index))).collect();
        for k in 0..around as usize {
            candidates.push(self.near(&best[k % best.len()], stream));
        }
        candidates
    }

    /// A point near another one.
    fn near(&self, point: &[f64], stream: &mut Stream) -> Vec<f64> {
        let d = point.len();
        let spread = WIDEST * libm::exp(-E_FOLDS * stream.uniform());
        let share = (CHANGED / d as f64).clamp(0.2, 1.0);
        let always = stream.below(d as u32) as usize;
        let mut near = point.to_vec();
        for (i, x) in near.iter_mut().enumerate() {
            if i != always && stream.uniform() >= share {
                continue;
            }
            match self.cube.dimensions()[i] {
                // What would leave the cube is mirrored.
                Dimension::Number => *x = 1.0 - (1.0 - (*x + spread * stream.normal()).abs()).abs(),
                Dimension::Category => *x = f64::from(stream.below(self.cube.values(i).unwrap_or(1) as u32)),
            }
        }
        self.cube.round(&mut near);
        near
    }

    fn ascend(&mut self, start: Scored) -> Scored {
        let mut best = start;
        for _ in 0..ROUNDS {
            let before = best.1;
            self.climb(&mut best);
            self.walk(&mut best);
            if best.1 - before < 1e-3 {
                break;
            }
        }
        best
    }

    /// Along the gradient, in the numbers of many values.
    fn climb(&mut self, best: &mut Scored) {
        let climbs = |i: usize| {
            self.cube.dimensions()[i] == Dimension::Number && self.cube.values(i).is_none_or(|n| n > FEW_VALUES)
        };
        let point = &best.0;
        let limits = |free: f64| (0..point.len()).map(|i| if climbs(i) { free } else { point[i] }).collect::<Vec<_>>();
        let (low, high) = (limits(0.0), limits(1.0));
        if low == high {
            return;
        }
        let effort = Effort { evaluations: self.budget.evaluations, least_climb: 1e-4 };
        let value = |x: &[f64], gradient: &mut [f64]| self.acquisition.log_value(x, Some(gradient));
        if let Some((mut end, _)) = maximise(point, &low, &high, effort, value) {
            self.cube.round(&mut end);
            self.take_if_better(best, end);
        }
    }

    /// From neighbour to neighbour, one dimension after the other.
    fn walk(&mut self, best: &mut Scored) {
        for i in 0..best.0.len() {
            for x in self.neighbours(i, best.0[i]) {
                let mut point = best.0.clone();
                point[i] = x;
                self.take_if_better(best, point);
            }
        }
    }

    /// Other coordinates to try: all categories, the next whole numbers.
    fn neighbours(&self, dimension: usize, x: f64) -> Vec<f64> {
        match (self.cube.dimensions()[dimension], self.cube.values(dimension)) {
            (_, None) => Vec::new(),
            (Dimension::Category, Some(categories)) => (0..categories).map(|index| index as f64).collect(),
            (Dimension::Number, Some(_)) => {
                let range = &self.cube.space().parameters()[dimension].range;
                let ParameterValue::Integer(here) = range.value_at(x) else { return Vec::new() };
                let beside = [-2, -1, 1, 2].map(|step| ParameterValue::Integer(here.saturating_add(step)));
                beside.iter().filter_map(|value| range.coordinate_of(value)).collect()
            }
        }
    }

    fn take_if_better(&mut self, best: &mut Scored, point: Vec<f64>) {
        if point != best.0 && (self.is_free)(&point) {
            let value = self.acquisition.log_value(&point, None);
            if value > best.1 {
                *best = (point, value);
            }
        }
    }
}

/// Whether two points are so far apart that it is worth to begin at both.
pub(super) fn are_apart(a: &[f64], b: &[f64]) -> bool {
    let squared: f64 = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    squared >= APART * APART * a.len() as f64
}
