//! Stopping a training job that is unlikely to become good: `TrainingJobEarlyStoppingType`.

mod median;

pub use median::compare_with_median;

/// Whether and how training jobs are stopped early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlyStopping {
    /// Never.
    Off,
    /// The median rule.
    Auto {
        /// How many completed jobs must have reached an epoch before the rule judges anyone at it. AWS does not publish
        /// when its rule starts; 3 is our stand-in, 1 is the bare documented rule.
        min_completed_jobs: u32,
    },
}

impl EarlyStopping {
    /// Our stand-in for the unpublished start of the rule.
    pub const DEFAULT_MIN_COMPLETED_JOBS: u32 = 3;
}
