//! A CSV file: the text as UTF-8, as UTF-16, and, since a text has no bytes that are no text, its characters as bytes.

#[path = "../../csv/checks.rs"]
mod checks;

use checks::assert_file;
use tuneground::csv::{Options, Separator};

/// Any file, in any chunks, with and without someone who knows better.
pub fn check(text: &str) {
    let chunk = 1 + text.len() % 61;
    assert_file(text.as_bytes(), chunk, Options::default());
    let separator = Separator::ALL[text.len() % Separator::ALL.len()];
    let said =
        Options { separator: Some(separator), has_header: Some(text.len().is_multiple_of(2)), ..Options::default() };
    assert_file(text.as_bytes(), chunk, said);
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    assert_file(&bytes, chunk, Options::default());
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_file(&[&b"\xFF\xFE"[..], &wide].concat(), chunk, Options::default());
}
