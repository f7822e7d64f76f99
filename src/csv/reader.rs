//! A file's bytes, in chunks, up to the cells of its table.

use super::dialect::{self, Dialect, Separator};
use super::encoding::{self, DECISIVE_BYTES, Decoder};
use super::header::{self, Layout};
use super::records::Rows;
use super::tokenizer::Tokenizer;
use super::{DecimalMark, Encoding, MAX_BYTES, Note, ReadError, SAMPLE_BYTES, Table, Typing};
use crate::language::marked;

/// What the user says of a file; what is `None` is found in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How characters are bytes. A byte order mark overrules it.
    pub encoding: Option<Encoding>,
    /// What stands between fields.
    pub separator: Option<Separator>,
    /// What stands before a number's fraction.
    pub decimal_mark: Option<DecimalMark>,
    /// Whether the first row has the columns' names.
    pub has_header: Option<bool>,
    /// The file's size in bytes: a file that is too large is refused at once, and memory is taken once.
    pub bytes: Option<usize>,
}

/// Reads a file that comes in chunks: [`Self::push`] each, then [`Self::finish`].
#[derive(Debug)]
pub struct Reader {
    options: Options,
    taken: usize,
    /// The first bytes, until they say what the file is.
    head: Vec<u8>,
    decoder: Option<Decoder>,
    /// The first text, until it says how the file is written; later, the chunk that is being read.
    text: Vec<u8>,
    body: Option<Body>,
    /// Before anything else.
    empty_lines: usize,
}

impl Reader {
    /// Begins to read a file.
    pub fn new(options: Options) -> Self {
        Self { options, taken: 0, head: Vec::new(), decoder: None, text: Vec::new(), body: None, empty_lines: 0 }
    }

    /// Reads the next bytes. After an error there is nothing more to be had.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.taken = self.taken.saturating_add(bytes.len());
        if self.taken.max(self.options.bytes.unwrap_or(0)) > MAX_BYTES {
            return Err(ReadError::TooManyBytes);
        }
        if let Some(decoder) = &mut self.decoder {
            decoder.decode(bytes, &mut self.text);
        } else {
            self.head.extend_from_slice(bytes);
            if self.head.len() < DECISIVE_BYTES {
                return Ok(());
            }
            self.decode_head()?;
        }
        self.advance(false)
    }

    /// How many bytes have been read.
    pub fn bytes(&self) -> usize {
        self.taken
    }

    /// How many rows of values have been read.
    pub fn rows(&self) -> usize {
        self.body.as_ref().map_or(0, |body| body.rows.count())
    }

    /// The file is at its end: its rows, whose columns are to be looked at.
    pub fn finish(mut self) -> Result<Typing, ReadError> {
        self.decode_head()?;
        if let Some(decoder) = &mut self.decoder {
            decoder.finish(&mut self.text);
        }
        self.advance(true)?;
        let (Some(body), Some(decoder)) = (self.body, self.decoder) else { return Err(ReadError::Empty) };
        body.finish(&decoder)
    }

    /// Begins to decode, when the first bytes are there.
    fn decode_head(&mut self) -> Result<(), ReadError> {
        if self.decoder.is_some() {
            return Ok(());
        }
        let head = core::mem::take(&mut self.head);
        if let Some((_, kind, remedy)) = FOREIGN.iter().find(|(begin, ..)| head.starts_with(begin)) {
            return Err(ReadError::NotCsv { kind, remedy });
        }
        let (found, mark) = encoding::begins_with(&head);
        let said = self.options.encoding.filter(|_| mark == 0);
        let is_assumed = mark == 0 && said.is_none();
        let mut decoder = Decoder::new(said.unwrap_or(found), is_assumed);
        decoder.decode(&head[mark..], &mut self.text);
        self.decoder = Some(decoder);
        Ok(())
    }

    /// Goes on with the text that is there.
    fn advance(&mut self, is_whole: bool) -> Result<(), ReadError> {
        if self.body.is_none() {
            // Empty lines say nothing of what is to come, however many.
            let empty = self.text.iter().take_while(|&&byte| byte == b'\n').count();
            self.empty_lines += self.text.drain(..empty).len();
            if self.text.len() < SAMPLE_BYTES && !is_whole {
                return Ok(());
            }
            // Always the same part, however the chunks were cut.
            let sample = &self.text[..self.text.len().min(SAMPLE_BYTES)];
            let is_all = is_whole && self.text.len() <= SAMPLE_BYTES;
            let (body, begin) = Body::new(self.options, sample, is_all, self.empty_lines as u64 + 1)?;
            self.body = Some(body);
            self.text.drain(..begin);
        }
        let Some(body) = &mut self.body else { return Ok(()) };
        body.feed(&self.text)?;
        self.text.clear();
        if is_whole { body.end() } else { Ok(()) }
    }
}

/// Files that are often taken for CSV, by their first bytes.
const FOREIGN: [(&[u8], &str, &str); 10] = [
    (b"PK\x03\x04", marked!("a workbook or a ZIP archive"), marked!("save the sheet as CSV, or unpack the archive")),
    (b"\xD0\xCF\x11\xE0", marked!("an old Excel workbook"), marked!("save the sheet as CSV")),
    (b"\x1F\x8B", marked!("a gzip archive"), marked!("unpack it first")),
    (b"PAR1", marked!("a Parquet file"), marked!("write it as CSV first")),
    (b"%PDF", marked!("a PDF"), marked!("a table in it has to be exported first")),
    (b"<!DO", marked!("a web page"), marked!("download the file that it shows or links to")),
    (b"{\"", marked!("JSON"), marked!("write its rows as CSV first")),
    (b"{\n", marked!("JSON"), marked!("write its rows as CSV first")),
    (b"[{", marked!("JSON"), marked!("write its rows as CSV first")),
    (b"[\n", marked!("JSON"), marked!("write its rows as CSV first")),
];

/// The table's part of a file, read as the sample says.
#[derive(Debug)]
struct Body {
    dialect: Dialect,
    layout: Layout,
    tokenizer: Tokenizer,
    rows: Rows,
}

impl Body {
    /// How to read what begins with `sample` in the line `first_line`, and how much of it is no part of the table.
    fn new(options: Options, sample: &[u8], is_whole: bool, first_line: u64) -> Result<(Self, usize), ReadError> {
        if sample.contains(&0) {
            let remedy = marked!("save the table as text, with a comma between the values");
            return Err(ReadError::NotCsv { kind: marked!("a binary file"), remedy });
        }
        let named = dialect::named_separator(sample).filter(|_| first_line == 1);
        let (begin, first_line) = named.map_or((0, first_line), |(_, length)| (length, 2));
        let sample = &sample[begin..];
        let separator = options
            .separator
            .or(named.map(|(separator, _)| separator))
            .unwrap_or_else(|| dialect::separator(sample, is_whole, first_line));
        let lines = dialect::lines(sample, is_whole, separator, first_line)?;
        if lines.is_empty() {
            let is_blank = sample.iter().all(|byte| byte.is_ascii_whitespace() || *byte == separator.byte());
            return Err(if is_whole && is_blank {
                ReadError::Empty
            } else if is_blank {
                ReadError::NoRows
            } else {
                ReadError::LongRecord { line: first_line }
            });
        }
        let decimal_mark = options.decimal_mark.unwrap_or_else(|| dialect::decimal_mark(&lines, separator));
        let layout = header::layout(&lines, decimal_mark, options.has_header);
        let size = options.bytes.unwrap_or(0).max(sample.len());
        let body = Self {
            dialect: Dialect { encoding: Encoding::Utf8, separator, decimal_mark, has_header: layout.has_header },
            tokenizer: Tokenizer::new(separator, first_line),
            rows: Rows::new(layout.names.len(), size, layout.skipped, if begin > 0 { 2 } else { 1 }),
            layout,
        };
        Ok((body, begin))
    }

    fn feed(&mut self, text: &[u8]) -> Result<(), ReadError> {
        let Self { tokenizer, rows, .. } = self;
        tokenizer.feed(text, &mut |record| rows.take(record))
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Self { tokenizer, rows, .. } = self;
        tokenizer.finish(&mut |record| rows.take(record))
    }

    fn finish(mut self, decoder: &Decoder) -> Result<Typing, ReadError> {
        self.dialect.encoding = decoder.encoding();
        let (cells, taken) = self.rows.finish();
        if cells.rows() == 0 {
            return Err(ReadError::NoRows);
        }
        let mut notes = self.layout.notes;
        if decoder.replaced() > 0 {
            notes.push(Note::Replaced(decoder.replaced()));
        }
        notes.extend(taken);
        Ok(Typing::new(cells, self.layout.names, self.layout.nameless, self.dialect, notes))
    }
}

/// Reads a file that is there as a whole.
pub fn read(bytes: &[u8], options: Options) -> Result<Table, ReadError> {
    /// A chunk is decoded as a whole before it is divided into records.
    const CHUNK: usize = 1 << 20;
    let mut reader = Reader::new(Options { bytes: Some(bytes.len()), ..options });
    for chunk in bytes.chunks(CHUNK) {
        reader.push(chunk)?;
    }
    Ok(reader.finish()?.table())
}
