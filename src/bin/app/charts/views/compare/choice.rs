//! What is varied, and the variants that it makes.

use super::asking::Compared;
use super::{LETTERS, report::VariantReport};
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::compare::{Change, Dimension};

/// A row of boxes to tick for each dimension; every combination of one from each row is a variant.
#[component]
pub(super) fn Choice(compared: Compared) -> impl IntoView {
    let tick = move |change: Change, on: bool| {
        compared.changes.update(|changes| {
            changes.retain(|own| *own != change);
            if on {
                changes.push(change);
                // In the order of the ready-made sets, so that one of them is known again.
                changes.sort_by_key(|own| Change::ALL.iter().position(|other| other == own));
            }
        });
    };
    let boxed = move |change: Change| {
        view! {
            <label>
                <input
                    type="checkbox"
                    data-testid=format!("compare-{}", change.id())
                    disabled=move || compared.is_running.get()
                    prop:checked=move || compared.changes.with(|changes| changes.contains(&change))
                    on:change=move |event| tick(change, event_target_checked(&event))
                />
                {change.choice()}
            </label>
        }
    };
    let row = move |dimension: Dimension| {
        view! {
            <fieldset>
                <legend>{dimension.title()}</legend>
                {dimension.changes().map(boxed).collect_view()}
            </fieldset>
        }
    };
    view! {
        <p class="note">{t!("Tick two or more in a row. Every combination of one from each row is a variant; what has no tick stays as in the job.")}</p>
        {Dimension::ALL.map(row).collect_view()}
    }
}

/// The variants before they run: what they are called, what should be known of them, and why one cannot run.
#[component]
pub(super) fn VariantList(compared: Compared) -> impl IntoView {
    let rows = move || {
        compared.variants.with(|variants| {
            let variants = variants.as_ref().map(Vec::as_slice).unwrap_or_default();
            variants.iter().zip(LETTERS).enumerate().map(row).collect_view()
        })
    };
    view! { <ul class="compare-variants" data-testid="compare-variants">{rows}</ul> }
}

fn row((place, (variant, letter)): (usize, (&VariantReport, &'static str))) -> impl IntoView + use<> {
    view! {
        <li class=format!("variant-{place}")>
            <Letter letter/>
            <strong>{variant.label.clone()}</strong>
            <Remarks variant=variant.clone()/>
        </li>
    }
}

/// A variant's letter, in its colour.
#[component]
pub(super) fn Letter(letter: &'static str) -> impl IntoView {
    view! { <span class="letter">{letter}</span> }
}

/// Why a variant cannot run, and what should be known of it.
#[component]
pub(super) fn Remarks(variant: VariantReport) -> impl IntoView {
    let cannot = variant.cannot.map(|why| view! { <span class="cannot">" "{t!("Cannot run: {why}", why)}</span> });
    let notes =
        (!variant.notes.is_empty()).then(|| view! { <span class="muted small">" "{variant.notes.join(" ")}</span> });
    view! { {cannot}{notes} }
}
