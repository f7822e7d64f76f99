//! What the colours mean: the same in all panels.

use super::panel::opacity;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::{SurfaceScale, short};

/// The strip of colours, in pixels, and how many steps it has.
const WIDTH: f64 = 240.0;
const STEPS: u32 = 40;
/// Room beside it for the first and the last number.
const MARGIN: f64 = 24.0;

/// A strip from the worst colour to the best, with a number at each contour line.
#[component]
pub(super) fn Legend(
    /// The colours.
    scale: Memo<Option<SurfaceScale>>,
    /// True when some training jobs failed.
    #[prop(into)]
    has_failures: Signal<bool>,
) -> impl IntoView {
    let strip = |scale: &SurfaceScale| {
        let SurfaceScale { best, worst, contours } = scale;
        // Numbers grow to the right, as on an axis.
        let (low, high) = (best.min(*worst), best.max(*worst));
        let step = WIDTH / f64::from(STEPS);
        let rect = |k: u32| {
            let value = low + (high - low) * (f64::from(k) + 0.5) / f64::from(STEPS);
            view! { <rect x=MARGIN + step * f64::from(k) y="0" width=step + 0.3 height="10" fill-opacity=opacity(scale.strength(value))/> }
        };
        let at = |value: f64| MARGIN + WIDTH * if high > low { (value - low) / (high - low) } else { 0.5 };
        let tick = |(value, label): &(f64, String)| {
            let x = at(*value);
            view! { <path class="contour" d=format!("M{x:.1} 0V10")/> <text x=x y="22" text-anchor="middle">{label.clone()}</text> }
        };
        let about = t!("Colours from {worst} or worse to {best}, the best", worst = short(*worst), best = short(*best));
        let (better, anchor, end) =
            if best > worst { (t!("better →"), "end", MARGIN + WIDTH) } else { (t!("← better"), "start", MARGIN) };
        view! {
            <svg class="surface-legend" data-testid="surface-legend" data-best=*best data-worst=*worst width=WIDTH + 2.0 * MARGIN height="36" role="img" aria-label=about>
                <g class="steps">{(0..STEPS).map(rect).collect_view()}</g>
                {contours.iter().map(tick).collect_view()}
                <text class="better" x=end y="34" text-anchor=anchor>{better}</text>
            </svg>
        }
    };
    view! {
        <div class="surface-legends">
            {move || scale.with(|scale| scale.as_ref().map(strip))}
            <Show when=move || has_failures.get()>
                <span class="surface-failed small" data-testid="surface-failed">{t!("failed")}</span>
            </Show>
        </div>
    }
}
