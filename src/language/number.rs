//! Numbers as the language writes them.

use super::LANGUAGE;

/// A number with so many decimals, as the language writes it.
pub fn decimals(value: f64, count: usize) -> String {
    in_language(format!("{value:.count$}"))
}

/// A number that is written with a decimal point, with the language's own mark. Only for what people read: forms, JSON, links
/// and files keep the point.
pub fn in_language(number: String) -> String {
    match LANGUAGE.get() {
        Some(language) if language.decimal_mark() != "." => number.replace('.', language.decimal_mark()),
        _ => number,
    }
}

/// A count with its digits in groups of three, as the language writes it.
pub fn grouped(count: usize) -> String {
    let (mark, least) = match LANGUAGE.get() {
        // Spanish writes four digits without one (CLDR's minimumGroupingDigits, <https://cldr.unicode.org>).
        Some(language) => (language.group_mark(), if language.name() == "es" { 5 } else { 4 }),
        None => (",", 4),
    };
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() >= least && (digits.len() - index).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}
