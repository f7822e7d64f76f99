//! The CSV file of the user's own that is open: the engine has read it and keeps it, the page knows what it is like.

use crate::api::Asker;
use crate::editor::Editor;
use crate::engine::Js;
use crate::scripts::words;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;
use tuneground::dataset::DatasetName;
use tuneground::language::t;
use tuneground::playground::{Document, form};
use web_sys::Blob;

/// How often the page asks how far the engine is.
const ASK_AGAIN: Duration = Duration::from_millis(150);

/// Where the file stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OwnFile {
    /// There is none.
    Nothing,
    /// It is being read: its name and how far.
    Reading(String, Progress),
    /// It was read.
    Open(Summary),
    /// It cannot be read: its name and why.
    Refused(String, String),
}

/// How far a file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Progress {
    /// Bytes that were read.
    pub(crate) bytes: f64,
    /// Of how many.
    pub(crate) of: f64,
    /// Rows that were read.
    pub(crate) rows: u32,
}

/// What is known of an open file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Summary {
    /// Its name.
    pub(crate) name: String,
    /// Its rows.
    pub(crate) rows: u32,
    /// How it was read, in words.
    pub(crate) read: String,
    /// Its columns, the first ones.
    pub(crate) columns: Vec<Column>,
    /// How many more there are.
    pub(crate) more_columns: u32,
    /// What was done that nobody has asked for.
    pub(crate) notes: Vec<String>,
}

/// A column of an open file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// What is in it, in a few words.
    pub(crate) about: String,
    /// What it can be learned as, the likelier first.
    pub(crate) tasks: Vec<String>,
    /// Whether nothing can be learned from it.
    #[serde(rename = "Unusable")]
    pub(crate) is_unusable: bool,
}

/// What came of a choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chosen {
    /// What was done that nobody has asked for.
    pub(crate) notes: Vec<String>,
    /// Why nothing can be learned in this way.
    pub(crate) refused: Option<String>,
}

/// The user's own file. Handles only: copies are the same file.
#[derive(Clone, Copy)]
pub(crate) struct OwnData {
    /// The file.
    pub(crate) file: RwSignal<OwnFile>,
    /// What came of the last choice.
    pub(crate) chosen: RwSignal<Chosen>,
    /// Its name and the file itself, once it was read: for what is kept of the page.
    pub(crate) blob: RwSignal<Option<(String, Blob)>, LocalStorage>,
    asker: Asker,
    /// Grows with each file, so that what comes late of another is passed over.
    number: StoredValue<u32>,
}

impl OwnData {
    /// No file yet.
    pub(crate) fn new() -> Self {
        Self {
            file: RwSignal::new(OwnFile::Nothing),
            chosen: RwSignal::default(),
            blob: RwSignal::new_local(None),
            asker: Asker::expect(),
            number: StoredValue::new(0),
        }
    }

    /// Opens a file in place of the one before, and makes it the problem's data set.
    pub(crate) fn open(self, editor: Editor, name: String, file: Blob) {
        leptos::task::spawn_local(self.read(editor, name, file));
    }

    /// [`open`](Self::open); ends when it is known what is learned from the file, or that it cannot be read.
    pub(crate) async fn read(self, editor: Editor, name: String, file: Blob) {
        self.number.update_value(|number| *number += 1);
        let number = self.number.get_value();
        self.chosen.set(Chosen::default());
        self.file.set(OwnFile::Reading(name.clone(), Progress { of: file.size(), ..Progress::default() }));
        let before = editor.document.with_untracked(form::data_file);
        if before.is_none() {
            editor.edit(|document| form::set_dataset(document, "file"));
        }
        self.watch(number);
        let request = Js::parse(&json!({ "Name": name }).to_string());
        let answer = self.asker.ask_of_file("data.open", request, &file).await;
        if self.number.try_get_value() != Some(number) {
            return;
        }
        let summary = match answer {
            Ok(summary) => serde_json::from_str::<Summary>(&summary.to_text()).map_err(|error| error.to_string()),
            Err(error) => Err(words(&error)),
        };
        self.blob.set(summary.is_ok().then(|| (name.clone(), file)));
        match summary {
            Ok(summary) => {
                editor.announce(&t!("{name} is open, {rows} rows", name, rows = summary.rows));
                let asked = before.map_or_else(|| json!({}), |before| as_before(&before, &summary));
                self.file.set(OwnFile::Open(summary));
                self.learn(editor, asked).await;
            }
            Err(reason) => self.file.set(OwnFile::Refused(name, reason)),
        }
    }

    /// Asks how far the engine is until the file is read.
    fn watch(self, number: u32) {
        let again = move || {
            let is_reading = self.file.try_with_untracked(|file| matches!(file, OwnFile::Reading(..)));
            if is_reading != Some(true) || self.number.try_get_value() != Some(number) {
                return;
            }
            leptos::task::spawn_local(async move {
                let answer = self.asker.ask("data.reading", Js::parse("{}")).await;
                let progress = answer.ok().and_then(|answer| serde_json::from_str(&answer.to_text()).ok());
                if let Some(progress) = progress.filter(|_| self.number.try_get_value() == Some(number)) {
                    self.file.try_update(|file| {
                        if let OwnFile::Reading(_, own) = file {
                            *own = progress;
                        }
                    });
                    self.watch(number);
                }
            });
        };
        set_timeout(again, ASK_AGAIN);
    }

    /// Chooses what is learned, `{"Target", "Task", "LeftOut"}`: see `OpenedFile::choose`.
    pub(crate) fn choose(self, editor: Editor, asked: Value) {
        leptos::task::spawn_local(self.learn(editor, asked));
    }

    async fn learn(self, editor: Editor, asked: Value) {
        let number = self.number.get_value();
        let answer = self.asker.ask("data.choose", Js::parse(&asked.to_string())).await;
        // Other data may have been chosen meanwhile.
        let is_wanted = || editor.document.with_untracked(|document| form::dataset_name(document) == DatasetName::File);
        if self.number.try_get_value() != Some(number) || !is_wanted() {
            return;
        }
        match answer {
            Ok(answer) => {
                let answer: Value = serde_json::from_str(&answer.to_text()).unwrap_or_default();
                let notes = answer["Notes"].as_array().into_iter().flatten();
                let notes = notes.filter_map(|note| note.as_str().map(str::to_owned)).collect();
                self.chosen.set(Chosen { notes, refused: None });
                editor.edit(|document| form::set_data_file(document, answer["File"].clone()));
            }
            Err(error) => self.chosen.update(|chosen| chosen.refused = Some(words(&error))),
        }
    }

    /// Learns from the file that is open, if one is, as is suggested.
    pub(crate) fn choose_again(self, editor: Editor) {
        if self.file.with_untracked(|file| matches!(file, OwnFile::Open(_))) {
            self.choose(editor, json!({}));
        }
    }

    /// Puts the file away, read or not.
    pub(crate) fn close(self) {
        self.number.update_value(|number| *number += 1);
        self.file.set(OwnFile::Nothing);
        self.blob.set(None);
        self.chosen.set(Chosen::default());
        leptos::task::spawn_local(async move {
            // There is no answer that would change anything.
            let _ = self.asker.ask("data.close", Js::parse("{}")).await;
        });
    }

    /// Why a document cannot run on the file that is open, if it wants one.
    pub(crate) fn reason_not_to_run(self, document: &Document) -> Option<String> {
        let wanted = form::data_file(document)?;
        let name = wanted["Name"].as_str().unwrap_or(t!("the file"));
        self.file.with_untracked(|file| match file {
            OwnFile::Open(_) => self.chosen.with_untracked(|chosen| chosen.refused.clone()),
            OwnFile::Reading(..) => Some(t!("{name} is still being read", name)),
            OwnFile::Nothing | OwnFile::Refused(..) => {
                Some(t!("The rows of {name} are not in the document: choose the file, or drop it on the page", name))
            }
        })
    }
}

/// The choice that a document was set up with, as far as this file has its columns.
fn as_before(before: &Value, summary: &Summary) -> Value {
    let has = |name: &Value| summary.columns.iter().any(|column| name.as_str() == Some(column.name.as_str()));
    if !has(&before["Target"]) {
        return json!({});
    }
    let mut asked = asked_by(before);
    if let Some(left_out) = asked["LeftOut"].as_array_mut() {
        left_out.retain(has);
    }
    asked
}

/// The choice that a document's file was described for.
pub(crate) fn asked_by(file: &Value) -> Value {
    let task = if file["Classes"].is_null() { "Regression" } else { "Classification" };
    let left_out = if file["LeftOut"].is_null() { json!([]) } else { file["LeftOut"].clone() };
    json!({ "Target": file["Target"], "Task": task, "LeftOut": left_out })
}
