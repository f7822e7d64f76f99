//! Requests that are right, of each kind: nothing is said about them, or no error.

use crate::base::{base, issues, several};
use crate::kinds::kinds;
use tuneground::linter::Severity;

#[test]
fn nothing_is_said_about_requests_that_are_right() {
    assert_eq!(issues(&base()), []);
    assert_eq!(issues(&several()), []);
}

#[test]
fn requests_of_each_kind_have_no_error() {
    for (kind, request) in kinds() {
        let errors: Vec<_> = issues(&request).into_iter().filter(|issue| issue.severity != Severity::Advice).collect();
        assert_eq!(errors, [], "{kind}");
    }
}
