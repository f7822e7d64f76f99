//! Ranges of another kind: numbers become a few categories, for a grid; categories become the span of their numbers.

use super::hyperband::edit_resources;
use super::ranges::{RangeKind, add, edit_ranges, remove, row, rows};
use super::search_space::default_range;
use crate::playground::{Document, Objective, plan};
use crate::sagemaker::limits;
use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, ParameterRange, ParameterValue, Scaling};

/// Categories that a range of numbers becomes: its two ends and three between them, evenly on its own scale.
const STEPS: usize = 5;

/// `MaxResource` to begin with, when nothing is known.
const FALLBACK_EPOCHS: u32 = 27;

/// Makes a range one of another kind, as near to what it was as that kind allows.
pub fn to_kind(document: &mut Document, key: &str, kind: RangeKind) {
    let Some(row) = row(document, key) else { return };
    let Some(old) = row.kind.filter(|old| *old != kind) else { return };
    let range = row
        .range()
        .and_then(|range| converted(&range, kind))
        .or_else(|| converted(&default_range(document, &row.name)?, kind))
        .or_else(|| fallback(kind));
    let Some(range) = range else { return };
    edit_ranges(document, |ranges| {
        remove(ranges, old, row.index);
        add(ranges, &row.name, &range);
    });
}

/// Chooses a strategy by AWS's name, and changes what would not go with it: a grid takes categories only, so every range
/// becomes some; Hyperband has its own rule for stopping, and must know how long a training job is at most.
pub fn to_strategy(document: &mut Document, name: &str) {
    let max_epochs = plan(document, Objective::Problem).map_or(FALLBACK_EPOCHS, |plan| plan.config.max_epochs());
    let config = &mut document.request.hyper_parameter_tuning_job_config;
    name.clone_into(&mut config.strategy);
    if name == "Hyperband" {
        config.training_job_early_stopping_type = Some("Off".to_owned());
        edit_resources(document, |resources| {
            resources.max_resource.get_or_insert(i64::from(max_epochs));
        });
    } else {
        config.strategy_config = None;
    }
    if name == "Grid" {
        // More than a tuning job can have are left: each change looks at all of them.
        for row in rows(document).into_iter().take(limits::MAX_PARAMETER_RANGES) {
            to_kind(document, &row.key, RangeKind::Categorical);
        }
    }
}

/// A range of another kind; `None` when there is nothing to make it from.
pub(super) fn converted(range: &ParameterRange, kind: RangeKind) -> Option<ParameterRange> {
    match kind {
        RangeKind::Categorical => CategoricalRange::new(categories(range)).ok().map(Into::into),
        RangeKind::Continuous => {
            let (min, max) = span(range)?;
            let scaling = range.scaling().unwrap_or_default();
            let range =
                ContinuousRange::new(min, max, scaling).or_else(|_| ContinuousRange::new(min, max, Scaling::Auto));
            range.ok().map(Into::into)
        }
        RangeKind::Integer => {
            let (min, max) = span(range)?;
            let (min, max) = (min.ceil() as i64, max.floor() as i64);
            let scaling = range.scaling().filter(|scaling| *scaling != Scaling::ReverseLogarithmic).unwrap_or_default();
            let range = IntegerRange::new(min, max, scaling).or_else(|_| IntegerRange::new(min, max, Scaling::Auto));
            range.ok().map(Into::into)
        }
    }
}

/// A range to begin with, when nothing is known.
fn fallback(kind: RangeKind) -> Option<ParameterRange> {
    let range = match kind {
        RangeKind::Categorical => CategoricalRange::new(vec!["0".to_owned(), "1".to_owned()]).map(Into::into),
        RangeKind::Continuous => ContinuousRange::new(0.0, 1.0, Scaling::Linear).map(Into::into),
        RangeKind::Integer => IntegerRange::new(1, 10, Scaling::Linear).map(Into::into),
    };
    range.ok()
}

/// The least and the greatest number of a range, if it has two.
fn span(range: &ParameterRange) -> Option<(f64, f64)> {
    match range {
        ParameterRange::Continuous(range) => Some((range.min(), range.max())),
        ParameterRange::Integer(range) => Some((range.min() as f64, range.max() as f64)),
        ParameterRange::Categorical(range) => {
            let numbers: Vec<f64> = range.values().iter().filter_map(|value| value.trim().parse().ok()).collect();
            let all = numbers.len() == range.values().len();
            let min = numbers.iter().copied().reduce(f64::min)?;
            let max = numbers.iter().copied().reduce(f64::max)?;
            (all && min < max && min.is_finite() && max.is_finite()).then_some((min, max))
        }
    }
}

fn categories(range: &ParameterRange) -> Vec<String> {
    let (min, max) = match range {
        ParameterRange::Categorical(range) => return range.values().to_vec(),
        ParameterRange::Continuous(range) => (range.min(), range.max()),
        ParameterRange::Integer(range) => (range.min() as f64, range.max() as f64),
    };
    let at = |step: usize| match range.value_at(step as f64 / (STEPS - 1) as f64) {
        ParameterValue::Continuous(_) if step == 0 => min.to_string(),
        ParameterValue::Continuous(_) if step == STEPS - 1 => max.to_string(),
        ParameterValue::Continuous(value) => three_digits(value).clamp(min, max).to_string(),
        value => value.to_string(),
    };
    let mut values: Vec<String> = (0..STEPS).map(at).collect();
    values.dedup();
    values
}

/// Between the ends, three digits say enough.
fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}
