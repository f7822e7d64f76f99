//! Who ran when: a row for each slot of MaxParallelTrainingJobs, a bar for each training job.

use super::point::Places;
use crate::charts::download::Download;
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::marks::{Attributes, Layer, class_of, job_marks};
use crate::charts::plot::Plot;
use crate::charts::table::{DataButton, Table, job_rows};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::{counted, decimals, t};
use tuneground::playground::Session;
use tuneground::playground::plot::{Bar, Column, Mark, Scale, Timeline, duration, timeline};
use tuneground::strategy::StrategyKind;
use tuneground::training_job::{JobNumber, Seconds, TrainingJob};

/// The columns of its table.
const COLUMNS: [Column; 6] =
    [Column::Job, Column::State, Column::Started, Column::Ended, Column::Duration, Column::Objective];

fn now_of(session: &Session) -> Timeline {
    let slots = session.config().max_parallel_jobs() as usize;
    timeline(session.state().jobs(), slots, session.state().now())
}

/// The slots, or their numbers.
#[component]
pub(super) fn TimelineView() -> impl IntoView {
    let store = Store::expect();
    let tabular = RwSignal::new(false);
    let told = store.calm_memo(told);
    view! {
        <div class="view-tools">
            <Download name="timeline" rows=Callback::new(move |()| job_rows(store, &COLUMNS))/>
            <DataButton on=tabular label={t!("the timeline")}/>
        </div>
        <div class="view-body" data-testid="timeline">
            {move || if tabular.get() {
                view! { <Table test_id="timeline-table" label={t!("When each training job ran")} columns=COLUMNS.to_vec()/> }.into_any()
            } else {
                view! { <Slots/> }.into_any()
            }}
            <p class="view-note" data-testid="timeline-told">{move || told.get()}</p>
        </div>
    }
}

#[component]
fn Slots() -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let line = Memo::new(move |_| store.view(now_of).unwrap_or_default());
    let slots = Memo::new(move |_| line.with(|line| line.slots));
    let now = store.memo(|session| session.state().now());
    let reach = store.memo(|session| session.log().last().map_or(0.0, |entry| entry.time).max(600.0));
    let frame = Memo::new(move |_| {
        let x = Scale::clock(reach.get().unwrap_or(600.0));
        let x = AxisPlan { scale: x, name: t!("simulated time →").to_owned(), gap: 70.0, padding: 8.0 };
        let names = (1..=slots.get()).map(|slot| slot.to_string()).collect();
        let y = AxisPlan { scale: Scale::band(names), name: t!("slot").to_owned(), gap: 12.0, padding: 0.0 };
        Frame::new(size.get(), x, y, None)
    });
    let middles = Memo::new(move |_| -> Places {
        frame.with(|frame| {
            line.with(|line| {
                let middle = |bar: &Bar| Some((frame.x.at(0.5 * (bar.from + bar.to)), frame.y.at(bar.slot as f64)));
                line.bars.iter().map(middle).collect()
            })
        })
    });
    let nearest = Callback::new(move |(x, y): (f64, f64)| {
        frame.with_untracked(|frame| {
            let half = 0.5 * frame.y.band_width();
            line.with_untracked(|line| {
                let is_under = |bar: &&Bar| {
                    (frame.x.at(bar.from)..=frame.x.at(bar.to)).contains(&x)
                        && (frame.y.at(bar.slot as f64) - y).abs() <= half
                };
                line.bars.iter().find(is_under).map(|bar| bar.job)
            })
        })
    });
    let anchor = Callback::new(move |job: JobNumber| {
        middles.with_untracked(|middles| middles.get(job.index()).copied().flatten())
    });
    // A job keeps its slot, so that only the bars of those that run are drawn anew while time passes.
    let slot_of =
        move |job: JobNumber| line.with_untracked(|line| line.bars.get(job.index()).map_or(0, |bar| bar.slot));
    let bars = job_marks(
        store,
        Layer { class: "bars", element: "rect", test_id: "bar" },
        move || {
            now.track();
            frame.get()
        },
        move |job| job.ended.or_else(|| now.get_untracked()).unwrap_or(0.0),
        move |_, job, (frame, until), is_out| draw_bar(job, slot_of(job.number), frame, *until, is_out),
    );
    view! {
        <Plot
            summary=Signal::derive(move || {
                let told = store.view(told).unwrap_or_default();
                format!("{told} {}", t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
            })
            size frame nearest anchor
            empty=Signal::derive(move || line.with(|line| line.bars.is_empty()).then_some(t!("No training job has started yet")))
        >
            {bars}
            <Outline kind="selected" job=store.selected line frame/>
            <Outline kind="hovered" job=store.hovered line frame/>
        </Plot>
    }
}

/// A training job's bar, which ends at `until`.
fn draw_bar(job: &TrainingJob, slot: usize, frame: &Frame, until: Seconds, is_out: bool) -> Attributes {
    let (from, to) = (frame.x.at(job.created), frame.x.at(until));
    let height = (frame.y.band_width() - 2.0).clamp(2.0, 22.0);
    vec![
        ("class", class_of("bar", Mark::of(&job.status), is_out)),
        ("data-slot", slot.to_string()),
        ("x", from.to_string()),
        ("width", (to - from - 1.0).max(1.0).to_string()),
        ("y", (frame.y.at(slot as f64) - 0.5 * height).to_string()),
        ("height", height.to_string()),
        ("rx", "2".to_owned()),
    ]
}

/// A line around a job's bar.
#[component]
fn Outline(
    kind: &'static str,
    job: RwSignal<Option<JobNumber>>,
    line: Memo<Timeline>,
    frame: Memo<Frame>,
) -> impl IntoView {
    move || {
        let number = job.get()?;
        let bar = line.with(|line| line.bars.get(number.index()).copied())?;
        let (x, to, y, height) = frame.with(|frame| {
            let height = (frame.y.band_width() - 2.0).clamp(2.0, 22.0);
            (frame.x.at(bar.from), frame.x.at(bar.to), frame.y.at(bar.slot as f64), height)
        });
        Some(view! {
            <rect class=format!("outline {kind}") data-testid=format!("{kind}-bar") data-job=number.0 x=x - 1.0 width=(to - x).max(1.0) + 1.0
                y=y - 0.5 * height - 1.0 height=height + 2.0 rx="3"/>
        })
    }
}

/// How busy the slots are, and what running several at once costs a strategy that learns.
fn told(session: &Session) -> String {
    let line = now_of(session);
    let all = line.busy + line.idle;
    if line.bars.is_empty() || all <= 0.0 {
        return String::new();
    }
    let busy = counted!(
        line.slots,
        "The slot was busy {percent} % of the time; {idle} of slot time stood idle.",
        "The {count} slots were busy {percent} % of the time; {idle} of slot time stood idle.",
        percent = format!("{:.0}", 100.0 * line.busy / all),
        idle = duration(line.idle)
    );
    let unknown = line.mean_unknown();
    if session.config().strategy() != StrategyKind::Bayesian || line.slots == 1 {
        return busy;
    }
    let chosen = t!(
        "Each job was chosen while on average {unknown} others still ran, whose results Bayesian search could only guess: fewer at \
         once is slower and chooses better.",
        unknown = decimals(unknown, 1)
    );
    format!("{busy} {chosen}")
}
