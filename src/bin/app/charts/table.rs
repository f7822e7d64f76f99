//! A table of training jobs: sortable, and with as many rows in the document as fit on the screen, so that 750 jobs are no
//! more work than twenty.

mod row;

use super::measure::measure;
use super::pointing::{point_at, toggle};
use crate::components::Icon;
use crate::dom;
use crate::store::Store;
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use row::Row;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::plot::{Column, Order};
use tuneground::training_job::{JobNumber, TrainingJob};

/// Rows above and below what is seen, so that scrolling shows no gap.
const MARGIN_ROWS: usize = 6;
/// The height of a row; charts.css has the same numbers.
const ROW: f64 = 28.0;
const TOUCH_ROW: f64 = 44.0;

/// The columns of a table of points: each training job with its hyperparameters and its objective.
pub(super) fn point_columns(store: Store) -> Signal<Vec<Column>> {
    let columns = store.of_config(|config| {
        let parameters = (0..config.space().parameters().len()).map(Column::Parameter);
        [Column::Job, Column::State].into_iter().chain(parameters).chain([Column::Objective]).collect::<Vec<_>>()
    });
    Signal::derive(move || columns.get().unwrap_or_default())
}

/// The rows of a table of training jobs as text, its headings first.
pub(super) fn job_rows(store: Store, columns: &[Column]) -> Vec<Vec<String>> {
    let rows = |session: &Session| {
        let (config, state) = (session.config(), session.state());
        let headings = columns.iter().map(|column| column.raw_label(config)).collect();
        let row = |job: &TrainingJob| columns.iter().map(|column| column.raw(job, state.now())).collect();
        std::iter::once(headings).chain(state.jobs().iter().map(row)).collect()
    };
    store.view_untracked(rows).unwrap_or_default()
}

/// A button that shows a plot's data as a table, and the plot again.
#[component]
pub(super) fn DataButton(
    /// True while the table is shown.
    on: RwSignal<bool>,
    /// Of what.
    label: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button quiet data-button"
            aria-pressed=move || on.get().to_string()
            aria-label={t!("Show {label} as a table", label)}
            title={t!("Show as a table")}
            data-testid="data-button"
            on:click=move |_| on.update(|on| *on = !*on)
        >
            <Icon name="table"/>
        </button>
    }
}

/// A table with a row for each training job.
#[component]
pub(super) fn Table(
    /// Its `data-testid`.
    test_id: &'static str,
    /// What it is a table of.
    label: &'static str,
    /// Its columns.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// What it is sorted by at first.
    #[prop(default = Order { column: Column::Job, descending: false })]
    order: Order,
) -> impl IntoView {
    let store = Store::expect();
    let row_height = if dom::matches_media("(pointer: coarse)") { TOUCH_ROW } else { ROW };
    let element = NodeRef::<Div>::new();
    let size = RwSignal::new((0.0, 0.0));
    let scrolled = RwSignal::new(0.0);
    measure(element, size);
    let order = RwSignal::new(order);
    let rows = Memo::new(move |_| {
        let order = order.get();
        let sort = |session: &Session| order.sort(session.state().jobs(), session.state().now());
        store.view(sort).unwrap_or_default()
    });
    let window = Memo::new(move |_| {
        let count = rows.with(Vec::len);
        let first = ((scrolled.get() / row_height) as usize).saturating_sub(MARGIN_ROWS).min(count);
        let last = (first + (size.get().1 / row_height) as usize + 2 * MARGIN_ROWS).min(count);
        (first, last)
    });
    let shown = Memo::new(move |_| {
        let (first, last) = window.get();
        let number = |&index: &usize| JobNumber(index as u32 + 1);
        rows.with(|rows| rows.iter().map(number).enumerate().skip(first).take(last - first).collect::<Vec<_>>())
    });
    let space = move |rows: usize| format!("{}px", rows as f64 * row_height);
    let bring_into_view = move |job: JobNumber| {
        let Some(element) = element.get_untracked() else { return };
        let place = rows.with_untracked(|rows| rows.iter().position(|&index| index == job.index()));
        let top = place.unwrap_or(0) as f64 * row_height;
        // The heading covers a row.
        let (seen, height) = (f64::from(element.scroll_top()), f64::from(element.client_height()) - 2.0 * row_height);
        if top < seen || top > seen + height {
            element.set_scroll_top((top - 0.5 * height).max(0.0) as i32);
        }
    };
    // So does a job that was selected elsewhere.
    Effect::new(move |_| {
        if let Some(job) = store.selected.get().filter(|_| element.get().is_some()) {
            bring_into_view(job);
        }
    });
    let press = move |event: KeyboardEvent| {
        // Keys on a heading's button are the button's.
        if event.target() != event.current_target() {
            return;
        }
        match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                if let Some(job) = rows.with_untracked(|rows| neighbour(store, rows, key == "ArrowDown")) {
                    point_at(store, job);
                    bring_into_view(job);
                }
            }
            "Enter" | " " => toggle(store, store.hovered.get_untracked()),
            "Escape" => {
                store.selected.set(None);
                store.hovered.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div
            class="table-box"
            data-testid=test_id
            node_ref=element
            tabindex="0"
            role="group"
            aria-label={t!("{label}. Arrow keys go from job to job, Enter selects one, Escape lets go.", label)}
            on:scroll=move |_| if let Some(element) = element.get_untracked() { scrolled.set(f64::from(element.scroll_top())) }
            on:keydown=press
            on:pointerleave=move |_| store.hovered.set(None)
        >
            <table class="data-table" aria-rowcount=move || rows.with(Vec::len) + 1>
                <caption class="visually-hidden">{label}</caption>
                <thead>
                    <tr aria-rowindex="1">
                        <For each=move || columns.get() key=|column| format!("{column:?}") let:column>
                            <Heading column order/>
                        </For>
                    </tr>
                </thead>
                <tbody>
                    <tr class="spacer" aria-hidden="true" style:height=move || space(window.get().0)></tr>
                    <For each=move || shown.get() key=|row| *row let((place, number))>
                        <Row place number columns/>
                    </For>
                    <tr class="spacer" aria-hidden="true" style:height=move || space(rows.with(Vec::len) - window.get().1)></tr>
                </tbody>
            </table>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="plot-empty muted">{t!("No training job has started yet")}</p>
            </Show>
        </div>
    }
}

/// The job above or below the one that is pointed at or selected.
fn neighbour(store: Store, rows: &[usize], down: bool) -> Option<JobNumber> {
    let cursor = store.hovered.get_untracked().or(store.selected.get_untracked());
    let place = cursor.and_then(|job| rows.iter().position(|&index| index == job.index()));
    let next = match place {
        None => 0,
        Some(place) if down => (place + 1).min(rows.len().saturating_sub(1)),
        Some(place) => place.saturating_sub(1),
    };
    rows.get(next).map(|&index| JobNumber(index as u32 + 1))
}

/// A column's heading, which sorts.
#[component]
fn Heading(
    /// Which column.
    column: Column,
    /// What the table is sorted by.
    order: RwSignal<Order>,
) -> impl IntoView {
    let store = Store::expect();
    let label = store.of_config(move |config| column.label(config));
    let numeric = store.of_config(move |config| column.is_numeric(config));
    let state = move || {
        let order = order.get();
        if order.column != column {
            "none"
        } else if order.descending {
            "descending"
        } else {
            "ascending"
        }
    };
    let arrow = move || match state() {
        "ascending" => "▲",
        "descending" => "▼",
        _ => "",
    };
    let sort = move |_| {
        order.update(|order| *order = Order { column, descending: order.column == column && !order.descending });
    };
    view! {
        <th scope="col" class:numeric=move || numeric.get() == Some(true) aria-sort=state>
            <button type="button" on:click=sort>{move || label.get()}<span class="sort" aria-hidden="true">{arrow}</span></button>
        </th>
    }
}
