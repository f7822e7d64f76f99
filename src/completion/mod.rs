//! When a tuning job ends by itself: `ResourceLimits` and `TuningJobCompletionCriteria`.
//!
//! Any criterion ends the job; the first in simulated time wins. Where several are met by the same event, the order of
//! [`Criterion`] decides which one the event names.

mod convergence;
mod progress;

pub use convergence::{Convergence, ConvergenceEstimate};
pub use progress::{Improvement, Progress};

use crate::training_job::{JobNumber, Seconds};

/// What ended, or may end, a tuning job, in the order in which simultaneous criteria are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// `TuningJobCompletionCriteria.TargetObjectiveMetricValue`.
    TargetObjectiveMetricValue,
    /// `TuningJobCompletionCriteria.BestObjectiveNotImproving`.
    BestObjectiveNotImproving,
    /// `TuningJobCompletionCriteria.ConvergenceDetected.CompleteOnConvergence`.
    CompleteOnConvergence,
    /// `ResourceLimits.MaxNumberOfTrainingJobs`.
    MaxNumberOfTrainingJobs,
    /// Grid search has tried every combination.
    SearchSpaceExhausted,
    /// `ResourceLimits.MaxRuntimeInSeconds`.
    MaxRuntimeInSeconds,
    /// None that can be told: a tuning job of AWS's is complete, and its description does not say by what.
    Unknown,
}

impl Criterion {
    /// All that can be asked for.
    pub const ALL: [Self; 6] = [
        Self::TargetObjectiveMetricValue,
        Self::BestObjectiveNotImproving,
        Self::CompleteOnConvergence,
        Self::MaxNumberOfTrainingJobs,
        Self::SearchSpaceExhausted,
        Self::MaxRuntimeInSeconds,
    ];

    /// AWS's word, where it has one.
    pub fn name(self) -> &'static str {
        match self {
            Self::TargetObjectiveMetricValue => "TargetObjectiveMetricValue",
            Self::BestObjectiveNotImproving => "BestObjectiveNotImproving",
            Self::CompleteOnConvergence => "CompleteOnConvergence",
            Self::MaxNumberOfTrainingJobs => "MaxNumberOfTrainingJobs",
            Self::SearchSpaceExhausted => "SearchSpaceExhausted",
            Self::MaxRuntimeInSeconds => "MaxRuntimeInSeconds",
            Self::Unknown => "Unknown",
        }
    }
}

/// The limits and criteria of a tuning job. All may act together.
#[derive(Clone, Debug, PartialEq)]
pub struct CompletionCriteria {
    /// No training job is launched past this number; running ones finish.
    pub max_training_jobs: u32,
    /// Running training jobs are stopped when the simulated clock reaches it. "Wall clock" in AWS's words.
    pub max_runtime: Option<Seconds>,
    /// Met as soon as any training job's objective, after any epoch, is at least as good. A 32-bit number in the API,
    /// and rounded to one here, so that a metric that shows the same digits meets it.
    pub target: Option<f64>,
    /// Met when so many training jobs have ended since the last that improved.
    pub not_improving: Option<NotImproving>,
    /// Met when the tuning job is unlikely to improve by 1 % or more.
    pub convergence: Option<Convergence>,
}

/// `BestObjectiveNotImproving.MaxNumberOfTrainingJobsNotImproving`, and what counts as improving.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotImproving {
    /// Training jobs in a row without improvement; AWS asks for 3 or more.
    pub max_jobs: u32,
    /// The reading of "improve".
    pub improvement: Improvement,
}

/// The numbers with which a criterion was met.
#[derive(Clone, Debug, PartialEq)]
pub enum Completion {
    /// A training job reached the target.
    TargetObjectiveMetricValue {
        /// The job that reached it.
        job: JobNumber,
        /// After which epoch.
        epoch: u32,
        /// Its objective.
        value: f64,
        /// The target.
        target: f64,
    },
    /// Too many training jobs without improvement.
    BestObjectiveNotImproving {
        /// Training jobs ended since the last that improved.
        jobs: u32,
        /// The limit.
        max_jobs: u32,
        /// The best objective they failed to improve; `None` when no job has one.
        best: Option<f64>,
    },
    /// Unlikely to improve.
    CompleteOnConvergence(ConvergenceEstimate),
    /// All training jobs were launched and ended.
    MaxNumberOfTrainingJobs {
        /// The limit.
        max_jobs: u32,
    },
    /// Every combination was tried.
    SearchSpaceExhausted {
        /// How many there are.
        combinations: u32,
    },
    /// Out of time.
    MaxRuntimeInSeconds {
        /// The limit.
        max_runtime: Seconds,
    },
    /// A tuning job of AWS's is complete. Its description has no numbers of how that came about.
    Reported {
        /// By what, as far as it can be told.
        criterion: Criterion,
    },
}

impl Completion {
    /// The criterion that was met.
    pub fn criterion(&self) -> Criterion {
        match self {
            Self::TargetObjectiveMetricValue { .. } => Criterion::TargetObjectiveMetricValue,
            Self::BestObjectiveNotImproving { .. } => Criterion::BestObjectiveNotImproving,
            Self::CompleteOnConvergence(_) => Criterion::CompleteOnConvergence,
            Self::MaxNumberOfTrainingJobs { .. } => Criterion::MaxNumberOfTrainingJobs,
            Self::SearchSpaceExhausted { .. } => Criterion::SearchSpaceExhausted,
            Self::MaxRuntimeInSeconds { .. } => Criterion::MaxRuntimeInSeconds,
            Self::Reported { criterion } => *criterion,
        }
    }
}
