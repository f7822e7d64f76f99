//! Which hyperparameters are tuned and which are fixed, and the ranges of those that are tuned.

use super::convert::converted;
use super::edit_in;
use super::problem::model;
use super::ranges::{Bound, RangeKind, add, edit_ranges, remove, row, rows};
use super::test_function::test_function;
use crate::language::t;
use crate::model::{HyperParameterKind, HyperParameterSpec};
use crate::playground::Document;
use crate::sagemaker::{HyperParameterTrainingJobDefinition, TextMap};
use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, ParameterRange, Scaling};
use crate::test_function::variable_index;

/// True when a range has this name.
pub fn is_tuned(document: &Document, name: &str) -> bool {
    rows(document).iter().any(|row| row.name == name)
}

/// Takes a hyperparameter from the fixed ones to the tuned, with a range that is worth searching.
pub fn tune(document: &mut Document, name: &str) {
    if is_tuned(document, name) {
        return;
    }
    let Some(range) = default_range(document, name) else { return };
    let grid = document.request.hyper_parameter_tuning_job_config.strategy == "Grid";
    let range = converted(&range, RangeKind::Categorical).filter(|_| grid).unwrap_or(range);
    set_static(document, name, "");
    edit_ranges(document, |ranges| add(ranges, name, &range));
}

/// Takes a hyperparameter from the tuned ones to the fixed: to the model's default, or else to the middle of its range.
pub fn fix(document: &mut Document, key: &str) {
    let Some(row) = row(document, key) else { return };
    let middle = || row.range().map(|range| range.value_at(0.5).to_string());
    let value = spec(document, &row.name).map(|spec| spec.default.to_owned()).or_else(middle).unwrap_or_default();
    take_out(document, key);
    set_static(document, &row.name, &value);
}

/// Takes a range out of the request.
pub fn take_out(document: &mut Document, key: &str) {
    let Some(row) = row(document, key) else { return };
    let Some(kind) = row.kind else { return };
    edit_ranges(document, |ranges| remove(ranges, kind, row.index));
}

/// Sets one end of a range of numbers.
pub fn set_bound(document: &mut Document, key: &str, bound: Bound, text: &str) {
    let Some(row) = row(document, key) else { return };
    edit_ranges(document, |ranges| {
        let ends = match row.kind {
            Some(RangeKind::Integer) => ranges
                .integer_parameter_ranges
                .as_mut()
                .and_then(|list| list.get_mut(row.index))
                .map(|range| (&mut range.min_value, &mut range.max_value)),
            Some(RangeKind::Continuous) => ranges
                .continuous_parameter_ranges
                .as_mut()
                .and_then(|list| list.get_mut(row.index))
                .map(|range| (&mut range.min_value, &mut range.max_value)),
            _ => None,
        };
        match (ends, bound) {
            (Some((min, _)), Bound::Min) => text.clone_into(min),
            (Some((_, max)), Bound::Max) => text.clone_into(max),
            (None, _) => {}
        }
    });
}

/// Sets how a range of numbers is searched, by AWS's name.
pub fn set_scaling(document: &mut Document, key: &str, scaling: &str) {
    let Some(row) = row(document, key) else { return };
    edit_ranges(document, |ranges| {
        let slot = match row.kind {
            Some(RangeKind::Integer) => ranges
                .integer_parameter_ranges
                .as_mut()
                .and_then(|list| list.get_mut(row.index))
                .map(|range| &mut range.scaling_type),
            Some(RangeKind::Continuous) => ranges
                .continuous_parameter_ranges
                .as_mut()
                .and_then(|list| list.get_mut(row.index))
                .map(|range| &mut range.scaling_type),
            _ => None,
        };
        if let Some(slot) = slot {
            *slot = Some(scaling.to_owned());
        }
    });
}

/// Sets the values of a categorical range.
pub fn set_values(document: &mut Document, key: &str, values: Vec<String>) {
    let Some(row) = row(document, key) else { return };
    edit_ranges(document, |ranges| {
        let list = ranges.categorical_parameter_ranges.as_mut().filter(|_| row.kind == Some(RangeKind::Categorical));
        if let Some(range) = list.and_then(|list| list.get_mut(row.index)) {
            range.values = values;
        }
    });
}

/// The fixed value of a hyperparameter, if the request gives one.
pub fn static_value<'a>(document: &'a Document, name: &str) -> Option<&'a str> {
    statics(document)?.get(name)
}

/// The names of the fixed hyperparameters.
pub(super) fn static_names(document: &Document) -> Vec<String> {
    statics(document).map(TextMap::iter).into_iter().flatten().map(|(name, _)| name.to_owned()).collect()
}

/// Fixes a hyperparameter's value; an empty text takes it out, so that the model's default counts.
pub fn set_static(document: &mut Document, name: &str, value: &str) {
    let is_given = static_value(document, name).is_some();
    if value.is_empty() && !is_given {
        return;
    }
    edit_in(&mut document.request.training_job_definition, |definition: &mut HyperParameterTrainingJobDefinition| {
        edit_in(&mut definition.static_hyper_parameters, |statics: &mut TextMap| {
            if value.is_empty() {
                statics.remove(name);
            } else {
                statics.insert(name, value);
            }
        });
    });
}

/// Fixed hyperparameters that the model does not know, or that are no variables of its test function; names that AWS adds of
/// its own are left aside.
pub fn unknown_statics(document: &Document) -> Vec<(String, String)> {
    let is_variable = |name: &str| test_function(document).is_some() && variable_index(name).is_some();
    let is_unknown = |name: &str| !is_aws_own(name) && !is_variable(name) && spec(document, name).is_none();
    let statics = statics(document).map(TextMap::iter);
    let unknown = statics.into_iter().flatten().filter(|(name, _)| is_unknown(name));
    unknown.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What values a hyperparameter takes, as a sentence.
pub fn takes(kind: HyperParameterKind) -> String {
    match kind {
        HyperParameterKind::Continuous { min, max, min_inclusive: true } => t!("Takes {min} to {max}.", min, max),
        HyperParameterKind::Continuous { min, max, .. } => t!("Takes more than {min}, up to {max}.", min, max),
        HyperParameterKind::Integer { min, max } => t!("Takes whole numbers, {min} to {max}.", min, max),
        HyperParameterKind::Categorical { values } => t!("Takes {values}.", values = values.join(", ")),
    }
}

/// How many combinations the ranges have; `None` when there are infinitely many, or something is wrong with a range.
pub fn combinations(document: &Document) -> Option<u64> {
    let rows = rows(document);
    let product = |product: u64, range: ParameterRange| product.checked_mul(range.cardinality()?);
    let count = rows.iter().try_fold(1, |count, row| product(count, row.range()?));
    count.filter(|_| !rows.is_empty())
}

fn is_aws_own(name: &str) -> bool {
    name.starts_with('_') || name.starts_with("sagemaker_")
}

fn statics(document: &Document) -> Option<&TextMap> {
    document.request.training_job_definition.as_ref()?.static_hyper_parameters.as_ref()
}

fn spec(document: &Document, name: &str) -> Option<&'static HyperParameterSpec> {
    model(document)?.hyperparameter(name)
}

/// Ranges that are worth searching, by hyperparameter: where its effect is, on the scale that shows it.
///
/// Of XGBoost's, those that AWS recommends or its examples have (`catalogue`), but for the number of rounds, 4,000 at most
/// there.
const WORTH_SEARCHING: [(&str, f64, f64, Scaling); 21] = [
    ("learning_rate", 0.0001, 1.0, Scaling::Logarithmic),
    ("momentum", 0.0, 0.99, Scaling::ReverseLogarithmic),
    ("weight_decay", 1e-6, 0.1, Scaling::Logarithmic),
    ("wd", 1e-6, 0.1, Scaling::Logarithmic),
    ("l1", 1e-6, 0.1, Scaling::Logarithmic),
    ("dropout", 0.0, 0.5, Scaling::Linear),
    ("mini_batch_size", 8.0, 128.0, Scaling::Logarithmic),
    ("hidden_layers", 1.0, 4.0, Scaling::Linear),
    ("hidden_units", 2.0, 32.0, Scaling::Linear),
    ("epochs", 5.0, 50.0, Scaling::Linear),
    ("eta", 0.1, 0.5, Scaling::Linear),
    ("max_depth", 1.0, 10.0, Scaling::Linear),
    ("min_child_weight", 1.0, 120.0, Scaling::Logarithmic),
    ("subsample", 0.5, 1.0, Scaling::Linear),
    ("colsample_bytree", 0.5, 1.0, Scaling::Linear),
    ("gamma", 0.0, 5.0, Scaling::Linear),
    ("alpha", 0.01, 10.0, Scaling::Logarithmic),
    ("lambda", 0.01, 10.0, Scaling::Logarithmic),
    ("num_round", 10.0, 100.0, Scaling::Linear),
    ("max_leaf_nodes", 2.0, 64.0, Scaling::Logarithmic),
    ("min_samples_leaf", 1.0, 50.0, Scaling::Logarithmic),
];

/// A range for a hyperparameter that has none yet.
pub(super) fn default_range(document: &Document, name: &str) -> Option<ParameterRange> {
    if let (Some(function), Some(index)) = (test_function(document), variable_index(name)) {
        let (min, max) = function.limits(index);
        return ContinuousRange::new(min, max, Scaling::Linear).ok().map(Into::into);
    }
    let known = WORTH_SEARCHING.iter().find(|(known, ..)| *known == name);
    let (min, max, scaling) =
        known.map_or((0.0, 1.0, Scaling::Linear), |(_, min, max, scaling)| (*min, *max, *scaling));
    let range = match spec(document, name).map(|spec| spec.kind) {
        Some(HyperParameterKind::Categorical { values }) => {
            CategoricalRange::new(values.iter().map(|&value| value.to_owned()).collect()).map(Into::into)
        }
        Some(HyperParameterKind::Integer { .. }) => IntegerRange::new(min as i64, max as i64, scaling).map(Into::into),
        _ => ContinuousRange::new(min, max, scaling).map(Into::into),
    };
    range.ok()
}
