//! Compare: variants of the document side by side, each run many times with different random seeds.

mod asking;
mod choice;
mod picture;
mod report;
mod tables;

pub(super) use asking::Compared;

use crate::charts::download::Download;
use crate::charts::table::DataButton;
use crate::store::Store;
use choice::{Choice, VariantList};
use leptos::prelude::*;
use picture::Picture;
use report::Progress;
use tables::{BandTable, Numbers, Repeats, Wins, file_rows};
use tuneground::language::{t, text};
use tuneground::playground::compare::{Along, REPEATS, SETS};
use tuneground::playground::plot::duration;

/// What the variants are called beside their labels, so that colour is never all that tells them apart.
const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// The variants, what they came to, and what can be said of it.
#[component]
pub(super) fn CompareView(
    /// What is compared, and what is known of it.
    compared: Compared,
) -> impl IntoView {
    let store = Store::expect();
    compared.follow(store);
    let tabular = RwSignal::new(false);
    let has_results = move || compared.report.with(Option::is_some);
    let is_old = move || compared.is_stale.get() && !compared.is_running.get();
    let told = move || {
        compared.report.with(|report| {
            let report = report.as_ref().filter(|report| report.has_ended)?;
            Some(report.told.iter().map(|told| view! { <li>{told.clone()}</li> }).collect_view())
        })
    };
    view! {
        <div class="view-tools">
            <AxisChoice compared/>
            <Download name="comparison" rows=Callback::new(move |()| file_rows(compared))/>
            <DataButton on=tabular label={t!("the comparison")}/>
        </div>
        <div class="view-body compare" data-testid="compare">
            <Controls compared/>
            <details class="compare-choice" data-testid="compare-choice">
                <summary>{t!("Choose variants of your own")}</summary>
                <Choice compared/>
            </details>
            <Show when=move || !has_results() || is_old()>
                <VariantList compared/>
            </Show>
            <Show when=has_results>
                <Show when=is_old>
                    <p class="note" data-testid="compare-old">{t!("Below is what was run before: the job or the choice has changed since.")}</p>
                </Show>
                <div class="compare-results">
                    {move || if tabular.get() {
                        view! { <BandTable compared/> }.into_any()
                    } else {
                        view! { <Picture compared/> }.into_any()
                    }}
                    <Numbers compared/>
                </div>
                <ul class="compare-told" data-testid="compare-told">{told}</ul>
                <Wins compared/>
                <Repeats compared/>
            </Show>
        </div>
    }
}

/// What lies along x.
#[component]
fn AxisChoice(compared: Compared) -> impl IntoView {
    let store = Store::expect();
    let choose = move |event| {
        let name = event_target_value(&event);
        compared.choose_axis(store, Along::ALL.into_iter().find(|along| along.id() == name).unwrap_or_default());
    };
    let option = move |along: Along| {
        view! { <option value=along.id() prop:selected=move || compared.along.get() == along>{along.title()}</option> }
    };
    view! {
        <label class="axis-select small">
            {t!("Along x")}
            <select class="select" data-testid="compare-along" on:change=choose>{Along::ALL.map(option).collect_view()}</select>
        </label>
    }
}

/// What is compared and how often, and how far it is.
#[component]
fn Controls(compared: Compared) -> impl IntoView {
    let store = Store::expect();
    let set = move || SETS.iter().find(|set| compared.changes.with(|changes| changes == set.changes));
    let choose_set = move |event| {
        let id = event_target_value(&event);
        if let Some(set) = SETS.iter().find(|set| set.id == id) {
            compared.changes.set(set.changes.to_vec());
        }
    };
    let choose_repeats = move |event| {
        let value = event_target_value(&event);
        let repeats = REPEATS.into_iter().find(|repeats| repeats.to_string() == value);
        compared.repeats.set(repeats.unwrap_or(REPEATS[0]));
    };
    let sets = SETS.iter().map(|own| {
        view! { <option value=own.id prop:selected=move || set() == Some(own)>{text(own.title)}</option> }
    });
    let repeats = REPEATS.map(|repeats| {
        view! { <option value=repeats.to_string() prop:selected=move || compared.repeats.get() == repeats>{t!("{repeats} repeats", repeats)}</option> }
    });
    let is_running = move || compared.is_running.get();
    let press = move |_| if compared.is_running.get_untracked() { compared.cancel(store) } else { compared.run(store) };
    let cannot = move || !is_running() && compared.variants.with(Result::is_err);
    view! {
        <div class="compare-row">
            <select class="select" aria-label={t!("What is compared")} data-testid="compare-set" disabled=is_running on:change=choose_set>
                {sets.collect_view()}
                <option value="own" disabled prop:selected=move || set().is_none()>{t!("A choice of your own")}</option>
            </select>
            <select class="select" aria-label={t!("Repeats of each variant")} data-testid="compare-repeats" disabled=is_running on:change=choose_repeats>
                {repeats.collect_view()}
            </select>
            <button type="button" class="button" class:primary=move || !is_running() data-testid="compare-run" disabled=cannot on:click=press>
                {move || if is_running() { t!("Cancel") } else { t!("Run") }}
            </button>
            <progress
                aria-label={t!("Repeats done")}
                data-testid="compare-progress"
                max=move || part(compared, |progress| progress.all).max(1)
                prop:value=move || f64::from(part(compared, |progress| progress.done))
            ></progress>
            <span class="small" data-testid="compare-estimate">{move || estimate(compared)}</span>
        </div>
        <p class="note" role="status" data-testid="compare-problem">{move || {
            compared.problem.get().or_else(|| compared.variants.get().err()).unwrap_or_else(|| {
                set().map_or_else(String::new, |set| text(set.about).to_owned())
            })
        }}</p>
    }
}

fn part(compared: Compared, number: fn(&Progress) -> u32) -> u32 {
    compared.progress.with(|progress| progress.as_ref().map_or(0, number))
}

/// How far it is, and how long it takes.
fn estimate(compared: Compared) -> String {
    let is_running = compared.is_running.get();
    match compared.progress.get() {
        None if is_running => t!("starting …").to_owned(),
        None => t!("Repeat 1 is the job itself; each further one has the next random seed").to_owned(),
        Some(progress) => {
            let (done, all, time) = (progress.done, progress.all, duration(progress.elapsed));
            match progress.left.map(duration) {
                Some(left) => t!("{done} of {all} in {time}, about {left} left", done, all, time, left),
                None if progress.has_ended && done < all => t!("{done} of {all} in {time}, cancelled", done, all, time),
                None => t!("{done} of {all} in {time}", done, all, time),
            }
        }
    }
}
