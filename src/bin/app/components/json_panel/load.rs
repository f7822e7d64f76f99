//! Loading: texts, checked for their size before anything else looks at them.

use super::Json;
use crate::dom;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::{Issue, MAX_OPENED_BYTES, Opened, open, too_long};
use wasm_bindgen_futures::JsFuture;

impl Json {
    /// Puts what the texts hold in its place, a document where it is edited or a tuning job that ran on the screen; or says
    /// why not.
    pub(super) fn take(self, texts: &[&str]) -> bool {
        match open(texts) {
            Ok(Opened::Document(document)) => {
                self.done();
                self.editor().load(*document, None);
                let can_run = self.editor().checked.with_untracked(|checked| checked.plan.is_ok());
                self.say(if can_run {
                    t!("Loaded; Run starts it")
                } else {
                    t!("Loaded; put right what is marked in red, then Run")
                });
                true
            }
            Ok(Opened::TuningJob(imported)) => {
                self.done();
                let has_request = imported.request.is_some();
                let editor = self.editor();
                // Reading hundreds of training jobs takes a while; showing them is another task.
                let texts = texts.iter().map(ToString::to_string).collect();
                dom::soon(move || editor.show(*imported, texts));
                self.say(if has_request {
                    t!("Loaded: this is how it went at AWS; Run tries its request here")
                } else {
                    t!("Loaded: this is how it went at AWS")
                });
                true
            }
            Err(issues) => {
                self.refuse(issues);
                false
            }
        }
    }

    /// True, and said, when texts are too long to be looked at.
    pub(super) fn is_too_long(self, bytes: f64) -> bool {
        let is_too_long = bytes > MAX_OPENED_BYTES as f64;
        if is_too_long {
            self.refuse(vec![too_long(bytes as usize)]);
        }
        is_too_long
    }

    /// Opens a table as the user's own data.
    pub(super) fn take_table(self, name: &str, text: &str) {
        if let Ok(file) = web_sys::Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into())) {
            self.take_data(name.to_owned(), file);
        }
    }

    fn take_data(self, name: String, file: web_sys::Blob) {
        self.done();
        self.say(t!("Opened as your own data: see Problem"));
        self.editor().own_data.open(self.editor(), name, file);
    }

    /// Reads files, unless they are too long together, and takes their texts; a table is opened as the user's own data.
    pub(super) fn take_files(self, files: &web_sys::FileList) {
        let files: Vec<web_sys::File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
        if let [file] = files.as_slice()
            && is_data(&file.name(), &file.type_())
        {
            return self.take_data(file.name(), file.clone().into());
        }
        if files.is_empty() || self.is_too_long(files.iter().map(|file| file.size()).sum()) {
            return;
        }
        leptos::task::spawn_local(async move {
            let mut texts = Vec::new();
            for file in files {
                let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) else {
                    let message = t!("The browser could not read the file {name}", name = file.name());
                    return self.refuse(vec![Issue::error("", "file", message, "Tuneground")]);
                };
                texts.push(text);
            }
            self.take(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        });
    }

    fn done(self) {
        self.refused.set(Vec::new());
        self.close();
    }

    fn refuse(self, issues: Vec<Issue>) {
        self.refused.set(issues);
        self.open();
    }
}

/// Whether a file is a table, by its name or its type; what is no document is refused better by who reads tables.
fn is_data(name: &str, media_type: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let documents = [".json", ".yaml", ".yml", ".jsonl"];
    let is_document = documents.iter().any(|end| name.ends_with(end)) || media_type.contains("json");
    !is_document
}
