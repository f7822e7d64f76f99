//! What counts as a number, and what as a missing value.

use super::DecimalMark;

/// What stands for a missing value, in any case; the first is nothing, or spaces.
pub const MISSING_WORDS: [&str; 9] = ["", "NA", "N/A", "#N/A", "NaN", "null", "None", "?", "-"];

/// The longest of them.
const MISSING_BYTES: usize = 4;

/// No number is written with more characters than this.
const MAX_NUMBER_BYTES: usize = 1_000;

/// Which of [`MISSING_WORDS`] a cell is, its spaces taken off.
pub(super) fn missing_word(cell: &str) -> Option<usize> {
    // Nearly all cells are numbers, and none of the words begins like most of those.
    if cell.len() > MISSING_BYTES || cell.bytes().next().is_some_and(|first| first.is_ascii_digit()) {
        return None;
    }
    MISSING_WORDS.iter().position(|word| word.eq_ignore_ascii_case(cell))
}

/// The number that a cell spells, its spaces taken off: digits with or without sign, fraction and exponent, and groups of
/// three digits with the mark that is not the decimal mark between them. `inf`, `-nan` and what is beyond 64-bit floats, such
/// as `1e400`, are numbers that are not finite.
pub(super) fn number(cell: &str, mark: DecimalMark) -> Option<f64> {
    let begins =
        cell.bytes().next().is_some_and(|first| matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b',' | b'i' | b'I'));
    if !begins || cell.len() > MAX_NUMBER_BYTES {
        return None;
    }
    let (fraction, group) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    if mark == DecimalMark::Point || !cell.contains([fraction, group]) {
        let value = cell.parse();
        if value.is_ok() || !cell.contains(group) {
            return value.ok();
        }
    }
    let (whole, rest) = cell.split_at(cell.find(fraction).unwrap_or(cell.len()));
    let mut plain = if whole.contains(group) { without_groups(whole, group)? } else { whole.to_owned() };
    if let Some(digits) = rest.strip_prefix(fraction) {
        plain.push('.');
        plain.push_str(digits);
    }
    plain.parse().ok()
}

/// A whole number without the marks between groups of three digits; `None` when they stand elsewhere.
fn without_groups(whole: &str, group: char) -> Option<String> {
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let digits = first.strip_prefix(['+', '-']).unwrap_or(first);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = (1..=3).contains(&digits.len()) && is_digits(digits);
    let is_rest = groups.clone().all(|part| part.len() == 3 && is_digits(part));
    (is_first && is_rest).then(|| core::iter::once(first).chain(groups).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_is_none() {
        for (text, value) in [
            ("1", 1.0),
            ("-0.5", -0.5),
            ("+3", 3.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1E-3", 1e-3),
            ("1,234", 1234.0),
            ("-1,234,567.25", -1_234_567.25),
            ("1e400", f64::INFINITY),
            ("-inf", f64::NEG_INFINITY),
        ] {
            assert_eq!(number(text, DecimalMark::Point), Some(value), "{text}");
        }
        for (text, value) in
            [("1,5", 1.5), ("-,5", -0.5), ("1.234,5", 1234.5), ("1.234", 1234.0), ("12", 12.0), ("1,5e3", 1500.0)]
        {
            assert_eq!(number(text, DecimalMark::Comma), Some(value), "{text}");
        }
        for text in ["", "1,5", "12,34", "1,2345", "1.5.2", "0x10", "1_000", "93%", "$5", "1 000", "-", "--1", "i", "n"]
        {
            assert_eq!(number(text, DecimalMark::Point), None, "{text}");
        }
        for text in ["0.5", "1,2,3", "1,5.5", "12.34", ",", "1.234.5", &"1".repeat(1_001)] {
            assert_eq!(number(text, DecimalMark::Comma), None, "{text}");
        }
    }

    #[test]
    fn missing_values_are_words_in_any_case() {
        for (index, word) in MISSING_WORDS.into_iter().enumerate() {
            assert!(word.len() <= MISSING_BYTES);
            assert_eq!(missing_word(&word.to_lowercase()), Some(index));
            assert_eq!(missing_word(&word.to_uppercase()), Some(index));
        }
        for word in ["0", "no", "naN0", "--", "missing"] {
            assert_eq!(missing_word(word), None, "{word}");
        }
    }
}
