//! The files of `data`, read as a user's own are. The sums are the published files', worked out with Python's decimals.

use std::fs;
use std::path::Path;
use tuneground::csv::{Options, Table, Target, Task, Values, read};

fn file(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let table = read(&fs::read(path).unwrap(), Options::default()).unwrap();
    assert!(table.notes.is_empty() && table.dialect.has_header, "{:?}", table.notes);
    assert!(table.columns.iter().all(|column| column.missing == 0));
    table
}

/// The sum of each column of numbers.
fn sums(table: &Table) -> Vec<f64> {
    let sum = |values: &[f32]| values.iter().map(|value| f64::from(*value)).sum();
    let numbers = table.columns.iter().filter_map(|column| match &column.values {
        Values::Numbers(numbers) => Some(sum(&numbers.values)),
        _ => None,
    });
    numbers.collect()
}

#[track_caller]
fn assert_near(sum: f64, expected: f64) {
    assert!((sum - expected).abs() < 1e-6 * expected.abs(), "{sum} is not {expected}");
}

/// How many rows each class has, and the classes' names.
fn classes(table: &Table) -> (Vec<usize>, Vec<String>, usize) {
    let choice = table.suggested().unwrap();
    assert_eq!((choice.target, choice.task), (table.columns.len() - 1, Task::Classification));
    assert!(choice.leave_out.is_empty());
    let chosen = table.choose(&choice).unwrap();
    assert!(chosen.notes.is_empty());
    let Target::Classes { labels, names } = chosen.target else { panic!() };
    let count = |class: usize| labels.iter().filter(|label| usize::from(**label) == class).count();
    ((0..names.len()).map(count).collect(), names, chosen.features.len())
}

#[test]
fn digits() {
    let table = file("digits.csv");
    assert_eq!((table.rows, table.columns.len()), (1_797, 65));
    let (counts, names, features) = classes(&table);
    assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    assert_eq!(names, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    // Three pixels are never inked.
    assert_eq!(features, 61);
    assert_near(sums(&table).iter().sum(), 569_788.0);
}

#[test]
fn breast_cancer() {
    let table = file("breast-cancer.csv");
    assert_eq!((table.rows, table.columns.len()), (569, 31));
    let (counts, names, features) = classes(&table);
    assert_eq!((counts, names, features), (vec![357, 212], vec!["benign".to_owned(), "malignant".to_owned()], 30));
    assert_near(sums(&table).iter().sum(), 1_056_474.459_635_6);
}

#[test]
fn wine() {
    let table = file("wine.csv");
    assert_eq!((table.rows, table.columns.len()), (178, 14));
    let (counts, names, features) = classes(&table);
    assert_eq!((counts, names, features), (vec![59, 71, 48], vec!["1".to_owned(), "2".to_owned(), "3".to_owned()], 13));
    assert_near(sums(&table).iter().sum(), 160_320.295_999);
}

#[test]
fn airfoil_self_noise() {
    let table = file("airfoil-self-noise.csv");
    assert_eq!((table.rows, table.columns.len()), (1_503, 6));
    let choice = table.suggested().unwrap();
    assert_eq!((choice.target, choice.task), (5, Task::Regression));
    let chosen = table.choose(&choice).unwrap();
    let Target::Numbers(levels) = chosen.target else { panic!() };
    assert_eq!(chosen.features.len(), 5);
    let (least, most) = levels.iter().fold((f32::MAX, f32::MIN), |(a, b), x| (a.min(*x), b.max(*x)));
    assert_eq!((least, most), (103.38, 140.987));
    for (sum, expected) in
        sums(&table).into_iter().zip([4_338_230.0, 10_193.8, 205.232, 76_443.7, 16.743_240_228, 187_628.422])
    {
        assert_near(sum, expected);
    }
}
