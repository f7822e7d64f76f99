//! How a file writes its table: what separates fields, what the decimal mark is. Found in the file's first part.

use core::fmt;

use super::number::{missing_word, number};
use super::tokenizer::{Record, Tokenizer};
use super::{Encoding, MAX_COLUMNS, ReadError};
use crate::language::t;

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
    /// In words.
    fn in_words(self) -> &'static str {
        match self {
            Self::Comma => t!("commas between the values"),
            Self::Semicolon => t!("semicolons between the values"),
            Self::Tab => t!("tabs between the values"),
            Self::Pipe => t!("vertical bars between the values"),
            Self::Space => t!("spaces between the values"),
        }
    }

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

impl core::fmt::Display for Dialect {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let header = if self.has_header { t!("the first row has the names") } else { t!("no row of names") };
        write!(f, "{}; ", self.separator.in_words())?;
        if self.decimal_mark == DecimalMark::Comma {
            write!(f, "{}; ", t!("1,5 is one and a half"))?;
        }
        write!(f, "{}; {header}", self.encoding)
    }
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
    /// True when all lines behind the first have the usual width, and most of their cells are numbers or missing.
    is_numeric: bool,
}

fn fit(lines: &[Line]) -> Fit {
    let width = usual_width(lines);
    let is_number = |cell: &str| {
        missing_word(cell).is_some()
            || number(cell, DecimalMark::Point).is_some()
            || number(cell, DecimalMark::Comma).is_some()
    };
    let share = |lines: &[Line], is_counted: &dyn Fn(&str) -> bool| {
        let usual = lines.iter().filter(|line| line.cells.len() == width);
        let cells = usual.flat_map(|line| &line.cells).filter(|cell| is_counted(cell)).count();
        cells as f64 / (width * lines.len()).max(1) as f64
    };
    let body = lines.get(1..).unwrap_or_default();
    Fit {
        width,
        quality: share(lines, &|cell| is_number(cell) || !cell.contains([',', ';', '\t', '|'])),
        is_numeric: body.iter().all(|line| line.cells.len() == width) && share(body, &is_number) > 0.5,
    }
}

/// The separator that divides a sample's lines most evenly; the comma where none does. A space only where nothing else divides
/// all of them, and spaces divide them into as many fields each, most of which are numbers: prose has spaces too.
pub(super) fn separator(sample: &[u8], is_whole: bool, first_line: u64) -> Separator {
    let fit_of = |separator| match lines(sample, is_whole, separator, first_line) {
        Ok(lines) => Some(fit(&lines)),
        // It divides, if into too many columns; whoever reads on will say so.
        Err(ReadError::TooManyColumns { .. }) => Some(Fit { width: MAX_COLUMNS + 1, quality: 1.0, is_numeric: false }),
        Err(_) => None,
    };
    let mut best = (Separator::Comma, Fit { width: 1, quality: 0.5, is_numeric: false });
    for separator in Separator::ALL {
        let Some(fit) = fit_of(separator).filter(|fit| fit.width > 1) else { continue };
        let is_better = match separator {
            // It comes last.
            Separator::Space => fit.is_numeric && best.1.quality < 1.0,
            _ => (fit.quality, fit.width) > (best.1.quality, best.1.width),
        };
        best = if is_better { (separator, fit) } else { best };
    }
    best.0
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
