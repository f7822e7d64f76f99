//! What columns have.

use crate::{all, names, notes, table, texts};
use tuneground::csv::{Categories, Numbers, Unused, Values};

/// A table with this column and one more, a row each.
fn column(values: &[&str]) -> (Values, usize, Vec<&'static str>, Vec<String>) {
    let rows: Vec<String> = values.iter().map(|value| format!("{value},1")).collect();
    let table = table(&format!("x,other\n{}\n", rows.join("\n")));
    let column = table.columns[0].clone();
    (column.values, column.missing, column.missing_words, notes(&table))
}

fn unused(values: &[&str]) -> Unused {
    match column(values).0 {
        Values::Unused(why) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_and_missing_values() {
    let (values, missing, words, notes) =
        column(&["1.5", "NA", "-2", "", "n/a", "NaN", "null", "None", "?", "-", "1e3"]);
    let Values::Numbers(Numbers { values, distinct, are_whole, count_rows }) = values else { panic!("{values:?}") };
    assert_eq!(values.iter().filter(|x| !x.is_nan()).copied().collect::<Vec<_>>(), [1.5, -2.0, 1000.0]);
    assert_eq!((missing, distinct.unwrap()), (8, vec![-2.0, 1.5, 1000.0]));
    assert_eq!(words, ["", "NA", "N/A", "NaN", "null", "None", "?", "-"]);
    assert!(!are_whole && !count_rows && notes.is_empty());
}

#[test]
fn numbers_that_no_float_holds() {
    let table = table("x,y\n1,16777217\n1e400,16777218\ninf,5\n-Infinity,123456789\n2,1\n3e38,7\n4e38,8\n");
    assert_eq!(all(&table)[0], ["1", "·", "·", "·", "2", &3e38_f32.to_string(), "·"]);
    assert_eq!(
        notes(&table),
        [
            "“x” has infinite numbers or larger ones than 3.4e38, which count as missing, in 4 lines (3, 4, 5, 8)",
            "“y” has whole numbers above 16,777,216, which are rounded to seven digits; different ones may become equal",
        ]
    );
    assert_eq!(table.columns[0].missing, 4);
}

#[test]
fn some_texts_among_numbers_are_missing_and_named() {
    let mut rows: Vec<String> = (0..100).map(|row| format!("{}.5,{}", row * 7, row % 3)).collect();
    rows[40] = "unknown,1".to_owned();
    rows[60] = "12;5,1".to_owned();
    let table = table(&format!("x,y\n{}\n", rows.join("\n")));
    assert_eq!(texts(&table.columns[0]).iter().filter(|text| *text == "·").count(), 2);
    assert_eq!(table.columns[0].missing, 2);
    assert_eq!(
        notes(&table),
        ["“x” has texts among its numbers, which count as missing: “unknown” in 2 lines (42, 62)"]
    );
    // Codes are categories, though most of them are numbers.
    let codes: Vec<&str> = (0..100).map(|row| if row == 50 { "A" } else { ["1", "2", "3"][row % 3] }).collect();
    assert!(
        matches!(column(&codes).0, Values::Categories(Categories { levels, .. }) if levels == ["1", "2", "3", "A"])
    );
    // With more texts, it is no column of numbers.
    let mixed: Vec<String> =
        (0..100).map(|row| if row % 10 == 0 { format!("t{row}") } else { row.to_string() }).collect();
    let mixed: Vec<&str> = mixed.iter().map(String::as_str).collect();
    assert!(matches!(unused(&mixed), Unused::Identifiers(_)));
}

#[test]
fn categories_are_in_the_order_of_their_code_points() {
    let (values, missing, ..) = column(&["red", "Blue", "été", "red", "", "true", "zoo"]);
    let Values::Categories(Categories { levels, codes }) = values else { panic!("{values:?}") };
    assert_eq!(levels, ["Blue", "red", "true", "zoo", "été"]);
    assert_eq!(codes, [1, 0, 4, 1, Categories::MISSING, 2, 3]);
    assert_eq!(missing, 1);
    assert!(matches!(column(&["true", "false", "true"]).0, Values::Categories(_)));
}

#[test]
fn columns_that_teach_nothing() {
    assert_eq!(unused(&["", "NA", "?"]), Unused::Empty);
    assert_eq!(unused(&["7", "7.0", "", "7"]), Unused::Constant("7".to_owned()));
    assert_eq!(unused(&["red", "red", "?"]), Unused::Constant("red".to_owned()));
    assert_eq!(unused(&["2024-05-01", "2024-05-02", "", "2024-05-02"]), Unused::Dates("2024-05-01".to_owned()));
    let ids: Vec<String> = (0..30).map(|row| format!("id-{row}")).collect();
    assert_eq!(unused(&ids.iter().map(String::as_str).collect::<Vec<_>>()), Unused::Identifiers("id-0".to_owned()));
    let prose: Vec<String> = (0..4_002).map(|row| format!("text {}", row / 2)).collect();
    let why = unused(&prose.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(why.to_string(), "it has more than 2,000 different texts, such as “text 0”");
    let most: Vec<String> = (0..4_000).map(|row| format!("text {}", row / 2)).collect();
    let (values, ..) = column(&most.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(matches!(values, Values::Categories(Categories { levels, .. }) if levels.len() == 2_000));
}

#[test]
fn row_numbers_are_recognised() {
    let table = table(",year,x\n0,2001,5\n1,2003,6\n2,2004,7.5\n");
    assert_eq!(names(&table), ["column 1", "year", "x"]);
    let count_rows = |column: usize| matches!(&table.columns[column].values, Values::Numbers(x) if x.count_rows);
    assert_eq!([0, 1, 2].map(count_rows), [true, false, false]);
    assert!(table.suggested().unwrap().leave_out.contains(&0));
}

#[test]
fn one_column_and_one_row() {
    assert_eq!(all(&table("x\n1\n2\n")), [["1", "2"]]);
    assert_eq!(all(&table("a,b\n1,x\n")), [["it is “1” in every row"], ["it is “x” in every row"]]);
}
