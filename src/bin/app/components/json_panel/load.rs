//! Loading: a text, checked for its size before anything else looks at it.

use super::Json;
use leptos::prelude::*;
use tuneground::playground::{Issue, issues_of, read_document};
use tuneground::sagemaker::{RequestError, limits};

impl Json {
    /// Puts the document that a text holds in the place of the one that is edited, or says why not.
    pub(super) fn take(self, text: &str) -> bool {
        match read_document(text) {
            Ok(document) => {
                self.refused.set(Vec::new());
                self.editor().load(document, None);
                self.close();
                let can_run = self.editor().checked.with_untracked(|checked| checked.plan.is_ok());
                self.say(if can_run {
                    "Loaded; Run starts it"
                } else {
                    "Loaded; put right what is marked in red, then Run"
                });
                true
            }
            Err(issues) => {
                self.refuse(issues);
                false
            }
        }
    }

    /// True, and said, when a text is too long to be looked at.
    pub(super) fn is_too_long(self, bytes: f64) -> bool {
        let too_long = bytes > limits::MAX_REQUEST_BYTES as f64;
        if too_long {
            self.refuse(issues_of(&RequestError::TooLong { bytes: bytes as usize }));
        }
        too_long
    }

    /// Reads a file, unless it is too long, and takes its text.
    pub(super) fn take_file(self, file: &web_sys::File) {
        if self.is_too_long(file.size()) {
            return;
        }
        let text = file.text();
        leptos::task::spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(text).await.ok().and_then(|text| text.as_string());
            match text {
                Some(text) => {
                    self.take(&text);
                }
                None => {
                    self.refuse(vec![Issue::error("", "file", "The browser could not read the file", "Tuneground")]);
                }
            }
        });
    }

    fn refuse(self, issues: Vec<Issue>) {
        self.refused.set(issues);
        self.open();
    }
}
