//! The earlier tuning jobs to learn from.

use crate::components::fields::{Choice, choice_row, issues_at, messages, no_issues, of_document};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::form::{self, ParentRow, WARM_START};
use tuneground::strategy::warm_start::WarmStartType;

/// The tuning jobs that ran to their end on this page, or at AWS and were opened here: each can be a parent. Nothing as long
/// as there is none.
#[component]
pub(super) fn WarmStartGroup() -> impl IntoView {
    let editor = Editor::expect();
    let rows = Memo::new(move |_| {
        editor.checked.with(|checked| {
            let warm_start = checked.plan.as_ref().ok().and_then(|plan| plan.config.warm_start());
            editor
                .document
                .with(|document| editor.parents.with(|parents| form::parent_rows(document, parents, warm_start)))
        })
    });
    let issues = issues_at(editor, |path| path.starts_with(WARM_START));
    let has_parents = move || rows.with(|rows| rows.iter().any(|row| row.is_chosen));
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="group" data-testid="warm-start">
                <div class="group-title"><h2>{t!("Warm start")}</h2></div>
                <fieldset class="checks">
                    <legend class="note">{t!("Learn from")}</legend>
                    <For each=move || rows.get() key=|row| row.name.clone() let(row)>
                        <Parent name=row.name rows/>
                    </For>
                </fieldset>
                <Show when=has_parents>{kind(editor)}</Show>
                {messages(issues)}
            </section>
        </Show>
    }
}

/// A tuning job to learn from, or not.
#[component]
fn Parent(name: String, rows: Memo<Vec<ParentRow>>) -> impl IntoView {
    let editor = Editor::expect();
    let row = {
        let name = name.clone();
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.name == name).cloned()))
    };
    let is_chosen = move || row.with(|row| row.as_ref().is_some_and(|row| row.is_chosen));
    let words = move || row.with(|row| row.as_ref().map(|row| row.words.clone()));
    let choose = {
        let name = name.clone();
        move |event| {
            let is_parent = event_target_checked(&event);
            editor.drafts.update(|drafts| drafts.forget(form::fields::NAME.key));
            editor.edit(|document| {
                editor.parents.with_untracked(|known| form::set_parent(document, &name, is_parent, known));
            });
        }
    };
    view! {
        <label class="check" data-testid="parent">
            <input type="checkbox" prop:checked=is_chosen on:change=choose/>
            <span>{name}<small class="note">{words}</small></span>
        </label>
    }
}

/// How near the parents are.
fn kind(editor: Editor) -> AnyView {
    let options = [
        (WarmStartType::IdenticalDataAndAlgorithm, t!("same data and algorithm")),
        (WarmStartType::TransferLearning, t!("transfer: other data")),
    ];
    let choice = Choice {
        key: "warm-start-type".to_owned(),
        testid: "warm-start-type",
        name: None,
        options: Signal::stored(options.map(|(kind, text)| (kind.name().to_owned(), text.to_owned())).to_vec()),
        value: of_document(editor, |document| {
            form::warm_start_type(document).map(WarmStartType::name).unwrap_or_default().to_owned()
        }),
        issues: no_issues(),
        choose: Callback::new(move |name: String| {
            if let Some(kind) = WarmStartType::parse(&name) {
                editor.edit(|document| form::set_warm_start_type(document, kind));
            }
        }),
    };
    choice_row(t!("They had"), choice)
}
