//! CSV files of every kind: how they are written (`dialects`), what their columns have (`types`), what becomes of a target
//! (`choice`), limits and large files (`limits`), whatever people write (`properties`), and the files of `data`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[allow(unreachable_pub, reason = "the fuzz target takes it too")]
mod checks;
mod choice;
mod data;
mod dialects;
mod limits;
mod properties;
mod types;

use tuneground::csv::{Categories, Column, Options, Table, Values, read};

fn table(text: &str) -> Table {
    read(text.as_bytes(), Options::default()).unwrap_or_else(|error| panic!("{error}\n{text:.300}"))
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

fn notes(table: &Table) -> Vec<String> {
    table.notes.iter().map(ToString::to_string).collect()
}

/// A column's values as texts, `·` where they are missing.
fn texts(column: &Column) -> Vec<String> {
    match &column.values {
        Values::Numbers(numbers) => {
            numbers.values.iter().map(|x| if x.is_nan() { "·".to_owned() } else { x.to_string() }).collect()
        }
        Values::Categories(Categories { levels, codes }) => {
            codes.iter().map(|code| levels.get(usize::from(*code)).map_or("·", String::as_str).to_owned()).collect()
        }
        Values::Unused(why) => vec![why.to_string()],
    }
}

/// All columns' values.
fn all(table: &Table) -> Vec<Vec<String>> {
    table.columns.iter().map(texts).collect()
}
