//! What is true of every issue.

use super::json_path::assert_path;
use serde_json::Value;
use tuneground::playground::Issue;
use tuneground::playground::form::{is_in_form, request::section_of};

/// Bytes that the issues of a text may have for each of its own: a short item can break several rules, each with a path and a
/// sentence.
const MOST_BYTES_EACH: usize = 200;
/// Bytes that the issues of any text may have, however short.
const BYTES_OF_ANY: usize = 64 << 10;

/// Each has words, a source and a place; together they are not out of proportion to a text of so many bytes; each fix can be
/// made, on `request`.
pub(super) fn assert_issues(issues: &[Issue], request: &Value, bytes: usize) {
    let mut all = 0;
    for issue in issues {
        assert_path(&issue.path);
        assert!(!issue.message.is_empty() && !issue.rule.is_empty() && !issue.source.is_empty(), "{issue:?}");
        let _ = (section_of(&issue.path), is_in_form(&issue.path));
        if let Some(fix) = &issue.fix {
            assert!(!fix.title.is_empty() && !fix.edits.is_empty(), "{issue:?}");
        }
        all += issue.to_json().to_string().len();
    }
    let most = BYTES_OF_ANY + MOST_BYTES_EACH * bytes;
    assert!(all <= most, "{} issues of {all} bytes on a text of {bytes}", issues.len());
    // Each changes the request as a whole, which is as large as the text.
    for fix in issues.iter().filter_map(|issue| issue.fix.as_ref()).take(8) {
        fix.apply(&mut request.clone());
    }
}
