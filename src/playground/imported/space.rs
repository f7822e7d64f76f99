//! The search space of a tuning job that ran at AWS: from its request, and where that does not say it, from the values that
//! were tried.

use super::read::Summary;
use crate::sagemaker::{ParameterRanges, Request};
use crate::search_space::{
    CategoricalRange, ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, ParameterValue,
    Scaling, SearchSpace,
};

/// From this ratio on, positive values without a known scale are shown on a logarithmic one.
const LOGARITHMIC_RATIO: f64 = 1000.0;

/// The search space, and the names of those hyperparameters whose ranges come from the values that were tried.
pub(super) fn space(request: Option<&Request>, jobs: &[Summary]) -> Option<(SearchSpace, Vec<String>)> {
    let mut known: Vec<Parameter> = Vec::new();
    for ranges in request.into_iter().flat_map(all_ranges) {
        for parameter in parameters(ranges) {
            if known.iter().all(|other| other.name != parameter.name) {
                known.push(parameter);
            }
        }
    }
    // A range that does not hold what was tried is no help: of two definitions, say, that tune the same name.
    let mut tried: Vec<&str> = Vec::new();
    known.retain(|parameter| values_of(jobs, &parameter.name).all(|text| holds(&parameter.range, text)));
    for (name, _) in jobs.iter().flat_map(|job| &job.tuned) {
        if !tried.contains(&name.as_str()) && known.iter().all(|parameter| parameter.name != *name) {
            tried.push(name);
        }
    }
    for name in &tried {
        let values: Vec<&str> = values_of(jobs, name).collect();
        known.push(Parameter { name: (*name).to_owned(), range: range_of_values(&values)? });
    }
    let tried = tried.into_iter().map(str::to_owned).collect();
    Some((SearchSpace::new(known).ok()?, tried))
}

/// The values that a training job tried, in the order of the space. One that the job does not have, since its definition
/// does not tune it, is an empty text.
pub(super) fn hyperparameters(space: &SearchSpace, job: &Summary) -> HyperParameters {
    let parameters = space.parameters().iter();
    parameters
        .map(|parameter| {
            let text = job.tuned.iter().find(|(name, _)| *name == parameter.name).map(|(_, text)| text.as_str());
            let value = text.and_then(|text| value(&parameter.range, text));
            let value = value.unwrap_or_else(|| ParameterValue::Categorical(text.unwrap_or_default().to_owned()));
            (parameter.name.clone(), value)
        })
        .collect()
}

fn all_ranges(request: &Request) -> impl Iterator<Item = &ParameterRanges> {
    let several = request.training_job_definitions.as_deref().unwrap_or_default().iter();
    let several = several.filter_map(|definition| definition.hyper_parameter_ranges.as_ref());
    request.hyper_parameter_tuning_job_config.parameter_ranges.iter().chain(several)
}

/// The ranges that can be read. AWS has accepted them all; what cannot be read comes from the values.
fn parameters(ranges: &ParameterRanges) -> impl Iterator<Item = Parameter> {
    let scaling = |name: Option<&str>| name.and_then(Scaling::parse).unwrap_or_default();
    let integers = ranges.integers().iter().filter_map(move |range| {
        let (min, max) = (range.min_value.trim().parse().ok()?, range.max_value.trim().parse().ok()?);
        let range_of = IntegerRange::new(min, max, scaling(range.scaling_type.as_deref())).ok()?;
        Some(Parameter { name: range.name.clone(), range: range_of.into() })
    });
    let continuous = ranges.continuous().iter().filter_map(move |range| {
        let (min, max) = (range.min_value.trim().parse().ok()?, range.max_value.trim().parse().ok()?);
        let range_of = ContinuousRange::new(min, max, scaling(range.scaling_type.as_deref())).ok()?;
        Some(Parameter { name: range.name.clone(), range: range_of.into() })
    });
    let categorical = ranges.categoricals().iter().filter_map(|range| {
        let range_of = CategoricalRange::new(range.values.clone()).ok()?;
        Some(Parameter { name: range.name.clone(), range: range_of.into() })
    });
    integers.chain(continuous).chain(categorical)
}

fn values_of<'j>(jobs: &'j [Summary], name: &str) -> impl Iterator<Item = &'j str> {
    jobs.iter().filter_map(move |job| job.tuned.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()))
}

fn holds(range: &ParameterRange, text: &str) -> bool {
    value(range, text).is_some_and(|value| range.coordinate_of(&value).is_some())
}

/// A value as a range of this kind has it.
fn value(range: &ParameterRange, text: &str) -> Option<ParameterValue> {
    match range {
        ParameterRange::Continuous(_) => number(text).map(ParameterValue::Continuous),
        ParameterRange::Integer(_) => whole(text).map(ParameterValue::Integer),
        ParameterRange::Categorical(_) => Some(ParameterValue::Categorical(text.to_owned())),
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// The least range that holds these values: of whole numbers, of numbers, else of categories. AWS writes a continuous value
/// with a point or an exponent, and an integer without.
fn range_of_values(values: &[&str]) -> Option<ParameterRange> {
    let wholes: Option<Vec<i64>> = values.iter().map(|text| whole(text)).collect();
    let numbers: Option<Vec<f64>> = values.iter().map(|text| number(text)).collect();
    let (min, max) = numbers.as_deref().map_or((0.0, 0.0), |numbers| {
        (
            numbers.iter().copied().fold(f64::INFINITY, f64::min),
            numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        )
    });
    let scaling = if min > 0.0 && max / min >= LOGARITHMIC_RATIO { Scaling::Logarithmic } else { Scaling::Auto };
    let of_wholes = wholes.and_then(|wholes| {
        IntegerRange::new(*wholes.iter().min()?, *wholes.iter().max()?, scaling).ok().map(ParameterRange::from)
    });
    let of_numbers = || ContinuousRange::new(min, max, scaling).ok().map(ParameterRange::from);
    let of_texts = || {
        let mut texts: Vec<String> = Vec::new();
        for text in values {
            if texts.iter().all(|known| known != text) {
                texts.push((*text).to_owned());
            }
        }
        texts.sort();
        CategoricalRange::new(texts).ok().map(ParameterRange::from)
    };
    of_wholes.or_else(of_numbers).or_else(of_texts)
}
