//! A training job's log, made again from the tuning job's events.

use super::plan::Training;
use super::problem::Problem;
use crate::training_job::JobNumber;
use crate::training_log::epoch_line;
use crate::tuning_job::{Event, LogEntry, TuningConfig};

/// The lines that a training job has written: one after each epoch. `log` is the tuning job's log or a part of it.
///
/// The line has the metrics that the model reports, or with an objective from outside that objective, as the tuning job
/// took them; so where a metric definition of that name captures another number than was written, the line has that one. A
/// surrogate and a test function write none: they give the objective directly.
pub fn log_lines(training: &Training, config: &TuningConfig, log: &[LogEntry], job: JobNumber) -> Vec<String> {
    let count = match training {
        Training::Problem(Problem::Trained(problem)) => problem.metrics.reported(),
        Training::Problem(Problem::Surrogate(_) | Problem::TestFunction(_)) => return Vec::new(),
        Training::External => 1,
    };
    log.iter()
        .filter_map(|entry| match &entry.event {
            Event::EpochCompleted { job: reporting, epoch, metrics, .. } if *reporting == job => {
                let names = config.metrics().iter().map(String::as_str);
                Some(epoch_line(*epoch, names.zip(metrics.iter().copied()).take(count)))
            }
            _ => None,
        })
        .collect()
}
