//! Hyperband's settings, and the table of what it is going to do.

use crate::components::fields::{area, field_row};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::form::{BracketTable, bracket_table, fields};
use tuneground::playground::workshop::Area;

/// The settings, and how many training jobs are expected to train for how long.
#[component]
pub(super) fn Hyperband() -> impl IntoView {
    let editor = Editor::expect();
    let table = Memo::new(move |_| {
        editor.checked.with(|checked| checked.plan.as_ref().ok().and_then(|plan| bracket_table(&plan.config)))
    });
    view! {
        <div class="hyperband" data-testid="hyperband">
            {field_row(editor, &fields::MIN_RESOURCE)}
            {field_row(editor, &fields::MAX_RESOURCE)}
            {area(Area::Settings, field_row(editor, &fields::REDUCTION_FACTOR))}
            {move || table.get().map(brackets)}
        </div>
    }
}

fn brackets(table: BracketTable) -> impl IntoView {
    let cell = |jobs: Option<u32>| view! { <td>{jobs.map(|jobs| jobs.to_string())}</td> };
    view! {
        <table class="brackets" data-testid="brackets">
            <caption class="note">{t!("Training jobs that are expected to reach an epoch, bracket by bracket.")}</caption>
            <thead>
                <tr><th scope="col">{t!("bracket, epoch")}</th>{table.epochs.iter().map(|epoch| view! { <th scope="col">{*epoch}</th> }).collect_view()}</tr>
            </thead>
            <tbody>
                {table.rows.into_iter().map(|(bracket, jobs)| view! {
                    <tr><th scope="row">{bracket}</th>{jobs.into_iter().map(cell).collect_view()}</tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}
