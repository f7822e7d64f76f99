//! Bands: how the best so far goes over all repeats of a variant, as its median and its quartiles.
//!
//! | symbol | meaning |
//! |---|---|
//! | `x` | what it took: training jobs ended, epochs trained, or simulated seconds; one grid for all variants |
//! | `b_r(x)` | repeat `r`'s best objective by `x`; a repeat that has ended keeps its own; nothing before its first |
//! | band | the better quartile, the median and the worse quartile of `b_r(x)` over `r`; no value is worse than any |

use super::repeat::{Outcome, Step};
use crate::language::t;
use crate::objective::Direction;
use serde::{Deserialize, Serialize};

/// The points of a grid at most, 0 among them.
const MOST_POINTS: u32 = 101;

/// What lies along x.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Along {
    /// Training jobs ended.
    #[default]
    Jobs,
    /// Epochs trained in all.
    Epochs,
    /// Simulated seconds.
    Seconds,
}

impl Along {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jobs, Self::Epochs, Self::Seconds];

    /// Its name in messages.
    pub fn id(self) -> &'static str {
        match self {
            Self::Jobs => "Jobs",
            Self::Epochs => "Epochs",
            Self::Seconds => "Seconds",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Jobs => t!("Training jobs ended"),
            Self::Epochs => t!("Epochs trained"),
            Self::Seconds => t!("Simulated time"),
        }
    }

    fn of_step(self, step: &Step) -> f64 {
        match self {
            Self::Jobs => f64::from(step.jobs),
            Self::Epochs => f64::from(step.epochs),
            Self::Seconds => step.seconds,
        }
    }

    fn of_whole(self, outcome: &Outcome) -> f64 {
        match self {
            Self::Jobs => f64::from(outcome.jobs),
            Self::Epochs => f64::from(outcome.epochs),
            Self::Seconds => outcome.seconds,
        }
    }
}

/// A point of a band: better quartile, median, worse quartile.
pub(super) type BandPoint = [Option<f64>; 3];

/// The bands of all variants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bands {
    /// The grid, growing from 0 to the longest repeat's end; empty when there is none.
    pub x: Vec<f64>,
    /// For each variant its band, as long as the grid.
    pub variants: Vec<Vec<[Option<f64>; 3]>>,
}

/// The bands of variants from the outcomes of their repeats.
pub fn bands(outcomes: &[Vec<&Outcome>], along: Along, direction: Direction) -> Bands {
    let end = outcomes.iter().flatten().map(|outcome| along.of_whole(outcome)).fold(0.0, f64::max);
    let x: Vec<f64> = if end > 0.0 {
        // What is counted has whole numbers, and all of them where there are few.
        let last = if along == Along::Seconds { MOST_POINTS - 1 } else { (end as u32).min(MOST_POINTS - 1) };
        (0..=last).map(|point| end * f64::from(point) / f64::from(last.max(1))).collect()
    } else {
        Vec::new()
    };
    let variants = outcomes.iter().map(|outcomes| band(outcomes, &x, along, direction)).collect();
    Bands { x, variants }
}

fn band(outcomes: &[&Outcome], x: &[f64], along: Along, direction: Direction) -> Vec<BandPoint> {
    let mut next = vec![0; outcomes.len()];
    let mut values = vec![None; outcomes.len()];
    let at = |&x: &f64| {
        for ((outcome, next), value) in outcomes.iter().zip(&mut next).zip(&mut values) {
            while let Some(step) = outcome.steps.get(*next).filter(|step| along.of_step(step) <= x) {
                *value = Some(step.value);
                *next += 1;
            }
        }
        let mut sorted = values.clone();
        sort(&mut sorted, direction);
        [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share))
    };
    x.iter().map(at).collect()
}

/// Sorts values from the best to the worst; what has none is last.
pub(super) fn sort(values: &mut [Option<f64>], direction: Direction) {
    values.sort_by(|a, b| match (a, b) {
        (Some(a), Some(b)) => direction.gain(*b, *a).total_cmp(&0.0),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

/// The quantile of sorted values, linear between neighbours; `None` of nothing, and where it falls on what has no value.
pub fn quantile(sorted: &[Option<f64>], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let (low, high) = (libm::floor(place), libm::ceil(place));
    let (first, second) = ((*sorted.get(low as usize)?)?, (*sorted.get(high as usize)?)?);
    Some(first + (second - first) * (place - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(steps: &[(f64, u32)], jobs: u32) -> Outcome {
        let step =
            |&(value, jobs): &(f64, u32)| Step { value, jobs, epochs: 10 * jobs, seconds: 60.0 * f64::from(jobs) };
        Outcome {
            steps: steps.iter().map(step).collect(),
            jobs,
            epochs: 10 * jobs,
            seconds: 60.0 * f64::from(jobs),
            ..Outcome::default()
        }
    }

    #[test]
    fn bands_are_quartiles_of_the_best_so_far() {
        let all = [outcome(&[(0.5, 1), (0.9, 3)], 4), outcome(&[(0.6, 2)], 2), outcome(&[(0.7, 1)], 4)];
        let bands = bands(&[all.iter().collect()], Along::Jobs, Direction::Maximize);
        assert_eq!(bands.x, [0.0, 1.0, 2.0, 3.0, 4.0]);
        let band = |x: usize| bands.variants[0][x].map(|value| value.map(|value| (1e6 * value).round() / 1e6));
        assert_eq!(band(0), [None; 3], "nothing has ended");
        // 0.7, 0.5, and one that has none.
        assert_eq!(band(1), [Some(0.6), Some(0.5), None]);
        // 0.7, 0.6, 0.5.
        assert_eq!(band(2), [Some(0.65), Some(0.6), Some(0.55)]);
        // 0.9, 0.7, 0.6, the last of a repeat that has ended.
        assert_eq!(band(4), [Some(0.8), Some(0.7), Some(0.65)]);
    }

    #[test]
    fn a_long_grid_has_a_bound_and_a_smaller_objective_may_be_better() {
        let all = [outcome(&[(0.5, 1), (0.25, 300)], 500)];
        for along in Along::ALL {
            let bands = bands(&[all.iter().collect(), Vec::new()], along, Direction::Minimize);
            assert_eq!(bands.x.len(), 101);
            assert_eq!(bands.variants[0][100], [Some(0.25); 3]);
            assert!(bands.variants[1].iter().all(|point| *point == [None; 3]));
        }
        assert_eq!(bands(&[Vec::new()], Along::Jobs, Direction::Minimize).x, [0.0; 0]);
    }
}
