//! The sections: which there are, with how many problems each, and the one that is shown.

use super::log_tester::LogTester;
use super::starts::MoreToTune;
use super::{Form, part};
use crate::components::Icon;
use crate::components::fields::Says;
use leptos::prelude::*;
use serde_json::Value;
use tuneground::language::{is_one, t, text};
use tuneground::playground::Severity;
use tuneground::playground::form::request::{Base, SECTIONS, edit, entries, section_of};

/// The list of sections.
#[component]
pub(super) fn Navigation(form: Form) -> impl IntoView {
    let item = move |(index, section): (usize, &'static tuneground::playground::form::request::Section)| {
        let errors = Memo::new(move |_| {
            let is_here = |path: &str| section_of(path).is_some_and(|(own, _)| own == index);
            let issues = Says::OfRequest.of(form.editor, is_here);
            issues.iter().filter(|issue| issue.severity == Severity::Error).count()
        });
        let is_shown = move || form.section.get() == index;
        view! {
            <li>
                <button
                    type="button"
                    class="request-section"
                    data-testid="request-section"
                    data-section=section.id
                    aria-current=move || is_shown().then_some("true")
                    on:click=move |_| form.section.set(index)
                >
                    <span>{text(section.title)}</span>
                    <span class="error-count" hidden=move || errors.get() == 0>
                        {move || errors.get()} <span class="visually-hidden">" " {move || if is_one(errors.get()) { t!("error") } else { t!("errors") }}</span>
                    </span>
                </button>
            </li>
        }
    };
    view! { <nav class="request-nav" aria-label={t!("Sections of the request")}><ul>{SECTIONS.iter().enumerate().map(item).collect_view()}</ul></nav> }
}

/// The section that is shown.
#[component]
pub(super) fn SectionBody(form: Form) -> impl IntoView {
    let is_empty = Memo::new(move |_| {
        form.request.with(|request| request.get("TrainingJobDefinition").is_none() && form.definition.get().is_none())
    });
    move || {
        let section = &SECTIONS[form.section.get().min(SECTIONS.len() - 1)];
        let definition = form.definition.get();
        let of_definition = section.entries.iter().any(|entry| entry.base != Base::Request);
        let parts = entries(section, definition)
            .into_iter()
            .filter(|(place, _)| !(is_empty.get() && place.to_string().starts_with("TrainingJobDefinition.")))
            .map(|(place, member)| part(form, place, member))
            .collect_view();
        let add = move |_| {
            form.editor
                .edit(|document| document.request.training_job_definition = edit::blank().training_job_definition);
        };
        let no_definition = (of_definition && is_empty.get()).then(|| {
            view! {
                <p class="note">{t!("The request has no training job definition yet: what each training job trains.")}</p>
                <button type="button" class="button" on:click=add><Icon name="plus"/>{t!("Add it")}</button>
            }
        });
        view! {
            <div class="request-section-head">
                <h2>{text(section.title)}</h2>
                <p class="muted">{text(section.about)}</p>
            </div>
            {of_definition.then(|| view! { <Definitions form=form/> })}
            {no_definition}
            {(section.id == "hyperparameters").then(|| view! { <MoreToTune form=form/> })}
            {parts}
            {(section.id == "algorithm").then(|| view! { <LogTester form=form/> })}
        }
    }
}

/// One algorithm or several, and which of them is shown.
#[component]
fn Definitions(form: Form) -> impl IntoView {
    let names = Memo::new(move |_| {
        form.request.with(|request| {
            let all = request.get("TrainingJobDefinitions").and_then(Value::as_array);
            let name = |(index, definition): (usize, &Value)| {
                let name = definition.get("DefinitionName").and_then(Value::as_str).unwrap_or_default();
                if name.is_empty() { t!("Definition {number}", number = index + 1) } else { name.to_owned() }
            };
            all.map(|all| all.iter().enumerate().map(name).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let tab = move |(index, name): (usize, String)| {
        view! {
            <button
                type="button"
                class="definition-tab"
                data-testid="request-definition"
                aria-pressed=if form.definition.get() == Some(index) { "true" } else { "false" }
                on:click=move |_| form.chosen.set(index)
            >{name}</button>
        }
    };
    let add = move |_| {
        form.editor.edit(edit::add_definition);
        form.chosen.set(names.with_untracked(Vec::len).saturating_sub(1));
    };
    let keep = move |_| {
        if let Some(index) = form.definition.get_untracked() {
            form.editor.edit(|document| edit::to_one(document, index));
        }
    };
    view! {
        <div class="definitions" role="group" aria-label={t!("Training job definitions")}>
            {move || names.get().into_iter().enumerate().map(tab).collect_view()}
            <button type="button" class="button small quiet" data-testid="request-add-definition" on:click=add>
                <Icon name="plus"/>{move || if names.with(Vec::is_empty) { t!("Tune several algorithms") } else { t!("Add an algorithm") }}
            </button>
            <Show when=move || !names.with(Vec::is_empty)>
                <button type="button" class="button small quiet" data-testid="request-one-definition" on:click=keep>{t!("Keep only this one")}</button>
            </Show>
        </div>
    }
}
