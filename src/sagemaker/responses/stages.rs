//! The stages of a training job: `SecondaryStatus` and `SecondaryStatusTransitions` of `DescribeTrainingJob`.
//!
//! AWS names the stages (API reference, `SecondaryStatusTransition`) and not how long they take. Here a training job starts
//! and downloads during its `StartupSeconds`, half of them each, and uploads in no time; an algorithm that does not read
//! files (`TrainingInputMode` other than `File`) has nothing to download first. A job that is stopped, or fails while it
//! trains, uploads what there is.

use super::object;
use crate::training_job::{Seconds, Status, StopReason, TrainingJob};
use serde_json::{Value, json};

/// One stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stage {
    /// AWS's word.
    pub(super) status: &'static str,
    pub(super) start: Seconds,
    /// `None` for the stage that a running training job is in.
    end: Option<Seconds>,
    message: String,
}

impl Stage {
    /// `SecondaryStatusTransition`.
    pub(super) fn to_json(&self) -> Value {
        let mut transition = object([("Status", json!(self.status)), ("StartTime", json!(self.start))]);
        if let Some(end) = self.end {
            transition.insert("EndTime".to_owned(), json!(end));
        }
        transition.insert("StatusMessage".to_owned(), json!(self.message));
        Value::Object(transition)
    }
}

/// The stages of a training job up to now, at least one. `startup` are its seconds before the first epoch begins.
pub(super) fn stages(job: &TrainingJob, startup: Seconds, downloads: bool, now: Seconds) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    let mut enter = |status: &'static str, start: Seconds, message: String| {
        if let Some(last) = stages.last_mut() {
            last.end = Some(start);
        }
        stages.push(Stage { status, start, end: None, message });
    };
    let reached = job.ended.unwrap_or(now);
    let training = job.created + startup;
    enter("Starting", job.created, "The simulated instances start".to_owned());
    let downloading = job.created + startup / 2.0;
    if downloads && startup > 0.0 && downloading <= reached {
        enter("Downloading", downloading, "The training image and the data are fetched".to_owned());
    }
    let has_trained = training <= reached;
    if has_trained {
        enter("Training", training, format!("{} of {} epochs", job.curve.epochs(), job.until_epoch));
    }
    if let Some(ended) = job.ended {
        let (last, message) = end_of(&job.status);
        if last == "Stopped" {
            enter("Stopping", ended, "The training job is being stopped".to_owned());
        }
        if has_trained {
            enter("Uploading", ended, "The model goes to S3".to_owned());
        }
        enter(last, ended, message);
        if let Some(last) = stages.last_mut() {
            last.end = Some(ended);
        }
    }
    stages
}

/// The last stage, and why it came to it.
fn end_of(status: &Status) -> (&'static str, String) {
    match status {
        Status::InProgress | Status::Completed => {
            ("Completed", "The training job has reached its last epoch".to_owned())
        }
        Status::Failed(_) => ("Failed", "The training job failed; its FailureReason says why".to_owned()),
        Status::Stopped(reason) => {
            let why = match reason {
                StopReason::EarlyStopping(comparison) => format!(
                    "Stopped early after epoch {}: the objective {} is worse than the median {}",
                    comparison.epoch, comparison.value, comparison.median
                ),
                StopReason::Hyperband(comparison) => format!(
                    "Stopped by Hyperband after epoch {}: the objective {} is number {} of the {} training jobs of its bracket \
                     that came so far, of which {} go on",
                    comparison.epoch,
                    comparison.value,
                    comparison.rank,
                    comparison.jobs.len(),
                    comparison.kept
                ),
                StopReason::MaxResource { epoch } => {
                    format!("Stopped by Hyperband at MaxResource, after epoch {epoch}")
                }
                StopReason::TuningJobCompleted => "Stopped because the tuning job was complete".to_owned(),
                StopReason::TuningJobStopped => "Stopped because the tuning job was stopped".to_owned(),
                StopReason::Unknown => "Stopped".to_owned(),
            };
            ("Stopped", why)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training_job::{JobNumber, LearningCurve};

    fn job(status: Status, ended: Option<Seconds>) -> TrainingJob {
        TrainingJob {
            number: JobNumber(1),
            name: "a-001-00000000".into(),
            hyperparameters: [].into_iter().collect(),
            until_epoch: 3,
            created: 100.0,
            ended,
            status,
            curve: LearningCurve::default(),
        }
    }

    fn names(stages: &[Stage]) -> String {
        stages.iter().map(|stage| stage.status).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_running_job_is_where_the_clock_says() {
        for (now, expected) in [
            (100.0, "Starting"),
            (144.9, "Starting"),
            (145.0, "Starting Downloading"),
            (190.0, "Starting Downloading Training"),
        ] {
            let stages = stages(&job(Status::InProgress, None), 90.0, true, now);
            assert_eq!(names(&stages), expected);
            assert_eq!(stages.last().map(|stage| stage.end), Some(None));
        }
    }

    #[test]
    fn each_end_has_its_last_stage_and_no_gap_before_it() {
        let stopped = Status::Stopped(StopReason::TuningJobStopped);
        for (status, ended, downloads, expected) in [
            (Status::Completed, 250.0, true, "Starting Downloading Training Uploading Completed"),
            (Status::Completed, 250.0, false, "Starting Training Uploading Completed"),
            (Status::Failed("no memory".into()), 250.0, true, "Starting Downloading Training Uploading Failed"),
            (stopped.clone(), 250.0, true, "Starting Downloading Training Stopping Uploading Stopped"),
            (stopped.clone(), 150.0, true, "Starting Downloading Stopping Stopped"),
            (stopped, 100.0, true, "Starting Stopping Stopped"),
        ] {
            let stages = stages(&job(status, Some(ended)), 90.0, downloads, 999.0);
            assert_eq!(names(&stages), expected);
            assert_eq!(stages[0].start, 100.0);
            for pair in stages.windows(2) {
                assert_eq!(pair[0].end, Some(pair[1].start));
            }
            assert_eq!(stages.last().map(|stage| stage.end), Some(Some(ended)));
        }
    }
}
