//! The problem and the objective: what follows when one of them is chosen.

use super::edit_in;
use super::parts::edit_dataset;
use super::test_function::{take_variables_out, test_function, tune_variables};
use crate::dataset::{DatasetName, DatasetOptions, DatasetSpec};
use crate::model::{MetricSpec, ModelKind};
use crate::objective::Direction;
use crate::playground::Document;
use crate::playground::document::{DatasetDocument, ProblemDocument};
use crate::playground::problem::ProblemModel;
use crate::sagemaker::HyperParameterTuningJobObjective;
use crate::test_function::METRIC;
use serde_json::Number;

/// What is trained, if the document names something that there is.
pub fn problem_model(document: &Document) -> Option<ProblemModel> {
    match document.problem.as_ref().and_then(|problem| problem.model.as_deref()) {
        Some(name) => ProblemModel::parse(name),
        None => Some(ProblemModel::DEFAULT),
    }
}

/// The model that is trained on data, if the document names one that there is; the surrogate and test functions are none.
pub fn model(document: &Document) -> Option<ModelKind> {
    match problem_model(document)? {
        ProblemModel::Trained(model) => Some(model),
        ProblemModel::Surrogate | ProblemModel::TestFunction(_) => None,
    }
}

/// True when the objective is made up, without a model and without data.
pub fn is_surrogate(document: &Document) -> bool {
    problem_model(document) == Some(ProblemModel::Surrogate)
}

/// The data set; the first when the document names one that there is not.
pub fn dataset_name(document: &Document) -> DatasetName {
    let dataset = document.problem.as_ref().and_then(|problem| problem.dataset.as_ref());
    dataset.and_then(|dataset| DatasetName::parse(dataset.name.as_deref()?)).unwrap_or(DatasetName::TwoMoons)
}

/// The data set's recipe, when everything about it is right.
pub fn dataset_spec(document: &Document) -> Option<DatasetSpec> {
    let given = document.problem.as_ref().and_then(|problem| problem.dataset.clone()).unwrap_or_default();
    let name = given.name.as_deref().map_or(Some(DatasetName::TwoMoons), DatasetName::parse)?;
    let options = DatasetOptions {
        samples: given.samples.map(usize::try_from).transpose().ok()?,
        noise: given.noise.as_ref().and_then(Number::as_f64),
        seed: given.seed.map(u64::try_from).transpose().ok()?,
        classes: given.classes.map(usize::try_from).transpose().ok()?,
        validation_fraction: given.validation_fraction.as_ref().and_then(Number::as_f64),
    };
    DatasetSpec::new(name, &options).ok()
}

/// The names that the objective metric can have: the model's metrics, or a test function's one; of the surrogate, which reports
/// whatever is asked for, the objective that is there and the metrics that the request defines.
pub fn metric_names(document: &Document) -> Vec<String> {
    if test_function(document).is_some() {
        return vec![METRIC.to_owned()];
    }
    if !is_surrogate(document) {
        return metrics(document).iter().map(|metric| metric.name.to_owned()).collect();
    }
    let objective = &document.request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective;
    let mut names: Vec<String> = objective.iter().map(|objective| objective.metric_name.clone()).collect();
    let definition =
        document.request.definition().and_then(|own| own.algorithm_specification.metric_definitions.as_ref());
    for metric in definition.into_iter().flatten() {
        if !names.contains(&metric.name) {
            names.push(metric.name.clone());
        }
    }
    names
}

/// The metrics that the document's model reports; none for a model that there is not, for the surrogate and for test functions.
pub fn metrics(document: &Document) -> &'static [MetricSpec] {
    let task = dataset_spec(document).unwrap_or_else(|| DatasetSpec::default_of(dataset_name(document))).task();
    model(document).map_or(&[], |model| model.metrics(task))
}

/// Which way is better, if the document says.
pub(super) fn direction(document: &Document) -> Option<Direction> {
    let config = &document.request.hyper_parameter_tuning_job_config;
    Direction::parse(&config.hyper_parameter_tuning_job_objective.as_ref()?.objective_type)
}

/// Chooses the model. An objective that it does not report gives way to its own validation metric, of the same direction if
/// it has one;
/// ranges that it does not know stay, and the check names them. From data to the surrogate and back only the seed stays:
/// noise is another thing there. A test function comes with ranges of its variables and its own objective; its variables go
/// with it when a model is trained again, and the surrogate takes them as they are.
pub fn set_model(document: &mut Document, name: &str) {
    let was_function = test_function(document).is_some();
    put_model(document, name);
    match problem_model(document) {
        // Of several algorithms, each has its own ranges.
        _ if document.request.training_job_definitions.is_some() => {}
        Some(ProblemModel::TestFunction(function)) => tune_variables(document, function),
        Some(ProblemModel::Trained(_)) if was_function => take_variables_out(document),
        _ => {}
    }
    keep_objective(document);
}

/// [`set_model`], whatever the objective.
pub(in crate::playground) fn put_model(document: &mut Document, name: &str) {
    let (was_surrogate, was_function) = (is_surrogate(document), test_function(document));
    edit_in(&mut document.problem, |problem: &mut ProblemDocument| problem.model = Some(name.to_owned()));
    if is_surrogate(document) != was_surrogate {
        edit_in(&mut document.problem, |problem: &mut ProblemDocument| problem.epochs = None);
        edit_dataset(document, |dataset| {
            *dataset = DatasetDocument { seed: dataset.seed, ..DatasetDocument::default() };
        });
    }
    // A function is as it is known, or as it was asked to be moved; noise is in each one's own unit.
    let function = test_function(document);
    if function != was_function {
        edit_in(&mut document.problem, |problem: &mut ProblemDocument| problem.epochs = None);
        edit_dataset(document, |dataset| {
            let seed = dataset.seed.filter(|_| function.is_some() && was_function.is_some());
            *dataset = DatasetDocument { seed, ..DatasetDocument::default() };
        });
    }
}

/// Chooses the data set. Noise and classes are in the old one's unit, and begin anew.
pub fn set_dataset(document: &mut Document, name: &str) {
    edit_dataset(document, |dataset| {
        dataset.name = Some(name.to_owned());
        dataset.noise = None;
        dataset.classes = None;
    });
    keep_objective(document);
}

fn keep_objective(document: &mut Document) {
    if test_function(document).is_some() {
        return set_metric(document, METRIC);
    }
    let metrics = metrics(document);
    let objective = &document.request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective;
    let metric_name = objective.as_ref().map(|objective| objective.metric_name.as_str());
    if metrics.iter().any(|metric| Some(metric.name) == metric_name) {
        return;
    }
    let direction = direction(document).unwrap_or(Direction::Maximize);
    let of_validation = || metrics.iter().filter(|metric| metric.name.starts_with("validation"));
    let same_direction = |metric: &&MetricSpec| metric.direction == direction;
    if let Some(metric) = of_validation().find(same_direction).or_else(|| of_validation().next()) {
        set_metric(document, metric.name);
    }
}

/// Chooses the objective metric, and with it the direction that is better for it.
pub fn set_metric(document: &mut Document, name: &str) {
    let own = metrics(document).iter().find(|metric| metric.name == name).map(|metric| metric.direction);
    let direction = own.or_else(|| test_function(document).map(|_| Direction::Minimize));
    let config = &mut document.request.hyper_parameter_tuning_job_config;
    edit_in(&mut config.hyper_parameter_tuning_job_objective, |objective: &mut HyperParameterTuningJobObjective| {
        name.clone_into(&mut objective.metric_name);
        if let Some(direction) = direction {
            direction.name().clone_into(&mut objective.objective_type);
        }
    });
}
