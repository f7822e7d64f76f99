//! One training job's learning curve: a line, and the mark at its end.

use crate::charts::frame::Frame;
use crate::charts::tracks::JobTrack;
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::playground::plot::{Mark, curve_end, curve_path};
use tuneground::training_job::TrainingJob;

/// How a learning curve is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DrawnCurve {
    mark: Mark,
    is_out: bool,
    line: String,
    end: String,
}

impl DrawnCurve {
    /// A job's curve in this frame.
    pub(super) fn new(session: &Session, frame: &Frame, job: &TrainingJob, is_out: bool) -> Self {
        let mark = Mark::of(&job.status);
        let radius = if mark == Mark::Completed { 2.8 } else { 3.6 };
        let end = curve_end(job, frame.epochs(session), &frame.y, session.config().objective().direction);
        Self {
            mark,
            is_out,
            line: curve_path(job.number, job.curve.values(), frame.epochs(session), &frame.y),
            end: end.map_or_else(String::new, |place| mark.path(place, radius)),
        }
    }
}

/// The line.
#[component]
pub(super) fn Curve(
    /// Whose.
    track: JobTrack<DrawnCurve>,
) -> impl IntoView {
    let JobTrack { number, drawn, .. } = track;
    move || {
        drawn.with(|drawn| {
            let state = drawn.mark.id();
            let line = drawn.line.clone();
            view! { <path class=format!("curve {state}") class:out=drawn.is_out data-testid="curve" data-job=number.0 data-state=state d=line/> }
        })
    }
}

/// The mark at its end.
#[component]
pub(super) fn CurveEnd(
    /// Whose.
    track: JobTrack<DrawnCurve>,
) -> impl IntoView {
    let drawn = track.drawn;
    move || {
        drawn.with(|drawn| {
            view! { <path class=format!("mark-shape {}", drawn.mark.id()) class:out=drawn.is_out d=drawn.end.clone()/> }
        })
    }
}
