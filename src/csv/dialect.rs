//! How a file writes its table: what separates fields, what the decimal mark is. Found in the file's first part.

use core::fmt;

use super::number::{missing_word, number};
use super::tokenizer::{Record, Tokenizer};
use super::{Encoding, MAX_COLUMNS, ReadError};

/// What stands between the fields of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
    /// A space, or a run of them.
    Space,
}

impl Separator {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe, Self::Space];

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
            Self::Space => b' ',
        }
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "vertical bar",
            Self::Space => "space",
        })
    }
}

/// What stands before a number's fraction. The other one may stand between groups of three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1.5`
    Point,
    /// `1,5`
    Comma,
}

/// How a file was read: what was found in it, or what the user said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// How characters are bytes.
    pub encoding: Encoding,
    /// What stands between fields.
    pub separator: Separator,
    /// What stands before a fraction.
    pub decimal_mark: DecimalMark,
    /// True when the first row has the columns' names.
    pub has_header: bool,
}

/// A record of the sample, as texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) cells: Vec<String>,
    pub(super) number: u64,
}

/// No more records than this are looked at.
const SAMPLE_RECORDS: usize = 200;

/// The first records of a sample that are not blank. Of a sample that is not the whole file the last one is left out: it may
/// go on.
pub(super) fn lines(
    sample: &[u8],
    is_whole: bool,
    separator: Separator,
    first_line: u64,
) -> Result<Vec<Line>, ReadError> {
    let mut lines: Vec<Line> = Vec::new();
    let mut take = |record: Record<'_>| {
        if !record.is_blank() && lines.len() < SAMPLE_RECORDS {
            let cells = record.fields().map(|field| String::from_utf8_lossy(field).trim().to_owned());
            lines.push(Line { cells: cells.collect(), number: record.line });
        }
        Ok(())
    };
    let mut tokenizer = Tokenizer::new(separator, first_line);
    tokenizer.feed(sample, &mut take)?;
    if is_whole {
        tokenizer.finish(&mut take)?;
    }
    Ok(lines)
}

/// How many fields most lines have; the larger number where two are as frequent.
pub(super) fn usual_width(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.cells.len()).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    runs.map_or(0, |run| run[0])
}

/// How well a separator divides a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fit {
    width: usize,
    /// The part of the lines with the usual width, times the part of their cells that no other separator would divide.
    quality: f64,
    /// The part of the cells that are numbers or missing.
    numbers: f64,
}

fn fit(lines: &[Line]) -> Fit {
    let width = usual_width(lines);
    let usual: Vec<&Line> = lines.iter().filter(|line| line.cells.len() == width).collect();
    let cells = || usual.iter().flat_map(|line| &line.cells).map(String::as_str);
    let share = |count: usize| count as f64 / cells().count().max(1) as f64;
    let is_number = |cell: &str| {
        missing_word(cell).is_some()
            || number(cell, DecimalMark::Point).is_some()
            || number(cell, DecimalMark::Comma).is_some()
    };
    let numbers = share(cells().filter(|cell| is_number(cell)).count());
    let whole = share(cells().filter(|cell| is_number(cell) || !cell.contains([',', ';', '\t', '|'])).count());
    Fit { width, quality: whole * usual.len() as f64 / lines.len().max(1) as f64, numbers }
}

/// The separator that divides a sample's lines most evenly; the comma where none does. A space only where nothing else
/// divides, all lines have the same width, and most of what it divides are numbers: prose has spaces too.
pub(super) fn separator(sample: &[u8], is_whole: bool, first_line: u64) -> Separator {
    let fit_of = |separator| match lines(sample, is_whole, separator, first_line) {
        Ok(lines) => Some(fit(&lines)),
        // It divides, if into too many columns; whoever reads on will say so.
        Err(ReadError::TooManyColumns { .. }) => Some(Fit { width: MAX_COLUMNS + 1, quality: 1.0, numbers: 0.0 }),
        Err(_) => None,
    };
    let fits = Separator::ALL.map(|separator| (separator, fit_of(separator)));
    let divides = |fit: &Fit| fit.width > 1 && fit.quality > 0.5;
    let mut best: Option<(Separator, Fit)> = None;
    for (separator, fit) in fits.into_iter().filter(|(separator, _)| *separator != Separator::Space) {
        let Some(fit) = fit.filter(divides) else { continue };
        let is_better = best.is_none_or(|(_, old)| (fit.quality, fit.width) > (old.quality, old.width));
        best = if is_better { Some((separator, fit)) } else { best };
    }
    let spaced = fits.iter().any(|(separator, fit)| {
        *separator == Separator::Space
            && fit.is_some_and(|fit| fit.width > 1 && fit.quality > 0.99 && fit.numbers > 0.5)
    });
    best.map_or(if spaced { Separator::Space } else { Separator::Comma }, |(separator, _)| separator)
}

/// The decimal mark of the numbers in a sample: the one that more of those need that only one mark makes numbers. Without any,
/// semicolons between fields say that commas are in use for something else.
pub(super) fn decimal_mark(lines: &[Line], separator: Separator) -> DecimalMark {
    let (mut points, mut commas, mut either) = (0_usize, 0_usize, false);
    for cell in lines.iter().flat_map(|line| &line.cells).filter(|cell| cell.contains(['.', ','])) {
        let by = |mark| number(cell, mark).is_some();
        match (by(DecimalMark::Point), by(DecimalMark::Comma)) {
            (true, false) => points += 1,
            (false, true) => commas += 1,
            (true, true) => either |= cell.contains(','),
            (false, false) => {}
        }
    }
    let is_comma = commas > points || (points == 0 && either && separator == Separator::Semicolon);
    if is_comma { DecimalMark::Comma } else { DecimalMark::Point }
}

/// The separator that a first line such as `sep=;` names, which Excel reads and writes, and the length of that line.
pub(super) fn named_separator(sample: &[u8]) -> Option<(Separator, usize)> {
    let [b's', b'e', b'p', b'=', named, b'\n', ..] = sample else { return None };
    Separator::ALL.into_iter().find(|separator| separator.byte() == *named).map(|separator| (separator, 6))
}
