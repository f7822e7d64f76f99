//! The job's name, strategy, objective, seed and early stopping; and what this engine does not run.

use super::{Report, at, strategy};
use crate::early_stopping::EarlyStopping;
use crate::language::t;
use crate::objective::{Direction, Objective};
use crate::playground::document::Document;
use crate::sagemaker::{HyperParameterTuningJobConfig, Request, limits};
use crate::strategy::ChosenStrategy;

/// What the job is called and how it searches; `None` for what is wrong.
pub(super) struct Job {
    pub(super) name: Option<String>,
    pub(super) strategy: Option<ChosenStrategy>,
    pub(super) objective: Option<Objective>,
    pub(super) seed: Option<u64>,
    pub(super) early_stopping: Option<EarlyStopping>,
}

pub(super) fn check(document: &Document, report: &mut Report) -> Job {
    let request = &document.request;
    let config = &request.hyper_parameter_tuning_job_config;
    not_run_here(request, report);
    Job {
        name: name(request, report),
        strategy: strategy::check(document, report),
        objective: objective(config, report),
        seed: seed(config, report),
        early_stopping: early_stopping(document, report),
    }
}

/// `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}`, 1 to 32 characters.
fn name(request: &Request, report: &mut Report) -> Option<String> {
    let name = &request.hyper_parameter_tuning_job_name;
    let is_alphanumeric = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    let fits = (1..=32).contains(&bytes.len())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && is_alphanumeric(bytes.first())
        && is_alphanumeric(bytes.last());
    if !fits {
        report.error(
            "HyperParameterTuningJobName",
            "name-pattern",
            t!("the name needs 1 to 32 letters, digits and hyphens, with a letter or digit at each end"),
            at::API,
        );
    }
    fits.then(|| name.clone())
}

fn objective(config: &HyperParameterTuningJobConfig, report: &mut Report) -> Option<Objective> {
    let path = format!("{}.HyperParameterTuningJobObjective", at::CONFIG);
    let Some(objective) = &config.hyper_parameter_tuning_job_objective else {
        let message = t!("an objective is needed: a MetricName, and Maximize or Minimize as its Type");
        report.error(path, "objective", message, at::API);
        return None;
    };
    let direction = Direction::parse(&objective.objective_type);
    if direction.is_none() {
        let value = format!("{:?}", objective.objective_type);
        let message = t!("{value} is no direction; it must be Maximize or Minimize", value);
        report.error(format!("{path}.Type"), "objective-type", message, at::API);
    }
    let metric_name = objective.metric_name.clone();
    if metric_name.is_empty() || metric_name.chars().count() > 255 {
        let message = t!("the objective metric's name needs 1 to 255 characters");
        report.error(format!("{path}.MetricName"), "objective-metric", message, at::API);
        return None;
    }
    Some(Objective { metric_name, direction: direction? })
}

/// A request without a seed runs with seed 0, so that the same document always runs the same job.
fn seed(config: &HyperParameterTuningJobConfig, report: &mut Report) -> Option<u64> {
    let seed = config.random_seed.unwrap_or(0);
    let path = format!("{}.RandomSeed", at::CONFIG);
    report.keep(
        path,
        "seed",
        at::API,
        u64::try_from(seed).map_err(|_| t!("the seed is {seed}; it must be 0 or more", seed)),
    )
}

/// `TrainingJobEarlyStoppingType`, with the start of the rule from `Settings`.
fn early_stopping(document: &Document, report: &mut Report) -> Option<EarlyStopping> {
    let settings = document.settings.as_ref().and_then(|settings| settings.early_stopping.as_ref());
    let min_jobs = settings
        .and_then(|settings| settings.min_completed_jobs)
        .unwrap_or(i64::from(EarlyStopping::DEFAULT_MIN_COMPLETED_JOBS));
    let min_completed_jobs = report.keep(
        "Settings.EarlyStopping.MinCompletedJobs",
        "early-stopping-start",
        at::TUNEGROUND,
        u32::try_from(min_jobs)
            .ok()
            .filter(|jobs| (1..=limits::MAX_TRAINING_JOBS_RANDOM as u32).contains(jobs))
            .ok_or_else(|| t!("the rule starts after 1 or more completed jobs; AWS does not publish its number")),
    );
    match document.request.hyper_parameter_tuning_job_config.training_job_early_stopping_type.as_deref() {
        None | Some("Off") => Some(EarlyStopping::Off),
        Some("Auto") => Some(EarlyStopping::Auto { min_completed_jobs: min_completed_jobs? }),
        Some(other) => {
            let value = format!("{other:?}");
            let message = t!("{value} is no early stopping type; it must be Off or Auto", value);
            let path = format!("{}.TrainingJobEarlyStoppingType", at::CONFIG);
            report.error(path, "early-stopping-type", message, at::API);
            None
        }
    }
}

/// Parts of a request that AWS would act on and this engine does not: said, so that nobody takes the run for what it is
/// not.
fn not_run_here(request: &Request, report: &mut Report) {
    if request.autotune.is_some() {
        let message = t!("Autotune is kept in the export, and the run here goes on without it");
        report.warning("Autotune", "autotune-not-here", message, at::TUNEGROUND);
    }
}
