//! Pointing at training jobs and selecting them; what every plot and table shares.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::playground::plot::Described;
use tuneground::training_job::JobNumber;

/// Points at a job with the keyboard, and says which.
pub(super) fn point_at(store: Store, job: JobNumber) {
    store.hovered.set(Some(job));
    let describe = |session: &Session| Some(Described::new(session.state().job(job)?, session.config()).sentence());
    if let Some(text) = untrack(|| store.view(describe)).flatten() {
        store.announcement.set(text);
    }
}

/// Selects a job, or lets go of it when it is selected already. Nothing lets go too.
pub(super) fn toggle(store: Store, job: Option<JobNumber>) {
    store.selected.update(|selected| *selected = if *selected == job { None } else { job });
}
