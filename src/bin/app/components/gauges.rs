//! What will end the tuning job: each criterion as a gauge.

use super::Icon;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::words::{Gauge, gauges};
use tuneground::tuning_job::TuningJobStatus;

/// The completion criteria as gauges.
#[component]
pub(crate) fn Gauges() -> impl IntoView {
    let store = Store::expect();
    let gauges = store.memo(gauges);
    let count = Memo::new(move |_| gauges.with(|gauges| gauges.as_ref().map_or(0, Vec::len)));
    let status = store.memo(|session| match session.state().status() {
        TuningJobStatus::InProgress if session.shown().is_empty() => t!("Not started"),
        TuningJobStatus::InProgress => t!("In progress"),
        TuningJobStatus::Stopping => t!("Stopping"),
        TuningJobStatus::Stopped => t!("Stopped by hand"),
        TuningJobStatus::Completed(_) => t!("Completed"),
        TuningJobStatus::Failed(_) => t!("Failed"),
    });
    // For scripts, in every language.
    let state = store.memo(|session| session.state().status().name());
    let waits = store
        .memo(|session| matches!(session.state().status(), TuningJobStatus::InProgress) && session.shown().is_empty());
    view! {
        <section class="group gauges" data-area="criteria" data-testid="gauges">
            <div class="group-title">
                <h2>{t!("What will end it")}</h2>
                <span class="muted" data-testid="status" data-status=move || state.get()>
                    {move || if store.is_starting_over.get() { t!("Starting over") } else { status.get().unwrap_or(t!("Not started")) }}
                </span>
            </div>
            <ul>
                {move || {
                    let count = count.get();
                    (0..count).map(|place| view! { <Row gauges place/> }).collect_view()
                }}
            </ul>
            {move || (waits.get() == Some(true)).then(|| view! {
                <p class="muted small empty"><Icon name="play"/>" "{t!("Run starts the clock")}</p>
            })}
        </section>
    }
}

/// A criterion. What does not change stays as it is, frame after frame.
#[component]
fn Row(gauges: Memo<Option<Vec<Gauge>>>, place: usize) -> impl IntoView {
    let gauge = Memo::new(move |_| gauges.with(|gauges| gauges.as_ref()?.get(place).cloned()));
    let text = move |look: fn(&Gauge) -> String| {
        Memo::new(move |_| gauge.with(|gauge| gauge.as_ref().map(look).unwrap_or_default()))
    };
    let is = move |look: fn(&Gauge) -> bool| Memo::new(move |_| gauge.with(|gauge| gauge.as_ref().is_some_and(look)));
    let (label, near, met) = (text(|gauge| gauge.label.clone()), is(Gauge::is_near), is(|gauge| gauge.is_met));
    let (criterion, reading) = (text(|gauge| gauge.criterion.name().to_owned()), text(|gauge| gauge.reading.clone()));
    let percent = text(|gauge| format!("{:.0}", 100.0 * gauge.fraction));
    let width = text(|gauge| format!("{:.1}%", 100.0 * gauge.fraction));
    view! {
        <li class:near=near class:met=met data-criterion=criterion>
            <div class="gauge-words">
                <span>{label}</span>
                <span class="muted">
                    {move || met.get().then(|| view! { <strong>{t!("ended it")}</strong>" · " })}
                    {move || near.get().then(|| view! { <strong>{t!("close")}</strong>" · " })}
                    {reading}
                </span>
            </div>
            <div class="gauge" role="meter" aria-label=label aria-valuemin="0" aria-valuemax="100" aria-valuenow=percent>
                <span style:width=width></span>
            </div>
        </li>
    }
}
