//! The search space: a point for each training job, on the scales that the strategy searches.

use super::belief::{BeliefLayer, BeliefNote, BeliefOnScreen, NextPoint, names};
use super::brushing::{BrushedStretch, Brushing, Place};
use super::choices::{AxisSelects, Choices, ChosenAxes};
use super::point::{Points, Ring, follow_levels};
use crate::charts::domain::follow_latest;
use crate::charts::download::Download;
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::lens::SharedLens;
use crate::charts::marks::follow_count;
use crate::charts::plot::Plot;
use crate::charts::table::{DataButton, Table, job_rows, point_columns};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::Session;
use tuneground::playground::lens::Brush;
use tuneground::playground::plot::{Axis, Scale, nearest_point, places, short};

/// How near a pointer has to come to a point.
const REACH: f64 = 22.0;

/// The search space as a scatter plot.
#[component]
pub(super) fn SearchSpaceView() -> impl IntoView {
    let store = Store::expect();
    let chosen = ChosenAxes::follow(store);
    let ChosenAxes { choices, axes, .. } = chosen;
    let belief = BeliefOnScreen::follow(store, axes, move || store.selected.get());
    let names = store.of_config(names);
    let tabular = RwSignal::new(false);
    let columns = point_columns(store);
    view! {
        <div class="view-tools">
            <AxisSelects chosen/>
            <Download name="search-space" rows=Callback::new(move |()| job_rows(store, &columns.get_untracked()))/>
            <DataButton on=tabular label={t!("the search space")}/>
        </div>
        <div class="view-body" data-testid="search-space">
            {move || if tabular.get() {
                view! { <Table test_id="search-space-table" label={t!("The hyperparameters and the objective of each training job")} columns/> }.into_any()
            } else {
                view! { <Scatter choices axes belief/> }.into_any()
            }}
            <BeliefNote belief names/>
        </div>
    }
}

/// The points.
#[component]
fn Scatter(
    /// The axes there are.
    choices: Memo<Option<Choices>>,
    /// The axes that are shown.
    axes: Memo<Option<(Axis, Axis)>>,
    /// What is shown behind the points.
    belief: BeliefOnScreen,
) -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let domain = follow_latest(store);
    let frame = Memo::new(move |_| {
        let (Some(choices), Some((x, y))) = (choices.get(), axes.get()) else { return empty_frame(size.get()) };
        let objective = domain.get().unwrap_or((0.0, 1.0));
        let better = (y == Axis::Objective).then_some(choices.direction);
        let mut x_plan = choices.plan(x, objective, "→", 64.0);
        if x == Axis::Objective {
            x_plan.name = match choices.direction {
                Direction::Maximize => t!("{axis} better", axis = x_plan.name),
                Direction::Minimize => t!("{axis} (left is better)", axis = x_plan.name),
            };
        }
        Frame::new(size.get(), x_plan, choices.plan(y, objective, "↑", 30.0), better)
    });
    let points = Memo::new(move |_| {
        let Some(axes) = axes.get() else { return Vec::new() };
        let place = |session: &Session| {
            frame.with(|frame| places(session.state().jobs(), session.config().space(), axes, &frame.x, &frame.y))
        };
        store.view(place).unwrap_or_default()
    });
    let levels = follow_levels(store);
    let count = follow_count(store);
    let best = store.memo(|session| session.state().history().best().map(|(job, _)| job.number));
    let right = Signal::derive(move || frame.with(|frame| frame.right));
    let summary = store.calm_memo(summary);
    let lens = SharedLens::expect();
    let brush = move |(a, b): (Place, Place)| {
        let Some((x, y)) = axes.get_untracked() else { return };
        frame.with_untracked(|frame| {
            lens.brush(x, Brush::between(&frame.x, a.0, b.0));
            lens.brush(y, Brush::between(&frame.y, a.1, b.1));
        });
    };
    let along_x = Signal::derive(move || frame.with(|frame| (frame.x.clone(), frame.top, frame.bottom)));
    let along_y = Signal::derive(move || frame.with(|frame| (frame.y.clone(), frame.left, frame.right)));
    view! {
        <Brushing on_brush=Callback::new(brush)>
        <Plot
            summary=Signal::derive(move || summary.get().unwrap_or_default())
            size frame
            nearest=Callback::new(move |pointer| points.with_untracked(|points| nearest_point(points, pointer, REACH)))
            anchor=Callback::new(move |job: tuneground::training_job::JobNumber| {
                points.with_untracked(|points| points.get(job.index()).copied().flatten())
            })
            empty=Signal::derive(move || (count.get() == 0).then_some(t!("No training job has started yet")))
        >
            <BeliefLayer belief frame/>
            <BrushedStretch axis=Signal::derive(move || Some(axes.get()?.0)) place=along_x upright=false/>
            <BrushedStretch axis=Signal::derive(move || Some(axes.get()?.1)) place=along_y upright=true/>
            <Points places=points levels/>
            <NextPoint belief axes frame/>
            <Ring kind="best" label={t!("best")} job=Signal::derive(move || best.get().flatten()) places=points right/>
            <Ring kind="selected" job=store.selected places=points right/>
            <Ring kind="hovered" job=store.hovered places=points right/>
        </Plot>
        </Brushing>
    }
}

/// A frame without ticks and names; its axis lies below the picture.
pub(super) fn empty_frame(size: (f64, f64)) -> Frame {
    let plan = || AxisPlan { scale: Scale::linear(0.0, 1.0), name: String::new(), gap: 1e9, padding: 0.0 };
    let mut frame = Frame::new(size, plan(), plan(), None);
    (frame.x_ticks, frame.y_ticks) = (Vec::new(), Vec::new());
    frame.bottom = size.1 + 1e3;
    frame
}

/// The plot in one sentence.
fn summary(session: &Session) -> String {
    let told = t!("The search space with {jobs} training jobs.", jobs = session.state().launched());
    let best = session.state().history().best().map_or_else(String::new, |(job, value)| {
        let (value, values) = (short(value), &job.hyperparameters);
        format!(" {}", t!("The best is job {job} with {value}: {values}.", job = job.number, value, values))
    });
    format!("{told}{best} {}", t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
}
