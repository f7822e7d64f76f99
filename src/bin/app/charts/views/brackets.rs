//! Hyperband's brackets: every training job grows upwards, and at the rungs of its bracket it is judged.

use super::point::Places;
use crate::charts::download::Download;
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::plot::Plot;
use crate::charts::table::{DataButton, Table, job_rows};
use crate::store::Store;
use leptos::prelude::*;
use std::collections::BTreeSet;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::plot::{BracketPicture, Column, Scale, Tick, bracket_pictures, nearest_point, polyline};
use tuneground::strategy::hyperband::Schedule;
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::TuningConfig;

/// How near a pointer has to come to a job's end.
const REACH: f64 = 22.0;
/// The columns of its table.
const COLUMNS: [Column; 4] = [Column::Job, Column::State, Column::Epochs, Column::Objective];
/// Where training jobs that have no epoch yet stand on the logarithmic axis, in epochs.
const GROUND: f64 = 0.7;
/// Pixels between two named rungs, at least.
const LEAST_GAP: f64 = 13.0;
/// The picture has room for so many jobs at least.
const FEWEST: usize = 12;

fn pictures(session: &Session) -> Option<Vec<BracketPicture>> {
    let schedule = Schedule::new(session.config().hyperband()?);
    Some(bracket_pictures(&schedule, session.state().jobs()))
}

/// The brackets, or their numbers; a sentence where there are none.
#[component]
pub(super) fn BracketsView() -> impl IntoView {
    let store = Store::expect();
    let tabular = RwSignal::new(false);
    let is_hyperband = store.of_config(|config| config.hyperband().is_some());
    view! {
        <div class="view-tools">
            <Download name="brackets" rows=Callback::new(move |()| job_rows(store, &COLUMNS))/>
            <DataButton on=tabular label={t!("the brackets")}/>
        </div>
        <div class="view-body" data-testid="brackets">
            {move || match (is_hyperband.get(), tabular.get()) {
                (Some(false), _) => view! {
                    <p class="view-note">{t!("Only Hyperband has brackets and rungs. Choose it under Strategy, and run.")}</p>
                }.into_any(),
                (_, true) => view! { <Table test_id="brackets-table" label={t!("How far each training job came")} columns=COLUMNS.to_vec()/> }.into_any(),
                (_, false) => view! { <Climb/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Climb() -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    // Every job may move when one is launched, so this is drawn a few times a second only.
    let brackets = store.calm_memo(pictures);
    let brackets = Memo::new(move |_| brackets.get().flatten().unwrap_or_default());
    let count =
        Memo::new(move |_| brackets.with(|brackets| brackets.iter().map(|own| own.climbers.len()).sum::<usize>()));
    let epochs = store.of_config(TuningConfig::max_epochs);
    let frame = Memo::new(move |_| {
        let across = count.get().max(FEWEST) as f64;
        let x = AxisPlan { scale: Scale::linear(-0.5, across - 0.5), name: String::new(), gap: 1e9, padding: 4.0 };
        let most = f64::from(epochs.get().unwrap_or(1).max(1));
        // Rungs are a factor apart, so that on a linear axis the lower ones, where most is decided, would lie on each other.
        let scale = Scale::log(GROUND, most.max(2.0));
        let y = AxisPlan { scale, name: t!("epochs, log scale ↑").to_owned(), gap: 26.0, padding: 6.0 };
        let mut frame = Frame::new(size.get(), x, y, None);
        frame.x_ticks.clear();
        let rungs: BTreeSet<u32> =
            brackets.with(|brackets| brackets.iter().flat_map(|own| &own.rungs).map(|rung| rung.epoch).collect());
        if !rungs.is_empty() {
            let tick = |epoch: u32| Tick { at: frame.y.clamped(f64::from(epoch)), label: epoch.to_string() };
            frame.y_ticks = rungs.into_iter().map(tick).collect();
            // Where brackets have rungs near each other, the lower one is named.
            frame.y_ticks.dedup_by(|next, kept| (kept.at - next.at).abs() < LEAST_GAP);
        }
        frame
    });
    let places = Memo::new(move |_| -> Places {
        let mut places = vec![None; count.get()];
        frame.with(|frame| {
            brackets.with(|brackets| {
                for climber in brackets.iter().flat_map(|own| &own.climbers) {
                    if let Some(place) = places.get_mut(climber.job.index()) {
                        *place = Some((frame.x.at(climber.place as f64), frame.y.clamped(f64::from(climber.epochs))));
                    }
                }
            });
        });
        places
    });
    let drawn = move || {
        store.left_out.with(|left_out| {
            let bracket = |own: &BracketPicture| frame.with(|frame| draw(own, frame, left_out));
            brackets.with(|brackets| brackets.iter().map(bracket).collect_view())
        })
    };
    let summary = move || brackets.with(|brackets| summary(brackets));
    view! {
        <Plot
            summary=Signal::derive(summary)
            size frame
            upright=false
            nearest=Callback::new(move |pointer| places.with_untracked(|places| nearest_point(places, pointer, REACH)))
            anchor=Callback::new(move |job: JobNumber| places.with_untracked(|places| places.get(job.index()).copied().flatten()))
            empty=Signal::derive(move || brackets.with(Vec::is_empty).then_some(t!("No training job has started yet")))
        >
            {drawn}
            <Outline kind="selected" job=store.selected places frame/>
            <Outline kind="hovered" job=store.hovered places frame/>
        </Plot>
    }
}

/// A job's line again, thick.
#[component]
fn Outline(
    kind: &'static str,
    job: RwSignal<Option<JobNumber>>,
    places: Memo<Places>,
    frame: Memo<Frame>,
) -> impl IntoView {
    move || {
        let number = job.get()?;
        let (x, y) = places.with(|places| places.get(number.index()).copied().flatten())?;
        let path = polyline([(x, frame.with(|frame| frame.y.clamped(0.0))), (x, y)]);
        Some(view! { <path class=format!("outline {kind}") data-job=number.0 d=path/> })
    }
}

/// A bracket: its rungs with how many came and were stopped there, and its jobs as lines upwards.
fn draw(own: &BracketPicture, frame: &Frame, left_out: &[bool]) -> impl IntoView + use<> {
    let at = |place: usize| frame.x.at(place as f64);
    let (first, last) =
        (own.climbers.first().map_or(0, |one| one.place), own.climbers.last().map_or(0, |one| one.place));
    let half = 0.5 * (frame.x.at(1.0) - frame.x.at(0.0));
    let (left, right) = (at(first) - half + 2.0, at(last) + half - 2.0);
    let rungs = own.rungs.iter().rev().skip(1).map(|rung| {
        let y = frame.y.clamped(f64::from(rung.epoch));
        let words = format!("{} → {}", rung.reached, rung.reached - rung.ended);
        let has_room = right - left > 48.0;
        view! {
            <line class="rung" data-testid="rung" data-bracket=own.number data-epoch=rung.epoch data-reached=rung.reached data-ended=rung.ended
                x1=left x2=right y1=y y2=y/>
            {has_room.then(|| view! { <text class="axis-name" text-anchor="end" x=right y=y - 4.0>{words}</text> })}
        }
    });
    let jobs = own.climbers.iter().map(|climber| {
        let (x, y) = (at(climber.place), frame.y.clamped(f64::from(climber.epochs)));
        let is_out = left_out.get(climber.job.index()).copied().unwrap_or(false);
        let state = climber.mark.id();
        let path = polyline([(x, frame.y.clamped(0.0)), (x, y)]);
        view! {
            <g class="climber" class:out=is_out data-testid="climber" data-job=climber.job.0 data-epochs=climber.epochs>
                <path class=format!("stem {state}") d=path/>
                <path class=format!("mark-shape {state}") d=climber.mark.path((x, y), half.clamp(1.5, 4.0))/>
            </g>
        }
    });
    view! {
        {rungs.collect_view()}
        {jobs.collect_view()}
        <text class="tick" text-anchor="middle" x=0.5 * (left + right) y=frame.bottom + 15.0>{t!("bracket {number}", number = own.number)}</text>
    }
}

/// The plot in words.
fn summary(brackets: &[BracketPicture]) -> String {
    let bracket = |own: &BracketPicture| {
        let rung = |rung: &tuneground::playground::plot::Rung| {
            let (reached, epoch, ended) = (rung.reached, rung.epoch, rung.ended);
            t!("{reached} came to epoch {epoch} and {ended} ended there", reached, epoch, ended)
        };
        let rungs: Vec<String> = own.rungs.iter().map(rung).collect();
        let (number, jobs) = (own.number, own.climbers.len());
        t!("Bracket {number}: {jobs} jobs; {rungs}.", number, jobs, rungs = rungs.join(", "))
    };
    let all: Vec<String> = brackets.iter().map(bracket).collect();
    format!("{} {}", all.join(" "), t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
}
