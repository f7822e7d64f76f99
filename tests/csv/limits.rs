//! Limits, and files that take their time from whoever reads them carelessly. Nothing is timed: what takes time out of
//! proportion does not come to an end.

use crate::{all, notes, table, texts};
use std::collections::BTreeSet;
use tuneground::csv::{Choice, ChoiceError, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Options, ReadError, Reader, Task, read};

fn error(text: &str) -> ReadError {
    read(text.as_bytes(), Options::default()).unwrap_err()
}

#[test]
fn bytes() {
    let said = Options { bytes: Some(MAX_BYTES + 1), ..Options::default() };
    assert_eq!(Reader::new(said).push(b"a"), Err(ReadError::TooManyBytes));
    let mut reader = Reader::new(Options::default());
    let chunk = "1,2\n".repeat(1_000);
    let result = (0..=MAX_BYTES / chunk.len()).try_for_each(|_| reader.push(chunk.as_bytes()));
    // So many short rows are too many before the bytes are.
    assert_eq!(result, Err(ReadError::TooManyRows));
    let mut reader = Reader::new(Options::default());
    let chunk = "\n".repeat(1_000_000);
    let result = (0..=50).try_for_each(|_| reader.push(chunk.as_bytes()));
    assert_eq!((result, reader.bytes()), (Err(ReadError::TooManyBytes), 51_000_000));
}

#[test]
fn rows() {
    let rows = "1,2\n".repeat(MAX_ROWS);
    assert_eq!(table(&rows).rows, MAX_ROWS);
    assert_eq!(error(&(rows + "1,2\n")), ReadError::TooManyRows);
    assert_eq!(
        ReadError::TooManyRows.to_string(),
        "the file has more than 200,000 rows, and at most as many are read; a random sample of them would do"
    );
}

#[test]
fn columns() {
    for separator in [",", ";", "\t", "|"] {
        let line = |columns: usize| vec!["12"; columns].join(separator) + "\n";
        assert_eq!(table(&line(MAX_COLUMNS).repeat(3)).columns.len(), MAX_COLUMNS);
        assert_eq!(error(&line(MAX_COLUMNS + 1).repeat(3)), ReadError::TooManyColumns { line: 1 });
    }
    assert_eq!(error(&("1,2\n".repeat(9) + &",".repeat(2_000))), ReadError::TooManyColumns { line: 10 });
    assert_eq!(error(&",".repeat(5_000_000)), ReadError::TooManyColumns { line: 1 });
}

#[test]
fn one_enormous_field() {
    let open = "1,2\n".repeat(90_000) + "\"" + &"3,4\n".repeat(90_000);
    assert_eq!(error(&open), ReadError::LongRecord { line: 90_001 });
    assert!(error(&open).to_string().contains("begins in line 90001"));
    assert_eq!(error(&"x".repeat(5_000_000)), ReadError::LongRecord { line: 1 });
    assert_eq!(error(&format!("a,b\n1,{}\n", "x".repeat(5_000_000))), ReadError::LongRecord { line: 2 });
    assert!(matches!(error(&"\"".repeat(5_000_001)), ReadError::LongRecord { .. } | ReadError::OpenQuote { .. }));
}

#[test]
fn a_million_empty_lines() {
    let empty = "\r\n".repeat(1_000_000);
    assert_eq!(error(&empty), ReadError::Empty);
    let table = table(&format!("{empty}a,b\n1,x{empty}2,y\n"));
    assert_eq!(all(&table), [["1", "2"], ["x", "y"]]);
    assert_eq!(notes(&table), ["1,999,999 lines without values were passed over"]);
    assert_eq!(error(&",,\n".repeat(1_000_000)), ReadError::NoRows);
}

#[test]
fn many_rows_of_every_kind() {
    let long = |row: usize| format!("{row}.25,text {row},{},{}\n", ["a", "b", ""][row % 3], "y".repeat(row % 90));
    let table = table(&("n,t,c,l\n".to_owned() + &(0..100_000).map(long).collect::<String>()));
    assert_eq!(texts(&table.columns[0])[99_999], "99999.25");
    assert_eq!(texts(&table.columns[1]), ["it has more than 2,000 different texts, such as “text 0”"]);
    assert_eq!(texts(&table.columns[2])[..3], ["a", "b", "·"]);
    assert_eq!(table.columns[3].missing, 1_112);
    let ragged: String = (0..100_000).map(|row| "1,".repeat(row % 7) + "1\n").collect();
    let table = crate::table(&ragged);
    assert!(table.rows > 10_000 && notes(&table).iter().any(|note| note.contains(", …)")));
}

#[test]
fn rows_times_features() {
    let row = |row: usize| (0..21).map(|column| format!("v{}", (row + column) % 32)).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = (0..65_000).map(row).collect();
    let choice = Choice { target: 0, task: Task::Classification, leave_out: BTreeSet::new(), keep_constants: false };
    let error = table(&rows.join("\n")).choose(&choice).unwrap_err();
    assert_eq!(error, ChoiceError::TooManyValues { rows: 65_000, features: 640 });
    assert_eq!(
        error.to_string(),
        "65,000 rows of 640 features are more than 40,000,000 numbers; leave columns out, or take a sample of the rows"
    );
}
