//! Small plots side by side: each hyperparameter against the objective (slices), or each against each other (pairs), where the best
//! fifth of the jobs is drawn strongest.

use super::brushing::{Brushing, Place};
use super::choices::Choices;
use super::point::follow_levels;
use super::search_space::empty_frame;
use crate::charts::axes::{Axes, Names};
use crate::charts::domain::follow_latest;
use crate::charts::download::Download;
use crate::charts::frame::Frame;
use crate::charts::lens::SharedLens;
use crate::charts::plot::Plot;
use crate::charts::table::{DataButton, Table, job_rows, point_columns};
use crate::store::Store;
use leptos::prelude::*;
use std::collections::BTreeMap;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::lens::Brush;
use tuneground::playground::plot::{Axis, Mark, nearest_point, places};
use tuneground::training_job::JobNumber;

/// How near a pointer has to come to a point.
const REACH: f64 = 14.0;
/// A panel is at least so wide and high; what does not fit scrolls.
const WIDTH: f64 = 168.0;
const HEIGHT: f64 = 112.0;
/// More marks than this are not drawn with every frame.
const MOST_LIVELY: usize = 2000;
/// Between two panels.
const GAP: f64 = 10.0;

/// A small plot.
#[derive(Clone, Debug, PartialEq)]
struct Panel {
    axes: (Axis, Axis),
    /// Where it begins in the whole picture.
    left: f64,
    top: f64,
    frame: Frame,
}

/// How jobs are drawn together: left in, mark, strength.
type Look = (bool, Mark, u8);

/// What is drawn in a panel: where each job lies, and a path for all jobs that look alike.
#[derive(Clone, Debug, Default, PartialEq)]
struct Dots {
    places: Vec<Option<(f64, f64)>>,
    paths: BTreeMap<Look, String>,
}

/// The panels, or the numbers behind them.
#[component]
pub(super) fn PanelsView(
    /// True for each hyperparameter against each other, false for each against the objective.
    pairs: bool,
) -> impl IntoView {
    let store = Store::expect();
    let tabular = RwSignal::new(false);
    let columns = point_columns(store);
    let name = if pairs { "pairs" } else { "slices" };
    view! {
        <div class="view-tools">
            <Download name rows=Callback::new(move |()| job_rows(store, &columns.get_untracked()))/>
            <DataButton on=tabular label={t!("the search space")}/>
        </div>
        <div class="view-body" data-testid=name>
            {move || if tabular.get() {
                view! { <Table test_id="panels-table" label={t!("The hyperparameters and the objective of each training job")} columns/> }.into_any()
            } else {
                view! { <Panels pairs/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Panels(pairs: bool) -> impl IntoView {
    let store = Store::expect();
    let lens = SharedLens::expect();
    let size = RwSignal::new((0.0, 0.0));
    let choices = store.of_config(Choices::of);
    let domain = follow_latest(store);
    let wanted =
        Memo::new(move |_| choices.with(|choices| choices.as_ref().map(|own| axes_of(own, pairs)).unwrap_or_default()));
    // The box is as high as all panels need, and at least as high as there is room.
    let height = move || {
        let columns = columns(size.get().0, wanted.with(Vec::len));
        format!("{}px", wanted.with(Vec::len).div_ceil(columns) as f64 * (HEIGHT + GAP))
    };
    let panels = Memo::new(move |_| {
        choices.with(|choices| {
            let lay_out = |own: &Choices| lay_out(own, &wanted.get(), size.get(), domain.get());
            choices.as_ref().map(lay_out).unwrap_or_default()
        })
    });
    let ranks = follow_levels(store);
    let calm = store.calm_memo(|session| session.shown().len());
    let dots = Memo::new(move |_| {
        // Very many are drawn a few times a second only.
        let marks = panels.with(Vec::len) * store.left_out.with(Vec::len).max(ranks.with(Vec::len));
        store.left_out.with(|left_out| {
            let all = |session: &Session| {
                panels.with(|panels| {
                    panels.iter().map(|panel| dots_of(session, panel, left_out, &ranks.get())).collect::<Vec<_>>()
                })
            };
            if marks > MOST_LIVELY {
                calm.track();
                store.view_untracked(all)
            } else {
                store.view(all)
            }
            .unwrap_or_default()
        })
    });
    let panel_at = move |(x, y): Place| {
        panels.with_untracked(|panels| {
            let is_in = |panel: &Panel| {
                (0.0..=panel.frame.right + GAP).contains(&(x - panel.left))
                    && (0.0..=panel.frame.bottom + GAP).contains(&(y - panel.top))
            };
            panels.iter().rposition(is_in)
        })
    };
    let nearest = Callback::new(move |(x, y): Place| {
        let index = panel_at((x, y))?;
        let (left, top) = panels.with_untracked(|panels| Some((panels.get(index)?.left, panels.get(index)?.top)))?;
        dots.with_untracked(|dots| nearest_point(&dots.get(index)?.places, (x - left, y - top), REACH))
    });
    let anchor = Callback::new(move |job: JobNumber| {
        let (left, top) = panels.with_untracked(|panels| panels.first().map(|panel| (panel.left, panel.top)))?;
        let (x, y) = dots.with_untracked(|dots| dots.first()?.places.get(job.index()).copied().flatten())?;
        Some((x + left, y + top))
    });
    let brush = move |(a, b): (Place, Place)| {
        let panel = panel_at(a).and_then(|index| panels.with_untracked(|panels| panels.get(index).cloned()));
        let Some(Panel { axes: (x, y), left, top, frame }) = panel else { return };
        lens.brush(x, Brush::between(&frame.x, a.0 - left, b.0 - left));
        lens.brush(y, Brush::between(&frame.y, a.1 - top, b.1 - top));
    };
    let indices = Memo::new(move |_| (0..panels.with(Vec::len)).collect::<Vec<_>>());
    let summary = move || {
        let jobs = store.view(|session| session.state().launched()).unwrap_or(0);
        let told = if pairs {
            t!("Each hyperparameter against each other, {jobs} training jobs.", jobs)
        } else {
            t!("Each hyperparameter against the objective, {jobs} training jobs.", jobs)
        };
        format!("{told} {}", t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
    };
    let is_empty = Memo::new(move |_| {
        ranks.with(Vec::is_empty) && store.view(|session| session.state().launched()).unwrap_or(0) == 0
    });
    let frame = Memo::new(move |_| empty_frame(size.get()));
    view! {
        <div class="panels-scroll">
            <div class="panels" style:min-height=height>
                <Brushing on_brush=Callback::new(brush)>
                    <Plot
                        summary=Signal::derive(summary)
                        size frame nearest anchor
                        empty=Signal::derive(move || is_empty.get().then_some(t!("No training job has started yet")))
                    >
                        <For each=move || indices.get() key=|index| *index let:index>
                            <PanelMarks index panels dots/>
                        </For>
                    </Plot>
                </Brushing>
            </div>
        </div>
    }
}

/// Which panels there are.
fn axes_of(choices: &Choices, pairs: bool) -> Vec<(Axis, Axis)> {
    let count = choices.scales.len();
    if pairs && count > 1 {
        (0..count).flat_map(|y| (0..y).map(move |x| (Axis::Parameter(x), Axis::Parameter(y)))).collect()
    } else {
        (0..count).map(|x| (Axis::Parameter(x), Axis::Objective)).collect()
    }
}

/// How many panels stand side by side: as many as fit, in rows as even as can be.
fn columns(width: f64, panels: usize) -> usize {
    let fitting = ((width / (WIDTH + GAP)) as usize).clamp(1, panels.max(1));
    panels.div_ceil(panels.div_ceil(fitting).max(1)).max(1)
}

fn lay_out(
    choices: &Choices,
    wanted: &[(Axis, Axis)],
    (width, height): (f64, f64),
    domain: Option<(f64, f64)>,
) -> Vec<Panel> {
    let columns = columns(width, wanted.len());
    let rows = wanted.len().div_ceil(columns).max(1);
    let (across, down) = (width / columns as f64, (height / rows as f64).max(HEIGHT));
    let objective = domain.unwrap_or((0.0, 1.0));
    let panel = |(place, &(x, y)): (usize, &(Axis, Axis))| {
        let mut x_plan = choices.plan(x, objective, "", 44.0);
        // Here names have to be short.
        x_plan.name = choices.name(x);
        let mut y_plan = choices.plan(y, objective, "", 26.0);
        y_plan.name = choices.name(y);
        for plan in [&mut x_plan, &mut y_plan] {
            plan.padding = plan.padding.min(6.0);
        }
        Panel {
            axes: (x, y),
            left: (place % columns) as f64 * across,
            top: (place / columns) as f64 * down,
            frame: Frame::new((across - GAP, down - 4.0), x_plan, y_plan, None),
        }
    };
    wanted.iter().enumerate().map(panel).collect()
}

fn dots_of(session: &Session, panel: &Panel, left_out: &[bool], ranks: &[u8]) -> Dots {
    let jobs = session.state().jobs();
    let places = places(jobs, session.config().space(), panel.axes, &panel.frame.x, &panel.frame.y);
    let mut paths: BTreeMap<Look, String> = BTreeMap::new();
    for (job, place) in jobs.iter().zip(&places) {
        let Some(place) = place else { continue };
        let index = job.number.index();
        let mark = Mark::of(&job.status);
        let look = (!left_out.get(index).copied().unwrap_or(false), mark, ranks.get(index).copied().unwrap_or(0));
        *paths.entry(look).or_default() += &mark.path(*place, 2.8);
    }
    Dots { places, paths }
}

/// A panel's axes, its jobs, and the rings around those that are looked at.
#[component]
fn PanelMarks(index: usize, panels: Memo<Vec<Panel>>, dots: Memo<Vec<Dots>>) -> impl IntoView {
    let store = Store::expect();
    let lens = SharedLens::expect();
    let panel = Memo::new(move |_| panels.with(|panels| panels.get(index).cloned()));
    let frame = Memo::new(move |_| {
        panel.with(|panel| panel.as_ref().map_or_else(|| empty_frame((0.0, 0.0)), |own| own.frame.clone()))
    });
    let moved =
        move || panel.with(|panel| panel.as_ref().map(|own| format!("translate({:.1} {:.1})", own.left, own.top)));
    let own = Memo::new(move |_| dots.with(|dots| dots.get(index).cloned().unwrap_or_default()));
    let marks = move || {
        own.with(|own| {
            let group = |(&(is_in, mark, level), path): (&Look, &String)| {
                let class = format!("mark-shape point {} level-{level}", mark.id());
                view! { <path class=class class:out=!is_in d=path.clone()/> }
            };
            own.paths.iter().map(group).collect_view()
        })
    };
    let ring = move |kind: &'static str, job: RwSignal<Option<JobNumber>>| {
        move || {
            let place = own.with(|own| own.places.get(job.get()?.index()).copied().flatten())?;
            Some(view! { <g class=format!("ring {kind}")><circle cx=place.0 cy=place.1 r="6"/></g> })
        }
    };
    // A brushed region: where both axes are brushed, only what is in both.
    let brushed = move || {
        let (x, y) = panel.with(|panel| panel.as_ref().map(|own| own.axes))?;
        let (along_x, along_y) = (lens.brush_on(x), lens.brush_on(y));
        if along_x.is_none() && along_y.is_none() {
            return None;
        }
        frame.with(|frame| {
            let (left, right) = along_x.map_or((frame.left, frame.right), |brush| brush.pixels(&frame.x));
            let (top, bottom) = along_y.map_or((frame.top, frame.bottom), |brush| brush.pixels(&frame.y));
            Some(view! { <rect class="brushed" data-testid="brushed" x=left y=top width=(right - left).max(1.0) height=(bottom - top).max(1.0)/> })
        })
    };
    view! {
        <g transform=moved data-testid="panel">
            <Axes frame upright=true/>
            {brushed}
            <g class="points">{marks}</g>
            {ring("selected", store.selected)}
            {ring("hovered", store.hovered)}
            <Names frame/>
        </g>
    }
}
