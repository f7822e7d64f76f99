//! Pointing at training jobs and selecting them; what every plot and table shares.

use super::frame::Frame;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::playground::plot::{Described, curve_end, nearest_curve};
use tuneground::training_job::JobNumber;

/// A point of a plot, in pixels.
type Place = (f64, f64);

/// How near a pointer has to come to a learning curve.
const REACH: f64 = 24.0;

/// The training job under a pointer in a plot of learning curves, and where one is pointed at with the keyboard.
pub(super) fn point_at_curves(
    store: Store,
    frame: Memo<Frame>,
) -> (Callback<Place, Option<JobNumber>>, Callback<JobNumber, Option<Place>>) {
    let nearest = Callback::new(move |pointer| {
        let find = |session: &Session| {
            frame.with(|frame| nearest_curve(session.state().jobs(), frame.epochs(session), &frame.y, pointer, REACH))
        };
        untrack(|| store.view(find).flatten())
    });
    let anchor = Callback::new(move |number| {
        let place = |session: &Session| {
            let job = session.state().job(number)?;
            let direction = session.config().objective().direction;
            frame.with(|frame| curve_end(job, frame.epochs(session), &frame.y, direction))
        };
        untrack(|| store.view(place).flatten())
    });
    (nearest, anchor)
}

/// Points at a job with the keyboard, and says which.
pub(super) fn point_at(store: Store, job: JobNumber) {
    store.hovered.set(Some(job));
    let describe = |session: &Session| Some(Described::new(session.state().job(job)?, session.config()).sentence());
    if let Some(text) = untrack(|| store.view(describe)).flatten() {
        store.announcement.set(text);
    }
}

/// Selects a job, or lets go of it when it is selected already. Nothing lets go too.
pub(super) fn toggle(store: Store, job: Option<JobNumber>) {
    store.selected.update(|selected| *selected = if *selected == job { None } else { job });
}
