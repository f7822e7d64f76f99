//! The request as JSON that can be edited: what is typed is the form's request as soon as it is one.

use super::Form;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::issues_of;
use tuneground::playground::{Document, Issue};

/// What was typed while it is no request, or is written in another way than the form writes it.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    text: String,
    refused: Vec<Issue>,
}

/// The JSON beside the form.
#[component]
pub(super) fn LiveJson(form: Form) -> impl IntoView {
    let typed = RwSignal::new(None::<Typed>);
    // The document before the first letter: half of a word may ask for another model, and the whole word for the old one again.
    let before = StoredValue::new(None::<Document>);
    let own = Memo::new(move |_| form.request.with(|request| format!("{request:#}")));
    let shown = Memo::new(move |_| {
        typed.with(|typed| typed.as_ref().map(|typed| typed.text.clone())).unwrap_or_else(|| own.get())
    });
    let refused =
        Memo::new(move |_| typed.with(|typed| typed.as_ref().map(|typed| typed.refused.clone()).unwrap_or_default()));
    let is_wrong = Memo::new(move |_| refused.with(|refused| !refused.is_empty()));
    let take = move |text: String| {
        let refused = match Document::parse(&text) {
            Ok(document) => {
                if form.editor.document.with_untracked(|edited| edited.request != document.request) {
                    let own = || form.editor.document.get_untracked();
                    let began = before.get_value().unwrap_or_else(own);
                    before.set_value(Some(began.clone()));
                    form.editor.load_request(began, document.request);
                }
                Vec::new()
            }
            Err(error) => issues_of(&error),
        };
        typed.set(Some(Typed { text, refused }));
    };
    // The form was changed: the text follows, unless it holds what would be lost.
    Effect::new(move |_| {
        form.request.track();
        typed.update(|typed| {
            let differs = |typed: &Typed| {
                Document::parse(&typed.text)
                    .is_ok_and(|document| form.request.with_untracked(|request| document.request.to_json() != *request))
            };
            if typed.as_ref().is_some_and(differs) {
                *typed = None;
            }
        });
    });
    let settle = move |_| {
        before.set_value(None);
        if !is_wrong.get_untracked() {
            typed.set(None);
        }
    };
    let reason = |issue: &Issue| view! { <li><code>{issue.path.clone()}</code> " " {issue.message.clone()}</li> };
    view! {
        <section class="request-json" aria-labelledby="request-json-title">
            <h3 id="request-json-title">"JSON"</h3>
            <textarea
                class="input"
                aria-labelledby="request-json-title"
                aria-invalid=move || is_wrong.get().then_some("true")
                aria-describedby="request-json-refused"
                spellcheck="false"
                data-testid="request-json"
                prop:value=move || shown.get()
                on:input=move |event| take(event_target_value(&event))
                on:blur=settle
            ></textarea>
            <div id="request-json-refused" role="alert">
                <Show when=move || is_wrong.get()>
                    <div class="json-errors" data-testid="request-json-refused">
                        <p class="error">
                            {t!("This is no request yet; the form keeps the last one that was.")} " "
                            <button type="button" class="fix" on:click=move |_| typed.set(None)>{t!("Go back to it")}</button>
                        </p>
                        <ul>{move || refused.with(|refused| refused.iter().take(20).map(reason).collect_view())}</ul>
                    </div>
                </Show>
            </div>
        </section>
    }
}
