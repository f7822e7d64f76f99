//! Which of several algorithms runs here. AWS shares the limits of a tuning job among its definitions by rules that it does
//! not publish, and this engine tunes one: so it runs the first, and says so. Refusing would show nothing of a job that can
//! well be shown in part.

use super::{Report, at};
use crate::language::t;
use crate::linter::Issue;
use crate::playground::document::Document;
use crate::playground::form::request::edit::to_one;
use crate::sagemaker::Request;

/// Where the parts of the first definition stand, in a request of one algorithm and in one of several. The longer first.
const PLACES: [(&str, &str); 3] = [
    ("HyperParameterTuningJobConfig.ParameterRanges", "TrainingJobDefinitions[0].HyperParameterRanges"),
    ("HyperParameterTuningJobConfig.HyperParameterTuningJobObjective", "TrainingJobDefinitions[0].TuningObjective"),
    ("TrainingJobDefinition", "TrainingJobDefinitions[0]"),
];

/// What of a document's definitions does not run, and why.
pub(super) fn check(request: &Request, report: &mut Report) {
    let Some(definitions) = &request.training_job_definitions else { return };
    let path = "TrainingJobDefinitions";
    match definitions.as_slice() {
        [] => {
            let message =
                t!("Tuneground runs one definition, and the list has none; give one, or a TrainingJobDefinition");
            report.error(path, "several-definitions", message, at::TUNEGROUND);
        }
        _ if request.training_job_definition.is_some() => {
            let message = t!("there are both TrainingJobDefinition and TrainingJobDefinitions; keep one of them");
            report.error(path, "several-definitions", message, at::TUNEGROUND);
        }
        [_] => {}
        [first, others @ ..] => {
            let others = others.len();
            let message = match &first.definition_name {
                Some(name) => t!(
                    "Tuneground runs one definition: the run here is {name} with the whole job's limits, without the other {others}",
                    name,
                    others
                ),
                None => t!(
                    "Tuneground runs one definition: the run here is the first with the whole job's limits, without the other {others}",
                    others
                ),
            };
            report.warning(path, "first-definition", message, at::TUNEGROUND);
        }
    }
}

/// The document with the first of its definitions as its only one; `None` when it has no list of them.
pub(super) fn with_the_first(document: &Document) -> Option<Document> {
    let request = &document.request;
    let is_several = request.training_job_definitions.as_ref().is_some_and(|definitions| !definitions.is_empty());
    (is_several && request.training_job_definition.is_none()).then(|| {
        let mut first = document.clone();
        to_one(&mut first, 0);
        first
    })
}

/// Issues of the first definition name its place in the request of several.
pub(super) fn put_back(issues: &mut [Issue]) {
    for issue in issues {
        let place = PLACES.iter().find_map(|(one, several)| {
            let rest = issue.path.strip_prefix(one)?;
            rest.chars().next().is_none_or(|next| matches!(next, '.' | '[')).then(|| format!("{several}{rest}"))
        });
        if let Some(place) = place {
            issue.path = place;
        }
    }
}
