//! By what a tuning job that ran at AWS ended.

use crate::completion::{Completion, CompletionCriteria, Criterion};
use crate::math::format::metric_value;
use crate::objective::Direction;
use crate::training_job::Seconds;
use crate::tuning_job::{Event, LogEntry};

/// What the criteria of a tuning job were, and what its answers tell of its end.
pub(super) struct Ended<'a> {
    pub(super) criteria: &'a CompletionCriteria,
    pub(super) direction: Direction,
    /// `NumberOfTrainingJobsObjectiveNotImproving`.
    pub(super) not_improving: Option<u32>,
    /// There is a `ConvergenceDetectedTime`.
    pub(super) has_converged: bool,
    /// Combinations of a grid.
    pub(super) combinations: Option<u64>,
    /// When it ended, since its creation.
    pub(super) end: Seconds,
}

impl Ended<'_> {
    /// By what a tuning job is complete, as far as can be told: AWS does not say it. Of several that fit, the first in the
    /// order of [`Criterion`].
    pub(super) fn completion(&self, log: &[LogEntry], jobs: usize) -> Completion {
        let reported = |criterion| Completion::Reported { criterion };
        let values = || {
            log.iter().filter_map(|entry| match entry.event {
                Event::EpochCompleted { job, value, .. } => Some((job, value)),
                _ => None,
            })
        };
        let target = self.criteria.target.map(metric_value);
        let reached = target.and_then(|target| {
            let (job, value) = values().find(|(_, value)| self.direction.is_at_least_as_good(*value, target))?;
            Some(Completion::TargetObjectiveMetricValue { job, epoch: 1, value, target })
        });
        let not_improving = || {
            let (limit, jobs) = (self.criteria.not_improving?, self.not_improving?);
            let best = values()
                .map(|(_, value)| value)
                .reduce(|best, value| if self.direction.is_better(value, best) { value } else { best });
            let max_jobs = limit.max_jobs;
            (jobs >= max_jobs).then_some(Completion::BestObjectiveNotImproving { jobs, max_jobs, best })
        };
        let converged = || self.has_converged.then_some(reported(Criterion::CompleteOnConvergence));
        let most = self.criteria.max_training_jobs;
        let launched = u32::try_from(jobs).unwrap_or(u32::MAX);
        let all = || (launched >= most).then_some(Completion::MaxNumberOfTrainingJobs { max_jobs: most });
        let grid = || {
            let combinations = self.combinations.filter(|combinations| u64::from(launched) >= *combinations)?;
            u32::try_from(combinations).ok().map(|combinations| Completion::SearchSpaceExhausted { combinations })
        };
        let time = || {
            let max_runtime = self.criteria.max_runtime.filter(|limit| self.end >= *limit)?;
            Some(Completion::MaxRuntimeInSeconds { max_runtime })
        };
        reached
            .or_else(not_improving)
            .or_else(converged)
            .or_else(all)
            .or_else(grid)
            .or_else(time)
            .unwrap_or(reported(Criterion::Unknown))
    }
}
