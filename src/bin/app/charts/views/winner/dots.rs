//! The repeats as dots along the objective: for each training job those on validation rows, and those on the test set.

use super::repeats::Shown;
use crate::charts::measure::measure;
use leptos::html::Div;
use leptos::prelude::*;
use tuneground::language::{marked, t, text};
use tuneground::objective::Direction;
use tuneground::playground::plot::{Scale, objective_domain, short};
use tuneground::playground::winner::{Quartiles, Repeated};

/// The height of a strip of dots.
const HEIGHT: f64 = 22.0;
/// Room beside the first and the last dot.
const MARGIN: f64 = 14.0;
/// Pixels between numbers along the axis.
const GAP: f64 = 64.0;

/// A strip: of which training job, on which rows.
struct Strip<'a> {
    job: &'a Repeated,
    /// Marked.
    rows: &'static str,
    /// What is marked besides: what it reported, or what its very model comes to.
    mark: Option<f64>,
    values: &'a [f64],
}

/// The dots of all repeats so far.
#[component]
pub(super) fn Dots(
    /// The repeats.
    shown: RwSignal<Option<Shown>>,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = RwSignal::new((0.0, 0.0));
    measure(element, size);
    let drawn = move || {
        let width = size.get().0.max(120.0);
        shown.with(|shown| {
            let shown = shown.as_ref()?;
            let strips: Vec<Strip<'_>> = shown.repeated.iter().flat_map(strips_of).collect();
            let all: Vec<f64> = strips.iter().flat_map(|own| own.values.iter().copied().chain(own.mark)).collect();
            let (low, high) = objective_domain(&all.chunks(1), shown.direction).unwrap_or((0.0, 1.0));
            let scale = Scale::linear(low, high).over(MARGIN, width - MARGIN);
            let rows = strips.iter().map(|own| row(own, &scale, width)).collect_view();
            Some(view! { {rows} <span></span> {axis(&scale, width, shown.direction)} })
        })
    };
    view! {
        <div class="winner-strips" data-testid="winner-strips">
            <span></span>
            <div node_ref=element class="winner-width"></div>
            {drawn}
        </div>
        <p class="note winner-legend">
            {t!(
                "A dot is a repeat, the box half of them with their median; the triangle is what the job reported, and what its very model comes to on a test set."
            )}
        </p>
    }
}

fn strips_of(job: &Repeated) -> Vec<Strip<'_>> {
    let mark = Some(job.candidate.reported);
    let mut strips = vec![Strip { job, rows: marked!("validation rows"), mark, values: &job.validation }];
    if !job.test.is_empty() {
        strips.push(Strip { job, rows: marked!("test set"), mark: job.again_test, values: &job.test });
    }
    strips
}

fn row(strip: &Strip<'_>, scale: &Scale, width: f64) -> AnyView {
    let middle = 0.5 * HEIGHT;
    let finite = || strip.values.iter().filter(|value| value.is_finite());
    let dots = finite().map(|value| view! { <circle cx=scale.clamped(*value) cy=middle r="3.2"/> }).collect_view();
    let quartiles = Quartiles::of(strip.values);
    let of_half = quartiles.map(|Quartiles { low, median, high, .. }| {
        let (low, median, high) = (scale.clamped(low), scale.clamped(median), scale.clamped(high));
        view! {
            <rect class="half" x=low y="3" width=(high - low).max(1.0) height=HEIGHT - 6.0 rx="3"/>
            <path class="median" d=format!("M{median:.1} 2V{:.1}", HEIGHT - 2.0)/>
        }
    });
    let mark = strip.mark.map(|value| {
        let x = scale.clamped(value);
        view! { <path class="reported" d=format!("M{:.1} 1H{:.1}L{x:.1} 10Z", x - 5.0, x + 5.0)/> }
    });
    let name = format!("{}, {}", strip.job.name(), text(strip.rows));
    let told = match quartiles {
        Some(Quartiles { low, median, high, .. }) => t!(
            "{name}: {repeats} repeats, median {median}, half of them from {low} to {high}",
            name,
            repeats = finite().count(),
            median = short(median),
            low = short(low),
            high = short(high)
        ),
        None => t!("{name}: none yet", name),
    };
    let about = match strip.mark {
        Some(value) => format!("{told}, {}", t!("marked {value}", value = short(value))),
        None => told,
    };
    let values: Vec<String> = strip.values.iter().map(f64::to_string).collect();
    view! {
        <span><strong>{t!("Job {job}", job = strip.job.candidate.job)}</strong> " " <span class="muted">{text(strip.rows)}</span></span>
        <svg class="winner-strip" width=width height=HEIGHT role="img" aria-label=about data-testid="winner-strip" data-job=strip.job.candidate.job.0 data-rows=strip.rows data-values=values.join(" ")>
            <path class="grid" d=format!("M0 {middle}H{width:.1}")/>
            {of_half}
            {dots}
            {mark}
        </svg>
    }
    .into_any()
}

fn axis(scale: &Scale, width: f64, direction: Direction) -> AnyView {
    let ticks = scale.ticks(GAP).into_iter();
    let ticks = ticks.map(|tick| view! { <text x=tick.at y="12" text-anchor="middle">{tick.label}</text> });
    let (better, x, anchor) = match direction {
        Direction::Maximize => (t!("better →"), width - MARGIN, "end"),
        Direction::Minimize => (t!("← better"), MARGIN, "start"),
    };
    view! {
        <svg class="winner-axis" width=width height="28" aria-hidden="true">
            {ticks.collect_view()}
            <text class="better" x=x y="26" text-anchor=anchor>{better}</text>
        </svg>
    }
    .into_any()
}
