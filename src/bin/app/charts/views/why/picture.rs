//! A training job's learning curve, what it was compared with after each epoch, and dotted what would have come.

use super::Explained;
use super::rests::Rests;
use crate::charts::domain::follow_curves;
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::overlay::CurveOnTop;
use crate::charts::plot::Plot;
use crate::charts::pointing::point_at_curves;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::Session;
use tuneground::playground::plot::{Scale, polyline};
use tuneground::training_job::{JobNumber, TrainingJob};
use tuneground::tuning_job::TuningConfig;

/// More curves than this of those it was compared with would hide it.
const MOST_OTHERS: usize = 60;
/// Half the side of a threshold's mark.
const TICK: f64 = 5.0;

/// The picture.
#[component]
pub(super) fn Picture(explained: Memo<Option<Explained>>, rests: Rests) -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let job = Memo::new(move |_| explained.with(|explained| explained.as_ref().map(|explained| explained.job)));
    let rest = Memo::new(move |_| rests.rest(store, job.get()?));
    let direction = store.of_config(|config| config.objective().direction);
    let epochs = store.of_config(TuningConfig::max_epochs);
    let domain = follow_curves(store);
    let metric = store.of_config(|config| config.objective().metric_name.clone());
    let frame = Memo::new(move |_| {
        let direction = direction.get().unwrap_or(Direction::Maximize);
        let across = f64::from(epochs.get().unwrap_or(1).max(2));
        let x =
            AxisPlan { scale: Scale::whole(1.0, across), name: t!("epoch →").to_owned(), gap: 60.0, padding: 6.0 };
        let (low, high) = domain.get().unwrap_or((0.0, 1.0));
        let name = metric.get().unwrap_or_default();
        let y = AxisPlan { scale: Scale::linear(low, high), name, gap: 30.0, padding: 0.0 };
        let mut frame = Frame::new(size.get(), x, y, domain.get().map(|_| direction));
        if domain.with(Option::is_none) {
            frame.y_ticks.clear();
        }
        frame
    });
    let others = Memo::new(move |_| {
        let of = explained.with(|explained| {
            let compared = explained.as_ref().map(|explained| explained.compared.as_slice()).unwrap_or_default();
            compared
                .iter()
                .map(|(job, _)| *job)
                .filter(|own| Some(*own) != job.get())
                .take(MOST_OTHERS)
                .collect::<Vec<_>>()
        });
        let draw = |session: &Session| {
            let curve = |job: &JobNumber| session.state().job(*job).map(|job| frame.with(|frame| path(frame, job)));
            of.iter().filter_map(curve).collect::<String>()
        };
        store.view(draw).unwrap_or_default()
    });
    // A mark at each threshold, and a line between them where there are several in a row.
    let thresholds = Memo::new(move |_| {
        frame.with(|frame| {
            explained.with(|explained| {
                let comparisons =
                    explained.as_ref().map(|explained| explained.comparisons.as_slice()).unwrap_or_default();
                let places: Vec<(f64, f64)> = comparisons
                    .iter()
                    .map(|one| (frame.x.at(f64::from(one.epoch())), frame.y.clamped(one.threshold())))
                    .collect();
                let ticks = places.iter().map(|&(x, y)| polyline([(x - TICK, y), (x + TICK, y)])).collect::<String>();
                (polyline(places.iter().copied()), ticks, places.len())
            })
        })
    });
    let rest_path = Memo::new(move |_| {
        let rest = rest.get()?;
        let last = store.view(|session| session.state().job(job.get()?)?.curve.last()).flatten();
        frame.with(|frame| {
            let place = |(epoch, value): (u32, f64)| (frame.x.at(f64::from(epoch)), frame.y.clamped(value));
            let values = last.into_iter().chain(rest.values.iter().copied());
            Some(polyline((rest.epoch..).zip(values).map(place)))
        })
    });
    let (nearest, anchor) = point_at_curves(store, frame);
    let summary = move || {
        let told = |one: &Explained| t!("Job {job}. {told}", job = one.job, told = one.told);
        explained.with(|explained| explained.as_ref().map(told)).unwrap_or_default()
    };
    let is_empty = move || explained.with(Option::is_none).then_some(t!("No training job has ended yet"));
    view! {
        <Plot
            summary=Signal::derive(summary)
            size frame nearest anchor
            upright=false
            empty=Signal::derive(is_empty)
        >
            <path class="others" d=move || others.get()/>
            <path class="median" data-testid="why-thresholds" data-count=move || thresholds.with(|(.., count)| *count) d=move || thresholds.with(|(line, ..)| line.clone())/>
            <path class="ticks" d=move || thresholds.with(|(_, ticks, _)| ticks.clone())/>
            <path class="rest" data-testid="why-rest-curve" d=move || rest_path.get()/>
            <CurveOnTop kind="explained" job frame/>
            <CurveOnTop kind="hovered" job=store.hovered frame/>
        </Plot>
    }
}

fn path(frame: &Frame, job: &TrainingJob) -> String {
    let points = job.curve.values().iter().zip(1_u32..);
    polyline(points.map(|(&value, epoch)| (frame.x.at(f64::from(epoch)), frame.y.clamped(value))))
}
