//! From a table and a target to features.

use crate::{notes, table};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tuneground::csv::{Choice, ChoiceError, Chosen, Table, Target, Task};

fn choice(target: usize, task: Task) -> Choice {
    Choice { target, task, leave_out: BTreeSet::new(), keep_constants: false }
}

/// A table of these columns with so many rows.
fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> Table {
    table(&(0..count).fold(format!("{header}\n"), |text, index| text + &row(index) + "\n"))
}

fn refused(table: &Table, target: usize, task: Task) -> String {
    table.choose(&choice(target, task)).unwrap_err().to_string()
}

#[test]
fn features_are_numbers_and_encoded_categories() {
    let table = rows("n,two,three,id,target", 12, |row| {
        let number = if row == 3 { "NA".to_owned() } else { format!("{row}.5") };
        let three = ["red", "green", "", "blue"][row % 4];
        format!("{number},{},{three},{},{}", ["no", "yes"][row % 2], row + 1, ["b", "a"][row / 6])
    });
    let suggested = table.suggested().unwrap();
    assert_eq!(suggested, Choice { leave_out: BTreeSet::from([3]), ..choice(4, Task::Classification) });
    let chosen = table.choose(&suggested).unwrap();
    let names: Vec<&str> = chosen.features.iter().map(|feature| feature.name.as_str()).collect();
    assert_eq!(names, ["n", "two = yes", "three = blue", "three = green", "three = red"]);
    assert_eq!(chosen.features.iter().map(|feature| feature.missing).collect::<Vec<_>>(), [1, 0, 3, 3, 3]);
    assert_eq!(chosen.values[..5], [0.5, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!(chosen.values[5..10], [1.5, 1.0, 0.0, 1.0, 0.0]);
    assert!(chosen.values[12..15].iter().all(|value| value.is_nan()) && chosen.values[15].is_nan());
    let labels = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0].to_vec();
    assert_eq!(chosen.target, Target::Classes { labels, names: vec!["a".to_owned(), "b".to_owned()] });
    assert_eq!(chosen.rows, (0..12).collect::<Vec<u32>>());
}

#[test]
fn rows_without_a_target_are_left_out_and_counted() {
    let table =
        rows("x,y", 15, |row| format!("{row}.5,{}", if row % 5 == 0 { "?".to_owned() } else { (row % 3).to_string() }));
    let chosen = table.choose(&choice(1, Task::Classification)).unwrap();
    assert_eq!(chosen.rows, [1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14]);
    assert_eq!(chosen.values[4], 6.5);
    assert_eq!(words(&chosen), ["3 rows without a value of “y” left out"]);
    let Target::Classes { labels, names } = chosen.target else { panic!() };
    assert_eq!((labels[..4].to_vec(), names), (vec![1, 2, 0, 1], vec!["0".into(), "1".into(), "2".into()]));
}

fn words(chosen: &Chosen) -> Vec<String> {
    chosen.notes.iter().map(ToString::to_string).collect()
}

#[test]
fn numbers_are_classes_or_numbers() {
    let table = rows("x,grade,price", 60, |row| format!("{row}.5,{},{}.25", row % 3, row * 10));
    assert_eq!(table.columns[1].tasks(), [Task::Classification, Task::Regression]);
    assert_eq!(table.columns[2].tasks(), [Task::Regression, Task::Classification]);
    assert!(
        matches!(table.choose(&choice(1, Task::Regression)).unwrap().target, Target::Numbers(y) if y[..4] == [0.0, 1.0, 2.0, 0.0])
    );
    let chosen = table.choose(&choice(2, Task::Classification)).unwrap();
    assert_eq!(
        words(&chosen),
        ["60 classes, such as “0.25”, have a single row each, so they cannot be both trained on and judged"]
    );
}

#[test]
fn five_hundred_classes_and_no_more() {
    let table = |classes: usize| rows("x,number,text", 2 * classes, |row| format!("{row}.5,{},c{}", row / 2, row / 2));
    for target in [1, 2] {
        let chosen = table(500).choose(&choice(target, Task::Classification)).unwrap();
        let Target::Classes { labels, names } = chosen.target else { panic!() };
        assert_eq!((names.len(), labels.iter().max()), (500, Some(&499)));
    }
    assert_eq!(
        refused(&table(501), 2, Task::Classification),
        "“text” has 501 different values, and a classifier learns at most 500; a column with fewer, or with numbers, can be learned"
    );
    assert_eq!(
        refused(&table(501), 1, Task::Classification),
        "“number” has more than 500 different values, and a classifier learns at most 500; as numbers (regression) it can be learned"
    );
    assert!(table(501).columns[2].tasks().is_empty());
}

#[test]
fn what_cannot_be_learned_is_refused_with_what_would_be_right() {
    let table = rows("id,day,same,empty,class,x", 30, |row| {
        format!("row {row},2024-01-{:02},1,,{},{row}.5", 1 + row % 28, ["a", "b"][row % 2])
    });
    for (target, task, expected) in [
        (
            0,
            Task::Classification,
            "“id” cannot be the target: every value is another, such as “row 0”; a target is a number, or one of 2 to 500 classes",
        ),
        (
            1,
            Task::Regression,
            "“day” cannot be the target: it has dates or times such as “2024-01-01”; a target is a number, or one of 2 to 500 classes",
        ),
        (
            2,
            Task::Regression,
            "“same” is “1” in every row, so there is nothing to learn; choose a column with different values",
        ),
        (
            3,
            Task::Regression,
            "“empty” cannot be the target: it has no values; a target is a number, or one of 2 to 500 classes",
        ),
        (
            4,
            Task::Regression,
            "“class” has texts such as “a”, and regression needs numbers; as classes it can be learned",
        ),
        (9, Task::Regression, "there is no column 10 in a table of 6"),
    ] {
        assert_eq!(refused(&table, target, task), expected);
    }
    let alone = Choice { leave_out: BTreeSet::from([5]), ..choice(4, Task::Classification) };
    let error = table.choose(&alone).unwrap_err();
    assert_eq!(error.to_string(), "no column is left to learn from; leave fewer columns out, or choose another target");
    let one = rows("x", 12, |row| format!("{row}.5"));
    assert_eq!(
        refused(&one, 0, Task::Regression),
        "no column is left to learn from; a data set has a target and at least one column beside it"
    );
    let few = rows("x,y", 9, |row| format!("{row}.5,{row}.25"));
    assert_eq!(
        refused(&few, 0, Task::Regression),
        "there are 9 rows with a value of “x”; training and validation need at least 10"
    );
    assert!(notes(&few).is_empty());
}

#[test]
fn the_rarer_categories_are_one_feature() {
    let table = rows("x,c", 400, |row| {
        // c0 to c99, the first fifty of them three times as often.
        let level = if row < 300 { row % 50 } else { row - 300 };
        format!("{row}.5,c{level:02}")
    });
    let chosen = table.choose(&choice(0, Task::Regression)).unwrap();
    assert_eq!(chosen.features.len(), 32);
    assert_eq!((chosen.features[0].name.as_str(), chosen.features[31].name.as_str()), ("c = c00", "c: other"));
    assert_eq!(
        words(&chosen),
        ["“c” has 100 categories; the 31 most frequent ones are features, and all others one together"]
    );
    assert!(chosen.values.chunks(32).all(|row| row.iter().sum::<f32>() == 1.0));
    assert_eq!(chosen.values[399 * 32 + 31], 1.0);
}

#[test]
fn too_many_features() {
    let columns = 90;
    let mut text = (0..columns).fold("y".to_owned(), |text, column| format!("{text},c{column}")) + "\n";
    for row in 0..60 {
        let _ = write!(text, "{row}.5");
        (0..columns).for_each(|column| write!(text, ",v{}", (row + column) % 30).unwrap());
        text.push('\n');
    }
    let error = table(&text).choose(&choice(0, Task::Regression)).unwrap_err();
    assert_eq!(error, ChoiceError::TooManyFeatures { features: 2_700 });
    assert!(error.to_string().starts_with("the columns make 2,700 features, and at most 2,000 are used"));
}
