//! The bands of all variants: the median of the best so far as a line, the middle half of the repeats as an area.

use super::LETTERS;
use super::asking::Compared;
use super::report::Report;
use crate::charts::axes::{Axes, Names};
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::measure::measure;
use leptos::html::Div;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::compare::Along;
use tuneground::playground::plot::{Scale, area, duration, objective_domain, polyline, short, spread};

/// Pixels between the letters at the ends of lines.
const GAP: f64 = 12.0;
/// Pixels at the right for them.
const ROOM: f64 = 14.0;

/// The first part of the axis, one in so many, has no say in how much of the objective is shown: there everything is still bad.
const BEGINNING: usize = 5;

/// What is drawn of a variant.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    place: usize,
    area: String,
    line: String,
    /// Where its letter stands.
    end: Option<(f64, f64)>,
}

/// The plot.
#[component]
pub(super) fn Picture(compared: Compared) -> impl IntoView {
    let size = RwSignal::new((0.0, 0.0));
    let element = NodeRef::<Div>::new();
    measure(element, size);
    let frame = Memo::new(move |_| {
        compared.report.with(|report| match report {
            Some(report) => frame(size.get(), report),
            None => Frame::new(size.get(), axis(Along::Jobs, 1.0), plain(Scale::linear(0.0, 1.0), ""), None),
        })
    });
    let drawn = Memo::new(move |_| {
        compared
            .report
            .with(|report| frame.with(|frame| report.as_ref().map(|report| draw(report, frame))))
            .unwrap_or_default()
    });
    let summary = move || compared.report.with(|report| report.as_ref().map(summary));
    let bands = move || {
        drawn.with(|drawn| {
            let band = |own: &Drawn| {
                let class = format!("band variant-{}", own.place);
                let testid = format!("compare-band-{}", own.place);
                view! {
                    <g class=class data-testid=testid>
                        <path class="area" d=own.area.clone()/>
                        <path class="line" d=own.line.clone()/>
                        {own.end.map(|(x, y)| view! { <text x=x y=y>{LETTERS[own.place]}</text> })}
                    </g>
                }
            };
            drawn.iter().map(band).collect_view()
        })
    };
    view! {
        <div class="plot" node_ref=element role="img" aria-label=summary data-testid="compare-plot">
            <svg class="plot-svg" aria-hidden="true" focusable="false" width=move || size.get().0 height=move || size.get().1>
                <Axes frame upright=false/>
                {bands}
                <Names frame/>
            </svg>
        </div>
        <p class="axis-caption">{t!("Lines: the median of the repeats. Areas: their middle half.")}</p>
    }
}

fn plain(scale: Scale, name: &str) -> AxisPlan {
    AxisPlan { scale, name: name.to_owned(), gap: 30.0, padding: 0.0 }
}

fn axis(along: Along, end: f64) -> AxisPlan {
    let scale = if along == Along::Seconds { Scale::clock(end) } else { Scale::linear(0.0, end) };
    let name = match along {
        Along::Jobs => t!("training jobs ended →"),
        Along::Epochs => t!("epochs trained →"),
        Along::Seconds => t!("simulated time →"),
    };
    AxisPlan { scale, name: name.to_owned(), gap: 60.0, padding: ROOM }
}

fn frame(size: (f64, f64), report: &Report) -> Frame {
    let end = report.x.last().copied().unwrap_or(1.0);
    let lines: Vec<&[f64]> = report
        .variants
        .iter()
        .flat_map(|own| &own.band)
        .filter_map(|line| line.get(line.len() / BEGINNING..))
        .collect();
    let (low, high) = objective_domain(&lines.iter().copied(), report.direction).unwrap_or((0.0, 1.0));
    Frame::new(size, axis(report.along, end), plain(Scale::linear(low, high), &report.metric), Some(report.direction))
}

fn draw(report: &Report, frame: &Frame) -> Vec<Drawn> {
    let along = |line: &[f64]| -> Vec<(f64, f64)> {
        let place = |(&x, &y): (&f64, &f64)| (frame.x.at(x), if y.is_finite() { frame.y.clamped(y) } else { f64::NAN });
        report.x.iter().zip(line).map(place).collect()
    };
    let mut drawn: Vec<Drawn> = Vec::new();
    for (place, variant) in report.variants.iter().enumerate().take(LETTERS.len()) {
        let [better, middle, worse] = variant.band.each_ref().map(|line| along(line));
        let both = better.iter().zip(&worse).map(|(&(x, one), &(_, other))| (x, one, other));
        let end = middle.last().copied().filter(|(_, y)| y.is_finite());
        drawn.push(Drawn { place, area: area(both), line: polyline(middle.iter().copied()), end });
    }
    // Letters beside the ends of the lines, never on each other.
    let ends: Vec<f64> = drawn.iter().filter_map(|own| own.end.map(|(_, y)| y)).collect();
    let places = spread(&ends, GAP, frame.top, frame.bottom);
    for (own, y) in drawn.iter_mut().filter(|own| own.end.is_some()).zip(places) {
        own.end = own.end.map(|(x, _)| (x + 5.0, y + 4.0));
    }
    drawn
}

/// The plot in a few sentences.
fn summary(report: &Report) -> String {
    let along = report.along;
    let x = |value: f64| if along == Along::Seconds { duration(value) } else { short(value) };
    let end = report.x.last().map_or_else(String::new, |end| x(*end));
    let (metric, axis) = (&report.metric, along.title().to_lowercase());
    let variant = |(own, letter): (&super::report::VariantReport, &str)| {
        let last = own.band[1].last().copied().unwrap_or(f64::NAN);
        format!(" {letter}, {}: {}.", own.label, short(last))
    };
    let ends: String = report.variants.iter().zip(LETTERS).map(variant).collect();
    let told = match report.direction {
        Direction::Maximize => t!(
            "The best {metric} so far, greater is better, over {axis}: the median of the repeats, and the middle half \
             of them. Median at {end}:",
            metric,
            axis,
            end
        ),
        Direction::Minimize => t!(
            "The best {metric} so far, smaller is better, over {axis}: the median of the repeats, and the middle half \
             of them. Median at {end}:",
            metric,
            axis,
            end
        ),
    };
    told + &ends
}
