//! Checking a document: every problem at once, each with its place and what would be right; and, when nothing forbids it,
//! the [`Plan`] that runs.
//!
//! One file per part of the document. A part that is wrong gives `None` and leaves its problems in the [`Report`], and the
//! other parts are checked all the same.

mod criteria;
mod definitions;
mod hyperparameters;
mod job;
mod metrics;
mod problem;
mod ranges;
mod shape;
mod strategy;
mod test_function;
mod warm_start;

pub use shape::{issues, read, validate};
pub(super) use test_function::{is_of_function, test_objective};

use super::document::Document;
use super::plan::{Plan, Training};
use super::problem::{Problem, ProblemModel, TrainedProblem};
use crate::completion::CompletionCriteria;
use crate::dataset::{DatasetName, DatasetSpec};
use crate::early_stopping::EarlyStopping;
use crate::language::{marked, text};
use crate::linter::{Issue, Severity, is_within, lint, not_too_many};
use crate::model::ModelKind;
use crate::sagemaker::Request;
use crate::search_space::SearchSpace;
use crate::strategy::{ChosenStrategy, Strategy, StrategyKind};
use crate::surrogate::Surrogate;
use crate::tuning_job::{ConfigError, EpochPlan, TuningConfig, TuningConfigParts};
use job::Job;
pub(super) use problem::{dataset_alone as dataset_of, trained_on};
use serde_json::Value;
use std::sync::Arc;
use warm_start::Child;

/// Who reports the objective metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The document's problem, trained here.
    Problem,
    /// Somebody outside: a function of the page's, or another program. The problem is not looked at.
    External,
}

/// What came of checking a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Every problem: what keeps the document from running here, then what the linter says of its request.
    pub issues: Vec<Issue>,
    /// What runs here; or why nothing can.
    pub plan: Result<Plan, Vec<Issue>>,
}

/// Checks a document. A request that AWS would refuse may well run here: only what Tuneground itself cannot run keeps the
/// plan away.
pub fn check(document: &Document, objective: Objective) -> Checked {
    check_with_parents(document, objective, &[])
}

/// Checks a document whose request's parent jobs are known: as [`lint`] takes them, and with their training jobs
/// ([`as_parent`](super::as_parent), [`Imported::parent`](super::Imported::parent)) where they are to be learnt from.
pub fn check_with_parents(document: &Document, objective: Objective, parents: &[Value]) -> Checked {
    let (own, plan) = try_plan(document, objective, parents);
    Checked { issues: merge(own, lint(&document.request.to_json(), parents)), plan }
}

/// What runs of a document, or why nothing can: [`check`] for those who only run it.
pub fn plan(document: &Document, objective: Objective) -> Result<Plan, Vec<Issue>> {
    plan_with_parents(document, objective, &[])
}

/// What runs of a document whose request's parent jobs are known; see [`check_with_parents`].
pub fn plan_with_parents(document: &Document, objective: Objective, parents: &[Value]) -> Result<Plan, Vec<Issue>> {
    try_plan(document, objective, parents).1
}

/// What can be read of how a tuning job that has run elsewhere was to search and to end. Nobody is told what cannot.
pub(super) struct Rules {
    /// `MaxParallelTrainingJobs` and the completion criteria.
    pub(super) limits: Option<(u32, CompletionCriteria)>,
    /// `TrainingJobEarlyStoppingType`.
    pub(super) early_stopping: Option<EarlyStopping>,
    /// `RandomSeed`; 0 where there is none.
    pub(super) seed: Option<u64>,
    /// The strategy, if it is one that runs here.
    pub(super) strategy: Option<ChosenStrategy>,
}

/// Reads the [`Rules`] of a request.
pub(super) fn rules_of(request: &Request, space: &SearchSpace) -> Rules {
    let (document, mut unheard) = (Document { request: request.clone(), ..Document::default() }, Report::default());
    let job = job::check(&document, &mut unheard);
    let criteria = criteria::check(&document, job.strategy.map(ChosenStrategy::kind), Some(space), &mut unheard);
    Rules {
        limits: criteria.map(|criteria| (criteria.max_parallel_jobs, criteria.criteria)),
        early_stopping: job.early_stopping,
        seed: job.seed,
        strategy: job.strategy,
    }
}

fn try_plan(document: &Document, objective: Objective, parents: &[Value]) -> (Vec<Issue>, Result<Plan, Vec<Issue>>) {
    let mut report = Report::default();
    let plan = build(document, objective, parents, &mut report);
    let issues = not_too_many(report.issues);
    let obstacles: Vec<Issue> = issues.iter().filter(|issue| issue.severity == Severity::Error).cloned().collect();
    (issues, plan.filter(|_| obstacles.is_empty()).ok_or(obstacles))
}

/// Of two that say the same of the same place, the linter's stays: it has the source and often a fix.
fn merge(own: Vec<Issue>, linted: Vec<Issue>) -> Vec<Issue> {
    let is_same_place = |a: &str, b: &str| is_within(a, b) || is_within(b, a);
    let is_said = |issue: &Issue| {
        linted.iter().any(|other| {
            (other.path == issue.path && other.severity == issue.severity)
                || (other.rule == issue.rule && is_same_place(&other.path, &issue.path))
        })
    };
    let mut issues: Vec<Issue> = own.into_iter().filter(|issue| !is_said(issue)).collect();
    issues.extend(linted);
    issues
}

/// Where the problems go.
#[derive(Debug, Default)]
struct Report {
    issues: Vec<Issue>,
}

impl Report {
    fn error(&mut self, path: impl Into<String>, rule: &'static str, message: impl Into<String>, source: &'static str) {
        self.issues.push(Issue::error(path, rule, message, text(source)));
    }

    fn warning(
        &mut self,
        path: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
        source: &'static str,
    ) {
        self.issues.push(Issue::warning(path, rule, message, text(source)));
    }

    /// The value of a result whose errors are reported at `path`.
    fn keep<T, E: ToString>(
        &mut self,
        path: impl Into<String>,
        rule: &'static str,
        source: &'static str,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|error| self.error(path, rule, error.to_string(), source)).ok()
    }
}

/// The places and sources that several parts name.
mod at {
    use super::marked;

    pub(super) const CONFIG: &str = "HyperParameterTuningJobConfig";
    pub(super) const DEFINITION: &str = "TrainingJobDefinition";
    pub(super) const API: &str = marked!("AWS, CreateHyperParameterTuningJob API reference");
    pub(super) const RANGES: &str = marked!("AWS developer guide, Define Hyperparameter Ranges");
    pub(super) const QUOTAS: &str = marked!("AWS developer guide, Resource Limits for Automatic Model Tuning");
    pub(super) const TUNEGROUND: &str = "Tuneground";
}

fn build(document: &Document, objective: Objective, parents: &[Value], report: &mut Report) -> Option<Plan> {
    shape::check(document, report);
    definitions::check(&document.request, report);
    let Some(first) = definitions::with_the_first(document) else {
        return build_one(document, objective, parents, report);
    };
    let before = report.issues.len();
    let plan = build_one(&first, objective, parents, report);
    definitions::put_back(&mut report.issues[before..]);
    plan
}

/// The plan of a document with one algorithm.
fn build_one(document: &Document, objective: Objective, parents: &[Value], report: &mut Report) -> Option<Plan> {
    let request = &document.request;
    let job = job::check(document, report);
    let space = ranges::check(request, report);
    let criteria = criteria::check(document, job.strategy.map(ChosenStrategy::kind), space.as_ref(), report);
    let statics = hyperparameters::statics(request, space.as_ref(), report);
    let clock = problem::clock(document, report);
    let (training, metrics) = match objective {
        Objective::Problem => {
            let problem = match problem::model(document, report) {
                Some(ProblemModel::Trained(model)) => {
                    let dataset = problem::dataset(document, report);
                    if let Some(space) = &space {
                        hyperparameters::check_against_model(request, model, space, &statics, report);
                    }
                    let objective = job.objective.as_ref().map(|objective| objective.metric_name.as_str());
                    dataset.map(|dataset| {
                        let metrics = metrics::readers(request, model.metrics(dataset.task()), objective, report);
                        Problem::Trained(TrainedProblem {
                            model,
                            dataset,
                            static_hyperparameters: hyperparameters::known_to(model, statics.clone()),
                            metrics: Arc::new(metrics),
                        })
                    })
                }
                // It reports the objective by its name: it writes no lines that metric definitions could read.
                Some(ProblemModel::Surrogate) => {
                    let spec = problem::surrogate(document, report);
                    let parts = spec.zip(space.as_ref()).zip(job.objective.as_ref());
                    parts.map(|((spec, space), objective)| {
                        Problem::Surrogate(Box::new(Surrogate::new(spec, space, objective, &statics)))
                    })
                }
                Some(ProblemModel::TestFunction(function)) => {
                    let spec = problem::test_function(document, function, report);
                    let direction = job.objective.as_ref().map(|objective| objective.direction);
                    let objective = spec.zip(space.as_ref()).and_then(|(spec, space)| {
                        test_function::objective(request, spec, space, &statics, direction, report)
                    });
                    objective.map(|objective| Problem::TestFunction(Box::new(objective)))
                }
                None => None,
            };
            let metrics = problem.as_ref().map(Problem::metric_names);
            (problem.map(Training::Problem), metrics)
        }
        Objective::External => {
            (Some(Training::External), job.objective.as_ref().map(|objective| vec![objective.metric_name.clone()]))
        }
    };
    check_together(&job, space.as_ref(), metrics.as_deref(), report);
    let (training, space, criteria) = (training?, space?, criteria?);
    let (objective, strategy) = (job.objective?, job.strategy?);
    let child = Child { space: &space, statics: &statics, objective: &objective, strategy: strategy.kind() };
    let (warm_start, parents) = warm_start::check(request, &child, parents, report);
    let epoch_plan = match &training {
        Training::Problem(Problem::Trained(problem)) => {
            hyperparameters::epochs_of_model(problem.model, &space, &problem.static_hyperparameters)
        }
        Training::Problem(Problem::Surrogate(surrogate)) => {
            hyperparameters::epochs_of_surrogate(request, surrogate, &space, &statics, report)
        }
        Training::Problem(Problem::TestFunction(_)) => fixed_epochs(1),
        Training::External => hyperparameters::epochs_by_name(&space, &statics),
    };
    let parts = TuningConfigParts {
        name: job.name?,
        seed: job.seed?,
        objective,
        metrics: metrics?,
        space,
        strategy,
        warm_start,
        epoch_plan,
        max_parallel_jobs: criteria.max_parallel_jobs,
        early_stopping: job.early_stopping?,
        criteria: criteria.criteria,
    };
    // What it refuses has been reported above: the checks of the parts are the same, one by one.
    let config = TuningConfig::new(parts).ok()?;
    Some(Plan { config, training, clock: clock?, parents })
}

/// Whether a model can train what a request tunes: it takes every value that the ranges can give, and the objective is what
/// the request's metric definitions capture from its lines, or a metric of its own.
/// Of ranges that are wrong in themselves the names decide, so that what is said of them does not depend on the model.
pub(super) fn is_trainable(document: &Document, model: ModelKind) -> bool {
    let first = definitions::with_the_first(document);
    let request = &first.as_ref().unwrap_or(document).request;
    let config = &request.hyper_parameter_tuning_job_config;
    let mut unsaid = Report::default();
    let task = problem::dataset(document, &mut unsaid)
        .unwrap_or_else(|| DatasetSpec::default_of(DatasetName::TwoMoons))
        .task();
    let is_reported = config
        .hyper_parameter_tuning_job_objective
        .as_ref()
        .is_none_or(|objective| metrics::reports(request, model.metrics(task), &objective.metric_name));
    let Some(space) = ranges::check(request, &mut unsaid) else {
        let ranges = config.parameter_ranges.clone().unwrap_or_default();
        return is_reported && ranges.names().all(|name| model.hyperparameter(name).is_some());
    };
    let statics = hyperparameters::statics(request, Some(&space), &mut unsaid);
    let mut of_model = Report::default();
    hyperparameters::check_against_model(request, model, &space, &statics, &mut of_model);
    is_reported && of_model.issues.iter().all(|issue| issue.severity != Severity::Error)
}

/// The checks of several parts against each other, each as soon as its own parts are right: what
/// [`TuningConfig::new`] asks for, which wants all of them.
fn check_together(job: &Job, space: Option<&SearchSpace>, metrics: Option<&[String]>, report: &mut Report) {
    if let (Some(strategy), Some(space)) = (job.strategy, space)
        && let Err(error) = Strategy::new(strategy, space, 0)
    {
        report_config_error(&error.into(), report);
    }
    let is_hyperband = job.strategy.is_some_and(|strategy| strategy.kind() == StrategyKind::Hyperband);
    if is_hyperband && job.early_stopping.is_some_and(|rule| rule != EarlyStopping::Off) {
        report_config_error(&ConfigError::TwoStoppingRules, report);
    }
    if let (Some(objective), Some(metrics)) = (&job.objective, metrics)
        && !metrics.contains(&objective.metric_name)
    {
        let (metric_name, known) = (objective.metric_name.clone(), metrics.to_vec());
        report_config_error(&ConfigError::UnknownMetric { metric_name, known }, report);
    }
}

fn report_config_error(error: &ConfigError, report: &mut Report) {
    let (path, rule, source) = match error {
        ConfigError::Grid(_) => (format!("{}.ParameterRanges", at::CONFIG), "grid-categories", at::RANGES),
        ConfigError::UnknownMetric { .. } => (
            format!("{}.HyperParameterTuningJobObjective.MetricName", at::CONFIG),
            "objective-metric-here",
            at::TUNEGROUND,
        ),
        ConfigError::TwoStoppingRules => {
            (format!("{}.TrainingJobEarlyStoppingType", at::CONFIG), "hyperband-early-stopping", at::API)
        }
        ConfigError::NoJobs => (format!("{}.ResourceLimits", at::CONFIG), "limits", at::API),
    };
    report.error(path, rule, error.to_string(), source);
}

/// No tuned hyperparameter says for how many epochs a job trains.
fn fixed_epochs(default: u32) -> EpochPlan {
    EpochPlan { tuned: None, default: default.max(1), most: u32::MAX }
}

#[cfg(test)]
mod tests;
