//! A training job's row.

use crate::charts::legend::Shape;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::{Column, Mark};
use tuneground::training_job::JobNumber;

/// A row of a table of training jobs.
#[component]
pub(super) fn Row(
    /// Its place in the sorted table, counted from 0.
    place: usize,
    /// Whose.
    number: JobNumber,
    /// The table's columns.
    columns: Signal<Vec<Column>>,
) -> impl IntoView {
    let store = Store::expect();
    let mark = Memo::new(move |_| {
        store.view(|session| Some(Mark::of(&session.state().job(number)?.status))).flatten().unwrap_or(Mark::Running)
    });
    let cell = move |column: Column| {
        let text = Memo::new(move |_| {
            let text = |session: &tuneground::playground::Session| {
                let job = session.state().job(number)?;
                Some(column.text(job, session.playhead()))
            };
            store.view(text).flatten()
        });
        let numeric = untrack(|| store.view(|session| column.is_numeric(session.config()))).unwrap_or(false);
        match column {
            Column::Job => view! { <th scope="row" class="numeric">{move || text.get()}</th> }.into_any(),
            Column::State => view! {
                <td class="state">
                    {move || view! { <Shape mark=mark.get()/> }}
                    {move || text.get()}
                </td>
            }
            .into_any(),
            _ => view! { <td class:numeric=numeric>{move || text.get()}</td> }.into_any(),
        }
    };
    let is_selected = move || store.selected.get() == Some(number);
    let select = move |_| {
        store.selected.update(|selected| *selected = if *selected == Some(number) { None } else { Some(number) });
    };
    view! {
        <tr
            class:selected=is_selected
            class:hovered=move || store.hovered.get() == Some(number)
            data-job=number.0
            data-state=move || mark.get().id()
            aria-rowindex=place + 2
            aria-current=move || is_selected().then_some("true")
            on:click=select
            on:pointerenter=move |_| store.hovered.set(Some(number))
        >
            {move || columns.get().into_iter().map(cell).collect_view()}
        </tr>
    }
}
