//! A table of what is no list of training jobs.

use leptos::prelude::*;

/// A table with these headings and rows; the first cell of a row is its heading.
#[component]
pub(super) fn PlainTable(
    /// What it is a table of.
    label: &'static str,
    /// The headings of the columns.
    #[prop(into)]
    headings: Signal<Vec<String>>,
    /// The cells, row by row.
    #[prop(into)]
    rows: Signal<Vec<Vec<String>>>,
) -> impl IntoView {
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        view! {
            <tr><th scope="row">{first}</th>{cells.map(|cell| view! { <td class="numeric">{cell}</td> }).collect_view()}</tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="group" aria-label=label data-testid="plain-table">
            <table class="data-table plain">
                <caption class="visually-hidden">{label}</caption>
                <thead><tr>{move || headings.get().into_iter().map(|text| view! { <th scope="col">{text}</th> }).collect_view()}</tr></thead>
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
