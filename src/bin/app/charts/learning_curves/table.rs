//! The learning curves as a table, and as files.

use crate::charts::download::Download;
use crate::charts::table::{Table, job_rows};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::Column;

/// The objective metric of each training job after each epoch.
#[component]
pub(crate) fn TableOfCurves() -> impl IntoView {
    let columns = columns(Store::expect());
    view! { <Table test_id="curves-table" label={t!("The objective metric after each epoch, for each training job")} columns/> }
}

/// The learning curves as files to save.
#[component]
pub(crate) fn FilesOfCurves() -> impl IntoView {
    let store = Store::expect();
    let columns = columns(store);
    view! { <Download name="learning-curves" rows=Callback::new(move |()| job_rows(store, &columns.get_untracked()))/> }
}

fn columns(store: Store) -> Signal<Vec<Column>> {
    let columns = store.of_config(|config| {
        let epochs = (1..=config.max_epochs()).map(Column::Epoch);
        [Column::Job, Column::State].into_iter().chain(epochs).collect::<Vec<_>>()
    });
    Signal::derive(move || columns.get().unwrap_or_default())
}
