//! The request objects of the operations on tuning jobs that exist.

use super::error::ApiError;
use crate::sagemaker::breach::{Breach, breach, text_breach};
use crate::sagemaker::shape::{Finding, visit};
use crate::sagemaker::wire::wire;
use crate::sagemaker::{JsonPath, Shape, Wire};
use serde_json::{Number, Value};

const SORT_ORDERS: &[&str] = &["Ascending", "Descending"];
const TUNING_JOB_STATUSES: &[&str] =
    &["Completed", "InProgress", "Failed", "Stopped", "Stopping", "Deleting", "DeleteFailed"];
const TRAINING_JOB_STATUSES: &[&str] = &["InProgress", "Completed", "Failed", "Stopping", "Stopped", "Deleting"];
pub(super) const TUNING_JOB_SORT_KEYS: &[&str] = &["Name", "Status", "CreationTime"];
pub(super) const TRAINING_JOB_SORT_KEYS: &[&str] = &["Name", "CreationTime", "Status", "FinalObjectiveMetricValue"];

wire! {
    /// What `DescribeHyperParameterTuningJob`, `StopHyperParameterTuningJob` and `DeleteHyperParameterTuningJob` receive.
    pub struct DescribeHyperParameterTuningJobRequest {
        /// Which tuning job, without regard to case.
        "HyperParameterTuningJobName" [text(1, 32, TuningJobName)] => hyper_parameter_tuning_job_name: String,
    }
}

wire! {
    /// What `DescribeTrainingJob` receives.
    pub struct DescribeTrainingJobRequest {
        /// Which training job, without regard to case.
        "TrainingJobName" [text(1, 63, TrainingJobName)] => training_job_name: String,
    }
}

wire! {
    /// What `ListHyperParameterTuningJobs` receives.
    pub struct ListHyperParameterTuningJobsRequest {
        /// Where the page before ended.
        "NextToken" [text(0, 8192, OneLineOrEmpty)] => next_token: Option<String>,
        /// Jobs on a page; 10 when left out.
        "MaxResults" [whole(1, 100)] => max_results: Option<i64>,
        /// The order; `Name` when left out.
        "SortBy" in TUNING_JOB_SORT_KEYS => sort_by: Option<String>,
        /// `Ascending` when left out.
        "SortOrder" in SORT_ORDERS => sort_order: Option<String>,
        /// Only jobs with this text in their name.
        "NameContains" [text(0, 63, NameContains)] => name_contains: Option<String>,
        /// Only jobs created after this time. All are created at 0.
        "CreationTimeAfter" => creation_time_after: Option<Number>,
        /// Only jobs created before this time.
        "CreationTimeBefore" => creation_time_before: Option<Number>,
        /// Only jobs whose last event is after this time.
        "LastModifiedTimeAfter" => last_modified_time_after: Option<Number>,
        /// Only jobs whose last event is before this time.
        "LastModifiedTimeBefore" => last_modified_time_before: Option<Number>,
        /// Only jobs of this status.
        "StatusEquals" in TUNING_JOB_STATUSES => status_equals: Option<String>,
    }
}

wire! {
    /// What `ListTrainingJobsForHyperParameterTuningJob` receives.
    pub struct ListTrainingJobsForHyperParameterTuningJobRequest {
        /// Which tuning job, without regard to case.
        "HyperParameterTuningJobName" [text(1, 32, TuningJobName)] => hyper_parameter_tuning_job_name: String,
        /// Where the page before ended.
        "NextToken" [text(0, 8192, OneLineOrEmpty)] => next_token: Option<String>,
        /// Jobs on a page; 10 when left out.
        "MaxResults" [whole(1, 100)] => max_results: Option<i64>,
        /// Only jobs of this status.
        "StatusEquals" in TRAINING_JOB_STATUSES => status_equals: Option<String>,
        /// The order; `Name` when left out. By `FinalObjectiveMetricValue`, jobs without one are not listed.
        "SortBy" in TRAINING_JOB_SORT_KEYS => sort_by: Option<String>,
        /// `Ascending` when left out.
        "SortOrder" in SORT_ORDERS => sort_order: Option<String>,
    }
}

/// Reads a request object, strictly: everything in it that AWS would refuse is an error, and so is a member or a value that
/// AWS does not know. A script's mistake is no wish.
pub(super) fn read<T: Wire>(request: &Value) -> Result<T, ApiError> {
    let mut problems = Vec::new();
    visit(request, T::SHAPE, &mut |finding, path| {
        let path = match path {
            JsonPath::Root => "The request".to_owned(),
            _ => path.to_string(),
        };
        let broken = |breach: Option<Breach>| breach.map(|breach| format!("{path}: {}", breach.message));
        problems.extend(match finding {
            Finding::Problem { message, .. } => Some(format!("{path} {message}")),
            Finding::Unlisted(text, allowed) => {
                Some(format!("{path} is {text:?}; it must be one of {}", allowed.join(", ")))
            }
            Finding::Unknown(Some(meant)) => Some(format!("{path} is no member of this request; write {meant}")),
            Finding::Unknown(None) => {
                Some(format!("{path} is no member of this request; it has {}", members(T::SHAPE)))
            }
            Finding::Name(name, limits) => broken(text_breach(name, limits)),
            Finding::Fits(value, shape) => broken(breach(value, shape)),
        });
    });
    if problems.is_empty() { Ok(T::read(request.clone())) } else { Err(ApiError::validation(problems.join("; "))) }
}

fn members(shape: Shape) -> String {
    let names: Vec<&str> = match shape {
        Shape::Object(members) => members.iter().map(|member| member.name).collect(),
        _ => Vec::new(),
    };
    names.join(", ")
}
