//! One training job's learning curve. Redrawn only when the job has something new, or the frame changes.

use crate::charts::frame::Frame;
use crate::charts::tracks::JobTrack;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::{Mark, curve_end, curve_path};

/// The line.
#[component]
pub(super) fn Curve(
    /// Whose.
    track: JobTrack,
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    let store = Store::expect();
    let (number, seen) = (track.number, track.seen);
    let path = {
        let seen = seen.clone();
        move || {
            seen.track();
            frame.with(|frame| {
                let draw = |values: &[f64]| curve_path(values, &frame.x, &frame.y);
                untrack(|| store.view(|session| Some(draw(session.state().job(number)?.curve.values())))).flatten()
            })
        }
    };
    let mark = Memo::new(move |_| seen.get().mark);
    view! {
        <path
            class=move || format!("curve {}", mark.get().id())
            data-testid="curve"
            data-job=number.0
            data-state=move || mark.get().id()
            d=path
        />
    }
}

/// The mark at its end.
#[component]
pub(super) fn CurveEnd(
    /// Whose.
    track: JobTrack,
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    let store = Store::expect();
    let (number, seen) = (track.number, track.seen);
    let place = {
        let seen = seen.clone();
        move || {
            seen.track();
            let place = frame.with(|frame| {
                untrack(|| {
                    store.view(|session| {
                        let direction = session.config().objective().direction;
                        curve_end(session.state().job(number)?, &frame.x, &frame.y, direction)
                    })
                })
            });
            place.flatten().map(|(x, y)| format!("translate({x:.1} {y:.1})"))
        }
    };
    let mark = Memo::new(move |_| seen.get().mark);
    let radius = |mark: Mark| if mark == Mark::Completed { 2.8 } else { 3.6 };
    view! {
        <path
            class=move || format!("mark-shape {}", mark.get().id())
            d=move || mark.get().path(radius(mark.get()))
            // Without a place there is nothing to mark.
            transform=move || place().unwrap_or_else(|| "scale(0)".to_owned())
        />
    }
}
