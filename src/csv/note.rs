//! What was done to a file that nobody has asked for: nothing is changed or left out in silence.

use core::fmt;

use super::{MAX_FEATURE_LEVELS, grouped, quoted};

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
        match self.count {
            1 => write!(f, "in line {}", named.concat()),
            count => write!(f, "in {} lines ({}{more})", grouped(count), named.join(", ")),
        }
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
        let rows = |rows: usize| if rows == 1 { "1 row".to_owned() } else { format!("{} rows", grouped(rows)) };
        match self {
            Self::Replaced(1) => f.write_str("one character is damaged and stands as �"),
            Self::Replaced(count) => write!(f, "{} characters are damaged and stand as �", grouped(*count)),
            Self::BeforeTable(lines) => write!(f, "text before the table was passed over {lines}"),
            Self::Blank(1) => f.write_str("one line without values was passed over"),
            Self::Blank(count) => write!(f, "{} lines without values were passed over", grouped(*count)),
            Self::Short(lines) => write!(f, "values are missing at the end of the row {lines}"),
            Self::Long(lines) => write!(f, "rows with more fields than columns were left out {lines}"),
            Self::Renamed(names) => {
                let shown: Vec<String> = names
                    .iter()
                    .take(3)
                    .map(|(from, to)| format!("{} is called {}", quoted(from), quoted(to)))
                    .collect();
                let more = names.len().saturating_sub(shown.len());
                write!(f, "columns with the same name: {}", shown.join(", "))?;
                if more > 0 { write!(f, ", and {} more", grouped(more)) } else { Ok(()) }
            }
            Self::NotNumbers { column, lines, sample } => {
                write!(
                    f,
                    "{} has texts among its numbers, which count as missing: {} {lines}",
                    quoted(column),
                    quoted(sample)
                )
            }
            Self::NotFinite { column, lines } => {
                write!(
                    f,
                    "{} has infinite numbers or larger ones than 3.4e38, which count as missing, {lines}",
                    quoted(column)
                )
            }
            Self::Rounded { column } => write!(
                f,
                "{} has whole numbers above 16,777,216, which are rounded to seven digits; different ones may become equal",
                quoted(column)
            ),
            Self::NoTarget { column, rows: count } => {
                write!(f, "{} without a value of {} left out", rows(*count), quoted(column))
            }
            Self::Others { column, levels } => write!(
                f,
                "{} has {} categories; the {} most frequent ones are features, and all others one together",
                quoted(column),
                grouped(*levels),
                MAX_FEATURE_LEVELS - 1
            ),
            Self::SingleRows { classes: 1, sample } => {
                write!(f, "class {} has a single row, so it cannot be both trained on and judged", quoted(sample))
            }
            Self::SingleRows { classes, sample } => write!(
                f,
                "{} classes, such as {}, have a single row each, so they cannot be both trained on and judged",
                grouped(*classes),
                quoted(sample)
            ),
        }
    }
}
