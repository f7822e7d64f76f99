//! What can go wrong, and what is said about it.

use std::process::ExitCode;
use tuneground::playground::Issue;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line is wrong.
    Usage(String),
    /// A file cannot be read or written, or is not what it should be: its name and what is wrong.
    File(String, String),
    /// A document is wrong in these places.
    Document(String, Vec<Issue>),
    /// Whoever reads standard output has gone away: nothing is left to say, and nobody to say it to.
    NobodyReads,
    /// What is wrong was said already.
    Said,
}

impl Failure {
    /// Says what is wrong on standard error; the exit status that goes with it.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Usage(message) => {
                eprintln!("tuneground: {message}\nTry: tuneground help");
                return ExitCode::from(2);
            }
            Self::File(file, message) => eprintln!("tuneground: {file}: {message}"),
            Self::Document(file, issues) => {
                eprintln!("tuneground: {file} cannot run:");
                for issue in issues {
                    eprintln!("{}", line_of(&issue));
                }
            }
            Self::NobodyReads | Self::Said => {}
        }
        ExitCode::FAILURE
    }
}

/// `error  Path  message (source)`.
pub(crate) fn line_of(issue: &Issue) -> String {
    let severity = issue.severity.name().to_ascii_lowercase();
    let path = if issue.path.is_empty() { "document" } else { &issue.path };
    format!("{severity}  {path}  {} ({})", issue.message, issue.source)
}
