//! A data set from a file: what was chosen of its columns becomes rows, and what is missing in them is filled in.

use super::{Dataset, Name, RowTargets, Rows};
use crate::csv::{Chosen, Target};
use crate::math::stats::median;

impl Dataset {
    /// The data set that was chosen of a table; of each class, or of all rows where numbers are predicted,
    /// `validation_fraction` are kept for validation, drawn by `seed`. A missing feature becomes the median of the training
    /// rows that have it, so that nothing is learned from the validation rows; 0 where none has it.
    pub fn from_chosen(chosen: &Chosen, validation_fraction: f64, seed: u64) -> Self {
        let (targets, class_names) = match &chosen.target {
            Target::Classes { labels, names } => {
                (RowTargets::Classes(labels.clone()), names.iter().cloned().map(Name::Owned).collect())
            }
            Target::Numbers(values) => {
                (RowTargets::Values(values.iter().map(|&value| f64::from(value)).collect()), Vec::new())
            }
        };
        let rows = Rows { features: chosen.values.iter().map(|&value| f64::from(value)).collect(), targets };
        let feature_names = chosen.features.iter().map(|feature| Name::Owned(feature.name.clone())).collect();
        Self::from_rows(rows, feature_names, class_names, validation_fraction, seed)
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
    use crate::dataset::Task;

    fn from(text: &str) -> Dataset {
        let table = read(text.as_bytes(), Options::default()).unwrap();
        Dataset::from_chosen(&table.choose(&table.suggested().unwrap()).unwrap(), 0.25, 1)
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
