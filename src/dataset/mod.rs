//! Data sets: five generated ones in the plane, Iris, and those whose rows are in a file, the user's own or one that comes with
//! the page. A data set is a function of its [`DatasetSpec`] and that file alone, the same bits on every platform, so a
//! playground document names its data in a few words.
//!
//! Features are standardised with the training rows' mean and deviation, as a training script would; the raw values,
//! for axis labels, come back through [`Standardisation::raw`].

mod blobs;
mod circles;
mod drawn;
mod file;
mod fresh;
mod iris;
mod name;
mod own;
mod packed;
mod spec;
mod spirals;
mod split;
mod table;
mod target;
mod two_moons;
mod xor;

pub use drawn::Drawn;
pub use file::{DataError, FileRows};
pub use name::DatasetName;
pub use own::{Checksum, OwnFile};
pub use spec::{DatasetError, DatasetOptions, DatasetSpec, SAMPLES, VALIDATION_FRACTION};
pub use table::{Standardisation, Table, TargetScale};
pub use target::{Targets, Task};

use crate::language::text;
use crate::math::rng::{Purpose, Stream};
use std::borrow::Cow;

/// A name of a feature or a class: of a generated data set's, or read from a file.
pub type Name = Cow<'static, str>;

/// Rows before they are split and standardised.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// Feature values in the data set's own unit, row-major [rows × features]; NaN where one is missing.
    pub features: Vec<f64>,
    /// What is to be predicted, in its own unit.
    pub targets: RowTargets,
}

/// What is to be predicted, for each row, in its own unit.
#[derive(Clone, Debug, PartialEq)]
pub enum RowTargets {
    /// Each row's class, a place in the classes' names.
    Classes(Vec<u16>),
    /// Each row's number, finite.
    Values(Vec<f64>),
}

impl Rows {
    fn with_capacity(rows: usize) -> Self {
        Self { features: Vec::with_capacity(2 * rows), targets: RowTargets::Classes(Vec::with_capacity(rows)) }
    }

    fn push(&mut self, point: [f64; 2], label: usize) {
        self.features.extend(point);
        if let RowTargets::Classes(labels) = &mut self.targets {
            labels.push(label as u16);
        }
    }
}

/// The rows of points that were drawn, class by class.
fn drawn_rows(drawn: &Drawn) -> Rows {
    let mut rows = Rows::with_capacity(drawn.len());
    for (class, points) in drawn.classes().iter().enumerate() {
        for &point in points {
            rows.push(point, class);
        }
    }
    rows
}

/// The rows of a data set that is in no file, as they are; `samples` and `seed` are those of what is drawn.
fn raw_rows(spec: &DatasetSpec, samples: usize, seed: u64) -> Result<Rows, DataError> {
    let mut stream = Stream::new(seed, 0, Purpose::Dataset);
    let (noise, classes) = (spec.noise(), spec.task().outputs());
    Ok(match spec.name() {
        DatasetName::TwoMoons => two_moons::generate(samples, noise, &mut stream),
        DatasetName::Circles => circles::generate(samples, noise, &mut stream),
        DatasetName::Xor => xor::generate(samples, noise, &mut stream),
        DatasetName::Spirals => spirals::generate(samples, noise, classes, &mut stream),
        DatasetName::Blobs => blobs::generate(samples, noise, classes, &mut stream),
        DatasetName::Iris => iris::rows(),
        DatasetName::Drawn => spec.drawn().map(drawn_rows).ok_or(DataError::NotThere(DatasetName::Drawn))?,
        name @ (DatasetName::Digits
        | DatasetName::BreastCancer
        | DatasetName::Wine
        | DatasetName::Airfoil
        | DatasetName::File) => return Err(DataError::NotThere(name)),
    })
}

/// A data set, split and standardised, ready to train on.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    feature_names: Vec<Name>,
    class_names: Vec<Name>,
    train: Table,
    validation: Table,
    standardisation: Standardisation,
    target_scale: TargetScale,
}

impl Dataset {
    /// The data set that `spec` describes; `file` has the rows of one whose rows are in a file, and else has no effect.
    pub fn new(spec: &DatasetSpec, file: Option<FileRows>) -> Result<Self, DataError> {
        if !spec.is_in_a_file() {
            return Self::generate(spec);
        }
        let file = file.ok_or(DataError::NotThere(spec.name()))?;
        let found = (file.rows(), file.features(), file.task());
        let expected = (spec.samples(), spec.features(), spec.task());
        if found != expected {
            let words = |(rows, features, task)| FileRows::in_words(rows, features, task);
            return Err(DataError::Different { found: words(found), expected: words(expected) });
        }
        Ok(Self::of_file(file, spec.validation_fraction(), spec.seed()))
    }

    /// The data set that `spec` describes, if its rows are not in a file.
    pub fn generate(spec: &DatasetSpec) -> Result<Self, DataError> {
        let raw = raw_rows(spec, spec.samples(), spec.seed())?;
        let classes = spec.task().outputs();
        let features = spec.name().feature_names().iter().map(|&name| Name::Borrowed(text(name))).collect();
        let classes = spec.name().class_names(classes).into_iter().map(Name::Borrowed).collect();
        Ok(Self::from_rows(raw, features, classes, spec.validation_fraction(), spec.seed()))
    }

    /// The data set of a file's rows; of each class, or of all rows where numbers are predicted, `validation_fraction` are kept
    /// for validation, drawn by `seed`.
    pub fn of_file(file: FileRows, validation_fraction: f64, seed: u64) -> Self {
        let names = |names: Vec<String>| -> Vec<Name> { names.into_iter().map(Name::Owned).collect() };
        let (features, classes) = (names(file.feature_names), names(file.class_names));
        Self::from_rows(file.rows, features, classes, validation_fraction, seed)
    }

    /// A data set of these rows: of each class, or of all rows where numbers are predicted, `validation_fraction` are kept for
    /// validation, drawn by `seed`. A missing feature becomes the median of the training rows that have it, so that nothing is
    /// learned from the validation rows; 0 where none has it. `class_names` by label, none where numbers are predicted.
    pub fn from_rows(
        mut rows: Rows,
        feature_names: Vec<Name>,
        class_names: Vec<Name>,
        validation_fraction: f64,
        seed: u64,
    ) -> Self {
        let (train_rows, validation_rows) = split::split(&rows.targets, validation_fraction, seed);
        file::fill_in(&mut rows.features, &train_rows, feature_names.len());
        let standardisation = Standardisation::fit(&rows.features, &train_rows, feature_names.len());
        let target_scale = TargetScale::fit(&rows.targets, &train_rows);
        let table = |numbers: &[usize]| Table::new(&rows, numbers, &standardisation, target_scale);
        Self {
            train: table(&train_rows),
            validation: table(&validation_rows),
            feature_names,
            class_names,
            standardisation,
            target_scale,
        }
    }

    /// The features' names, in column order, with their unit where they have one.
    pub fn feature_names(&self) -> &[Name] {
        &self.feature_names
    }

    /// The classes' names, by label.
    pub fn class_names(&self) -> &[Name] {
        &self.class_names
    }

    /// How many features a row has.
    pub fn features(&self) -> usize {
        self.feature_names.len()
    }

    /// What is predicted.
    pub fn task(&self) -> Task {
        match self.train.targets() {
            Targets::Classes(_) => Task::Classification { classes: self.class_names.len() },
            Targets::Values(_) => Task::Regression,
        }
    }

    /// How many classes there are, none where numbers are predicted; labels are `0..classes`.
    pub fn classes(&self) -> usize {
        self.class_names.len()
    }

    /// The rows that models are fitted to.
    pub fn train(&self) -> &Table {
        &self.train
    }

    /// The rows that models are only judged on.
    pub fn validation(&self) -> &Table {
        &self.validation
    }

    /// How the raw numbers that are predicted became the tables'; the identity where classes are.
    pub fn target_scale(&self) -> TargetScale {
        self.target_scale
    }

    /// How raw values became the tables' values, fitted on the training rows.
    pub fn standardisation(&self) -> &Standardisation {
        &self.standardisation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated(name: DatasetName, options: &DatasetOptions) -> Dataset {
        Dataset::generate(&DatasetSpec::new(name, options).unwrap()).unwrap()
    }

    /// The data sets whose rows are in no file.
    fn in_the_program() -> impl Iterator<Item = DatasetName> {
        let is_own = |name: &DatasetName| *name == DatasetName::Drawn || DatasetSpec::default_of(*name).is_in_a_file();
        DatasetName::ALL.into_iter().filter(move |name| !is_own(name))
    }

    fn class_counts(dataset: &Dataset) -> Vec<usize> {
        let mut counts = vec![0; dataset.classes()];
        for &label in [dataset.train(), dataset.validation()].iter().flat_map(|table| table.targets().labels()) {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    #[test]
    fn every_data_set_has_balanced_classes_and_whole_rows() {
        for name in in_the_program() {
            for classes in name.class_limits() {
                let options = DatasetOptions { classes: Some(classes), ..DatasetOptions::default() };
                let dataset = generated(name, &options);
                assert_eq!(dataset.classes(), classes, "{name:?}");
                let counts = class_counts(&dataset);
                let spread = counts.iter().max().unwrap() - counts.iter().min().unwrap();
                assert!(spread <= 1, "{name:?}: {counts:?}");
                let total = if name == DatasetName::Iris { 150 } else { 400 };
                assert_eq!(counts.iter().sum::<usize>(), total);
                for table in [dataset.train(), dataset.validation()] {
                    assert_eq!(table.features().len(), table.rows() * dataset.features());
                    assert_eq!(table.targets().labels().len(), table.rows());
                    assert!(table.features().iter().all(|x| x.is_finite() && x.abs() < 10.0), "{name:?}");
                }
            }
        }
    }

    #[test]
    fn the_training_rows_have_mean_0_and_deviation_1() {
        for name in in_the_program() {
            let dataset = generated(name, &DatasetOptions::default());
            let (table, width) = (dataset.train(), dataset.features());
            for feature in 0..width {
                let column = || (0..table.rows()).map(|row| f64::from(table.row(row)[feature]));
                let mean = column().sum::<f64>() / table.rows() as f64;
                let variance = column().map(|x| (x - mean) * (x - mean)).sum::<f64>() / table.rows() as f64;
                assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-6, "{name:?} {mean} {variance}");
            }
        }
    }

    #[test]
    fn the_seed_decides_the_rows() {
        for name in in_the_program() {
            let of = |seed| generated(name, &DatasetOptions { seed: Some(seed), ..DatasetOptions::default() });
            assert_eq!(of(1), of(1));
            assert_ne!(of(1).train(), of(2).train(), "{name:?}");
        }
    }

    #[test]
    fn raw_values_come_back() {
        let dataset = generated(DatasetName::Iris, &DatasetOptions::default());
        let raw = dataset.standardisation().raw(0, dataset.train().row(0)[0]);
        let tenths = f64::from(raw) * 10.0;
        assert!((43.0..=79.0).contains(&tenths.round()) && (tenths - tenths.round()).abs() < 1e-4, "{raw}");
    }

    /// The bits of one generated value per data set: a change here changes everyone's results.
    #[test]
    fn generated_values_stay_as_they_are() {
        let sums: Vec<f32> = in_the_program()
            .map(|name| {
                let dataset = generated(name, &DatasetOptions::default());
                dataset.validation().features().iter().fold(0.0, |sum, x| sum + x.abs())
            })
            .collect();
        assert_eq!(sums, GOLDEN_SUMS);
    }

    const GOLDEN_SUMS: [f32; 6] = [165.0528, 168.7111, 175.90556, 165.21751, 154.74141, 125.81586];
}
