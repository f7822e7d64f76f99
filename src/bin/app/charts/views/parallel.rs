//! Parallel coordinates: a line for each training job through its hyperparameters to its objective. Dragging along an axis brushes it.

use super::brushing::{BrushedStretch, Brushing, Place};
use super::choices::Choices;
use super::point::follow_levels;
use super::search_space::empty_frame;
use crate::charts::domain::follow_latest;
use crate::charts::download::Download;
use crate::charts::lens::SharedLens;
use crate::charts::marks::{Layer, class_of, follow_count, job_marks};
use crate::charts::plot::Plot;
use crate::charts::table::{DataButton, Table, job_rows, point_columns};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::Session;
use tuneground::playground::lens::Brush;
use tuneground::playground::plot::{Axis, Mark, ParallelAxis, nearest_line, parallel_line, parallel_path};
use tuneground::training_job::{JobNumber, TrainingJob};

/// How near a pointer has to come to a line.
const REACH: f64 = 16.0;
/// Room above the axes for their names, and below them.
const TOP: f64 = 34.0;
const BOTTOM: f64 = 12.0;
/// Room at the left of the first axis for its labels, and at the right of the last.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 28.0;
/// More training jobs than this are drawn thinner.
const DENSE: usize = 120;

/// The lines, or their numbers.
#[component]
pub(super) fn ParallelView() -> impl IntoView {
    let store = Store::expect();
    let tabular = RwSignal::new(false);
    let columns = point_columns(store);
    view! {
        <div class="view-tools">
            <Download name="parallel-coordinates" rows=Callback::new(move |()| job_rows(store, &columns.get_untracked()))/>
            <DataButton on=tabular label={t!("the parallel coordinates")}/>
        </div>
        <div class="view-body" data-testid="parallel">
            {move || if tabular.get() {
                view! { <Table test_id="parallel-table" label={t!("The hyperparameters and the objective of each training job")} columns/> }.into_any()
            } else {
                view! { <Lines/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Lines() -> impl IntoView {
    let store = Store::expect();
    let lens = SharedLens::expect();
    let size = RwSignal::new((0.0, 0.0));
    let choices = store.of_config(Choices::of);
    let domain = follow_latest(store);
    let axes = Memo::new(move |_| {
        choices.with(|choices| {
            choices.as_ref().map(|choices| lay_out(choices, size.get(), domain.get())).unwrap_or_default()
        })
    });
    let levels = follow_levels(store);
    let count = follow_count(store);
    // A line is stronger the better the job is.
    let lines = job_marks(
        store,
        Layer { class: "lines", element: "path", test_id: "line" },
        move || {
            levels.track();
            axes.get()
        },
        move |job| levels.with_untracked(|levels| levels.get(job.number.index()).copied().unwrap_or(0)),
        |_, job, (axes, level), is_out| {
            vec![
                ("class", format!("{} level-{level}", class_of("line", Mark::of(&job.status), is_out))),
                ("d", parallel_path(job, axes)),
            ]
        },
    );
    let best = store.memo(|session| session.state().history().best().map(|(job, _)| job.number));
    let summary = store.calm_memo(summary);
    let nearest = Callback::new(move |pointer| {
        let find = |session: &Session| axes.with(|axes| nearest_line(session.state().jobs(), axes, pointer, REACH));
        untrack(|| store.view(find).flatten())
    });
    let anchor = Callback::new(move |number| {
        let end = |session: &Session| {
            let job = session.state().job(number)?;
            axes.with(|axes| parallel_line(job, axes).last().copied())
        };
        untrack(|| store.view(end).flatten())
    });
    let brush = move |((x, from), (_, to)): (Place, Place)| {
        axes.with_untracked(|axes| {
            let nearest = axes.iter().min_by(|a, b| (a.x - x).abs().total_cmp(&(b.x - x).abs()));
            if let Some(own) = nearest {
                lens.brush(own.axis, Brush::between(&own.scale, from, to));
            }
        });
    };
    let frame = Memo::new(move |_| empty_frame(size.get()));
    let is_dense = move || count.get() > DENSE;
    view! {
        <Brushing on_brush=Callback::new(brush)>
            <Plot
                summary=Signal::derive(move || summary.get().unwrap_or_default())
                size frame nearest anchor
                empty=Signal::derive(move || (count.get() == 0).then_some(t!("No training job has started yet")))
            >
                <g class:dense=is_dense>{lines}</g>
                <OnTop kind="best" job=Signal::derive(move || best.get().flatten()) axes/>
                <OnTop kind="selected" job=store.selected axes/>
                <OnTop kind="hovered" job=store.hovered axes/>
                {move || axes.get().into_iter().map(|own| view! { <Upright own choices/> }).collect_view()}
            </Plot>
        </Brushing>
    }
}

/// The axes side by side, the objective at the right.
fn lay_out(choices: &Choices, (width, height): (f64, f64), domain: Option<(f64, f64)>) -> Vec<ParallelAxis> {
    let (width, height) = (width.max(LEFT + RIGHT + 60.0), height.max(TOP + BOTTOM + 40.0));
    let last = choices.scales.len() as f64;
    let axis = |(place, axis): (usize, Axis)| ParallelAxis {
        axis,
        x: (LEFT + (width - LEFT - RIGHT) * place as f64 / last.max(1.0)).round() + 0.5,
        scale: choices.scale(axis, domain.unwrap_or((0.0, 1.0))).over(height - BOTTOM, TOP),
    };
    choices.axes().enumerate().map(axis).collect()
}

/// A job's line drawn again, thick.
#[component]
fn OnTop(
    kind: &'static str,
    #[prop(into)] job: Signal<Option<JobNumber>>,
    axes: Memo<Vec<ParallelAxis>>,
) -> impl IntoView {
    let store = Store::expect();
    let path = Memo::new(move |_| {
        let number = job.get()?;
        store
            .view(|session| session.state().job(number).map(|job| axes.with(|axes| parallel_path(job, axes))))
            .flatten()
    });
    move || {
        path.get().map(|path| {
            view! {
                <g class=format!("on-top {kind}") data-testid=format!("{kind}-line")>
                    <path class="halo" d=path.clone()/>
                    <path class="line" d=path/>
                </g>
            }
        })
    }
}

/// An axis with its name, its labels and what is brushed of it.
#[component]
fn Upright(own: ParallelAxis, choices: Memo<Option<Choices>>) -> impl IntoView {
    let ParallelAxis { axis, x, scale } = own;
    let (top, bottom) = scale.edges();
    let ticks = scale.ticks(32.0);
    let labels = ticks.into_iter().map(|tick| {
        view! { <text class="axis-name tick" text-anchor="end" x=x - 6.0 y=tick.at + 4.0>{shortened(&tick.label)}</text> }
    });
    let (name, better) = choices.with_untracked(|choices| {
        let name = choices.as_ref().map(|choices| choices.name(axis)).unwrap_or_default();
        let better = choices.as_ref().filter(|_| axis == Axis::Objective).map(|choices| match choices.direction {
            Direction::Maximize => t!("better ↑"),
            Direction::Minimize => t!("better ↓"),
        });
        (name, better)
    });
    let anchor = if axis == Axis::Objective { "end" } else { "middle" };
    let at = if axis == Axis::Objective { x + RIGHT - 6.0 } else { x };
    let remark = better.or_else(|| scale.remark());
    let remark_class = if better.is_some() { "axis-name better" } else { "axis-name tick" };
    let stretch = (scale, x - 7.0, x + 7.0);
    view! {
        <line class="axis upright" x1=x x2=x y1=top y2=bottom/>
        {labels.collect_view()}
        <BrushedStretch axis=Signal::derive(move || Some(axis)) place=Signal::derive(move || stretch.clone()) upright=true/>
        <text class="axis-name" text-anchor=anchor x=at y="11" data-testid="parallel-axis">{name}</text>
        {remark.map(|remark| view! { <text class=remark_class text-anchor=anchor x=at y="24">{remark}</text> })}
    }
}

fn shortened(label: &str) -> String {
    let is_long = label.chars().count() > 9;
    if is_long { label.chars().take(8).chain(['…']).collect() } else { label.to_owned() }
}

/// The plot in one sentence.
fn summary(session: &Session) -> String {
    let lines = |job: &TrainingJob| job.curve.last().is_some();
    let told = t!(
        "Parallel coordinates: {jobs} training jobs as lines through {hyperparameters} hyperparameters to the objective.",
        jobs = session.state().jobs().iter().filter(|job| lines(job)).count(),
        hyperparameters = session.config().space().parameters().len(),
    );
    let keys = t!("Arrow keys go from job to job, Enter selects one, Escape lets go.");
    format!("{told} {keys} {}", t!("The filter has a field for each axis."))
}
