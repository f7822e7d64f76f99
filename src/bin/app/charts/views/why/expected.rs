//! What the model expected of a training job before it ran, as a range on the objective's axis; and what came.

use super::Explained;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::{Mark, Scale, short};

/// The drawing's own size; it is stretched with its text.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 44.0;
/// Where the range lies.
const MIDDLE: f64 = 22.0;
/// Room for half a label at both ends.
const MARGIN: f64 = 24.0;

/// The range, its median, the best so far, and what came. The sentence above it says the same.
#[component]
pub(super) fn Expected(explained: Memo<Option<Explained>>) -> impl IntoView {
    let picture = move |explained: &Explained| {
        let forecast = explained.forecast.as_ref()?;
        let (low, high) = forecast.range();
        let came = explained.came;
        let all = || [low, high, forecast.best].into_iter().chain(came.map(|(_, value)| value));
        let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        let scale = Scale::linear(least, most).over(MARGIN, WIDTH - MARGIN);
        let (left, right) = (scale.at(low), scale.at(high));
        let best = scale.at(forecast.best);
        let median = scale.clamped(forecast.median);
        let mark = came.map(|(mark, value)| {
            let path = mark.path((scale.at(value), MIDDLE), 4.5);
            view! { <path class=format!("mark-shape {}", mark.id()) data-testid="expected-came" d=path/> }
        });
        Some(view! {
            <svg class="expected" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true" data-testid="expected">
                <line class="axis" x1=MARGIN x2=WIDTH - MARGIN y1=MIDDLE y2=MIDDLE/>
                <rect class="range" x=left width=(right - left).max(1.0) y=MIDDLE - 6.0 height="12" rx="3"/>
                <line class="median-of-range" x1=median x2=median y1=MIDDLE - 6.0 y2=MIDDLE + 6.0/>
                <line class="to-beat" x1=best x2=best y1="12" y2=MIDDLE + 9.0/>
                <text x=best y="9" text-anchor="middle">{t!("best {value}", value = short(forecast.best))}</text>
                <text x=left y=HEIGHT - 3.0 text-anchor="middle">{short(low)}</text>
                {(right - left > 60.0).then(|| view! { <text x=right y=HEIGHT - 3.0 text-anchor="middle">{short(high)}</text> })}
                {mark}
            </svg>
        })
    };
    move || explained.with(|explained| explained.as_ref().and_then(picture))
}

/// A training job's end on the objective's axis; `None` while it runs, and where it came to nothing.
pub(super) fn came(job: &tuneground::training_job::TrainingJob) -> Option<(Mark, f64)> {
    Some((Mark::of(&job.status), job.final_objective()?))
}
