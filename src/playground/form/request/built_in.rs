//! What the form knows of SageMaker's own algorithms: where to start, and what else can be tuned.

use super::{Place, edit};
use crate::catalogue::{ALGORITHMS, Algorithm, Range, of_definition, regions};
use crate::playground::Document;
use crate::sagemaker::{HyperParameterTrainingJobDefinition, Request};
use crate::search_space::Scaling;
use crate::training_log::ReadyMetric;
use serde_json::{Value, json};

/// The Region that is offered first.
pub const FIRST_REGION: &str = "us-east-1";

/// The algorithms that have a starting request.
pub fn starts() -> impl Iterator<Item = &'static Algorithm> {
    ALGORITHMS.iter().copied().filter(|algorithm| !algorithm.tunable.is_empty() && regions(algorithm).next().is_some())
}

/// The algorithm of a request, or of one of its definitions, where it is SageMaker's own.
pub fn algorithm(request: &Request, definition: Option<usize>) -> Option<&'static Algorithm> {
    of_definition(definition_of(request, definition)?)
}

fn definition_of(request: &Request, index: Option<usize>) -> Option<&HyperParameterTrainingJobDefinition> {
    match index {
        Some(index) => request.training_job_definitions.as_ref()?.get(index),
        None => request.training_job_definition.as_ref(),
    }
}

/// What can be tuned of the algorithm and is not.
pub fn not_tuned(request: &Request, definition: Option<usize>) -> Vec<&'static str> {
    let Some(algorithm) = algorithm(request, definition) else { return Vec::new() };
    let own = definition_of(request, definition).and_then(|definition| definition.hyper_parameter_ranges.as_ref());
    let ranges = match definition {
        Some(_) => own,
        None => request.hyper_parameter_tuning_job_config.parameter_ranges.as_ref(),
    };
    let is_tuned = |name: &str| {
        ranges.is_some_and(|ranges| {
            ranges.integers().iter().any(|range| range.name == name)
                || ranges.continuous().iter().any(|range| range.name == name)
                || ranges.categoricals().iter().any(|range| range.name == name)
                || ranges.autos().iter().any(|range| range.name == name)
        })
    };
    algorithm.tunable.iter().map(|own| own.name).filter(|name| !is_tuned(name)).collect()
}

/// Tunes one of the algorithm's hyperparameters in its recommended range; a static value of that name goes. Gives the new
/// range's place.
pub fn tune(document: &mut Document, definition: Option<usize>, name: &str) -> Option<Place> {
    let hyperparameter = algorithm(&document.request, definition)?.hyperparameter(name)?;
    let (ranges, statics) = match definition {
        None => (Place::of("HyperParameterTuningJobConfig.ParameterRanges"), Place::of("TrainingJobDefinition")),
        Some(index) => {
            let own = Place::of("TrainingJobDefinitions").item(index);
            (own.member("HyperParameterRanges"), own)
        }
    };
    let (list, range) = written(name, hyperparameter.range);
    let list = ranges.member(list);
    let index = list.look(&document.request.to_json()).and_then(Value::as_array).map_or(0, Vec::len);
    edit::put_item(document, &list, range);
    edit::remove_name(document, &statics.member("StaticHyperParameters"), name);
    Some(list.item(index))
}

/// Adds ready metric definitions; one of a name that is there already is left out.
pub fn add_metrics(document: &mut Document, definition: Option<usize>, metrics: &[ReadyMetric]) {
    let own = match definition {
        None => Place::of("TrainingJobDefinition"),
        Some(index) => Place::of("TrainingJobDefinitions").item(index),
    };
    let list = own.member("AlgorithmSpecification").member("MetricDefinitions");
    for metric in metrics {
        let request = document.request.to_json();
        let all = list.look(&request).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if all.iter().all(|own| own.get("Name").and_then(Value::as_str) != Some(metric.name)) {
            edit::put_item(document, &list, json!({ "Name": metric.name, "Regex": metric.regex }));
        }
    }
}

/// A range as a request has it, and the list that it belongs to.
fn written(name: &str, range: Range) -> (&'static str, Value) {
    let numbers = |min: &str, max: &str, scaling: Scaling| json!({ "Name": name, "MinValue": min, "MaxValue": max, "ScalingType": scaling.name() });
    match range {
        Range::Continuous { min, max, scaling } => ("ContinuousParameterRanges", numbers(min, max, scaling)),
        Range::Integer { min, max, scaling } => ("IntegerParameterRanges", numbers(min, max, scaling)),
        Range::Categorical(values) => ("CategoricalParameterRanges", json!({ "Name": name, "Values": values })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::starting_request;
    use crate::linter::{Severity, lint};
    use crate::playground::dry_run_document;

    #[test]
    fn ready_metrics_are_added_once() {
        let mut document = dry_run_document(edit::blank());
        let metrics = crate::training_log::FRAMEWORKS[0].metrics;
        for _ in 0..2 {
            add_metrics(&mut document, None, metrics);
        }
        let definition = document.request.training_job_definition.unwrap();
        let names: Vec<_> = definition.algorithm_specification.metric_definitions.unwrap();
        assert_eq!(names.len(), metrics.len());
    }

    /// Every algorithm's every hyperparameter, one after the other, gives a request without an error.
    #[test]
    fn all_that_can_be_tuned_can_be_added() {
        assert!(starts().count() >= 17);
        for algorithm in starts() {
            let mut document = dry_run_document(starting_request(algorithm, FIRST_REGION).unwrap());
            let names = not_tuned(&document.request, None);
            for name in &names {
                let place = tune(&mut document, None, name).unwrap();
                assert_eq!(place.look(&document.request.to_json()).unwrap()["Name"], *name);
            }
            assert_eq!(not_tuned(&document.request, None), [""; 0], "{}", algorithm.id);
            let errors = lint(&document.request.to_json(), &[]);
            let errors: Vec<_> = errors.iter().filter(|issue| issue.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", algorithm.id);
        }
    }
}
