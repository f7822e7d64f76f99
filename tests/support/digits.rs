//! The digits of `data/digits.csv`, for tests and benchmarks that want a data set of some size.

#![allow(clippy::expect_used, reason = "a file that cannot be read fails whoever wants it")]

use tuneground::dataset::{Dataset, FileRows};

/// 1,797 pictures of 8 × 8 points and ten classes, of which `validation_fraction` are kept for validation.
pub(crate) fn digits(validation_fraction: f64) -> Dataset {
    let rows = FileRows::shipped(include_bytes!("../../data/digits.csv")).expect("the file is a table");
    Dataset::of_file(rows, validation_fraction, 0)
}
