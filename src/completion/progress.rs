//! Counting training jobs that do not improve: `BestObjectiveNotImproving`.

use crate::objective::Direction;

/// What counts as improving on the best. AWS's texts differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Improvement {
    /// Strictly better than the best: the developer guide's example ("fail to return an accuracy higher than 90%").
    #[default]
    Strict,
    /// Better than the best by 1 % of it or more: the API reference ("by 1% or greater").
    OnePercent,
}

impl Improvement {
    /// True when `value` improves on `best`.
    pub fn is_improvement(self, direction: Direction, value: f64, best: f64) -> bool {
        match self {
            Self::Strict => direction.is_better(value, best),
            Self::OnePercent => direction.is_better(value, best) && direction.gain(value, best) >= 0.01 * best.abs(),
        }
    }
}

/// The best so far and the number of training jobs ended since.
///
/// The best is what the last improving job reported: under [`Improvement::OnePercent`] a job that is better by half a
/// percent does not count as improving and leaves it, so that many small steps do add up to an improvement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// The objective of the last job that improved; `None` before the first with an objective.
    pub best: Option<f64>,
    /// Training jobs ended since then, failed ones included: `NumberOfTrainingJobsObjectiveNotImproving`.
    pub not_improving: u32,
}

impl Progress {
    /// Counts a training job that ended; `objective` is `None` when it failed or reported nothing.
    pub fn count(&mut self, objective: Option<f64>, direction: Direction, improvement: Improvement) {
        match objective {
            Some(value) if self.best.is_none_or(|best| improvement.is_improvement(direction, value, best)) => {
                *self = Self { best: Some(value), not_improving: 0 };
            }
            _ => self.not_improving += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(improvement: Improvement, objectives: &[Option<f64>]) -> Vec<u32> {
        let mut progress = Progress::default();
        let count = |&objective: &Option<f64>| {
            progress.count(objective, Direction::Maximize, improvement);
            progress.not_improving
        };
        objectives.iter().map(count).collect()
    }

    #[test]
    fn the_two_readings_of_improve() {
        let objectives = [Some(0.9), Some(0.9), None, Some(0.905), Some(0.91), Some(0.8)];
        assert_eq!(counts(Improvement::Strict, &objectives), [0, 1, 2, 0, 0, 1]);
        assert_eq!(counts(Improvement::OnePercent, &objectives), [0, 1, 2, 3, 0, 1]);
    }
}
