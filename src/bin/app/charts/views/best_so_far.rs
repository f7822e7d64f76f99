//! The best objective so far, over simulated time or over the training jobs that ended.

use super::point::{Points, Ring};
use crate::charts::domain::follow_domain;
use crate::charts::download::Download;
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::plot::Plot;
use crate::charts::table::{DataButton, Table, job_rows};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::Session;
use tuneground::playground::plot::{
    Column, Ended, Order, Scale, best_so_far, nearest_point, objective_domain, regret_domain, short, step_line,
    with_value,
};

/// How near a pointer has to come to a point.
const REACH: f64 = 22.0;
/// The columns of its table.
const COLUMNS: [Column; 4] = [Column::Ended, Column::Job, Column::State, Column::Objective];
/// An axis of ended jobs is at least this long.
const FEWEST_JOBS: f64 = 10.0;

/// The best so far as a step line.
#[component]
pub(super) fn BestSoFarView() -> impl IntoView {
    let by_time = RwSignal::new(true);
    let as_regret = RwSignal::new(true);
    let store = Store::expect();
    let direction = store.of_config(|config| config.objective().direction);
    let optimum = Memo::new(move |_| {
        let direction = direction.get()?;
        store.problem.with(|problem| problem.as_ref()?.known_optimum(direction))
    });
    let regret_of = Signal::derive(move || optimum.get().filter(|_| as_regret.get()));
    let tabular = RwSignal::new(false);
    let button = |choice: RwSignal<bool>, own: bool, label: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (choice.get() == own).to_string() on:click=move |_| choice.set(own)>
                {label}
            </button>
        }
    };
    view! {
        <div class="view-tools">
            <Show when=move || optimum.get().is_some()>
                <div class="segmented" role="group" aria-label={t!("Along y")} data-testid="along-y">
                    {button(as_regret, true, t!("Regret"))}
                    {button(as_regret, false, t!("Value"))}
                </div>
            </Show>
            <div class="segmented" role="group" aria-label={t!("Along x")}>
                {button(by_time, true, t!("Simulated time"))}
                {button(by_time, false, t!("Jobs ended"))}
            </div>
            <Download name="best-so-far" rows=Callback::new(move |()| job_rows(store, &COLUMNS))/>
            <DataButton on=tabular label={t!("the best so far")}/>
        </div>
        <div class="view-body" data-testid="best-so-far">
            {move || if tabular.get() {
                let order = Order { column: Column::Ended, descending: false };
                view! { <Table test_id="best-so-far-table" label={t!("Training jobs in the order in which they ended")} columns=COLUMNS.to_vec() order/> }.into_any()
            } else {
                view! { <StepPlot by_time regret_of/> }.into_any()
            }}
        </div>
    }
}

/// The step line over the points.
#[component]
fn StepPlot(
    /// True for simulated time along x, false for the number of jobs ended.
    by_time: RwSignal<bool>,
    /// The known optimum, if the distance from it is along y, on a logarithmic scale.
    regret_of: Signal<Option<f64>>,
) -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let target = store.of_config(|config| config.criteria().target);
    let domain = follow_domain(store, |session| {
        let finals: Vec<f64> = session.state().history().final_objectives().map(|(_, value)| value).collect();
        let domain = objective_domain(&finals.chunks(1), session.config().objective().direction);
        session.config().criteria().target.map_or(domain, |target| Some(with_value(domain, target)))
    });
    let launched = store.memo(|session| session.state().launched());
    let count = store.memo(|session| session.state().launched() - session.state().running());
    let ended = Memo::new(move |_| {
        store.run_id();
        if count.get().unwrap_or(0) == 0 {
            return Vec::new();
        }
        let look = |session: &Session| best_so_far(session.state().jobs(), session.config().objective().direction);
        untrack(|| store.view(look)).unwrap_or_default()
    });
    let regrets = Memo::new(move |_| {
        let optimum = regret_of.get()?;
        ended.with(|ended| regret_domain(ended.iter().filter_map(|ended| Some(ended.value? - optimum))))
    });
    // Up to the last event, not beyond the end of the tuning job.
    let now = store.memo(|session| session.state().now());
    let reach = store.memo(|session| session.log().last().map_or(0.0, |entry| entry.time).max(600.0));
    let objective = store.of_config(|config| config.objective().clone());
    let direction = move || objective.get().map_or(Direction::Maximize, |objective| objective.direction);
    let frame = Memo::new(move |_| {
        let metric = objective.get().map_or_else(String::new, |objective| objective.metric_name);
        let jobs = f64::from(count.get().unwrap_or(0));
        let x = if by_time.get() { time_axis(reach.get().unwrap_or(0.0)) } else { jobs_axis(jobs) };
        let (scale, name) = if let Some(optimum) = regret_of.get() {
            let (low, high) = regrets.get().unwrap_or((1e-3, 1.0));
            let optimum = short(optimum);
            (Scale::log(low, high), t!("regret: {metric} above its optimum, {optimum}", metric, optimum))
        } else {
            let (low, high) = domain.get().unwrap_or((0.0, 1.0));
            (Scale::linear(low, high), metric)
        };
        let y = AxisPlan { scale, name, gap: 30.0, padding: 0.0 };
        let mut frame = Frame::new(size.get(), x, y, Some(direction()));
        if domain.with(Option::is_none) {
            frame.y_ticks.clear();
        }
        frame
    });
    let place = move |frame: &Frame, ended: &Ended| {
        let bad = if direction() == Direction::Maximize { frame.bottom } else { frame.top };
        let x = if by_time.get() { ended.time } else { f64::from(ended.count) };
        let along_y = |value: f64| match regret_of.get() {
            // 0 has no place on a logarithmic axis, and is below all others.
            Some(optimum) if value <= optimum => frame.bottom,
            Some(optimum) => frame.y.clamped(value - optimum),
            None => frame.y.clamped(value),
        };
        (frame.x.at(x), ended.value.map_or(bad, along_y))
    };
    let points = Memo::new(move |_| {
        let mut points = vec![None; launched.get().unwrap_or(0) as usize];
        frame.with(|frame| {
            ended.with(|ended| {
                for ended in ended {
                    if let Some(point) = points.get_mut(ended.job.index()) {
                        *point = Some(place(frame, ended));
                    }
                }
            });
        });
        points
    });
    let line = Memo::new(move |_| {
        frame.with(|frame| {
            ended.with(|ended| {
                let steps = ended.iter().filter(|ended| ended.is_step).map(|ended| place(frame, ended));
                let last = frame.x.at(if by_time.get() { now.get().unwrap_or(0.0) } else { ended.len() as f64 });
                step_line(steps, last)
            })
        })
    });
    let best = Memo::new(move |_| ended.with(|ended| ended.iter().rfind(|ended| ended.is_step).map(|ended| ended.job)));
    let right = Signal::derive(move || frame.with(|frame| frame.right));
    let summary = move || summary(ended.get().as_slice());
    view! {
        <Plot
            summary=Signal::derive(summary)
            size frame
            nearest=Callback::new(move |pointer| points.with_untracked(|points| nearest_point(points, pointer, REACH)))
            anchor=Callback::new(move |job: tuneground::training_job::JobNumber| {
                points.with_untracked(|points| points.get(job.index()).copied().flatten())
            })
            empty=Signal::derive(move || ended.with(Vec::is_empty).then_some(t!("No training job has ended yet")))
        >
            {move || target.get().flatten().filter(|_| regret_of.get().is_none()).map(|target| view! { <TargetLine target frame/> })}
            <path class="best-line" data-testid="best-line" d=move || line.get()/>
            <Points places=points/>
            <Ring kind="best" label={t!("best")} job=best places=points right/>
            <Ring kind="selected" job=store.selected places=points right/>
            <Ring kind="hovered" job=store.hovered places=points right/>
        </Plot>
    }
}

/// The objective at which the tuning job ends.
#[component]
fn TargetLine(
    /// `TargetObjectiveMetricValue`.
    target: f64,
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    let y = move || frame.with(|frame| frame.y.clamped(target));
    // The label stands below the line where there is no room above.
    let label_y = move || if y() < frame.with(|frame| frame.top) + 16.0 { y() + 14.0 } else { y() - 5.0 };
    view! {
        <g data-testid="target-line">
            <line
                class="target"
                x1=move || frame.with(|frame| frame.left)
                x2=move || frame.with(|frame| frame.right)
                y1=y
                y2=y
            />
            <text class="axis-name target-name" text-anchor="end" x=move || frame.with(|frame| frame.right) y=label_y>
                {t!("target {value}", value = short(target))}
            </text>
        </g>
    }
}

fn time_axis(seconds: f64) -> AxisPlan {
    AxisPlan { scale: Scale::clock(seconds), name: t!("simulated time →").to_owned(), gap: 70.0, padding: 8.0 }
}

fn jobs_axis(count: f64) -> AxisPlan {
    // A quarter of room to grow, in round numbers, so that the axis does not move with every job.
    let end = FEWEST_JOBS * (count / FEWEST_JOBS * 1.05).ceil().max(1.0);
    AxisPlan { scale: Scale::linear(0.0, end), name: t!("training jobs ended →").to_owned(), gap: 50.0, padding: 8.0 }
}

/// The plot in one sentence.
fn summary(ended: &[Ended]) -> String {
    let best = ended.iter().rfind(|ended| ended.is_step);
    let best = best.and_then(|best| {
        let value = short(best.value?);
        Some(t!("The best is {value} of job {job}.", value, job = best.job) + " ")
    });
    let told = t!("The best objective so far, over {jobs} training jobs that ended.", jobs = ended.len());
    let keys = t!("Arrow keys go from job to job, Enter selects one, Escape lets go.");
    format!("{told} {}{keys}", best.unwrap_or_default())
}
