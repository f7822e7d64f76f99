//! As many features, classes and rows as the 8 × 8 digits of the UCI repository, until they are here themselves: ten
//! pictures of 64 values, with noise.

use super::{Dataset, DatasetName, RawRows, Standardisation, Table, split};
use crate::math::rng::{Purpose, Stream};

const FEATURES: usize = 64;
const CLASSES: usize = 10;
const ROWS: usize = 1797;

impl Dataset {
    /// A stand-in for digits, for tests and benchmarks of size: 1797 rows, 64 features, ten classes.
    pub fn digits_like() -> Self {
        let mut stream = Stream::new(64, 0, Purpose::Dataset);
        let pictures: Vec<f64> = (0..CLASSES * FEATURES).map(|_| 16.0 * stream.uniform()).collect();
        let mut raw = RawRows { features: Vec::with_capacity(ROWS * FEATURES), labels: Vec::with_capacity(ROWS) };
        for row in 0..ROWS {
            let label = row % CLASSES;
            let picture = &pictures[label * FEATURES..][..FEATURES];
            raw.features.extend(picture.iter().map(|x| x + 12.0 * stream.normal()));
            raw.labels.push(label as u8);
        }
        let (train_rows, validation_rows) = split::stratified(&raw.labels, CLASSES, 0.25, 0);
        let standardisation = Standardisation::fit(&raw, &train_rows, FEATURES);
        Self {
            name: DatasetName::Blobs,
            feature_names: &["x"; FEATURES],
            class_names: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"].to_vec(),
            train: Table::new(&raw, &train_rows, &standardisation),
            validation: Table::new(&raw, &validation_rows, &standardisation),
            standardisation,
        }
    }
}
