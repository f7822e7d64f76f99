//! The log of decisions, newest first.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::duration;
use tuneground::playground::words::{Decision, DecisionKind, decisions};

/// As many as are drawn; the table of jobs has them all.
const MOST: usize = 60;
/// As many as are drawn while time passes at full speed: what is in sight. Nobody scrolls through dozens that change at once.
const MOST_AT_FULL_SPEED: usize = 8;

fn mark(kind: DecisionKind) -> (&'static str, &'static str) {
    match kind {
        DecisionKind::Launched => ("→", "launched"),
        DecisionKind::Completed => ("●", "completed"),
        DecisionKind::StoppedEarly => ("✕", "stopped"),
        DecisionKind::Failed => ("▲", "failed"),
        DecisionKind::Ended => ("■", "ended"),
    }
}

/// What was decided and why, in words.
#[component]
pub(crate) fn Decisions() -> impl IntoView {
    let store = Store::expect();
    let told = store.calm_memo(move |session| {
        let most = if store.is_rushing() { MOST_AT_FULL_SPEED } else { MOST };
        let mut told = decisions(session.shown(), session.config(), most);
        told.reverse();
        told
    });
    // A screen reader hears the end, and no more than that: a sentence for each job would never stop.
    Effect::new(move || {
        let ended = told.with(|told| {
            let last = told.as_ref()?.first()?;
            (last.kind == DecisionKind::Ended).then(|| last.text.clone())
        });
        if let Some(ended) = ended {
            store.announcement.set(ended);
        }
    });
    view! {
        <section class="group decisions" data-area="decisions" data-testid="decisions">
            <div class="group-title"><h2>{t!("Decisions")}</h2></div>
            <ol>
                // Another tuning job's log may have another decision at the same place.
                <For each=move || told.get().unwrap_or_default() key=|decision| (decision.place, decision.time.to_bits())
                    children=move |decision| view! { <Row decision/> }/>
            </ol>
            {move || told.with(|told| told.as_ref().is_none_or(Vec::is_empty)).then(|| view! {
                <p class="muted small">{t!("Every training job's end is told here, with the numbers that decided it.")}</p>
            })}
        </section>
    }
}

#[component]
fn Row(decision: Decision) -> impl IntoView {
    let store = Store::expect();
    let (sign, class) = mark(decision.kind);
    let who = decision.job.map(|job| {
        view! {
            <button type="button" class="job-link" on:click=move |_| store.selected.set(Some(job))>{t!("Job {job}", job)}</button>
            " "
        }
    });
    view! {
        <li data-kind=class>
            <span class=format!("mark {class}") aria-hidden="true">{sign}</span>
            <p>{who}{decision.text}" "<time class="muted">{duration(decision.time)}</time></p>
        </li>
    }
}
