//! `check`: what is wrong with a document.

use crate::document::Source;
use crate::failure::{Failure, line_of};
use crate::output;
use crate::sarif;
use serde_json::Value;
use tuneground::playground::{self, Issue, Severity, issues_of};
use tuneground::sagemaker::parse_text;

/// How the issues are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// One a line.
    Text,
    /// One JSON array.
    Json,
    /// A SARIF log.
    Sarif,
}

pub(crate) fn check(document: &Source, format: Format) -> Result<(), Failure> {
    // What cannot be read is an issue like any other.
    let text = document.read()?;
    let issues = match parse_text(&text) {
        Ok(value) => playground::validate(&value, &[]),
        Err(error) => issues_of(&error),
    };
    match format {
        Format::Json => output::line(&format!("{:#}", issues.iter().map(Issue::to_json).collect::<Value>()))?,
        Format::Sarif => output::line(&format!("{:#}", sarif::log(&document.name(), &text, &issues)))?,
        Format::Text => {
            for issue in &issues {
                output::line(&line_of(issue))?;
            }
        }
    }
    let refused = issues.iter().any(|issue| issue.severity == Severity::Error);
    if refused { Err(Failure::Said) } else { Ok(()) }
}
