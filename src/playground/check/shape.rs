//! A document's shape: what keeps a text from being read at all, and members that nobody knows.

use super::{Report, at};
use crate::language::{t, text};
use crate::linter::{Issue, lint};
use crate::playground::document::{Document, ProblemDocument, SettingsDocument};
use crate::sagemaker::shape::{UnknownMember, unknown_members};
use crate::sagemaker::{RequestError, Wire, request_of_described};
use serde_json::Value;

/// Reads a playground document, or a bare request, from JSON text; every problem of its shape at once.
pub fn read(text: &str) -> Result<Document, Vec<Issue>> {
    Document::parse(text).map_err(|error| issues(&error))
}

/// Every problem of a playground document or a bare request, whatever its shape; `parents` as in [`lint`].
pub fn validate(value: &Value, parents: &[Value]) -> Vec<Issue> {
    let value = &request_of_described(value.clone());
    match Document::from_json(value.clone()) {
        Ok(document) => super::check_with_parents(&document, super::Objective::Problem, parents).issues,
        Err(error @ RequestError::Shape(_)) => {
            // The linter reads what can be read; the document's other parts have only their shape.
            let others = issues(&error).into_iter().filter(|issue| issue.source == at::TUNEGROUND);
            lint(value.get("Request").unwrap_or(value), parents).into_iter().chain(others).collect()
        }
        Err(error) => issues(&error),
    }
}

/// The problems of a document that could not be read, as the checks report theirs.
pub fn issues(error: &RequestError) -> Vec<Issue> {
    match error {
        RequestError::Shape(problems) => {
            let mut issues: Vec<Issue> = problems
                .problems
                .iter()
                .map(|problem| {
                    let path = in_request(&problem.path);
                    let message = if path.is_empty() { problem.to_string() } else { problem.message.clone() };
                    Issue::error(path, "shape", message, text(source(path)))
                })
                .collect();
            if problems.omitted > 0 {
                let message = t!("there are {n} more problems of this kind", n = problems.omitted);
                issues.push(Issue::error("", "shape", message, at::TUNEGROUND));
            }
            issues
        }
        error => vec![Issue::error("", "json", error.to_string(), at::TUNEGROUND)],
    }
}

/// Members that neither AWS's model nor Tuneground knows: kept, and probably misspelt.
pub(super) fn check(document: &Document, report: &mut Report) {
    let unknown = |found: Vec<UnknownMember>, prefix: &str, report: &mut Report| {
        for UnknownMember { path, meant } in found {
            let path = if path.starts_with('[') || prefix.is_empty() {
                format!("{prefix}{path}")
            } else {
                format!("{prefix}.{path}")
            };
            let message = match (prefix.is_empty(), meant) {
                (true, Some(meant)) => t!(
                    "AWS does not know this member, and its own client refuses to send it; {meant} is probably meant",
                    meant
                ),
                (true, None) => t!(
                    "AWS does not know this member, and its own client refuses to send it; it is kept and has no effect here"
                )
                .to_owned(),
                (false, Some(meant)) => t!("Tuneground does not know this member; {meant} is probably meant", meant),
                (false, None) => {
                    t!("Tuneground does not know this member; it is kept and has no effect here").to_owned()
                }
            };
            report.warning(&path, "unknown-member", message, source(&path));
        }
    };
    unknown(document.request.unknown_members(), "", report);
    if let Some(problem) = &document.problem {
        unknown(unknown_members(&problem.write(), ProblemDocument::SHAPE), "Problem", report);
    }
    if let Some(settings) = &document.settings {
        unknown(unknown_members(&settings.write(), SettingsDocument::SHAPE), "Settings", report);
    }
}

/// A path in the request goes without `Request`, whether the request is bare or in a document.
fn in_request(path: &str) -> &str {
    path.strip_prefix("Request.").unwrap_or(path)
}

fn source(path: &str) -> &'static str {
    if path.starts_with("Problem") || path.starts_with("Settings") { at::TUNEGROUND } else { at::API }
}
