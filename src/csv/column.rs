//! What a column has: numbers, categories, or nothing to learn from.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use super::date::is_date;
use super::number::{MISSING_WORDS, missing_word, number};
use super::records::Cells;
use super::{DecimalMark, Lines, MAX_CLASSES, MAX_LEVELS, Note, grouped, quoted};

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name, which no other column has.
    pub name: String,
    /// How many of its values are missing.
    pub missing: usize,
    /// What stands for them in the file: some of [`MISSING_WORDS`].
    pub missing_words: Vec<&'static str>,
    /// Its values, a row each.
    pub values: Values,
}

/// A column's values, or why there are none.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers.
    Numbers(Numbers),
    /// Categories.
    Categories(Categories),
    /// Nothing can be learned from the column.
    Unused(Unused),
}

/// A column of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// A number a row, NaN where it is missing; never infinite.
    pub values: Vec<f32>,
    /// The different numbers, ascending, if they are at most [`MAX_CLASSES`].
    pub distinct: Option<Vec<f32>>,
    /// True when all are whole.
    pub are_whole: bool,
    /// True when each is one more than the one above it: the rows' numbers, as a rule.
    pub count_rows: bool,
}

/// A column of categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Categories {
    /// The different texts in the order of their code points, at most [`MAX_LEVELS`].
    pub levels: Vec<String>,
    /// A category a row, as an index of `levels`; [`Self::MISSING`] where it is missing.
    pub codes: Vec<u16>,
}

impl Categories {
    /// The code of a missing value.
    pub const MISSING: u16 = u16::MAX;
}

/// Why nothing can be learned from a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unused {
    /// Every value is missing.
    Empty,
    /// Every value is this one.
    Constant(String),
    /// Its values are dates or times, such as this one.
    Dates(String),
    /// Every value is a text of its own, such as this one.
    Identifiers(String),
    /// It has more than [`MAX_LEVELS`] different texts, such as this one.
    Text(String),
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it has no values"),
            Self::Constant(value) => write!(f, "it is {} in every row", quoted(value)),
            Self::Dates(sample) => write!(f, "it has dates or times such as {}", quoted(sample)),
            Self::Identifiers(sample) => write!(f, "every value is another, such as {}", quoted(sample)),
            Self::Text(sample) => {
                write!(f, "it has more than {} different texts, such as {}", grouped(MAX_LEVELS), quoted(sample))
            }
        }
    }
}

/// Of so many values, one may be a text and the column is of numbers still.
const NUMBERS_PER_TEXT: usize = 20;
/// A column with some texts and at most so many different values is of categories: codes such as 1, 2, 3, A.
const FEW_LEVELS: usize = 20;
/// From here on all texts being different is no chance.
const MANY_TEXTS: usize = 20;
/// Beyond it, 32-bit floats have no place for every whole number.
const EXACT: f64 = 16_777_216.0;

/// Looks at a column of the file.
pub(super) fn column(cells: &Cells, index: usize, name: String, mark: DecimalMark, notes: &mut Vec<Note>) -> Column {
    let mut missing = 0;
    let mut is_used = [false; MISSING_WORDS.len()];
    for word in cells.column(index).filter_map(missing_word) {
        missing += 1;
        is_used[word] = true;
    }
    let words = MISSING_WORDS.into_iter().zip(is_used);
    let missing_words = words.filter_map(|(word, is_used)| is_used.then_some(word)).collect();
    let mut column = Column { name, missing, missing_words, values: Values::Unused(Unused::Empty) };
    if missing < cells.rows() {
        column.values = match numbers(cells, index, mark, &mut column, notes) {
            Some(values) => values,
            None => texts(cells, index, cells.rows() - column.missing),
        };
    }
    column
}

/// The values of a column that has a text in at most every twentieth row; `None` for any other.
fn numbers(
    cells: &Cells,
    index: usize,
    mark: DecimalMark,
    column: &mut Column,
    notes: &mut Vec<Note>,
) -> Option<Values> {
    let present = cells.rows() - column.missing;
    let mut values = Vec::with_capacity(cells.rows());
    let (mut texts, mut sample, mut infinite) = (Lines::default(), "", Lines::default());
    let mut is_rounded = false;
    for (row, cell) in cells.column(index).enumerate() {
        let value = if missing_word(cell).is_some() {
            f32::NAN
        } else if let Some(value) = number(cell, mark) {
            let single = value as f32;
            if !single.is_finite() {
                infinite.push(cells.line(row));
            }
            is_rounded |= value.abs() > EXACT && value.fract() == 0.0 && f64::from(single) != value;
            if single.is_finite() { single } else { f32::NAN }
        } else {
            sample = if texts.count() == 0 { cell } else { sample };
            texts.push(cells.line(row));
            if texts.count() * NUMBERS_PER_TEXT > present {
                return None;
            }
            f32::NAN
        };
        values.push(value);
    }
    if texts.count() > 0 && distinct_texts(cells, index, FEW_LEVELS).is_some() {
        return None;
    }
    column.missing += texts.count() + infinite.count();
    if texts.count() > 0 {
        notes.push(Note::NotNumbers { column: column.name.clone(), lines: texts, sample: sample.to_owned() });
    }
    if infinite.count() > 0 {
        notes.push(Note::NotFinite { column: column.name.clone(), lines: infinite });
    }
    let numbers = Numbers::of(values);
    if is_rounded && !numbers.count_rows {
        notes.push(Note::Rounded { column: column.name.clone() });
    }
    Some(match numbers.distinct.as_deref() {
        Some([]) => Values::Unused(Unused::Empty),
        Some([value]) => Values::Unused(Unused::Constant(value.to_string())),
        _ => Values::Numbers(numbers),
    })
}

impl Numbers {
    fn of(values: Vec<f32>) -> Self {
        let mut distinct = BTreeSet::new();
        for value in values.iter().filter(|value| !value.is_nan()) {
            distinct.insert(ordered(*value));
            if distinct.len() > MAX_CLASSES {
                break;
            }
        }
        let distinct =
            (distinct.len() <= MAX_CLASSES).then(|| distinct.into_iter().map(|(_, value)| f32::from_bits(value)));
        Self {
            distinct: distinct.map(Iterator::collect),
            are_whole: values.iter().all(|value| value.is_nan() || value.fract() == 0.0),
            count_rows: values.len() > 2 && values.windows(2).all(|pair| pair[1] - pair[0] == 1.0),
            values,
        }
    }
}

/// A number that is not NaN as something in order, and its bits; −0 is 0.
fn ordered(value: f32) -> (i64, u32) {
    let bits = (value + 0.0).to_bits();
    let magnitude = i64::from(bits & 0x7FFF_FFFF);
    (if value < 0.0 { -magnitude } else { magnitude }, bits)
}

/// The different texts of a column, if they are at most so many.
fn distinct_texts(cells: &Cells, index: usize, most: usize) -> Option<BTreeSet<&str>> {
    let mut texts = BTreeSet::new();
    for cell in cells.column(index).filter(|cell| missing_word(cell).is_none()) {
        if !texts.contains(cell) {
            if texts.len() == most {
                return None;
            }
            texts.insert(cell);
        }
    }
    Some(texts)
}

/// The values of a column of texts, `present` of which are not missing.
fn texts(cells: &Cells, index: usize, present: usize) -> Values {
    let all = || cells.column(index).filter(|cell| missing_word(cell).is_none());
    let sample = || all().next().unwrap_or_default().to_owned();
    let others = all().filter(|cell| !is_date(cell)).take(present / NUMBERS_PER_TEXT + 1).count();
    if others * NUMBERS_PER_TEXT <= present {
        return Values::Unused(Unused::Dates(sample()));
    }
    let Some(levels) = distinct_texts(cells, index, MAX_LEVELS) else {
        return Values::Unused(Unused::Text(sample()));
    };
    if levels.len() == 1 {
        return Values::Unused(Unused::Constant(sample()));
    }
    if levels.len() == present && present >= MANY_TEXTS {
        return Values::Unused(Unused::Identifiers(sample()));
    }
    let codes: BTreeMap<&str, u16> = levels.iter().zip(0..).map(|(level, code)| (*level, code)).collect();
    let code = |cell: &str| match missing_word(cell) {
        None => codes.get(cell).copied().unwrap_or(Categories::MISSING),
        Some(_) => Categories::MISSING,
    };
    Values::Categories(Categories {
        codes: cells.column(index).map(code).collect(),
        levels: levels.into_iter().map(str::to_owned).collect(),
    })
}
