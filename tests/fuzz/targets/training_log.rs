//! A training job's log: regular expressions, one a line, an empty line, and the log.

#[path = "../../training_log/readings.rs"]
mod readings;

use super::head_and_body;
use readings::{assert_expression, assert_reading, assert_texts};

/// Each expression takes a few milliseconds to be made ready.
const MOST_EXPRESSIONS: usize = 8;

/// Any expressions on any log.
pub fn check(text: &str) {
    let (mut regexes, log) = head_and_body(text);
    regexes.truncate(MOST_EXPRESSIONS);
    assert_reading(&regexes, log, 1 + text.len() % 61);
    for regex in regexes {
        assert_expression(regex, log);
    }
    assert_texts(log);
}
