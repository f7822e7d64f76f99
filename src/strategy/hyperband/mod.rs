//! Hyperband, as AWS runs it: random search whose training jobs are stopped at rungs, asynchronously.
//!
//! AWS documents that it "uses both intermediate and final results … to re-allocate epochs to well-utilized hyperparameter
//! configurations and automatically stops those that underperform", that new configurations are random, and that it is ASHA
//! (developer guide, "How Hyperparameter Tuning Works"; AWS blog, September 2022). It does not publish brackets, rungs and
//! reduction factor: the [`Schedule`] is the paper's, as our stand-in.
//!
//! A training job that reaches a rung of its bracket is compared with the jobs of the bracket that have reached it by then,
//! and stopped unless it is among the best `max(1, ⌊m / η⌋)` of these `m`: the stopping form of successive halving (Li et
//! al., "A System for Massively Parallel Hyperparameter Tuning", Conference on Machine Learning and Systems 2020, pauses instead, which a training job at AWS
//! cannot do).

mod schedule;

pub use schedule::{Bracket, Expected, HyperbandSettings, Schedule};

use super::random::Random;
use crate::search_space::{HyperParameters, SearchSpace};
use crate::training_job::{History, JobNumber, RungComparison, StopReason};
use thiserror::Error;

/// Why there is no schedule.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum HyperbandError {
    /// No epochs, or less at most than at least.
    #[error("MinResource is {min_resource} and MaxResource {max_resource}: both count epochs, from 1, the least first")]
    Resources {
        /// `MinResource`.
        min_resource: u32,
        /// `MaxResource`.
        max_resource: u32,
    },
    /// Nobody would be stopped.
    #[error("the reduction factor is {0}; it must be 2 or more: one training job in so many goes on at a rung")]
    ReductionFactor(u32),
}

/// Hyperband.
#[derive(Clone, Debug)]
pub struct Hyperband {
    random: Random,
    schedule: Schedule,
}

impl Hyperband {
    pub(super) fn new(settings: HyperbandSettings, seed: u64) -> Self {
        Self { random: Random::new(seed), schedule: Schedule::new(settings) }
    }

    pub(super) fn suggest(&mut self, space: &SearchSpace, number: JobNumber) -> HyperParameters {
        self.random.suggest(space, number)
    }

    /// Whether training job `number`, which has just reported `value` after `epoch`, is to be stopped. `history` has the
    /// report.
    pub(super) fn reason_to_stop(
        &self,
        history: History<'_>,
        number: JobNumber,
        epoch: u32,
        value: f64,
    ) -> Option<StopReason> {
        let comparison = compare(&self.schedule, history, number, epoch, value);
        if let Some(comparison) = comparison.filter(|comparison| !comparison.goes_on()) {
            return Some(StopReason::Hyperband(comparison));
        }
        let most = self.schedule.settings().max_resource();
        (epoch >= most).then_some(StopReason::MaxResource { epoch })
    }
}

/// Compares a training job with those of its bracket that have reached this epoch; `None` when it is no rung.
pub fn compare(
    schedule: &Schedule,
    history: History<'_>,
    number: JobNumber,
    epoch: u32,
    value: f64,
) -> Option<RungComparison> {
    let bracket = schedule.bracket_of(number);
    bracket.rungs.binary_search(&epoch).ok()?;
    let in_bracket = history.jobs().iter().filter(|job| schedule.bracket_of(job.number).number == bracket.number);
    let (jobs, mut values): (Vec<JobNumber>, Vec<f64>) =
        in_bracket.filter_map(|job| Some((job.number, job.curve.at(epoch)?))).unzip();
    let direction = history.direction();
    let rank = 1 + values.iter().filter(|&&other| direction.is_better(other, value)).count() as u32;
    let kept = schedule::kept(jobs.len() as u32, schedule.settings().reduction_factor());
    // The best first.
    values.sort_by(|&a, &b| direction.gain(b, a).total_cmp(&0.0));
    let cutoff = values.get(kept.saturating_sub(1) as usize).copied().unwrap_or(value);
    Some(RungComparison { bracket: bracket.number, epoch, value, jobs, rank, kept, cutoff })
}
