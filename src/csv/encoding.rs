//! Bytes to UTF-8 with line feeds, in any chunks: the text that comes out does not depend on where the bytes are cut.
//!
//! A file says nothing of its encoding unless it begins with a byte order mark. Without one it is UTF-8 as long as all is
//! valid; at the first byte that is not, it is Windows-1252 if all before was ASCII (what Excel writes on western systems),
//! else UTF-8 with a damaged character, which U+FFFD replaces. UTF-16 without a mark shows in the zeros of its first two
//! characters.

use core::fmt;

/// How characters are bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, and so ASCII.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252, the superset of Latin-1 that browsers read for it.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

/// So many bytes at the beginning of a file decide [`begins_with`].
pub(super) const DECISIVE_BYTES: usize = 4;

/// What a file's first [`DECISIVE_BYTES`] say: the encoding, and how many bytes its byte order mark has.
pub(super) fn begins_with(head: &[u8]) -> (Encoding, usize) {
    match *head {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        [1..=255, 0, 1..=255, 0, ..] => (Encoding::Utf16Le, 0),
        [0, 1..=255, 0, 1..=255, ..] => (Encoding::Utf16Be, 0),
        _ => (Encoding::Utf8, 0),
    }
}

/// U+FFFD, in place of what is no character.
const REPLACEMENT: char = '\u{FFFD}';

/// Windows-1252 from 0x80 to 0x9F, with the five bytes that mean nothing as the controls that browsers make of them.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Decodes a file's bytes, which come in chunks.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Encoding,
    /// True while UTF-8 is only what has been valid so far.
    is_assumed: bool,
    /// Of a character that goes on in the next chunk.
    pending: Vec<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
    has_non_ascii: bool,
    is_after_return: bool,
    replaced: usize,
}

impl Decoder {
    /// For what [`begins_with`] says of the file; or for what the user says, which is certain.
    pub(super) fn new(encoding: Encoding, is_assumed: bool) -> Self {
        Self {
            encoding,
            is_assumed,
            pending: Vec::new(),
            high: None,
            has_non_ascii: false,
            is_after_return: false,
            replaced: 0,
        }
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many times U+FFFD stands for what is no character.
    pub(super) fn replaced(&self) -> usize {
        self.replaced
    }

    /// Appends the text of a chunk to `text`, every line end as one line feed.
    pub(super) fn decode(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, text),
            Encoding::Utf16Le | Encoding::Utf16Be => self.utf16(bytes, text),
            Encoding::Windows1252 => self.windows_1252(bytes, text),
        }
    }

    /// Appends what is left when the file is at its end.
    pub(super) fn finish(&mut self, text: &mut Vec<u8>) {
        let cut = core::mem::take(&mut self.pending);
        if self.high.take().is_some() {
            self.replace(text);
        }
        if !cut.is_empty() {
            self.invalid(&cut, text);
        }
    }

    fn utf8(&mut self, mut bytes: &[u8], text: &mut Vec<u8>) {
        while !self.pending.is_empty() {
            let Some((&next, rest)) = bytes.split_first() else { return };
            self.pending.push(next);
            match core::str::from_utf8(&self.pending) {
                Ok(_) => {
                    let character = core::mem::take(&mut self.pending);
                    self.has_non_ascii = true;
                    self.append(&character, text);
                    bytes = rest;
                }
                Err(error) if error.error_len().is_none() => bytes = rest,
                // The new byte is not a part of the character: it is looked at again.
                Err(_) => {
                    self.pending.pop();
                    let cut = core::mem::take(&mut self.pending);
                    self.invalid(&cut, text);
                    if self.encoding != Encoding::Utf8 {
                        return self.decode(bytes, text);
                    }
                }
            }
        }
        while !bytes.is_empty() {
            let (valid, error) = match core::str::from_utf8(bytes) {
                Ok(_) => (bytes.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            let (valid, rest) = bytes.split_at(valid);
            self.has_non_ascii = self.has_non_ascii || !valid.is_ascii();
            self.append(valid, text);
            bytes = match error {
                None => rest,
                Some(None) => {
                    self.pending = rest.to_vec();
                    &[]
                }
                Some(Some(length)) => {
                    let (cut, rest) = rest.split_at(length);
                    self.invalid(cut, text);
                    if self.encoding != Encoding::Utf8 {
                        return self.decode(rest, text);
                    }
                    rest
                }
            };
        }
    }

    /// What is no UTF-8 ends the assumption, if nothing has confirmed it.
    fn invalid(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        if self.encoding == Encoding::Utf8 && self.is_assumed && !self.has_non_ascii {
            self.encoding = Encoding::Windows1252;
            self.windows_1252(bytes, text);
        } else {
            self.replace(text);
        }
    }

    fn utf16(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        let mut decoded = String::with_capacity(bytes.len());
        for &byte in bytes {
            self.pending.push(byte);
            let unit = match (self.pending.as_slice(), self.encoding) {
                (&[first, second], Encoding::Utf16Le) => u16::from_le_bytes([first, second]),
                (&[first, second], _) => u16::from_be_bytes([first, second]),
                _ => continue,
            };
            self.pending.clear();
            let is_low = (0xDC00..0xE000).contains(&unit);
            let high = self.high.take();
            if high.is_some() && !is_low {
                decoded.push(REPLACEMENT);
                self.replaced += 1;
            }
            if (0xD800..0xDC00).contains(&unit) {
                self.high = Some(unit);
                continue;
            }
            let pair = [high.filter(|_| is_low), Some(unit)];
            let character = char::decode_utf16(pair.into_iter().flatten()).next().and_then(Result::ok);
            self.replaced += usize::from(character.is_none());
            decoded.push(character.unwrap_or(REPLACEMENT));
        }
        self.append(decoded.as_bytes(), text);
    }

    fn windows_1252(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        let character = |&byte: &u8| match byte {
            0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(byte),
        };
        let decoded: String = bytes.iter().map(character).collect();
        self.append(decoded.as_bytes(), text);
    }

    fn replace(&mut self, text: &mut Vec<u8>) {
        self.replaced += 1;
        self.append(REPLACEMENT.encode_utf8(&mut [0; 4]).as_bytes(), text);
    }

    /// Appends UTF-8, with a line feed for each carriage return and for each carriage return with a line feed.
    fn append(&mut self, mut decoded: &[u8], text: &mut Vec<u8>) {
        while let Some(&first) = decoded.first() {
            if core::mem::take(&mut self.is_after_return) && first == b'\n' {
                decoded = &decoded[1..];
            }
            // A line at a time: `contains` is fast where there is no carriage return at all.
            if !decoded.contains(&b'\r') {
                text.extend_from_slice(decoded);
                return;
            }
            let line = decoded.iter().position(|&byte| byte == b'\r').unwrap_or(decoded.len());
            text.extend_from_slice(&decoded[..line]);
            text.push(b'\n');
            self.is_after_return = true;
            decoded = decoded.get(line + 1..).unwrap_or_default();
        }
    }
}
