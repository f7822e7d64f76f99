//! The parameter ranges: texts in the request, a search space in the engine.

use super::{Report, at};
use crate::language::t;
use crate::sagemaker::{ParameterRanges, Request, limits};
use crate::search_space::{
    CategoricalRange, ContinuousRange, IntegerRange, Parameter, ParameterRange, Scaling, SearchSpace,
};

/// The search space, its parameters in the order of the request: integer, continuous, categorical.
pub(super) fn check(request: &Request, report: &mut Report) -> Option<SearchSpace> {
    let path = format!("{}.ParameterRanges", at::CONFIG);
    let empty = ParameterRanges::default();
    let ranges = request.hyper_parameter_tuning_job_config.parameter_ranges.as_ref().unwrap_or(&empty);
    let mut parameters = Vec::new();
    for (index, range) in ranges.integers().iter().enumerate() {
        let path = format!("{path}.IntegerParameterRanges[{index}]");
        parameters.push(parameter(&range.name, &path, report, |report| {
            let scaling = scaling(range.scaling_type.as_deref(), &path, report);
            let min = whole(&range.min_value, &format!("{path}.MinValue"), report);
            let max = whole(&range.max_value, &format!("{path}.MaxValue"), report);
            report.keep(&path, "range", at::RANGES, IntegerRange::new(min?, max?, scaling?)).map(ParameterRange::from)
        }));
    }
    for (index, range) in ranges.continuous().iter().enumerate() {
        let path = format!("{path}.ContinuousParameterRanges[{index}]");
        parameters.push(parameter(&range.name, &path, report, |report| {
            let scaling = scaling(range.scaling_type.as_deref(), &path, report);
            let min = real(&range.min_value, &format!("{path}.MinValue"), report);
            let max = real(&range.max_value, &format!("{path}.MaxValue"), report);
            report
                .keep(&path, "range", at::RANGES, ContinuousRange::new(min?, max?, scaling?))
                .map(ParameterRange::from)
        }));
    }
    for (index, range) in ranges.categoricals().iter().enumerate() {
        let path = format!("{path}.CategoricalParameterRanges[{index}]");
        parameters.push(parameter(&range.name, &path, report, |report| {
            let path = format!("{path}.Values");
            if range.values.len() > limits::MAX_CATEGORICAL_VALUES {
                let message = t!(
                    "there are {n} values; a categorical range can have {most}",
                    n = range.values.len(),
                    most = limits::MAX_CATEGORICAL_VALUES
                );
                report.error(&path, "categorical-values", message, at::QUOTAS);
                return None;
            }
            report
                .keep(&path, "range", at::RANGES, CategoricalRange::new(range.values.clone()))
                .map(ParameterRange::from)
        }));
    }
    if parameters.len() > limits::MAX_PARAMETER_RANGES {
        let (n, most) = (parameters.len(), limits::MAX_PARAMETER_RANGES);
        let message = t!("there are {n} ranges; a tuning job can search {most}", n, most);
        report.error(&path, "ranges-count", message, at::QUOTAS);
        return None;
    }
    let autos: Vec<&str> = ranges.autos().iter().map(|auto| auto.name.as_str()).collect();
    if !autos.is_empty() {
        let (path, names) = (format!("{path}.AutoParameters"), autos.join(", "));
        if parameters.is_empty() {
            let message = t!(
                "Autotune chooses its ranges by rules that AWS does not publish; give {names} a range to run here",
                names
            );
            report.error(path, "auto-parameters-not-here", message, at::TUNEGROUND);
            return None;
        }
        let message =
            t!("Autotune chooses these ranges, by rules that AWS does not publish; {names} is not tuned here", names);
        report.warning(path, "auto-parameters-not-here", message, at::TUNEGROUND);
    }
    let parameters: Vec<Parameter> = parameters.into_iter().collect::<Option<_>>()?;
    report.keep(&path, "ranges", at::RANGES, SearchSpace::new(parameters))
}

fn parameter(
    name: &str,
    path: &str,
    report: &mut Report,
    range: impl FnOnce(&mut Report) -> Option<ParameterRange>,
) -> Option<Parameter> {
    let named = !name.is_empty() && name.chars().count() <= 256;
    if !named {
        let message = t!("the hyperparameter's name needs 1 to 256 characters");
        report.error(format!("{path}.Name"), "range-name", message, at::API);
    }
    let range = range(report)?;
    named.then(|| Parameter { name: name.to_owned(), range })
}

fn scaling(name: Option<&str>, path: &str, report: &mut Report) -> Option<Scaling> {
    let Some(name) = name else { return Some(Scaling::Auto) };
    let message = || {
        let names: Vec<&str> = Scaling::ALL.iter().map(|scaling| scaling.name()).collect();
        t!("{name} is no scaling type; there are {known}", name = format!("{name:?}"), known = names.join(", "))
    };
    report.keep(format!("{path}.ScalingType"), "scaling-type", at::API, Scaling::parse(name).ok_or_else(message))
}

fn real(text: &str, path: &str, report: &mut Report) -> Option<f64> {
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let message = || t!("{text} is no number; write one such as 0.001", text = format!("{text:?}"));
    report.keep(path, "range-number", at::API, number.ok_or_else(message))
}

fn whole(text: &str, path: &str, report: &mut Report) -> Option<i64> {
    let message =
        || t!("{text} is no whole number; write one such as 8, or use a continuous range", text = format!("{text:?}"));
    report.keep(path, "range-number", at::API, text.trim().parse::<i64>().map_err(|_| message()))
}
