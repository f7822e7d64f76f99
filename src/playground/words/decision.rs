//! Each decision of a tuning job as a sentence with its numbers.

use crate::completion::{Completion, Criterion};
use crate::objective::Direction;
use crate::playground::plot::{duration, short};
use crate::playground::why::launched_in_short;
use crate::training_job::{JobNumber, Seconds, StopReason};
use crate::tuning_job::{Event, LogEntry, TuningConfig};

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// A training job was launched for a reason.
    Launched,
    /// A training job reached its last epoch.
    Completed,
    /// A training job was stopped early.
    StoppedEarly,
    /// A training job failed.
    Failed,
    /// The tuning job ended, by a criterion or by hand.
    Ended,
}

/// One thing that happened, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What kind of thing.
    pub kind: DecisionKind,
    /// When, on the simulated clock.
    pub time: Seconds,
    /// The training job it is about; `None` when it is about the tuning job.
    pub job: Option<JobNumber>,
    /// What happened and why; follows "Job 7" when there is one.
    pub text: String,
}

/// The decisions in a log, oldest first. Training jobs that were stopped because the tuning job ended are told of in the
/// sentence about that.
pub fn decisions(log: &[LogEntry], config: &TuningConfig) -> Vec<Decision> {
    let direction = config.objective().direction;
    let mut best: Option<f64> = None;
    let mut last_values: Vec<f64> = Vec::new();
    let mut stopped_at_the_end = 0;
    let mut told = Vec::new();
    for entry in log {
        let job = entry.event.job();
        let last = job.and_then(|job| last_values.get(job.index()).copied()).filter(|value| value.is_finite());
        let mut tell = |kind, text| told.push(Decision { kind, time: entry.time, job, text });
        match &entry.event {
            Event::TrainingJobCreated { reason, .. } => {
                if let Some(text) = launched_in_short(reason) {
                    tell(DecisionKind::Launched, text);
                }
                last_values.push(f64::NAN);
            }
            Event::EpochCompleted { job, value, .. } => {
                if let Some(last) = last_values.get_mut(job.index()) {
                    *last = *value;
                }
            }
            Event::TrainingJobCompleted { .. } => {
                // Here each has reported by then; at AWS the objective may not have been found in the log.
                let Some(value) = last else {
                    tell(DecisionKind::Completed, "completed without a value of the objective".to_owned());
                    continue;
                };
                let note = note_of_best(direction, best, last);
                tell(DecisionKind::Completed, format!("completed with {}{note}", short(value)));
                best = better(direction, best, last);
            }
            Event::TrainingJobStopped { reason: StopReason::Unknown, .. } => {
                let with = last.map_or_else(String::new, |value| format!(" with {}", short(value)));
                tell(DecisionKind::StoppedEarly, format!("stopped{with}; AWS's list does not say why"));
                best = better(direction, best, last);
            }
            Event::TrainingJobStopped { reason: StopReason::EarlyStopping(comparison), .. } => {
                let worse = if direction == Direction::Maximize { "below" } else { "above" };
                let jobs = plural(comparison.jobs.len(), "job");
                tell(
                    DecisionKind::StoppedEarly,
                    format!(
                        "stopped at epoch {}: {} is {worse} the median {} of {jobs}",
                        comparison.epoch,
                        short(comparison.value),
                        short(comparison.median),
                    ),
                );
                best = better(direction, best, last);
            }
            Event::TrainingJobStopped { reason: StopReason::Hyperband(comparison), .. } => {
                let jobs = comparison.jobs.len();
                let goes_on = match comparison.kept {
                    1 => "only the best goes on".to_owned(),
                    kept => format!("the best {kept} go on"),
                };
                tell(
                    DecisionKind::StoppedEarly,
                    format!(
                        "stopped at epoch {}: {} is number {} of {jobs} in its bracket, and {goes_on}",
                        comparison.epoch,
                        short(comparison.value),
                        comparison.rank,
                    ),
                );
                best = better(direction, best, last);
            }
            Event::TrainingJobStopped { reason: StopReason::MaxResource { epoch }, .. } => {
                let value = last.map_or_else(String::new, |value| format!(" with {}", short(value)));
                let note = note_of_best(direction, best, last);
                tell(DecisionKind::Completed, format!("reached MaxResource, epoch {epoch},{value}{note}"));
                best = better(direction, best, last);
            }
            Event::TrainingJobStopped { .. } => stopped_at_the_end += 1,
            Event::TrainingJobFailed { reason, .. } => {
                let reason = reason.strip_prefix("AlgorithmError: ").unwrap_or(reason);
                tell(DecisionKind::Failed, format!("failed: {reason}"));
            }
            Event::TuningJobCompleted { completion } => {
                let text = format!("The tuning job is complete: {}{}", ending(completion), also(stopped_at_the_end));
                told.push(Decision { kind: DecisionKind::Ended, time: entry.time, job: None, text });
            }
            Event::TuningJobStopped => {
                let text = format!("The tuning job was stopped by hand{}", also(stopped_at_the_end));
                tell(DecisionKind::Ended, text);
            }
            Event::TuningJobFailed { reason } => {
                tell(DecisionKind::Ended, format!("The tuning job failed: {reason}{}", also(stopped_at_the_end)));
            }
            Event::TuningJobCreated | Event::ConvergenceDetected { .. } | Event::TuningJobStopping => {}
        }
    }
    told
}

fn better(direction: Direction, best: Option<f64>, value: Option<f64>) -> Option<f64> {
    value.filter(|&value| best.is_none_or(|best| direction.is_better(value, best))).or(best)
}

/// What is added to the end of a training job whose last value is the best so far.
fn note_of_best(direction: Direction, best: Option<f64>, last: Option<f64>) -> &'static str {
    if last.is_some() && better(direction, best, last) != best { ", the best so far" } else { "" }
}

fn also(stopped: usize) -> String {
    match stopped {
        0 => String::new(),
        1 => "; the training job that still ran was stopped".to_owned(),
        n => format!("; the {n} training jobs that still ran were stopped"),
    }
}

/// Why a tuning job is complete.
pub fn ending(completion: &Completion) -> String {
    match completion {
        Completion::TargetObjectiveMetricValue { job, epoch, value, target } => {
            format!("job {job} reached {} at epoch {epoch}, and the target is {}", short(*value), short(*target))
        }
        Completion::BestObjectiveNotImproving { jobs, best: Some(best), .. } => {
            format!("{} in a row brought nothing better than {}", plural(*jobs as usize, "training job"), short(*best))
        }
        Completion::BestObjectiveNotImproving { jobs, .. } => {
            format!("none of the first {} brought a result", plural(*jobs as usize, "training job"))
        }
        Completion::CompleteOnConvergence(estimate) => format!(
            "{} of {} are within 1 % of the best, {}; the chance that {} times as many improve on it by more than 1 % is \
             {} %, below {} %",
            estimate.jobs_near_best,
            plural(estimate.jobs as usize, "result"),
            short(estimate.best),
            short(estimate.horizon_factor),
            short(100.0 * estimate.probability),
            short(100.0 * estimate.max_probability),
        ),
        Completion::MaxNumberOfTrainingJobs { max_jobs } => {
            format!("all of its {} have ended", plural(*max_jobs as usize, "training job"))
        }
        Completion::SearchSpaceExhausted { combinations } => {
            format!("all {} were tried", plural(*combinations as usize, "combination"))
        }
        Completion::MaxRuntimeInSeconds { max_runtime } => format!("its {} are over", duration(*max_runtime)),
        Completion::Reported { criterion: Criterion::Unknown } => "AWS's answer does not say by what".to_owned(),
        Completion::Reported { criterion } => {
            format!("by {}, as far as AWS's answer can tell, which has no numbers of it", criterion.name())
        }
    }
}

fn plural(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}
