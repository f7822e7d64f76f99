//! Numbers as short texts for people.

use crate::language::{in_language, t};

/// A number with at most four significant digits, as the language writes it: `0.9583`, `12.5`, `1e-5`, `2500`. What is no number
/// is `–`.
pub fn short(value: f64) -> String {
    in_language(short_with_point(value))
}

/// [`short`] with a decimal point in every language: for fields and files.
pub fn short_with_point(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let magnitude = value.abs();
    if magnitude == 0.0 {
        return "0".to_owned();
    }
    if !(1e-4..1e6).contains(&magnitude) {
        let text = format!("{value:.2e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        return format!("{mantissa}e{exponent}");
    }
    // Digits before the point count, zeros behind it do not.
    let before = libm::floor(libm::log10(magnitude)) as i32 + 1;
    let decimals = (4 - before).clamp(0, 8) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number with four significant digits, zeros included, so that a column of them lines up: `0.9500`, `12.50`; as the
/// language writes it.
pub fn significant(value: f64) -> String {
    let magnitude = value.abs();
    if !value.is_finite() || magnitude == 0.0 || !(1e-4..1e4).contains(&magnitude) {
        return short(value);
    }
    let before = libm::floor(libm::log10(magnitude)) as i32 + 1;
    crate::language::decimals(value, (4 - before.max(0)).max(0) as usize)
}

/// Simulated seconds as people say them: `45 s`, `12 m 30 s`, `1 h 12 m`, `2 d 3 h`.
pub fn duration(seconds: f64) -> String {
    let seconds = if seconds.is_finite() { seconds.max(0.0).round() as u64 } else { 0 };
    let parts = |large: u64, small: u64| (seconds / large, seconds % large / small);
    match seconds {
        0..60 => t!("{s} s", s = seconds),
        60..3600 => match parts(60, 1) {
            (m, 0) => t!("{m} m", m),
            (m, s) => t!("{m} m {s} s", m, s),
        },
        3600..86_400 => match parts(3600, 60) {
            (h, 0) => t!("{h} h", h),
            (h, m) => t!("{h} h {m} m", h, m),
        },
        _ => match parts(86_400, 3600) {
            (d, 0) => t!("{d} d", d),
            (d, h) => t!("{d} d {h} h", d, h),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (text, value) in [
            ("0.9583", 0.958_333_3),
            ("0.97", 0.970_000_028_610_229_5),
            ("12.5", 12.5),
            ("2500", 2500.0),
            ("123457", 123_456.7),
            ("1e-5", 1e-5),
            ("1.23e-7", 1.2345e-7),
            ("0.0001", 1e-4),
            ("0", 0.0),
            ("-0.5", -0.5),
            ("1e9", 1e9),
            ("–", f64::NAN),
        ] {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn columns_line_up() {
        for (text, value) in [
            ("0.9500", 0.95),
            ("1.000", 1.0),
            ("12.50", 12.5),
            ("0.0500", 0.05),
            ("0", 0.0),
            ("2e-5", 2e-5),
            ("–", f64::NAN),
        ] {
            assert_eq!(significant(value), text);
        }
    }

    #[test]
    fn durations_have_two_units() {
        for (text, seconds) in [
            ("0 s", 0.0),
            ("45 s", 45.2),
            ("1 m", 60.0),
            ("12 m 30 s", 750.0),
            ("1 h 12 m", 4320.0),
            ("3 h", 10_800.0),
            ("2 d 3 h", 183_600.0),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }
}
