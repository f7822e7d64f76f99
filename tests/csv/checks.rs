//! What is true of every file, whatever is in it.

use std::collections::BTreeSet;
use tuneground::csv::{
    Categories, Choice, Chosen, Column, MAX_CLASSES, MAX_LEVELS, MIN_ROWS, Options, ReadError, Reader, Table, Target,
    Task, Unused, Values, read,
};

/// Reads a file in chunks of so many bytes.
pub fn read_in_chunks(bytes: &[u8], chunk: usize, options: Options) -> Result<Table, ReadError> {
    let mut reader = Reader::new(options);
    for chunk in bytes.chunks(chunk.max(1)) {
        reader.push(chunk)?;
    }
    Ok(reader.finish()?.table())
}

/// A file is a table or an error with words, the same in any chunks; whatever is chosen of a table, too.
pub fn assert_file(bytes: &[u8], chunk: usize, options: Options) {
    let whole = read(bytes, options);
    // Missing numbers are NaN, which equal nothing; their texts are equal.
    assert_eq!(format!("{whole:?}"), format!("{:?}", read_in_chunks(bytes, chunk, options)), "chunks of {chunk}");
    match whole {
        Err(error) => assert!(error.to_string().len() > 10),
        Ok(table) => assert_table(&table),
    }
}

fn assert_table(table: &Table) {
    assert!(table.rows > 0);
    let names: BTreeSet<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert!(names.len() == table.columns.len() && !names.contains(""));
    assert!(table.notes.iter().all(|note| note.to_string().len() > 10));
    table.columns.iter().for_each(|column| assert_column(column, table.rows));
    if let Some(choice) = table.suggested() {
        assert!(!table.columns[choice.target].tasks().is_empty());
        assert_choice(table, &choice);
    }
    for target in (0..=table.columns.len()).take(5) {
        for task in [Task::Classification, Task::Regression] {
            assert_choice(table, &Choice { target, task, leave_out: (5..7).collect(), keep_constants: false });
        }
    }
}

fn assert_column(column: &Column, rows: usize) {
    assert!(column.missing <= rows);
    match &column.values {
        Values::Numbers(numbers) => {
            assert_eq!(numbers.values.len(), rows);
            assert_eq!(numbers.values.iter().filter(|value| value.is_nan()).count(), column.missing);
            assert!(!numbers.values.iter().any(|value| value.is_infinite()));
            if let Some(distinct) = &numbers.distinct {
                assert!((2..=MAX_CLASSES).contains(&distinct.len()) && distinct.is_sorted());
            }
        }
        Values::Categories(Categories { levels, codes }) => {
            assert_eq!(codes.len(), rows);
            assert!((2..=MAX_LEVELS).contains(&levels.len()) && levels.is_sorted());
            let missing = |code: &&u16| usize::from(**code) >= levels.len();
            assert_eq!(codes.iter().filter(missing).count(), column.missing);
            assert!(codes.iter().filter(missing).all(|code| *code == Categories::MISSING));
        }
        Values::Unused(why) => assert!(why.to_string().len() > 10 && (*why != Unused::Empty || column.missing == rows)),
    }
}

fn assert_choice(table: &Table, choice: &Choice) {
    let Chosen { features, values, target, rows, unused, notes } = match table.choose(choice) {
        Ok(chosen) => chosen,
        Err(error) => return assert!(error.to_string().len() > 10),
    };
    assert!(rows.len() >= MIN_ROWS && rows.is_sorted() && (rows[rows.len() - 1] as usize) < table.rows);
    assert_eq!(values.len(), rows.len() * features.len());
    for (index, feature) in features.iter().enumerate() {
        let column = values.iter().skip(index).step_by(features.len());
        assert_eq!(column.filter(|value| value.is_nan()).count(), feature.missing);
        assert!(feature.column != choice.target && !choice.leave_out.contains(&feature.column));
    }
    match target {
        Target::Classes { labels, names } => {
            assert!(labels.len() == rows.len() && (2..=MAX_CLASSES).contains(&names.len()));
            assert!((0..names.len() as u16).all(|class| labels.contains(&class)));
        }
        Target::Numbers(values) => assert!(values.len() == rows.len() && values.iter().all(|value| value.is_finite())),
    }
    assert!(unused.iter().all(|(column, _)| *column != choice.target));
    assert!(notes.iter().all(|note| note.to_string().len() > 10));
}
