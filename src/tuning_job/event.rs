//! The event log: all that a tuning job did.

use crate::completion::{Completion, ConvergenceEstimate};
use crate::search_space::HyperParameters;
use crate::strategy::Reason;
use crate::training_job::{JobNumber, Seconds, StopReason};

/// Something that a tuning job did, and when on the simulated clock.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// Simulated seconds since the tuning job was created.
    pub time: Seconds,
    /// What it did.
    pub event: Event,
}

/// Something that a tuning job did.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The tuning job began.
    TuningJobCreated,
    /// A training job was launched.
    TrainingJobCreated {
        /// Its number.
        job: JobNumber,
        /// Its name.
        name: String,
        /// What the strategy chose for it.
        hyperparameters: HyperParameters,
        /// Why it chose these.
        reason: Reason,
        /// The epoch after which it is complete.
        until_epoch: u32,
    },
    /// A training job reported its metrics.
    EpochCompleted {
        /// Which job.
        job: JobNumber,
        /// After which epoch, counted from 1.
        epoch: u32,
        /// The objective metric.
        value: f64,
        /// All metrics, in the order of the configuration.
        metrics: Vec<f64>,
    },
    /// A training job reached its last epoch.
    TrainingJobCompleted {
        /// Which job.
        job: JobNumber,
    },
    /// A training job was stopped before its last epoch.
    TrainingJobStopped {
        /// Which job.
        job: JobNumber,
        /// Why, with the numbers compared.
        reason: StopReason,
    },
    /// A training job ended by an error.
    TrainingJobFailed {
        /// Which job.
        job: JobNumber,
        /// Why, for people.
        reason: String,
    },
    /// The tuning job is unlikely to improve.
    ConvergenceDetected {
        /// By these numbers.
        estimate: ConvergenceEstimate,
    },
    /// Somebody stopped the tuning job by hand; its running training jobs are being stopped.
    TuningJobStopping,
    /// A criterion ended the tuning job.
    TuningJobCompleted {
        /// Which, with its numbers.
        completion: Completion,
    },
    /// The tuning job was stopped by hand.
    TuningJobStopped,
    /// The tuning job failed. One that runs here never does; one of AWS's may.
    TuningJobFailed {
        /// Why, for people.
        reason: String,
    },
}

impl Event {
    /// The event's name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TuningJobCreated => "TuningJobCreated",
            Self::TrainingJobCreated { .. } => "TrainingJobCreated",
            Self::EpochCompleted { .. } => "EpochCompleted",
            Self::TrainingJobCompleted { .. } => "TrainingJobCompleted",
            Self::TrainingJobStopped { .. } => "TrainingJobStopped",
            Self::TrainingJobFailed { .. } => "TrainingJobFailed",
            Self::ConvergenceDetected { .. } => "ConvergenceDetected",
            Self::TuningJobStopping => "TuningJobStopping",
            Self::TuningJobCompleted { .. } => "TuningJobCompleted",
            Self::TuningJobStopped => "TuningJobStopped",
            Self::TuningJobFailed { .. } => "TuningJobFailed",
        }
    }

    /// True where something was decided: a training job has ended, convergence was found, the tuning job has ended; or a training
    /// job was launched for a reason that the strategy can tell.
    pub fn is_decision(&self) -> bool {
        match self {
            Self::TrainingJobCreated { reason, .. } => matches!(reason, Reason::ExpectedImprovement(_)),
            Self::TuningJobCreated | Self::EpochCompleted { .. } => false,
            _ => true,
        }
    }

    /// The training job it is about, if it is about one.
    pub fn job(&self) -> Option<JobNumber> {
        match self {
            Self::TrainingJobCreated { job, .. }
            | Self::EpochCompleted { job, .. }
            | Self::TrainingJobCompleted { job }
            | Self::TrainingJobStopped { job, .. }
            | Self::TrainingJobFailed { job, .. } => Some(*job),
            Self::TuningJobCreated
            | Self::ConvergenceDetected { .. }
            | Self::TuningJobStopping
            | Self::TuningJobCompleted { .. }
            | Self::TuningJobStopped
            | Self::TuningJobFailed { .. } => None,
        }
    }
}
