//! What is told, from a line of text.

use serde_json::Value;
use thiserror::Error;

/// Why a line tells nothing, and what would be right.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TellError {
    /// Not JSON.
    #[error("the line is not JSON ({message}); tell {EXAMPLE}")]
    NotJson {
        /// What is wrong with it.
        message: String,
    },
    /// JSON of something else.
    #[error("{message}; tell {EXAMPLE}")]
    Shape {
        /// What is wrong with it.
        message: String,
    },
    /// Nobody asked for it.
    #[error("no training job {name:?} was asked for; tell the TrainingJobName of an Ask")]
    UnknownJob {
        /// The name.
        name: String,
    },
    /// Not the next epoch.
    #[error("{name} told epoch {epoch}, and its next is {next} of {last}; tell each epoch once, from 1 up")]
    OutOfOrder {
        /// The training job.
        name: String,
        /// The epoch told.
        epoch: u32,
        /// The epoch expected.
        next: u32,
        /// The job's last.
        last: u32,
    },
    /// An epoch after the job's end.
    #[error("{name} told epoch {epoch}, and it was complete after {last}; tell nothing after UntilEpoch or Finished")]
    AfterTheEnd {
        /// The training job.
        name: String,
        /// The epoch told.
        epoch: u32,
        /// The job's last.
        last: u32,
    },
}

const EXAMPLE: &str = r#"{"Tell":{"TrainingJobName":"…","Epoch":1,"Value":0.5}}, or in place of Epoch and Value "Finished":true or "Failed":"why""#;

/// One line told.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tell {
    pub(super) training_job_name: String,
    pub(super) what: What,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// The objective after an epoch; `finished` when that was the last. NaN stands for whatever is no number.
    Epoch { epoch: u32, value: f64, finished: bool },
    /// The job ended with what it told before.
    Finished,
    /// The job ended by an error.
    Failed(String),
}

impl Tell {
    /// Reads a line; `None` for an empty one.
    pub(super) fn parse(line: &str) -> Result<Option<Self>, TellError> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(None);
        }
        let error = |error: serde_json::Error| TellError::NotJson { message: error.to_string() };
        let value: Value =
            serde_json::from_str(line).or_else(|_| serde_json::from_str(&without_nan(line))).map_err(error)?;
        Self::read(&value).map(Some)
    }

    fn read(value: &Value) -> Result<Self, TellError> {
        let shape = |message: &str| TellError::Shape { message: message.to_owned() };
        let tell = value.get("Tell").and_then(Value::as_object).ok_or_else(|| shape("the line has no object Tell"))?;
        let name = tell.get("TrainingJobName").and_then(Value::as_str);
        let training_job_name = name.ok_or_else(|| shape("TrainingJobName is missing, or is no text"))?.to_owned();
        let finished = match tell.get("Finished") {
            None => false,
            Some(finished) => finished.as_bool().ok_or_else(|| shape("Finished must be true or false"))?,
        };
        let what = if let Some(reason) = tell.get("Failed") {
            let reason = reason.as_str().map_or_else(|| reason.to_string(), str::to_owned);
            What::Failed(if reason.is_empty() { "AlgorithmError".to_owned() } else { reason })
        } else if let (Some(epoch), Some(value)) = (tell.get("Epoch"), tell.get("Value")) {
            let epoch = whole(epoch).ok_or_else(|| shape("Epoch must be a whole number from 1 up"))?;
            let value = objective(value).ok_or_else(|| shape("Value must be a number, without quotes"))?;
            What::Epoch { epoch, value, finished }
        } else if tell.contains_key("Epoch") || tell.contains_key("Value") {
            return Err(shape("Epoch and Value belong together, and one is missing"));
        } else if finished {
            What::Finished
        } else {
            return Err(shape("nothing is told"));
        };
        Ok(Self { training_job_name, what })
    }
}

/// A whole number from 1 up; 3.0 is one, since some languages have no other.
fn whole(value: &Value) -> Option<u32> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

/// The objective: a number, or NaN for `null` and for the words by which languages write what is no number.
fn objective(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(f64::NAN),
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse::<f64>().ok().filter(|number| !number.is_finite()),
        _ => None,
    }
}

/// The line with `null` in place of `NaN`, `Infinity` and `-Infinity`, which are not JSON and which Python and others
/// write all the same. Texts in quotes are left alone.
fn without_nan(line: &str) -> String {
    const WORDS: [&str; 3] = ["NaN", "-Infinity", "Infinity"];
    let mut replaced = String::with_capacity(line.len());
    let (mut rest, mut in_text) = (line, false);
    while let Some(next) = rest.chars().next() {
        let word = WORDS.iter().find(|word| !in_text && rest.starts_with(**word));
        let length = match (word, next) {
            (Some(word), _) => word.len(),
            // A backslash takes the next character with it.
            (None, '\\') => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => next.len_utf8(),
        };
        in_text ^= next == '"';
        replaced.push_str(if word.is_some() { "null" } else { &rest[..length] });
        rest = &rest[length..];
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(members: &str) -> Result<What, String> {
        let line = format!(r#"{{"Tell":{{"TrainingJobName":"a\"NaN\\",{members}}}}}"#);
        match Tell::parse(&line) {
            Ok(Some(tell)) => {
                assert_eq!(tell.training_job_name, r#"a"NaN\"#);
                Ok(tell.what)
            }
            Ok(None) => unreachable!("the line is not empty"),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn what_can_be_told() {
        let epoch = |epoch, value, finished| Ok(What::Epoch { epoch, value, finished });
        assert_eq!(what(r#""Epoch":2,"Value":0.5"#), epoch(2, 0.5, false));
        assert_eq!(what(r#""Epoch":2.0,"Value":-1,"Finished":true"#), epoch(2, -1.0, true));
        assert_eq!(what(r#""Finished":true"#), Ok(What::Finished));
        assert_eq!(what(r#""Failed":"out of memory""#), Ok(What::Failed("out of memory".into())));
        assert_eq!(what(r#""Failed":"why","Epoch":1"#), Ok(What::Failed("why".into())));
        for no_number in ["null", "NaN", "Infinity", "-Infinity", r#""nan""#, r#""-inf""#] {
            let told = what(&format!(r#""Epoch":1,"Value":{no_number}"#));
            assert!(matches!(told, Ok(What::Epoch { value, .. }) if !value.is_finite()), "{no_number}: {told:?}");
        }
        assert_eq!(Tell::parse(" \r\n"), Ok(None));
    }

    #[test]
    fn what_tells_nothing_says_what_would() {
        for (members, part) in [
            (r#""Epoch":1"#, "one is missing"),
            (r#""Value":1"#, "one is missing"),
            (r#""Epoch":0,"Value":1"#, "from 1 up"),
            (r#""Epoch":1.5,"Value":1"#, "whole number"),
            (r#""Epoch":1,"Value":"0.5""#, "without quotes"),
            (r#""Finished":"yes""#, "true or false"),
            (r#""Finished":false"#, "nothing is told"),
        ] {
            let message = what(members).unwrap_err();
            assert!(message.contains(part) && message.contains(r#"{"Tell":"#), "{message}");
        }
        for (line, part) in
            [("{", "not JSON"), ("[]", "no object Tell"), (r#"{"Tell":{}}"#, "TrainingJobName is missing")]
        {
            let message = Tell::parse(line).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
