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
