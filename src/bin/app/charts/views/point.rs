//! A training job's point in a plot.

use crate::charts::tracks::JobTrack;
use leptos::prelude::*;
use tuneground::playground::plot::Mark;
use tuneground::training_job::JobNumber;

/// A point in the shape of the job's state, stronger the better the job is.
#[component]
pub(super) fn Point(
    /// Whose.
    track: JobTrack,
    /// Where each job lies, in the order of launch.
    places: Memo<Vec<Option<(f64, f64)>>>,
    /// How good each job is, in the order of launch; nothing to draw all alike.
    #[prop(optional)]
    levels: Option<Memo<Vec<u8>>>,
) -> impl IntoView {
    let index = track.number.index();
    let mark = Memo::new(move |_| track.seen.get().mark);
    let level =
        Memo::new(move |_| levels.map_or(2, |levels| levels.with(|levels| levels.get(index).copied().unwrap_or(0))));
    let place = Memo::new(move |_| places.with(|places| places.get(index).copied().flatten()));
    view! {
        <path
            class=move || format!("mark-shape point {} level-{}", mark.get().id(), level.get())
            data-testid="point"
            data-job=track.number.0
            data-state=move || mark.get().id()
            d=move || mark.get().path(radius(mark.get(), level.get()))
            transform=move || place.get().map_or_else(|| "scale(0)".to_owned(), |(x, y)| format!("translate({x:.1} {y:.1})"))
        />
    }
}

/// Completed jobs are larger the better they are.
fn radius(mark: Mark, level: u8) -> f64 {
    if mark == Mark::Completed { 3.6 + 0.45 * f64::from(level) } else { 4.0 }
}

/// A ring around a job's point.
#[component]
pub(super) fn Ring(
    /// Why: the class it is drawn by.
    kind: &'static str,
    /// Whose.
    #[prop(into)]
    job: Signal<Option<JobNumber>>,
    /// Where each job lies.
    places: Memo<Vec<Option<(f64, f64)>>>,
    /// What stands beside it.
    #[prop(optional)]
    label: &'static str,
    /// Where the plot ends: the label stays inside.
    #[prop(into)]
    right: Signal<f64>,
) -> impl IntoView {
    let place = Memo::new(move |_| {
        let index = job.get()?.index();
        places.with(|places| places.get(index).copied().flatten())
    });
    move || {
        place.get().map(|(x, y)| {
            let is_left = x + 50.0 > right.get();
            let (dx, anchor) = if is_left { (-10.0, "end") } else { (10.0, "start") };
            view! {
                <g class=format!("ring {kind}") transform=format!("translate({x:.1} {y:.1})") data-testid=format!("{kind}-point")>
                    <circle r="9"/>
                    {(!label.is_empty()).then(|| view! { <text x=dx y="-8" text-anchor=anchor>{label}</text> })}
                </g>
            }
        })
    }
}
