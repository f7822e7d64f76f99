//! The best training job, or the one that is looked at: its value, its hyperparameters, its decision boundary.

mod boundary;
mod judged;

use crate::store::Store;
use boundary::Boundary;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::plot::{short, value_text};
use tuneground::training_job::JobNumber;

/// What is shown of a training job.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    title: String,
    name: String,
    value: Option<f64>,
    hyperparameters: Vec<(String, String)>,
    epochs: (u32, u32),
    status: &'static str,
}

fn look(session: &Session, selected: Option<JobNumber>) -> Option<Shown> {
    let history = session.state().history();
    let job = selected.and_then(|number| history.get(number)).or_else(|| history.best().map(|(job, _)| job))?;
    Some(Shown {
        title: t!("job {job}", job = job.number),
        name: job.name.clone(),
        value: job.curve.last(),
        hyperparameters: job.hyperparameters.iter().map(|(name, value)| (name.to_owned(), value_text(value))).collect(),
        epochs: (job.curve.epochs(), job.until_epoch),
        status: job.status.name(),
    })
}

/// The training job that is looked at, else the best.
#[component]
pub(crate) fn BestJob() -> impl IntoView {
    let store = Store::expect();
    let shown = Memo::new(move |_| {
        let selected = store.selected.get();
        store.view(|session| look(session, selected)).flatten()
    });
    let metric = store.of_config(|config| config.objective().metric_name.clone());
    // A made-up objective has no model, and no data to draw one over.
    let is_here = move || store.ran_at_aws.with(Option::is_none);
    let has_boundary = Memo::new(move |_| {
        is_here() && store.problem.with(|problem| problem.as_ref().is_none_or(|own| own.dataset().is_some()))
    });
    let title = move || match store.selected.get() {
        Some(job) => t!("Training job {job}", job),
        None => t!("Best training job").to_owned(),
    };
    view! {
        <section class="group best-job" data-area="best-job" data-testid="best-job">
            <div class="group-title">
                <h2>{title}</h2>
                {move || if store.selected.get().is_some() {
                    view! {
                        <button type="button" class="button quiet small" on:click=move |_| store.selected.set(None)>{t!("Back to the best")}</button>
                    }.into_any()
                } else {
                    view! {
                        <span class="muted" title=move || shown.get().map(|job| job.name)>{move || shown.get().map(|job| job.title)}</span>
                    }.into_any()
                }}
            </div>
            <div class="best-row">
                <Show when=move || has_boundary.get()><Boundary/></Show>
                <div class="best-words">
                    <strong class="hero" data-testid="best-value">
                        {move || shown.get().and_then(|job| job.value).map_or_else(|| "–".to_owned(), short)}
                    </strong>
                    <p class="muted small">{move || metric.get()}</p>
                    <p class="muted small">{move || shown.get().map_or_else(
                        || t!("No training job has ended yet").to_owned(),
                        |job| if is_here() {
                            t!("{status}, epoch {epoch} of {last}", status = words(job.status), epoch = job.epochs.0, last = job.epochs.1)
                        } else {
                            format!("{}, {}", words(job.status), job.name)
                        },
                    )}</p>
                </div>
            </div>
            <dl class="values">
                {move || shown.get().map(|job| job.hyperparameters).unwrap_or_default().into_iter().map(|(name, value)| view! {
                    <div><dt>{name}</dt><dd>{value}</dd></div>
                }).collect_view()}
            </dl>
        </section>
    }
}

fn words(status: &str) -> &'static str {
    match status {
        "Completed" => t!("Completed"),
        "Stopped" => t!("Stopped"),
        "Failed" => t!("Failed"),
        _ => t!("Running"),
    }
}
