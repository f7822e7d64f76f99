//! The first row: whether it has the columns' names, and which ones.

use std::collections::BTreeSet;

use super::dialect::{Line, usual_width};
use super::number::{missing_word, number};
use super::{DecimalMark, Lines, Note};

/// What a sample says about the table's form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// The columns' names, unique, none of them empty.
    pub(super) names: Vec<String>,
    /// Columns that the file gives no name, by index: those without values are no columns.
    pub(super) nameless: Vec<usize>,
    /// True when the first row has the names.
    pub(super) has_header: bool,
    /// How many records that are not blank stand before the first row of values.
    pub(super) skipped: usize,
    pub(super) notes: Vec<Note>,
}

/// The form of the table that begins with these lines. `has_header` is what the user says of it.
pub(super) fn layout(lines: &[Line], mark: DecimalMark, has_header: Option<bool>) -> Layout {
    let width = usual_width(lines);
    let mut notes = Vec::new();
    // A title or a comment before the table: one field where the table has several.
    let before = if width > 1 { lines.iter().take_while(|line| line.cells.len() == 1).count() } else { 0 };
    let (title, table) = lines.split_at(before);
    if !title.is_empty() {
        notes.push(Note::BeforeTable(title.iter().map(|line| line.number).collect()));
    }
    let has_header = has_header.unwrap_or_else(|| is_header(table, mark));
    let (mut header, body) = match table.split_first() {
        Some((header, body)) if has_header => (header.cells.clone(), body),
        _ => (vec![String::new(); width], table),
    };
    let last_is_empty = || body.iter().all(|line| line.cells.get(width - 1).is_none_or(String::is_empty));
    if header.len() + 1 == width && !body.is_empty() && !last_is_empty() {
        // R writes the rows' names without a name of their own.
        header.insert(0, String::new());
    }
    while header.len() > width && header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    header.resize(header.len().max(width), String::new());
    let nameless = (0..header.len()).filter(|&column| header[column].is_empty()).collect();
    let (names, renamed) = unique(header);
    if !renamed.is_empty() {
        notes.push(Note::Renamed(renamed));
    }
    Layout { names, nameless, has_header, skipped: before + usize::from(has_header), notes }
}

/// True when the first line looks like names rather than values. Each column has a vote: for names where a text stands above
/// numbers; against them where a number or a missing value stands there, or a text that comes again below. Numbers that count
/// the columns are names, as pandas gives them. Without a vote, texts that all differ are names.
fn is_header(table: &[Line], mark: DecimalMark) -> bool {
    let Some((first, body)) = table.split_first() else { return false };
    let is_number = |cell: &str| number(cell, mark).is_some();
    let is_counted = |from: usize| {
        first.cells.len() > 2
            && first.cells.iter().enumerate().all(|(column, cell)| *cell == (column + from).to_string())
    };
    if is_counted(0) || is_counted(1) {
        return true;
    }
    let vote = |(column, name): (usize, &String)| -> i32 {
        let mut values =
            body.iter().filter_map(|line| line.cells.get(column)).filter(|cell| missing_word(cell).is_none());
        if name.is_empty() {
            return 0;
        }
        if is_number(name) || missing_word(name).is_some() {
            return -1;
        }
        let again = values.clone().any(|value| value == name);
        let numbers = values.clone().count() > 0 && values.all(|value| is_number(value));
        i32::from(numbers) - i32::from(again)
    };
    let votes: i32 = first.cells.iter().enumerate().map(vote).sum();
    let texts: BTreeSet<&String> = first.cells.iter().filter(|cell| missing_word(cell).is_none()).collect();
    votes > 0 || (votes == 0 && !texts.is_empty() && texts.iter().all(|text| !is_number(text)))
}

/// Each column with a name of its own: one without a name gets its number, one with another column's name a number behind it.
/// Also what was changed, as pairs of the file's name and ours.
fn unique(header: Vec<String>) -> (Vec<String>, Vec<(String, String)>) {
    let given: BTreeSet<String> = header.iter().cloned().collect();
    let mut taken = BTreeSet::new();
    let mut renamed = Vec::new();
    let mut names = Vec::new();
    for (column, name) in header.into_iter().enumerate() {
        let mut candidate = if name.is_empty() { format!("column {}", column + 1) } else { name.clone() };
        let mut number = 2;
        while taken.contains(&candidate) || (candidate != name && given.contains(&candidate)) {
            candidate = if name.is_empty() {
                format!("column {} ({number})", column + 1)
            } else {
                format!("{name} ({number})")
            };
            number += 1;
        }
        taken.insert(candidate.clone());
        if candidate != name && !name.is_empty() {
            renamed.push((name, candidate.clone()));
        }
        names.push(candidate);
    }
    (names, renamed)
}

impl FromIterator<u64> for Lines {
    fn from_iter<I: IntoIterator<Item = u64>>(lines: I) -> Self {
        let mut all = Self::default();
        lines.into_iter().for_each(|line| all.push(line));
        all
    }
}
