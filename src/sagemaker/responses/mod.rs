//! AWS's answers about tuning jobs that run here: pure functions from the request and the fold of the event log to JSON,
//! with the members and words of AWS's service model.
//!
//! Times are numbers, as on AWS's wire, and count simulated seconds since the tuning job's creation; so every tuning
//! job's `CreationTime` is 0. A training job is billed from its launch to its end, so its `TrainingStartTime` is its
//! `CreationTime`; the stages between are in `stages.rs`. ARNs have the Region `us-east-1` and the account `000000000000`.

mod account;
mod definition;
mod error;
mod operations;
mod page;
mod stages;
mod training_job;
mod tuning_job;

pub use account::{Account, TuningJobRecord};
pub use error::{ApiError, ApiErrorKind};
pub use operations::{
    DescribeHyperParameterTuningJobRequest, DescribeTrainingJobRequest, ListHyperParameterTuningJobsRequest,
    ListTrainingJobsForHyperParameterTuningJobRequest,
};
pub use training_job::{describe_training_job, training_job_summary};
pub use tuning_job::{describe_tuning_job, tuning_job_arn, tuning_job_summary};

/// Sets members of an object, in order.
fn object<const N: usize>(members: [(&str, serde_json::Value); N]) -> serde_json::Map<String, serde_json::Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// `FailureReason`: AWS's has 1024 characters at most.
fn failure_reason(reason: &str) -> serde_json::Value {
    serde_json::Value::from(reason.chars().take(crate::sagemaker::limits::MAX_FAILURE_REASON).collect::<String>())
}
