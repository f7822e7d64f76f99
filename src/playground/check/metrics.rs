//! The metric definitions against the lines that the training jobs here write.

use super::{Report, at};
use crate::catalogue;
use crate::language::t;
use crate::linter::{Fix, Issue};
use crate::model::MetricSpec;
use crate::playground::metrics::{MetricReaders, Probe, probe};
use crate::sagemaker::{MetricDefinition, Request, limits};
use crate::training_log::NUMBER_GROUP;
use serde_json::json;

/// The readers of a model's metrics; what would keep the objective from being what it says it is.
pub(super) fn readers(
    request: &Request,
    model: &'static [MetricSpec],
    objective: Option<&str>,
    report: &mut Report,
) -> MetricReaders {
    let definitions = definitions(request);
    if let Some(name) = objective
        && let Some(index) = definitions.iter().position(|definition| definition.name == name)
    {
        let path = format!("{}.AlgorithmSpecification.MetricDefinitions[{index}].Regex", at::DEFINITION);
        report.issues.extend(try_objective(model, &definitions[index], path));
    }
    let definitions = definitions.iter().map(|definition| (definition.name.as_str(), definition.regex.as_str()));
    MetricReaders::new(model, definitions, objective.unwrap_or_default())
}

/// True when training jobs of a model give this objective: the request's definition of it captures it from their lines, or the
/// model reports it and nothing else defines it.
pub(super) fn reports(request: &Request, model: &'static [MetricSpec], objective: &str) -> bool {
    let is_of_model = model.iter().any(|metric| metric.name == objective);
    let definition = definitions(request).iter().find(|definition| definition.name == objective);
    match definition.map(|definition| probe(model, &definition.regex)) {
        Some(Probe::Captures(captured)) => captured == objective || !is_of_model,
        Some(Probe::CapturesElse { .. } | Probe::CapturesNothing { .. }) => false,
        Some(Probe::CannotSearch(_)) | None => is_of_model,
    }
}

/// The request's metric definitions; of more than AWS takes, as many as it takes. None of an algorithm of SageMaker's own: AWS
/// gives it definitions itself (`DescribeHyperParameterTuningJob` has them), for the lines of its container, which nothing writes
/// here.
fn definitions(request: &Request) -> &[MetricDefinition] {
    let Some(definition) = request.training_job_definition.as_ref() else { return &[] };
    if catalogue::of_definition(definition).is_some() && !catalogue::runs_script(definition) {
        return &[];
    }
    let all = definition.algorithm_specification.metric_definitions.as_deref().unwrap_or_default();
    all.get(..limits::MAX_METRIC_DEFINITIONS).unwrap_or(all)
}

/// A warning where the definition of the objective does not capture its metric from the lines of the training jobs.
fn try_objective(model: &'static [MetricSpec], definition: &MetricDefinition, path: String) -> Option<Issue> {
    let name = definition.name.as_str();
    let is_of_model = model.iter().any(|metric| metric.name == name);
    let (rule, message) = match probe(model, &definition.regex) {
        // Under another name any metric may be meant.
        Probe::Captures(captured) if captured == name || !is_of_model => return None,
        Probe::Captures(captured) => {
            let message = t!(
                "this captures {captured} from the lines of the training jobs here, not {name}; name it whole",
                captured,
                name
            );
            ("metric-captures-another", message)
        }
        Probe::CapturesElse { line } => {
            let message = t!(
                "this captures another number than {name}'s from the lines of the training jobs here: {line}",
                name,
                line
            );
            ("metric-captures-another", message)
        }
        Probe::CapturesNothing { line } => {
            let message = t!(
                "this captures no number from the lines of the training jobs here, so each of them fails for want of an \
                 objective; they write: {line}",
                line
            );
            ("metric-captures-nothing", message)
        }
        Probe::CannotSearch(error) if is_of_model => {
            ("metric-not-read", t!("{error}; the run here takes {name} from the model directly", error, name))
        }
        // It is not there, and the check of the objective says so.
        Probe::CannotSearch(_) => return None,
    };
    let fix = is_of_model.then(|| {
        let regex = json!(format!("{name}={NUMBER_GROUP}"));
        Fix::new(t!("Read the lines of the training jobs here"), &path, Some(regex))
    });
    Some(Issue { fix, ..Issue::warning(path, rule, message, at::TUNEGROUND) })
}
