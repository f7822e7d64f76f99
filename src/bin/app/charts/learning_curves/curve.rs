//! Training jobs' learning curves: a line for each, and the mark at its end.

use crate::charts::frame::Frame;
use crate::charts::marks::{Layer, class_of, job_marks};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::{Mark, curve_end, curve_path};

/// The lines.
#[component]
pub(super) fn Curves(
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    let layer = Layer { class: "curve-lines", element: "path", test_id: "curve" };
    job_marks(
        Store::expect(),
        layer,
        move || frame.get(),
        |_| (),
        |session, job, (frame, ()), is_out| {
            let mark = Mark::of(&job.status);
            vec![
                ("class", class_of("curve", mark, is_out)),
                ("data-state", mark.id().to_owned()),
                ("d", curve_path(job.number, job.curve.values(), frame.epochs(session), &frame.y)),
            ]
        },
    )
}

/// The marks at their ends.
#[component]
pub(super) fn CurveEnds(
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    let layer = Layer { class: "ends", element: "path", test_id: "curve-end" };
    job_marks(
        Store::expect(),
        layer,
        move || frame.get(),
        |_| (),
        |session, job, (frame, ()), is_out| {
            let mark = Mark::of(&job.status);
            let radius = if mark == Mark::Completed { 2.8 } else { 3.6 };
            let end = curve_end(job, frame.epochs(session), &frame.y, session.config().objective().direction);
            vec![
                ("class", class_of("mark-shape", mark, is_out)),
                ("d", end.map_or_else(String::new, |place| mark.path(place, radius))),
            ]
        },
    )
}
