//! One thing after another, forward and back, while simulated time stands.

use super::Store;
use super::playback::Follow;
use leptos::prelude::*;
use tuneground::playground::Session;

impl Store {
    /// Shows the next thing that happens.
    pub(crate) fn step(self) {
        self.playing.set(false);
        let mut shown = false;
        self.session.update_value(|session| shown = session.as_mut().is_some_and(Session::step));
        if shown {
            return self.touch();
        }
        if self.view_untracked(Session::is_complete) == Some(true) {
            return;
        }
        let is_on_its_way = self.playback.with_value(|playback| playback.follow == Some(Follow::OneReport));
        if is_on_its_way || !self.has_heard() {
            return self.playback.update_value(|playback| playback.steps += 1);
        }
        if let Some(id) = self.id.get_untracked() {
            self.playback.update_value(|playback| playback.follow(Follow::OneReport));
            self.with_engine(|engine| engine.step(id));
        }
    }

    /// The engine has told how the tuning job begins.
    fn has_heard(self) -> bool {
        self.view_untracked(|session| !session.log().is_empty()) == Some(true)
    }

    /// Takes the steps that were asked for meanwhile, up to one that has to be waited for.
    pub(super) fn step_on(self) {
        let mut is_asked = self.has_heard();
        while is_asked {
            self.playback.update_value(|playback| {
                is_asked = playback.follow.is_none() && playback.steps > 0;
                playback.steps -= usize::from(is_asked);
            });
            if is_asked {
                self.step();
            }
        }
    }

    /// Shows the next decision.
    pub(crate) fn step_to_decision(self) {
        self.playing.set(false);
        self.playback.update_value(|playback| playback.follow(Follow::OneDecision));
        self.draw_frame();
    }

    /// Shows things as they were before the last one happened, or before the last decision.
    pub(crate) fn step_back(self, to_decision: bool) {
        self.pause();
        self.session.update_value(|session| {
            if let Some(session) = session {
                if to_decision {
                    session.step_back_to_decision();
                } else {
                    let _ = session.step_back();
                }
            }
        });
        self.touch();
    }
}
