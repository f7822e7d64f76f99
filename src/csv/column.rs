//! What a column has: numbers, categories, or nothing to learn from.

use core::fmt;
use std::collections::BTreeMap;

use super::date::is_date;
use super::number::{MISSING_WORDS, missing_word, number};
use super::records::ColumnCells;
use super::{DecimalMark, Lines, MAX_CLASSES, MAX_LEVELS, Note, quoted};
use crate::language::{grouped, t};

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name, which no other column has.
    pub name: String,
    /// How many of its values are missing; texts and infinities among numbers count too, and a [`Note`] names them.
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
        f.write_str(&match self {
            Self::Empty => t!("it has no values").to_owned(),
            Self::Constant(value) => t!("it is {value} in every row", value = quoted(value)),
            Self::Dates(sample) => t!("it has dates or times such as {sample}", sample = quoted(sample)),
            Self::Identifiers(sample) => t!("every value is another, such as {sample}", sample = quoted(sample)),
            Self::Text(sample) => t!(
                "it has more than {most} different texts, such as {sample}",
                most = grouped(MAX_LEVELS),
                sample = quoted(sample)
            ),
        })
    }
}

/// Of so many values, one may be a text and the column is of numbers still.
const NUMBERS_PER_TEXT: usize = 20;
/// A column with some texts and at most so many different values is of categories: codes such as 1, 2, 3, A.
const FEW_LEVELS: usize = 20;
/// From here on all texts being different is no chance.
const MANY_TEXTS: usize = 20;
/// Beyond it, 32-bit floats have no place for every whole number. One with an exponent is rounded already.
const EXACT: f64 = 16_777_216.0;

/// Looks at a column of the file, whose rows begin in the lines that `line` says.
pub(super) fn column(
    cells: &ColumnCells,
    name: String,
    mark: DecimalMark,
    line: impl Fn(usize) -> u64,
    notes: &mut Vec<Note>,
) -> Column {
    let mut is_used = [false; MISSING_WORDS.len()];
    let (mut rows, mut missing) = (0, 0);
    for cell in cells.iter() {
        rows += 1;
        if let Some(word) = missing_word(cell) {
            missing += 1;
            is_used[word] = true;
        }
    }
    let words = MISSING_WORDS.into_iter().zip(is_used);
    let missing_words = words.filter_map(|(word, is_used)| is_used.then_some(word)).collect();
    let mut column = Column { name, missing, missing_words, values: Values::Unused(Unused::Empty) };
    if missing < rows {
        let numbers = numbers(cells, rows - missing, mark, line, &mut column, notes);
        column.values = numbers.unwrap_or_else(|| texts(cells, rows - missing));
    }
    column
}

/// The values of a column that has a text in at most every twentieth row; `None` for any other.
fn numbers(
    cells: &ColumnCells,
    present: usize,
    mark: DecimalMark,
    line: impl Fn(usize) -> u64,
    column: &mut Column,
    notes: &mut Vec<Note>,
) -> Option<Values> {
    let mut values = Vec::with_capacity(present + column.missing);
    let (mut texts, mut sample, mut infinite) = (Lines::default(), "", Lines::default());
    let mut is_rounded = false;
    for (row, cell) in cells.iter().enumerate() {
        // No word for a missing value is a number, but one is read as NaN.
        let number = if missing_word(cell).is_some() { Some(f64::NAN) } else { number(cell, mark) };
        let Some(value) = number else {
            sample = if texts.count() == 0 { cell } else { sample };
            texts.push(line(row));
            if texts.count() * NUMBERS_PER_TEXT > present {
                return None;
            }
            values.push(f32::NAN);
            continue;
        };
        let single = value as f32;
        if single.is_finite() {
            let is_exact = value.abs() <= EXACT || value.fract() != 0.0 || f64::from(single) == value;
            is_rounded |= !(is_exact || cell.contains(['e', 'E']));
        } else if missing_word(cell).is_none() {
            infinite.push(line(row));
        }
        values.push(if single.is_finite() { single } else { f32::NAN });
    }
    if texts.count() > 0 && distinct_texts(cells, FEW_LEVELS).is_some() {
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
        Self {
            distinct: distinct_numbers(&values),
            are_whole: values.iter().all(|value| value.is_nan() || value.fract() == 0.0),
            count_rows: values.len() > 2 && values.windows(2).all(|pair| pair[1] - pair[0] == 1.0),
            values,
        }
    }
}

/// The different numbers, ascending, if they are at most [`MAX_CLASSES`]; −0 is 0, and NaN is none.
fn distinct_numbers(values: &[f32]) -> Option<Vec<f32>> {
    /// A hash table with open addressing, a quarter full at most: a search tree takes ten times as long.
    const SLOTS: usize = 2_048;
    let mut slots = vec![f32::NAN; SLOTS];
    let mut count = 0;
    for value in values.iter().filter(|value| !value.is_nan()) {
        let value = value + 0.0;
        // Fibonacci hashing: the upper bits of a product with 2³² / φ.
        let mut slot = (value.to_bits().wrapping_mul(0x9E37_79B9) >> 21) as usize;
        while !slots[slot].is_nan() && slots[slot] != value {
            slot = (slot + 1) % SLOTS;
        }
        if slots[slot].is_nan() {
            slots[slot] = value;
            count += 1;
            if count > MAX_CLASSES {
                return None;
            }
        }
    }
    slots.retain(|value| !value.is_nan());
    slots.sort_unstable_by(f32::total_cmp);
    Some(slots)
}

/// The different texts of a column and the number that each got, if they are at most so many; and the number of each row's,
/// [`Categories::MISSING`] where it is missing.
fn distinct_texts(cells: &ColumnCells, most: usize) -> Option<(BTreeMap<&str, u16>, Vec<u16>)> {
    let mut texts = BTreeMap::new();
    let mut numbers = Vec::new();
    for cell in cells.iter() {
        if missing_word(cell).is_some() {
            numbers.push(Categories::MISSING);
            continue;
        }
        let next = texts.len();
        let number = *texts.entry(cell).or_insert(next as u16);
        if texts.len() > most {
            return None;
        }
        numbers.push(number);
    }
    Some((texts, numbers))
}

/// The values of a column of texts, `present` of which are not missing.
fn texts(cells: &ColumnCells, present: usize) -> Values {
    let all = || cells.iter().filter(|cell| missing_word(cell).is_none());
    let sample = || all().next().unwrap_or_default().to_owned();
    let others = all().filter(|cell| !is_date(cell)).take(present / NUMBERS_PER_TEXT + 1).count();
    if others * NUMBERS_PER_TEXT <= present {
        return Values::Unused(Unused::Dates(sample()));
    }
    let Some((levels, mut codes)) = distinct_texts(cells, MAX_LEVELS) else {
        return Values::Unused(Unused::Text(sample()));
    };
    if levels.len() == 1 {
        return Values::Unused(Unused::Constant(sample()));
    }
    if levels.len() == present && present >= MANY_TEXTS {
        return Values::Unused(Unused::Identifiers(sample()));
    }
    // From the order of appearance to that of the texts.
    let mut ordered = vec![0; levels.len()];
    for (code, number) in (0..).zip(levels.values()) {
        ordered[usize::from(*number)] = code;
    }
    for code in &mut codes {
        *code = ordered.get(usize::from(*code)).copied().unwrap_or(Categories::MISSING);
    }
    Values::Categories(Categories { levels: levels.into_keys().map(str::to_owned).collect(), codes })
}
