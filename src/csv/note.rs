//! What was done to a file that nobody has asked for: nothing is changed or left out in silence.

use core::fmt;

use super::{MAX_FEATURE_LEVELS, quoted};
use crate::language::{grouped, t};

/// Lines of a file, counted from 1: all of them as a number, the first ones by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    count: usize,
    first: Vec<u64>,
}

impl Lines {
    /// So many are named.
    const NAMED: usize = 5;

    /// One more line.
    pub(super) fn push(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(line);
        }
    }

    /// How many lines.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of them, at most five.
    pub fn first(&self) -> &[u64] {
        &self.first
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<String> = self.first.iter().map(u64::to_string).collect();
        let more = if self.count > self.first.len() { ", …" } else { "" };
        f.write_str(&match self.count {
            1 => t!("in line {line}", line = named.concat()),
            count => t!("in {count} lines ({lines})", count = grouped(count), lines = named.join(", ") + more),
        })
    }
}

/// Something that was done to the file's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Bytes that are no characters of the encoding.
    Replaced(usize),
    /// Lines before the table, passed over.
    BeforeTable(Lines),
    /// Lines without any value, passed over.
    Blank(usize),
    /// Rows with fewer fields than columns: the last values are missing.
    Short(Lines),
    /// Rows with more fields than columns: left out, for no one knows which field is too many.
    Long(Lines),
    /// Columns with the same name: the file's, and what it is called.
    Renamed(Vec<(String, String)>),
    /// A column of numbers with some other texts, which count as missing.
    NotNumbers {
        /// The column.
        column: String,
        /// Where.
        lines: Lines,
        /// The first of the texts.
        sample: String,
    },
    /// A column of numbers with some that no 32-bit float holds, which count as missing.
    NotFinite {
        /// The column.
        column: String,
        /// Where.
        lines: Lines,
    },
    /// A column of whole numbers with some that 32-bit floats round.
    Rounded {
        /// The column.
        column: String,
    },
    /// Rows without a target, left out.
    NoTarget {
        /// The target.
        column: String,
        /// How many.
        rows: usize,
    },
    /// Categories beyond the most frequent ones, which are one feature together.
    Others {
        /// The column.
        column: String,
        /// How many categories it has.
        levels: usize,
    },
    /// Classes with one row, which cannot be both trained on and judged.
    SingleRows {
        /// How many such classes.
        classes: usize,
        /// One of them.
        sample: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Replaced(1) => t!("one character is damaged and stands as �").to_owned(),
            Self::Replaced(count) => t!("{count} characters are damaged and stand as �", count = grouped(*count)),
            Self::BeforeTable(lines) => t!("text before the table was passed over {lines}", lines),
            Self::Blank(1) => t!("one line without values was passed over").to_owned(),
            Self::Blank(count) => t!("{count} lines without values were passed over", count = grouped(*count)),
            Self::Short(lines) => t!("values are missing at the end of the row {lines}", lines),
            Self::Long(lines) => t!("rows with more fields than columns were left out {lines}", lines),
            Self::Renamed(names) => {
                let shown: Vec<String> = names
                    .iter()
                    .take(3)
                    .map(|(from, to)| t!("{name} is called {other}", name = quoted(from), other = quoted(to)))
                    .collect();
                let (more, names) = (names.len().saturating_sub(shown.len()), shown.join(", "));
                if more > 0 {
                    t!("columns with the same name: {names}, and {more} more", names, more = grouped(more))
                } else {
                    t!("columns with the same name: {names}", names)
                }
            }
            Self::NotNumbers { column, lines, sample } => t!(
                "{column} has texts among its numbers, which count as missing: {sample} {lines}",
                column = quoted(column),
                sample = quoted(sample),
                lines
            ),
            Self::NotFinite { column, lines } => t!(
                "{column} has infinite numbers or larger ones than 3.4e38, which count as missing, {lines}",
                column = quoted(column),
                lines
            ),
            Self::Rounded { column } => t!(
                "{column} has whole numbers above 16,777,216, which are rounded to seven digits; different ones may \
                 become equal",
                column = quoted(column)
            ),
            Self::NoTarget { column, rows: 1 } => {
                t!("1 row without a value of {column} left out", column = quoted(column))
            }
            Self::NoTarget { column, rows } => {
                t!("{rows} rows without a value of {column} left out", rows = grouped(*rows), column = quoted(column))
            }
            Self::Others { column, levels } => t!(
                "{column} has {levels} categories; the {most} most frequent ones are features, and all others one \
                 together",
                column = quoted(column),
                levels = grouped(*levels),
                most = MAX_FEATURE_LEVELS - 1
            ),
            Self::SingleRows { classes: 1, sample } => {
                t!("class {class} has a single row, so it cannot be both trained on and judged", class = quoted(sample))
            }
            Self::SingleRows { classes, sample } => t!(
                "{classes} classes, such as {class}, have a single row each, so they cannot be both trained on and \
                 judged",
                classes = grouped(*classes),
                class = quoted(sample)
            ),
        })
    }
}
