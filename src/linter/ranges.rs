//! The ranges of what is tuned.

use super::context::{Algorithm, LIMITS, Lint, repeated};
use super::hyperparameters::names;
use super::rules::{self, Rule};
use crate::language::{decimals, in_language, t};
use crate::sagemaker::{ParameterRanges, limits};
use serde_json::json;

/// From this ratio of its ends, a range spans powers of ten that a linear scale hardly visits.
const DECADES_RATIO: f64 = 1000.0;

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let path = &algorithm.ranges_path;
    let names = names(algorithm);
    if names.is_empty() {
        // Several definitions without ranges are another rule's.
        if lint.request.autotune.is_none() && (algorithm.ranges.is_some() || lint.several().is_empty()) {
            lint.says(
                rules::RANGES_MISSING,
                path,
                t!("there is nothing to tune; a range of at least one hyperparameter is needed"),
            );
        }
        return;
    }
    let auto = algorithm.ranges.map_or(0, |ranges| ranges.autos().len());
    let (count, most) = (names.len() - auto, limits::MAX_PARAMETER_RANGES);
    if count > most {
        lint.says(
            rules::RANGES_COUNT,
            path,
            t!("there are {count} ranges in all three lists; a tuning job can search {most}", count, most),
        );
    }
    for (_, name) in repeated(names.iter().copied()) {
        if !name.is_empty() {
            lint.says(rules::RANGE_NAMES, path, t!("{name} has two ranges; a hyperparameter has one", name));
        }
    }
    let mut combinations = Some(1_u64);
    let integers = integers(algorithm, lint);
    let continuous = algorithm.ranges.is_some_and(|ranges| !ranges.continuous().is_empty());
    continuous_ranges(algorithm, lint);
    let categories = categories(algorithm, lint);
    for values in integers.into_iter().chain(categories) {
        combinations = combinations.and_then(|so_far| so_far.checked_mul(values?));
    }
    // How AWS divides the jobs among several algorithms is not published.
    if lint.several().is_empty() && auto == 0 {
        grid(algorithm, combinations, lint);
        if !continuous {
            finite_space(combinations, lint);
        }
    }
}

fn name(name: &str, path: &str, lint: &mut Lint<'_>) {
    if name.is_empty() {
        lint.says(rules::RANGE_NAME, format!("{path}.Name"), t!("the hyperparameter's name is empty"));
    }
}

/// How many values each integer range has; `None` for one that cannot be read.
fn integers(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) -> Vec<Option<u64>> {
    let ranges = algorithm.ranges.map(ParameterRanges::integers).unwrap_or_default();
    let mut counts = Vec::new();
    for (index, range) in ranges.iter().enumerate() {
        let path = format!("{}.IntegerParameterRanges[{index}]", algorithm.ranges_path);
        name(&range.name, &path, lint);
        let mut read = |text: &str, member: &str| {
            let number = text.trim().parse::<i64>().ok();
            if number.is_none() {
                let path = format!("{path}.{member}");
                let value = format!("{text:?}");
                let message = match text.trim().parse::<f64>() {
                    Ok(_) => t!("{value} is no whole number; write one such as 8, or use a continuous range", value),
                    Err(_) => t!("{value} is no number; write a whole one such as 8", value),
                };
                lint.says(rules::RANGE_NUMBER, path, message);
            }
            number
        };
        let (min, max) = (read(&range.min_value, "MinValue"), read(&range.max_value, "MaxValue"));
        let (Some(min), Some(max)) = (min, max) else {
            counts.push(None);
            continue;
        };
        counts.push(u64::try_from(max.saturating_sub(min)).ok().map(|steps| steps.saturating_add(1)));
        order(min >= max, min == max, (&range.min_value, &range.max_value), &path, lint);
        scale(range.scaling_type.as_deref(), (min as f64, max as f64), true, &path, lint);
    }
    counts
}

fn continuous_ranges(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let ranges = algorithm.ranges.map(ParameterRanges::continuous).unwrap_or_default();
    for (index, range) in ranges.iter().enumerate() {
        let path = format!("{}.ContinuousParameterRanges[{index}]", algorithm.ranges_path);
        name(&range.name, &path, lint);
        let mut read = |text: &str, member: &str| {
            let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            if number.is_none() {
                let message = t!("{value} is no finite number; write one such as 0.001", value = format!("{text:?}"));
                lint.says(rules::RANGE_NUMBER, format!("{path}.{member}"), message);
            }
            number
        };
        let (min, max) = (read(&range.min_value, "MinValue"), read(&range.max_value, "MaxValue"));
        let (Some(min), Some(max)) = (min, max) else { continue };
        order(min >= max, min == max, (&range.min_value, &range.max_value), &path, lint);
        scale(range.scaling_type.as_deref(), (min, max), false, &path, lint);
    }
}

fn order(is_wrong: bool, is_equal: bool, (min, max): (&str, &str), path: &str, lint: &mut Lint<'_>) {
    if !is_wrong {
        return;
    }
    if is_equal {
        let message = t!("MinValue and MaxValue are both {min}; a hyperparameter with one value is a static one", min);
        lint.says(rules::RANGE_ORDER, path, message);
    } else {
        let edit = |member: &str, text: &str| super::issue::Edit::new(&format!("{path}.{member}"), Some(json!(text)));
        lint.says(rules::RANGE_ORDER, path, t!("MinValue, {min}, is above MaxValue, {max}", min, max)).fix =
            Some(super::issue::Fix {
                title: t!("Exchange the two").to_owned(),
                edits: vec![edit("MinValue", max), edit("MaxValue", min)],
            });
    }
}

fn scale(scaling: Option<&str>, (min, max): (f64, f64), is_integer: bool, path: &str, lint: &mut Lint<'_>) {
    let place = format!("{path}.ScalingType");
    let mut set = |rule: Rule, message: String, value: &str| {
        lint.says(rule, &place, message).fix_by_setting(t!("Set {value}", value), &place, value);
    };
    match scaling {
        Some("Logarithmic") if min <= 0.0 => {
            let message = t!(
                "a logarithmic scale has values above 0 only, and MinValue is {min}; raise it, or choose Linear",
                min
            );
            set(rules::LOG_SCALE, message, "Linear");
        }
        Some("ReverseLogarithmic") if is_integer => {
            let message =
                t!("ReverseLogarithmic is for continuous ranges; an integer range has Auto, Linear or Logarithmic");
            set(rules::REVERSE_LOG_INTEGER, message.to_owned(), "Auto");
        }
        Some("ReverseLogarithmic") if min < 0.0 || max >= 1.0 => {
            let message =
                t!("a reverse logarithmic range is within 0 ≤ x < 1, and this one goes from {min} to {max}", min, max);
            set(rules::REVERSE_LOG_SCALE, message, "Linear");
        }
        None | Some("Auto" | "Linear") if min > 0.0 && max / min >= DECADES_RATIO => {
            let share = decimals(100.0 * (max - 0.1 * max) / (max - min), 0);
            let bound = in_language((0.1 * max).to_string());
            let message = if scaling == Some("Linear") {
                t!(
                    "on a linear scale, {share} % of the tries fall above {bound}, the last power of ten; Logarithmic tries \
                     every power equally often",
                    share,
                    bound
                )
            } else {
                t!(
                    "on the linear scale that Auto begins with, {share} % of the tries fall above {bound}, the last power of \
                     ten; Logarithmic tries every power equally often",
                    share,
                    bound
                )
            };
            set(rules::LINEAR_DECADES, message, "Logarithmic");
        }
        _ => {}
    }
}

/// How many values each categorical range has.
fn categories(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) -> Vec<Option<u64>> {
    let ranges = algorithm.ranges.map(ParameterRanges::categoricals).unwrap_or_default();
    let mut counts = Vec::new();
    for (index, range) in ranges.iter().enumerate() {
        let path = format!("{}.CategoricalParameterRanges[{index}]", algorithm.ranges_path);
        name(&range.name, &path, lint);
        let twice = repeated(range.values.iter().map(String::as_str));
        for &(place, value) in &twice {
            let place = format!("{path}.Values[{place}]");
            lint.says(rules::CATEGORIES_TWICE, &place, t!("{value} is there twice", value = format!("{value:?}")))
                .fix_by_removing(t!("Remove this one"), &place);
        }
        if range.values.len() == 1 {
            let message = t!("with one value, {name} could be a static hyperparameter", name = range.name);
            lint.says(rules::CATEGORY_ALONE, format!("{path}.Values"), message);
        }
        counts.push(Some((range.values.len() - twice.len()) as u64));
    }
    counts
}

fn grid(algorithm: &Algorithm<'_>, combinations: Option<u64>, lint: &mut Lint<'_>) {
    let config = lint.config();
    let (Some(ranges), "Grid") = (algorithm.ranges, config.strategy.as_str()) else { return };
    let path = &algorithm.ranges_path;
    for (is_there, list) in [
        (!ranges.integers().is_empty(), "IntegerParameterRanges"),
        (!ranges.continuous().is_empty(), "ContinuousParameterRanges"),
    ] {
        if is_there {
            let message =
                t!("Grid searches categorical ranges only; list the values to try, or choose another strategy");
            lint.says(rules::GRID_CATEGORIES, format!("{path}.{list}"), message);
        }
    }
    if !ranges.integers().is_empty() || !ranges.continuous().is_empty() {
        return;
    }
    let Some(combinations) = combinations else { return };
    let most = limits::MAX_TRAINING_JOBS;
    if combinations > most as u64 {
        lint.says(
            rules::GRID_QUOTA,
            path,
            t!(
                "the grid has {combinations} combinations; a tuning job can have {most} training jobs",
                combinations,
                most
            ),
        );
    }
    let jobs = config.resource_limits.max_number_of_training_jobs;
    if let Some(jobs) = jobs.filter(|&jobs| u64::try_from(jobs) != Ok(combinations)) {
        let path = format!("{LIMITS}.MaxNumberOfTrainingJobs");
        let message = t!(
            "the grid has {combinations} combinations; AWS wants that number here, or none, and this is {jobs}",
            combinations,
            jobs
        );
        lint.says(rules::GRID_JOBS, &path, message).fix_by_setting(
            t!("Set {value}", value = combinations),
            &path,
            combinations,
        );
    }
}

fn finite_space(combinations: Option<u64>, lint: &mut Lint<'_>) {
    let config = lint.config();
    let (Some(combinations), Some(jobs)) = (combinations, config.resource_limits.max_number_of_training_jobs) else {
        return;
    };
    if config.strategy != "Grid" && u64::try_from(jobs).is_ok_and(|jobs| jobs > combinations) && combinations > 0 {
        let path = format!("{LIMITS}.MaxNumberOfTrainingJobs");
        let message = t!(
            "the ranges have {combinations} combinations, fewer than the {jobs} training jobs, and AWS refuses that; widen the ranges \
             or ask for fewer jobs",
            combinations,
            jobs
        );
        lint.says(rules::COMBINATIONS, &path, message).fix_by_setting(
            t!("Set {value}", value = combinations),
            &path,
            combinations,
        );
    }
}
