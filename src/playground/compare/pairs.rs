//! Two variants against each other: who found better, how often, and what was saved.

use super::bands::quantile;
use super::repeat::Outcome;
use super::signed_rank::{holm, signed_rank};
use crate::objective::Direction;

/// Two variants on the same seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Their places among the variants; the first is before the second.
    pub of: [usize; 2],
    /// Repeats in which the first, and in which the second, found better.
    pub wins: [u32; 2],
    /// Repeats in which both found the same.
    pub ties: u32,
    /// How probable so large a difference is by chance, corrected for the number of pairs that are looked at; `None` when every
    /// repeat is a tie.
    pub p: Option<f64>,
}

impl Pair {
    /// How many repeats both have done.
    pub fn repeats(&self) -> u32 {
        self.wins[0] + self.wins[1] + self.ties
    }
}

/// All pairs of variants; `outcomes` has for each variant those of its repeats, `None` where one is not done.
pub fn pairs(outcomes: &[Vec<Option<Outcome>>], direction: Direction) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for first in 0..outcomes.len() {
        for second in first + 1..outcomes.len() {
            let bests: Vec<[Option<f64>; 2]> = both(&outcomes[first], &outcomes[second])
                .map(|(first, second)| [first.best(), second.best()])
                .collect();
            let gains: Vec<f64> = bests.iter().map(|best| gain(best[0], best[1], direction)).collect();
            // Objectives have the 32 bits of AWS's: so far can two differences that mean the same be apart.
            let largest = bests.iter().flatten().flatten().fold(0.0_f64, |largest, best| largest.max(best.abs()));
            let count = |is: fn(&f64) -> bool| gains.iter().filter(|gain| is(gain)).count() as u32;
            pairs.push(Pair {
                of: [first, second],
                wins: [count(|gain| *gain > 0.0), count(|gain| *gain < 0.0)],
                ties: count(|gain| *gain == 0.0),
                p: signed_rank(&gains, 2.0 * f64::from(f32::EPSILON) * largest),
            });
        }
    }
    let corrected = holm(&pairs.iter().map(|pair| pair.p).collect::<Vec<_>>());
    for (pair, p) in pairs.iter_mut().zip(corrected) {
        pair.p = p;
    }
    pairs
}

/// The repeats that both have done.
fn both<'a>(
    first: &'a [Option<Outcome>],
    second: &'a [Option<Outcome>],
) -> impl Iterator<Item = (&'a Outcome, &'a Outcome)> {
    first.iter().zip(second).filter_map(|(first, second)| first.as_ref().zip(second.as_ref()))
}

/// By how much the first is better. Having found nothing is worse than anything, by more than any number.
fn gain(first: Option<f64>, second: Option<f64>, direction: Direction) -> f64 {
    match (first, second) {
        (Some(first), Some(second)) => direction.gain(first, second),
        (Some(_), None) => f64::INFINITY,
        (None, Some(_)) => f64::NEG_INFINITY,
        (None, None) => 0.0,
    }
}

/// What a variant took less than the first, as parts of what that took: the first quartile, the median and the third over the
/// pairs of repeats. Below 0 where it took more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saving {
    /// Of the simulated time of the tuning job.
    pub seconds: [f64; 3],
    /// Of the simulated time of all training jobs together: of the compute.
    pub training_seconds: [f64; 3],
    /// Of the epochs.
    pub epochs: [f64; 3],
}

/// For each variant after the first, what it saved; `None` where no pair of repeats is done.
pub fn savings(outcomes: &[Vec<Option<Outcome>>]) -> Vec<Option<Saving>> {
    let Some((first, others)) = outcomes.split_first() else { return Vec::new() };
    let saving = |other: &Vec<Option<Outcome>>| {
        let of = |number: fn(&Outcome) -> f64| {
            let saved = both(first, other).map(|(first, other)| saved(number(first), number(other)));
            let mut saved: Vec<f64> = saved.collect();
            saved.sort_by(f64::total_cmp);
            let sorted: Vec<Option<f64>> = saved.into_iter().map(Some).collect();
            Some([quantile(&sorted, 0.25)?, quantile(&sorted, 0.5)?, quantile(&sorted, 0.75)?])
        };
        Some(Saving {
            seconds: of(|outcome| outcome.seconds)?,
            training_seconds: of(|outcome| outcome.training_seconds)?,
            epochs: of(|outcome| f64::from(outcome.epochs))?,
        })
    };
    others.iter().map(saving).collect()
}

fn saved(first: f64, other: f64) -> f64 {
    if first > 0.0 { 1.0 - other / first } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::compare::Step;

    fn outcome(best: Option<f64>, seconds: f64) -> Outcome {
        let step = |value| Step { value, jobs: 1, epochs: 1, seconds };
        Outcome {
            steps: best.map(step).into_iter().collect(),
            epochs: seconds as u32,
            seconds,
            training_seconds: 2.0 * seconds,
            ..Outcome::default()
        }
    }

    #[test]
    fn wins_are_counted_on_the_same_seeds_and_savings_are_medians_of_paired_ratios() {
        let first = [outcome(Some(0.9), 100.0), outcome(Some(0.8), 100.0), outcome(None, 100.0)];
        let second = [outcome(Some(0.8), 80.0), outcome(Some(0.8), 50.0), outcome(Some(0.1), 70.0), outcome(None, 1.0)];
        // The fourth of the first is not done.
        let first = first.map(Some).into_iter().chain([None]).collect();
        let second = second.map(Some).to_vec();
        let both = [first, second];
        let pair = pairs(&both, Direction::Maximize)[0];
        assert_eq!((pair.of, pair.wins, pair.ties, pair.repeats()), ([0, 1], [1, 1], 1, 3));
        assert_eq!(pairs(&both, Direction::Minimize)[0].wins, [0, 2]);
        let saving = savings(&both)[0].unwrap();
        assert!((saving.seconds[1] - 0.3).abs() < 1e-12);
        assert_eq!(saving.seconds, saving.training_seconds);
        assert_eq!(saving.seconds, saving.epochs);
        assert_eq!(savings(&[vec![None], vec![None]]), [None]);
    }
}
