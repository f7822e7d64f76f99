//! How long an epoch takes in the cloud.

use crate::training_job::Seconds;

/// The cloud's pace: epoch `e` of a training job ends `startup_seconds + e · epoch_seconds` after its launch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClockSettings {
    /// Seconds from the launch of a training job to the start of its first epoch: the instance boots, the image and the
    /// data are fetched.
    pub startup_seconds: Seconds,
    /// Seconds of an epoch with the model's default hyperparameters.
    pub seconds_per_epoch: Seconds,
}

impl Default for ClockSettings {
    fn default() -> Self {
        Self { startup_seconds: 90.0, seconds_per_epoch: 20.0 }
    }
}
