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
    /// Left out of what is looked at closely.
    is_out: bool,
}

impl Seen {
    fn of(job: &TrainingJob, left_out: &[bool]) -> Self {
        let is_out = left_out.get(job.number.index()).copied().unwrap_or(false);
        Self { epochs: job.curve.epochs(), mark: Mark::of(&job.status), is_out }
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
/// new, or all of them when `context` has changed; its last argument is true for a job that is left out of what is looked at closely.
pub(super) fn follow_jobs<C, T>(
    store: Store,
    context: impl Fn() -> C + 'static,
    draw: impl Fn(&Session, &C, &TrainingJob, bool) -> T + 'static,
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
            store.left_out.with(|left_out| {
                let now = Now { run, left_out, is_same_context };
                untrack(|| store.view(|session| draw_changes(tracks, session, &now, &context, &draw)));
            });
        });
        if shown != count || tracks.with_untracked(|tracks| tracks.first().is_none_or(|track| track.run != run)) {
            tracks.notify();
        }
        context
    });
    tracks
}

/// What a frame is drawn for.
struct Now<'a> {
    run: Option<SessionId>,
    left_out: &'a [bool],
    is_same_context: bool,
}

/// Draws the jobs that changed, and adds those that are new.
fn draw_changes<C, T: PartialEq + Send + Sync>(
    tracks: &mut Vec<JobTrack<T>>,
    session: &Session,
    now: &Now<'_>,
    context: &C,
    draw: &impl Fn(&Session, &C, &TrainingJob, bool) -> T,
) {
    let jobs = session.state().jobs();
    for (track, job) in tracks.iter_mut().zip(jobs) {
        let seen = Seen::of(job, now.left_out);
        if now.is_same_context && track.seen == seen {
            continue;
        }
        track.seen = seen;
        let drawn = draw(session, context, job, seen.is_out);
        if track.drawn.with_untracked(|shown| *shown != drawn) {
            track.drawn.set(drawn);
        }
    }
    for job in jobs.iter().skip(tracks.len()) {
        let seen = Seen::of(job, now.left_out);
        let drawn = ArcRwSignal::new(draw(session, context, job, seen.is_out));
        tracks.push(JobTrack { run: now.run, number: job.number, seen, drawn });
    }
}
