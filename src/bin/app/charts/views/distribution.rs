//! The distribution of the final objectives: how many of the training jobs are at least so good.

use super::point::{Places, Points, Ring};
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
    Column, Order, Scale, distribution, median_of, nearest_point, objective_domain, polyline, short,
};
use tuneground::training_job::JobNumber;

/// How near a pointer has to come to a point.
const REACH: f64 = 22.0;
/// The columns of its table.
const COLUMNS: [Column; 3] = [Column::Job, Column::State, Column::Objective];

/// The distribution, or its numbers.
#[component]
pub(super) fn DistributionView() -> impl IntoView {
    let store = Store::expect();
    let tabular = RwSignal::new(false);
    let is_maximised = store.of_config(|config| config.objective().direction == Direction::Maximize);
    view! {
        <div class="view-tools">
            <Download name="distribution" rows=Callback::new(move |()| job_rows(store, &COLUMNS))/>
            <DataButton on=tabular label={t!("the distribution")}/>
        </div>
        <div class="view-body" data-testid="distribution">
            {move || if tabular.get() {
                let order = Order { column: Column::Objective, descending: is_maximised.get_untracked() == Some(true) };
                view! { <Table test_id="distribution-table" label={t!("Training jobs by their objective")} columns=COLUMNS.to_vec() order/> }.into_any()
            } else {
                view! { <Steps/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Steps() -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let domain = follow_domain(store, |session| {
        let finals: Vec<f64> = session.state().history().final_objectives().map(|(_, value)| value).collect();
        objective_domain(&finals.chunks(1), session.config().objective().direction)
    });
    let ended = store.memo(|session| session.state().launched() - session.state().running());
    let ranked = Memo::new(move |_| {
        store.run_id();
        ended.track();
        untrack(|| store.view(|session| distribution(session.state().history()))).unwrap_or_default()
    });
    let launched = store.memo(|session| session.state().launched());
    let objective = store.of_config(|config| config.objective().clone());
    let frame = Memo::new(move |_| {
        let (low, high) = domain.get().unwrap_or((0.0, 1.0));
        let name = objective.with(|objective| {
            objective.as_ref().map_or_else(String::new, |own| match own.direction {
                Direction::Maximize => t!("{metric}, better →", metric = own.metric_name),
                Direction::Minimize => t!("← better: {metric}", metric = own.metric_name),
            })
        });
        let x = AxisPlan { scale: Scale::linear(low, high), name, gap: 60.0, padding: 10.0 };
        let name = t!("% of the jobs at least so good ↑").to_owned();
        let y = AxisPlan { scale: Scale::linear(0.0, 100.0), name, gap: 30.0, padding: 0.0 };
        Frame::new(size.get(), x, y, None)
    });
    let places = Memo::new(move |_| -> Places {
        let mut places = vec![None; launched.get().unwrap_or(0) as usize];
        frame.with(|frame| {
            ranked.with(|ranked| {
                for own in ranked {
                    if let Some(place) = places.get_mut(own.job.index()) {
                        *place = Some((frame.x.clamped(own.value), frame.y.at(100.0 * own.share)));
                    }
                }
            });
        });
        places
    });
    // From the best to the worst: across to the next value, then up by its jobs.
    let line = move || {
        frame.with(|frame| {
            ranked.with(|ranked| {
                let mut corners = Vec::with_capacity(2 * ranked.len());
                let mut height = frame.y.at(0.0);
                for own in ranked {
                    let x = frame.x.clamped(own.value);
                    corners.push((x, height));
                    height = frame.y.at(100.0 * own.share);
                    corners.push((x, height));
                }
                polyline(corners)
            })
        })
    };
    let median = move || {
        let value = ranked.with(|ranked| median_of(ranked))?;
        let (x, top, bottom) = frame.with(|frame| (frame.x.clamped(value), frame.top, frame.bottom));
        Some(view! {
            <line class="median" data-testid="distribution-median" x1=x x2=x y1=top y2=bottom/>
            <text class="axis-name" text-anchor="middle" x=x y=top + 11.0>{t!("median {value}", value = short(value))}</text>
        })
    };
    let right = Signal::derive(move || frame.with(|frame| frame.right));
    let best = Memo::new(move |_| ranked.with(|ranked| ranked.first().map(|own| own.job)));
    let summary = store.calm_memo(summary);
    view! {
        <Plot
            summary=Signal::derive(move || summary.get().unwrap_or_default())
            size frame
            nearest=Callback::new(move |pointer| places.with_untracked(|places| nearest_point(places, pointer, REACH)))
            anchor=Callback::new(move |job: JobNumber| places.with_untracked(|places| places.get(job.index()).copied().flatten()))
            empty=Signal::derive(move || ranked.with(Vec::is_empty).then_some(t!("No training job has ended yet")))
        >
            {median}
            <path class="best-line" data-testid="distribution-line" d=line/>
            <Points places/>
            <Ring kind="best" label={t!("best")} job=best places right/>
            <Ring kind="selected" job=store.selected places right/>
            <Ring kind="hovered" job=store.hovered places right/>
        </Plot>
    }
}

/// The plot in one sentence.
fn summary(session: &Session) -> String {
    let ranked = distribution(session.state().history());
    let words = median_of(&ranked).map_or_else(String::new, |median| {
        let best = ranked.first().map_or_else(String::new, |best| short(best.value));
        t!("The median is {median}, the best {best}.", median = short(median), best) + " "
    });
    let told = t!("The distribution of {count} final objectives.", count = ranked.len());
    format!("{told} {words}{}", t!("Arrow keys go from job to job, Enter selects one, Escape lets go."))
}
