//! Each decision of a tuning job as a sentence with its numbers.

use crate::completion::{Completion, Criterion};
use crate::language::{counted, t};
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
        Some(match event {
            Event::TrainingJobCreated { reason, .. } => (DecisionKind::Launched, launched_in_short(reason)?),
            // Here each has reported by then; at AWS the objective may not have been found in the log.
            Event::TrainingJobCompleted { .. } => {
                let text = match self.last(event).map(short) {
                    None => t!("completed without a value of the objective").to_owned(),
                    Some(value) if self.is_best(event) => t!("completed with {value}, the best so far", value),
                    Some(value) => t!("completed with {value}", value),
                };
                (DecisionKind::Completed, text)
            }
            Event::TrainingJobStopped { reason, .. } => self.tell_stop(event, reason)?,
            Event::TrainingJobFailed { reason, .. } => {
                let reason = reason.strip_prefix("AlgorithmError: ").unwrap_or(reason);
                (DecisionKind::Failed, t!("failed: {reason}", reason))
            }
            Event::TuningJobCompleted { completion } => {
                self.tell_end(t!("The tuning job is complete: {ending}", ending = ending(completion)))
            }
            Event::TuningJobStopped => self.tell_end(t!("The tuning job was stopped by hand").to_owned()),
            Event::TuningJobFailed { reason } => self.tell_end(t!("The tuning job failed: {reason}", reason)),
            Event::TuningJobCreated
            | Event::EpochCompleted { .. }
            | Event::ConvergenceDetected { .. }
            | Event::TuningJobStopping => return None,
        })
    }

    fn tell_stop(&self, event: &Event, reason: &StopReason) -> Option<(DecisionKind, String)> {
        let last = self.last(event).map(short);
        let early = match reason {
            StopReason::Unknown => match last {
                None => t!("stopped; AWS's list does not say why").to_owned(),
                Some(value) => t!("stopped with {value}; AWS's list does not say why", value),
            },
            StopReason::EarlyStopping(comparison) => {
                let (jobs, epoch) = (comparison.jobs.len(), comparison.epoch);
                let (value, median) = (short(comparison.value), short(comparison.median));
                match self.direction {
                    Direction::Maximize => counted!(
                        jobs,
                        "stopped at epoch {epoch}: {value} is below the median {median} of {count} job",
                        "stopped at epoch {epoch}: {value} is below the median {median} of {count} jobs",
                        epoch,
                        value,
                        median,
                    ),
                    Direction::Minimize => counted!(
                        jobs,
                        "stopped at epoch {epoch}: {value} is above the median {median} of {count} job",
                        "stopped at epoch {epoch}: {value} is above the median {median} of {count} jobs",
                        epoch,
                        value,
                        median,
                    ),
                }
            }
            StopReason::Hyperband(comparison) => counted!(
                comparison.kept as usize,
                "stopped at epoch {epoch}: {value} is number {rank} of {jobs} in its bracket, and only the best goes on",
                "stopped at epoch {epoch}: {value} is number {rank} of {jobs} in its bracket, and the best {count} go on",
                epoch = comparison.epoch,
                value = short(comparison.value),
                rank = comparison.rank,
                jobs = comparison.jobs.len(),
            ),
            StopReason::MaxResource { epoch } => {
                let text = match last {
                    None => t!("reached MaxResource, epoch {epoch}", epoch),
                    Some(value) if self.is_best(event) => {
                        t!("reached MaxResource, epoch {epoch}, with {value}, the best so far", epoch, value)
                    }
                    Some(value) => t!("reached MaxResource, epoch {epoch}, with {value}", epoch, value),
                };
                return Some((DecisionKind::Completed, text));
            }
            StopReason::TuningJobCompleted | StopReason::TuningJobStopped => return None,
        };
        Some((DecisionKind::StoppedEarly, early))
    }

    /// The end of the tuning job, and how many training jobs were stopped with it.
    fn tell_end(&self, end: String) -> (DecisionKind, String) {
        let text = match self.stopped_at_the_end {
            0 => end,
            stopped => counted!(
                stopped,
                "{end}; the training job that still ran was stopped",
                "{end}; the {count} training jobs that still ran were stopped",
                end,
            ),
        };
        (DecisionKind::Ended, text)
    }

    /// True when the last value of the training job that an event is about is the best so far.
    fn is_best(&self, event: &Event) -> bool {
        let last = self.last(event);
        last.is_some() && better(self.direction, self.best, last) != self.best
    }
}

fn better(direction: Direction, best: Option<f64>, value: Option<f64>) -> Option<f64> {
    value.filter(|&value| best.is_none_or(|best| direction.is_better(value, best))).or(best)
}

/// Why a tuning job is complete.
pub fn ending(completion: &Completion) -> String {
    match completion {
        Completion::TargetObjectiveMetricValue { job, epoch, value, target } => t!(
            "job {job} reached {value} at epoch {epoch}, and the target is {target}",
            job,
            epoch,
            value = short(*value),
            target = short(*target),
        ),
        Completion::BestObjectiveNotImproving { jobs, best: Some(best), .. } => counted!(
            *jobs as usize,
            "{count} training job in a row brought nothing better than {best}",
            "{count} training jobs in a row brought nothing better than {best}",
            best = short(*best),
        ),
        Completion::BestObjectiveNotImproving { jobs, .. } => counted!(
            *jobs as usize,
            "none of the first {count} training job brought a result",
            "none of the first {count} training jobs brought a result",
        ),
        Completion::CompleteOnConvergence(estimate) => counted!(
            estimate.jobs as usize,
            "{near} of {count} result are within 1 % of the best, {best}; the chance that {factor} times as many improve on it \
             by more than 1 % is {chance} %, below {limit} %",
            "{near} of {count} results are within 1 % of the best, {best}; the chance that {factor} times as many improve on it \
             by more than 1 % is {chance} %, below {limit} %",
            near = estimate.jobs_near_best,
            best = short(estimate.best),
            factor = short(estimate.horizon_factor),
            chance = short(100.0 * estimate.probability),
            limit = short(100.0 * estimate.max_probability),
        ),
        Completion::MaxNumberOfTrainingJobs { max_jobs } => counted!(
            *max_jobs as usize,
            "all of its {count} training job have ended",
            "all of its {count} training jobs have ended",
        ),
        Completion::SearchSpaceExhausted { combinations } => counted!(
            *combinations as usize,
            "all {count} combination were tried",
            "all {count} combinations were tried",
        ),
        Completion::MaxRuntimeInSeconds { max_runtime } => {
            t!("its {time} are over", time = duration(*max_runtime))
        }
        Completion::Reported { criterion: Criterion::Unknown } => t!("AWS's answer does not say by what").to_owned(),
        Completion::Reported { criterion } => t!(
            "by {criterion}, as far as AWS's answer can tell, which has no numbers of it",
            criterion = criterion.name(),
        ),
    }
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
