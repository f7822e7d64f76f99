//! The lines with captures, a page of them at a time, ready to be shown with their captures marked.

use super::line;
use super::number::NoNumber;
use super::reading::Reading;
use std::ops::Range;

/// The most bytes of a line that are shown. Of a longer line it is the part up to the last capture.
pub const MAX_SHOWN_BYTES: usize = 2_000;

/// How much of a long line is shown after its last capture, in bytes.
const AFTER_CAPTURE: usize = 100;

/// A line to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct LineView {
    /// Its number, counted from 1.
    pub number: usize,
    /// The line as CloudWatch has it, or [`MAX_SHOWN_BYTES`] of it.
    pub text: String,
    /// True when the line begins before the text.
    pub begins_before: bool,
    /// True when the line goes on after the text.
    pub goes_on: bool,
    /// What was captured, in the order of the definitions.
    pub captures: Vec<LineCapture>,
}

/// What a definition captured from a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineCapture {
    /// The definition's place in the list.
    pub metric: usize,
    /// All that matched, in bytes of the text that is shown; cut where the text is.
    pub matched: Range<usize>,
    /// What was captured, in bytes of the text that is shown; empty when it stands outside.
    pub captured: Range<usize>,
    /// The value, or why there is none.
    pub value: Result<f64, NoNumber>,
    /// The number goes on beyond what was captured.
    pub is_cut: bool,
    /// The expression matches again further on in the line.
    pub repeats: bool,
}

impl Reading {
    /// The lines with captures from the `first` (counted from 0) on, `count` at most. `text` is the log that was read.
    pub fn lines(&self, text: &str, first: usize, count: usize) -> Vec<LineView> {
        let places = self.captured.iter().skip(first).take(count);
        places.filter_map(|place| self.view(line::next(text, place.start)?.0, place.number)).collect()
    }

    fn view(&self, raw: &str, number: usize) -> Option<LineView> {
        let line = line::shown(raw);
        let captures: Vec<_> = self
            .metrics()
            .iter()
            .enumerate()
            .filter_map(|(index, metric)| Some((index, metric.expression.as_ref().ok()?.capture(&line)?)))
            .collect();
        let last = captures.iter().map(|(_, capture)| capture.captured.end).max()?;
        let window = window(&line, last);
        let within = |range: &Range<usize>| {
            let place = |at: usize| at.clamp(window.start, window.end) - window.start;
            place(range.start)..place(range.end)
        };
        Some(LineView {
            number,
            text: line[window.clone()].to_owned(),
            begins_before: window.start > 0,
            goes_on: window.end < line.len() || raw.len() > line::MAX_LINE_BYTES,
            captures: captures
                .iter()
                .map(|(metric, capture)| LineCapture {
                    metric: *metric,
                    matched: within(&capture.matched),
                    captured: within(&capture.captured),
                    value: capture.value,
                    is_cut: capture.is_cut,
                    repeats: capture.repeats,
                })
                .collect(),
        })
    }
}

/// The part of a line that is shown, between characters: all of it, or what ends a little after byte `last`.
fn window(line: &str, last: usize) -> Range<usize> {
    if line.len() <= MAX_SHOWN_BYTES {
        return 0..line.len();
    }
    let end = line.floor_char_boundary((last + AFTER_CAPTURE).clamp(MAX_SHOWN_BYTES, line.len()));
    line.ceil_char_boundary(end - MAX_SHOWN_BYTES.min(end))..end
}
