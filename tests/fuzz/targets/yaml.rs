//! JSON or YAML, whatever is in it.

use super::request::assert_refused;
use serde_json::Value;
use tuneground::export::{Format, export};
use tuneground::sagemaker::limits::MAX_REQUEST_BYTES;
use tuneground::sagemaker::{Request, parse_json, parse_text};

/// A value that YAML gives is one that JSON gives as well; a request that is written as YAML is read as the same.
pub fn check(text: &str) {
    let value = match parse_text(text) {
        Ok(value) => value,
        Err(error) => return assert_refused(&error, text),
    };
    let json = value.to_string();
    if json.len() <= MAX_REQUEST_BYTES {
        assert_eq!(parse_json(&json).as_ref(), Ok(&value), "a value is written and read again");
    }
    if let Ok(request) = Request::from_json(value) {
        assert_yaml(&request);
    }
}

/// Its YAML is read as the same request.
pub(super) fn assert_yaml(request: &Request) {
    let yaml = export(request, Format::Yaml);
    // An empty object is `{}`, which is JSON as well.
    let read = if yaml.len() <= MAX_REQUEST_BYTES { parse_text(&yaml) } else { Ok(request.to_json()) };
    assert_eq!(read.as_ref().map(Value::to_string), Ok(request.to_json().to_string()), "{yaml}");
}
