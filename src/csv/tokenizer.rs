//! Text to records, by csv-core: fields, quotes, doubled quotes. What csv-core leaves to its user is here: limits, the line
//! that a record begins in, a quote that is never closed, and spaces that are separators in runs.

use csv_core::{ReadRecordResult, Reader as Core, ReaderBuilder};

use super::{MAX_COLUMNS, ReadError, SAMPLE_BYTES, Separator};

/// One record, for as long as it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'t> {
    /// The fields, one after the other.
    pub(super) bytes: &'t [u8],
    /// Where in `bytes` each field ends; one at least.
    pub(super) ends: &'t [usize],
    /// The line that it begins in, counted from 1.
    pub(super) line: u64,
    /// The line after it.
    pub(super) next_line: u64,
}

impl<'t> Record<'t> {
    /// The fields' bytes.
    pub(super) fn fields(self) -> impl Iterator<Item = &'t [u8]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| self.bytes.get(core::mem::replace(&mut start, end)..end).unwrap_or_default())
    }

    /// True for an empty line, and for one of separators and spaces.
    pub(super) fn is_blank(self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }
}

/// Takes text in chunks and gives records.
#[derive(Debug)]
pub(super) struct Tokenizer {
    core: Core,
    squeeze: Option<Squeeze>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    used_bytes: usize,
    used_ends: usize,
}

impl Tokenizer {
    /// Begins in the line numbered `line`, counted from 1.
    pub(super) fn new(separator: Separator, line: u64) -> Self {
        let mut core = ReaderBuilder::new().delimiter(separator.byte()).build();
        core.set_line(line);
        Self {
            core,
            squeeze: (separator == Separator::Space).then(Squeeze::default),
            bytes: vec![0; 4096],
            // One more than there may be, so that too many show.
            ends: vec![0; MAX_COLUMNS + 1],
            used_bytes: 0,
            used_ends: 0,
        }
    }

    /// Gives the records that end in a chunk of text to `take`, until it refuses one.
    pub(super) fn feed(
        &mut self,
        text: &[u8],
        take: &mut impl FnMut(Record<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match &mut self.squeeze {
            None => self.split(text, take),
            Some(squeeze) => {
                let text = squeeze.squeezed(text);
                self.split(&text, take)
            }
        }
    }

    /// Gives the last record, where no line end closes it.
    pub(super) fn finish(
        &mut self,
        take: &mut impl FnMut(Record<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let before = self.used_bytes;
        self.split(b"\n", take)?;
        // A line feed is a part of the record only between quotes.
        if self.used_bytes > before { Err(ReadError::OpenQuote { line: self.line_of_record(false) }) } else { Ok(()) }
    }

    fn split(
        &mut self,
        mut text: &[u8],
        take: &mut impl FnMut(Record<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        // No text would mean the end to csv-core.
        while !text.is_empty() {
            let (bytes, ends) = (&mut self.bytes[self.used_bytes..], &mut self.ends[self.used_ends..]);
            let (result, read, written, ended) = self.core.read_record(text, bytes, ends);
            text = &text[read..];
            self.used_bytes += written;
            self.used_ends += ended;
            let is_record = matches!(result, ReadRecordResult::Record);
            if self.used_ends > MAX_COLUMNS {
                return Err(ReadError::TooManyColumns { line: self.line_of_record(is_record) });
            }
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => {}
                // A longer one would not be seen in the sample either.
                ReadRecordResult::OutputFull if self.bytes.len() >= SAMPLE_BYTES => {
                    return Err(ReadError::LongRecord { line: self.line_of_record(false) });
                }
                ReadRecordResult::OutputFull => self.bytes.resize(2 * self.bytes.len(), 0),
                ReadRecordResult::Record => {
                    let line = self.line_of_record(true);
                    let (bytes, ends) = (&self.bytes[..self.used_bytes], &self.ends[..self.used_ends]);
                    take(Record { bytes, ends, line, next_line: self.core.line() })?;
                    (self.used_bytes, self.used_ends) = (0, 0);
                }
            }
        }
        Ok(())
    }

    /// The line where what has been taken of a record begins; csv-core has counted the line feeds in it, and the one at its end.
    fn line_of_record(&self, is_ended: bool) -> u64 {
        let inside = self.bytes[..self.used_bytes].split(|&byte| byte == b'\n').count() - 1;
        self.core.line() - inside as u64 - u64::from(is_ended)
    }
}

/// Takes spaces out that do not separate: all but one of a run, and those at the ends of a line. Between quotes all stay.
#[derive(Debug)]
struct Squeeze {
    place: Place,
    has_space: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    LineStart,
    Field,
    Quoted,
    /// Behind a quote between quotes: the end, or the first of a doubled quote.
    Closed,
}

impl Default for Squeeze {
    fn default() -> Self {
        Self { place: Place::LineStart, has_space: false }
    }
}

impl Squeeze {
    fn squeezed(&mut self, text: &[u8]) -> Vec<u8> {
        let mut squeezed = Vec::with_capacity(text.len() + 1);
        for &byte in text {
            match (self.place, byte) {
                (Place::Quoted, b'"') => self.place = Place::Closed,
                (Place::Quoted, _) => {}
                (_, b' ') => {
                    self.has_space = self.place != Place::LineStart;
                    continue;
                }
                (_, b'\n') => *self = Self::default(),
                (place, _) => {
                    let begins = place == Place::LineStart || self.has_space;
                    let is_doubled = place == Place::Closed && !self.has_space;
                    let is_quoted = byte == b'"' && (begins || is_doubled);
                    self.place = if is_quoted { Place::Quoted } else { Place::Field };
                    if core::mem::take(&mut self.has_space) {
                        squeezed.push(b' ');
                    }
                }
            }
            squeezed.push(byte);
        }
        squeezed
    }
}
