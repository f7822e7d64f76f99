//! Test functions in the form: their fields, and the ranges that come and go with one.

use super::edit_in;
use super::field::{Field, Slot};
use super::parts::{dataset, edit_dataset};
use super::problem::problem_model;
use super::ranges::{edit_ranges, rows};
use super::search_space::{set_static, static_names, take_out, tune};
use crate::language::{marked, t};
use crate::playground::Document;
use crate::playground::check::test_objective;
use crate::playground::problem::ProblemModel;
use crate::playground::stand_in::is_of_sagemaker;
use crate::sagemaker::{MetricDefinition, ParameterRanges, limits};
use crate::test_function::{self, METRIC, TestFunction, variable, variable_index};
use crate::training_log::NUMBER_GROUP;

/// Variables of a function that takes any number of them, where the document has none yet.
const DIMENSIONS: usize = 4;

/// Where a test function is moved.
pub const SHIFT_SEED: Field = Field {
    key: "shift-seed",
    path: "Problem.Dataset.Seed",
    label: marked!("Shift seed"),
    unit: "",
    help: marked!(
        "0 leaves the function as it is known; another seed moves its minimum elsewhere, and the smallest value stays."
    ),
    limits: |_| t!("0 or more").to_owned(),
    default: Some(|_| "0".to_owned()),
    slot: Slot::Whole {
        get: |document| dataset(document)?.seed,
        set: |document, value| edit_dataset(document, |dataset| dataset.seed = value),
    },
};

/// Noise on a test function's value.
pub const VALUE_NOISE: Field = Field {
    key: "value-noise",
    path: "Problem.Dataset.Noise",
    label: marked!("Noise"),
    unit: "",
    help: marked!("Standard deviation of what is added to each value, in the value's own unit."),
    limits: |_| t!("{least} to {most}", least = test_function::NOISE.start(), most = test_function::NOISE.end()),
    default: Some(|_| "0".to_owned()),
    slot: Slot::Real {
        get: |document| dataset(document)?.noise.clone(),
        set: |document, value| edit_dataset(document, |dataset| dataset.noise = value),
    },
};

/// The test function, if the document's model is one.
pub fn test_function(document: &Document) -> Option<TestFunction> {
    match problem_model(document)? {
        ProblemModel::TestFunction(function) => Some(function),
        ProblemModel::Trained(_) | ProblemModel::Surrogate => None,
    }
}

/// Gives a document its function's variables as ranges, as the literature looks at them, and takes all others out. Ranges that
/// are its variables and reach its smallest value stay. The value is defined as a metric, as a script at AWS could print it.
pub(super) fn tune_variables(document: &mut Document, function: TestFunction) {
    edit_definitions(document, |definitions| {
        if definitions.iter().all(|definition| definition.name != METRIC) {
            definitions.push(definition_of_value());
        }
    });
    if test_objective(document, function).is_some_and(|objective| objective.optimum().is_some()) {
        return;
    }
    let own = rows(document).iter().filter(|row| variable_index(&row.name).is_some()).count();
    let takes = function.dimensions();
    let dimensions = if own == 0 { DIMENSIONS } else { own }.clamp(*takes.start(), *takes.end());
    edit_ranges(document, |ranges| *ranges = ParameterRanges::default());
    remove_static_variables(document);
    for index in 0..dimensions {
        tune(document, &variable(index));
    }
}

/// Takes what [`tune_variables`] gave out again, for a model that has no such variables; something is tuned afterwards.
pub(super) fn take_variables_out(document: &mut Document) {
    // More than a tuning job can have are left: each change looks at all of them.
    for row in rows(document).into_iter().rev().take(limits::MAX_PARAMETER_RANGES) {
        if variable_index(&row.name).is_some() {
            take_out(document, &row.key);
        }
    }
    remove_static_variables(document);
    edit_definitions(document, |definitions| definitions.retain(|definition| *definition != definition_of_value()));
    if rows(document).is_empty() {
        tune(document, "learning_rate");
    }
}

fn definition_of_value() -> MetricDefinition {
    let regex = format!("{METRIC}={NUMBER_GROUP}");
    MetricDefinition { name: METRIC.to_owned(), regex, ..MetricDefinition::default() }
}

/// Changes the metric definitions, where there can be some: SageMaker's own algorithms have theirs.
fn edit_definitions(document: &mut Document, change: impl FnOnce(&mut Vec<MetricDefinition>)) {
    if is_of_sagemaker(&document.request) {
        return;
    }
    if let Some(definition) = &mut document.request.training_job_definition {
        edit_in(&mut definition.algorithm_specification.metric_definitions, change);
    }
}

fn remove_static_variables(document: &mut Document) {
    for name in static_names(document).iter().filter(|name| variable_index(name).is_some()) {
        set_static(document, name, "");
    }
}
