//! Toy data sets for classification: five generated ones in the plane, and Iris. Every data set is a function of its
//! [`DatasetSpec`] alone, the same bits on every platform, so a playground document names its data in one line.
//!
//! Features are standardised with the training rows' mean and deviation, as a training script would; the raw values,
//! for axis labels, come back through [`Standardisation::raw`].

mod blobs;
mod circles;
#[cfg(feature = "gpu")]
mod digits_like;
mod iris;
mod name;
mod spec;
mod spirals;
mod split;
mod table;
mod two_moons;
mod xor;

pub use name::DatasetName;
pub use spec::{DatasetError, DatasetOptions, DatasetSpec, SAMPLES, VALIDATION_FRACTION};
pub use table::{Standardisation, Table};

use crate::math::rng::{Purpose, Stream};

/// Rows before they are split and standardised.
struct RawRows {
    /// Feature values in the data set's own unit, row-major [rows × features].
    features: Vec<f64>,
    /// The class of each row, `0..classes`.
    labels: Vec<u8>,
}

impl RawRows {
    fn with_capacity(rows: usize) -> Self {
        Self { features: Vec::with_capacity(2 * rows), labels: Vec::with_capacity(rows) }
    }

    fn push(&mut self, point: [f64; 2], label: usize) {
        self.features.extend(point);
        self.labels.push(label as u8);
    }
}

/// A data set, split and standardised, ready to train on.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    name: DatasetName,
    feature_names: &'static [&'static str],
    class_names: Vec<&'static str>,
    train: Table,
    validation: Table,
    standardisation: Standardisation,
}

impl Dataset {
    /// The data set that `spec` describes.
    pub fn generate(spec: &DatasetSpec) -> Self {
        let mut stream = Stream::new(spec.seed(), 0, Purpose::Dataset);
        let (samples, noise, classes) = (spec.samples(), spec.noise(), spec.classes());
        let raw = match spec.name() {
            DatasetName::TwoMoons => two_moons::generate(samples, noise, &mut stream),
            DatasetName::Circles => circles::generate(samples, noise, &mut stream),
            DatasetName::Xor => xor::generate(samples, noise, &mut stream),
            DatasetName::Spirals => spirals::generate(samples, noise, classes, &mut stream),
            DatasetName::Blobs => blobs::generate(samples, noise, classes, &mut stream),
            DatasetName::Iris => iris::rows(),
        };
        let feature_names = spec.name().feature_names();
        let (train_rows, validation_rows) =
            split::stratified(&raw.labels, classes, spec.validation_fraction(), spec.seed());
        let standardisation = Standardisation::fit(&raw, &train_rows, feature_names.len());
        Self {
            name: spec.name(),
            feature_names,
            class_names: spec.name().class_names(classes),
            train: Table::new(&raw, &train_rows, &standardisation),
            validation: Table::new(&raw, &validation_rows, &standardisation),
            standardisation,
        }
    }

    /// Which data set it is.
    pub fn name(&self) -> DatasetName {
        self.name
    }

    /// The features' names, in column order, with their unit where they have one.
    pub fn feature_names(&self) -> &'static [&'static str] {
        self.feature_names
    }

    /// The classes' names, by label.
    pub fn class_names(&self) -> &[&'static str] {
        &self.class_names
    }

    /// How many features a row has.
    pub fn features(&self) -> usize {
        self.feature_names.len()
    }

    /// How many classes there are; labels are `0..classes`.
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

    /// How raw values became the tables' values, fitted on the training rows.
    pub fn standardisation(&self) -> &Standardisation {
        &self.standardisation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated(name: DatasetName, options: &DatasetOptions) -> Dataset {
        Dataset::generate(&DatasetSpec::new(name, options).unwrap())
    }

    fn class_counts(dataset: &Dataset) -> Vec<usize> {
        let mut counts = vec![0; dataset.classes()];
        for &label in dataset.train().labels().iter().chain(dataset.validation().labels()) {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    #[test]
    fn every_data_set_has_balanced_classes_and_whole_rows() {
        for name in DatasetName::ALL {
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
                    assert_eq!(table.labels().len(), table.rows());
                    assert!(table.features().iter().all(|x| x.is_finite() && x.abs() < 10.0), "{name:?}");
                }
            }
        }
    }

    #[test]
    fn the_training_rows_have_mean_0_and_deviation_1() {
        for name in DatasetName::ALL {
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
        for name in DatasetName::ALL {
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
        let sums: Vec<f32> = DatasetName::ALL
            .into_iter()
            .map(|name| {
                let dataset = generated(name, &DatasetOptions::default());
                dataset.validation().features().iter().fold(0.0, |sum, x| sum + x.abs())
            })
            .collect();
        assert_eq!(sums, GOLDEN_SUMS);
    }

    const GOLDEN_SUMS: [f32; 6] = [165.0528, 168.7111, 175.90556, 165.21751, 154.74141, 125.81586];
}
