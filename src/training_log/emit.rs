//! The log line that a training job here writes after each epoch.

use crate::math::format::single_float;
use std::fmt::Write as _;

/// The line of an epoch: `epoch=3; train:loss=0.6931472; validation:accuracy=0.875;`. Each metric ends with a semicolon, as
/// in AWS's examples (`Valid_error=0.324557;`), so that their expressions, such as `Valid_error=(.*?);`, fit as well as
/// those that capture a number.
pub fn epoch_line<'a>(epoch: u32, metrics: impl IntoIterator<Item = (&'a str, f64)>) -> String {
    let mut line = format!("epoch={epoch};");
    for (name, value) in metrics {
        // Writing to a String cannot fail.
        let _ = write!(line, " {name}={};", metric_text(value));
    }
    line
}

/// A metric's value as Python's numpy prints a 32-bit float, which is what AWS keeps of it: the shortest digits that read
/// back as the same, with an exponent below 1e-4.
pub fn metric_text(value: f64) -> String {
    single_float(value as f32)
}
