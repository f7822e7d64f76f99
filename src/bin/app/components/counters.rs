//! How many training jobs stand where.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::training_job::Status;

/// Completed, stopped, failed and running training jobs.
fn count(session: &Session) -> [usize; 4] {
    let mut counts = [0; 4];
    for job in session.state().jobs() {
        counts[match job.status {
            Status::Completed => 0,
            Status::Stopped(_) => 1,
            Status::Failed(_) => 2,
            Status::InProgress => 3,
        }] += 1;
    }
    counts
}

/// The training jobs by status, and the tuning job's own.
#[component]
pub(crate) fn Counters() -> impl IntoView {
    let store = Store::expect();
    let counts = store.memo(count);
    let of = move |index: usize| counts.get().map_or(0, |counts| counts[index]);
    let tile = move |index: usize, state: &'static str, mark: &'static str, word: &'static str| {
        view! {
            <li data-state=state>
                <strong data-testid=format!("count-{state}")>{move || of(index)}</strong>
                <span><span class=format!("mark {state}") aria-hidden="true">{mark}</span>" "{word}</span>
            </li>
        }
    };
    view! {
        <ul class="group counters" data-area="counters" data-testid="counters" aria-label={t!("Training jobs")}>
            {tile(0, "completed", "●", t!("done"))}
            {tile(1, "stopped", "✕", t!("stopped"))}
            {tile(2, "failed", "▲", t!("failed"))}
            {tile(3, "running", "○", t!("running"))}
        </ul>
    }
}
