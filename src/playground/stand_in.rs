//! Which of the playground's models stands for the algorithm of a real request, for a dry run of it.

use crate::catalogue;
use crate::model::ModelKind;
use crate::sagemaker::{HyperParameterTrainingJobDefinition, ParameterRanges, Request, TextMap};

/// The algorithms of SageMaker's own that a model stands for, by the catalogue's ids. For the others of its own none does, however
/// like their hyperparameters are.
const STAND_INS: &[(&str, ModelKind)] = &[
    ("linear-learner", ModelKind::LogisticRegression),
    ("xgboost", ModelKind::GradientBoostedTrees),
    ("image-classification", ModelKind::Mlp),
    ("image-classification-tensorflow", ModelKind::Mlp),
    ("object-detection", ModelKind::Mlp),
    ("semantic-segmentation", ModelKind::Mlp),
];

/// The models that a script's hyperparameters may speak for. Of those that know equally many, the first: a script is more often
/// a network than a regression, and boosts trees more often than it grows one.
const FOR_SCRIPTS: &[ModelKind] =
    &[ModelKind::Mlp, ModelKind::LogisticRegression, ModelKind::GradientBoostedTrees, ModelKind::DecisionTree];

/// The model that stands for what a request tunes (of several algorithms, the first): by the repository of its image, and for
/// an image that is not SageMaker's by the names of its hyperparameters, of which the model must know one that is tuned. `None`
/// when nothing stands for it.
pub fn stand_in(request: &Request) -> Option<ModelKind> {
    let definition = first(request)?;
    if let Some(algorithm) = catalogue::of_definition(definition) {
        return STAND_INS.iter().find(|(id, _)| *id == algorithm.id).map(|(_, kind)| *kind);
    }
    let top = request.hyper_parameter_tuning_job_config.parameter_ranges.as_ref();
    by_names(definition, definition.hyper_parameter_ranges.as_ref().or(top)?)
}

/// True when what a request trains (of several algorithms, the first) is an algorithm of SageMaker's own.
pub(super) fn is_of_sagemaker(request: &Request) -> bool {
    first(request).is_some_and(|definition| catalogue::of_definition(definition).is_some())
}

fn first(request: &Request) -> Option<&HyperParameterTrainingJobDefinition> {
    let single = request.training_job_definition.as_ref();
    single.or_else(|| request.training_job_definitions.as_ref()?.first())
}

fn by_names(definition: &HyperParameterTrainingJobDefinition, ranges: &ParameterRanges) -> Option<ModelKind> {
    let tuned: Vec<&str> = ranges
        .integers()
        .iter()
        .map(|range| &range.name)
        .chain(ranges.continuous().iter().map(|range| &range.name))
        .chain(ranges.categoricals().iter().map(|range| &range.name))
        .chain(ranges.autos().iter().map(|range| &range.name))
        .map(String::as_str)
        .collect();
    let statics = definition.static_hyper_parameters.iter().flat_map(TextMap::iter).map(|(name, _)| name);
    let statics: Vec<&str> = statics.collect();
    let known =
        |kind: ModelKind, names: &[&str]| names.iter().filter(|name| kind.hyperparameter(name).is_some()).count();
    let mut best: Option<((usize, usize), ModelKind)> = None;
    for &kind in FOR_SCRIPTS {
        let count = (known(kind, &tuned), known(kind, &statics));
        if count.0 > 0 && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, kind));
        }
    }
    best.map(|(_, kind)| kind)
}
