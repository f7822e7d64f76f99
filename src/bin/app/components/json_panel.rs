//! The document as JSON: to read, to copy, to save, and to load another.
//!
//! What is loaded replaces the document that is edited; the tuning job on the screen goes on. What cannot be loaded is said,
//! and nothing changes.

mod dialog;
mod drop;
mod load;

use crate::components::Icon;
use crate::dom;
use crate::editor::Editor;
use dialog::JsonDialog;
use drop::DropTarget;
use leptos::prelude::*;
use std::time::Duration;
use tuneground::playground::Issue;

/// Which JSON is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// What AWS receives.
    Request,
    /// The request with its problem and settings.
    Document,
}

/// The panel's state. Handles only: copies are the same state.
#[derive(Clone, Copy)]
struct Json {
    editor: StoredValue<Editor>,
    shown: RwSignal<Shown>,
    text: Memo<String>,
    /// What came of copying or loading, for a moment.
    said: RwSignal<&'static str>,
    /// Why the last text was refused.
    refused: RwSignal<Vec<Issue>>,
    dialog: NodeRef<leptos::html::Dialog>,
}

impl Json {
    fn new(editor: Editor) -> Self {
        let shown = RwSignal::new(Shown::Request);
        let text = Memo::new(move |_| {
            editor.document.with(|document| match shown.get() {
                Shown::Request => document.request.to_json_pretty(),
                Shown::Document => document.to_json_pretty(),
            })
        });
        let (said, refused) = (RwSignal::new(""), RwSignal::new(Vec::new()));
        Self { editor: StoredValue::new(editor), shown, text, said, refused, dialog: NodeRef::new() }
    }

    fn editor(self) -> Editor {
        self.editor.get_value()
    }

    fn open(self) {
        if let Some(dialog) = self.dialog.get_untracked()
            && !dialog.open()
        {
            dom::ignore(dialog.show_modal());
        }
    }

    /// The browser gives the focus back to where it was.
    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn say(self, text: &'static str) {
        self.said.set(text);
        self.editor().announce(text);
        set_timeout(move || self.said.set(""), Duration::from_secs(4));
    }

    fn copy(self) {
        dom::copy(&self.text.get_untracked(), move |worked| {
            self.say(if worked { "Copied" } else { "The browser does not allow it; mark the text and copy it" });
        });
    }

    fn download(self) {
        let is_request = self.shown.get_untracked() == Shown::Request;
        let name = self.editor().document.with_untracked(|document| {
            let name = document.request.hyper_parameter_tuning_job_name.chars().take(64);
            name.filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()
        });
        let name = if name.is_empty() { "tuning-job".to_owned() } else { name };
        let end = if is_request { ".json" } else { ".playground.json" };
        dom::download(&format!("{name}{end}"), "application/json", &self.text.get_untracked());
    }
}

/// The JSON, small, with what can be done with it.
#[component]
pub(crate) fn JsonPanel() -> impl IntoView {
    let json = Json::new(Editor::expect());
    view! {
        <section class="group json" data-testid="json">
            <div class="group-title">
                <h2>"JSON"</h2>
                <span class="json-buttons">
                    <button type="button" class="icon-button" title="Copy" aria-label="Copy the JSON" data-testid="json-copy" on:click=move |_| json.copy()>
                        <Icon name="copy"/>
                    </button>
                    <button type="button" class="icon-button" title="Download" aria-label="Download the JSON" data-testid="json-download" on:click=move |_| json.download()>
                        <Icon name="download"/>
                    </button>
                    <button type="button" class="button small" aria-haspopup="dialog" data-testid="json-load" on:click=move |_| json.open()>"View or load…"</button>
                </span>
            </div>
            <p class="json-said small" role="status">{move || json.said.get()}</p>
            <pre class="json-text" tabindex="0" role="region" aria-label="The request as JSON" data-testid="json-text">{move || json.text.get()}</pre>
        </section>
        <JsonDialog json=json/>
        <DropTarget json=json/>
    }
}
