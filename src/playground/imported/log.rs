//! The event log of a tuning job that ran at AWS, from what its list of training jobs says.

use super::read::{Outcome, Summary};
use super::space::hyperparameters;
use crate::search_space::SearchSpace;
use crate::strategy::Reason;
use crate::training_job::{JobNumber, Seconds, StopReason};
use crate::tuning_job::{Event, LogEntry};
use std::collections::BTreeSet;

/// Sorts training jobs as AWS numbers them, which is in the order of their creation: by the numbers in their names, where
/// each has one of its own, else by their times.
pub(super) fn sort(jobs: &mut [Summary]) {
    let numbers: Option<BTreeSet<u32>> = jobs.iter().map(|job| number_in(&job.name)).collect();
    if numbers.is_some_and(|numbers| numbers.len() == jobs.len()) {
        jobs.sort_by_key(|job| number_in(&job.name));
    } else {
        jobs.sort_by(|a, b| a.created.total_cmp(&b.created));
    }
}

/// The number in `<tuning job>-<number>-<eight hexadecimal digits>`.
fn number_in(name: &str) -> Option<u32> {
    parts_of(name)?.1.parse().ok()
}

/// The tuning job's name in a training job's.
pub(super) fn tuning_job_in(name: &str) -> Option<&str> {
    parts_of(name).map(|parts| parts.0)
}

fn parts_of(name: &str) -> Option<(&str, &str)> {
    let (rest, digits) = name.rsplit_once('-')?;
    let (tuning_job, number) = rest.rsplit_once('-')?;
    let is_number = number.len() >= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_hexadecimal = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_number && is_hexadecimal && !tuning_job.is_empty()).then_some((tuning_job, number))
}

/// Everything up to the end of the last training job, in the order of time. `jobs` are in the order of their numbers;
/// `origin` is when the tuning job was created, and `now` until when it is known: both in seconds since 1970.
pub(super) fn entries(jobs: &[Summary], space: &SearchSpace, origin: Seconds, now: Seconds) -> Vec<LogEntry> {
    // At the same time, a job that ends comes before one that starts in its place; one that ends at once, after its start.
    let mut timed: Vec<(Seconds, u8, Event)> = vec![(0.0, 0, Event::TuningJobCreated)];
    let mut earliest: Seconds = 0.0;
    for (number, summary) in (1..).map(JobNumber).zip(jobs) {
        // Numbers are in the order of creation; times of jobs that start together may differ from it by an instant.
        let created = (summary.created - origin).max(earliest);
        earliest = created;
        let launched = Event::TrainingJobCreated {
            job: number,
            name: summary.name.clone(),
            hyperparameters: hyperparameters(space, summary),
            reason: Reason::Unknown,
            until_epoch: 1,
        };
        timed.push((created, 1, launched));
        let end = match &summary.outcome {
            Outcome::Running => None,
            Outcome::Completed => Some(Event::TrainingJobCompleted { job: number }),
            Outcome::Stopped => Some(Event::TrainingJobStopped { job: number, reason: StopReason::Unknown }),
            Outcome::Failed(reason) => Some(Event::TrainingJobFailed { job: number, reason: reason.clone() }),
        };
        let ended = (summary.end().unwrap_or(now) - origin).max(created);
        let rank = if ended > created { 0 } else { 2 };
        if let Some(objective) = &summary.objective {
            let value = objective.value;
            timed.push((ended, rank, Event::EpochCompleted { job: number, epoch: 1, value, metrics: vec![value] }));
        }
        timed.extend(end.map(|end| (ended, rank, end)));
    }
    // Stable, so that a report stays before the end of its job.
    timed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    timed.into_iter().map(|(time, _, event)| LogEntry { time, event }).collect()
}
