//! The search space of a tuning job that ran at AWS: from its request, and where that does not say it, from the values that
//! were tried.

use super::ImportError;
use super::read::Summary;
use crate::sagemaker::{ParameterRanges, Request};
use crate::search_space::{
    CategoricalRange, ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, ParameterValue,
    Scaling, SearchSpace,
};
use std::collections::{BTreeMap, BTreeSet};

/// From this ratio on, positive values without a known scale are shown on a logarithmic one.
const LOGARITHMIC_RATIO: f64 = 1000.0;

/// The most values that are looked at: training jobs times hyperparameters. The largest tuning job there can be has 10 000 of
/// the one and 100 of the other; in the log each job has all hyperparameters, so that a few kilobytes could ask for gigabytes.
const MOST_VALUES: usize = 1_000_000;

/// The search space, and the names of those hyperparameters whose ranges come from the values that were tried.
pub(super) fn space(request: Option<&Request>, jobs: &[Summary]) -> Result<(SearchSpace, Vec<String>), ImportError> {
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in jobs.iter().flat_map(|job| &job.tuned) {
        values.entry(name).or_default().push(text);
    }
    let mut names = BTreeSet::new();
    let mut known: Vec<Parameter> = request.into_iter().flat_map(all_ranges).flat_map(parameters).collect();
    known.retain(|parameter| names.insert(parameter.name.clone()));
    // A range that does not hold what was tried is no help: of two definitions, say, that tune the same name.
    let values_of = |name: &str| values.get(name).map(Vec::as_slice).unwrap_or_default();
    known.retain(|parameter| values_of(&parameter.name).iter().all(|text| holds(&parameter.range, text)));
    let mut names: BTreeSet<String> = known.iter().map(|parameter| parameter.name.clone()).collect();
    let tried = jobs.iter().flat_map(|job| &job.tuned).map(|(name, _)| name);
    let tried: Vec<String> = tried.filter(|name| names.insert((*name).clone())).cloned().collect();
    if names.len().saturating_mul(jobs.len().max(1)) > MOST_VALUES {
        return Err(ImportError::TooLarge { hyperparameters: names.len(), training_jobs: jobs.len() });
    }
    for name in &tried {
        let range = range_of_values(values_of(name)).ok_or(ImportError::NothingTuned)?;
        known.push(Parameter { name: name.clone(), range });
    }
    Ok((SearchSpace::new(known).map_err(|_| ImportError::NothingTuned)?, tried))
}

/// The values that a training job tried, in the order of the space. One that the job does not have, since its definition
/// does not tune it, is an empty text.
pub(super) fn hyperparameters(space: &SearchSpace, job: &Summary) -> HyperParameters {
    let texts: BTreeMap<&str, &str> = job.tuned.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let parameters = space.parameters().iter();
    parameters
        .map(|parameter| {
            let text = texts.get(parameter.name.as_str()).copied();
            let value = text.and_then(|text| ParameterValue::parse(&parameter.range, text));
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

fn holds(range: &ParameterRange, text: &str) -> bool {
    ParameterValue::parse(range, text).is_some_and(|value| range.coordinate_of(&value).is_some())
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
        let texts: BTreeSet<&str> = values.iter().copied().collect();
        CategoricalRange::new(texts.into_iter().map(str::to_owned).collect()).ok().map(ParameterRange::from)
    };
    of_wholes.or_else(of_numbers).or_else(of_texts)
}
