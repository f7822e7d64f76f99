//! Numbers as text, the way AWS and Python write them.

/// A continuous hyperparameter's value as SageMaker shows it: Python's `str(float)`, which is the shortest text that
/// reads back as the same number, in scientific notation with a two-digit exponent below 1e-4 and from 1e16 on.
/// Checked against real Describe responses (`'1.3494417573713629e-08'`).
pub fn python_float(value: f64) -> String {
    python_text(value, || format!("{value:e}"), || format!("{value:?}"))
}

/// The same of a 32-bit float: the shortest text that reads back as the same 32-bit float, as Python's numpy writes them.
pub fn single_float(value: f32) -> String {
    python_text(f64::from(value), || format!("{value:e}"), || format!("{value:?}"))
}

/// A number of this size, written in scientific notation or plainly.
fn python_text(value: f64, scientific: impl Fn() -> String, plain: impl Fn() -> String) -> String {
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) && value.is_finite() {
        let text = scientific();
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, digits) = exponent.strip_prefix('-').map_or(("+", exponent), |digits| ("-", digits));
        format!("{mantissa}e{sign}{digits:0>2}")
    } else if value.is_finite() {
        plain()
    } else if value.is_nan() {
        "nan".to_owned()
    } else {
        if value > 0.0 { "inf" } else { "-inf" }.to_owned()
    }
}

/// A metric's value as SageMaker keeps it: rounded to 32 bits and widened again.
pub fn metric_value(value: f64) -> f64 {
    f64::from(value as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_read_as_python_writes_them() {
        // Left: Python 3.11's str().
        for (text, value) in [
            ("0.00027401056839555956", 0.000_274_010_568_395_559_56),
            ("1.3494417573713629e-08", 1.349_441_757_371_362_9e-8),
            ("1.0", 1.0),
            ("0.0001", 0.0001),
            ("9.999e-05", 0.000_099_99),
            ("1e+16", 1e16),
            ("1234567890123456.0", 1_234_567_890_123_456.0),
            ("-1e-05", -1e-5),
            ("1.5e+300", 1.5e300),
            ("0.0", 0.0),
            ("inf", f64::INFINITY),
        ] {
            assert_eq!(python_float(value), text);
        }
    }

    #[test]
    fn single_floats_read_as_numpy_writes_them() {
        // Left: str() of numpy 2.4's float32.
        for (text, value) in
            [("0.1", 0.1_f32), ("0.6921472", 0.692_147_2), ("9.999e-05", 9.999e-5), ("1e+16", 1e16), ("-3.0", -3.0)]
        {
            assert_eq!(single_float(value), text);
        }
    }

    #[test]
    fn metric_values_round_trip_through_32_bits() {
        assert_eq!(metric_value(2.914_880_037_307_739_3), 2.914_880_037_307_739_3);
        assert_eq!(metric_value(0.1), 0.100_000_001_490_116_12);
    }
}
