//! All tuning jobs there are, and the operations that read them.

use super::error::{ApiError, ApiErrorKind};
use super::operations::{
    DescribeHyperParameterTuningJobRequest, DescribeTrainingJobRequest,
    ListTrainingJobsForHyperParameterTuningJobRequest, read,
};
use super::training_job::{describe_training_job, list_training_jobs};
use super::tuning_job::{describe_tuning_job, list_tuning_jobs};
use crate::sagemaker::Request;
use crate::sagemaker::limits::MAX_CONCURRENT_TUNING_JOBS;
use crate::training_job::Seconds;
use crate::tuning_job::{LogEntry, State, TuningConfig, TuningJob};
use serde_json::Value;

/// A tuning job as the answers need it: what was asked for and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct TuningJobRecord<'a> {
    /// The request that created it.
    pub request: &'a Request,
    /// The request after its checks.
    pub config: &'a TuningConfig,
    /// The fold of the log: where it stands.
    pub state: &'a State,
    /// What it did.
    pub log: &'a [LogEntry],
    /// The Describe responses of its warm start's parents, as far as they are known and have its objective.
    pub parents: &'a [Value],
    /// Seconds on the simulated clock from the launch of a training job to its first epoch.
    pub startup: Seconds,
    /// The simulated time at which it is looked at: that of the last event, or later.
    pub now: Seconds,
}

impl<'a> TuningJobRecord<'a> {
    /// The record of a tuning job without known parents as it stands now; `startup` is the clock's.
    pub fn of(request: &'a Request, job: &'a TuningJob, startup: Seconds) -> Self {
        let (config, state, log, now) = (job.config(), job.state(), job.log(), job.state().now());
        Self { request, config, state, log, parents: &[], startup, now }
    }

    /// The same of a tuning job with these parents.
    #[must_use]
    pub fn with_parents(self, parents: &'a [Value]) -> Self {
        Self { parents, ..self }
    }
}

/// All tuning jobs of a page or a program. Names are compared without regard to case, as at AWS.
#[derive(Clone, Debug, Default)]
pub struct Account<'a> {
    records: Vec<TuningJobRecord<'a>>,
}

impl<'a> FromIterator<TuningJobRecord<'a>> for Account<'a> {
    /// The records in the order in which the tuning jobs were created.
    fn from_iter<I: IntoIterator<Item = TuningJobRecord<'a>>>(records: I) -> Self {
        Self { records: records.into_iter().collect() }
    }
}

impl<'a> Account<'a> {
    /// The operations that [`Account::call`] answers.
    pub const OPERATIONS: [&'static str; 4] = [
        "describeHyperParameterTuningJob",
        "listHyperParameterTuningJobs",
        "listTrainingJobsForHyperParameterTuningJob",
        "describeTrainingJob",
    ];

    /// Answers an operation that changes nothing, by its name in the JavaScript interface.
    pub fn call(&self, operation: &str, request: &Value) -> Result<Value, ApiError> {
        match operation {
            "describeHyperParameterTuningJob" => Ok(describe_tuning_job(self.named_in(request)?)),
            "listHyperParameterTuningJobs" => list_tuning_jobs(&self.records, &read(request)?),
            "listTrainingJobsForHyperParameterTuningJob" => {
                let request: ListTrainingJobsForHyperParameterTuningJobRequest = read(request)?;
                list_training_jobs(self.tuning_job(&request.hyper_parameter_tuning_job_name)?, &request)
            }
            "describeTrainingJob" => {
                let request: DescribeTrainingJobRequest = read(request)?;
                self.describe_training_job(&request.training_job_name)
            }
            _ => Err(ApiError::validation(format!(
                "{operation:?} is no operation here; there are {}",
                Self::OPERATIONS.join(", ")
            ))),
        }
    }

    /// The tuning job of this name.
    pub fn tuning_job(&self, name: &str) -> Result<&TuningJobRecord<'a>, ApiError> {
        self.find(name).ok_or_else(|| {
            ApiError::not_found(format!(
                "there is no tuning job named {name:?}; listHyperParameterTuningJobs names all"
            ))
        })
    }

    /// Whether `CreateHyperParameterTuningJob` may use this name now, and may start one more tuning job.
    pub fn check_create(&self, name: &str) -> Result<(), ApiError> {
        if let Some(taken) = self.find(name) {
            let taken = taken.config.name();
            let message =
                format!("there is a tuning job named {taken:?}; names differ by more than case, choose another");
            return Err(ApiError { kind: ApiErrorKind::ResourceInUse, message });
        }
        let active = self.records.iter().filter(|record| !record.state.has_ended()).count();
        if active >= MAX_CONCURRENT_TUNING_JOBS {
            let message = format!(
                "{active} tuning jobs are in progress, and the limit is {MAX_CONCURRENT_TUNING_JOBS}; stop one or wait \
                 for one to end"
            );
            return Err(ApiError { kind: ApiErrorKind::ResourceLimitExceeded, message });
        }
        Ok(())
    }

    /// The tuning job that `StopHyperParameterTuningJob` is to stop; an error when it has ended.
    pub fn check_stop(&self, request: &Value) -> Result<&TuningJobRecord<'a>, ApiError> {
        let record = self.named_in(request)?;
        if record.state.has_ended() {
            let (name, status) = (record.config.name(), record.state.status().name());
            return Err(ApiError::validation(format!(
                "the tuning job {name:?} is {status}; only one in progress can be stopped"
            )));
        }
        Ok(record)
    }

    /// The tuning job that `DeleteHyperParameterTuningJob` is to delete; an error while it is in progress.
    pub fn check_delete(&self, request: &Value) -> Result<&TuningJobRecord<'a>, ApiError> {
        let record = self.named_in(request)?;
        if !record.state.has_ended() {
            let (name, status) = (record.config.name(), record.state.status().name());
            return Err(ApiError::validation(format!(
                "the tuning job {name:?} is {status}, not in a terminal state; stop it first"
            )));
        }
        Ok(record)
    }

    fn find(&self, name: &str) -> Option<&TuningJobRecord<'a>> {
        self.records.iter().find(|record| record.config.name().eq_ignore_ascii_case(name))
    }

    /// The tuning job that a request of nothing but `HyperParameterTuningJobName` names.
    pub fn named_in(&self, request: &Value) -> Result<&TuningJobRecord<'a>, ApiError> {
        let request: DescribeHyperParameterTuningJobRequest = read(request)?;
        self.tuning_job(&request.hyper_parameter_tuning_job_name)
    }

    fn describe_training_job(&self, name: &str) -> Result<Value, ApiError> {
        let found = self.records.iter().find_map(|record| {
            let job = record.state.jobs().iter().find(|job| job.name.eq_ignore_ascii_case(name))?;
            Some(describe_training_job(record, job))
        });
        found.ok_or_else(|| {
            ApiError::not_found(format!(
                "there is no training job named {name:?}; listTrainingJobsForHyperParameterTuningJob names all"
            ))
        })
    }
}
