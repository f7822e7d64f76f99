//! A training job's row.

use crate::charts::legend::Shape;
use crate::charts::pointing::toggle;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::playground::plot::{Column, Mark};
use tuneground::training_job::JobNumber;

/// What stands in a row: the job's state, and each column with its text and whether it is a number.
#[derive(Clone, Debug, PartialEq)]
struct Cells {
    mark: Mark,
    texts: Vec<(Column, String, bool)>,
}

impl Cells {
    fn of(session: &Session, number: JobNumber, columns: &[Column]) -> Option<Self> {
        let job = session.state().job(number)?;
        let cell =
            |&column: &Column| (column, column.text(job, session.playhead()), column.is_numeric(session.config()));
        Some(Self { mark: Mark::of(&job.status), texts: columns.iter().map(cell).collect() })
    }
}

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
    let cells =
        Memo::new(move |_| columns.with(|columns| store.view(|session| Cells::of(session, number, columns))).flatten());
    let mark = move || cells.with(|cells| cells.as_ref().map_or(Mark::Running, |cells| cells.mark));
    let is_selected = move || store.selected.get() == Some(number);
    view! {
        <tr
            class:selected=is_selected
            class:hovered=move || store.hovered.get() == Some(number)
            data-job=number.0
            data-state=move || mark().id()
            aria-rowindex=place + 2
            aria-current=move || is_selected().then_some("true")
            on:click=move |_| toggle(store, Some(number))
            on:pointerenter=move |_| store.hovered.set(Some(number))
        >
            {move || {
                let mark = mark();
                let texts = cells.get().map(|cells| cells.texts).unwrap_or_default();
                texts.into_iter().map(|(column, text, numeric)| match column {
                    Column::Job => view! { <th scope="row" class="numeric">{text}</th> }.into_any(),
                    Column::State => view! { <td class="state"><Shape mark/>{text}</td> }.into_any(),
                    _ => view! { <td class:numeric=numeric>{text}</td> }.into_any(),
                }).collect_view()
            }}
        </tr>
    }
}
