//! The learning curves of all training jobs: the heart of the page.

mod curve;
mod table;

pub(crate) use table::{FilesOfCurves, TableOfCurves};

use super::domain::follow_curves;
use super::frame::{AxisPlan, Frame};
use super::legend::Legend;
use super::marks::follow_count;
use super::overlay::CurveOnTop;
use super::plot::Plot;
use super::pointing::point_at_curves;
use super::table::DataButton;
use crate::parts::{self, Coming, later};
use crate::store::Store;
use curve::{CurveEnds, Curves};
use leptos::prelude::*;
use tuneground::early_stopping::EarlyStopping;
use tuneground::language::t;
use tuneground::objective::{Direction, Objective};
use tuneground::playground::Session;
use tuneground::playground::plot::{Scale, polyline, short, threshold};
use tuneground::training_job::Status;
use tuneground::tuning_job::TuningConfig;

/// The axis of training jobs side by side grows by so many.
const STEP: u32 = 50;
/// More training jobs than this are drawn thinner.
const DENSE: usize = 120;

/// The learning curves of all training jobs.
#[component]
pub(crate) fn LearningCurves() -> impl IntoView {
    let store = Store::expect();
    let objective = store.of_config(|config| config.objective().clone());
    let strategy = store.of_config(|config| config.strategy().name().to_lowercase());
    let has_rule = store.of_config(|config| config.early_stopping() != EarlyStopping::Off);
    let tabular = RwSignal::new(false);
    let told = move || {
        let metric = objective.get().map(|objective| objective.metric_name).unwrap_or_default();
        if store.ran_at_aws.with(Option::is_some) {
            t!("{metric}: AWS lists the last value only", metric)
        } else {
            t!("{metric} after each epoch", metric)
        }
    };
    let is_by_job = store.of_config(|config| config.max_epochs() == 1);
    let along = move || if is_by_job.get() == Some(true) { t!("training job →") } else { t!("epoch →") };
    let title = move || if is_by_job.get() == Some(true) { t!("Training jobs") } else { t!("Learning curves") };
    view! {
        <section
            id="learning-curves"
            data-area="curves"
            data-testid="learning-curves"
            class=move || format!("card chart-card runs-{}", strategy.get().unwrap_or_default())
            aria-labelledby="learning-curves-title"
        >
            <header class="chart-head">
                <h2 id="learning-curves-title">{title}</h2>
                <p class="muted">{told}</p>
                {later(Coming::Nothing, parts::files_of_curves)}
                <DataButton on=tabular label={t!("the learning curves")}/>
            </header>
            {move || if tabular.get() {
                later(Coming::Card, parts::table_of_curves)
            } else {
                view! { <CurvesPlot objective/> }.into_any()
            }}
            <Show when=move || !tabular.get()>
            <footer class="chart-foot">
                <Legend median=Signal::derive(move || has_rule.get() == Some(true))/>
                <span class="axis-caption" aria-hidden="true">{along}</span>
            </footer>
            </Show>
        </section>
    }
}

/// The curves as a plot.
#[component]
fn CurvesPlot(
    /// What is along y.
    objective: Memo<Option<Objective>>,
) -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let domain = follow_curves(store);
    let epochs = store.of_config(TuningConfig::max_epochs);
    let direction = move || objective.get().map_or(Direction::Maximize, |objective| objective.direction);
    let across = store.memo(across);
    let frame = Memo::new(move |_| lay_out(size.get(), across.get().unwrap_or(1), domain.get(), direction()));
    let best = store.memo(|session| session.state().history().best().map(|(job, _)| job.number));
    let median = median_line(store, epochs, frame);
    let (nearest, anchor) = point_at_curves(store, frame);
    let summary = store.calm_memo(summary);
    let count = follow_count(store);
    let is_dense = move || count.get() > DENSE;
    let is_empty = move || domain.with(Option::is_none);
    view! {
        <Plot
            summary=Signal::derive(move || summary.get().unwrap_or_default())
            size frame nearest anchor
            upright=false
            empty=Signal::derive(move || is_empty().then_some(t!("Waiting for the first epoch of the first training job")))
        >
            <svg
                class="curves"
                class:dense=is_dense
                y=move || frame.with(|frame| frame.top)
                height=move || frame.with(|frame| frame.bottom - frame.top)
                width="100%"
            >
                // The curves are cut at the plot's edges; their coordinates stay those of the whole.
                <g transform=move || frame.with(|frame| format!("translate(0 {:.1})", -frame.top))>
                    <Curves frame/>
                </g>
            </svg>
            <CurveEnds frame/>
            <CurveOnTop kind="best" job=Signal::derive(move || best.get().flatten()) frame/>
            <path class="median" data-testid="median-line" d=move || median.get()/>
            <CurveOnTop kind="selected" job=store.selected frame/>
            <CurveOnTop kind="hovered" job=store.hovered frame/>
        </Plot>
    }
}

/// How far the x axis goes: to the last epoch, or where no training job has more than one, to about the last training job.
fn across(session: &Session) -> u32 {
    match session.config().max_epochs() {
        1 => session.config().criteria().max_training_jobs.min(session.state().launched().div_ceil(STEP).max(1) * STEP),
        epochs => epochs,
    }
}

fn lay_out(size: (f64, f64), across: u32, domain: Option<(f64, f64)>, direction: Direction) -> Frame {
    let x = AxisPlan { scale: Scale::whole(1.0, f64::from(across)), name: String::new(), gap: 80.0, padding: 6.0 };
    let (low, high) = domain.unwrap_or((0.0, 1.0));
    let y = AxisPlan { scale: Scale::linear(low, high), name: String::new(), gap: 30.0, padding: 0.0 };
    let mut frame = Frame::new(size, x, y, domain.map(|_| direction));
    if domain.is_none() {
        frame.y_ticks.clear();
    }
    frame
}

/// The early-stopping threshold; worked out anew only when another training job has completed.
fn median_line(store: Store, epochs: Memo<Option<u32>>, frame: Memo<Frame>) -> Memo<String> {
    let completed = store.memo(|session| session.state().history().completed().count());
    let medians = Memo::new(move |_| {
        store.run_id();
        if completed.get().unwrap_or(0) == 0 {
            return Vec::new();
        }
        let epochs = epochs.get().unwrap_or(0);
        let look = |session: &Session| threshold(session.state().history(), session.config().early_stopping(), epochs);
        untrack(|| store.view(look)).unwrap_or_default()
    });
    Memo::new(move |_| {
        frame.with(|frame| {
            let points = medians.get().into_iter().map(|(epoch, median)| (f64::from(epoch), median));
            polyline(points.map(|(epoch, median)| (frame.x.at(epoch), frame.y.clamped(median))))
        })
    })
}

/// The plot in one sentence; changes only when a training job begins or ends.
fn summary(session: &Session) -> String {
    let jobs = session.state().jobs();
    let count = |is: fn(&Status) -> bool| jobs.iter().filter(|job| is(&job.status)).count();
    let told = t!(
        "Learning curves of {jobs} training jobs: {completed} completed, {stopped} stopped, {failed} failed, \
         {running} running.",
        jobs = jobs.len(),
        completed = count(|status| *status == Status::Completed),
        stopped = count(|status| matches!(status, Status::Stopped(_))),
        failed = count(|status| matches!(status, Status::Failed(_))),
        running = count(|status| *status == Status::InProgress),
    );
    let metric = &session.config().objective().metric_name;
    let best = session.state().history().best();
    let best = best.map_or_else(String::new, |(job, value)| {
        t!("The best is job {job} with {metric} {value}.", job = job.number, metric, value = short(value)) + " "
    });
    format!("{told} {best}{}", t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
}
