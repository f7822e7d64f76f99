//! All training jobs, as a table.

use crate::charts::table::Table;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::Column;

/// All training jobs.
#[component]
pub(super) fn JobsView() -> impl IntoView {
    let store = Store::expect();
    let columns = store.memo(|session| {
        let parameters = (0..session.config().space().parameters().len()).map(Column::Parameter);
        [Column::Job, Column::State, Column::Objective]
            .into_iter()
            .chain(parameters)
            .chain([Column::Epochs, Column::Started, Column::Duration])
            .collect::<Vec<_>>()
    });
    view! {
        <Table test_id="jobs-table" label="All training jobs" columns=Signal::derive(move || columns.get().unwrap_or_default())/>
    }
}
