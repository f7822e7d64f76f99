//! The JSON, large; and another one to load.

use super::{Json, Shown};
use crate::components::Icon;
use leptos::prelude::*;
use tuneground::export::{Format, left_out};
use tuneground::language::t;
use tuneground::playground::Issue;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;

/// The dialog. The browser keeps the focus in it, closes it on Escape, and gives the focus back.
#[component]
pub(super) fn JsonDialog(json: Json) -> impl IntoView {
    // A press beside the dialog is a press on the dialog element itself, outside its one child.
    let beside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            json.close();
        }
    };
    view! {
        <dialog class="json-dialog" aria-labelledby="json-dialog-title" node_ref=json.dialog on:mousedown=beside on:close=move |_| json.refused.set(Vec::new())>
            <div class="json-dialog-inside">
                <header>
                    <h2 id="json-dialog-title">{t!("Take the job away, or load another")}</h2>
                    <button type="button" class="icon-button" aria-label={t!("Close")} data-testid="json-close" on:click=move |_| json.close()>
                        <Icon name="close"/>
                    </button>
                </header>
                <div class="json-dialog-parts">
                    <Current json=json/>
                    <Load json=json/>
                </div>
            </div>
        </dialog>
    }
}

/// The JSON of the document that is edited.
#[component]
fn Current(json: Json) -> impl IntoView {
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        if let Some(shown) = Shown::all().find(|shown| shown.id() == id) {
            json.shown.set(shown);
        }
    };
    let about = move || match json.shown.get() {
        Shown::Request(format @ Format::TrainingScript(_)) => {
            t!("What each training job runs: {command}", command = format.command(&json.file_name()))
        }
        Shown::Request(format) => {
            t!("What AWS receives: {command}", command = format.command(&json.file_name()))
        }
        Shown::Document => {
            t!("The request with its problem and settings: all that Tuneground needs to run the same job again.")
                .to_owned()
        }
    };
    let left_out = Memo::new(move |_| match json.shown.get() {
        Shown::Request(format) => json.editor().document.with(|document| {
            left_out(&document.request, format).into_iter().filter(|one| !one.carried).map(|one| one.path).collect()
        }),
        Shown::Document => Vec::<String>::new(),
    });
    view! {
        <section class="json-current">
            <div class="json-bar">
                <select class="select" data-testid="json-form" aria-label={t!("Form")} on:change=choose>
                    {Shown::all().map(|shown| view! {
                        <option value=shown.id() selected=move || json.shown.get() == shown>{shown.title()}</option>
                    }).collect_view()}
                </select>
                <span class="json-said small">{move || json.said.get()}</span>
                <button type="button" class="button" on:click=move |_| json.copy()><Icon name="copy"/>{t!("Copy")}</button>
                <button type="button" class="button" on:click=move |_| json.download()><Icon name="download"/>{t!("Download")}</button>
            </div>
            <p class="note">{about}</p>
            {move || (!left_out.with(Vec::is_empty)).then(|| view! {
                <p class="caution" data-testid="json-left-out">
                    {left_out.with(|paths| t!("This form has no place for {members}.", members = paths.join(", ")))}
                </p>
            })}
            <pre class="json-text" tabindex="0" role="region" aria-label={t!("The job, in the form that is chosen")}>{move || json.text.get()}</pre>
        </section>
    }
}

/// A box to paste into, and a file to choose.
#[component]
fn Load(json: Json) -> impl IntoView {
    let paste = NodeRef::<leptos::html::Textarea>::new();
    let load = move |_| {
        let Some(area) = paste.get_untracked() else { return };
        // The length is asked for before the text is copied over.
        let value = js_sys::Reflect::get(&area, &JsValue::from_str("value")).unwrap_or_default();
        let length = value.dyn_ref::<js_sys::JsString>().map_or(0, js_sys::JsString::length);
        if !json.is_too_long(f64::from(length)) && json.take(&[&area.value()]) {
            area.set_value("");
        }
    };
    let pasted = move |event: leptos::ev::ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        // A box with ten megabytes in it would hold up the page.
        if json.is_too_long(text.len() as f64) {
            event.prevent_default();
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            json.take_files(&files);
        }
        // The same file can be chosen again after it was put right.
        input.set_value("");
    };
    let is_wrong = move || json.refused.with(|refused| !refused.is_empty());
    view! {
        <section class="json-new">
            <h3>{t!("Load another")}</h3>
            <p class="note">{t!("A CreateHyperParameterTuningJob request as JSON or YAML, a DescribeHyperParameterTuningJob response or a playground document: it takes the place of the job that is edited, and what runs goes on.")}</p>
            <p class="note">{t!("The pages of a ListTrainingJobsForHyperParameterTuningJob response, best with the Describe response, in several files or one after the other: the tuning job comes on the screen as it went at AWS.")}</p>
            <textarea
                class="input"
                node_ref=paste
                aria-label={t!("JSON or YAML to load")}
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby="json-error"
                placeholder={t!("Paste JSON or YAML here, or drop files anywhere on the page")}
                spellcheck="false"
                data-testid="json-paste"
                on:paste=pasted
            ></textarea>
            <div id="json-error" class="json-errors" role="alert">
                <Show when=is_wrong>
                    <div data-testid="json-error">
                        <p class="error">{t!("This was not loaded; nothing has changed.")}</p>
                        <ul>{move || json.refused.with(|refused| refused.iter().take(50).map(reason).collect_view())}</ul>
                    </div>
                </Show>
            </div>
            <div class="json-bar">
                <button type="button" class="button primary" data-testid="json-paste-load" on:click=load>{t!("Load")}</button>
                <label class="button file-button">
                    <Icon name="open"/>{t!("Open files…")}
                    <input type="file" multiple accept=".json,.yaml,.yml,application/json,application/yaml,text/plain" data-testid="json-file" on:change=chosen/>
                </label>
            </div>
        </section>
    }
}

fn reason(issue: &Issue) -> AnyView {
    let path = (!issue.path.is_empty()).then(|| view! { <code>{issue.path.clone()}</code> });
    view! { <li>{path} " " {issue.message.clone()}</li> }.into_any()
}
