//! One signal for each training job, so that a frame redraws only the jobs that changed in it.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::Mark;
use tuneground::protocol::SessionId;
use tuneground::training_job::{JobNumber, TrainingJob};

/// What changes of a training job while it is on the screen. Its hyperparameters do not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    /// How many epochs it has reported.
    pub(super) epochs: u32,
    /// Where it stands.
    pub(super) mark: Mark,
}

impl Seen {
    fn of(job: &TrainingJob) -> Self {
        Self { epochs: job.curve.epochs(), mark: Mark::of(&job.status) }
    }
}

/// A training job on the screen.
#[derive(Clone)]
pub(super) struct JobTrack {
    run: Option<SessionId>,
    /// Its number.
    pub(super) number: JobNumber,
    /// What has been seen of it.
    pub(super) seen: ArcRwSignal<Seen>,
}

impl JobTrack {
    /// What tells it from every other, in every tuning job.
    pub(super) fn key(&self) -> (Option<SessionId>, JobNumber) {
        (self.run, self.number)
    }
}

/// All training jobs on the screen, in the order of launch. Follows the playhead: once a frame all jobs are compared with
/// what was seen of them, which is far cheaper than a memo each.
pub(super) fn follow_jobs(store: Store) -> RwSignal<Vec<JobTrack>> {
    let tracks = RwSignal::new(Vec::<JobTrack>::new());
    Effect::new(move |_| {
        let run = store.run_id();
        let look = |jobs: &[TrainingJob]| jobs.iter().map(Seen::of).collect::<Vec<_>>();
        let seen = store.view(|session| look(session.state().jobs())).unwrap_or_default();
        let (same_run, shown) = tracks.with_untracked(|tracks| {
            let same_run = tracks.first().is_none_or(|track| track.run == run);
            if same_run {
                for (track, now) in tracks.iter().zip(&seen) {
                    if track.seen.get_untracked() != *now {
                        track.seen.set(*now);
                    }
                }
            }
            (same_run, tracks.len())
        });
        if !same_run || shown != seen.len() {
            tracks.update(|tracks| {
                tracks.truncate(if same_run { seen.len() } else { 0 });
                let numbers = tracks.len() as u32 + 1..;
                let new = seen.iter().skip(tracks.len()).zip(numbers);
                let new: Vec<_> = new
                    .map(|(seen, number)| JobTrack { run, number: JobNumber(number), seen: ArcRwSignal::new(*seen) })
                    .collect();
                tracks.extend(new);
            });
        }
    });
    tracks
}
