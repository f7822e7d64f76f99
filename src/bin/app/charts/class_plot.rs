//! A class's results as points: what each learner reached, and what it took.

use super::axes::{Axes, Names};
use super::frame::{AxisPlan, Frame};
use super::measure::measure;
use leptos::html::Div;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::{Scale, objective_domain, short};
use tuneground::playground::workshop::ResultCode;

/// Pixels between labels of the axes.
const GAPS: (f64, f64) = (60.0, 30.0);
/// Pixels between a point and the edge.
const PADDING: f64 = 12.0;

/// The best objective against the training jobs it took, a point with the learner's name for each.
#[component]
pub(crate) fn ClassPlot(results: Memo<Vec<ResultCode>>) -> impl IntoView {
    let size = RwSignal::new((0.0, 0.0));
    let element = NodeRef::<Div>::new();
    measure(element, size);
    let frame = Memo::new(move |_| results.with(|results| frame(size.get(), results)));
    let point = |result: &ResultCode, frame: &Frame| {
        let best = f64::from(result.best?);
        let (x, y) = (frame.x.at(f64::from(result.training_jobs)), frame.y.clamped(best));
        let name = result.name.clone();
        Some(view! {
            <g class="class-point" class:met=result.met == result.conditions>
                <circle cx=x cy=y r="5"/>
                <text x=x + 8.0 y=y + 4.0>{name}</text>
            </g>
        })
    };
    let points = move || {
        frame.with(|frame| results.with(|results| results.iter().map(|result| point(result, frame)).collect_view()))
    };
    view! {
        <div class="plot class-plot" node_ref=element role="img" aria-label=move || results.with(|results| summary(results)) data-testid="class-plot">
            <svg class="plot-svg" aria-hidden="true" focusable="false" width=move || size.get().0 height=move || size.get().1>
                <Axes frame upright=true/>
                {points}
                <Names frame/>
            </svg>
        </div>
    }
}

fn frame(size: (f64, f64), results: &[ResultCode]) -> Frame {
    let values: Vec<f64> = results.iter().filter_map(|result| result.best.map(f64::from)).collect();
    let direction = results.first().map(|result| result.direction);
    let domain = direction.and_then(|direction| objective_domain(&std::iter::once(values.as_slice()), direction));
    let (low, high) = domain.unwrap_or((0.0, 1.0));
    let most = results.iter().map(|result| result.training_jobs).max().unwrap_or(1);
    let x = AxisPlan {
        scale: Scale::whole(0.0, f64::from(most.max(1))),
        name: t!("training jobs →").to_owned(),
        gap: GAPS.0,
        padding: PADDING,
    };
    let y = AxisPlan {
        scale: Scale::linear(low, high),
        name: t!("best objective").to_owned(),
        gap: GAPS.1,
        padding: PADDING,
    };
    Frame::new(size, x, y, direction)
}

fn summary(results: &[ResultCode]) -> String {
    let right = results.iter().filter(|result| result.met == result.conditions).count();
    let mut values: Vec<f32> = results.iter().filter_map(|result| result.best).collect();
    values.sort_by(f32::total_cmp);
    match (values.first(), values.last()) {
        (Some(least), Some(most)) => t!(
            "{results} results, {right} of them right. Best objectives from {least} to {most}",
            results = results.len(),
            right,
            least = short(f64::from(*least)),
            most = short(f64::from(*most)),
        ),
        _ => t!("{results} results, {right} of them right", results = results.len(), right),
    }
}
