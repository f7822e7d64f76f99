//! What will end the tuning job: each criterion as a gauge.

use super::Icon;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::words::gauges;
use tuneground::tuning_job::TuningJobStatus;

/// The completion criteria as gauges.
#[component]
pub(crate) fn Gauges() -> impl IntoView {
    let store = Store::expect();
    let gauges = store.memo(gauges);
    let status = store.memo(|session| match session.state().status() {
        TuningJobStatus::InProgress if session.shown().is_empty() => "Not started",
        TuningJobStatus::InProgress => "In progress",
        TuningJobStatus::Stopping => "Stopping",
        TuningJobStatus::Stopped => "Stopped by hand",
        TuningJobStatus::Completed(_) => "Completed",
        TuningJobStatus::Failed(_) => "Failed",
    });
    view! {
        <section class="group gauges" data-testid="gauges">
            <div class="group-title">
                <h2>"What will end it"</h2>
                <span class="muted" data-testid="status">{move || if store.is_starting_over.get() { "Starting over" } else { status.get().unwrap_or("Not started") }}</span>
            </div>
            <ul>
                {move || gauges.get().unwrap_or_default().into_iter().map(|gauge| {
                    let percent = format!("{:.1}%", 100.0 * gauge.fraction);
                    let near = gauge.is_near();
                    view! {
                        <li class:near=near class:met=gauge.is_met data-criterion=gauge.criterion.name()>
                            <div class="gauge-words">
                                <span>{gauge.label.clone()}</span>
                                <span class="muted">
                                    {gauge.is_met.then(|| view! { <strong>"ended it"</strong>" · " })}
                                    {near.then(|| view! { <strong>"close"</strong>" · " })}
                                    {gauge.reading}
                                </span>
                            </div>
                            <div class="gauge" role="meter" aria-label=gauge.label aria-valuemin="0" aria-valuemax="100"
                                aria-valuenow=format!("{:.0}", 100.0 * gauge.fraction)>
                                <span style:width=percent></span>
                            </div>
                        </li>
                    }
                }).collect_view()}
            </ul>
            {move || (status.get() == Some("Not started")).then(|| view! {
                <p class="muted small empty"><Icon name="play"/>" Run starts the clock"</p>
            })}
        </section>
    }
}
