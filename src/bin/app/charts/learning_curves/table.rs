//! The learning curves as a table.

use crate::charts::table::Table;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::Column;

/// The objective metric of each training job after each epoch.
#[component]
pub(crate) fn TableOfCurves() -> impl IntoView {
    let store = Store::expect();
    let columns = store.memo(|session| {
        let epochs = (1..=session.config().max_epochs()).map(Column::Epoch);
        [Column::Job, Column::State].into_iter().chain(epochs).collect::<Vec<_>>()
    });
    let columns = Signal::derive(move || columns.get().unwrap_or_default());
    view! { <Table test_id="curves-table" label="The objective metric after each epoch, for each training job" columns/> }
}
