//! Hyperparameters against the model that takes them.

use super::{Report, at, fixed_epochs};
use crate::language::t;
use crate::model::{HyperParameterError, HyperParameterKind, ModelKind, TrainingSpec};
use crate::sagemaker::{Request, limits, member_path};
use crate::search_space::{ParameterRange, ParameterValue, SearchSpace};
use crate::surrogate::{MAX_EPOCHS, Surrogate, is_epochs};
use crate::tuning_job::EpochPlan;

/// Names by which AWS infers how long a training job trains (`HyperbandStrategyConfig.MaxResource`), and XGBoost's.
const EPOCH_NAMES: [&str; 6] = ["epochs", "numepochs", "n-epochs", "n_epochs", "num_epochs", "num_round"];

pub(super) type Statics = Vec<(String, String)>;

/// The static hyperparameters, checked for their number and against the names of the ranges.
pub(super) fn statics(request: &Request, space: Option<&SearchSpace>, report: &mut Report) -> Statics {
    let definition = request.training_job_definition.as_ref();
    let statics: Statics = definition
        .and_then(|definition| definition.static_hyper_parameters.as_ref())
        .map(|map| map.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
        .unwrap_or_default();
    let path = format!("{}.StaticHyperParameters", at::DEFINITION);
    let tuned = space.map_or(0, |space| space.parameters().len());
    if statics.len() + tuned > limits::MAX_HYPERPARAMETERS {
        let message = t!(
            "there are {n} static and tuned hyperparameters; a training job can have {most}",
            n = statics.len() + tuned,
            most = limits::MAX_HYPERPARAMETERS
        );
        report.error(&path, "hyperparameters-count", message, at::RANGES);
    }
    for (name, _) in &statics {
        if space.is_some_and(|space| space.get(name).is_some()) {
            let message = t!("{name} is both static and tuned; take it out of one of the two", name);
            report.error(member_path(&path, name), "static-and-tuned", message, at::TUNEGROUND);
        }
    }
    statics
}

/// Whether the model takes every static value and everything that a range can give.
pub(super) fn check_against_model(
    request: &Request,
    model: ModelKind,
    space: &SearchSpace,
    statics: &Statics,
    report: &mut Report,
) {
    for (name, value) in statics {
        let path = static_path(name);
        if let Err(errors) = TrainingSpec::new(model, [(name.as_str(), value.as_str())]) {
            if is_known(model, name) {
                report.error(path, "hyperparameter", words(&errors), at::TUNEGROUND);
            } else {
                // A real request has more of them, such as a script's paths; they are no reason not to run.
                let message = t!(
                    "{name} is kept in the export; the model here, {model}, does not use it",
                    name,
                    model = model.name()
                );
                report.warning(path, "hyperparameter-not-used", message, at::TUNEGROUND);
            }
        }
    }
    for parameter in space.parameters() {
        let name = parameter.name.as_str();
        let path = range_path(request, name);
        let spec = model.hyperparameter(name);
        if let (Some(HyperParameterKind::Integer { .. }), ParameterRange::Continuous(_)) =
            (spec.map(|spec| spec.kind), &parameter.range)
        {
            let message = t!("{name} takes whole numbers; make it an integer range", name);
            report.error(path, "range-type", message, at::TUNEGROUND);
            continue;
        }
        let errors = ends(&parameter.range)
            .into_iter()
            .find_map(|(field, value)| Some((field, TrainingSpec::new(model, [(name, value.as_str())]).err()?)));
        if let Some((field, errors)) = errors {
            report.error(format!("{path}{field}"), "hyperparameter", words(&errors), at::TUNEGROUND);
        }
    }
}

/// The static hyperparameters that the model takes.
pub(super) fn known_to(model: ModelKind, statics: Statics) -> Statics {
    statics.into_iter().filter(|(name, _)| is_known(model, name)).collect()
}

fn is_known(model: ModelKind, name: &str) -> bool {
    model.hyperparameter(name).is_some()
}

fn words(errors: &[HyperParameterError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// The values of a range that must be right for all of it to be: its two ends, or every category.
fn ends(range: &ParameterRange) -> Vec<(&'static str, String)> {
    let ends = |min: String, max: String| vec![(".MinValue", min), (".MaxValue", max)];
    match range {
        ParameterRange::Continuous(range) => ends(range.min().to_string(), range.max().to_string()),
        ParameterRange::Integer(range) => ends(range.min().to_string(), range.max().to_string()),
        ParameterRange::Categorical(range) => range.values().iter().map(|value| (".Values", value.clone())).collect(),
    }
}

/// Where the static hyperparameter of this name stands in the request.
pub(super) fn static_path(name: &str) -> String {
    member_path(&format!("{}.StaticHyperParameters", at::DEFINITION), name)
}

/// Where the range of this name stands in the request.
pub(super) fn range_path(request: &Request, name: &str) -> String {
    let ranges = request.hyper_parameter_tuning_job_config.parameter_ranges.clone().unwrap_or_default();
    let place = |list: &str, index: usize| format!("{}.ParameterRanges.{list}[{index}]", at::CONFIG);
    if let Some(index) = ranges.integers().iter().position(|range| range.name == name) {
        return place("IntegerParameterRanges", index);
    }
    if let Some(index) = ranges.continuous().iter().position(|range| range.name == name) {
        return place("ContinuousParameterRanges", index);
    }
    let index = ranges.categoricals().iter().position(|range| range.name == name);
    place("CategoricalParameterRanges", index.unwrap_or_default())
}

/// For how long a training job of this model trains.
pub(super) fn epochs_of_model(model: ModelKind, space: &SearchSpace, statics: &Statics) -> EpochPlan {
    if let Some(spec) = model.epochs_hyperparameter().filter(|spec| space.get(spec.name).is_some()) {
        return EpochPlan { tuned: Some(spec.name.to_owned()), default: 1, most: u32::MAX };
    }
    let pairs = statics.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    fixed_epochs(TrainingSpec::new(model, pairs).map_or(1, |spec| spec.epochs()))
}

/// For how long a training job trains whose model is not ours: as a hyperparameter with one of the usual names says,
/// else one report and done.
pub(super) fn epochs_by_name(space: &SearchSpace, statics: &Statics) -> EpochPlan {
    if let Some(name) = EPOCH_NAMES.into_iter().find(|name| space.get(name).is_some()) {
        return EpochPlan { tuned: Some(name.to_owned()), default: 1, most: u32::MAX };
    }
    let given = statics.iter().find(|(name, _)| EPOCH_NAMES.contains(&name.as_str()));
    let given = given.and_then(|(_, value)| ParameterValue::Categorical(value.clone()).as_number());
    fixed_epochs(given.map_or(1, |epochs| epochs as u32))
}

/// For how long a training job of the surrogate runs.
pub(super) fn epochs_of_surrogate(
    request: &Request,
    surrogate: &Surrogate,
    space: &SearchSpace,
    statics: &Statics,
    report: &mut Report,
) -> EpochPlan {
    let mut cut = |path: String, name: &str, most: u32| {
        if most > MAX_EPOCHS {
            let message = t!(
                "{name} goes up to {most}; a training job of the surrogate ends after {limit} epochs, whatever is asked",
                name,
                most,
                limit = MAX_EPOCHS
            );
            report.warning(path, "surrogate-epochs", message, at::TUNEGROUND);
        }
    };
    let default = surrogate.default_epochs();
    if let Some(name) = surrogate.tuned_epochs() {
        let plan = EpochPlan { tuned: Some(name.to_owned()), default, most: u32::MAX };
        cut(range_path(request, name), name, plan.max_epochs(space));
        return EpochPlan { most: MAX_EPOCHS, ..plan };
    }
    for (name, value) in statics.iter().filter(|(name, _)| is_epochs(name)) {
        let epochs = ParameterValue::Categorical(value.clone()).as_number().map_or(0, |epochs| epochs as u32);
        cut(static_path(name), name, epochs);
    }
    fixed_epochs(default)
}
