//! The arguments that both versions of the SDK have under the same names: ranges, hyperparameters, limits.

use super::{Argument, Job, argument};
use crate::export::python::Python;
use crate::export::taking::{Place, Step, item, member, place};
use crate::math::format::python_float;
use serde_json::Value;
use std::collections::BTreeSet;

/// The kinds of ranges: the list in the request, and the SDK's class.
const KINDS: [(&str, &str); 3] = [
    ("IntegerParameterRanges", "IntegerParameter"),
    ("ContinuousParameterRanges", "ContinuousParameter"),
    ("CategoricalParameterRanges", "CategoricalParameter"),
];

/// A text of the request as a Python number, where Python writes the number as the same text; as the text itself where not.
/// The SDK makes a text of it again.
fn number_or_text(text: &str) -> Python {
    if let Ok(whole) = text.parse::<i64>()
        && whole.to_string() == text
    {
        return Python::Literal(whole.into());
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && python_float(value) == text => Python::Literal(value.into()),
        _ => Python::text(text),
    }
}

fn text_at<'a>(job: &Job<'a>, base: &[Step], name: &str) -> &'a str {
    job.taking.see(&member(base, name)).and_then(Value::as_str).unwrap_or_default()
}

/// How many items the list at a place has.
fn length(job: &Job<'_>, list: &[Step]) -> usize {
    job.taking.see(list).and_then(Value::as_array).map_or(0, Vec::len)
}

/// The search space of one definition.
pub(super) struct Ranges {
    /// For `hyperparameter_ranges`.
    pub(super) argument: Python,
    /// The classes that it names.
    pub(super) classes: BTreeSet<&'static str>,
    /// The tuned hyperparameters, each with a value of its range.
    pub(super) tuned: Vec<(String, Python)>,
}

/// Takes the ranges at a place. The SDK refuses a tuning job without any, so there is a stand-in, which is not sent.
pub(super) fn ranges(job: &mut Job<'_>, base: &Place) -> Ranges {
    let mut found = Vec::new();
    for (list_name, class) in KINDS {
        let list = member(base, list_name);
        found.extend((0..length(job, &list)).map(|index| (item(&list, index), class)));
    }
    // The SDK keeps ranges by name. Of two with the same name one would be lost: then it gets one, and nothing is taken.
    let names: BTreeSet<&str> = found.iter().map(|(range, _)| text_at(job, range, "Name")).collect();
    let doubled = names.len() < found.len();
    let mut items: Vec<(String, Python)> = Vec::new();
    let mut tuned = Vec::new();
    for (range, class) in &found {
        let name = text_at(job, range, "Name").to_owned();
        let first = match job.taking.see(&member(range, "Values")) {
            Some(values) => Python::Literal(values[0].clone()),
            None => number_or_text(text_at(job, range, "MinValue")),
        };
        let mut arguments: Vec<Argument> = Vec::new();
        let mut members = vec!["Name"];
        if *class == "CategoricalParameter" {
            members.push("Values");
            let values = job.taking.see(&member(range, "Values")).cloned().unwrap_or_default();
            arguments.push(argument("values", &values));
        } else {
            members.extend(["MinValue", "MaxValue", "ScalingType"]);
            arguments.push(("min_value".to_owned(), number_or_text(text_at(job, range, "MinValue"))));
            arguments.push(("max_value".to_owned(), number_or_text(text_at(job, range, "MaxValue"))));
            if let Some(scaling) = job.taking.see(&member(range, "ScalingType")) {
                arguments.push(argument("scaling_type", scaling));
            }
        }
        if !doubled {
            for member in members {
                job.taking.take(range, member);
            }
        }
        if !items.iter().any(|(known, _)| *known == name) {
            items.push((name.clone(), Python::Call((*class).to_owned(), arguments)));
            tuned.push((name, first));
        }
    }
    let mut classes: BTreeSet<&'static str> = found.iter().map(|(_, class)| *class).collect();
    for (list, _) in KINDS {
        if job.taking.see(&member(base, list)).is_some_and(|list| list.as_array().is_some_and(Vec::is_empty)) {
            job.taking.take(base, list);
        }
    }
    if items.is_empty() && !is_autotuned(job) {
        items.push(("none".to_owned(), Python::call("CategoricalParameter", [("values", Python::List(Vec::new()))])));
        classes.insert("CategoricalParameter");
        job.unasked.push(base.clone());
    }
    Ranges { argument: Python::Dict(items), classes, tuned }
}

/// True when the SDK's `autotune=True` says what the request says.
pub(super) fn is_autotuned(job: &Job<'_>) -> bool {
    job.taking
        .see(&place(&[], "Autotune"))
        .is_some_and(|autotune| *autotune == serde_json::json!({ "Mode": "Enabled" }))
}

/// The static hyperparameters of the definition at a place, as items of a dictionary. One that is tuned too is not taken: the
/// SDK would drop it.
pub(super) fn static_hyperparameters(job: &mut Job<'_>, base: &Place, ranges: &Ranges) -> Vec<(String, Python)> {
    let all = place(base, "StaticHyperParameters");
    let Some(Value::Object(members)) = job.taking.see(&all) else { return Vec::new() };
    if members.is_empty() {
        job.taking.take_at(all);
        return Vec::new();
    }
    let mut items = Vec::new();
    for (name, text) in members {
        if !ranges.tuned.iter().any(|(tuned, _)| tuned == name) {
            job.taking.take_at(member(&all, name));
            items.push((name.clone(), number_or_text(text.as_str().unwrap_or_default())));
        }
    }
    items
}

/// The hyperparameters whose ranges Autotune chooses, as items of a dictionary with their hints, taken; none where the SDK
/// could not tell them from others.
pub(super) fn auto_parameters(job: &mut Job<'_>, base: &Place, known: &BTreeSet<String>) -> Vec<(String, Python)> {
    let list = member(base, "AutoParameters");
    let mut names = known.clone();
    let items: Vec<Place> = (0..length(job, &list)).map(|index| item(&list, index)).collect();
    if !is_autotuned(job) || !items.iter().all(|item| names.insert(text_at(job, item, "Name").to_owned())) {
        return Vec::new();
    }
    if items.is_empty() {
        job.taking.take_at(list);
    }
    items
        .iter()
        .map(|item| {
            let hint = number_or_text(text_at(job, item, "ValueHint"));
            let name = text_at(job, item, "Name").to_owned();
            job.taking.take(item, "Name");
            job.taking.take(item, "ValueHint");
            (name, hint)
        })
        .collect()
}

/// The tuner's arguments that both versions have: strategy, limits, early stopping, seed, tags.
pub(super) fn limits(job: &mut Job<'_>) -> Vec<Argument> {
    let config = place(&[], "HyperParameterTuningJobConfig");
    let mut arguments = Vec::new();
    job.pass(&mut arguments, &config, "Strategy", "strategy");
    let limits = place(&config, "ResourceLimits");
    // Left out, the SDK makes it 1.
    if job.taking.see(&place(&limits, "MaxNumberOfTrainingJobs")).is_none() {
        job.unasked.push(place(&limits, "MaxNumberOfTrainingJobs"));
    }
    job.pass(&mut arguments, &limits, "MaxNumberOfTrainingJobs", "max_jobs");
    job.pass(&mut arguments, &limits, "MaxParallelTrainingJobs", "max_parallel_jobs");
    job.pass(&mut arguments, &limits, "MaxRuntimeInSeconds", "max_runtime_in_seconds");
    job.pass(&mut arguments, &config, "TrainingJobEarlyStoppingType", "early_stopping_type");
    job.pass(&mut arguments, &[], "Tags", "tags");
    arguments
}

/// `from module import A, B`.
pub(super) fn import(module: &str, names: impl IntoIterator<Item = &'static str>) -> String {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let line = format!("from {module} import {}", names.iter().copied().collect::<Vec<_>>().join(", "));
    if line.len() <= 100 {
        return line;
    }
    format!("from {module} import (\n    {},\n)", names.into_iter().collect::<Vec<_>>().join(",\n    "))
}
