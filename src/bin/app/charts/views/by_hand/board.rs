//! The board: the search space over two axes, where a click or Enter places a training job.

use super::game::{Game, Ground};
use crate::charts::axes::{Axes, Names};
use crate::charts::domain::follow_domain;
use crate::charts::frame::Frame;
use crate::charts::measure::measure;
use crate::charts::views::choices::Choices;
use crate::charts::views::point::{Places, Points, follow_levels};
use crate::charts::views::search_space::empty_frame;
use crate::store::Store;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::plot::{Axis, Mark, Scale, levels, objective_domain, places, polyline, short};
use tuneground::search_space::{ParameterRange, ParameterValue};
use tuneground::training_job::{History, TrainingJob};

/// As many steps from one end of an axis to the other with the arrow keys.
const STEPS: f64 = 40.0;
/// Half the width of a mark.
const RADIUS: f64 = 5.5;

/// The board.
#[component]
pub(super) fn Board(
    /// The game.
    game: Game,
    /// The axes there are.
    choices: Memo<Option<Choices>>,
    /// The axes that are shown.
    axes: Memo<Option<(Axis, Axis)>>,
) -> impl IntoView {
    let store = Store::expect();
    let element = NodeRef::<Div>::new();
    let size = RwSignal::new((0.0, 0.0));
    measure(element, size);
    let domain = follow_domain(store, move |session| {
        let theirs = if game.is_shown.get() { session.state().jobs() } else { &[] };
        let own = game.jobs.get();
        let latest: Vec<f64> = own.iter().chain(theirs).filter_map(|job| job.curve.last()).collect();
        objective_domain(&latest.chunks(1), session.config().objective().direction)
    });
    let frame = Memo::new(move |_| {
        let (Some(choices), Some((x, y))) = (choices.get(), axes.get()) else { return empty_frame(size.get()) };
        let objective = domain.get().unwrap_or((0.0, 1.0));
        let better = (y == Axis::Objective).then_some(choices.direction);
        Frame::new(size.get(), choices.plan(x, objective, "→", 64.0), choices.plan(y, objective, "↑", 30.0), better)
    });
    let point_at = move |axis: Option<Axis>, scale: &Scale, pixel: f64| {
        if let Some(Axis::Parameter(index)) = axis
            && let Some(number) = number_at(scale, pixel)
        {
            game.point_at(index, number);
        }
    };
    let place_at = move |event: PointerEvent| {
        if event.button() != 0 || game.is_shown.get_untracked() {
            return;
        }
        let axes = axes.get_untracked();
        let frame = frame.get_untracked();
        point_at(axes.map(|axes| axes.0), &frame.x, f64::from(event.offset_x()));
        point_at(axes.map(|axes| axes.1), &frame.y, f64::from(event.offset_y()));
        game.place();
    };
    let press = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 5.0 } else { 1.0 };
        let (is_x, steps) = match event.key().as_str() {
            "ArrowRight" => (true, step),
            "ArrowLeft" => (true, -step),
            "ArrowUp" => (false, step),
            "ArrowDown" => (false, -step),
            "Enter" | " " => {
                event.prevent_default();
                return game.place();
            }
            _ => return,
        };
        event.prevent_default();
        let Some((x, y)) = axes.get_untracked() else { return };
        let (axis, scale) =
            frame.with_untracked(|frame| if is_x { (x, frame.x.clone()) } else { (y, frame.y.clone()) });
        let Axis::Parameter(index) = axis else { return };
        let next = game.ground.with_untracked(|ground| {
            let range = &ground.as_ref()?.space.parameters().get(index)?.range;
            stepped(range, &scale, &game.values.get_untracked().get(index)?.clone(), steps)
        });
        if let Some(number) = next {
            game.point_at(index, number);
        }
    };
    let label = move || {
        let left = game.left();
        let values = game.ground.with(|ground| ground.as_ref().map(|ground| told(ground, &game.values.get())));
        t!(
            "Board: {values}. Arrow keys move, with Shift further; Enter places a training job; {left} left.",
            values = values.unwrap_or_default(),
            left
        )
    };
    view! {
        <div class="plot hand-board" node_ref=element tabindex="0" role="group" aria-roledescription={t!("board")} data-testid="hand-board"
            aria-label=label on:pointerup=place_at on:keydown=press>
            <svg class="plot-svg" aria-hidden="true" focusable="false" width=move || size.get().0 height=move || size.get().1>
                <Axes frame upright=true/>
                <Show when=move || game.is_shown.get()><Tuner axes frame/></Show>
                <Show when=move || !game.is_shown.get()><Cross game axes frame/></Show>
                <Own game axes frame/>
                <Names frame/>
            </svg>
            {move || game.jobs.with(Vec::is_empty).then(|| view! {
                <p class="plot-empty muted">{t!("Where would you look? Click, or move with the arrow keys and press Enter.")}</p>
            })}
        </div>
    }
}

/// The number of an axis at a pixel; of categories the place of one.
fn number_at(scale: &Scale, pixel: f64) -> Option<f64> {
    if scale.is_band() {
        return scale.bands_between(pixel - 0.5, pixel + 0.5).next().map(|place| place as f64);
    }
    scale.invert(pixel)
}

/// The number so many steps from a value; a whole number and a category change by one at least.
fn stepped(range: &ParameterRange, scale: &Scale, value: &ParameterValue, steps: f64) -> Option<f64> {
    let (first, last) = (scale.place(&range.value_at(0.0))?, scale.place(&range.value_at(1.0))?);
    let to = scale.invert(scale.place(value)? + steps * (last - first) / STEPS);
    match (range, value) {
        (ParameterRange::Categorical(range), ParameterValue::Categorical(text)) => {
            let place = range.values().iter().position(|own| own == text)?;
            Some(place as f64 + steps.signum())
        }
        (_, ParameterValue::Integer(own)) => {
            let (own, to) = (*own as f64, to?.round());
            Some(if to == own { own + steps.signum() } else { to })
        }
        _ => to,
    }
}

fn told(ground: &Ground, values: &[ParameterValue]) -> String {
    let pairs = ground.space.parameters().iter().zip(values);
    pairs.map(|(own, value)| format!("{} {value}", own.name)).collect::<Vec<_>>().join(", ")
}

/// Where the next training job would be placed.
#[component]
fn Cross(game: Game, axes: Memo<Option<(Axis, Axis)>>, frame: Memo<Frame>) -> impl IntoView {
    let at = move |axis: Option<Axis>, scale: fn(&Frame) -> &Scale| {
        let Some(Axis::Parameter(index)) = axis else { return None };
        let value = game.values.with(|values| values.get(index).cloned())?;
        frame.with(|frame| scale(frame).place(&value))
    };
    let path = move || {
        let (left, right, top, bottom) = frame.with(|frame| (frame.left, frame.right, frame.top, frame.bottom));
        let upright = at(axes.get().map(|axes| axes.0), |frame| &frame.x).map(|x| polyline([(x, top), (x, bottom)]));
        let level = at(axes.get().map(|axes| axes.1), |frame| &frame.y).map(|y| polyline([(left, y), (right, y)]));
        upright.unwrap_or_default() + &level.unwrap_or_default()
    };
    view! { <path class="hand-cross" data-testid="hand-cross" d=path/> }
}

/// The training jobs that were placed.
#[component]
fn Own(game: Game, axes: Memo<Option<(Axis, Axis)>>, frame: Memo<Frame>) -> impl IntoView {
    let drawn = move || {
        let (Some(axes), Some(ground)) = (axes.get(), game.ground.get()) else { return None };
        let jobs = game.jobs.get();
        let direction = ground.objective.direction;
        let levels = levels(History::new(&jobs, direction));
        let places = frame.with(|frame| places(&jobs, &ground.space, axes, &frame.x, &frame.y));
        let best = History::new(&jobs, direction).best().map(|(job, _)| job.number);
        let mark = |(index, job): (usize, &TrainingJob)| {
            let (place, mark) = (places.get(index).copied().flatten()?, Mark::of(&job.status));
            let path = if mark == Mark::Failed { mark.path(place, RADIUS) } else { diamond(place) };
            let class = format!("hand {} level-{}", mark.id(), levels.get(index).copied().unwrap_or(0));
            let value = job.final_objective().map_or_else(|| mark.word().to_owned(), short);
            let title = format!("{}: {value}; {}", job.number, job.hyperparameters);
            let is_best = best == Some(job.number);
            // What came of the best and of the last is written beside it.
            let is_told = is_best || index + 1 == jobs.len();
            let text = job.final_objective().filter(|_| is_told).map(short);
            let is_left = place.0 > frame.with(|frame| 0.5 * (frame.left + frame.right));
            let (dx, anchor) = if is_left { (-9.0, "end") } else { (9.0, "start") };
            Some(view! {
                <path class=class class:best=is_best data-testid="hand" data-job=job.number.0
                    data-state=mark.id() d=path><title>{title}</title></path>
                {text.map(|text| view! {
                    <text class="hand-value-text" x=place.0 + dx y=place.1 + 4.0 text-anchor=anchor>{text}</text>
                })}
            })
        };
        Some(jobs.iter().enumerate().filter_map(mark).collect_view())
    };
    view! { <g class="hands">{drawn}</g> }
}

fn diamond((x, y): (f64, f64)) -> String {
    polyline([(x - RADIUS, y), (x, y - RADIUS), (x + RADIUS, y), (x, y + RADIUS)]) + "Z"
}

/// The tuner's training jobs.
#[component]
fn Tuner(axes: Memo<Option<(Axis, Axis)>>, frame: Memo<Frame>) -> impl IntoView {
    let store = Store::expect();
    let found = Memo::new(move |_| -> Places {
        let Some(axes) = axes.get() else { return Vec::new() };
        let find = |session: &Session| {
            frame.with(|frame| places(session.state().jobs(), session.config().space(), axes, &frame.x, &frame.y))
        };
        store.view(find).unwrap_or_default()
    });
    view! { <Points places=found levels=follow_levels(store)/> }
}
