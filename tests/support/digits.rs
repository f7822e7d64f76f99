//! The digits of `data/digits.csv`, for tests and benchmarks that want a data set of some size.

#![allow(clippy::expect_used, reason = "a file that cannot be read fails whoever wants it")]

use tuneground::csv::{Options, read};
use tuneground::dataset::Dataset;

/// 1,797 pictures and ten classes, of which `validation_fraction` are kept for validation. Of the 8 × 8 points the 61 that are not
/// the same in all pictures.
pub(crate) fn digits(validation_fraction: f64) -> Dataset {
    let table = read(include_bytes!("../../data/digits.csv"), Options::default()).expect("the file is a table");
    let choice = table.suggested().expect("a column named target");
    Dataset::from_chosen(&table.choose(&choice).expect("its classes"), validation_fraction, 0)
}
