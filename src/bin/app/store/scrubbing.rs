//! Scrubbing: going to any simulated time, many times a second.

use super::Store;
use crate::dom::now;
use leptos::prelude::*;

/// From this many training jobs on the halves of the page change by turns while one scrubs: a frame for both would take longer
/// than a frame lasts.
const MANY_JOBS: usize = 150;

/// How much of a time that was sought is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scrub {
    /// The scrubber moved since the last frame: some of it.
    Moved,
    /// It did not: the next frame shows all that is watched.
    Stands,
    /// All but what is read.
    Drawn,
}

impl Store {
    /// Shows another simulated time. Who scrubs comes by many: what is read follows a few times a second, of many training jobs
    /// the halves of the page change by turns, and all of it is right as soon as the scrubber stands still for a frame.
    pub(crate) fn seek(self, time: f64) {
        self.session.update_value(|session| {
            if let Some(session) = session {
                session.seek(time);
            }
        });
        let was_scrubbing = self.playback.with_value(|playback| playback.scrub.is_some());
        self.playback.update_value(|playback| playback.scrub = Some(Scrub::Moved));
        if was_scrubbing && self.jobs_on_screen() > MANY_JOBS {
            self.touch_by_turns();
        } else {
            self.touch_frames([true, true]);
            if self.is_time_for_calm(now()) {
                self.touch_calm(now());
            }
            self.ask_for_surface();
        }
        self.request_frame();
    }

    /// What a frame does for who scrubs, or has just done so.
    pub(super) fn scrub_frame(self, scrub: Scrub) {
        let next = match scrub {
            Scrub::Moved => Some(Scrub::Stands),
            Scrub::Stands => {
                self.touch_frames([true, true]);
                self.ask_for_surface();
                Some(Scrub::Drawn)
            }
            Scrub::Drawn if self.is_time_for_calm(now()) => {
                self.touch_calm(now());
                None
            }
            Scrub::Drawn => Some(Scrub::Drawn),
        };
        self.playback.update_value(|playback| playback.scrub = next);
        if next.is_some() {
            self.request_frame();
        }
    }
}
