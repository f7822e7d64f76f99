//! Playing: how simulated time passes on the screen. Everything happens in animation frames, so that the page is drawn at
//! most once a frame however much the engine tells.

use super::scrubbing::Scrub;
use super::{NextJob, Store, SurfaceKey, Then};
use crate::dom::{self, ignore, now, window};
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::training_job::JobNumber;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// The longest time between two frames that is played: after a pause of the whole page, time does not leap.
const MAX_FRAME_SECONDS: f64 = 0.1;

/// As many log entries as are shown in one frame at most: at full speed the engine tells hundreds at a time, and drawing them
/// all at once would keep the page from answering.
const MAX_ENTRIES_A_FRAME: usize = 60;

/// As many log entries as may wait to be shown before the engine is held.
const MAX_ENTRIES_WAITING: usize = 8 * MAX_ENTRIES_A_FRAME;

/// As many training jobs as are taken off the screen in one frame, for the same reason.
const MAX_JOBS_AWAY_A_FRAME: usize = 20;

/// Until when what the engine tells is shown at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Follow {
    /// Until something has come: a step.
    OneReport,
    /// Until something was decided.
    OneDecision,
    /// Until the tuning job has ended: a stop by hand, or a tuning job that ran at AWS.
    TheEnd,
    /// The same, after the answer to a stop by hand: what is known already comes with it, in one frame and not in two.
    TheStop,
    /// Until this simulated time is shown.
    Time(f64),
}

/// A tuning job that waits for the one on the screen to go.
#[derive(Debug)]
pub(super) struct Rewind {
    pub(super) next: NextJob,
    pub(super) then: Then,
}

/// How the tuning job on the screen is played.
#[derive(Debug)]
pub(crate) struct Playback {
    /// Change whenever the session does: of what is above and beside the views, and of the views.
    pub(super) halves: [RwSignal<u64>; 2],
    /// There is a tuning job, or one is about to come.
    pub(super) has_begun: bool,
    /// When the last frame was drawn, in milliseconds.
    last_frame: Option<f64>,
    /// A frame has been asked for.
    frame_asked: bool,
    /// How far the engine may go.
    granted: f64,
    /// The tuning job is being taken off the screen, to make room for another.
    pub(super) rewind: Option<Rewind>,
    /// What the engine tells next is shown at once, although time does not pass.
    pub(super) follow: Option<Follow>,
    /// Steps that were asked for while one was on its way, or before there was anything to show: each shows one more thing.
    pub(super) steps: usize,
    /// When what is read, and not watched, changed last, in milliseconds.
    pub(super) calm_at: f64,
    /// Whether the views changed in the last frame, or the rest of the page.
    is_views_turn: bool,
    /// Somebody scrubs, and what was sought is not wholly shown.
    pub(super) scrub: Option<Scrub>,
    /// The view of a model that was asked for and has not come.
    pub(super) surface_asked: Option<SurfaceKey>,
    /// Real seconds that simulated time has been passing.
    pub(super) real_seconds: f64,
}

impl Playback {
    /// Of a tuning job that has not begun.
    pub(super) fn new(halves: [RwSignal<u64>; 2]) -> Self {
        Self {
            halves,
            has_begun: false,
            last_frame: None,
            frame_asked: false,
            granted: 0.0,
            rewind: None,
            follow: None,
            steps: 0,
            calm_at: 0.0,
            is_views_turn: false,
            scrub: None,
            surface_asked: None,
            real_seconds: 0.0,
        }
    }

    /// Of the tuning job that comes next. The first takes the steps that were asked for before it was there.
    pub(super) fn next(&self, is_first: bool) -> Self {
        let next = Self { has_begun: true, ..Self::new(self.halves) };
        if is_first { Self { follow: self.follow, steps: self.steps, ..next } } else { next }
    }

    /// Show whatever the engine tells next, at once.
    pub(super) fn follow(&mut self, until: Follow) {
        self.follow = Some(until);
        if until != Follow::OneReport {
            self.steps = 0;
        }
    }

    /// The engine has told something.
    pub(super) fn heard(&mut self) {
        if self.follow == Some(Follow::TheStop) {
            self.follow = Some(Follow::TheEnd);
        }
    }
}

impl Store {
    /// Lets simulated time pass; from the start again when everything has been shown.
    pub(crate) fn play(self) {
        let over = self.view_untracked(|session| session.is_complete() && session.is_at_end());
        match over {
            None => return self.run(),
            Some(true) => {
                self.seek(0.0);
            }
            Some(false) => {}
        }
        self.playing.set(true);
        self.playback.update_value(|playback| {
            playback.last_frame = None;
            playback.follow = None;
            playback.steps = 0;
            playback.scrub = None;
        });
        self.request_frame();
    }

    /// Holds simulated time.
    pub(crate) fn pause(self) {
        if !self.playing.get_untracked() {
            return;
        }
        self.playing.set(false);
        // The engine stays where the screen is, so that what is changed or stopped now acts from here.
        if let Some(at) = self.view_untracked(|session| session.playhead().max(session.state().now())) {
            self.grant(at);
        }
    }

    /// Lets the engine go on to a simulated time, shows it, and selects a training job.
    fn show_at(self, time: f64, job: Option<JobNumber>) {
        self.selected.set(job);
        self.playback.update_value(|playback| playback.follow(Follow::Time(time)));
        self.grant(time);
        self.request_frame();
    }

    /// Real seconds that simulated time has been passing.
    pub(crate) fn real_seconds(self) -> f64 {
        self.frame.track();
        self.playback.with_value(|playback| playback.real_seconds)
    }

    fn grant(self, until: f64) {
        let Some(id) = self.id.get_untracked() else { return };
        self.playback.update_value(|playback| playback.granted = until);
        self.with_engine(|engine| engine.advance(id, until.is_finite().then_some(until)));
    }

    /// Draws a frame when the browser is ready for one.
    pub(super) fn request_frame(self) {
        if self.playback.with_value(|playback| playback.frame_asked) {
            return;
        }
        self.playback.update_value(|playback| playback.frame_asked = true);
        let draw = Closure::once_into_js(move || {
            self.playback.update_value(|playback| playback.frame_asked = false);
            self.draw_frame();
        });
        ignore(window().request_animation_frame(draw.unchecked_ref()));
    }

    pub(super) fn jobs_on_screen(self) -> usize {
        self.view_untracked(|session| session.state().jobs().len()).unwrap_or(0)
    }

    /// Takes some training jobs off the screen; the tuning job that waits comes in the frame after the last of them went.
    pub(super) fn rewind(self) {
        let jobs = self.jobs_on_screen();
        if jobs == 0 {
            let mut rewind = None;
            self.playback.update_value(|playback| rewind = playback.rewind.take());
            let Some(Rewind { next, then }) = rewind else { return };
            self.replace(next);
            self.is_starting_over.set(false);
            match then {
                Then::Stand => {}
                Then::Play => self.play(),
                Then::ShowAt(time, job) => self.show_at(time, job),
                Then::GoOn(time, job) => {
                    self.selected.set(job);
                    self.seek(time);
                    self.play();
                }
            }
            return;
        }
        self.session.update_value(|session| {
            if let Some(session) = session {
                session.rewind(jobs.saturating_sub(MAX_JOBS_AWAY_A_FRAME));
            }
        });
        self.touch();
        self.request_frame();
    }

    pub(super) fn draw_frame(self) {
        if self.playback.with_value(|playback| playback.rewind.is_some()) {
            return self.rewind();
        }
        let (scrub, follow) = self.playback.with_value(|playback| (playback.scrub, playback.follow));
        if let (Some(scrub), None, false) = (scrub, follow, self.playing.get_untracked()) {
            return self.scrub_frame(scrub);
        }
        if follow == Some(Follow::TheStop) {
            return;
        }
        let was_over = self.is_over();
        if self.playing.get_untracked() && !was_over {
            self.play_frame();
        } else if let Some(until) = follow {
            self.show_what_is_new(until);
        } else {
            self.step_on();
        }
        // The end comes in a frame of its own: much is drawn for it that need not come with the last training jobs.
        if was_over {
            self.playing.set(false);
        }
        if untrack(|| self.is_rushing()) {
            self.touch_by_turns();
        } else {
            self.touch();
        }
        if self.playing.get_untracked() {
            self.request_frame();
        }
    }

    /// Where each frame has all it can draw: in one frame what is read changes, in one the views, in one the rest.
    pub(super) fn touch_by_turns(self) {
        let time = now();
        if self.is_time_for_calm(time) {
            return self.touch_calm(time);
        }
        self.playback.update_value(|playback| playback.is_views_turn = !playback.is_views_turn);
        let is_views_turn = self.playback.with_value(|playback| playback.is_views_turn);
        self.touch_frames([!is_views_turn, is_views_turn]);
        if !is_views_turn {
            self.ask_for_surface();
        }
    }

    fn play_frame(self) {
        let time = now();
        let last = self.playback.with_value(|playback| playback.last_frame).unwrap_or(time);
        let elapsed = ((time - last) / 1000.0).clamp(0.0, MAX_FRAME_SECONDS);
        self.playback.update_value(|playback| {
            playback.last_frame = Some(time);
            playback.real_seconds += elapsed;
        });
        let rate = self.speed.get_untracked().seconds_per_second();
        let Some((playhead, is_complete)) = self.view_untracked(|session| (session.playhead(), session.is_complete()))
        else {
            return;
        };
        let wanted = if rate.is_finite() { playhead + elapsed * rate } else { f64::INFINITY };
        if !is_complete {
            let granted = self.playback.with_value(|playback| playback.granted);
            if rate.is_infinite() {
                self.keep_up(granted);
            } else if granted < wanted || granted.is_infinite() {
                // The engine is let on up to where the screen will be, and half a second further so that it is not waited for.
                self.grant(wanted + 0.5 * rate);
            }
        }
        self.session.update_value(|session| {
            if let Some(session) = session {
                session.play(wanted, MAX_ENTRIES_A_FRAME);
            }
        });
    }

    /// At full speed the engine goes ahead of the screen by a few frames' entries: were it done in one go, its threads would keep
    /// those that draw waiting.
    fn keep_up(self, granted: f64) {
        let look = |session: &Session| (session.log().len() - session.shown().len(), session.end());
        let Some((waiting, end)) = self.view_untracked(look) else { return };
        if granted.is_infinite() && waiting > MAX_ENTRIES_WAITING && !dom::is_hidden() {
            self.grant(end);
        } else if granted.is_finite() && waiting <= MAX_ENTRIES_WAITING / 2 {
            self.grant(f64::INFINITY);
        }
    }

    /// Lets the engine go on while nobody sees the page and nothing is drawn.
    pub(super) fn go_on_when_hidden(self) {
        dom::on_hidden(move || {
            if untrack(|| self.is_rushing()) {
                self.grant(f64::INFINITY);
            }
        });
    }

    /// A step or a stop: everything that is told belongs on the screen. What is too much for one frame comes in the next.
    fn show_what_is_new(self, until: Follow) {
        let (mut is_done, mut is_more) = (false, false);
        self.session.update_value(|session| {
            let Some(session) = session else { return };
            if until == Follow::OneDecision {
                is_done = session.step_to_decision() || session.is_complete();
                if !is_done {
                    session.seek(f64::INFINITY);
                }
                return;
            }
            if let Follow::Time(time) = until {
                session.play(time, MAX_ENTRIES_A_FRAME);
                is_done = session.has_shown(time) || (session.is_complete() && session.is_at_end());
                is_more = !session.is_at_end();
                return;
            }
            let shown = (0..MAX_ENTRIES_A_FRAME).take_while(|_| session.step()).count();
            is_more = !session.is_at_end();
            is_done = !is_more && if until == Follow::TheEnd { session.is_complete() } else { shown > 0 };
        });
        if is_done {
            self.playback.update_value(|playback| playback.follow = None);
            self.step_on();
        } else if is_more {
            self.request_frame();
        } else if until == Follow::OneDecision
            && let Some(id) = self.id.get_untracked()
        {
            self.with_engine(|engine| engine.step(id));
        }
    }
}
