//! Reading a log with a list of metric definitions: slice by slice, so that a page stays responsive, with a bounded memory
//! whatever the log.

use super::epoch::epoch_of;
use super::expression::{Capture, Expression, ExpressionError};
use super::line::{self, MAX_LINE_BYTES};
use super::number::NoNumber;
use super::problem::{Note, Notes, Problem, Tallies};
use crate::objective::Direction;

/// The most values of a metric that are kept one by one; of the others the count, the last, the least and the greatest.
pub const MAX_EMISSIONS: usize = 10_000;

/// The most lines with captures whose places are kept for [`Reading::lines`].
const MAX_CAPTURED_LINES: usize = 200_000;

/// A metric definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// `MetricDefinition.Name`.
    pub name: String,
    /// `MetricDefinition.Regex`, or why it cannot be searched here.
    pub expression: Result<Expression, ExpressionError>,
}

impl Metric {
    /// Compiles a metric definition.
    pub fn new(name: &str, regex: &str) -> Self {
        Self { name: name.to_owned(), expression: Expression::new(regex) }
    }
}

/// A value that a training job emitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Emission {
    /// The line, counted from 1.
    pub line: usize,
    /// The value, as it was written.
    pub value: f64,
}

/// A log as far as it has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    metrics: Vec<Metric>,
    series: Vec<Series>,
    /// Bytes and lines read.
    bytes: usize,
    lines: usize,
    /// What the last line that named an epoch called it.
    epoch: String,
    /// Lines that some definition captured from, and where the first of them are.
    captured_lines: usize,
    pub(super) captured: Vec<CapturedLine>,
    notes: Notes,
}

/// Where a line with captures is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CapturedLine {
    pub(super) number: usize,
    pub(super) start: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Series {
    emissions: Vec<Emission>,
    count: usize,
    last: Option<Emission>,
    least: Option<Emission>,
    greatest: Option<Emission>,
    tallies: Tallies,
    /// The epoch of the last value, as the log calls it.
    epoch: String,
}

impl Series {
    fn take(&mut self, line: &str, number: usize, capture: &Capture, epoch: &str) {
        let sample = &line[capture.captured.clone()];
        let tallies = &mut self.tallies;
        tallies.matched += 1;
        if capture.repeats {
            tallies.several.count(number, sample);
        }
        let value = match capture.value {
            Ok(value) => value,
            Err(NoNumber::Empty) => return tallies.nothing.count(number, ""),
            Err(NoNumber::NotANumber) => return tallies.not_a_number.count(number, sample),
            Err(NoNumber::NotFinite) => return tallies.not_finite.count(number, sample),
        };
        if capture.is_cut {
            tallies.cut.count(number, sample);
        }
        if !epoch.is_empty() && self.epoch == epoch {
            tallies.twice.count(number, sample);
        } else {
            epoch.clone_into(&mut self.epoch);
        }
        let emission = Emission { line: number, value };
        if self.emissions.len() < MAX_EMISSIONS {
            self.emissions.push(emission);
        }
        self.count += 1;
        self.last = Some(emission);
        self.least = self.least.filter(|least| least.value <= value).or(Some(emission));
        self.greatest = self.greatest.filter(|greatest| greatest.value >= value).or(Some(emission));
    }

    fn report<'a>(&'a self, metric: &'a Metric) -> MetricReport<'a> {
        MetricReport {
            metric,
            emissions: &self.emissions,
            count: self.count,
            final_value: self.last.map(|last| last.value as f32),
            last: self.last,
            least: self.least,
            greatest: self.greatest,
            problems: if metric.expression.is_ok() { self.tallies.problems() } else { Vec::new() },
        }
    }
}

/// What came of one metric definition.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricReport<'a> {
    /// The definition.
    pub metric: &'a Metric,
    /// The first values, [`MAX_EMISSIONS`] at most. Each would be an epoch to early stopping and Hyperband.
    pub emissions: &'a [Emission],
    /// How many values there are.
    pub count: usize,
    /// The last value: `FinalHyperParameterTuningJobObjectiveMetric.Value`, a 32-bit float.
    pub final_value: Option<f32>,
    /// The last value and where it is.
    pub last: Option<Emission>,
    /// The least value, the first of equals.
    pub least: Option<Emission>,
    /// The greatest value, the first of equals.
    pub greatest: Option<Emission>,
    /// What is wrong with what was captured; nothing when the expression cannot be searched.
    pub problems: Vec<Problem>,
}

impl MetricReport<'_> {
    /// The best value. AMT takes the last one, not this.
    pub fn best(&self, direction: Direction) -> Option<Emission> {
        match direction {
            Direction::Maximize => self.greatest,
            Direction::Minimize => self.least,
        }
    }
}

impl Reading {
    /// Nothing read yet, for definitions given as names and regular expressions.
    pub fn new<'a>(definitions: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let metrics: Vec<Metric> = definitions.into_iter().map(|(name, regex)| Metric::new(name, regex)).collect();
        Self {
            series: vec![Series::default(); metrics.len()],
            metrics,
            bytes: 0,
            lines: 0,
            epoch: String::new(),
            captured_lines: 0,
            captured: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// A whole log, read at once.
    pub fn of<'a>(definitions: impl IntoIterator<Item = (&'a str, &'a str)>, text: &str) -> Self {
        let mut reading = Self::new(definitions);
        while !reading.read(text, usize::MAX) {}
        reading
    }

    /// Reads about `max_bytes` more of the log, a line at least; true when all of it has been read. Give the same text each
    /// time: it may have grown at its end, where its last line counts as whole.
    pub fn read(&mut self, text: &str, max_bytes: usize) -> bool {
        let until = self.bytes.saturating_add(max_bytes);
        while let Some((line, next)) = line::next(text, self.bytes) {
            self.read_line(line, self.bytes);
            self.bytes = next;
            if next >= until {
                return next >= text.len();
            }
        }
        true
    }

    fn read_line(&mut self, raw: &str, start: usize) {
        self.lines += 1;
        let number = self.lines;
        let line = line::shown(raw);
        self.notes.look_at(&line, number, raw.len() > MAX_LINE_BYTES);
        if let Some(epoch) = epoch_of(&line)
            && self.epoch != epoch
        {
            epoch.clone_into(&mut self.epoch);
        }
        let mut is_captured = false;
        for (metric, series) in self.metrics.iter().zip(&mut self.series) {
            let Ok(expression) = &metric.expression else { continue };
            if let Some(capture) = expression.capture(&line) {
                series.take(&line, number, &capture, &self.epoch);
                is_captured = true;
            }
        }
        if is_captured {
            self.captured_lines += 1;
            if self.captured.len() < MAX_CAPTURED_LINES {
                self.captured.push(CapturedLine { number, start });
            }
        }
    }

    /// The metric definitions.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// How many bytes of the log were read.
    pub fn bytes_read(&self) -> usize {
        self.bytes
    }

    /// How many lines were read.
    pub fn lines_read(&self) -> usize {
        self.lines
    }

    /// How many lines some definition captured from.
    pub fn captured_lines(&self) -> usize {
        self.captured_lines
    }

    /// What came of each definition, in their order.
    pub fn reports(&self) -> Vec<MetricReport<'_>> {
        self.metrics.iter().zip(&self.series).map(|(metric, series)| series.report(metric)).collect()
    }

    /// What in the log one may stumble over, whatever the definitions.
    pub fn notes(&self) -> Vec<Note> {
        self.notes.notes()
    }
}
