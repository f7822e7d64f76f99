//! One repeat: a whole tuning job with a seed of its own, run in slices, and what is kept of it.

use crate::dataset::FileRows;
use crate::objective::Direction;
use crate::playground::plan::Plan;
use crate::playground::run::WholeRun;
use crate::playground::trainer::Trainer;
use crate::playground::why::was_stopped_early;
use crate::training_job::{Seconds, Status};
use crate::tuning_job::{Event, TuningJob, TuningJobStatus};
use serde::{Deserialize, Serialize};

/// The random seed of a repeat, counted from 1, of a document with this seed. The first repeat is the tuning job itself.
pub fn seed_of(seed: u64, repeat: u32) -> u64 {
    seed.wrapping_add(u64::from(repeat).saturating_sub(1))
}

/// A new best, and what it took until there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Step {
    /// The final objective of the training job that is the best from now on.
    pub value: f64,
    /// Training jobs ended, this one among them.
    pub jobs: u32,
    /// Epochs trained in all, by whatever training job.
    pub epochs: u32,
    /// Simulated seconds since the tuning job was created.
    pub seconds: Seconds,
}

/// What came of a repeat.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Outcome {
    /// Each new best, in order; none when no training job has had an objective.
    pub steps: Vec<Step>,
    /// Training jobs in all.
    pub jobs: u32,
    /// Those of them that a rule stopped early.
    pub stopped: u32,
    /// Those of them that failed.
    pub failed: u32,
    /// Epochs trained in all.
    pub epochs: u32,
    /// When the tuning job ended, in simulated seconds.
    pub seconds: Seconds,
    /// Simulated seconds of all training jobs together, starts included: what AWS bills an instance for.
    pub training_seconds: Seconds,
    /// What ended it: a criterion's name in AWS's words.
    pub ended_by: String,
}

impl Outcome {
    /// Of a tuning job that has ended.
    pub fn of(job: &TuningJob) -> Self {
        let (state, direction) = (job.state(), job.config().objective().direction);
        let mut outcome = Self {
            seconds: state.now(),
            training_seconds: state.jobs().iter().map(|job| job.running_seconds(state.now())).sum(),
            stopped: state.jobs().iter().filter(|job| was_stopped_early(job)).count() as u32,
            failed: state.jobs().iter().filter(|job| matches!(job.status, Status::Failed(_))).count() as u32,
            ended_by: match state.status() {
                TuningJobStatus::Completed(completion) => completion.criterion().name().to_owned(),
                other => other.name().to_owned(),
            },
            ..Self::default()
        };
        for entry in job.log() {
            match entry.event {
                Event::EpochCompleted { .. } => outcome.epochs += 1,
                Event::TrainingJobCompleted { job }
                | Event::TrainingJobStopped { job, .. }
                | Event::TrainingJobFailed { job, .. } => {
                    outcome.jobs += 1;
                    let value = state.job(job).and_then(crate::training_job::TrainingJob::final_objective);
                    if let Some(value) = value {
                        outcome.see(value, entry.time, direction);
                    }
                }
                _ => {}
            }
        }
        outcome
    }

    fn see(&mut self, value: f64, seconds: Seconds, direction: Direction) {
        if self.best().is_none_or(|best| direction.is_better(value, best)) {
            self.steps.push(Step { value, jobs: self.jobs, epochs: self.epochs, seconds });
        }
    }

    /// The best final objective; `None` when no training job has had one.
    pub fn best(&self) -> Option<f64> {
        self.steps.last().map(|step| step.value)
    }
}

/// What all repeats of a variant have in common: the plan, and the rows that they are trained on.
#[derive(Debug)]
pub struct Repeats {
    plan: Plan,
    trainer: Trainer,
}

impl Repeats {
    /// Those of a variant; `None` where the objective comes from outside. `file` as for [`Plan::run_on`].
    pub fn new(plan: Plan, file: Option<FileRows>) -> Option<Self> {
        let trainer = plan.trainer(file)?;
        Some(Self { plan, trainer })
    }

    /// The repeat of this seed at its start.
    pub fn begin(&self, seed: u64) -> RepeatTask {
        let config = self.plan.config.clone().with_seed(seed);
        RepeatTask(WholeRun::new(&Plan { config, ..self.plan.clone() }, self.trainer.anew(seed)))
    }
}

/// A repeat at work.
pub struct RepeatTask(WholeRun);

impl RepeatTask {
    /// Trains about `max_rows` rows, or lets one report happen with what follows from it, a suggestion at most; true at the end.
    pub fn work(&mut self, max_rows: usize) -> bool {
        self.0.work(max_rows)
    }

    /// What came of it, after its end.
    pub fn into_outcome(self) -> Outcome {
        Outcome::of(&self.0.into_job())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::compare::{Change, variants};
    use crate::playground::{Objective, PRESETS, check};

    #[test]
    fn a_repeat_is_the_tuning_job_with_its_seed_however_it_is_cut() {
        let base = PRESETS[0].document();
        for variant in variants(&base, &[Change::Parallel(1), Change::Parallel(10)]) {
            let plan = check(&variant.document, Objective::Problem).plan.unwrap();
            let repeats = Repeats::new(plan.clone(), None).unwrap();
            for repeat in [1, 2] {
                let mut document = variant.document.clone();
                let seed = seed_of(plan.config.seed(), repeat);
                document.request.hyper_parameter_tuning_job_config.random_seed = i64::try_from(seed).ok();
                let own = check(&document, Objective::Problem).plan.unwrap();
                let whole = own.run_to_end();
                let mut task = repeats.begin(seed);
                while !task.work(57) {}
                let outcome = task.into_outcome();
                assert_eq!(outcome, Outcome::of(&whole));
                assert_eq!(outcome.best(), whole.state().history().best().map(|(_, value)| value));
                assert_eq!(outcome.jobs, 50);
                assert_eq!(outcome.ended_by, "MaxNumberOfTrainingJobs");
                let epochs: u32 = whole.state().jobs().iter().map(|job| job.curve.epochs()).sum();
                assert_eq!(outcome.epochs, epochs);
                let text = serde_json::to_string(&outcome).unwrap();
                assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), outcome);
            }
        }
    }
}
