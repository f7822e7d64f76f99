//! Requests in YAML, as AWS's command line takes them (`--cli-input-yaml`).
//!
//! Of YAML, what a request needs: one document of mappings, lists and scalars. Anchors and aliases are refused, for a few lines
//! of them can stand for gigabytes. Scalars read as in YAML 1.2's core schema: `Off` is a text, as AWS means it.

use super::parse::{RequestError, parse_json};
use super::path::quoted;
use crate::language::t;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};
use serde_json::{Map, Number, Value};

/// Nested deeper than this is no request, and could not be read again as JSON.
const DEEPEST: usize = 127;

/// JSON or YAML, from text of at most 1 MiB. A text that begins as JSON does is JSON; its errors are JSON's.
pub fn parse_text(text: &str) -> Result<Value, RequestError> {
    if text.len() > super::limits::MAX_REQUEST_BYTES || !is_yaml(text) {
        return parse_json(text);
    }
    parse_yaml(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// True when the first line that says something is the beginning of a YAML mapping, list or document.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    let is_json = first.starts_with(['{', '[', '"']);
    !is_json && (first.starts_with("---") || first.starts_with("- ") || first.contains(": ") || first.ends_with(':'))
}

/// What is being read.
enum Open {
    List(Vec<Value>),
    Mapping(Map<String, Value>, Option<String>),
}

fn parse_yaml(text: &str) -> Result<Value, RequestError> {
    let mut open: Vec<Open> = Vec::new();
    let mut documents: Vec<Value> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| scan_error(&error))?;
        let at = span.start;
        let refuse = |message: &str| Err(not_yaml(&at, message.to_owned()));
        let done = match event {
            Event::Alias(_) => return refuse(t!("anchors and aliases (& and *) are not read; write the part out")),
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return refuse(t!("anchors and aliases (& and *) are not read; write the part out"));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Mapping(Map::new(), None));
                None
            }
            Event::Scalar(text, style, _, tag) => {
                if let Some(Open::Mapping(mapping, name @ None)) = open.last_mut() {
                    if mapping.contains_key(text.as_ref()) {
                        return refuse(&t!("{name} is there twice; give each name once", name = quoted(&text)));
                    }
                    *name = Some(text.into_owned());
                    continue;
                }
                let is_text = style != ScalarStyle::Plain || tag.is_some();
                Some(if is_text { Value::String(text.into_owned()) } else { plain(&text) })
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|part| match part {
                Open::List(items) => Value::Array(items),
                Open::Mapping(mapping, _) => Value::Object(mapping),
            }),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                None
            }
        };
        if open.len() > DEEPEST {
            return refuse(t!("this is nested more than 127 deep, and no request is"));
        }
        let Some(value) = done else {
            if let Some(Open::Mapping(..)) = open.get(open.len().wrapping_sub(2))
                && is_key(&open)
            {
                return refuse(t!("a name is needed here: a mapping or a list cannot be one"));
            }
            continue;
        };
        match open.last_mut() {
            None => documents.push(value),
            Some(Open::List(items)) => items.push(value),
            Some(Open::Mapping(mapping, name)) => match name.take() {
                Some(name) => {
                    mapping.insert(name, value);
                }
                None => return refuse(t!("a name is needed here: a mapping or a list cannot be one")),
            },
        }
    }
    let mut documents = documents.into_iter();
    match (documents.next(), documents.next()) {
        (Some(value), None) => Ok(value),
        (None, _) => Ok(Value::Null),
        (Some(_), Some(_)) => {
            let message = t!("there are several documents, divided by ---; give one").to_owned();
            Err(RequestError::NotYaml { line: 1, column: 1, message })
        }
    }
}

/// True when what was opened last stands where a mapping wants a name.
fn is_key(open: &[Open]) -> bool {
    matches!(open, [.., Open::Mapping(_, None), _])
}

/// A scalar without quotes.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let digits = text.trim_start_matches(['+', '-']);
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        || !digits.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    if let Ok(whole) = text.trim_start_matches('+').parse::<i64>() {
        return Some(whole.into());
    }
    text.parse().ok().and_then(Number::from_f64)
}

fn scan_error(error: &ScanError) -> RequestError {
    not_yaml(error.marker(), error.info().to_owned())
}

fn not_yaml(at: &Marker, message: String) -> RequestError {
    RequestError::NotYaml { line: at.line(), column: at.col() + 1, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_request_reads_as_aws_means_it() {
        let yaml = "# mine\nHyperParameterTuningJobName: a-1\nConfig:\n  Off: Off\n  Quoted: '5'\n  Numbers: [1, -2, 0.5, 1e-3, +7]\n  Flag: true\n  None:\n  List:\n  - Name: x\n    MinValue: \"0.1\"\n  - >-\n    folded\n    text\n";
        assert_eq!(
            parse_text(yaml).unwrap(),
            json!({
                "HyperParameterTuningJobName": "a-1",
                "Config": {
                    "Off": "Off", "Quoted": "5", "Numbers": [1, -2, 0.5, 0.001, 7], "Flag": true, "None": null,
                    "List": [{ "Name": "x", "MinValue": "0.1" }, "folded text"],
                },
            })
        );
    }

    #[test]
    fn json_stays_json() {
        assert_eq!(parse_text("{\"a\": 1}").unwrap(), json!({ "a": 1 }));
        assert!(parse_text("{\"a\": ").unwrap_err().to_string().starts_with("Not JSON"));
        assert!(parse_text("nonsense").unwrap_err().to_string().starts_with("Not JSON"));
        assert!(parse_text("").is_err());
    }

    #[test]
    fn what_is_not_read_is_said_with_its_place() {
        for (text, part) in [
            ("a: &x [1]\nb: *x\n", "line 1, column 4: anchors"),
            ("a: 1\na: 2\n", "line 2, column 1: \"a\" is there twice"),
            ("a: [1\nb: 2\n", "Not YAML: line"),
            ("a: 1\n---\nb: 2\n", "several documents"),
            ("? [1]\n: 2\na: 1\n", "Not JSON"),
            ("a:\n  ? [1]\n  : 2\n", "a name is needed here"),
            ("a: \"\\u12\"\n", "Not YAML: line"),
        ] {
            let error = parse_text(text).unwrap_err().to_string();
            assert!(error.contains(part), "{text:?}: {error}");
        }
        let deep = format!("a: {}", "[".repeat(5000));
        let error = parse_text(&deep).unwrap_err().to_string();
        assert!(error.starts_with("Not YAML"), "{error}");
    }
}
