//! One signal for each training job, so that a frame redraws only the jobs that changed in it.
//!
//! Once a frame all jobs are compared with what was seen of them, and those that changed are drawn anew. That is far
//! cheaper than a memo for each job: hundreds of subscribers to the same signals cost more than the drawing itself.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::playground::plot::Mark;
use tuneground::protocol::SessionId;
use tuneground::training_job::{JobNumber, TrainingJob};

/// What changes of a training job while it is on the screen. Its hyperparameters do not.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    epochs: u32,
    mark: Mark,
}

impl Seen {
    fn of(job: &TrainingJob) -> Self {
        Self { epochs: job.curve.epochs(), mark: Mark::of(&job.status) }
    }
}

/// A training job on the screen, drawn as `T`.
#[derive(Clone)]
pub(super) struct JobTrack<T: 'static> {
    run: Option<SessionId>,
    /// Its number.
    pub(super) number: JobNumber,
    seen: Seen,
    /// How it is drawn.
    pub(super) drawn: ArcRwSignal<T>,
}

impl<T> JobTrack<T> {
    /// What tells it from every other, in every tuning job.
    pub(super) fn key(&self) -> (Option<SessionId>, JobNumber) {
        (self.run, self.number)
    }
}

/// All training jobs on the screen, in the order of launch; follows the playhead. `draw` draws a job that has something
/// new, or all of them when `context` has changed.
pub(super) fn follow_jobs<C, T>(
    store: Store,
    context: impl Fn() -> C + 'static,
    draw: impl Fn(&Session, &C, &TrainingJob) -> T + 'static,
) -> RwSignal<Vec<JobTrack<T>>>
where
    C: PartialEq + 'static,
    T: PartialEq + Send + Sync + 'static,
{
    let tracks = RwSignal::new(Vec::<JobTrack<T>>::new());
    Effect::new(move |before: Option<C>| {
        let (run, context) = (store.run_id(), context());
        let is_same_context = before.is_some_and(|before| before == context);
        let count = store.view(|session| session.state().jobs().len()).unwrap_or(0);
        let mut shown = 0;
        tracks.update_untracked(|tracks| {
            if tracks.first().is_some_and(|track| track.run != run) {
                tracks.clear();
            }
            shown = tracks.len();
            tracks.truncate(count);
            untrack(|| store.view(|session| draw_changes(tracks, session, run, &context, is_same_context, &draw)));
        });
        if shown != count || tracks.with_untracked(|tracks| tracks.first().is_none_or(|track| track.run != run)) {
            tracks.notify();
        }
        context
    });
    tracks
}

/// Draws the jobs that changed, and adds those that are new.
fn draw_changes<C, T: PartialEq + Send + Sync>(
    tracks: &mut Vec<JobTrack<T>>,
    session: &Session,
    run: Option<SessionId>,
    context: &C,
    is_same_context: bool,
    draw: &impl Fn(&Session, &C, &TrainingJob) -> T,
) {
    let jobs = session.state().jobs();
    for (track, job) in tracks.iter_mut().zip(jobs) {
        let seen = Seen::of(job);
        if is_same_context && track.seen == seen {
            continue;
        }
        track.seen = seen;
        let drawn = draw(session, context, job);
        if track.drawn.with_untracked(|shown| *shown != drawn) {
            track.drawn.set(drawn);
        }
    }
    for job in jobs.iter().skip(tracks.len()) {
        let drawn = ArcRwSignal::new(draw(session, context, job));
        tracks.push(JobTrack { run, number: job.number, seen: Seen::of(job), drawn });
    }
}
