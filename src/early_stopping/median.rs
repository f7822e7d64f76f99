//! The median rule, as the developer guide documents it ("Stop Training Jobs Early", "How early stopping works"):
//! after each epoch, a job's *current* objective is compared with the median, over previous completed jobs that reached
//! that epoch, of each job's running average up to it; a job that is worse is stopped. Strictly worse: a tie goes on.
//!
//! Others use the same name for other rules: Vizier compares the job's best value so far, Syne Tune its own running
//! average.

use crate::math::stats;
use crate::training_job::{History, JobNumber, MedianComparison};

/// Judges a value at an epoch against the completed jobs of `history`. `None` when fewer than `min_completed_jobs` of
/// them reached that epoch, or none did.
pub fn compare_with_median(
    history: History<'_>,
    epoch: u32,
    value: f64,
    min_completed_jobs: u32,
) -> Option<MedianComparison> {
    let (jobs, means): (Vec<JobNumber>, Vec<f64>) =
        history.completed().filter_map(|job| Some((job.number, job.curve.running_mean(epoch)?))).unzip();
    if (jobs.len() as u32) < min_completed_jobs {
        return None;
    }
    let median = stats::median(&means)?;
    Some(MedianComparison { epoch, value, median, jobs, is_worse: history.direction().is_better(median, value) })
}
