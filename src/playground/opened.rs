//! What a person opens: a document to edit, or what AWS answered about a tuning job that ran.

use super::check::issues;
use super::document::Document;
use super::imported::{Imported, imported_job};
use super::parent::take_training_jobs;
use crate::language::t;
use crate::linter::Issue;
use crate::sagemaker::{RequestError, is_described, limits, parse_text};
use serde_json::Value;

/// As many bytes as are read at once, of all texts together: the lists of some 4,000 training jobs. A request alone has at
/// most [`MAX_REQUEST_BYTES`](crate::sagemaker::limits::MAX_REQUEST_BYTES).
pub const MAX_OPENED_BYTES: usize = 4 << 20;

/// What was opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A document, which can be edited and run.
    Document(Box<Document>),
    /// A tuning job that ran at AWS, which can be looked at.
    TuningJob(Box<Imported>),
}

/// Reads one text or several: a playground document, a request or a `DescribeHyperParameterTuningJob` response, in JSON or
/// YAML; or the pages of a `ListTrainingJobsForHyperParameterTuningJob` response, with or without the Describe response, in
/// files of their own or one after the other in one text, as AWS's command line prints them.
pub fn open(texts: &[&str]) -> Result<Opened, Vec<Issue>> {
    let bytes = texts.iter().map(|text| text.len()).sum();
    if bytes > MAX_OPENED_BYTES {
        return Err(vec![too_long(bytes)]);
    }
    let mut values = Vec::new();
    for text in texts {
        let read = values_of(text).map_err(|error| issues(&error))?;
        values.extend(read.into_iter().flat_map(parts_of_parent));
    }
    if !values.iter().any(is_list) {
        return document(values).map(|document| Opened::Document(Box::new(document)));
    }
    let (lists, mut others): (Vec<Value>, Vec<Value>) = values.into_iter().partition(is_list);
    let describe = others.pop().unwrap_or_default();
    if !others.is_empty() || !(describe.is_null() || is_described(&describe)) {
        let message = t!(
            "beside lists of training jobs there is room for the Describe response of their tuning job, and for nothing else"
        );
        return Err(vec![refusal(message.to_owned())]);
    }
    match imported_job(&describe, &lists) {
        Ok(imported) => Ok(Opened::TuningJob(Box::new(imported))),
        Err(error) => Err(vec![refusal(error.to_string())]),
    }
}

/// Why so many bytes are not read.
pub fn too_long(bytes: usize) -> Issue {
    refusal(t!(
        "{bytes} bytes are too long: a request has at most 1 MiB, and the lists of training jobs 4 MiB together. Is this the \
         right file?",
        bytes
    ))
}

fn refusal(message: String) -> Issue {
    Issue::error("", "open", message, "Tuneground")
}

/// The one document that there is.
fn document(mut values: Vec<Value>) -> Result<Document, Vec<Issue>> {
    let last = values.pop().unwrap_or_default();
    if !values.is_empty() {
        let message = t!(
            "there are {n} documents; open one, or a Describe response with the lists of its training jobs",
            n = values.len() + 1
        );
        return Err(vec![refusal(message)]);
    }
    Document::from_json(last).map_err(|error| issues(&error))
}

/// The documents in a text. What is no JSON is read as one document, and its errors are those of one.
fn values_of(text: &str) -> Result<Vec<Value>, RequestError> {
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let several: Option<Vec<Value>> =
        serde_json::Deserializer::from_str(json).into_iter().collect::<Result<_, _>>().ok();
    // A document alone is a request, and may be as long as one.
    let is_read = |values: &Vec<Value>| match values.as_slice() {
        [one] => is_list(one) || text.len() <= limits::MAX_REQUEST_BYTES,
        several => !several.is_empty(),
    };
    match several.filter(is_read) {
        Some(values) => Ok(values),
        None => Ok(vec![parse_text(text)?]),
    }
}

/// A Describe response with the list of its training jobs as a member of its own, as parents have it, is both.
fn parts_of_parent(mut value: Value) -> Vec<Value> {
    match take_training_jobs(&mut value) {
        Some(list) => vec![value, list],
        None => vec![value],
    }
}

/// A page of a list of training jobs, or the items of several put together.
fn is_list(value: &Value) -> bool {
    let is_item = |item: &Value| item.get("TrainingJobName").is_some() || item.get("TrainingJobSummaries").is_some();
    match value {
        Value::Object(members) => members.get("TrainingJobSummaries").is_some_and(Value::is_array),
        Value::Array(items) => items.first().is_some_and(is_item),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DESCRIBE: &str = include_str!("../../tests/imported/grid.json");

    /// The two answers in one of the files that the import is tested with.
    fn answers() -> (String, String) {
        let both: Value = serde_json::from_str(DESCRIBE).unwrap();
        (both["Describe"].to_string(), both["Pages"].to_string())
    }

    fn refused(texts: &[&str]) -> String {
        let issues = open(texts).unwrap_err();
        issues.into_iter().map(|issue| issue.message).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn files_in_any_order_and_one_text_are_the_same_tuning_job() {
        let (describe, list) = answers();
        let Opened::TuningJob(job) = open(&[&describe, &list]).unwrap() else { panic!("a list makes a tuning job") };
        assert!(job.request.is_some() && !job.log.is_empty());
        let same = Opened::TuningJob(job);
        assert_eq!(open(&[&list, &describe]).unwrap(), same);
        assert_eq!(open(&[&format!("{describe}\n{list}\n")]).unwrap(), same);
        let Opened::TuningJob(alone) = open(&[&list]).unwrap() else { panic!("a list makes a tuning job") };
        assert_eq!(alone.request, None);
    }

    #[test]
    fn a_describe_response_alone_is_a_document() {
        let (describe, _) = answers();
        assert_eq!(open(&[&describe]).unwrap(), Opened::Document(Box::new(Document::parse(&describe).unwrap())));
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let (describe, list) = answers();
        assert!(refused(&[&describe, &describe]).contains("2 documents"));
        assert!(refused(&[&describe, &describe, &list]).contains("and for nothing else"));
        assert!(refused(&[r#"{"Request":{}}"#, &list]).contains("and for nothing else"));
        assert!(refused(&[&json!({ "TrainingJobSummaries": [] }).to_string()]).contains("no training job"));
        assert!(refused(&[]).contains("null"), "{}", refused(&[]));
        assert!(refused(&[&"x".repeat(MAX_OPENED_BYTES), "y"]).contains("4 MiB"));
    }

    #[test]
    fn the_errors_are_those_of_one_document() {
        for text in ["", "{", "{} x", "[1, 2]", "Strategy: Random", "{\"a\": 1} {\"b\""] {
            let own = Document::parse(text).map_err(|error| issues(&error)).map(|_| ()).unwrap_err();
            assert_eq!(open(&[text]).unwrap_err(), own, "{text}");
        }
    }
}
