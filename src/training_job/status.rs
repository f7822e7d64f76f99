//! Where a training job stands, and why it was stopped.

use super::JobNumber;

/// One judgement of the early-stopping median rule, with the numbers it compared.
#[derive(Clone, Debug, PartialEq)]
pub struct MedianComparison {
    /// The epoch that was judged.
    pub epoch: u32,
    /// The job's objective after that epoch.
    pub value: f64,
    /// The median of the running averages.
    pub median: f64,
    /// The completed jobs whose running averages the median was taken over, in the order of launch.
    pub jobs: Vec<JobNumber>,
    /// True when `value` is strictly worse than `median`.
    pub is_worse: bool,
}

/// Why a training job was stopped before its last epoch.
#[derive(Clone, Debug, PartialEq)]
pub enum StopReason {
    /// `TrainingJobEarlyStoppingType: Auto`.
    EarlyStopping(MedianComparison),
    /// The tuning job was completed by one of its criteria while this job ran.
    TuningJobCompleted,
    /// The tuning job was stopped by hand.
    TuningJobStopped,
    /// It is not known: AWS's list of a tuning job's training jobs says that one was stopped, and never why.
    Unknown,
}

/// Where a training job stands: `TrainingJobStatus`.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Training.
    InProgress,
    /// Reached its last epoch.
    Completed,
    /// Stopped before its last epoch.
    Stopped(StopReason),
    /// Ended by an error, for example a loss that became infinite; the text is its `FailureReason`.
    Failed(String),
}

impl Status {
    /// AWS's word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "InProgress",
            Self::Completed => "Completed",
            Self::Stopped(_) => "Stopped",
            Self::Failed(_) => "Failed",
        }
    }
}
