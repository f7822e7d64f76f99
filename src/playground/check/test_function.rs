//! A test function: the request's hyperparameters as its variables, and what is known of its smallest value.

use super::hyperparameters::{Statics, range_path, static_path, statics};
use super::{Report, at, definitions, problem, ranges};
use crate::language::{in_language, t};
use crate::objective::Direction;
use crate::playground::document::Document;
use crate::sagemaker::Request;
use crate::search_space::SearchSpace;
use crate::test_function::{CoordinateError, METRIC, TestFunction, TestFunctionSpec, TestObjective, variable_index};

/// The most variables that a message names one by one.
const MAX_NAMED: usize = 3;

/// The objective over these ranges; what keeps its known minimum from being the best there is.
pub(super) fn objective(
    request: &Request,
    spec: TestFunctionSpec,
    space: &SearchSpace,
    statics: &Statics,
    direction: Option<Direction>,
    report: &mut Report,
) -> Option<TestObjective> {
    let name = spec.function().name();
    let is_variable =
        |name: &str| variable_index(name).is_some_and(|index| index < *spec.function().dimensions().end());
    for (unused, _) in statics.iter().filter(|(name, _)| !is_variable(name)) {
        let message = t!("{unused} is kept in the export; {name} does not use it", unused, name);
        report.warning(static_path(unused), "hyperparameter-not-used", message, at::TUNEGROUND);
    }
    let objective = match TestObjective::new(spec, space, statics) {
        Ok(objective) => objective,
        Err(errors) => {
            for error in errors {
                let path = match &error {
                    CoordinateError::Unknown { name, .. } => range_path(request, name),
                    CoordinateError::NotANumber { name, is_static: true, .. } => static_path(name),
                    CoordinateError::NotANumber { name, .. } => format!("{}.Values", range_path(request, name)),
                    CoordinateError::Missing { .. } => format!("{}.ParameterRanges", at::CONFIG),
                };
                report.error(path, "hyperparameter", error.to_string(), at::TUNEGROUND);
            }
            return None;
        }
    };
    let minimum = in_language(rounded(spec.function().minimum()).to_string());
    if direction == Some(Direction::Maximize) {
        let message = t!(
            "what is known of {name} is its smallest value, {minimum}; with Maximize its largest is searched, which is not known",
            name,
            minimum
        );
        let path = format!("{}.HyperParameterTuningJobObjective.Type", at::CONFIG);
        report.warning(path, "optimum-not-known", message, at::TUNEGROUND);
    }
    let out_of_reach = objective.out_of_reach();
    if !out_of_reach.is_empty() {
        let named = out_of_reach.iter().take(MAX_NAMED).map(|(name, x)| format!("{name} {}", rounded(*x)));
        let rest = if out_of_reach.len() > MAX_NAMED { ", …" } else { "" };
        let message = t!(
            "{name} has its smallest value, {minimum}, where these hyperparameters cannot be: {values}. The smallest value that they \
             reach is not known",
            name,
            minimum,
            values = named.collect::<Vec<_>>().join(", ") + rest
        );
        report.warning(format!("{}.ParameterRanges", at::CONFIG), "optimum-not-known", message, at::TUNEGROUND);
    }
    Some(objective)
}

/// The objective that a function is over the ranges of a document; `None` where they are not its variables.
pub(in crate::playground) fn test_objective(document: &Document, function: TestFunction) -> Option<TestObjective> {
    let first = definitions::with_the_first(document);
    let request = &first.as_ref().unwrap_or(document).request;
    let mut unsaid = Report::default();
    let space = ranges::check(request, &mut unsaid)?;
    let statics = statics(request, Some(&space), &mut unsaid);
    let spec = problem::test_function(document, function, &mut unsaid).unwrap_or(TestFunctionSpec::of(function));
    TestObjective::new(spec, &space, &statics).ok()
}

/// Whether a function is an objective over the ranges of a document, and the objective metric is its value. Of ranges that are
/// wrong in themselves the names decide, so that a mistake in one does not change what is asked for.
pub(in crate::playground) fn is_of_function(document: &Document, function: TestFunction) -> bool {
    let first = definitions::with_the_first(document);
    let request = &first.as_ref().unwrap_or(document).request;
    let config = &request.hyper_parameter_tuning_job_config;
    let objective = config.hyper_parameter_tuning_job_objective.as_ref();
    let is_value = objective.is_none_or(|objective| objective.metric_name == METRIC);
    let are_variables = || {
        let is_variable = |name: &str| variable_index(name).is_some_and(|index| index < *function.dimensions().end());
        let ranges = config.parameter_ranges.clone().unwrap_or_default();
        ranges::check(request, &mut Report::default()).is_none() && ranges.names().all(is_variable)
    };
    is_value && (test_objective(document, function).is_some() || are_variables())
}

/// A number as people read it: to six digits after the point.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
