//! The limits and the completion criteria.

use super::{Report, at};
use crate::completion::{CompletionCriteria, Convergence, Improvement, NotImproving};
use crate::language::{marked, t};
use crate::playground::document::Document;
use crate::sagemaker::limits;
use crate::search_space::SearchSpace;
use crate::strategy::StrategyKind;
use serde_json::Number;
use std::ops::RangeInclusive;

/// What a limit counts.
#[derive(Clone, Copy)]
enum Unit {
    JobsInParallel,
    Jobs,
    Seconds,
}

/// How much may run, and until when.
pub(super) struct Criteria {
    pub(super) max_parallel_jobs: u32,
    pub(super) criteria: CompletionCriteria,
}

pub(super) fn check(
    document: &Document,
    strategy: Option<StrategyKind>,
    space: Option<&SearchSpace>,
    report: &mut Report,
) -> Option<Criteria> {
    let config = &document.request.hyper_parameter_tuning_job_config;
    let path = |field: &str| format!("{}.ResourceLimits.{field}", at::CONFIG);
    let resources = &config.resource_limits;
    let max_parallel_jobs = whole_within(
        resources.max_parallel_training_jobs,
        1..=limits::MAX_PARALLEL_TRAINING_JOBS_INCREASED,
        Unit::JobsInParallel,
        path("MaxParallelTrainingJobs"),
        report,
    );
    let most_jobs = match strategy {
        Some(StrategyKind::Grid | StrategyKind::Bayesian | StrategyKind::Hyperband) => limits::MAX_TRAINING_JOBS,
        Some(StrategyKind::Random) | None => limits::MAX_TRAINING_JOBS_RANDOM,
    };
    let combinations = space.and_then(SearchSpace::cardinality);
    let max_training_jobs = match resources.max_number_of_training_jobs {
        Some(jobs) => {
            let path = path("MaxNumberOfTrainingJobs");
            warn_about_finite_space(jobs, strategy, combinations, &path, report);
            whole_within(jobs, 1..=most_jobs, Unit::Jobs, path, report)
        }
        // Without a number, a grid has its combinations, and any other search AWS's default quota.
        None => u32::try_from(limits::MAX_TRAINING_JOBS).ok(),
    };
    let max_runtime = optional(resources.max_runtime_in_seconds, |seconds| {
        let range = limits::MIN_TUNING_RUNTIME_SECONDS..=limits::MAX_TUNING_RUNTIME_SECONDS;
        whole_within(seconds, range, Unit::Seconds, path("MaxRuntimeInSeconds"), report)
    });

    let path = |field: &str| format!("{}.TuningJobCompletionCriteria.{field}", at::CONFIG);
    let criteria = config.tuning_job_completion_criteria.clone().unwrap_or_default();
    let target = optional(criteria.target_objective_metric_value, |target| {
        // A number such as 1e39 is finite here and infinite in the 32 bits of the API.
        let value = target.as_f64().filter(|value| (*value as f32).is_finite());
        let message = t!("{target} does not fit the 32-bit number that AWS wants", target);
        report.keep(path("TargetObjectiveMetricValue"), "target", at::API, value.ok_or(message))
    });
    let max_jobs = criteria.best_objective_not_improving.unwrap_or_default().max_number_of_training_jobs_not_improving;
    let max_jobs = optional(max_jobs, |jobs| {
        let path = path("BestObjectiveNotImproving.MaxNumberOfTrainingJobsNotImproving");
        whole_within(jobs, limits::MIN_TRAINING_JOBS_NOT_IMPROVING..=most_jobs, Unit::Jobs, path, report)
    });
    let complete_on_convergence =
        match criteria.convergence_detected.unwrap_or_default().complete_on_convergence.as_deref() {
            None | Some("Disabled") => Some(false),
            Some("Enabled") => Some(true),
            Some(other) => {
                let message = t!("{value} must be Enabled or Disabled", value = format!("{other:?}"));
                report.error(path("ConvergenceDetected.CompleteOnConvergence"), "convergence", message, at::API);
                None
            }
        };
    let improvement = improvement(document, report);
    let convergence = convergence(document, report);
    let (max_jobs, improvement) = (max_jobs?, improvement?);
    Some(Criteria {
        max_parallel_jobs: max_parallel_jobs?,
        criteria: CompletionCriteria {
            max_training_jobs: max_training_jobs?,
            max_runtime: max_runtime?.map(f64::from),
            target: target?,
            not_improving: max_jobs.map(|max_jobs| NotImproving { max_jobs, improvement }),
            convergence: if complete_on_convergence? { Some(convergence?) } else { None },
        },
    })
}

/// `Some(None)` for what is not there; `None` for what is there and wrong.
#[allow(clippy::option_option, reason = "whether it is there and whether it is right are two questions")]
fn optional<T, U>(value: Option<T>, check: impl FnOnce(T) -> Option<U>) -> Option<Option<U>> {
    match value {
        None => Some(None),
        Some(value) => check(value).map(Some),
    }
}

fn whole_within(value: i64, range: RangeInclusive<i64>, unit: Unit, path: String, report: &mut Report) -> Option<u32> {
    let within = u32::try_from(value).ok().filter(|_| range.contains(&value));
    let (least, most) = (range.start(), range.end());
    let message = || match unit {
        Unit::JobsInParallel => {
            t!("{value} is outside what AWS allows: {least} to {most} training jobs in parallel", value, least, most)
        }
        Unit::Jobs => t!("{value} is outside what AWS allows: {least} to {most} training jobs", value, least, most),
        Unit::Seconds => t!("{value} is outside what AWS allows: {least} to {most} seconds", value, least, most),
    };
    report.keep(path, "limit", at::QUOTAS, within.ok_or_else(message))
}

fn warn_about_finite_space(
    jobs: i64,
    strategy: Option<StrategyKind>,
    combinations: Option<u64>,
    path: &str,
    report: &mut Report,
) {
    let Some(combinations) = combinations else { return };
    let jobs = u64::try_from(jobs).unwrap_or(0);
    if strategy == Some(StrategyKind::Grid) && jobs != combinations {
        let message = t!(
            "the grid has {combinations} combinations; AWS wants that number here, or none, and this is {jobs}",
            combinations,
            jobs
        );
        report.warning(path, "grid-jobs", message, at::RANGES);
    } else if strategy.is_some_and(|strategy| strategy != StrategyKind::Grid) && jobs > combinations {
        let message = t!(
            "the ranges have only {combinations} combinations for {jobs} training jobs, and AWS refuses that; here \
             combinations repeat once all were tried",
            combinations,
            jobs
        );
        report.warning(path, "too-few-combinations", message, marked!("Error message of the AWS service"));
    }
}

fn improvement(document: &Document, report: &mut Report) -> Option<Improvement> {
    let settings = document.settings.as_ref().and_then(|settings| settings.best_objective_not_improving.as_ref());
    match settings.and_then(|settings| settings.improvement.as_deref()) {
        None | Some("Strict") => Some(Improvement::Strict),
        Some("OnePercent") => Some(Improvement::OnePercent),
        Some(other) => {
            let message = t!("{value} must be Strict or OnePercent", value = format!("{other:?}"));
            let path = "Settings.BestObjectiveNotImproving.Improvement";
            report.error(path, "improvement", message, at::TUNEGROUND);
            None
        }
    }
}

fn convergence(document: &Document, report: &mut Report) -> Option<Convergence> {
    let default = Convergence::default();
    let Some(settings) = document.settings.as_ref().and_then(|settings| settings.convergence.as_ref()) else {
        return Some(default);
    };
    let mut real = |value: &Option<Number>, field: &str, range: RangeInclusive<f64>, default: f64| {
        let Some(number) = value else { return Some(default) };
        let message = t!("{number} must be {least} to {most}", number, least = range.start(), most = range.end());
        let path = format!("Settings.Convergence.{field}");
        let within = number.as_f64().filter(|number| range.contains(number)).ok_or(message);
        report.keep(path, "convergence-settings", at::TUNEGROUND, within)
    };
    let horizon_factor = real(&settings.horizon_factor, "HorizonFactor", 1.1..=10.0, default.horizon_factor);
    let max_probability = real(&settings.max_probability, "MaxProbability", 0.001..=0.5, default.max_probability);
    let min_jobs = match settings.min_jobs {
        None => Some(default.min_jobs),
        Some(value) => {
            let range = 6..=limits::MAX_TRAINING_JOBS_RANDOM;
            let within = u32::try_from(value).ok().filter(|_| range.contains(&value));
            let (least, most) = (range.start(), range.end());
            let message = || t!("{value} must be {least} to {most} training jobs", value, least, most);
            let path = "Settings.Convergence.MinJobs";
            report.keep(path, "convergence-settings", at::TUNEGROUND, within.ok_or_else(message))
        }
    };
    Some(Convergence { min_jobs: min_jobs?, horizon_factor: horizon_factor?, max_probability: max_probability? })
}
