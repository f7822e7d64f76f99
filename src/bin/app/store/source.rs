//! Where the next tuning job comes from, and how it takes the place of the one on the screen.

use super::Store;
use super::playback::{Follow, Rewind};
use crate::dom;
use crate::engine::{Creator, Js};
use leptos::prelude::*;
use std::collections::BTreeMap;
use tuneground::language::t;
use tuneground::playground::cost::Billing;
use tuneground::playground::lens::Lens;
use tuneground::playground::workshop::{Outcome, ResultCode, Workshop};
use tuneground::playground::{Preset, Problem, Session};
use tuneground::protocol::entry_from_json;
use tuneground::training_job::{JobNumber, Seconds};
use tuneground::tuning_job::{LogEntry, TuningConfig};

/// The document that is edited, for the page that lets it run. The editor itself loads after the page is interactive, so
/// these functions are all that the page knows of it.
pub(crate) trait JobSource {
    /// What would run; from now on it is what is on the screen. Else it says why nothing can run, and shows where.
    fn take(&self) -> Result<NextJob, String>;
    /// What is edited, with what is known of its warm start's parents, as members of a JSON object: `"Document":…,"Parents":[…]`.
    /// Else it says what has to be put right first. Follows the document.
    fn edited(&self) -> Result<String, String>;
    /// Puts a preset's document in the place of the one that is edited.
    fn load_preset(&self, preset: &'static Preset);
    /// What the bill of the tuning job on the screen depends on.
    fn billing(&self) -> Billing;
    /// Narrows the ranges of the tuning job on the screen to what is brushed, as the document that is edited, with that tuning job
    /// as the parent of its warm start. Says what was done, or what has to be done first.
    fn shrink(&self, lens: &Lens, session: &Session) -> Result<String, String>;
    /// What is edited as a link's text. Else it says what has to be put right first. Follows the document.
    fn link(&self) -> Result<Shared, String>;
    /// What "Check my answer" finds of the tuning job on the screen. `None` for one that did not run here.
    fn check(
        &self,
        session: &Session,
        workshop: &Workshop,
        answers: &BTreeMap<usize, String>,
    ) -> Option<(Vec<Outcome>, ResultCode)>;
    /// What AWS would answer about the tuning job on the screen: an operation's response as JSON text.
    fn answer(&self, session: &Session, operation: Operation) -> String;
}

/// A document that is to be shared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shared {
    /// It as a link's text.
    pub(crate) link: String,
    /// The user's own file that it learns from, which is not in it.
    pub(crate) file: Option<String>,
}

/// An operation that reads the tuning job on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operation {
    /// `DescribeHyperParameterTuningJob`.
    DescribeTuningJob,
    /// `ListTrainingJobsForHyperParameterTuningJob`, the best first.
    ListTrainingJobs,
    /// `DescribeTrainingJob`, of this one or of the best.
    DescribeTrainingJob(Option<JobNumber>),
}

/// Where what is told about a tuning job comes from.
#[derive(Debug)]
pub(crate) enum Telling {
    /// It runs here.
    Engine {
        /// Its playground document.
        document: Js,
        /// What is known of its warm start's parents.
        parents: Vec<Js>,
        /// Its log, of one that goes on from where it was.
        known: Vec<Js>,
    },
    /// It ran at AWS: this is all that is known, and what is not, in sentences.
    Aws(Vec<LogEntry>, Vec<String>),
}

/// A tuning job that can come on the screen.
#[derive(Debug)]
pub(crate) struct NextJob {
    /// Who tells what it does.
    pub(crate) telling: Telling,
    /// What it asks for.
    pub(crate) config: TuningConfig,
    /// What it trains, if the page trains it.
    pub(crate) problem: Option<Problem>,
    /// About how long it takes, in simulated seconds.
    pub(crate) expected_seconds: Seconds,
}

/// What happens once a tuning job is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Then {
    /// Nothing: it stands at its start.
    #[default]
    Stand,
    /// Simulated time passes.
    Play,
    /// It is shown as it stood at this simulated time, with this training job selected.
    ShowAt(Seconds, Option<JobNumber>),
    /// It is shown as it stood then, and time passes.
    GoOn(Seconds, Option<JobNumber>),
}

impl Store {
    /// What the bill of the tuning job on the screen depends on; follows which one that is.
    pub(crate) fn billing(self) -> Billing {
        self.run_id();
        self.source.with_value(|source| source.as_ref().map(|source| source.billing())).unwrap_or_default()
    }

    /// [`JobSource::shrink`], of the tuning job on the screen.
    pub(crate) fn shrink(self, lens: &Lens) -> Result<String, String> {
        let shrunk = self.source.with_value(|source| {
            let source = source.as_ref()?;
            self.view_untracked(|session| source.shrink(lens, session))
        });
        shrunk.unwrap_or_else(|| Err(t!("There is no tuning job yet.").to_owned()))
    }

    /// [`JobSource::check`].
    pub(crate) fn check(
        self,
        workshop: &Workshop,
        answers: &BTreeMap<usize, String>,
    ) -> Option<(Vec<Outcome>, ResultCode)> {
        self.source.with_value(|source| {
            let source = source.as_ref()?;
            self.view_untracked(|session| source.check(session, workshop, answers))?
        })
    }

    /// The document that is edited: see [`JobSource::edited`]. `None` as long as there is none.
    pub(crate) fn edited(self) -> Option<Result<String, String>> {
        self.run_id();
        self.source.with_value(|source| source.as_ref().map(|source| source.edited()))
    }

    /// [`JobSource::link`]. `None` as long as there is no document.
    pub(crate) fn link(self) -> Option<Result<Shared, String>> {
        self.source.with_value(|source| source.as_ref().map(|source| source.link()))
    }

    /// What AWS would answer about the tuning job on the screen as it stands at the playhead; changes a few times a second.
    pub(crate) fn answer(self, operation: Signal<Operation>) -> Memo<Option<String>> {
        let answers = self.calm_memo(move |session| {
            let operation = operation.get();
            self.source.with_value(|source| source.as_ref().map(|source| source.answer(session, operation)))
        });
        Memo::new(move |_| answers.get().flatten())
    }

    /// Tells the store where its tuning jobs come from.
    pub(crate) fn connect_source(self, source: Box<dyn JobSource>) {
        self.source.set_value(Some(source));
    }

    /// The first tuning job has begun, or is about to. Until then it is waited for what was kept, and for the link's document.
    pub(crate) fn has_begun(self) -> bool {
        self.playback.with_value(|playback| playback.has_begun)
    }

    fn leave_off_waiting(self) {
        self.playback.update_value(|playback| playback.has_begun = true);
    }

    /// The first tuning job, of the document that is edited. What was wished for until now happens, unless a link says otherwise.
    pub(crate) fn begin(self, by_link: Option<Then>) {
        let wished = if self.playing.get_untracked() { Then::Play } else { Then::Stand };
        self.leave_off_waiting();
        self.start_over(by_link.unwrap_or(wished));
    }

    /// The first tuning job is one that was kept.
    pub(crate) fn begin_with(self, job: NextJob, then: Then) {
        self.leave_off_waiting();
        self.make_room(job, then);
    }

    /// Puts a preset in the place of the document that is edited, and runs it.
    pub(crate) fn run_preset(self, preset: &'static Preset) {
        self.preset.set(Some(preset.id));
        self.source.with_value(|source| {
            if let Some(source) = source {
                source.load_preset(preset);
                // Whatever is still waited for: this was chosen.
                self.leave_off_waiting();
            }
        });
        self.run();
    }

    /// Creates the tuning job anew and lets time pass; or says what has to be put right first.
    pub(crate) fn run(self) {
        self.start_over(Then::Play);
    }

    /// Creates the tuning job that the document asks for, in place of the one on the screen, at simulated time 0; or says
    /// what has to be put right first.
    pub(crate) fn reset(self) {
        self.start_over(Then::Stand);
    }

    /// Takes the tuning job off the screen and creates the one that the document asks for. A large one goes in
    /// several frames.
    pub(crate) fn start_over(self, then: Then) {
        let taken = self.source.with_value(|source| {
            let source = source.as_ref().filter(|_| self.has_begun())?;
            Some(source.take())
        });
        match taken {
            // Happens as soon as the first tuning job can begin.
            None => self.playing.set(then == Then::Play),
            Some(Err(reason)) => self.notice.set(Some(reason)),
            Some(Ok(next)) => self.make_room(next, then),
        }
    }

    /// Shows a tuning job that ran at AWS, in place of the one on the screen.
    pub(crate) fn show(self, finished: NextJob) {
        self.preset.set(None);
        self.leave_off_waiting();
        self.make_room(finished, Then::Stand);
    }

    /// Takes the tuning job off the screen; the next one comes when it is gone.
    fn make_room(self, next: NextJob, then: Then) {
        self.notice.set(None);
        self.playing.set(false);
        self.is_starting_over.set(true);
        self.playback.update_value(|playback| playback.rewind = Some(Rewind { next, then }));
        if self.id.get_untracked().is_some() {
            self.rewind();
        } else {
            // The first, while the page is still being put together, in a task of its own.
            dom::soon(move || self.rewind());
        }
    }

    /// Puts the tuning job in its place.
    pub(super) fn replace(self, next: NextJob) {
        let id = self.engine.with_value(|engine| {
            let engine = engine.as_ref()?;
            if let Some(old) = self.id.get_untracked() {
                engine.close(old);
            }
            Some(match &next.telling {
                Telling::Engine { document, parents, known } => {
                    let creator = Creator::Page { parents: parents.clone(), known: known.clone() };
                    engine.create(document.clone(), next.config.max_parallel_jobs(), creator)
                }
                Telling::Aws(..) => engine.new_session(),
            })
        });
        self.expected_seconds.set(next.expected_seconds);
        let is_first = self.id.with_untracked(Option::is_none);
        self.playback.update_value(|playback| {
            *playback = playback.next(is_first);
        });
        let mut session = Session::new(next.config);
        let unknown = match next.telling {
            Telling::Engine { known, .. } => {
                go_on(&mut session, known);
                None
            }
            Telling::Aws(log, unknown) => {
                session.receive(log, None);
                self.playback.update_value(|playback| playback.follow(Follow::TheEnd));
                Some(unknown)
            }
        };
        self.ran_at_aws.set(unknown);
        self.session.set_value(Some(session));
        self.playing.set(false);
        self.selected.set(None);
        self.hovered.set(None);
        self.surface.set(None);
        self.problem.set(next.problem);
        self.id.set(id);
        self.touch();
        self.request_frame();
    }
}

/// Has a session know what was kept of its log.
fn go_on(session: &mut Session, known: Vec<Js>) {
    let entries: Vec<_> = known.into_iter().filter_map(|entry| entry_from_json(entry, session.config()).ok()).collect();
    let Some(last) = entries.last().map(|entry| entry.time) else { return };
    session.receive(entries, Some(last));
    if session.state_at_end().has_ended() {
        session.receive([], None);
    }
}
