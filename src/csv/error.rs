//! Why there is no table, or no data set of a table: each says what would be right.

use super::{
    MAX_BYTES, MAX_CLASSES, MAX_COLUMNS, MAX_FEATURES, MAX_ROWS, MAX_VALUES, MIN_ROWS, Unused, grouped, quoted,
};

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file has more than [`MAX_BYTES`].
    #[error(
        "the file has more than {} bytes, and at most as many are read; a random sample of its rows would do",
        grouped(MAX_BYTES)
    )]
    TooManyBytes,
    /// There are more than [`MAX_ROWS`].
    #[error(
        "the file has more than {} rows, and at most as many are read; a random sample of them would do",
        grouped(MAX_ROWS)
    )]
    TooManyRows,
    /// A row has more than [`MAX_COLUMNS`] fields.
    #[error("line {line} has more than {} fields; a table has at most so many columns", grouped(MAX_COLUMNS))]
    TooManyColumns {
        /// Where the row begins, counted from 1.
        line: u64,
    },
    /// A row does not end.
    #[error(
        "the row that begins in line {line} has more than 256 kB; usually a quote is opened there and never closed"
    )]
    LongRecord {
        /// Where the row begins, counted from 1.
        line: u64,
    },
    /// The file ends between quotes.
    #[error(
        "a quote that is opened in the row of line {line} is never closed; a quote that is meant as itself is doubled (\"\"), and the field quoted"
    )]
    OpenQuote {
        /// Where the row begins, counted from 1.
        line: u64,
    },
    /// The file is of another kind.
    #[error("this is {kind}, not a CSV file; {remedy}")]
    NotCsv {
        /// What it is, with its article.
        kind: &'static str,
        /// What would be right.
        remedy: &'static str,
    },
    /// There is nothing in the file.
    #[error("the file is empty; a table has a row of names and rows of values")]
    Empty,
    /// There is a header at most.
    #[error("the file has no rows of values; a table has a row of names and rows of values below it")]
    NoRows,
}

/// Why a table with this target makes no data set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// There is no column with this index.
    #[error("there is no column {} in a table of {columns}", .column + 1)]
    NoSuchColumn {
        /// The index as given, counted from 0.
        column: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// The target has nothing to learn.
    #[error("{} cannot be the target: {why}; a target is a number, or one of 2 to {MAX_CLASSES} classes", quoted(.target))]
    Unusable {
        /// The column's name.
        target: String,
        /// What it is.
        why: Unused,
    },
    /// The target has texts, and numbers were asked for.
    #[error("{} has texts such as {}, and regression needs numbers; as classes it can be learned", quoted(.target), quoted(.sample))]
    NotNumbers {
        /// The column's name.
        target: String,
        /// One of the texts.
        sample: String,
    },
    /// The target has too many classes.
    #[error(
        "{} has {} different values, and a classifier learns at most {MAX_CLASSES}; {}",
        quoted(.target),
        .classes.map_or_else(|| format!("more than {MAX_CLASSES}"), grouped),
        if *.is_numeric { "as numbers (regression) it can be learned" } else { "a column with fewer, or with numbers, can be learned" }
    )]
    TooManyClasses {
        /// The column's name.
        target: String,
        /// How many there are, if they were counted.
        classes: Option<usize>,
        /// True when the values are numbers.
        is_numeric: bool,
    },
    /// The target's rows all have the same value.
    #[error("{} is {} in every row, so there is nothing to learn; choose a column with different values", quoted(.target), quoted(.value))]
    OneValue {
        /// The column's name.
        target: String,
        /// The value.
        value: String,
    },
    /// Nothing is left to learn from.
    #[error("no column is left to learn from; {}", if *.columns == 1 { "a data set has a target and at least one column beside it" } else { "leave fewer columns out, or choose another target" })]
    NoFeatures {
        /// How many columns the table has.
        columns: usize,
    },
    /// There are too few rows with a target.
    #[error(
        "{} with a value of {}; training and validation need at least {MIN_ROWS}",
        if *.rows == 1 { "there is one row".to_owned() } else { format!("there are {} rows", .rows) },
        quoted(.target)
    )]
    TooFewRows {
        /// The column's name.
        target: String,
        /// How many rows there are.
        rows: usize,
    },
    /// There are too many features once categories are encoded.
    #[error("the columns make {} features, and at most {} are used; leave columns out, first those with many categories", grouped(*.features), grouped(MAX_FEATURES))]
    TooManyFeatures {
        /// How many.
        features: usize,
    },
    /// The rows' features do not fit.
    #[error("{} rows of {} features are more than {} numbers; leave columns out, or take a sample of the rows", grouped(*.rows), grouped(*.features), grouped(MAX_VALUES))]
    TooManyValues {
        /// How many rows.
        rows: usize,
        /// How many features.
        features: usize,
    },
}
