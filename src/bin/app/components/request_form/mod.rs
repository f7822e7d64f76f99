//! The whole request as a form, beside its JSON: every member of `CreateHyperParameterTuningJob`, section by section, with what is
//! wrong in its place and in one list.
//!
//! The form is made from the request types' own table ([`tuneground::playground::form::request`]): here is only how a text, a
//! list, a map or a structure looks. Loads when it is first opened ([`crate::parts`]).

mod group;
mod issues;
mod json;
mod leaf;
mod list;
mod log_tester;
mod map;
mod menu;
mod sections;
mod starts;

use crate::components::Icon;
use crate::components::fields::Says;
use crate::dom;
use crate::editor::Editor;
use issues::AllIssues;
use json::LiveJson;
use leptos::prelude::*;
use sections::{Navigation, SectionBody};
use serde_json::Value;
use starts::Starts;
use tuneground::language::t;
use tuneground::playground::Issue;
use tuneground::playground::form::request::{Place, section_of};
use tuneground::sagemaker::{Member, Shape};

/// What the form's parts share. Handles only: copies are the same form.
#[derive(Clone, Copy)]
pub(super) struct Form {
    editor: Editor,
    /// The request as JSON, which the fields look into.
    request: Memo<Value>,
    /// The section that is shown, by its index.
    section: RwSignal<usize>,
    /// The definition that was chosen last.
    chosen: RwSignal<usize>,
    /// The definition that is shown; `None` when the request tunes one algorithm.
    definition: Memo<Option<usize>>,
    body: NodeRef<leptos::html::Div>,
}

impl Form {
    fn new(editor: Editor) -> Self {
        let chosen = RwSignal::new(0);
        let count = move || {
            let several =
                editor.document.with(|document| document.request.training_job_definitions.as_ref().map(Vec::len));
            several.filter(|&count| count > 0)
        };
        Self {
            editor,
            request: Memo::new(move |_| editor.document.with(|document| document.request.to_json())),
            // The tuning job itself; warm start stands before it, as in AWS's console.
            section: RwSignal::new(1),
            chosen,
            definition: Memo::new(move |_| count().map(|count| chosen.get().min(count - 1))),
            body: NodeRef::new(),
        }
    }

    /// The problems of the request at the places that `is_here` accepts.
    fn issues_at(self, is_here: impl Fn(&str) -> bool + Send + Sync + 'static) -> Memo<Vec<Issue>> {
        Memo::new(move |_| Says::OfRequest.of(self.editor, &is_here))
    }

    /// Shows what is at a path of the checks, or as near to it as there is something.
    fn show(self, path: &str) {
        let Some((section, definition)) = section_of(path) else { return };
        self.section.set(section);
        if let Some(definition) = definition {
            self.chosen.set(definition);
        }
        self.focus(path.to_owned());
    }

    /// Puts the focus on the field at a path once it is drawn; where there is none, on the nearest part around it.
    fn focus(self, path: String) {
        request_animation_frame(move || {
            let Some(body) = self.body.get_untracked() else { return };
            let mut here = path.as_str();
            loop {
                let selector = format!("[data-path=\"{}\"]", here.replace('\\', "\\\\").replace('"', "\\\""));
                if let Some(part) = body.query_selector(&selector).ok().flatten() {
                    let field = part.query_selector("input, select, textarea, button").ok().flatten();
                    dom::focus(&field.unwrap_or(part));
                    return;
                }
                let Some(end) = here.rfind(['.', '[']) else { return };
                here = &here[..end];
            }
        });
    }
}

/// A part of the request, by its shape.
fn part(form: Form, place: Place, member: Member) -> AnyView {
    match member.shape {
        Shape::Object(_) => group::group(form, place, member),
        Shape::List(..) => list::list(form, place, member),
        Shape::TextMap(_) => map::map(form, place, member),
        Shape::Text(_) | Shape::Choice(_) | Shape::Whole(..) | Shape::Real | Shape::Flag => {
            leaf::row(form, place, member)
        }
    }
}

/// The dialog. Opens when [`Editor::whole`] holds a path.
#[component]
pub(crate) fn RequestForm() -> impl IntoView {
    let editor = Editor::expect();
    let form = Form::new(editor);
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let Some(path) = editor.whole.get() else { return };
        let Some(dialog) = dialog.get() else { return };
        if !dialog.open() {
            dom::ignore(dialog.show_modal());
        }
        form.show(&path);
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="request-form" aria-labelledby="request-form-title" node_ref=dialog data-testid="request-form" on:close=move |_| editor.whole.set(None)>
            <div class="request-form-inside">
                <header>
                    <h2 id="request-form-title">{t!("The whole request")}</h2>
                    <Starts form=form/>
                    <button type="button" class="icon-button" aria-label={t!("Close")} data-testid="request-close" on:click=move |_| close()>
                        <Icon name="close"/>
                    </button>
                </header>
                <div class="request-parts">
                    <Navigation form=form/>
                    <div class="request-body" node_ref=form.body>
                        <form novalidate autocomplete="off" on:submit=|event| event.prevent_default()>
                            <SectionBody form=form/>
                        </form>
                    </div>
                    <aside class="request-side" aria-label={t!("JSON and problems")}>
                        <AllIssues form=form/>
                        <LiveJson form=form/>
                    </aside>
                </div>
            </div>
        </dialog>
    }
}
