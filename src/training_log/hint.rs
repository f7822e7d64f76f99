//! Why an expression may never match, from what nearly matches.

use super::expression::Expression;
use super::line;
use crate::language::t;
use regex_lite::Regex;
use std::fmt;

/// How much of a log is searched for what nearly matches, in bytes.
const SEARCHED_BYTES: usize = 1 << 20;

/// What keeps an expression from matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The log writes it with other capitals.
    Capitals {
        /// The first line that matches without regard to them, counted from 1.
        line: usize,
    },
    /// `^` or `$`, where something stands before or after.
    Anchored {
        /// The first line that matches without them, counted from 1.
        line: usize,
    },
    /// `\t`, where CloudWatch has `#011`.
    Tab {
        /// The first line that matches with the code, counted from 1.
        line: usize,
    },
    /// The codes of terminal colours stand in between.
    Colours {
        /// The first line that matches without them, counted from 1.
        line: usize,
    },
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Capitals { line } => {
                t!("line {line} matches but for capitals; write it as the log does, or begin with (?i)", line)
            }
            Self::Anchored { line } => {
                t!("line {line} matches without ^ and $: something stands before or after in the line", line)
            }
            Self::Tab { line } => t!(r"line {line} matches with #011 for \t: CloudWatch has no tabs", line),
            Self::Colours { line } => t!(
                "line {line} matches without the codes of its colours, which stand in CloudWatch as text; turn colours \
                 off in the training job",
                line
            ),
        })
    }
}

/// What keeps an expression from matching in a log, if a small change of one of the two makes it match. The first
/// megabyte of the log is looked at.
pub fn why_never(expression: &Expression, log: &str) -> Option<Hint> {
    let text = expression.text();
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some((raw, next)) = line::next(log, at) {
        if next > SEARCHED_BYTES {
            break;
        }
        lines.push(line::shown(raw));
        at = next;
    }
    let first = |changed: &str| {
        let regex = Regex::new(changed).ok().filter(|_| changed != text)?;
        lines.iter().position(|line| regex.is_match(line)).map(|index| index + 1)
    };
    let unanchored = text.trim_start_matches('^');
    let unanchored = unanchored.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(unanchored);
    first(&format!("(?i){text}"))
        .map(|line| Hint::Capitals { line })
        .or_else(|| first(unanchored).map(|line| Hint::Anchored { line }))
        .or_else(|| first(&text.replace(r"\t", "#011")).map(|line| Hint::Tab { line }))
        .or_else(|| {
            let colours = Regex::new(r"#033\[[0-9;]*m").ok()?;
            let found = lines.iter().position(|line| {
                line.contains("#033[") && expression.capture(&colours.replace_all(line, "")).is_some()
            });
            found.map(|index| Hint::Colours { line: index + 1 })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nearly_matches_is_found() {
        let log = "start\nx Loss: 0.5\ntrain\tauc:0.5\nacc: \u{1b}[32m0.75\u{1b}[0m\n";
        let hint = |regex: &str| why_never(&Expression::new(regex).unwrap(), log);
        assert_eq!(hint(r"loss: ([0-9.]+)"), Some(Hint::Capitals { line: 2 }));
        assert_eq!(hint(r"^Loss: ([0-9.]+)"), Some(Hint::Anchored { line: 2 }));
        assert_eq!(hint(r"Los(s): 0.$"), Some(Hint::Anchored { line: 2 }));
        assert_eq!(hint(r"train\tauc:([0-9.]+)"), Some(Hint::Tab { line: 3 }));
        assert_eq!(hint(r"acc: ([0-9.]+)"), Some(Hint::Colours { line: 4 }));
        assert_eq!(hint(r"f1: ([0-9.]+)"), None);
    }
}
