//! `check`: what is wrong with a document.

use crate::document::Source;
use crate::failure::{Failure, line_of};
use crate::output;
use serde_json::Value;
use tuneground::playground::{self, Issue, Objective, Severity};

/// How the issues are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// One a line.
    Text,
    /// One JSON array.
    Json,
}

pub(crate) fn check(document: &Source, format: Format) -> Result<(), Failure> {
    let issues = match document.document() {
        Ok(document) => playground::check(&document, Objective::Problem).issues,
        // What cannot be read is an issue like any other.
        Err(Failure::Document(_, issues)) => issues,
        Err(failure) => return Err(failure),
    };
    match format {
        Format::Json => output::line(&format!("{:#}", issues.iter().map(Issue::to_json).collect::<Value>()))?,
        Format::Text => {
            for issue in &issues {
                output::line(&line_of(issue))?;
            }
        }
    }
    let refused = issues.iter().any(|issue| issue.severity == Severity::Error);
    if refused { Err(Failure::Said) } else { Ok(()) }
}
