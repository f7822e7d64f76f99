//! Loading: texts, checked for their size before anything else looks at them.

use super::Json;
use leptos::prelude::*;
use std::time::Duration;
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
                    "Loaded; Run starts it"
                } else {
                    "Loaded; put right what is marked in red, then Run"
                });
                true
            }
            Ok(Opened::TuningJob(imported)) => {
                self.done();
                let has_request = imported.request.is_some();
                let editor = self.editor();
                // Reading hundreds of training jobs takes a while; showing them is another task.
                set_timeout(move || editor.show(*imported), Duration::ZERO);
                self.say(if has_request {
                    "Loaded: this is how it went at AWS; Run tries its request here"
                } else {
                    "Loaded: this is how it went at AWS"
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

    /// Reads files, unless they are too long together, and takes their texts.
    pub(super) fn take_files(self, files: &web_sys::FileList) {
        let files: Vec<web_sys::File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
        if files.is_empty() || self.is_too_long(files.iter().map(|file| file.size()).sum()) {
            return;
        }
        leptos::task::spawn_local(async move {
            let mut texts = Vec::new();
            for file in files {
                let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) else {
                    let message = format!("The browser could not read the file {}", file.name());
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
