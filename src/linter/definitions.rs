//! One algorithm, or several.

use super::context::{CONFIG, Lint, repeated};
use super::issue::{Edit, Fix};
use super::rules;
use crate::language::t;
use crate::sagemaker::{TextMap, Wire, limits};
use serde_json::json;

pub(super) fn check(lint: &mut Lint<'_>) {
    let (request, config, several) = (lint.request, lint.config(), lint.several());
    match (&request.training_job_definition, &request.training_job_definitions) {
        (None, None) => {
            lint.says(
                rules::DEFINITIONS_ONE_OF,
                "TrainingJobDefinition",
                t!("a TrainingJobDefinition is needed: what each training job trains"),
            );
        }
        (Some(_), Some(_)) => {
            let message = t!(
                "TrainingJobDefinition and TrainingJobDefinitions exclude each other; keep the first for one algorithm, the second for several"
            );
            // The config says which of the two was meant.
            let is_for_one = config.parameter_ranges.is_some() || config.hyper_parameter_tuning_job_objective.is_some();
            let other = if is_for_one { "TrainingJobDefinitions" } else { "TrainingJobDefinition" };
            lint.says(rules::DEFINITIONS_ONE_OF, "TrainingJobDefinitions", message)
                .fix_by_removing(t!("Remove {name}", name = other), other);
        }
        _ => {}
    }
    let is_single = request.training_job_definitions.is_none();
    let objective = format!("{CONFIG}.HyperParameterTuningJobObjective");
    if is_single && config.hyper_parameter_tuning_job_objective.is_none() {
        lint.says(
            rules::OBJECTIVE_MISSING,
            &objective,
            t!("an objective is needed: a MetricName, and Maximize or Minimize as its Type"),
        );
    }
    environment(lint);
    if is_single || request.training_job_definition.is_some() {
        return;
    }
    missing_parts(lint);
    let misplaced = [
        (
            "HyperParameterTuningJobObjective",
            "TuningObjective",
            config.hyper_parameter_tuning_job_objective.as_ref().map(Wire::write),
        ),
        ("ParameterRanges", "HyperParameterRanges", config.parameter_ranges.as_ref().map(Wire::write)),
    ];
    for (name, own, value) in misplaced {
        let Some(value) = value else { continue };
        let path = format!("{CONFIG}.{name}");
        let message = t!("with several definitions {name} stands in each of them, as {own}, and not here", name, own);
        // Moves it into the definitions that have none.
        let mut edits: Vec<Edit> = (0..several.len())
            .filter(|&index| several[index].write().get(own).is_none())
            .map(|index| Edit::new(&format!("TrainingJobDefinitions[{index}].{own}"), Some(value.clone())))
            .collect();
        edits.push(Edit::new(&path, None));
        lint.says(rules::DEFINITION_PLACES, path, message).fix =
            Some(Fix { title: t!("Move it into the definitions").to_owned(), edits });
    }
    for (index, name) in repeated(several.iter().filter_map(|definition| definition.definition_name.as_deref())) {
        let path = format!("TrainingJobDefinitions[{index}].DefinitionName");
        lint.says(rules::DEFINITION_NAMES, path, t!("{name} is the name of two definitions; give each its own", name));
    }
    if request.warm_start_config.is_some() {
        lint.says(
            rules::ALGORITHMS_WARM_START,
            "WarmStartConfig",
            t!("warm start tunes a single algorithm, and there are several definitions"),
        )
        .fix_by_removing(t!("Remove {name}", name = "WarmStartConfig"), "WarmStartConfig");
    }
    if config.training_job_early_stopping_type.as_deref() == Some("Auto") {
        let path = format!("{CONFIG}.TrainingJobEarlyStoppingType");
        lint.says(
            rules::ALGORITHMS_EARLY_STOPPING,
            &path,
            t!("early stopping is for a single algorithm, and there are several definitions"),
        )
        .fix_by_setting(t!("Set {value}", value = "Off"), &path, json!("Off"));
    }
}

/// What each of several definitions has to have.
fn missing_parts(lint: &mut Lint<'_>) {
    for (index, definition) in lint.several().iter().enumerate() {
        let path = format!("TrainingJobDefinitions[{index}]");
        let parts = [
            (
                "DefinitionName",
                definition.definition_name.is_some(),
                t!("DefinitionName is missing; of several definitions each has a name of its own"),
            ),
            (
                "TuningObjective",
                definition.tuning_objective.is_some(),
                t!("TuningObjective is missing; of several definitions each has an objective of its own"),
            ),
            (
                "HyperParameterRanges",
                definition.hyper_parameter_ranges.is_some(),
                t!("HyperParameterRanges is missing; of several definitions each has ranges of its own"),
            ),
        ];
        for (name, _, message) in parts.into_iter().filter(|(_, is_there, _)| !is_there) {
            let issue = lint.says(rules::DEFINITION_PARTS, format!("{path}.{name}"), message);
            if name == "DefinitionName" {
                let named = format!("definition-{}", index + 1);
                issue.fix_by_setting(t!("Name it {name}", name = named), &format!("{path}.{name}"), named);
            }
        }
    }
}

/// Of one definition the model's own count speaks.
fn environment(lint: &mut Lint<'_>) {
    let of =
        |algorithm: &super::context::Algorithm<'_>| algorithm.definition.environment.as_ref().map_or(0, TextMap::len);
    let algorithms = lint.algorithms();
    let all: usize = algorithms.iter().map(of).sum();
    if algorithms.len() > 1 && all > limits::MAX_ENVIRONMENT_VARIABLES {
        let most = limits::MAX_ENVIRONMENT_VARIABLES;
        let message = t!("{all} environment variables over all definitions; there can be {most}", all, most);
        lint.says(rules::ENVIRONMENT_COUNT, "TrainingJobDefinitions", message);
    }
}
