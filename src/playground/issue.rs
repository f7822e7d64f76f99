//! Something that is wrong with a document, or could be better, and what would be right.

use serde_json::{Value, json};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot run, here or at AWS.
    Error,
    /// It runs, but probably not as meant.
    Warning,
}

impl Severity {
    /// The word in the JavaScript interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// Where: a path in the request, or in the document when it begins with `Problem` or `Settings`.
    pub path: String,
    /// Which rule it breaks, by a stable name.
    pub rule: &'static str,
    /// What is wrong and what would be right, in words.
    pub message: String,
    /// Who says so.
    pub source: &'static str,
}

impl Issue {
    /// Something that cannot run.
    pub fn error(
        path: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
        source: &'static str,
    ) -> Self {
        Self { severity: Severity::Error, path: path.into(), rule, message: message.into(), source }
    }

    /// Something that runs, but probably not as meant.
    pub fn warning(
        path: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
        source: &'static str,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, rule, message, source) }
    }

    /// As the JavaScript interface and the command line give it.
    pub fn to_json(&self) -> Value {
        json!({
            "Severity": self.severity.name(),
            "Path": self.path,
            "Rule": self.rule,
            "Message": self.message,
            "Source": self.source,
        })
    }
}
