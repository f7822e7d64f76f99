//! How important each hyperparameter was: its part of the objective's variance, and how the objective follows it.

use crate::api::Asker;
use crate::charts::download::Download;
use crate::engine::Js;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::importance_question;
use tuneground::playground::plot::{polyline, short};
use tuneground::protocol::JsonValue as _;

/// The size of a marginal curve's picture.
const WIDTH: f64 = 96.0;
const HEIGHT: f64 = 26.0;

/// What is said of one hyperparameter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) fraction: f64,
    deviation: f64,
    /// The predicted objective along its range.
    marginal: Vec<f64>,
}

/// What is said of a tuning job.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    jobs: u32,
    /// Why nothing can be said.
    nothing: Option<String>,
    /// The most important first.
    pub(super) parts: Vec<Part>,
    /// Two hyperparameters, and their fraction together.
    pub(super) pairs: Vec<(String, String, f64)>,
}

/// The hyperparameters, the most important first.
#[component]
pub(super) fn ImportanceView() -> impl IntoView {
    let store = Store::expect();
    let said = follow(store);
    let is_empty = move || said.with(|said| said.as_ref().is_none_or(|said| said.jobs == 0));
    let words = move || {
        said.with(|said| {
            let said = said.as_ref()?;
            Some(match &said.nothing {
                Some(reason) => t!("Of {jobs} training jobs nothing can be said: {reason}.", jobs = said.jobs, reason),
                None => t!(
                    "What part of the objective's variance each hyperparameter is the reason of, over its whole range: as a random \
                     forest estimates it from the final objectives of {jobs} training jobs (fANOVA). The curve is the objective that it \
                     expects along the range; few training jobs make a rough estimate.",
                    jobs = said.jobs
                ),
            })
        })
    };
    let rows = move || said.with(|said| said.as_ref().map(|said| said.parts.iter().map(row).collect_view()));
    let pairs = move || said.with(|said| told_of_pairs(&said.as_ref()?.pairs));
    let files = move |()| said.with(|said| said.as_ref().map(table).unwrap_or_default());
    view! {
        <div class="view-tools"><Download name="importance" rows=Callback::new(files)/></div>
        <div class="view-body importance" data-testid="importance" tabindex="0" role="group" aria-label={t!("Importance")}>
            <Show when=move || !is_empty() fallback=|| view! { <p class="plot-empty muted">{t!("No training job has ended yet")}</p> }>
                <ol data-testid="importance-list">{rows}</ol>
                <p class="note">{pairs}</p>
                <p class="note" data-testid="importance-words">{words}</p>
            </Show>
        </div>
    }
}

fn row(part: &Part) -> AnyView {
    let percent = |fraction: f64| format!("{:.1}%", (100.0 * fraction).clamp(0.0, 100.0));
    let (low, high) = (part.fraction - part.deviation, part.fraction + part.deviation);
    let about = t!(
        "{part} ± {deviation} % of the variance; the objective is expected between {least} and {most} along it",
        part = short(100.0 * part.fraction),
        deviation = short(100.0 * part.deviation),
        least = short(part.marginal.iter().copied().fold(f64::INFINITY, f64::min)),
        most = short(part.marginal.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
    );
    view! {
        <li data-testid="importance-row" data-fraction=part.fraction>
            <span class="importance-name" data-in-picture="text">{part.name.clone()}</span>
            <span class="importance-bar" role="img" aria-label=about.clone() title=about>
                <span class="bar" data-in-picture="box" style:width=percent(part.fraction)></span>
                <span class="spread" data-in-picture="box" style:left=percent(low) style:width=percent(high.min(1.0) - low.max(0.0))></span>
            </span>
            <span class="importance-percent" data-in-picture="text">{format!("{:.0} %", 100.0 * part.fraction)}</span>
            <svg class="plot-svg marginal" width=WIDTH height=HEIGHT aria-hidden="true"><path d=curve(&part.marginal)/></svg>
        </li>
    }
    .into_any()
}

/// The same as a table, headings first: fractions, and what is expected along each range, from its lower to its upper end.
fn table(said: &Said) -> Vec<Vec<String>> {
    let points = said.parts.iter().map(|part| part.marginal.len()).max().unwrap_or(0);
    let along =
        (0..points).map(|place| format!("Expected at {:.3} of the range", place as f64 / (points.max(2) - 1) as f64));
    let headings = ["Hyperparameter", "Fraction of the variance", "Standard deviation"].map(str::to_owned);
    let row = |part: &Part| {
        let first = [part.name.clone(), part.fraction.to_string(), part.deviation.to_string()];
        first.into_iter().chain(part.marginal.iter().map(ToString::to_string)).collect()
    };
    let pair =
        |(one, other, fraction): &(String, String, f64)| vec![format!("{one} with {other}"), fraction.to_string()];
    let rows = said.parts.iter().map(row).chain(said.pairs.iter().map(pair));
    std::iter::once(headings.into_iter().chain(along).collect()).chain(rows).collect()
}

/// A marginal curve as path text, from its least to its greatest value.
fn curve(values: &[f64]) -> String {
    let (low, high) =
        values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| (low.min(value), high.max(value)));
    let span = (high - low).max(f64::MIN_POSITIVE);
    let across = (values.len().max(2) - 1) as f64;
    let place = |(index, value): (usize, &f64)| {
        (2.0 + (WIDTH - 4.0) * index as f64 / across, HEIGHT - 3.0 - (HEIGHT - 6.0) * (value - low) / span)
    };
    polyline(values.iter().enumerate().map(place))
}

fn told_of_pairs(pairs: &[(String, String, f64)]) -> Option<String> {
    let tell = |(one, other, fraction): &(String, String, f64)| {
        t!("{one} with {other} {percent} %", one, other, percent = format!("{:.0}", 100.0 * fraction))
    };
    let told: Vec<String> = pairs.iter().filter(|(.., fraction)| *fraction >= 0.005).map(tell).collect();
    (!told.is_empty()).then(|| t!("Together, beyond what each does alone: {pairs}.", pairs = told.join(", ")))
}

/// Asks the engine whenever another training job has ended, one question at a time.
pub(super) fn follow(store: Store) -> RwSignal<Option<Said>> {
    let said = RwSignal::new(None::<Said>);
    let asker = Asker::expect();
    let wanted = store.calm_memo(|session| session.state().history().final_objectives().count());
    let wanted = Memo::new(move |_| (store.run_id(), wanted.get()));
    let is_asked = StoredValue::new(false);
    Effect::new(move || {
        wanted.track();
        ask(store, asker, wanted, is_asked, said);
    });
    said
}

type Wanted = Memo<(Option<tuneground::protocol::SessionId>, Option<usize>)>;

fn ask(store: Store, asker: Asker, wanted: Wanted, is_asked: StoredValue<bool>, said: RwSignal<Option<Said>>) {
    let (Some(asked), Some(false)) = (wanted.try_get_untracked(), is_asked.try_get_value()) else { return };
    let question = store.view_untracked(|session| {
        let names: Vec<String> = session.config().space().parameters().iter().map(|own| own.name.clone()).collect();
        (importance_question(session.state(), session.config()), names)
    });
    let Some((question, names)) = question else { return };
    is_asked.set_value(true);
    leptos::task::spawn_local(async move {
        let answer = asker.ask("importance", Js::parse(&question)).await;
        // The view may be gone by now.
        if is_asked.try_set_value(false).is_some() {
            return;
        }
        let is_current = wanted.try_get_untracked();
        if is_current.is_some_and(|(session, _)| session == asked.0) {
            said.set(answer.ok().map(|answer| read(&answer, &names)));
        }
        if is_current.is_some_and(|current| current != asked) {
            ask(store, asker, wanted, is_asked, said);
        }
    });
}

fn read(answer: &Js, names: &[String]) -> Said {
    let list = |of: &Js, name: &str| of.member(name).map(|list| js_sys::Array::from(&list.0)).unwrap_or_default();
    let number = |of: &Js, name: &str| of.member(name).and_then(|value| value.number()).unwrap_or(0.0);
    let name = |place: f64| names.get(place as usize).cloned().unwrap_or_default();
    let part = |(place, value): (usize, Js)| Part {
        name: name(place as f64),
        fraction: number(&value, "Fraction"),
        deviation: number(&value, "Deviation"),
        marginal: js_sys::Float64Array::new(&list(&value, "Marginal")).to_vec(),
    };
    let mut parts: Vec<Part> = list(answer, "Parameters").iter().map(Js).enumerate().map(part).collect();
    parts.sort_by(|a, b| b.fraction.total_cmp(&a.fraction));
    let pair = |value: Js| (name(number(&value, "One")), name(number(&value, "Other")), number(&value, "Fraction"));
    Said {
        jobs: number(answer, "Jobs") as u32,
        nothing: answer.member("Nothing").and_then(|reason| reason.text()),
        parts,
        pairs: list(answer, "Pairs").iter().map(Js).map(pair).collect(),
    }
}
