//! The winner's curse: the best training job, or the selected one, trained again with other random numbers and other rows; beside
//! it the second best and the one in the middle.

mod dots;
mod repeats;

use crate::charts::table::DataButton;
use crate::store::Store;
use dots::Dots;
use leptos::prelude::*;
use repeats::{RepeatsOnScreen, Shown};
use tuneground::language::t;
use tuneground::playground::plot::{duration, significant};
use tuneground::playground::winner::{Repeated, told_of_luck, told_of_order, told_of_test};

/// The repeats, and what they say.
#[component]
pub(super) fn WinnerView() -> impl IntoView {
    let store = Store::expect();
    let repeats = RepeatsOnScreen::follow(store);
    let tabular = RwSignal::new(false);
    let why_not = move || {
        let is_here = store.ran_at_aws.with(Option::is_none) && store.problem.with(Option::is_some);
        if !is_here || repeats.are_refused() {
            Some(t!("Its training jobs cannot be trained again here, so luck and merit cannot be told apart."))
        } else if repeats.wanted.with(Option::is_none) {
            Some(t!(
                "When the tuning job has ended, its best training job is trained again here: was it the best, or was it lucky?"
            ))
        } else {
            None
        }
    };
    view! {
        <div class="view-tools"><DataButton on=tabular label={t!("the repeats")}/></div>
        <div class="view-body winner" data-testid="winner" tabindex="0" role="group" aria-label={t!("Training jobs trained again")}>
            <Show
                when=move || why_not().is_none()
                fallback=move || view! { <p class="plot-empty muted">{move || why_not()}</p> }
            >
                {move || if tabular.get() {
                    view! { <RepeatsTable repeats/> }.into_any()
                } else {
                    view! { <Dots shown=repeats.shown/> }.into_any()
                }}
                <Progress repeats/>
                <Words repeats/>
            </Show>
        </div>
    }
}

/// How far it is, and the button that goes on with what takes long.
#[component]
fn Progress(repeats: RepeatsOnScreen) -> impl IntoView {
    let far = Memo::new(move |_| repeats.progress());
    let waits = move || repeats.waits_for();
    view! {
        <Show when=move || far.get().is_some()>
            <div class="surface-progress small">
                <progress
                    aria-label={t!("Training jobs trained again")}
                    max=move || far.get().map_or(1, |(_, all)| all)
                    value=move || far.get().map_or(0, |(done, _)| done)
                ></progress>
                <span data-testid="winner-progress">
                    {move || far.get().map(|(done, all)| t!("{done} of {all} training jobs", done, all))}
                </span>
                <Show when=move || waits().is_some()>
                    <button type="button" class="button small" data-testid="winner-go-on" on:click=move |_| repeats.agree()>
                        {move || waits().map(|left| t!("Train the rest: about {time}", time = duration(left / 1000.0)))}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// What the repeats say, in sentences.
#[component]
fn Words(repeats: RepeatsOnScreen) -> impl IntoView {
    let with =
        move |tell: fn(&Shown) -> Option<String>| move || repeats.shown.with(|shown| shown.as_ref().and_then(tell));
    let luck = with(|shown| told_of_luck(shown.repeated.first()?, shown.ended, shown.direction));
    let on_test = with(|shown| told_of_test(shown.repeated.first()?, shown.test_rows));
    let orders = move || {
        let tell = |shown: &Shown| {
            let (first, others) = shown.repeated.split_first()?;
            let told = others.iter().filter_map(|other| told_of_order(first, other, shown.direction));
            Some(told.map(|text| view! { <p class="small" data-testid="winner-order">{text}</p> }).collect_view())
        };
        repeats.shown.with(|shown| shown.as_ref().and_then(tell))
    };
    view! {
        <div class="winner-words" data-testid="winner-words">
            <p data-testid="winner-luck">{luck}</p>
            <p class="small" data-testid="winner-test">{on_test}</p>
            {orders}
        </div>
    }
}

/// All repeats as a table.
#[component]
fn RepeatsTable(repeats: RepeatsOnScreen) -> impl IntoView {
    let number = |value: Option<&f64>| match value {
        Some(value) if value.is_finite() => significant(*value),
        Some(_) => t!("failed").to_owned(),
        None => String::new(),
    };
    let table = move |shown: &Shown| {
        let has_test = shown.test_rows > 0;
        let headings = shown.repeated.iter().flat_map(|own| {
            let job = own.candidate.job;
            let test = has_test.then(|| t!("Job {job}, test set", job));
            [Some(t!("Job {job}, validation rows", job)), test].into_iter().flatten()
        });
        let cells = |row: Option<usize>| {
            let of = move |own: &Repeated| {
                let (validation, test) = match row {
                    None => (number(own.again.as_ref()), number(own.again_test.as_ref())),
                    Some(row) => (number(own.validation.get(row)), number(own.test.get(row))),
                };
                [Some(validation), has_test.then_some(test)].into_iter().flatten()
            };
            let cell = |text: String| view! { <td class="numeric">{text}</td> };
            shown.repeated.iter().flat_map(of).map(cell).collect_view()
        };
        let longest = shown.repeated.iter().map(|own| own.validation.len()).max().unwrap_or(0);
        let rows = (0..longest).map(|row| {
            view! { <tr><th scope="row">{t!("Repeat {number}", number = row + 1)}</th>{cells(Some(row))}</tr> }
        });
        let heading = |text: String| view! { <th scope="col" class="numeric">{text}</th> };
        view! {
            <table class="data-table surface-table">
                <caption class="visually-hidden">{t!("What each repeat came to")}</caption>
                <thead><tr><th scope="col">{t!("Repeat")}</th>{headings.map(heading).collect_view()}</tr></thead>
                <tbody>
                    <tr><th scope="row">{t!("As it was")}</th>{cells(None)}</tr>
                    {rows.collect_view()}
                </tbody>
            </table>
        }
    };
    view! {
        <div class="table-box" data-testid="winner-table" tabindex="0" role="group" aria-label={t!("The repeats as a table")}>
            {move || repeats.shown.with(|shown| shown.as_ref().map(table))}
        </div>
    }
}
