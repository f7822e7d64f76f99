//! Lines as they stand in CloudWatch, which is what the regular expressions search.
//!
//! Between a container and CloudWatch control characters become `#` and three octal digits, as rsyslog writes them: logs of
//! SageMaker that people have published have `#011` for a tab (XGBoost's built-in metric definitions search for
//! it), `#015` for a carriage return, `#010` for a backspace and `#033` for the escape that begins a colour. So a
//! progress bar that goes back to the start of its line, as tqdm's and Keras' do on a terminal, is one long line up to the
//! next line feed (awslabs/gluonts#810 shows one).

use std::borrow::Cow;
use std::fmt::Write as _;

/// The most bytes of a line that are searched: "Each log event can be no larger than 1 MB" (CloudWatch Logs,
/// `PutLogEvents`).
pub const MAX_LINE_BYTES: usize = 1 << 20;

/// The line that begins at byte `start`, without its end, and where the next one begins; `None` at the end of the text.
/// A carriage return right before the line feed is a Windows line end: some editor's, since containers have none.
pub fn next(text: &str, start: usize) -> Option<(&str, usize)> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    let (line, length) = match rest.find('\n') {
        Some(end) => (&rest[..end], end + 1),
        None => (rest, rest.len()),
    };
    Some((line.strip_suffix('\r').unwrap_or(line), start + length))
}

/// The line as CloudWatch has it: control characters as `#` and three octal digits, and at most [`MAX_LINE_BYTES`] of it.
pub fn shown(line: &str) -> Cow<'_, str> {
    let line = first_bytes(line, MAX_LINE_BYTES);
    if !line.bytes().any(is_control) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len() + 64);
    for character in line.chars() {
        match u8::try_from(character) {
            // Writing to a String cannot fail.
            Ok(byte) if is_control(byte) => drop(write!(text, "#{byte:03o}")),
            _ => text.push(character),
        }
    }
    text.truncate(first_bytes(&text, MAX_LINE_BYTES).len());
    Cow::Owned(text)
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 || byte == 0x7f
}

/// The beginning of a text, whole characters of at most so many bytes.
pub(super) fn first_bytes(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_feed_ends_a_line() {
        let text = "a\r\n\nb\rc\n\u{1b}[32mé\u{7f}";
        let mut lines = Vec::new();
        let mut at = 0;
        while let Some((line, next)) = next(text, at) {
            lines.push(shown(line).into_owned());
            at = next;
        }
        assert_eq!(lines, ["a", "", "b#015c", "#033[32mé#177"]);
        assert_eq!(next("a\n", 2), None);
        assert_eq!(next("é", 1), None, "not between two bytes of a character");
    }

    #[test]
    fn a_line_ends_at_the_limit() {
        for long in ["é".repeat(MAX_LINE_BYTES), "\t".repeat(MAX_LINE_BYTES)] {
            let shown = shown(&long);
            assert!((MAX_LINE_BYTES - 3..=MAX_LINE_BYTES).contains(&shown.len()), "{}", shown.len());
        }
    }
}
