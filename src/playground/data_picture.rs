//! A small picture of a data set, as SVG paths: its rows over two of its numbers, or of digits the digits themselves.

use crate::dataset::{Dataset, Targets};
use crate::playground::form::class_mark;
use crate::playground::strongest::strongest_features;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The most rows that are drawn: more would be a blot.
const MOST_ROWS: usize = 240;
/// Room around the rows, in the picture's unit.
const MARGIN: f64 = 5.0;
/// Points of a picture of a digit along each side, and how many of its grey levels are told apart.
const SIDE: usize = 8;
const LEVELS: usize = 4;

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DataPicture {
    /// A path for each class, with a shape of its own; one path where a number is predicted.
    Rows(Vec<String>),
    /// Pictures: a path for each grey level, the lightest first.
    Pictures(Vec<String>),
}

impl DataPicture {
    /// The picture of a data set, within `width` and `height`: rows over the two features that tell most, or over the one
    /// that tells most and the number that is predicted, which is up.
    pub fn of(dataset: &Dataset, width: f64, height: f64) -> Self {
        let is_picture = |name: &str| name.starts_with("pixel ");
        if dataset.features() == SIDE * SIDE && dataset.feature_names().iter().all(|name| is_picture(name)) {
            return Self::Pictures(pictures(dataset, width, height));
        }
        let strongest = strongest_features(dataset);
        let across = strongest.first().copied().unwrap_or(0);
        let tables = || [dataset.train(), dataset.validation()].into_iter();
        let rows: Vec<(f64, f64, usize)> = match dataset.train().targets() {
            Targets::Classes(_) => {
                let up = strongest.get(1).copied().unwrap_or(across);
                let (across, up) = (across.min(up), across.max(up));
                let rows = tables().flat_map(|table| {
                    (0..table.rows()).map(move |row| (table.row(row), table.targets().labels()[row]))
                });
                rows.map(|(features, label)| (f64::from(features[across]), f64::from(features[up]), usize::from(label)))
                    .collect()
            }
            Targets::Values(_) => tables()
                .flat_map(|table| (0..table.rows()).map(move |row| (table.row(row), table.targets().values()[row])))
                .map(|(features, value)| (f64::from(features[across]), f64::from(value), 0))
                .collect(),
        };
        let classes = dataset.task().outputs();
        Self::Rows(scatter(&rows, classes, width, height))
    }
}

/// One path per class; every row is a place across, a place up and a class.
fn scatter(rows: &[(f64, f64, usize)], classes: usize, width: f64, height: f64) -> Vec<String> {
    let step = rows.len().div_ceil(MOST_ROWS).max(1);
    let least = |of: fn(&(f64, f64, usize)) -> f64| rows.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64, usize)) -> f64| rows.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, right) = (least(|row| row.0), most(|row| row.0));
    let (bottom, top) = (least(|row| row.1), most(|row| row.1));
    let mut paths = vec![String::new(); classes];
    for &(x, y, label) in rows.iter().step_by(step) {
        let x = MARGIN + (x - left) / (right - left).max(f64::EPSILON) * (width - 2.0 * MARGIN);
        let y = height - MARGIN - (y - bottom) / (top - bottom).max(f64::EPSILON) * (height - 2.0 * MARGIN);
        if let Some(path) = paths.get_mut(label) {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{x:.1} {y:.1}{}", class_mark(label));
        }
    }
    paths
}

/// The first pictures, as many as fit in rows of four.
fn pictures(dataset: &Dataset, width: f64, height: f64) -> Vec<String> {
    const ACROSS: usize = 4;
    const DOWN: usize = 3;
    let (cell, table) = ((width / ACROSS as f64).min(height / DOWN as f64), dataset.train());
    let point = cell / (SIDE + 1) as f64;
    let mut paths = vec![String::new(); LEVELS];
    for picture in 0..(ACROSS * DOWN).min(table.rows()) {
        let (left, top) =
            ((picture % ACROSS) as f64 * width / ACROSS as f64, (picture / ACROSS) as f64 * height / DOWN as f64);
        for (index, &value) in table.row(picture).iter().enumerate() {
            // Ink is from 0 to 16.
            let ink = dataset.standardisation().raw(index, value) / 16.0;
            let level = (ink * LEVELS as f32).round() as usize;
            if let Some(path) = level.checked_sub(1).and_then(|level| paths.get_mut(level)) {
                let (x, y) = (left + (index % SIDE) as f64 * point, top + (index / SIDE) as f64 * point);
                let _ = write!(path, "M{x:.1} {y:.1}h{point:.1}v{point:.1}h-{point:.1}z");
            }
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{DatasetName, DatasetSpec, FileRows};

    fn assert_drawn(paths: &[String], count: usize) {
        assert_eq!(paths.len(), count);
        assert!(paths.iter().all(|path| path.starts_with('M') && !path.contains("NaN")), "{paths:?}");
    }

    #[test]
    fn every_data_set_has_a_picture() {
        for name in DatasetName::ALL {
            let spec = DatasetSpec::default_of(name);
            if spec.is_in_a_file() || name == DatasetName::Drawn {
                continue;
            }
            let DataPicture::Rows(paths) = DataPicture::of(&Dataset::generate(&spec).unwrap(), 92.0, 72.0) else {
                panic!("{name:?}")
            };
            assert_drawn(&paths, spec.task().outputs());
        }
    }

    #[test]
    fn digits_are_drawn_as_digits_and_numbers_as_points() {
        let of = |file: &[u8]| DataPicture::of(&Dataset::of_file(FileRows::shipped(file).unwrap(), 0.2, 0), 92.0, 72.0);
        let digits = of(include_bytes!("../../data/digits.csv"));
        let DataPicture::Pictures(levels) = digits else { panic!("{digits:?}") };
        assert_drawn(&levels, LEVELS);
        let airfoil = of(include_bytes!("../../data/airfoil-self-noise.csv"));
        let DataPicture::Rows(paths) = airfoil else { panic!("{airfoil:?}") };
        assert_drawn(&paths, 1);
        let wine = of(include_bytes!("../../data/wine.csv"));
        let DataPicture::Rows(paths) = wine else { panic!("{wine:?}") };
        assert_drawn(&paths, 3);
    }
}
