//! The page's state: the tuning job on the screen, how it is played, and where the next one comes from.

mod playback;
mod scrubbing;
mod source;
mod speed;
mod stepping;

pub(crate) use source::{JobSource, NextJob, Operation, Shared, Telling, Then};
pub(crate) use speed::Speed;

use crate::dom::now;
use crate::engine::{Engine, Js};
use leptos::prelude::*;
use std::time::Duration;
use tuneground::playground::{Preset, Problem, Session};
use tuneground::protocol::{FromTuner, SessionId, ToTuner, entry_from_json};
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::TuningConfig;

/// The least time between two changes of what is read, while time passes.
const CALM: Duration = Duration::from_millis(200);
/// The same at full speed, where nobody reads along.
const CALM_AT_FULL_SPEED: Duration = Duration::from_millis(400);

/// Of which tuning job, training job and epoch a decision boundary is.
type SurfaceKey = (SessionId, JobNumber, u32);

/// The page's state. Handles only: copies are the same state.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    /// True when the document that is edited is not the one on the screen.
    pub(crate) is_edited: RwSignal<bool>,
    /// What the tuning job on the screen trains, if the page trains it.
    pub(crate) problem: RwSignal<Option<Problem>>,
    /// Of a tuning job that ran at AWS, what AWS's answers do not tell; `None` for one that runs here.
    pub(crate) ran_at_aws: RwSignal<Option<Vec<String>>>,
    /// The preset that was chosen last.
    pub(crate) preset: RwSignal<Option<&'static str>>,
    /// True while simulated time passes.
    pub(crate) playing: RwSignal<bool>,
    /// True while the tuning job on the screen makes room for the next.
    pub(crate) is_starting_over: RwSignal<bool>,
    /// How fast it passes.
    pub(crate) speed: RwSignal<Speed>,
    /// The training job that the person looks at.
    pub(crate) selected: RwSignal<Option<JobNumber>>,
    /// The training job that a pointer is on, in whichever plot.
    pub(crate) hovered: RwSignal<Option<JobNumber>>,
    /// Which training jobs are left out of what is looked at closely, in the order of launch; empty when none is.
    pub(crate) left_out: RwSignal<Vec<bool>>,
    /// The model last drawn, a `ModelView`, and of which job and epoch.
    pub(crate) surface: RwSignal<Option<(SurfaceKey, Js)>, LocalStorage>,
    /// What went wrong outside any field: shown until dismissed.
    pub(crate) notice: RwSignal<Option<String>>,
    /// What a screen reader is told.
    pub(crate) announcement: RwSignal<String>,
    /// About how long the tuning job on the screen takes, in simulated seconds.
    expected_seconds: RwSignal<f64>,
    /// Changes whenever the session does; of the half of the page that this handle was given to.
    frame: RwSignal<u64>,
    /// Changes with the session, but only a few times a second while time passes.
    calm: RwSignal<u64>,
    /// The handle of the session's tuning job.
    id: RwSignal<Option<SessionId>>,
    session: StoredValue<Option<Session>>,
    source: StoredValue<Option<Box<dyn JobSource>>, LocalStorage>,
    engine: StoredValue<Option<Engine>, LocalStorage>,
    playback: StoredValue<playback::Playback, LocalStorage>,
}

impl Store {
    /// The store of a page that begins with this preset.
    pub(crate) fn new(preset: &'static Preset) -> Self {
        let halves = [RwSignal::new(0), RwSignal::new(0)];
        Self {
            is_edited: RwSignal::new(false),
            problem: RwSignal::new(None),
            ran_at_aws: RwSignal::new(None),
            preset: RwSignal::new(Some(preset.id)),
            playing: RwSignal::new(false),
            is_starting_over: RwSignal::new(false),
            speed: RwSignal::new(Speed::at_first()),
            selected: RwSignal::new(None),
            hovered: RwSignal::new(None),
            left_out: RwSignal::new(Vec::new()),
            surface: RwSignal::new_local(None),
            notice: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            expected_seconds: RwSignal::new(0.0),
            frame: halves[0],
            calm: RwSignal::new(0),
            id: RwSignal::new(None),
            session: StoredValue::new(None),
            source: StoredValue::new_local(None),
            engine: StoredValue::new_local(None),
            playback: StoredValue::new_local(playback::Playback::new(halves)),
        }
    }

    /// The store that the page's components share.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// The store as the views see it. At full speed they and the rest of the page change in frames by turns: all of it in each
    /// frame would keep the page from answering on a slow machine.
    pub(crate) fn for_views(self) -> Self {
        Self { frame: self.playback.with_value(|playback| playback.halves[1]), ..self }
    }

    /// Gives the store its engine.
    pub(crate) fn connect(self, engine: Engine) {
        self.engine.set_value(Some(engine));
        self.go_on_when_hidden();
    }

    /// Something about the tuning job on the screen, as it stands at the playhead; follows it. `None` when there is none.
    pub(crate) fn view<T>(self, look: impl FnOnce(&Session) -> T) -> Option<T> {
        self.frame.track();
        self.session.with_value(|session| session.as_ref().map(look))
    }

    /// A memo of [`Self::view`]: changes only when its value does.
    pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        look: impl Fn(&Session) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.view(&look))
    }

    /// Something about what the tuning job on the screen was asked to do: changes with the tuning job, and is not looked at in
    /// between.
    pub(crate) fn of_config<T: PartialEq + Send + Sync + 'static>(
        self,
        look: impl Fn(&TuningConfig) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| {
            self.id.track();
            self.view_untracked(|session| look(session.config()))
        })
    }

    /// The simulated time at the right end of the scrubber: the end once it is known, before that about where it will be.
    pub(crate) fn scale_end(self) -> f64 {
        let expected = self.expected_seconds.get();
        self.view(|session| if session.is_complete() { session.end() } else { expected.max(1.1 * session.end()) })
            .unwrap_or(expected)
    }

    /// Tells the tuning jobs that were on the screen apart.
    pub(crate) fn run_id(self) -> Option<SessionId> {
        self.id.get()
    }

    /// [`Self::run_id`], not followed.
    pub(crate) fn run_id_untracked(self) -> Option<SessionId> {
        self.id.get_untracked()
    }

    /// A tuning job's log as the engine told it, from an entry on.
    pub(crate) fn log_from(self, session: SessionId, from: usize) -> Vec<Js> {
        self.engine
            .with_value(|engine| engine.as_ref().map(|engine| engine.log_from(session, from)))
            .unwrap_or_default()
    }

    /// True when the tuning job on the screen is not what the document asks for.
    pub(crate) fn has_changes(self) -> bool {
        self.id.get().is_some() && self.is_edited.get()
    }

    /// [`Self::has_changes`], not followed.
    pub(crate) fn has_changes_untracked(self) -> bool {
        untrack(|| self.has_changes())
    }

    /// True when the tuning job on the screen has ended and is shown to its end.
    pub(crate) fn is_over(self) -> bool {
        self.view_untracked(|session| session.is_complete() && session.is_at_end()) == Some(true)
    }

    /// Stops the tuning job by hand, at the time that is shown.
    pub(crate) fn stop(self) {
        self.playing.set(false);
        if let (Some(id), Some(at)) = (self.id.get_untracked(), self.view_untracked(Session::playhead)) {
            self.with_engine(|engine| engine.post(&ToTuner::Stop { session: id, at }));
            // Whatever the engine still tells belongs on the screen.
            self.playback.update_value(|playback| playback.follow(playback::Follow::TheStop));
        }
    }

    /// Hears what the tuner says.
    pub(crate) fn hear(self, message: FromTuner<Js>) {
        match message {
            FromTuner::Events { session, entries, reached } if Some(session) == self.id.get_untracked() => {
                self.session.update_value(|own| {
                    let Some(own) = own else { return };
                    let entries: Vec<_> =
                        entries.into_iter().filter_map(|entry| entry_from_json(entry, own.config()).ok()).collect();
                    own.receive(entries, reached);
                });
                self.playback.update_value(playback::Playback::heard);
                self.request_frame();
            }
            FromTuner::Surface { session, job, epoch, view } => {
                let key = (session, JobNumber(job), epoch);
                if Some(session) == self.id.get_untracked() {
                    self.playback.update_value(|playback| playback.surface_asked = None);
                    self.surface.set(Some((key, view)));
                    self.ask_for_surface();
                }
            }
            _ => {}
        }
    }

    /// Asks for the decision boundary of the job that is looked at, or of the best; one at a time.
    fn ask_for_surface(self) {
        let Some(wanted) = self.surface_wanted() else { return };
        let shown = self.surface.with_untracked(|surface| surface.as_ref().map(|(key, _)| *key));
        if shown == Some(wanted) || self.playback.with_value(|playback| playback.surface_asked.is_some()) {
            return;
        }
        self.playback.update_value(|playback| playback.surface_asked = Some(wanted));
        let (session, job, epoch) = wanted;
        self.with_engine(|engine| engine.post(&ToTuner::Surface { session, job: job.0, epoch }));
    }

    fn surface_wanted(self) -> Option<SurfaceKey> {
        let id = self.id.get_untracked()?;
        // Without data there is nothing that it could be drawn over.
        self.problem.with_untracked(|problem| problem.as_ref()?.dataset().map(|_| ()))?;
        let selected = self.selected.get_untracked();
        self.view_untracked(|session| {
            let history = session.state().history();
            let job = selected.and_then(|number| history.get(number)).or_else(|| history.best().map(|(job, _)| job))?;
            Some((id, job.number, job.curve.epochs()))
        })?
    }

    /// [`Self::view`], not followed.
    pub(crate) fn view_untracked<T>(self, look: impl FnOnce(&Session) -> T) -> Option<T> {
        self.session.with_value(|session| session.as_ref().map(look))
    }

    fn with_engine(self, act: impl FnOnce(&Engine)) {
        self.engine.with_value(|engine| {
            if let Some(engine) = engine {
                act(engine);
            }
        });
    }

    /// A memo like [`Self::memo`] for what nobody can read sixty times a second, such as sentences: while time passes it
    /// changes a few times a second.
    pub(crate) fn calm_memo<T: PartialEq + Send + Sync + 'static>(
        self,
        look: impl Fn(&Session) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| {
            self.calm.track();
            self.view_untracked(&look)
        })
    }

    /// Tells everyone that the session has changed.
    fn touch(self) {
        self.touch_frames([true, true]);
        let time = now();
        if self.is_time_for_calm(time) || !self.playing.get_untracked() {
            self.touch_calm(time);
        }
        self.ask_for_surface();
    }

    /// Tells those halves of the page that the session has changed.
    fn touch_frames(self, which: [bool; 2]) {
        let halves = self.playback.with_value(|playback| playback.halves);
        for (half, _) in halves.into_iter().zip(which).filter(|(_, is_touched)| *is_touched) {
            half.update(|frame| *frame += 1);
        }
    }

    /// True while time passes at full speed.
    pub(crate) fn is_rushing(self) -> bool {
        self.playing.get() && self.speed.get() == Speed::Full
    }

    /// True when what is read, and not watched, has stood long enough to change again.
    fn is_time_for_calm(self, time: f64) -> bool {
        let least = if untrack(|| self.is_rushing()) { CALM_AT_FULL_SPEED } else { CALM };
        self.playback.with_value(|playback| time - playback.calm_at >= 1000.0 * least.as_secs_f64())
    }

    /// Tells those who follow a [`Self::calm_memo`] that the session has changed.
    fn touch_calm(self, time: f64) {
        self.playback.update_value(|playback| playback.calm_at = time);
        self.calm.update(|calm| *calm += 1);
    }
}
