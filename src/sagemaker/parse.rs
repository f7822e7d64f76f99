//! A request from text and back, with errors that say what would be right.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, error::Category};

use super::limits::MAX_REQUEST_BYTES;
use super::path::quoted;
use super::shape::{self, ShapeProblems, UnknownMember, UnlistedValue};
use super::{HyperParameterTrainingJobDefinition, Request, Wire, from_value};
use crate::language::{marked, t, text};

/// Why a text is not a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The text is longer than [`MAX_REQUEST_BYTES`].
    TooLong {
        /// The text's length.
        bytes: usize,
    },
    /// The text is not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What was found and what would be right.
        message: String,
    },
    /// The text is not YAML, or has what is not read of YAML.
    NotYaml {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What was found and what would be right.
        message: String,
    },
    /// The text is JSON, but of something else.
    NotARequest {
        /// What it is instead.
        found: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// The text is a request with parts of a wrong shape.
    Shape(#[from] ShapeProblems),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::TooLong { bytes } => t!(
                "The text has {bytes} bytes; at most {most} (1 MiB) are read. Is this the right file?",
                bytes,
                most = MAX_REQUEST_BYTES
            ),
            Self::NotJson { line, column, message } => {
                t!("Not JSON: line {line}, column {column}: {message}", line, column, message)
            }
            Self::NotYaml { line, column, message } => {
                t!("Not YAML: line {line}, column {column}: {message}", line, column, message)
            }
            Self::NotARequest { found, advice } => {
                t!("Not a CreateHyperParameterTuningJob request: this is {found}. {advice}", found, advice)
            }
            Self::Shape(problems) => problems.to_string(),
        })
    }
}

impl Request {
    /// Reads a request from JSON text of at most 1 MiB. Of a member given twice in one object, the last counts, as
    /// everywhere in JSON.
    pub fn parse(text: &str) -> Result<Self, RequestError> {
        Self::from_json(parse_json(text)?)
    }

    /// Reads a request from a JSON value.
    pub fn from_json(value: Value) -> Result<Self, RequestError> {
        if let Some(error) = something_else(&value) {
            return Err(error);
        }
        Ok(from_value(value)?)
    }

    /// The request as AWS receives it: members in the order of AWS's model, unknown ones behind them.
    pub fn to_json(&self) -> Value {
        self.write()
    }

    /// The request as JSON text, indented by two spaces.
    pub fn to_json_pretty(&self) -> String {
        format!("{:#}", self.write())
    }

    /// The definition that a run here follows: the only one, or the first of several.
    pub fn definition(&self) -> Option<&HyperParameterTrainingJobDefinition> {
        self.training_job_definition.as_ref().or_else(|| self.training_job_definitions.as_ref()?.first())
    }

    /// Members that AWS's model does not know, at any depth. AWS's own client refuses to send them.
    pub fn unknown_members(&self) -> Vec<UnknownMember> {
        shape::unknown_members(&self.write(), Self::SHAPE)
    }

    /// Texts where AWS allows only some values, and this is none of them.
    pub fn unlisted_values(&self) -> Vec<UnlistedValue> {
        shape::unlisted_values(&self.write(), Self::SHAPE)
    }
}

impl FromStr for Request {
    type Err = RequestError;

    fn from_str(text: &str) -> Result<Self, RequestError> {
        Self::parse(text)
    }
}

impl Serialize for Request {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_json(Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// JSON from text of at most 1 MiB, nested at most 128 deep, with errors in plain words. A byte order mark, which some
/// editors write, is passed over.
pub fn parse_json(text: &str) -> Result<Value, RequestError> {
    if text.len() > MAX_REQUEST_BYTES {
        return Err(RequestError::TooLong { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| not_json(text, &error))
}

fn not_json(text: &str, error: &serde_json::Error) -> RequestError {
    // serde_json counts bytes, and points at the last byte that it read. People count characters.
    let line = error.line().max(1);
    let whole = text.split('\n').nth(line - 1).unwrap_or_default();
    let (before, rest) = whole.split_at_checked(error.column().saturating_sub(1)).unwrap_or((whole, ""));
    let message = if text.trim().is_empty() {
        t!("there is no text; paste or open a request").to_owned()
    } else if error.classify() == Category::Eof {
        t!("the text ends before the JSON does; a closing bracket, brace or quote is missing, or the text was cut off")
            .to_owned()
    } else {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let error = error.to_string();
        explain(error.strip_suffix(place.as_str()).unwrap_or(&error), rest)
    };
    RequestError::NotJson { line, column: before.chars().count() + 1, message }
}

/// What stands where JSON ends, when it comes from another language, and what to do about it.
const FOREIGN: &[(&[&str], &str)] = &[
    (&["'"], marked!("JSON wants double quotes, not single ones")),
    (&["//", "/*", "#"], marked!("JSON has no comments; take them out")),
    (&["None", "undefined", "NULL"], marked!("JSON writes null, and AWS takes no null; leave the member out")),
    (&["True", "False", "TRUE", "FALSE"], marked!("JSON writes true and false in small letters")),
    (&["NaN", "Infinity", "-Infinity"], marked!("JSON has no such number")),
];

/// The beginnings of `serde_json`'s messages, and what to do about each. A message that is not here is shown as it is.
const EXPLANATIONS: &[(&str, &str)] = &[
    ("expected value", marked!("a value is expected here: text in double quotes, a number, true, false, [ or {")),
    ("trailing comma", marked!("a comma with nothing after it; take it out")),
    ("key must be a string", marked!("a member's name is expected here, in double quotes")),
    ("expected `:`", marked!("a colon is expected between a member's name and its value")),
    (
        "expected `,` or `}`",
        marked!("a comma or } is expected here; is a comma missing at the end of the line before?"),
    ),
    (
        "expected `,` or `]`",
        marked!("a comma or ] is expected here; is a comma missing at the end of the line before?"),
    ),
    ("recursion limit exceeded", marked!("the brackets are nested more than 127 deep; no request is")),
    ("trailing characters", marked!("the JSON ends before this; one document is expected, take the rest away")),
    ("control character", marked!("a line break or tab inside a text; write \\n or \\t, or close the quotes")),
    ("number out of range", marked!("this number is too great")),
    ("invalid number", marked!("this is not a JSON number; write 0.5 and not .5, 5 and not 05 or +5")),
    ("invalid escape", marked!("this is no JSON escape; write \\\\ for a backslash")),
    ("lone leading surrogate", marked!("this is half a character; \\u escapes above uD800 come in pairs")),
    ("unexpected end of hex escape", marked!("this is half a character; \\u escapes above uD800 come in pairs")),
    ("expected ident", marked!("true, false or null is expected here, in small letters")),
];

fn explain(error: &str, rest: &str) -> String {
    let foreign = FOREIGN.iter().find(|(starts, _)| starts.iter().any(|start| rest.starts_with(start)));
    let known = EXPLANATIONS.iter().find(|(start, _)| error.starts_with(start));
    let hint = match (foreign, known) {
        (Some((_, hint)), _) | (None, Some((_, hint))) => text(hint),
        (None, None) => error,
    };
    match rest.chars().next() {
        Some(found) => t!("{character} found; {hint}", character = quoted(&found.to_string()), hint),
        None => hint.to_owned(),
    }
}

/// A member by which another document is known, what the document is, and what to do with it.
type Mark = (&'static str, &'static str, &'static str);

/// Of documents that may hold a tuning job's configuration, as a request does.
const WITH_CONFIGURATION: &[Mark] =
    &[("HyperParameterTuningJobStatus", DESCRIBE, TAKE_OUT), ("HyperParameterTuningJobArn", DESCRIBE, TAKE_OUT)];
const DESCRIBE: &str = marked!("a DescribeHyperParameterTuningJob response");
const TAKE_OUT: &str = marked!("Use the import of Describe responses, which takes the request out of it");

/// Of documents that do not: a request with such a member, of AWS's future, is still a request.
const WITHOUT_CONFIGURATION: &[Mark] = &[
    (
        "HyperParameterTuningJobSummaries",
        marked!("a ListHyperParameterTuningJobs response"),
        marked!("Open the request or the Describe response of one job"),
    ),
    (
        "TrainingJobSummaries",
        marked!("a list of training jobs"),
        marked!("Open the request or the Describe response of their tuning job"),
    ),
    (
        "TrainingJobName",
        marked!("a training job"),
        marked!("Open the request of a tuning job; a training job has no ranges to tune"),
    ),
    ("Request", marked!("a playground document"), marked!("Open it as one; the request is its member Request")),
    (
        "AWSTemplateFormatVersion",
        marked!("a CloudFormation template"),
        marked!("CloudFormation has no tuning jobs; open the request as JSON"),
    ),
];

fn something_else(value: &Value) -> Option<RequestError> {
    let error = |found: &str, advice| RequestError::NotARequest { found: found.to_owned(), advice };
    let Value::Object(members) = value else {
        let advice = t!("A request is an object with HyperParameterTuningJobName and HyperParameterTuningJobConfig");
        return Some(error(&shape::found(value), advice));
    };
    let without = if members.contains_key("HyperParameterTuningJobConfig") { &[] } else { WITHOUT_CONFIGURATION };
    let known = WITH_CONFIGURATION.iter().chain(without).find(|(member, _, _)| members.contains_key(*member));
    known.map(|(_, found, advice)| error(text(found), text(advice)))
}
