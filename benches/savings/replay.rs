//! What other median rules would have done. Two things are open: whose running averages count (the developer guide compares
//! with "all previous training jobs", the API reference with "previously completed" ones, which is what the library does), and
//! from which epoch on a job is judged, of which AWS says nothing.
//!
//! Under random search a training job does not depend on the others, so a tuning job without early stopping tells what any
//! rule would have done: its training jobs are launched again as slots become free, and report what they reported.

use tuneground::early_stopping::compare_with_median;
use tuneground::training_job::{History, LearningCurve, Seconds, Status, StopReason, TrainingJob};
use tuneground::tuning_job::TuningJob;

/// A median rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MedianRule {
    /// Whose running averages the median is taken over.
    pub(crate) counted: Counted,
    /// How many of them there must be.
    pub(crate) min_jobs: u32,
    /// Nobody is judged before this epoch.
    pub(crate) first_epoch: u32,
}

/// Whose running averages the median is taken over, at the epochs that they reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Completed jobs: what the library does.
    Completed,
    /// Completed and stopped ones.
    Ended,
}

/// The training jobs of a tuning job without early stopping, had the median rule been there.
pub(crate) fn replay(
    without: &TuningJob,
    startup_seconds: Seconds,
    epoch_seconds: impl Fn(&TrainingJob) -> Seconds,
    rule: MedianRule,
) -> Vec<TrainingJob> {
    let (whole, config) = (without.state().jobs(), without.config());
    let launch = |job: &TrainingJob, created| TrainingJob {
        created,
        ended: None,
        status: Status::InProgress,
        curve: LearningCurve::default(),
        ..job.clone()
    };
    let mut jobs: Vec<TrainingJob> =
        whole.iter().take(config.max_parallel_jobs() as usize).map(|job| launch(job, 0.0)).collect();
    // A stopped job that counts is in `jobs` as a completed one until the end, for the rule to see.
    let mut stopped: Vec<(usize, StopReason)> = Vec::new();
    loop {
        let report =
            |job: &TrainingJob| job.created + startup_seconds + f64::from(job.curve.epochs() + 1) * epoch_seconds(job);
        let running = jobs.iter().enumerate().filter(|(_, job)| job.is_running());
        // Of equals, the first.
        let next = running.map(|(index, job)| (report(job), index)).reduce(|a, b| if b.0 < a.0 { b } else { a });
        let Some((at, index)) = next else { break };
        let epoch = jobs[index].curve.epochs() + 1;
        let value = whole[index].curve.at(epoch);
        if let Some(value) = value {
            jobs[index].curve.push(value);
        }
        let history = History::new(&jobs, config.objective().direction);
        let comparison = value
            .filter(|_| (rule.first_epoch..whole[index].until_epoch).contains(&epoch))
            .and_then(|value| compare_with_median(history, epoch, value, rule.min_jobs))
            .filter(|comparison| comparison.is_worse);
        let status = match comparison {
            Some(comparison) => {
                let reason = StopReason::EarlyStopping(comparison);
                stopped.push((index, reason.clone()));
                if rule.counted == Counted::Ended { Status::Completed } else { Status::Stopped(reason) }
            }
            None if value.is_none() || epoch == whole[index].until_epoch => whole[index].status.clone(),
            None => continue,
        };
        jobs[index].status = status;
        jobs[index].ended = Some(at);
        let next = whole.get(jobs.len()).map(|job| launch(job, at));
        jobs.extend(next);
    }
    for (index, reason) in stopped {
        jobs[index].status = Status::Stopped(reason);
    }
    jobs
}
