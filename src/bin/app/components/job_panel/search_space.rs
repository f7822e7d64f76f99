//! The search space: what is tuned, what is fixed, and how many combinations there are.

use super::fixed::Fixed;
use super::range_row::RangeRow;
use crate::components::fields::{issues_of, messages, of_document};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::{counted, t};
use tuneground::model::ModelKind;
use tuneground::playground::Document;
use tuneground::playground::form;

const RANGES: &str = "HyperParameterTuningJobConfig.ParameterRanges";

/// The search space.
#[component]
pub(super) fn SearchSpaceGroup() -> impl IntoView {
    let editor = Editor::expect();
    let keys = of_document(editor, ordered);
    let newest = StoredValue::new(String::new());
    let count = move || {
        editor.document.with(|document| {
            let tuned = t!("{count} tuned", count = keys.with(Vec::len));
            let fixed = t!("{count} fixed", count = fixed_names(document).len());
            format!("{tuned} · {fixed}")
        })
    };
    let issues = issues_of(editor, RANGES);
    let wants_categories = move || issues.with(|issues| issues.iter().any(|issue| issue.rule == "grid-categorical"));
    let make_categories = move |_| {
        editor.drafts.update(|drafts| drafts.forget("range "));
        editor.edit(|document| form::to_strategy(document, "Grid"));
    };
    let combinations = move || {
        editor.document.with(form::combinations).map(|count| match usize::try_from(count) {
            Ok(count) => counted!(count, "{count} combination", "{count} combinations"),
            Err(_) => t!("{count} combinations", count),
        })
    };
    view! {
        <section class="group search-space">
            <div class="group-title"><h2>{t!("Search space")}</h2><span class="muted">{count}</span></div>
            <ul>
                <For each=move || keys.get() key=Clone::clone let:key>
                    <RangeRow open_at_first=newest.with_value(|newest| *newest == key) key=key/>
                </For>
            </ul>
            {messages(issues)}
            <button type="button" class="button small" hidden=move || !wants_categories() on:click=make_categories>{t!("Make categories of all ranges")}</button>
            <Fixed newest=newest/>
            <div class="search-foot">
                <Add newest=newest/>
                <span class="muted small">{combinations}</span>
            </div>
        </section>
    }
}

/// The rows' keys, in the order in which the model lists its hyperparameters, so that a row stays where it is when its type
/// changes.
fn ordered(document: &Document) -> Vec<String> {
    let known: Vec<&str> = form::model(document)
        .map(|model| model.hyperparameters().iter().map(|spec| spec.name).collect())
        .unwrap_or_default();
    let mut rows = form::rows(document);
    rows.sort_by_key(|row| known.iter().position(|name| *name == row.name).unwrap_or(usize::MAX));
    rows.into_iter().map(|row| row.key).collect()
}

/// Hyperparameters with a fixed value in the request: the model's, then others.
pub(super) fn fixed_names(document: &Document) -> Vec<String> {
    let known = form::model(document).map(ModelKind::hyperparameters).unwrap_or_default();
    let given =
        known.iter().map(|spec| spec.name.to_owned()).filter(|name| form::static_value(document, name).is_some());
    given.chain(form::unknown_statics(document).into_iter().map(|(name, _)| name)).collect()
}

/// Tunes one more of the model's hyperparameters.
#[component]
fn Add(
    /// The key of the range that was added last: it is shown open.
    newest: StoredValue<String>,
) -> impl IntoView {
    let editor = Editor::expect();
    let others = of_document(editor, |document| {
        let known = form::model(document).map(ModelKind::hyperparameters).unwrap_or_default();
        known.iter().map(|spec| spec.name).filter(|name| !form::is_tuned(document, name)).collect::<Vec<_>>()
    });
    let element = NodeRef::<leptos::html::Select>::new();
    let add = move |event| {
        let name = event_target_value(&event);
        newest.set_value(name.clone());
        editor.edit(|document| form::tune(document, &name));
        if let Some(element) = element.get_untracked() {
            element.set_value("");
        }
    };
    view! {
        <select class="select add" data-testid="add-range" aria-label={t!("Tune another hyperparameter")} node_ref=element on:change=add hidden=move || others.with(Vec::is_empty)>
            <option value="" selected>{t!("Tune another…")}</option>
            {move || others.get().into_iter().map(|name| view! { <option value=name>{name}</option> }).collect_view()}
        </select>
    }
}
