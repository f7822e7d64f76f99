//! What is wrong with what a definition captures, in words.

use crate::language::t;
use std::fmt;

/// In how many lines something was seen, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many lines.
    pub lines: usize,
    /// The first of them, counted from 1.
    pub first_line: usize,
    /// What was captured there, or the beginning of it.
    pub sample: String,
}

/// The most characters of a sample.
const SAMPLE_CHARACTERS: usize = 40;

impl Tally {
    /// Counts a line.
    pub(super) fn count(&mut self, line: usize, sample: &str) {
        if self.lines == 0 {
            self.first_line = line;
            self.sample = sample.chars().take(SAMPLE_CHARACTERS).collect();
        }
        self.lines += 1;
    }

    fn seen(&self) -> Option<&Self> {
        (self.lines > 0).then_some(self)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self.lines {
            1 => t!("in line {line}", line = self.first_line),
            lines => t!("in {lines} lines, first in line {line}", lines, line = self.first_line),
        })
    }
}

/// Something wrong with what a metric definition captures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No line matches.
    NeverMatches,
    /// The group captures no text, as `(.*?)` does at the end of an expression.
    CapturesNothing(Tally),
    /// The group captures text that spells no number.
    NotANumber(Tally),
    /// The group captures `nan`, `inf` or a number that no 32-bit float holds.
    NotFinite(Tally),
    /// The captured number is a part of the number in the log.
    CutsNumber(Tally),
    /// The expression matches several times in a line, and the first match counts.
    SeveralInALine(Tally),
    /// Several lines of one epoch give a value.
    TwiceAnEpoch(Tally),
}

impl Problem {
    /// True when AMT gets no value, or a wrong one.
    pub fn is_error(&self) -> bool {
        !matches!(self, Self::SeveralInALine(_) | Self::TwiceAnEpoch(_))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sample = |tally: &Tally| format!("{:?}", tally.sample);
        f.write_str(&match self {
            Self::NeverMatches => t!(
                "no line matches; a tuning job whose objective is never found in the logs ends without a best training \
                 job"
            )
            .to_owned(),
            Self::CapturesNothing(tally) => t!(
                "the group captures no text {tally}; a lazy group such as (.*?) needs something after it, such as \
                 (.*?);",
                tally
            ),
            Self::NotANumber(tally) => t!(
                "{sample} is no number ({tally}); AWS takes numbers only, so capture the digits alone",
                sample = sample(tally),
                tally
            ),
            Self::NotFinite(tally) => t!(
                "{sample} is no number that AWS keeps ({tally}): not a number, infinite, or too large for 32 bits",
                sample = sample(tally),
                tally
            ),
            Self::CutsNumber(tally) => t!(
                "the number goes on where the group ends, or began before it ({tally}, where {sample} is captured); \
                 capture the sign, the fraction and the exponent as well",
                tally,
                sample = sample(tally)
            ),
            Self::SeveralInALine(tally) => t!(
                "there is more than one match {tally}, and the first counts; begin the expression with .* to take the \
                 last",
                tally
            ),
            Self::TwiceAnEpoch(tally) => t!(
                "an epoch gives more than one value ({tally}); early stopping and Hyperband count each value as an \
                 epoch of its own",
                tally
            ),
        })
    }
}

/// What a definition's lines add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tallies {
    pub(super) matched: usize,
    pub(super) nothing: Tally,
    pub(super) not_a_number: Tally,
    pub(super) not_finite: Tally,
    pub(super) cut: Tally,
    pub(super) several: Tally,
    pub(super) twice: Tally,
}

impl Tallies {
    pub(super) fn problems(&self) -> Vec<Problem> {
        let never = (self.matched == 0).then_some(Problem::NeverMatches);
        let seen = [
            (&self.nothing, Problem::CapturesNothing as fn(Tally) -> Problem),
            (&self.not_a_number, Problem::NotANumber),
            (&self.not_finite, Problem::NotFinite),
            (&self.cut, Problem::CutsNumber),
            (&self.several, Problem::SeveralInALine),
            (&self.twice, Problem::TwiceAnEpoch),
        ];
        never.into_iter().chain(seen.into_iter().filter_map(|(tally, of)| tally.seen().cloned().map(of))).collect()
    }
}

/// Something in a log that its reader may stumble over, whatever the definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A carriage return inside a line.
    CarriageReturns(Tally),
    /// The codes of terminal colours.
    Colours(Tally),
    /// Tabs.
    Tabs(Tally),
    /// A line longer than a log event.
    LongLines(Tally),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::CarriageReturns(tally) => t!(
                "a carriage return does not end a line in CloudWatch: it stands there as #015, and a progress bar that \
                 goes back to the start of its line is one long line ({tally})",
                tally
            ),
            Self::Colours(tally) => t!(
                "colours stand in CloudWatch as text, such as #033[32m, between the words and numbers ({tally})",
                tally
            ),
            Self::Tabs(tally) => t!("a tab stands in CloudWatch as #011 ({tally})", tally),
            Self::LongLines(tally) => t!(
                "a log event of CloudWatch has at most 1 MB; of longer lines the first MB is searched here ({tally})",
                tally
            ),
        })
    }
}

/// What is noted of a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notes {
    carriage_returns: Tally,
    colours: Tally,
    tabs: Tally,
    long_lines: Tally,
}

impl Notes {
    /// Looks at a line as it stands in CloudWatch; `is_long` when that is not all of it.
    pub(super) fn look_at(&mut self, line: &str, number: usize, is_long: bool) {
        if line.contains('#') {
            for (tally, code) in
                [(&mut self.carriage_returns, "#015"), (&mut self.colours, "#033["), (&mut self.tabs, "#011")]
            {
                if line.contains(code) {
                    tally.count(number, "");
                }
            }
        }
        if is_long {
            self.long_lines.count(number, "");
        }
    }

    pub(super) fn notes(&self) -> Vec<Note> {
        let seen = [
            (&self.carriage_returns, Note::CarriageReturns as fn(Tally) -> Note),
            (&self.colours, Note::Colours),
            (&self.tabs, Note::Tabs),
            (&self.long_lines, Note::LongLines),
        ];
        seen.into_iter().filter_map(|(tally, of)| tally.seen().cloned().map(of)).collect()
    }
}
