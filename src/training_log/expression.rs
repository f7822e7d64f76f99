//! A metric definition's regular expression, and what it captures from a line.

use super::literal::required;
use super::number::{NoNumber, is_cut, number};
use crate::language::{marked, t, text};
use regex_lite::{Regex, RegexBuilder};
use std::fmt;
use std::ops::Range;

/// The most characters of a regular expression (`MetricDefinition.Regex`).
pub const MAX_REGEX_CHARACTERS: usize = 500;

/// The most memory that a compiled expression may take. It bounds its states, and so the time for each byte of a log.
const MAX_COMPILED_BYTES: usize = 64 << 10;

/// Why an expression cannot be searched here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionError {
    /// No text.
    Empty,
    /// More characters than AWS takes.
    TooLong {
        /// How many.
        characters: usize,
    },
    /// AWS's engine may know it; the one here does not.
    NotKnownHere {
        /// What is not known, in English.
        what: &'static str,
    },
    /// Repetitions of repetitions.
    TooLarge,
    /// No capturing group.
    NoGroup,
    /// Not a regular expression.
    Syntax {
        /// What is wrong with it, in the engine's words.
        message: String,
    },
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Empty => t!("there is no regular expression; write one such as loss=([0-9.]+)").to_owned(),
            Self::TooLong { characters } => t!(
                "it has {characters} characters, and AWS takes at most {most}",
                characters,
                most = MAX_REGEX_CHARACTERS
            ),
            Self::NotKnownHere { what } => t!(
                "{what} may work at AWS, which does not say what engine it has; the one here does not know it, so what \
                 would be captured cannot be shown",
                what = text(what)
            ),
            Self::TooLarge => t!(
                "it is too large once its repetitions are written out; take smaller numbers than in {example}",
                example = "{1000}"
            ),
            Self::NoGroup => {
                t!("there is no group that captures; put parentheses around the number, such as loss=([0-9.]+)")
                    .to_owned()
            }
            Self::Syntax { message } => t!("this is no regular expression: {message}", message),
        })
    }
}

impl std::error::Error for ExpressionError {}

/// A regular expression that can be searched.
#[derive(Clone, Debug)]
pub struct Expression {
    regex: Regex,
    /// What every line that matches contains.
    literal: String,
    /// The match begins with it.
    begins_with_literal: bool,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// What an expression captured from a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// All that matched, in bytes of the line.
    pub matched: Range<usize>,
    /// What the first group captured, in bytes of the line.
    pub captured: Range<usize>,
    /// The value, or why there is none.
    pub value: Result<f64, NoNumber>,
    /// The number goes on beyond what was captured: it is another number than was written.
    pub is_cut: bool,
    /// The expression matches again further on in the line. Only the first match counts.
    pub repeats: bool,
}

impl Expression {
    /// Compiles an expression.
    pub fn new(text: &str) -> Result<Self, ExpressionError> {
        let regex = Self::compile(text)?;
        if regex.captures_len() < 2 {
            return Err(ExpressionError::NoGroup);
        }
        let (literal, begins_with_literal) = required(text);
        Ok(Self { regex, literal, begins_with_literal })
    }

    /// The regular expression, whatever it captures.
    pub(crate) fn compile(text: &str) -> Result<Regex, ExpressionError> {
        if text.is_empty() {
            return Err(ExpressionError::Empty);
        }
        let characters = text.chars().count();
        if characters > MAX_REGEX_CHARACTERS {
            return Err(ExpressionError::TooLong { characters });
        }
        RegexBuilder::new(text).size_limit(MAX_COMPILED_BYTES).build().map_err(|error| {
            let message = error.to_string();
            // The engine's errors are nothing but texts; a test keeps these.
            let not_known = [
                ("look-around", marked!("a look-around, such as (?=…) or (?<!…),")),
                ("backreferences", marked!("a reference back to a group")),
                ("Unicode character classes", marked!(r"a Unicode class, such as \p{L},")),
            ];
            if let Some((_, what)) = not_known.into_iter().find(|(part, _)| message.contains(part)) {
                return ExpressionError::NotKnownHere { what };
            }
            if message.contains("size limit") {
                return ExpressionError::TooLarge;
            }
            ExpressionError::Syntax { message }
        })
    }

    /// The expression's text.
    pub fn text(&self) -> &str {
        self.regex.as_str()
    }

    /// What the expression captures from a line, given as CloudWatch has it ([`super::line::shown`]); `None` when it does
    /// not match. The time is linear in the line.
    pub fn capture(&self, line: &str) -> Option<Capture> {
        if !line.contains(&self.literal) {
            return None;
        }
        // What begins with a text begins where that text does.
        let start = if self.begins_with_literal { line.find(&self.literal)? } else { 0 };
        let captures = self.regex.captures_at(line, start)?;
        let matched = captures.get(0)?.range();
        // A group that took no part captures nothing.
        let captured = captures.get(1).map_or(matched.end..matched.end, |group| group.range());
        let value = number(&line[captured.clone()]);
        let is_cut = value.is_ok() && is_cut(line, &captured);
        // One more search at most, however many matches there are: all of them might take the square of the time.
        let rest = &line[matched.end..];
        let repeats = !matched.is_empty() && rest.contains(&self.literal) && self.matches_from(line, matched.end);
        Some(Capture { matched, captured, value, is_cut, repeats })
    }

    /// True when the expression matches from `start` on and takes at least a character there.
    fn matches_from(&self, line: &str, start: usize) -> bool {
        let mut locations = self.regex.capture_locations();
        self.regex.captures_read_at(&mut locations, line, start).is_some_and(|found| !found.range().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_would_be_right_and_do_not_call_wrong_what_aws_may_know() {
        let error = |text: &str| Expression::new(text).unwrap_err();
        for text in ["(?<=a)(b)", "(?!a)(b)", r"(a)\1", r"(\p{L})"] {
            let error = error(text);
            assert!(matches!(error, ExpressionError::NotKnownHere { .. }), "{text}: {error}");
            assert!(error.to_string().contains("may work at AWS"));
        }
        assert_eq!(error(""), ExpressionError::Empty);
        assert_eq!(error("loss=[0-9.]+"), ExpressionError::NoGroup);
        assert_eq!(error("(?:a)"), ExpressionError::NoGroup);
        assert_eq!(error(&"é".repeat(501)), ExpressionError::TooLong { characters: 501 });
        for text in ["((((a{99}){99}){99}){99})", r"(\w{1000}){1000}"] {
            assert_eq!(error(text), ExpressionError::TooLarge, "{text}");
        }
        for text in ["(", "a)", "*(a)", "([a-)", "(a){2"] {
            assert!(matches!(error(text), ExpressionError::Syntax { .. }), "{text}");
        }
    }

    fn capture(regex: &str, line: &str) -> Option<(String, Result<f64, NoNumber>, bool, bool)> {
        let capture = Expression::new(regex).unwrap().capture(line)?;
        let captured = &line[capture.captured.clone()];
        assert!(line[capture.matched.clone()].contains(captured));
        Some((captured.to_owned(), capture.value, capture.is_cut, capture.repeats))
    }

    #[test]
    fn the_first_group_of_the_first_match_is_the_value() {
        let captured = |text: &str, value, is_cut, repeats| Some((text.to_owned(), value, is_cut, repeats));
        assert_eq!(capture("loss=(.*?);", "loss=0.5; loss=0.25;"), captured("0.5", Ok(0.5), false, true));
        assert_eq!(capture(".*loss=(.*?);", "loss=0.5; loss=0.25;"), captured("0.25", Ok(0.25), false, false));
        assert_eq!(capture("(?:a|b)=([0-9.]+)", "b=1.5e-3"), captured("1.5", Ok(1.5), true, false));
        assert_eq!(capture("F1=(.*?)", "F1=0.5"), captured("", Err(NoNumber::Empty), false, false));
        assert_eq!(capture("(a)|b", "b"), captured("", Err(NoNumber::Empty), false, false));
        assert_eq!(capture("cat=(.*)", "cat=dog"), captured("dog", Err(NoNumber::NotANumber), false, false));
        assert_eq!(capture("loss=(.*)", "loss=nan"), captured("nan", Err(NoNumber::NotFinite), false, false));
        assert_eq!(capture("loss: ([0-9.]+)", "Loss: 1"), None);
        assert_eq!(capture("()", "é"), captured("", Err(NoNumber::Empty), false, false));
    }
}
