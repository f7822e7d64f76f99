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

/// One comparison at a rung of Hyperband, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct RungComparison {
    /// The bracket, by how many rungs it has.
    pub bracket: u32,
    /// The rung: the epoch after which jobs are compared.
    pub epoch: u32,
    /// The job's objective after that epoch.
    pub value: f64,
    /// The jobs of the bracket that have reached the rung so far, this one among them, in the order of launch.
    pub jobs: Vec<JobNumber>,
    /// The job's place among them; 1 is the best. Of equals, each has the best place.
    pub rank: u32,
    /// How many of them may go on, at least 1.
    pub kept: u32,
    /// The value of the last one that may go on.
    pub cutoff: f64,
}

impl RungComparison {
    /// True when the job is one of those that may go on.
    pub fn goes_on(&self) -> bool {
        self.rank <= self.kept
    }
}

/// Why a training job was stopped before its last epoch.
#[derive(Clone, Debug, PartialEq)]
pub enum StopReason {
    /// `TrainingJobEarlyStoppingType: Auto`.
    EarlyStopping(MedianComparison),
    /// Hyperband: it was not among the best at a rung.
    Hyperband(RungComparison),
    /// Hyperband: it reached `MaxResource`.
    MaxResource {
        /// After this epoch.
        epoch: u32,
    },
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
