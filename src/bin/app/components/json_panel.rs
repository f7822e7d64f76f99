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
use tuneground::export::{Format, export};
use tuneground::language::t;
use tuneground::playground::Issue;

/// In which form the job is shown, copied and saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// What AWS receives, for one of its tools.
    Request(Format),
    /// The request with its problem and settings.
    Document,
}

impl Shown {
    /// All of them, as a menu has them.
    fn all() -> impl Iterator<Item = Self> {
        Format::ALL.into_iter().map(Self::Request).chain([Self::Document])
    }

    fn id(self) -> &'static str {
        match self {
            Self::Request(format) => format.id(),
            Self::Document => "document",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Request(format) => format.title(),
            Self::Document => t!("Playground document"),
        }
    }
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
        let shown = RwSignal::new(Shown::Request(Format::Json));
        let text = Memo::new(move |_| {
            editor.document.with(|document| match shown.get() {
                Shown::Request(format) => export(&document.request, format),
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
        let refused = t!("The browser does not allow it; mark the text and copy it");
        dom::copy(&self.text.get_untracked(), refused, move |words| self.say(words));
    }

    /// The name of a file in the form that is shown.
    fn file_name(self) -> String {
        let name = self.editor().document.with(|document| {
            let name = document.request.hyper_parameter_tuning_job_name.chars().take(64);
            name.filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()
        });
        let name = if name.is_empty() { "tuning-job".to_owned() } else { name };
        match self.shown.get() {
            Shown::Request(format) => name + format.file_end(),
            Shown::Document => name + ".playground.json",
        }
    }

    fn download(self) {
        let media_type = match self.shown.get_untracked() {
            Shown::Request(format) => format.media_type(),
            Shown::Document => "application/json",
        };
        dom::download(&untrack(|| self.file_name()), media_type, &self.text.get_untracked());
    }
}

/// The JSON, small, with what can be done with it.
#[component]
pub(crate) fn JsonPanel() -> impl IntoView {
    let json = Json::new(Editor::expect());
    view! {
        <section class="group json" data-area="json" data-testid="json">
            <div class="group-title">
                <h2>"JSON"</h2>
                <span class="json-buttons">
                    <button type="button" class="icon-button" title={t!("Copy")} aria-label={t!("Copy it")} data-testid="json-copy"
                        on:click=move |_| json.copy()>
                        <Icon name="copy"/>
                    </button>
                    <button type="button" class="icon-button" title={t!("Download")} aria-label={t!("Download it")} data-testid="json-download"
                        on:click=move |_| json.download()>
                        <Icon name="download"/>
                    </button>
                    <button type="button" class="button small" aria-haspopup="dialog" data-testid="json-load" on:click=move |_| json.open()>
                        {t!("View or load…")}
                    </button>
                </span>
            </div>
            <p class="json-said small" role="status">{move || json.said.get()}</p>
            <pre class="json-text" tabindex="0" role="region" aria-label={t!("The job, in the form that is chosen")} data-testid="json-text">
                {move || json.text.get()}
            </pre>
        </section>
        <JsonDialog json=json/>
        <DropTarget json=json/>
    }
}
