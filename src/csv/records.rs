//! A table's cells as text, before anyone knows what they mean: one text, and where in it each cell ends.

use core::ops::Range;

use super::tokenizer::Record;
use super::{Lines, MAX_ROWS, Note, ReadError};

/// Takes a file's records, and keeps those that are rows of values.
#[derive(Debug)]
pub(super) struct Rows {
    cells: Vec<u8>,
    /// Where each cell ends, row-major; it begins where the one before ends.
    ends: Vec<u32>,
    /// The line that each row begins in.
    lines: Vec<u32>,
    width: usize,
    /// Records that are still to be passed over: a title, the header.
    to_skip: usize,
    /// The next record begins in this line, if no empty ones come first.
    next_line: u64,
    blank: usize,
    short: Lines,
    long: Lines,
}

impl Rows {
    /// Rows of `width` cells behind `to_skip` records, in a file of about so many bytes; records begin in line `next_line`.
    pub(super) fn new(width: usize, bytes: usize, to_skip: usize, next_line: u64) -> Self {
        Self {
            cells: Vec::with_capacity(bytes),
            ends: Vec::new(),
            lines: Vec::new(),
            width,
            to_skip,
            next_line,
            blank: 0,
            short: Lines::default(),
            long: Lines::default(),
        }
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, record: Record<'_>) -> Result<(), ReadError> {
        // csv-core passes over lines that are quite empty.
        self.blank += record.line.saturating_sub(self.next_line) as usize;
        self.next_line = record.next_line;
        if record.is_blank() {
            self.blank += 1;
            return Ok(());
        }
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return Ok(());
        }
        let mut ends = record.ends;
        // Separators at the end of a row divide nothing.
        while let [rest @ .., before, end] = ends
            && ends.len() > self.width
            && record.bytes[*before..*end].is_empty()
        {
            ends = &ends[..=rest.len()];
        }
        if ends.len() > self.width {
            self.long.push(record.line);
            return Ok(());
        }
        if self.count() == MAX_ROWS {
            return Err(ReadError::TooManyRows);
        }
        if ends.len() < self.width {
            self.short.push(record.line);
        }
        let start = self.cells.len();
        self.cells.extend_from_slice(&record.bytes[..ends.last().copied().unwrap_or(0)]);
        // 50 MB of bytes make at most 150 MB of text, and lines are fewer than bytes.
        self.ends.extend(ends.iter().map(|end| (start + end) as u32));
        self.lines.push(record.line as u32);
        self.ends.resize(self.lines.len() * self.width, self.cells.len() as u32);
        Ok(())
    }

    /// The rows, and what was done to them.
    pub(super) fn finish(self) -> (Cells, Vec<Note>) {
        let mut notes = Vec::new();
        if self.blank > 0 {
            notes.push(Note::Blank(self.blank));
        }
        if self.short.count() > 0 {
            notes.push(Note::Short(self.short));
        }
        if self.long.count() > 0 {
            notes.push(Note::Long(self.long));
        }
        // UTF-8 that was cut at ASCII characters is still UTF-8.
        let text = String::from_utf8(self.cells).unwrap_or_default();
        (Cells { width: self.width, text, ends: self.ends, lines: self.lines }, notes)
    }
}

/// Rows of cells, none missing and none to come.
#[derive(Debug)]
pub(super) struct Cells {
    width: usize,
    text: String,
    ends: Vec<u32>,
    lines: Vec<u32>,
}

impl Cells {
    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Some columns, each for itself, spaces taken off. Going once through the rows for several columns is some times as fast as
    /// for each of them: cells of one row lie side by side.
    pub(super) fn columns(&self, columns: Range<usize>) -> Vec<ColumnCells> {
        let mut gathered =
            vec![ColumnCells { text: String::new(), ends: Vec::with_capacity(self.rows()) }; columns.len()];
        let mut start = 0;
        for row in self.ends.chunks_exact(self.width) {
            start = if columns.start == 0 { start } else { row[columns.start - 1] };
            for (end, column) in row[columns.clone()].iter().zip(&mut gathered) {
                let cell = self.text.get(start as usize..*end as usize).unwrap_or_default();
                column.text.push_str(cell.trim());
                column.ends.push(column.text.len() as u32);
                start = *end;
            }
            start = row[self.width - 1];
        }
        gathered
    }

    /// The line that a row begins in, counted from 1.
    pub(super) fn line(&self, row: usize) -> u64 {
        u64::from(self.lines[row])
    }
}

/// The cells of one column.
#[derive(Clone, Debug)]
pub(super) struct ColumnCells {
    text: String,
    /// Where each cell ends.
    ends: Vec<u32>,
}

impl ColumnCells {
    /// The cells, a row each.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let cell = start as usize..end as usize;
            start = end;
            self.text.get(cell).unwrap_or_default()
        })
    }
}
