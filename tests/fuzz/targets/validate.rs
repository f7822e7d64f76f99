//! The linter, on any value at all.

use super::issues::assert_issues;
use serde_json::Value;
use tuneground::linter::lint;
use tuneground::playground::validate;
use tuneground::sagemaker::{parse_text, request_of_described};

/// Whatever the value is, its problems have words and places; it may be its own parent.
pub fn check(text: &str) {
    let Ok(value) = parse_text(text) else { return };
    let parents = value.get("Parents").and_then(Value::as_array).cloned().unwrap_or_default();
    let own = [request_of_described(value.get("Request").unwrap_or(&value).clone())];
    for parents in [&[] as &[Value], &own, &parents] {
        let issues = validate(&value, parents);
        assert_issues(&issues, &value, text.len());
        assert_issues(&lint(&value, parents), &value, text.len());
    }
}
