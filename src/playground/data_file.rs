//! A CSV file of the user's own: what the page shows of it, and what is learned of it. Reading is [`crate::csv`]'s.

use super::document::FileDocument;
use crate::csv::{Choice, Chosen, MIN_ROWS, Note, Table, Target, Task as Learned, Values};
use crate::dataset::{Checksum, FileRows, OwnFile, Task};
use crate::language::{in_language, t};
use crate::sagemaker::Wire as _;
use serde_json::{Value, json};

/// The most columns that are told to the page one by one.
const MOST_COLUMNS: usize = 200;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    name: String,
    checksum: String,
    table: Table,
}

/// What was chosen of a file.
#[derive(Clone, Debug)]
pub struct ChosenFile {
    /// For the document.
    pub file: OwnFile,
    /// What was done that nobody has asked for, in sentences.
    pub notes: Vec<String>,
    chosen: Chosen,
}

impl ChosenFile {
    /// For whoever trains. Made when they are asked for: to look at a choice takes none.
    pub fn rows(&self) -> FileRows {
        FileRows::from_chosen(&self.chosen)
    }
}

impl OpenedFile {
    /// The table that was read of the file with this name and checksum.
    pub fn new(name: String, checksum: Checksum, table: Table) -> Self {
        Self { name, checksum: checksum.text(), table }
    }

    /// What is known again.
    pub fn checksum(&self) -> &str {
        &self.checksum
    }

    /// What the page shows: `{"Name", "Rows", "Read", "Columns": [{"Name", "About", "Tasks", "Unusable"}], "MoreColumns", "Notes",
    /// "Suggested": {"Target", "Task", "LeftOut"}}`; `Tasks` is what a column can be learned as, the likelier first, and
    /// `Suggested` null where no column can be learned. `Task` is `Classification` or `Regression`.
    pub fn summary(&self) -> Value {
        let names = |columns: &[usize]| -> Vec<&str> {
            columns.iter().filter_map(|&column| Some(self.table.columns.get(column)?.name.as_str())).collect()
        };
        let column = |index: usize| {
            let column = &self.table.columns[index];
            let tasks: Vec<&str> = column.tasks().iter().map(|task| task_name(*task)).collect();
            let is_unusable = matches!(column.values, Values::Unused(_));
            json!({ "Name": column.name, "About": self.about(index), "Tasks": tasks, "Unusable": is_unusable })
        };
        let suggested = self.table.suggested().map(|choice| {
            let left_out: Vec<usize> = choice.leave_out.iter().copied().filter(|&own| own != choice.target).collect();
            json!({ "Target": self.table.columns[choice.target].name, "Task": task_name(choice.task), "LeftOut": names(&left_out) })
        });
        let all = self.table.columns.len();
        json!({
            "Name": self.name,
            "Rows": self.table.rows,
            "Read": self.table.dialect.to_string(),
            "Columns": (0..all.min(MOST_COLUMNS)).map(column).collect::<Vec<_>>(),
            "MoreColumns": all.saturating_sub(MOST_COLUMNS),
            "Notes": texts(&self.table.notes),
            "Suggested": suggested,
        })
    }

    /// A column in a few words.
    fn about(&self, index: usize) -> String {
        let column = &self.table.columns[index];
        let mut words = match &column.values {
            Values::Numbers(numbers) => {
                let known = || numbers.values.iter().copied().filter(|value| !value.is_nan());
                let (least, most) = (known().fold(f32::INFINITY, f32::min), known().fold(f32::NEG_INFINITY, f32::max));
                let (least, most) = (in_language(least.to_string()), in_language(most.to_string()));
                if numbers.are_whole {
                    t!("whole numbers, {least} to {most}", least, most)
                } else {
                    t!("numbers, {least} to {most}", least, most)
                }
            }
            Values::Categories(categories) => {
                let shown: Vec<&str> = categories.levels.iter().take(3).map(String::as_str).collect();
                let more = if categories.levels.len() > shown.len() { ", …" } else { "" };
                t!("{n} categories: {names}", n = categories.levels.len(), names = shown.join(", ") + more)
            }
            Values::Unused(why) => return t!("left out: {why}", why),
        };
        if column.missing > 0 {
            words = format!("{words}; {}", t!("{n} missing", n = column.missing));
        }
        words
    }

    /// What is learned of the file: `{"Target", "Task", "LeftOut"}`, names of columns; what is not said is as suggested, or the
    /// likelier task of the target. The error says what would be right.
    pub fn choose(&self, asked: &Value) -> Result<ChosenFile, String> {
        let column = |name: &str| {
            let found = self.table.columns.iter().position(|column| column.name == name);
            found.ok_or_else(|| t!("{file} has no column named {name}", file = self.name, name = format!("{name:?}")))
        };
        let suggested = self.table.suggested();
        let target = match asked.get("Target").and_then(Value::as_str) {
            Some(name) => column(name)?,
            None if self.table.rows < MIN_ROWS => {
                let n = self.table.rows;
                return Err(t!("the file has {n} rows of values; at least {least} are needed", n, least = MIN_ROWS));
            }
            None => suggested
                .as_ref()
                .map(|choice| choice.target)
                .ok_or_else(|| t!("no column of the file can be learned"))?,
        };
        let likelier = self.table.columns[target].tasks().first().copied();
        let task = match asked.get("Task").and_then(Value::as_str) {
            Some("Classification") => Learned::Classification,
            Some("Regression") => Learned::Regression,
            Some(other) => return Err(format!("Task must be Classification or Regression, not {other:?}")),
            None => likelier.unwrap_or(Learned::Classification),
        };
        let leave_out = match asked.get("LeftOut").and_then(Value::as_array) {
            Some(names) => names.iter().filter_map(Value::as_str).map(column).collect::<Result<_, _>>()?,
            None => suggested.map(|choice| choice.leave_out).unwrap_or_default(),
        };
        let choice = Choice { target, task, leave_out, keep_constants: false };
        let chosen = self.table.choose(&choice).map_err(|error| error.to_string())?;
        let mut notes = texts(&chosen.notes);
        notes.extend(
            chosen
                .unused
                .iter()
                .map(|(index, why)| t!("“{name}” is left out: {why}", name = self.table.columns[*index].name, why)),
        );
        let missing: Vec<&str> =
            chosen.features.iter().filter(|feature| feature.missing > 0).map(|feature| feature.name.as_str()).collect();
        match missing.as_slice() {
            [] => {}
            [name] => notes.push(t!("missing values of “{name}” become the training rows' median", name)),
            [name, others @ ..] => notes.push(t!(
                "missing values of “{name}” and of {n} more become the training rows' median",
                name,
                n = others.len()
            )),
        }
        let name_of = |index: &usize| self.table.columns[*index].name.clone();
        let file = OwnFile {
            name: self.name.clone(),
            checksum: self.checksum.clone(),
            target: name_of(&target),
            left_out: choice.leave_out.iter().filter(|&&own| own != target).map(name_of).collect(),
            rows: chosen.rows.len(),
            features: chosen.features.len(),
            task: match &chosen.target {
                Target::Classes { names, .. } => Task::Classification { classes: names.len() },
                Target::Numbers(_) => Task::Regression,
            },
        };
        Ok(ChosenFile { file, notes, chosen })
    }

    /// The rows that a document's file stands for; the error says how this file is another one.
    pub fn rows_of(&self, file: &OwnFile) -> Result<FileRows, String> {
        let task = if file.task.is_regression() { Learned::Regression } else { Learned::Classification };
        let asked = json!({ "Target": file.target, "Task": task_name(task), "LeftOut": file.left_out });
        self.choose(&asked).map(|chosen| chosen.rows())
    }
}

/// A file as a document has it, JSON.
pub fn file_document(file: &OwnFile) -> Value {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let document = FileDocument {
        name: file.name.clone(),
        checksum: file.checksum.clone(),
        target: file.target.clone(),
        left_out: (!file.left_out.is_empty()).then(|| file.left_out.clone()),
        rows: whole(file.rows),
        features: whole(file.features),
        classes: match file.task {
            Task::Classification { classes } => Some(whole(classes)),
            Task::Regression => None,
        },
        ..FileDocument::default()
    };
    document.write()
}

fn task_name(task: Learned) -> &'static str {
    match task {
        Learned::Classification => "Classification",
        Learned::Regression => "Regression",
    }
}

fn texts(notes: &[Note]) -> Vec<String> {
    notes.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::{Options, read};

    fn opened() -> OpenedFile {
        let lines = (0..40).map(|row| {
            let area = if row == 7 { String::new() } else { format!("{}.5", row * row) };
            format!("{row},{area},{},{}", ["north", "south"][row % 2], 1000.5 + (row * row) as f64)
        });
        let text = core::iter::once("id,area,side,price".to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        let mut checksum = Checksum::default();
        checksum.push(text.as_bytes());
        OpenedFile::new("houses.csv".to_owned(), checksum, read(text.as_bytes(), Options::default()).unwrap())
    }

    #[test]
    fn the_page_is_told_of_columns_and_what_is_likely_meant() {
        let summary = opened().summary();
        assert_eq!(summary["Suggested"], json!({"Target": "price", "Task": "Regression", "LeftOut": ["id"]}));
        assert_eq!(summary["Rows"], 40);
        let about: Vec<&str> =
            summary["Columns"].as_array().unwrap().iter().map(|own| own["About"].as_str().unwrap()).collect();
        assert_eq!(about[1..3], ["numbers, 0.5 to 1521.5; 1 missing", "2 categories: north, south"]);
        assert_eq!(summary["Columns"][2]["Tasks"], json!(["Classification"]));
        assert!(summary["Read"].as_str().unwrap().contains("UTF-8"), "{}", summary["Read"]);
    }

    #[test]
    fn a_choice_is_what_was_asked_or_what_is_suggested() {
        let opened = opened();
        let chosen = opened.choose(&json!({})).unwrap();
        let file = &chosen.file;
        assert_eq!((file.target.as_str(), file.rows, file.features, file.task), ("price", 40, 2, Task::Regression));
        assert_eq!((file.left_out.as_slice(), file.checksum.len()), (&["id".to_owned()][..], 16));
        assert!(
            chosen.notes.iter().any(|note| note.contains("“area”") && note.contains("median")),
            "{:?}",
            chosen.notes
        );
        assert_eq!(format!("{:?}", opened.rows_of(file).unwrap()), format!("{:?}", chosen.rows()));
        let side = opened.choose(&json!({"Target": "side", "LeftOut": ["price"]})).unwrap().file;
        assert_eq!((side.features, side.task), (2, Task::Classification { classes: 2 }));
    }

    #[test]
    fn what_cannot_be_learned_is_refused_with_the_reason() {
        let refused = |asked: Value| opened().choose(&asked).unwrap_err();
        assert!(refused(json!({"Target": "rent"})).contains("no column named \"rent\""));
        assert!(refused(json!({"Target": "side", "Task": "Regression"})).contains("side"));
        assert!(refused(json!({"Task": "Clustering"})).contains("Classification or Regression"));
        assert!(refused(json!({"LeftOut": ["area", "side", "id"]})).contains("column"));
    }
}
