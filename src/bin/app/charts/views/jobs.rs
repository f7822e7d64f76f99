//! All training jobs, as a table.

use crate::charts::download::Download;
use crate::charts::table::{Table, job_rows};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::Column;

/// All training jobs.
#[component]
pub(super) fn JobsView() -> impl IntoView {
    let store = Store::expect();
    let columns = store.of_config(|config| {
        let parameters = (0..config.space().parameters().len()).map(Column::Parameter);
        [Column::Job, Column::State, Column::Objective]
            .into_iter()
            .chain(parameters)
            .chain([Column::Epochs, Column::Started, Column::Duration])
            .collect::<Vec<_>>()
    });
    let columns = Signal::derive(move || columns.get().unwrap_or_default());
    view! {
        <div class="view-tools">
            <Download name="training-jobs" rows=Callback::new(move |()| job_rows(store, &columns.get_untracked()))/>
        </div>
        <Table test_id="jobs-table" label={t!("All training jobs")} columns/>
    }
}
