//! A request as JSON.

use super::json_path::assert_path;
use tuneground::sagemaker::limits::MAX_REQUEST_BYTES;
use tuneground::sagemaker::{Request, RequestError};

/// What is read is written and read again as the same; what is refused is refused in words and with its place.
pub fn check(text: &str) {
    let request = match Request::parse(text) {
        Ok(request) => request,
        Err(error) => return assert_refused(&error, text),
    };
    let written = request.to_json_pretty();
    if written.len() <= MAX_REQUEST_BYTES {
        assert_eq!(Request::parse(&written).as_ref(), Ok(&request), "what was read is written and read again");
    }
    for member in request.unknown_members() {
        assert_path(&member.path);
    }
    for value in request.unlisted_values() {
        assert_path(&value.path);
        assert!(!value.allowed.contains(&value.value.as_str()));
    }
}

/// Words, and a place that is in the text.
pub(super) fn assert_refused(error: &RequestError, text: &str) {
    let words = error.to_string();
    assert!(!words.is_empty());
    match error {
        RequestError::NotJson { line, column, .. } => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            let line = text.split('\n').nth(line - 1).unwrap_or_else(|| panic!("no line {line}: {words}"));
            assert!((1..=line.chars().count() + 1).contains(column), "no column {column}: {words}");
        }
        RequestError::NotYaml { line, column, .. } => {
            let lines = text.matches(['\n', '\r']).count() + 1;
            assert!((1..=lines + 1).contains(line) && *column >= 1, "{words}");
        }
        RequestError::Shape(problems) => {
            assert!(!problems.is_empty());
            problems.problems.iter().for_each(|problem| assert_path(&problem.path));
        }
        RequestError::TooLong { bytes } => assert!(*bytes == text.len() && *bytes > MAX_REQUEST_BYTES),
        RequestError::NotARequest { .. } => {}
    }
}
