//! A data set's rows from a file: a CSV file that comes with the page, or what was chosen of the user's own.

use super::target::Task;
use super::{DatasetName, RowTargets, Rows};
use crate::csv::{self, Chosen, Target};
use crate::math::stats::median;

/// The rows of a file, as they are, with their names.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRows {
    pub(super) feature_names: Vec<String>,
    /// By label; none where numbers are predicted.
    pub(super) class_names: Vec<String>,
    pub(super) rows: Rows,
}

/// Why a data set could not be made of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// The rows are in a file, and there is none.
    #[error("the rows of the data set {} are not there, or could not be loaded", .0.name())]
    NotThere(DatasetName),
    /// The file cannot be read.
    #[error("the data set's file cannot be read: {0}")]
    Unreadable(String),
    /// The file is another one.
    #[error("the file has {found}, and the tuning job was set up with {expected}: is it the same file?")]
    Different {
        /// What there is, in words.
        found: String,
        /// What there should be.
        expected: String,
    },
}

impl FileRows {
    /// What was chosen of a table.
    pub fn from_chosen(chosen: &Chosen) -> Self {
        let (targets, class_names) = match &chosen.target {
            Target::Classes { labels, names } => (RowTargets::Classes(labels.clone()), names.clone()),
            Target::Numbers(values) => {
                (RowTargets::Values(values.iter().copied().map(f64::from).collect()), Vec::new())
            }
        };
        Self {
            feature_names: chosen.features.iter().map(|feature| feature.name.clone()).collect(),
            class_names,
            rows: Rows { features: chosen.values.iter().copied().map(f64::from).collect(), targets },
        }
    }

    /// The rows of a file that comes with the page ([`DatasetName::file_name`]), from its text; the last column is the
    /// target, and all others are features.
    pub fn shipped(text: &[u8]) -> Result<Self, DataError> {
        let unreadable = |error: &dyn core::fmt::Display| DataError::Unreadable(error.to_string());
        let table = csv::read(text, csv::Options::default()).map_err(|error| unreadable(&error))?;
        let target = table.columns.len().saturating_sub(1);
        let task = table.columns.last().and_then(|column| column.tasks().first());
        let task = *task.ok_or_else(|| unreadable(&"its last column cannot be learned"))?;
        let choice = csv::Choice { target, task, leave_out: [].into(), keep_constants: true };
        table.choose(&choice).map(|chosen| Self::from_chosen(&chosen)).map_err(|error| unreadable(&error))
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        match &self.rows.targets {
            RowTargets::Classes(labels) => labels.len(),
            RowTargets::Values(values) => values.len(),
        }
    }

    /// How many features a row has.
    pub fn features(&self) -> usize {
        self.feature_names.len()
    }

    /// What is predicted.
    pub fn task(&self) -> Task {
        match &self.rows.targets {
            RowTargets::Classes(_) => Task::Classification { classes: self.class_names.len() },
            RowTargets::Values(_) => Task::Regression,
        }
    }

    /// What there is, in words.
    pub(super) fn in_words(rows: usize, features: usize, task: Task) -> String {
        match task {
            Task::Classification { classes } => format!("{rows} rows of {features} features in {classes} classes"),
            Task::Regression => format!("{rows} rows of {features} features and a number to predict"),
        }
    }
}

/// Fills in what is missing, NaN, in `features`, row-major [rows × width], with the medians of the rows numbered `train`.
pub(super) fn fill_in(features: &mut [f64], train: &[usize], width: usize) {
    for feature in 0..width {
        if !features.iter().skip(feature).step_by(width).any(|x| x.is_nan()) {
            continue;
        }
        let known = train.iter().map(|&row| features[row * width + feature]).filter(|x| !x.is_nan());
        let middle = median(&known.collect::<Vec<_>>()).unwrap_or(0.0);
        features.iter_mut().skip(feature).step_by(width).filter(|x| x.is_nan()).for_each(|x| *x = middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::{Options, read};
    use crate::dataset::{Dataset, Name, Task};

    fn from(text: &str) -> Dataset {
        let table = read(text.as_bytes(), Options::default()).unwrap();
        let rows = FileRows::from_chosen(&table.choose(&table.suggested().unwrap()).unwrap());
        Dataset::of_file(rows, 0.25, 1)
    }

    #[test]
    fn classes_and_numbers_come_from_their_columns() {
        let flower =
            |row: usize| format!("{}.5,{},{}", row * row, ["red", "blue"][row % 2], ["rose", "tulip", "lily"][row % 3]);
        let house = |row: usize| format!("{}.25,{}", row * row, 1000.5 + 10.0 * (row * row) as f64);
        let file = |header: &str, line: &dyn Fn(usize) -> String| {
            let lines: Vec<String> = core::iter::once(header.to_owned()).chain((0..40).map(line)).collect();
            lines.join("\n")
        };
        let flowers = from(&file("width,colour,kind", &flower));
        assert_eq!(flowers.task(), Task::Classification { classes: 3 });
        assert_eq!(flowers.class_names(), ["lily", "rose", "tulip"]);
        assert_eq!((flowers.features(), flowers.train().rows(), flowers.validation().rows()), (2, 30, 10));
        let houses = from(&file("area,price", &house));
        assert_eq!((houses.task(), houses.feature_names()), (Task::Regression, &[Name::Borrowed("area")][..]));
        assert_eq!((houses.train().rows(), houses.classes()), (30, 0));
        // Area and price lie on a line, so their standardised values are the same.
        let pairs = houses.train().features().iter().zip(houses.train().targets().values());
        assert!(pairs.into_iter().all(|(x, y)| (x - y).abs() < 1e-4));
    }

    #[test]
    fn what_is_missing_becomes_the_training_rows_median() {
        let mut features = [1.0, f64::NAN, 5.0, 2.0, f64::NAN, f64::NAN, 9.0, f64::NAN];
        fill_in(&mut features, &[0, 1, 2], 2);
        assert_eq!(features, [1.0, 2.0, 5.0, 2.0, 3.0, 2.0, 9.0, 2.0]);
        let mut nothing = [f64::NAN; 3];
        fill_in(&mut nothing, &[0], 1);
        assert_eq!(nothing, [0.0; 3]);
    }
}
