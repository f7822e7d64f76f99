//! What counts as a number.

use std::ops::Range;

/// A capturing group for any number: sign, fraction, exponent. AWS's own pages show `([0-9\.]+)`, which loses the sign of
/// -0.25 and takes 1e-05 for 1; the built-in definitions of XGBoost have this one (aws/sagemaker-xgboost-container#121).
pub const NUMBER_GROUP: &str = r"([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)";

/// No number is written with more characters than this.
const MAX_CHARACTERS: usize = 1_000;

/// Why a captured text is no metric's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// Nothing, or spaces.
    Empty,
    /// `nan`, `inf`, or a number beyond the 32-bit floats that metrics are. CloudWatch takes none of them ("special values
    /// (for example, NaN, +Infinity, -Infinity) are not supported", `PutMetricData`).
    NotFinite,
    /// Any other text.
    NotANumber,
}

/// The number that a text spells, with or without spaces around it. AWS does not say what it takes for a number; these are
/// the texts that Python's `float` and Java's `Double.parseDouble` both take: digits, with or without sign, fraction and
/// exponent.
pub fn number(text: &str) -> Result<f64, NoNumber> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NoNumber::Empty);
    }
    if text.len() > MAX_CHARACTERS {
        return Err(NoNumber::NotANumber);
    }
    match text.parse::<f64>() {
        Ok(value) if (value as f32).is_finite() => Ok(value),
        Ok(_) => Err(NoNumber::NotFinite),
        Err(_) => Err(NoNumber::NotANumber),
    }
}

/// True when the number in the line goes on before or after what was captured: a sign, more digits, a fraction, an
/// exponent.
pub(super) fn is_cut(line: &str, captured: &Range<usize>) -> bool {
    let (before, after) = (&line.as_bytes()[..captured.start], &line.as_bytes()[captured.end..]);
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let goes_on = match after {
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E' | b'.', rest @ ..] => is_digit(rest.first()),
        _ => is_digit(after.first()),
    };
    let began_before = match before {
        // The end of a control character's code, such as #015.
        [.., b'#', b'0'..=b'1', b'0'..=b'7', b'0'..=b'7'] => false,
        // A hyphen between words is no sign.
        [.., word, b'-'] => !(word.is_ascii_alphanumeric() || matches!(word, b')' | b']' | b'_')),
        [b'-'] => true,
        [.., b'.'] => is_digit(before.get(before.len().wrapping_sub(2))),
        _ => is_digit(before.last()),
    };
    goes_on || began_before
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_lite::Regex;

    #[test]
    fn what_is_a_number_and_what_is_not() {
        for (text, value) in [("0.5", 0.5), (" -1e-05\t", -1e-5), ("+3", 3.0), (".5", 0.5), ("5.", 5.0), ("1E3", 1e3)] {
            assert_eq!(number(text), Ok(value), "{text:?}");
        }
        for text in ["nan", "NaN", "inf", "-Infinity", "1e39", "1e999"] {
            assert_eq!(number(text), Err(NoNumber::NotFinite), "{text:?}");
        }
        for text in ["", "  ", "\u{a0}"] {
            assert_eq!(number(text), Err(NoNumber::Empty), "{text:?}");
        }
        for text in ["0.5;", "93.3%", "1,5", "1_000", "0x10", "1e", "-", ".", "1.2.3", "dog", &"1".repeat(1_001)] {
            assert_eq!(number(text), Err(NoNumber::NotANumber), "{text:?}");
        }
    }

    #[test]
    fn a_cut_number_is_seen() {
        let cut = |line: &str, captured: &str| {
            let start = line.find(captured).unwrap();
            is_cut(line, &(start..start + captured.len()))
        };
        for (line, captured) in [
            ("loss=1.2e-05", "1.2"),
            ("loss=1E5", "1"),
            ("loss=1.25", "1.2"),
            ("loss=12.5", "12"),
            ("loss=-0.5", "0.5"),
            ("-0.5", "0.5"),
            ("loss=0.25", "25"),
            ("loss=125", "25"),
        ] {
            assert!(cut(line, captured), "{captured} of {line}");
        }
        for (line, captured) in [
            ("loss=0.5", "0.5"),
            ("loss 0.5.", "0.5"),
            ("loss 1.", "1"),
            ("0.5 e", "0.5"),
            ("0.5epochs", "0.5"),
            ("val-0.5", "0.5"),
            ("[3]-0.5", "0.5"),
            ("a#0150.5", "0.5"),
            ("é0.5é", "0.5"),
        ] {
            assert!(!cut(line, captured), "{captured} of {line}");
        }
    }

    #[test]
    fn the_number_group_takes_every_number() {
        let regex = Regex::new(&format!("^{NUMBER_GROUP}$")).unwrap();
        for number in ["0.5", "12", "-0.25", "1e-05", "+3.5E+10", ".5"] {
            assert!(regex.is_match(number), "{number}");
        }
    }
}
