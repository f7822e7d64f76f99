//! Documents from files and from standard input.

use crate::failure::Failure;
use serde_json::{Map, Value};
use std::ffi::OsString;
use std::io::Read as _;
use std::path::PathBuf;
use tuneground::playground::{Document, Opened, issues_of, open, read_document};
use tuneground::sagemaker::parse_json;

/// Where a text is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input: `-`.
    Input,
}

impl Source {
    pub(crate) fn of(word: OsString) -> Self {
        if word == "-" { Self::Input } else { Self::File(word.into()) }
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Input => "standard input".to_owned(),
        }
    }

    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let bytes = match self {
            Self::File(path) => std::fs::read(path),
            Self::Input => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        bytes.map_err(|error| Failure::File(self.name(), error.to_string()))
    }

    /// The text of a log, whatever bytes a training job may have printed in between.
    pub(crate) fn read_log(&self) -> Result<String, Failure> {
        Ok(String::from_utf8_lossy(&self.bytes()?).into_owned())
    }

    pub(crate) fn read(&self) -> Result<String, Failure> {
        String::from_utf8(self.bytes()?).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Failure::File(self.name(), format!("not UTF-8 text at byte {at}; save it as UTF-8"))
        })
    }

    /// The document that the text holds.
    pub(crate) fn document(&self) -> Result<Document, Failure> {
        read_document(&self.read()?).map_err(|issues| Failure::Document(self.name(), issues))
    }

    /// The tuning job that the text tells of, as a parent.
    pub(crate) fn parent(&self) -> Result<Value, Failure> {
        match open(&[&self.read()?]).map_err(|issues| Failure::Document(self.name(), issues))? {
            Opened::TuningJob(job) => Ok(job.parent),
            Opened::Document(_) => Err(Failure::File(
                self.name(),
                "no training job is in it; give what `run --training-jobs` printed, or AWS's Describe response and the \
                 pages of its list of training jobs one after the other"
                    .to_owned(),
            )),
        }
    }

    /// The document, with the problem of another text in place of its own.
    pub(crate) fn document_with_problem(&self, problem: &Self) -> Result<Document, Failure> {
        let refuse = |source: &Self, error| Failure::Document(source.name(), issues_of(&error));
        let value = parse_json(&self.read()?).map_err(|error| refuse(self, error))?;
        let new = parse_json(&problem.read()?).map_err(|error| refuse(problem, error))?;
        // A whole document will do: its problem is meant.
        let new = new.get("Problem").cloned().unwrap_or(new);
        let mut members = match value {
            Value::Object(members) if members.contains_key("Request") => members,
            request => Map::from_iter([("Request".to_owned(), request)]),
        };
        members.insert("Problem".to_owned(), new);
        Document::from_json(Value::Object(members)).map_err(|error| refuse(self, error))
    }
}
