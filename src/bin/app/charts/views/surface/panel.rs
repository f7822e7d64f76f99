//! One surface: colours, contour lines, and the training jobs on it.

use super::ground::{Axes, Ground};
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::plot::Plot;
use crate::charts::views::heat::{colour, paint};
use crate::charts::views::point::{Points, Ring, follow_levels};
use crate::store::Store;
use leptos::html::Canvas;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::plot::{Axis, Scale, SurfaceScale, contour, nearest_point, places, short};

/// How near a pointer has to come to a point.
const REACH: f64 = 14.0;
/// How opaque the strongest colour is, and the weakest, so that it can be told from what is not known.
const STRONGEST: f64 = 0.82;
const WEAKEST: f64 = 0.04;
/// How opaque the colour of failed training jobs is.
const FAILED: u8 = 90;

/// How opaque a colour of this strength is.
pub(super) fn opacity(strength: f64) -> f64 {
    WEAKEST + (STRONGEST - WEAKEST) * strength
}

/// A surface as it is drawn: cells row by row from the lowest y on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Picture {
    pub(super) columns: usize,
    /// What is known at each cell; NaN where a training job failed.
    pub(super) cells: Vec<Option<f64>>,
    /// What contour lines go through: points along x, and values.
    pub(super) lines: (usize, Vec<f64>),
}

impl Picture {
    /// One that is known everywhere.
    pub(super) fn whole((columns, _): (usize, usize), values: Vec<f64>) -> Self {
        Self { columns, cells: values.iter().copied().map(Some).collect(), lines: (columns, values) }
    }

    /// All that is known.
    pub(super) fn values(&self) -> Vec<f64> {
        self.cells.iter().copied().flatten().collect()
    }

    /// What is known at a place, from 0 to 1 along x and y.
    pub(super) fn at(&self, (x, y): (f64, f64)) -> Option<f64> {
        let rows = self.cells.len() / self.columns.max(1);
        let index = |part: f64, count: usize| ((part * count as f64) as usize).min(count.saturating_sub(1));
        self.cells.get(index(y, rows) * self.columns + index(x, self.columns)).copied().flatten()
    }

    /// Its colours, row by row from the top.
    fn pixels(&self, scale: &SurfaceScale, [known, failed]: [[u8; 3]; 2]) -> Vec<[u8; 4]> {
        let pixel = |cell: &Option<f64>| {
            let ([red, green, blue], alpha) = match cell {
                None => (known, 0),
                Some(value) if value.is_finite() => (known, (255.0 * opacity(scale.strength(*value))).round() as u8),
                Some(_) => (failed, FAILED),
            };
            [red, green, blue, alpha]
        };
        self.cells.chunks(self.columns.max(1)).rev().flat_map(|row| row.iter().map(pixel)).collect()
    }
}

/// A surface with the training jobs on it.
#[component]
pub(super) fn Panel(
    /// `true` or `believed`.
    kind: &'static str,
    /// What is written above it.
    title: &'static str,
    /// The surface; `None` while there is none.
    picture: Memo<Option<Picture>>,
    /// Its colours, which all panels have.
    scale: Memo<Option<SurfaceScale>>,
    /// What there is along the axes.
    ground: Memo<Option<Ground>>,
    /// What is along them.
    axes: Axes,
    /// The place that is pointed at, in all panels.
    place: RwSignal<Option<(f64, f64)>>,
) -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let frame = Memo::new(move |_| {
        let drawn = ground.with(|ground| Some(ground.as_ref()?.frame(size.get(), axes.get()?)));
        drawn.unwrap_or_else(|| empty_frame(size.get()))
    });
    let points = Memo::new(move |_| {
        let Some((x, y)) = axes.get() else { return Vec::new() };
        let axes = (Axis::Parameter(x), Axis::Parameter(y));
        let find = |session: &Session| {
            frame.with(|frame| places(session.state().jobs(), session.config().space(), axes, &frame.x, &frame.y))
        };
        store.view(find).unwrap_or_default()
    });
    let levels = follow_levels(store);
    let best = store.memo(|session| session.state().history().best().map(|(job, _)| job.number));
    let right = Signal::derive(move || frame.with(|frame| frame.right));
    let nearest = Callback::new(move |(x, y): (f64, f64)| {
        place.set(frame.with_untracked(|frame| part_of(&frame.x, x, false).zip(part_of(&frame.y, y, true))));
        points.with_untracked(|points| nearest_point(points, (x, y), REACH))
    });
    let summary = move || {
        let told = picture.with(|picture| told_of(picture.as_ref()?));
        let told = told.unwrap_or_else(|| t!("not known yet").to_owned());
        let names = ground.with(|ground| {
            let ((x, y), ground) = (axes.get()?, ground.as_ref()?);
            Some(t!("{metric} over {x} and {y}", metric = ground.metric, x = ground.name(x), y = ground.name(y)))
        });
        let names = names.unwrap_or_default();
        let told = t!("{surface}: {names}, {told}.", surface = title, names, told);
        format!("{told} {}", t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
    };
    view! {
        <figure class="surface-panel" data-testid=format!("surface-{kind}") on:pointerleave=move |_| place.set(None)>
            <figcaption>{title}</figcaption>
            <Plot
                summary=Signal::derive(summary)
                size frame nearest
                anchor=Callback::new(move |job: tuneground::training_job::JobNumber| {
                    points.with_untracked(|points| points.get(job.index()).copied().flatten())
                })
                empty=Signal::derive(move || picture.with(Option::is_none).then_some(t!("Not known yet")))
                upright=false
            >
                <Colours picture scale frame/>
                <Contours picture scale frame/>
                <Points places=points levels/>
                <Cross place frame/>
                <Ring kind="best" label={t!("best")} job=Signal::derive(move || best.get().flatten()) places=points right/>
                <Ring kind="selected" job=store.selected places=points right/>
                <Ring kind="hovered" job=store.hovered places=points right/>
            </Plot>
        </figure>
    }
}

/// How far a pixel is along an axis, from 0 to 1; `None` outside it.
fn part_of(scale: &Scale, pixel: f64, is_upwards: bool) -> Option<f64> {
    let (first, last) = scale.edges();
    let part = (pixel - first) / (last - first).max(1.0);
    (0.0..=1.0).contains(&part).then_some(if is_upwards { 1.0 - part } else { part })
}

fn told_of(picture: &Picture) -> Option<String> {
    let known = picture.cells.iter().copied().flatten().filter(|value| value.is_finite());
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    (low <= high).then(|| t!("from {low} to {high}", low = short(low), high = short(high)))
}

/// The colours of the cells.
#[component]
fn Colours(picture: Memo<Option<Picture>>, scale: Memo<Option<SurfaceScale>>, frame: Memo<Frame>) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let bands = Memo::new(move |_| frame.with(|frame| (frame.x.is_band(), frame.y.is_band())));
    Effect::new(move || {
        let (Some(canvas), bands) = (canvas.get(), bands.get()) else { return };
        let colours = ["color", "outline-color"].map(|name| colour(&canvas, name));
        let (Some(picture), Some(scale)) = (picture.get(), scale.get()) else { return };
        paint(&canvas, picture.columns, &picture.pixels(&scale, colours), bands);
    });
    let edges = move || frame.with(|frame| (frame.x.edges(), frame.y.edges()));
    view! {
        <foreignObject x=move || edges().0.0 y=move || edges().1.0 width=move || edges().0.1 - edges().0.0 height=move || edges().1.1 - edges().1.0>
            <canvas class="surface-map" data-testid="surface-map" node_ref=canvas></canvas>
        </foreignObject>
    }
}

/// Contour lines, where both axes are numbers.
#[component]
fn Contours(picture: Memo<Option<Picture>>, scale: Memo<Option<SurfaceScale>>, frame: Memo<Frame>) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let ((x, y), is_band) =
            frame.with(|frame| ((frame.x.edges(), frame.y.edges()), frame.x.is_band() || frame.y.is_band()));
        picture.with(|picture| {
            scale.with(|scale| {
                let (picture, scale) = (picture.as_ref()?, scale.as_ref().filter(|_| !is_band)?);
                let (columns, values) = &picture.lines;
                let line = |level: &f64| contour(values, *columns, *level, x, (y.1, y.0));
                Some(scale.contours.iter().map(|(level, _)| line(level)).collect::<String>())
            })
        })
    });
    view! { <path class="contour" data-testid="contours" d=move || lines.get().unwrap_or_default()/> }
}

/// Two hairlines through the place that is pointed at.
#[component]
fn Cross(place: RwSignal<Option<(f64, f64)>>, frame: Memo<Frame>) -> impl IntoView {
    move || {
        place.get().map(|(x, y)| {
            let ((left, right), (top, bottom)) = frame.with(|frame| (frame.x.edges(), frame.y.edges()));
            let (x, y) = (left + (right - left) * x, bottom - (bottom - top) * y);
            view! { <path class="cross" d=format!("M{left:.1} {y:.1}H{right:.1}M{x:.1} {top:.1}V{bottom:.1}")/> }
        })
    }
}

fn empty_frame(size: (f64, f64)) -> Frame {
    let plan = || AxisPlan { scale: Scale::linear(0.0, 1.0), name: String::new(), gap: 1e9, padding: 0.0 };
    Frame::new(size, plan(), plan(), None)
}
