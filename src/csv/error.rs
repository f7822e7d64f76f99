//! Why there is no table, or no data set of a table: each says what would be right.

use core::fmt;

use super::{MAX_BYTES, MAX_CLASSES, MAX_COLUMNS, MAX_FEATURES, MAX_ROWS, MAX_VALUES, MIN_ROWS, Unused, quoted};
use crate::language::{grouped, t, text};

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file has more than [`MAX_BYTES`].
    TooManyBytes,
    /// There are more than [`MAX_ROWS`].
    TooManyRows,
    /// A row has more than [`MAX_COLUMNS`] fields.
    TooManyColumns {
        /// Where the row begins, counted from 1.
        line: u64,
    },
    /// A row does not end.
    LongRecord {
        /// Where the row begins, counted from 1.
        line: u64,
    },
    /// The file ends between quotes.
    OpenQuote {
        /// Where the row begins, counted from 1.
        line: u64,
    },
    /// The file is of another kind.
    NotCsv {
        /// What it is, with its article; in English, as is the remedy.
        kind: &'static str,
        /// What would be right.
        remedy: &'static str,
    },
    /// There is nothing in the file.
    Empty,
    /// There is a header at most.
    NoRows,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::TooManyBytes => t!(
                "the file has more than {bytes} bytes, and at most as many are read; a random sample of its rows would \
                 do",
                bytes = grouped(MAX_BYTES)
            ),
            Self::TooManyRows => t!(
                "the file has more than {rows} rows, and at most as many are read; a random sample of them would do",
                rows = grouped(MAX_ROWS)
            ),
            Self::TooManyColumns { line } => t!(
                "line {line} has more than {fields} fields; a table has at most so many columns",
                line,
                fields = grouped(MAX_COLUMNS)
            ),
            Self::LongRecord { line } => t!(
                "the row that begins in line {line} has more than 256 kB; usually a quote is opened there and never \
                 closed",
                line
            ),
            Self::OpenQuote { line } => t!(
                "a quote that is opened in the row of line {line} is never closed; a quote that is meant as itself is \
                 doubled (\"\"), and the field quoted",
                line
            ),
            Self::NotCsv { kind, remedy } => {
                t!("this is {kind}, not a CSV file; {remedy}", kind = text(kind), remedy = text(remedy))
            }
            Self::Empty => t!("the file is empty; a table has a row of names and rows of values").to_owned(),
            Self::NoRows => {
                t!("the file has no rows of values; a table has a row of names and rows of values below it").to_owned()
            }
        })
    }
}

impl std::error::Error for ReadError {}

/// Why a table with this target makes no data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceError {
    /// There is no column with this index.
    NoSuchColumn {
        /// The index as given, counted from 0.
        column: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// The target has nothing to learn.
    Unusable {
        /// The column's name.
        target: String,
        /// What it is.
        why: Unused,
    },
    /// The target has texts, and numbers were asked for.
    NotNumbers {
        /// The column's name.
        target: String,
        /// One of the texts.
        sample: String,
    },
    /// The target has too many classes.
    TooManyClasses {
        /// The column's name.
        target: String,
        /// How many there are, if they were counted.
        classes: Option<usize>,
        /// True when the values are numbers.
        is_numeric: bool,
    },
    /// The target's rows all have the same value.
    OneValue {
        /// The column's name.
        target: String,
        /// The value.
        value: String,
    },
    /// Nothing is left to learn from.
    NoFeatures {
        /// How many columns the table has.
        columns: usize,
    },
    /// There are too few rows with a target.
    TooFewRows {
        /// The column's name.
        target: String,
        /// How many rows there are.
        rows: usize,
    },
    /// There are too many features once categories are encoded.
    TooManyFeatures {
        /// How many.
        features: usize,
    },
    /// The rows' features do not fit.
    TooManyValues {
        /// How many rows.
        rows: usize,
        /// How many features.
        features: usize,
    },
}

impl fmt::Display for ChoiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match self {
            Self::Unusable { target, .. }
            | Self::NotNumbers { target, .. }
            | Self::TooManyClasses { target, .. }
            | Self::OneValue { target, .. }
            | Self::TooFewRows { target, .. } => quoted(target),
            Self::NoSuchColumn { .. }
            | Self::NoFeatures { .. }
            | Self::TooManyFeatures { .. }
            | Self::TooManyValues { .. } => String::new(),
        };
        f.write_str(&match self {
            Self::NoSuchColumn { column, columns } => {
                t!("there is no column {column} in a table of {columns}", column = column + 1, columns)
            }
            Self::Unusable { why, .. } => t!(
                "{target} cannot be the target: {why}; a target is a number, or one of 2 to {most} classes",
                target,
                why,
                most = MAX_CLASSES
            ),
            Self::NotNumbers { sample, .. } => t!(
                "{target} has texts such as {sample}, and regression needs numbers; as classes it can be learned",
                target,
                sample = quoted(sample)
            ),
            Self::TooManyClasses { classes, is_numeric, .. } => {
                let remedy = if *is_numeric {
                    t!("as numbers (regression) it can be learned")
                } else {
                    t!("a column with fewer, or with numbers, can be learned")
                };
                match classes {
                    Some(classes) => t!(
                        "{target} has {classes} different values, and a classifier learns at most {most}; \
                         {remedy}",
                        target,
                        classes = grouped(*classes),
                        most = MAX_CLASSES,
                        remedy
                    ),
                    None => t!(
                        "{target} has more than {most} different values, and a classifier learns at most {most}; \
                         {remedy}",
                        target,
                        most = MAX_CLASSES,
                        remedy
                    ),
                }
            }
            Self::OneValue { value, .. } => t!(
                "{target} is {value} in every row, so there is nothing to learn; choose a column with different values",
                target,
                value = quoted(value)
            ),
            Self::NoFeatures { columns: 1 } => {
                t!("no column is left to learn from; a data set has a target and at least one column beside it")
                    .to_owned()
            }
            Self::NoFeatures { .. } => {
                t!("no column is left to learn from; leave fewer columns out, or choose another target").to_owned()
            }
            Self::TooFewRows { rows: 1, .. } => t!(
                "there is one row with a value of {target}; training and validation need at least {least}",
                target,
                least = MIN_ROWS
            ),
            Self::TooFewRows { rows, .. } => t!(
                "there are {rows} rows with a value of {target}; training and validation need at least {least}",
                rows,
                target,
                least = MIN_ROWS
            ),
            Self::TooManyFeatures { features } => t!(
                "the columns make {features} features, and at most {most} are used; leave columns out, first those \
                 with many categories",
                features = grouped(*features),
                most = grouped(MAX_FEATURES)
            ),
            Self::TooManyValues { rows, features } => t!(
                "{rows} rows of {features} features are more than {most} numbers; leave columns out, or take a sample \
                 of the rows",
                rows = grouped(*rows),
                features = grouped(*features),
                most = grouped(MAX_VALUES)
            ),
        })
    }
}

impl std::error::Error for ChoiceError {}
