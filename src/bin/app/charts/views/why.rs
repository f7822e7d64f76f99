//! Why a training job has its values: what was expected of it; and why it was stopped, or was not: what the rule compared after
//! each epoch, and what would have come of the job.

mod expected;
mod picture;
mod rests;

pub(super) use rests::Rests;

use crate::charts::download::Download;
use crate::store::Store;
use expected::{Expected, came};
use leptos::prelude::*;
use picture::Picture;
use tuneground::language::{counted, t};
use tuneground::playground::Session;
use tuneground::playground::plot::{Mark, short};
use tuneground::playground::why::{Comparison, Rest, comparisons, launched, reason_of, told, was_stopped_early};
use tuneground::strategy::Reason;
use tuneground::strategy::bayesian::Forecast;
use tuneground::training_job::{JobNumber, TrainingJob};

/// More jobs than this are not listed one by one.
const MOST_LISTED: usize = 200;

/// What is explained about a training job.
#[derive(Clone, Debug, PartialEq)]
struct Explained {
    job: JobNumber,
    /// Why it has its values.
    launched: String,
    /// What was expected of it, where something was, and what came.
    forecast: Option<Forecast>,
    came: Option<(Mark, f64)>,
    told: String,
    comparisons: Vec<Comparison>,
    /// The jobs of the last comparison, each with the number that counted, the best first.
    compared: Vec<(JobNumber, f64)>,
}

/// The training job that is explained: the one that is selected, else the last that was stopped early, else the best.
fn job_to_explain(session: &Session, selected: Option<JobNumber>) -> Option<&TrainingJob> {
    let history = session.state().history();
    let last_stopped = || {
        let stopped = history.jobs().iter().filter(|job| was_stopped_early(job));
        stopped.max_by(|a, b| a.ended.unwrap_or(0.0).total_cmp(&b.ended.unwrap_or(0.0)))
    };
    selected.and_then(|number| history.get(number)).or_else(last_stopped).or_else(|| history.best().map(|(job, _)| job))
}

fn explain(session: &Session, selected: Option<JobNumber>, ran_at_aws: bool) -> Option<Explained> {
    let job = job_to_explain(session, selected)?;
    let reason = reason_of(session.shown(), job.number);
    let mut explained = Explained {
        job: job.number,
        launched: reason.map(|reason| launched(job, reason, session.config())).unwrap_or_default(),
        forecast: reason.and_then(|reason| match reason {
            Reason::ExpectedImprovement(forecast) => Some(**forecast),
            _ => None,
        }),
        came: came(job),
        told: String::new(),
        comparisons: Vec::new(),
        compared: Vec::new(),
    };
    if ran_at_aws {
        explained.told = String::from(t!(
            "This tuning job ran at AWS. Its list of training jobs has the last value of each and no other, so that what was compared \
             with what is not known."
        ));
        return Some(explained);
    }
    explained.comparisons = comparisons(session.shown(), session.config(), job.number);
    explained.compared = explained.comparisons.last().map(|last| last.compared(session.state())).unwrap_or_default();
    explained.told = told(job, &explained.comparisons, session.config());
    Some(explained)
}

/// A training job's story, and the tally of all early stops.
#[component]
pub(super) fn WhyView(
    /// What is known of the rests of the jobs that were stopped.
    rests: Rests,
) -> impl IntoView {
    let store = Store::expect();
    rests.follow(store);
    let explained =
        store.calm_memo(move |session| explain(session, store.selected.get(), store.ran_at_aws.with(Option::is_some)));
    let explained = Memo::new(move |_| explained.get().flatten());
    let job = Memo::new(move |_| explained.with(|explained| explained.as_ref().map(|explained| explained.job)));
    // Buttons go from early stop to early stop.
    let step = move |forward: bool| {
        let current = job.get_untracked().map_or(0, |job| job.0);
        let next = store.view_untracked(|session| {
            let mut stopped = rests::stopped(session).into_iter();
            if forward { stopped.find(|job| job.0 > current) } else { stopped.rfind(|job| job.0 < current) }
        });
        if let Some(next) = next.flatten() {
            store.selected.set(Some(next));
        }
    };
    let files = move |()| {
        let rest = untrack(|| rests.rest(store, job.get()?));
        let rows = |session: &Session| {
            explained.with_untracked(|explained| {
                let explained = explained.as_ref()?;
                Some(file_rows(explained, session.state().job(explained.job)?, rest.as_ref()))
            })
        };
        store.view_untracked(rows).flatten().unwrap_or_default()
    };
    view! {
        <div class="view-body why" data-testid="why">
            <Picture explained rests/>
            <div class="why-words">
                <div class="why-title">
                    <h3>{move || job.get().map_or_else(|| t!("Why?").to_owned(), |job| t!("Job {job}", job))}</h3>
                    <button type="button" class="button quiet small" data-testid="why-before" on:click=move |_| step(false)>{t!("Previous stop")}</button>
                    <button type="button" class="button quiet small" data-testid="why-after" on:click=move |_| step(true)>{t!("Next stop")}</button>
                    <Download name="why" rows=Callback::new(files)/>
                </div>
                {move || match job.get() {
                    None => view! { <p class="muted">{t!("As soon as a training job has ended, its story is told here.")}</p> }.into_any(),
                    Some(job) => view! { <Words job explained rests/> }.into_any(),
                }}
                <p class="small tally" data-testid="why-tally">{move || rests.tally(store)}</p>
            </div>
        </div>
    }
}

/// What is said of a training job.
#[component]
fn Words(job: JobNumber, explained: Memo<Option<Explained>>, rests: Rests) -> impl IntoView {
    let store = Store::expect();
    let told = move || explained.with(|explained| explained.as_ref().map(|explained| explained.told.clone()));
    let summary = move || explained.with(|explained| summary(explained.as_ref()?));
    let rows = move || {
        explained.with(|explained| {
            let explained = explained.as_ref()?;
            let row = |&(job, number): &(JobNumber, f64)| {
                view! {
                    <li><button type="button" class="job-link" on:click=move |_| store.selected.set(Some(job))>{t!("Job {job}", job)}</button>" "{short(number)}</li>
                }
            };
            Some(explained.compared.iter().take(MOST_LISTED).map(row).collect_view())
        })
    };
    let why_here = move || explained.with(|explained| explained.as_ref().map(|explained| explained.launched.clone()));
    view! {
        <h4>{t!("Why this point?")}</h4>
        <p data-testid="why-launched">{why_here}</p>
        <Expected explained/>
        <h4>{t!("Why did it end there?")}</h4>
        <p data-testid="why-told">{told}</p>
        <p data-testid="why-rest">{move || rests.told(store, job)}</p>
        <Show when=move || summary().is_some()>
            <details data-testid="why-compared">
                <summary>{move || summary()}</summary>
                <ol class="small">{rows}</ol>
            </details>
        </Show>
    }
}

/// The picture's numbers, headings first: after each epoch the objective, what it was compared with, and what would have come.
fn file_rows(explained: &Explained, job: &TrainingJob, rest: Option<&Rest>) -> Vec<Vec<String>> {
    let values = job.curve.values();
    let last = rest.map_or(values.len(), |rest| rest.epoch as usize + rest.values.len());
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let row = |epoch: usize| {
        let threshold =
            explained.comparisons.iter().find(|one| one.epoch() as usize == epoch).map(Comparison::threshold);
        let would_be = rest.and_then(|rest| rest.values.get(epoch.checked_sub(rest.epoch as usize + 1)?).copied());
        vec![epoch.to_string(), text(values.get(epoch - 1).copied()), text(threshold), text(would_be)]
    };
    let headings = ["Epoch", "Objective", "Compared with", "Had it not been stopped"].map(str::to_owned).to_vec();
    std::iter::once(headings).chain((1..=last).map(row)).collect()
}

/// What the list of compared jobs is.
fn summary(explained: &Explained) -> Option<String> {
    let last = explained.comparisons.last()?;
    let (jobs, epoch) = (explained.compared.len(), last.epoch());
    Some(match last {
        Comparison::Median(_) => {
            counted!(
                jobs,
                "Averages of {count} job up to epoch {epoch}",
                "Averages of {count} jobs up to epoch {epoch}",
                epoch
            )
        }
        Comparison::Rung(_) => {
            counted!(
                jobs,
                "Values of {count} job after epoch {epoch}",
                "Values of {count} jobs after epoch {epoch}",
                epoch
            )
        }
    })
}
