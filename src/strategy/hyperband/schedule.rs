//! Hyperband's brackets and rungs (Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization", JMLR
//! 2018, Algorithm 1).
//!
//! | Symbol | Meaning |
//! |---|---|
//! | `R` | the most epochs of a training job: `MaxResource` |
//! | `r` | the fewest: `MinResource` |
//! | `η` | the reduction factor: at a rung one job in `η` goes on |
//! | `s` | a bracket, from `s_max = ⌊log_η(R / r)⌋` (many jobs, first judged soon) to 0 (few, never judged) |
//! | `n_s` | its share of the training jobs: `⌈(s_max + 1) / (s + 1) · η^s⌉` |
//! | `r_i` | the epochs of its rung `i`: `R · η^(i − s)`, rounded |

use super::HyperbandError;
use crate::training_job::JobNumber;

/// What AWS lets a request say of Hyperband, and the reduction factor, which it does not publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HyperbandSettings {
    min_resource: u32,
    max_resource: u32,
    reduction_factor: u32,
}

impl HyperbandSettings {
    /// Our stand-in for the unpublished reduction factor: the paper's, and Syne Tune's.
    pub const DEFAULT_REDUCTION_FACTOR: u32 = 3;
    /// Our stand-in for a `MinResource` that is left out, of which AWS does not say what it is.
    pub const DEFAULT_MIN_RESOURCE: u32 = 1;

    /// Settings; resources are epochs, at least 1, the least not above the most, and the reduction factor is at least 2.
    pub fn new(min_resource: u32, max_resource: u32, reduction_factor: u32) -> Result<Self, HyperbandError> {
        if min_resource == 0 || max_resource < min_resource {
            return Err(HyperbandError::Resources { min_resource, max_resource });
        }
        if reduction_factor < 2 {
            return Err(HyperbandError::ReductionFactor(reduction_factor));
        }
        Ok(Self { min_resource, max_resource, reduction_factor })
    }

    /// `MinResource`: no training job is stopped before this epoch.
    pub fn min_resource(self) -> u32 {
        self.min_resource
    }

    /// `MaxResource`: each training job is stopped after this epoch.
    pub fn max_resource(self) -> u32 {
        self.max_resource
    }

    /// At a rung, one job in so many goes on.
    pub fn reduction_factor(self) -> u32 {
        self.reduction_factor
    }
}

/// Successive halving with one choice of how many training jobs begin and how soon they are judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// `s`: how many times its training jobs are judged.
    pub number: u32,
    /// `n_s`: its share of the training jobs.
    pub share: u32,
    /// The epochs after which its training jobs are judged, in ascending order: `number` of them at most, for rungs that
    /// fall on one epoch are one.
    pub rungs: Vec<u32>,
}

/// A bracket's part of a tuning job before it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// `s`.
    pub bracket: u32,
    /// Epochs, and how many training jobs are expected to train for that long, first rung to last; the last is
    /// `MaxResource`.
    pub jobs: Vec<(u32, u32)>,
}

/// The brackets, and which training job is in which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    settings: HyperbandSettings,
    /// From `s_max` down to 0.
    brackets: Vec<Bracket>,
    /// Places in `brackets`: training job `j` (from 0) is in the bracket at `order[j % order.len()]`.
    order: Vec<u8>,
}

impl Schedule {
    /// The schedule of these settings.
    pub fn new(settings: HyperbandSettings) -> Self {
        let HyperbandSettings { min_resource, max_resource, reduction_factor } = settings;
        let mut most = 0;
        // Whole numbers: a logarithm would miss the powers of η by a rounding error.
        while power(reduction_factor, most + 1) <= u64::from(max_resource / min_resource) {
            most += 1;
        }
        let brackets: Vec<Bracket> = (0..=most)
            .rev()
            .map(|number| {
                let share = (u64::from(most + 1) * power(reduction_factor, number)).div_ceil(u64::from(number + 1));
                let rung = |i: u32| {
                    let parts = power(reduction_factor, number - i);
                    let epochs = (2 * u64::from(max_resource) + parts) / (2 * parts);
                    u32::try_from(epochs).unwrap_or(max_resource).max(min_resource)
                };
                let mut rungs: Vec<u32> = (0..number).map(rung).filter(|&epoch| epoch < max_resource).collect();
                rungs.dedup();
                Bracket { number, share: u32::try_from(share).unwrap_or(u32::MAX), rungs }
            })
            .collect();
        let order = order(&brackets);
        Self { settings, brackets, order }
    }

    /// What it was made of.
    pub fn settings(&self) -> HyperbandSettings {
        self.settings
    }

    /// The brackets, the one that judges soonest first.
    pub fn brackets(&self) -> &[Bracket] {
        &self.brackets
    }

    /// The bracket of a training job.
    pub fn bracket_of(&self, job: JobNumber) -> &Bracket {
        let place = self.order.get(job.index() % self.order.len()).copied().unwrap_or_default();
        &self.brackets[usize::from(place)]
    }

    /// How far a tuning job of so many training jobs is expected to take them: what the table before a run shows.
    pub fn expected(&self, jobs: u32) -> Vec<Expected> {
        let mut begin = vec![0_u32; self.brackets.len()];
        for job in 0..jobs as usize {
            begin[usize::from(self.order[job % self.order.len()])] += 1;
        }
        let of_bracket = |(bracket, begin): (&Bracket, u32)| {
            let mut left = begin;
            let epochs = bracket.rungs.iter().copied().chain([self.settings.max_resource]);
            let jobs = epochs
                .map(|epochs| {
                    let here = left;
                    left = kept(here, self.settings.reduction_factor);
                    (epochs, here)
                })
                .collect();
            Expected { bracket: bracket.number, jobs }
        };
        self.brackets.iter().zip(begin).map(of_bracket).collect()
    }
}

/// Of so many jobs at a rung, how many go on: one in `η`, and the best in any case.
pub(super) fn kept(jobs: u32, reduction_factor: u32) -> u32 {
    (jobs / reduction_factor).max(jobs.min(1))
}

fn power(base: u32, exponent: u32) -> u64 {
    u64::from(base).saturating_pow(exponent)
}

/// Spreads the brackets over the training jobs in proportion to their shares, so that any first part of a tuning job has
/// about the same mixture: each job goes where most is owed.
fn order(brackets: &[Bracket]) -> Vec<u8> {
    let all: u64 = brackets.iter().map(|bracket| u64::from(bracket.share)).sum();
    let mut given = vec![0_u64; brackets.len()];
    (1..=all)
        .map(|job| {
            let owed = |place: usize| {
                let due = u64::from(brackets[place].share) * job;
                // What is owed may be negative: a bracket that is ahead.
                i128::from(due) - i128::from(given[place]) * i128::from(all)
            };
            // Of equals, the first: the one that judges soonest.
            let place = (0..brackets.len()).rev().max_by_key(|&place| owed(place)).unwrap_or_default();
            given[place] += 1;
            u8::try_from(place).unwrap_or_default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(min: u32, max: u32, factor: u32) -> Schedule {
        Schedule::new(HyperbandSettings::new(min, max, factor).unwrap())
    }

    /// Table 1 of the paper: `n_i` and `r_i` of the brackets for R = 81 and η = 3.
    #[test]
    fn the_papers_table() {
        let schedule = schedule(1, 81, 3);
        let shares: Vec<(u32, u32)> =
            schedule.brackets().iter().map(|bracket| (bracket.number, bracket.share)).collect();
        assert_eq!(shares, [(4, 81), (3, 34), (2, 15), (1, 8), (0, 5)]);
        let all = shares.iter().map(|(_, share)| share).sum();
        let expected: Vec<Vec<(u32, u32)>> = schedule.expected(all).into_iter().map(|one| one.jobs).collect();
        assert_eq!(
            expected,
            [
                vec![(1, 81), (3, 27), (9, 9), (27, 3), (81, 1)],
                vec![(3, 34), (9, 11), (27, 3), (81, 1)],
                vec![(9, 15), (27, 5), (81, 1)],
                vec![(27, 8), (81, 2)],
                vec![(81, 5)],
            ]
        );
    }

    /// The paper's experiments have η = 4 as well: `R = 256` is `s_max = 4`.
    #[test]
    fn other_factors_and_resources() {
        let epochs = |min, max, factor| -> Vec<Vec<u32>> {
            schedule(min, max, factor).brackets().iter().map(|bracket| bracket.rungs.clone()).collect()
        };
        assert_eq!(epochs(1, 256, 4), [vec![1, 4, 16, 64], vec![4, 16, 64], vec![16, 64], vec![64], vec![]]);
        assert_eq!(epochs(1, 20, 3), [vec![2, 7], vec![7], vec![]]);
        assert_eq!(epochs(3, 20, 3), [vec![7], vec![]]);
        assert_eq!(epochs(1, 1, 3), [Vec::<u32>::new()]);
        assert_eq!(epochs(7, 10, 2), [Vec::<u32>::new()]);
        // 243 is 3⁵ exactly, where a logarithm gives 4.999….
        assert_eq!(schedule(1, 243, 3).brackets().len(), 6);
    }

    #[test]
    fn any_first_part_has_the_mixture_of_the_whole() {
        let schedule = schedule(1, 81, 3);
        let whole: u32 = schedule.brackets().iter().map(|bracket| bracket.share).sum();
        for jobs in 1..=300 {
            for (bracket, expected) in schedule.brackets().iter().zip(schedule.expected(jobs)) {
                let due = f64::from(jobs) * f64::from(bracket.share) / f64::from(whole);
                let begin = expected.jobs.first().map_or(0, |(_, jobs)| *jobs);
                assert!((f64::from(begin) - due).abs() <= 2.0, "{jobs} jobs, bracket {}: {begin}", bracket.number);
            }
        }
        assert_eq!(schedule.bracket_of(JobNumber(1)).number, 4);
    }

    #[test]
    fn the_largest_resource_is_scheduled() {
        let schedule = schedule(1, 20_000, 3);
        assert_eq!(schedule.brackets().len(), 10);
        assert!(schedule.bracket_of(JobNumber(10_000)).rungs.iter().all(|epoch| *epoch < 20_000));
    }
}
