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
    /// Which entry of the log tells it, from 0.
    pub place: usize,
    /// What kind of thing.
    pub kind: DecisionKind,
    /// When, on the simulated clock.
    pub time: Seconds,
    /// The training job it is about; `None` when it is about the tuning job.
    pub job: Option<JobNumber>,
    /// What happened and why; follows "Job 7" when there is one.
    pub text: String,
}

/// The newest `most` decisions in a log, oldest first. Training jobs that were stopped because the tuning job ended are told of
/// in the sentence about that. What is not told costs no words: the log may be long, and the page asks for this while it is
/// scrubbed through.
pub fn decisions(log: &[LogEntry], config: &TuningConfig, most: usize) -> Vec<Decision> {
    let places = (0..log.len()).rev().filter(|&place| is_told(&log[place].event));
    let Some(first) = places.take(most).last() else { return Vec::new() };
    let mut before =
        Before { direction: config.objective().direction, best: None, last: Vec::new(), stopped_at_the_end: 0 };
    let mut told = Vec::new();
    for (place, entry) in log.iter().enumerate() {
        if place >= first
            && let Some((kind, text)) = before.tell(&entry.event)
        {
            told.push(Decision { place, kind, time: entry.time, job: entry.event.job(), text });
        }
        before.hear(&entry.event);
    }
    told
}

/// True for what [`Before::tell`] has a sentence for.
fn is_told(event: &Event) -> bool {
    event.is_decision()
        && !matches!(event, Event::ConvergenceDetected { .. } | Event::TuningJobStopping)
        && !is_stopped_with_all(event)
}

/// A training job that was stopped because the tuning job ended.
fn is_stopped_with_all(event: &Event) -> bool {
    use StopReason::{TuningJobCompleted, TuningJobStopped};
    matches!(event, Event::TrainingJobStopped { reason: TuningJobCompleted | TuningJobStopped, .. })
}

/// What has to be known of the log before an event to tell it.
struct Before {
    direction: Direction,
    best: Option<f64>,
    /// Each training job's last value; not a number where it has none.
    last: Vec<f64>,
    stopped_at_the_end: usize,
}

impl Before {
    fn last(&self, event: &Event) -> Option<f64> {
        let job = event.job()?;
        self.last.get(job.index()).copied().filter(|value| value.is_finite())
    }

    fn hear(&mut self, event: &Event) {
        match event {
            Event::TrainingJobCreated { .. } => self.last.push(f64::NAN),
            Event::EpochCompleted { job, value, .. } => {
                if let Some(last) = self.last.get_mut(job.index()) {
                    *last = *value;
                }
            }
            event if is_stopped_with_all(event) => self.stopped_at_the_end += 1,
            Event::TrainingJobCompleted { .. } | Event::TrainingJobStopped { .. } => {
                self.best = better(self.direction, self.best, self.last(event));
            }
            _ => {}
        }
    }

    fn tell(&self, event: &Event) -> Option<(DecisionKind, String)> {
        let last = self.last(event);
        let with_last = || last.map_or_else(String::new, |value| format!(" with {}", short(value)));
        let note = note_of_best(self.direction, self.best, last);
        let also = also(self.stopped_at_the_end);
        Some(match event {
            Event::TrainingJobCreated { reason, .. } => (DecisionKind::Launched, launched_in_short(reason)?),
            // Here each has reported by then; at AWS the objective may not have been found in the log.
            Event::TrainingJobCompleted { .. } => (
                DecisionKind::Completed,
                last.map_or_else(
                    || "completed without a value of the objective".to_owned(),
                    |value| format!("completed with {}{note}", short(value)),
                ),
            ),
            Event::TrainingJobStopped { reason, .. } => match reason {
                StopReason::Unknown => {
                    (DecisionKind::StoppedEarly, format!("stopped{}; AWS's list does not say why", with_last()))
                }
                StopReason::EarlyStopping(comparison) => {
                    let worse = if self.direction == Direction::Maximize { "below" } else { "above" };
                    let text = format!(
                        "stopped at epoch {}: {} is {worse} the median {} of {}",
                        comparison.epoch,
                        short(comparison.value),
                        short(comparison.median),
                        plural(comparison.jobs.len(), "job"),
                    );
                    (DecisionKind::StoppedEarly, text)
                }
                StopReason::Hyperband(comparison) => {
                    let goes_on = match comparison.kept {
                        1 => "only the best goes on".to_owned(),
                        kept => format!("the best {kept} go on"),
                    };
                    let text = format!(
                        "stopped at epoch {}: {} is number {} of {} in its bracket, and {goes_on}",
                        comparison.epoch,
                        short(comparison.value),
                        comparison.rank,
                        comparison.jobs.len(),
                    );
                    (DecisionKind::StoppedEarly, text)
                }
                StopReason::MaxResource { epoch } => {
                    (DecisionKind::Completed, format!("reached MaxResource, epoch {epoch},{}{note}", with_last()))
                }
                StopReason::TuningJobCompleted | StopReason::TuningJobStopped => return None,
            },
            Event::TrainingJobFailed { reason, .. } => {
                let reason = reason.strip_prefix("AlgorithmError: ").unwrap_or(reason);
                (DecisionKind::Failed, format!("failed: {reason}"))
            }
            Event::TuningJobCompleted { completion } => {
                (DecisionKind::Ended, format!("The tuning job is complete: {}{also}", ending(completion)))
            }
            Event::TuningJobStopped => (DecisionKind::Ended, format!("The tuning job was stopped by hand{also}")),
            Event::TuningJobFailed { reason } => {
                (DecisionKind::Ended, format!("The tuning job failed: {reason}{also}"))
            }
            Event::TuningJobCreated
            | Event::EpochCompleted { .. }
            | Event::ConvergenceDetected { .. }
            | Event::TuningJobStopping => return None,
        })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, PRESETS, check};

    #[test]
    fn the_newest_decisions_are_the_last_of_all() {
        for preset in PRESETS {
            let run = check(&preset.document(), Objective::Problem).plan.expect("it can run").run_to_end();
            let all = decisions(run.log(), run.config(), usize::MAX);
            assert_eq!(all.last().map(|decision| decision.kind), Some(DecisionKind::Ended), "{}", preset.id);
            assert!(all.iter().all(|decision| run.log()[decision.place].time == decision.time));
            for most in [0, 1, 7, all.len() + 1] {
                let newest = decisions(run.log(), run.config(), most);
                assert_eq!(newest, all[all.len() - most.min(all.len())..], "{} {most}", preset.id);
            }
            let told = all.iter().filter(|decision| decision.job.is_some()).count();
            let stopped = |entry: &&LogEntry| is_stopped_with_all(&entry.event);
            let others = run.log().iter().filter(|entry| entry.event.is_decision() && entry.event.job().is_some());
            assert_eq!(told, others.filter(|entry| !stopped(entry)).count(), "{}", preset.id);
        }
    }
}
