//! What the surfaces say, in words, and how important each hyperparameter truly is.

use super::ground::{Axes, Base, Ground};
use super::panel::Picture;
use super::sweep::{SweepOnScreen, is_trained_here};
use super::truth::Truth;
use crate::charts::views::belief::BeliefOnScreen;
use crate::charts::views::importance::Said;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::{duration, short, value_text};

/// How far the sweep is, and the button that begins one that takes long.
#[component]
pub(super) fn Progress(
    /// The sweep.
    sweep: SweepOnScreen,
) -> impl IntoView {
    let waits = move || sweep.waits_for();
    let far = Memo::new(move |_| {
        sweep.got.with(|got| (got.cells > 0 && !got.is_complete()).then(|| (got.trained(), got.cells)))
    });
    view! {
        <Show when=move || far.get().is_some()>
            <div class="surface-progress small">
                <progress
                    aria-label={t!("Training jobs of the sweep")}
                    max=move || far.get().map_or(1, |(_, all)| all)
                    value=move || far.get().map_or(0, |(trained, _)| trained)
                ></progress>
                <span data-testid="surface-progress">
                    {move || far.get().map(|(done, all)| t!("{done} of {all} training jobs", done, all))}
                </span>
                <Show when=move || waits().is_some()>
                    <button type="button" class="button small" data-testid="surface-compute" on:click=move |_| sweep.agree()>
                        {move || waits().map(|left| t!("Compute the rest: about {time}", time = duration(left / 1000.0)))}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// Sentences, and the true importance.
#[component]
#[expect(clippy::too_many_arguments, reason = "all that is shown has its words")]
pub(super) fn Words(
    /// What there is along the axes.
    ground: Memo<Option<Ground>>,
    /// What is along them.
    axes: Axes,
    /// The training job that has the values of all other hyperparameters.
    base: Memo<Base>,
    /// The one that was chosen by hand.
    held: RwSignal<Base>,
    /// The sweep.
    sweep: SweepOnScreen,
    /// What the surrogate believes.
    belief: BeliefOnScreen,
    /// What the sweep found.
    truth: Memo<Option<Truth>>,
    /// The true surface.
    swept: Memo<Option<Picture>>,
    /// The believed one.
    believed: Memo<Option<Picture>>,
    /// The place that is pointed at.
    place: RwSignal<Option<(f64, f64)>>,
    /// What fANOVA says.
    estimated: RwSignal<Option<Said>>,
) -> impl IntoView {
    let store = Store::expect();
    let here = Memo::new(move |_| {
        let at = place.get().or_else(|| of_hovered(store, axes))?;
        let ((x, y), parts) = (axes.get()?, [at.0, at.1]);
        let names = ground.with(|ground| {
            let told = |(place, part): (usize, f64)| {
                let own = ground.as_ref()?.space.parameters().get(place)?;
                Some(format!("{} {}", own.name, value_text(&own.range.value_at(part))))
            };
            let told: Vec<String> = [x, y].into_iter().zip(parts).filter_map(told).collect();
            told.join(", ")
        });
        let value = |picture: Memo<Option<Picture>>| picture.with(|picture| picture.as_ref()?.at(at));
        let truly = value(swept).map(|value| {
            if value.is_finite() { t!("{value} truly", value = short(value)) } else { t!("failed truly").to_owned() }
        });
        let believed = value(believed).map(|value| t!("{value} believed", value = short(value)));
        let told: Vec<String> = [truly, believed].into_iter().flatten().collect();
        (!told.is_empty()).then(|| t!("At {names}: {values}.", names, values = told.join(", ")))
    });
    let why_not = move || {
        let cannot = !is_trained_here(store) || sweep.got.with(|got| got.is_refused);
        cannot.then_some(t!(
            "Training jobs of other hyperparameters cannot be trained here, so the true surface is not known."
        ))
    };
    let has_none_ended = move || is_trained_here(store) && base.get().is_none();
    let others = move || told_of_others(ground, axes, base);
    let cut_short = move || sweep.got.with(|got| told_of_failures(got.failed(), got.trained(), got.failure.as_deref()));
    let not_bayesian = move || {
        (!belief.is_there() && base.get().is_some() && is_trained_here(store))
            .then_some(t!("Only Bayesian search has a surrogate whose belief could stand beside it."))
    };
    view! {
        <p class="small" data-testid="surface-here">{move || here.get()}</p>
        <p class="small" data-testid="surface-truth">{move || truth.with(|truth| truth.as_ref().map(Truth::told))}</p>
        <Importance ground axes sweep estimated/>
        <Hold base held ground/>
        <p class="note" data-testid="surface-note">
            {move || has_none_ended().then(|| t!("The surface is drawn around a training job: as soon as one has ended.").to_owned() + " ")}
            {why_not} " " {others} " " {cut_short} " " {not_bayesian}
        </p>
    }
}

/// Where the training job that is pointed at lies.
fn of_hovered(store: Store, axes: Axes) -> Option<(f64, f64)> {
    let (job, (x, y)) = (store.hovered.get()?, axes.get()?);
    store.view(|session| {
        let (job, parameters) = (session.state().job(job)?, session.config().space().parameters());
        let at = |place: usize| {
            let own = parameters.get(place)?;
            own.range.coordinate_of(job.hyperparameters.get(&own.name)?)
        };
        at(x).zip(at(y))
    })?
}

fn told_of_others(ground: Memo<Option<Ground>>, axes: Axes, base: Memo<Base>) -> Option<String> {
    let ((_, job), (x, y)) = (base.get()?, axes.get()?);
    ground.with(|ground| {
        let parameters = ground.as_ref()?.space.parameters().iter().enumerate();
        let others: Vec<&str> =
            parameters.filter(|(place, _)| *place != x && *place != y).map(|(_, own)| own.name.as_str()).collect();
        Some(if others.is_empty() {
            t!(
                "Each cell is a training job of its own, trained to its last epoch: with job {job}'s random numbers, so that the \
                 surface is one function.",
                job
            )
        } else {
            t!(
                "Each cell is a training job of its own, trained to its last epoch: {others} as in job {job}, and with job {job}'s \
                 random numbers, so that the surface is one function.",
                others = others.join(", "),
                job
            )
        })
    })
}

fn told_of_failures(failed: usize, trained: usize, why: Option<&str>) -> Option<String> {
    let why = why.filter(|_| failed > 0)?;
    Some(t!(
        "{failed} of {trained} failed; one of them: {why}. For the importance they count as the worst of the others.",
        failed,
        trained,
        why
    ))
}

/// Moves the surface to another training job's values of the other hyperparameters.
#[component]
fn Hold(base: Memo<Base>, held: RwSignal<Base>, ground: Memo<Option<Ground>>) -> impl IntoView {
    let store = Store::expect();
    let best = store.calm_memo(|session| session.state().history().best().map(|(job, _)| job.number));
    let other = Memo::new(move |_| {
        let has_others = ground.with(|ground| ground.as_ref().is_some_and(|own| own.space.parameters().len() > 2));
        let (session, job) = base.get().filter(|_| has_others)?;
        let selected = store.selected.get();
        let other = selected.or(best.get().flatten())?;
        (other != job).then_some((session, other))
    });
    move || {
        other.get().map(|(session, job)| {
            view! {
                <button type="button" class="button small" data-testid="surface-hold" on:click=move |_| held.set(Some((session, job)))>
                    {t!("Hold the others as in job {job}", job)}
                </button>
            }
        })
    }
}

/// The true importance of the two, and of both together, and what fANOVA makes of the tuning job's own training jobs.
#[component]
fn Importance(
    ground: Memo<Option<Ground>>,
    axes: Axes,
    sweep: SweepOnScreen,
    estimated: RwSignal<Option<Said>>,
) -> impl IntoView {
    let rows = move || {
        let truth = sweep.got.with(|got| got.importance)?;
        let (x, y) = axes.get()?;
        let names =
            ground.with(|ground| ground.as_ref().map(|own| [own.name(x).to_owned(), own.name(y).to_owned()]))?;
        let estimates = estimated.with(|said| said.as_ref().and_then(|said| of_these(said, &names)));
        let [one, other] = names;
        let both = t!("both together, beyond that").to_owned();
        let row = |(place, name): (usize, String)| {
            let (own, estimate) = (truth[place], estimates.map(|estimates| estimates[place]));
            let percent = |part: f64| format!("{:.0} %", 100.0 * part);
            view! {
                <tr data-testid="surface-importance" data-true=own data-estimated=estimate.unwrap_or(f64::NAN)>
                    <th scope="row">{name}</th>
                    <td class="bar-cell"><span class="bar" style:width=format!("{:.1}%", 100.0 * own)></span></td>
                    <td>{percent(own)}</td>
                    <td>{estimate.map_or_else(|| "–".to_owned(), percent)}</td>
                </tr>
            }
        };
        Some([one, other, both].into_iter().enumerate().map(row).collect_view())
    };
    let is_there = Memo::new(move |_| sweep.got.with(|got| got.importance.is_some()));
    view! {
        <Show when=move || is_there.get()>
            <table class="surface-importance small">
                <caption>{t!("Importance: parts of the variance over this surface")}</caption>
                <thead><tr><td></td><td></td><th scope="col">{t!("true")}</th><th scope="col">"fANOVA"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
}

/// fANOVA's parts of the two and of both together, as parts of their sum; `None` where it says nothing of them.
fn of_these(said: &Said, names: &[String; 2]) -> Option<[f64; 3]> {
    let of = |name: &String| said.parts.iter().find(|part| part.name == *name).map(|part| part.fraction);
    let (one, other) = (of(&names[0])?, of(&names[1])?);
    let is_pair = |a: &String, b: &String| names.contains(a) && names.contains(b);
    // Of many pairs only the greatest are told; another one's part is next to nothing.
    let both = said.pairs.iter().find(|(a, b, _)| is_pair(a, b)).map_or(0.0, |(.., fraction)| *fraction);
    let sum = one + other + both;
    (sum > 0.0).then(|| [one / sum, other / sum, both / sum])
}
