//! The rest of a training job that was stopped early: trained after all, for those who look on, so that each early stop can be
//! judged. The tuning job knows nothing of it.

use crate::dataset::FileRows;
use crate::language::t;
use crate::math::format::metric_value;
use crate::objective::Direction;
use crate::playground::plan::{Plan, Training};
use crate::playground::plot::{duration, short};
use crate::playground::trainer::{Assignment, Trainer};
use crate::simulate::Outcome;
use crate::training_job::{JobNumber, Seconds, Status, StopReason, TrainingJob};
use serde::{Deserialize, Serialize};

/// What would have come of a training job that was stopped early.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rest {
    /// The epoch after which it was stopped.
    pub epoch: u32,
    /// Its objective after each epoch from there on.
    pub values: Vec<f64>,
    /// Why it would have failed; `None` where it would have come to its last epoch.
    pub failure: Option<String>,
    /// Simulated seconds that stopping it saved.
    pub seconds: Seconds,
}

/// Whether stopping a training job early was right, looking back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It would not have become the best.
    Right,
    /// It would have.
    Wrong,
}

impl Rest {
    /// Its final objective; `None` where it would have failed.
    pub fn last(&self) -> Option<f64> {
        self.values.last().copied().filter(|_| self.failure.is_none())
    }

    /// Judges the stop by the best objective that the tuning job has come to without this job.
    pub fn verdict(&self, best: Option<f64>, direction: Direction) -> Verdict {
        match (self.last(), best) {
            (Some(last), Some(best)) if direction.is_better(last, best) => Verdict::Wrong,
            (Some(_), None) => Verdict::Wrong,
            _ => Verdict::Right,
        }
    }

    /// What would have come, and the verdict, in sentences; `best` is the best training job and its objective.
    pub fn told(&self, best: Option<(JobNumber, f64)>, direction: Direction) -> String {
        let saved = duration(self.seconds);
        if let Some(failure) = &self.failure {
            return t!(
                "Had it gone on, it would have failed: {failure}. The stop was right, and saved {saved}.",
                failure,
                saved,
            );
        }
        let epoch = self.epoch + self.values.len() as u32;
        let last = self.last().map_or_else(String::new, short);
        match (self.verdict(best.map(|(_, value)| value), direction), best) {
            (Verdict::Wrong, Some((job, value))) => t!(
                "Had it gone on, it would have come to {last} after epoch {epoch}, better than the best, {best} of job {job}. The stop \
                 was wrong: it saved {saved} and lost that.",
                last,
                epoch,
                best = short(value),
                job,
                saved,
            ),
            (Verdict::Wrong, None) => t!(
                "Had it gone on, it would have come to {last} after epoch {epoch}, and nothing better is known. The stop saved {saved}.",
                last,
                epoch,
                saved,
            ),
            (Verdict::Right, Some((job, value))) => t!(
                "Had it gone on, it would have come to {last} after epoch {epoch}, no better than the best, {best} of job {job}. The \
                 stop was right, and saved {saved}.",
                last,
                epoch,
                best = short(value),
                job,
                saved,
            ),
            (Verdict::Right, None) => t!(
                "Had it gone on, it would have come to {last} after epoch {epoch}. The stop was right, and saved {saved}.",
                last,
                epoch,
                saved,
            ),
        }
    }
}

/// The early stops of a tuning job together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Stops that were right.
    pub right: u32,
    /// Stops that were wrong.
    pub wrong: u32,
    /// Simulated seconds that all of them saved.
    pub seconds: Seconds,
    /// The best training job that was lost, and what it would have come to.
    pub lost: Option<(JobNumber, f64)>,
}

impl Tally {
    /// Counts these stops; `best` is the best objective of the tuning job.
    pub fn of<'a>(
        rests: impl IntoIterator<Item = (JobNumber, &'a Rest)>,
        best: Option<f64>,
        direction: Direction,
    ) -> Self {
        let mut tally = Self::default();
        for (job, rest) in rests {
            tally.seconds += rest.seconds;
            match (rest.verdict(best, direction), rest.last()) {
                (Verdict::Wrong, Some(last)) => {
                    tally.wrong += 1;
                    if tally.lost.is_none_or(|(_, lost)| direction.is_better(last, lost)) {
                        tally.lost = Some((job, last));
                    }
                }
                _ => tally.right += 1,
            }
        }
        tally
    }

    /// The tally as a sentence.
    pub fn told(&self) -> String {
        let Self { right, wrong, seconds, lost } = self;
        let saved = duration(*seconds);
        match lost {
            None => t!("{right} right, none wrong. {saved} of training saved, and nothing lost.", right, saved),
            Some((job, value)) => t!(
                "{right} right, {wrong} wrong. {saved} of training saved; the best one lost is job {job}, which would have come \
                 to {value}.",
                right,
                wrong,
                saved,
                job,
                value = short(*value),
            ),
        }
    }
}

/// True for a training job that a rule stopped early, so that there is a rest.
pub fn was_stopped_early(job: &TrainingJob) -> bool {
    let is_rule = matches!(job.status, Status::Stopped(StopReason::EarlyStopping(_) | StopReason::Hyperband(_)));
    is_rule && job.curve.epochs() < job.until_epoch
}

/// Trains a training job anew and beyond where it was stopped, in slices. Training is repeatable, so nothing had to be kept.
#[derive(Debug)]
pub struct RestTask {
    trainer: Trainer,
    objective: usize,
    rest: Rest,
}

impl RestTask {
    /// The rest of a training job; `None` where it was not [stopped early](was_stopped_early), its objective comes from outside,
    /// or its rows cannot be had. `file` has the rows of a data set whose rows are in a file.
    pub fn new(plan: &Plan, file: Option<FileRows>, job: &TrainingJob) -> Option<Self> {
        let Training::Problem(problem) = &plan.training else { return None };
        // Without its rows a job would only fail for want of them.
        let has_rows = problem.dataset().is_none_or(|dataset| !dataset.is_in_a_file()) || file.is_some();
        if !has_rows || !was_stopped_early(job) {
            return None;
        }
        let epoch = job.curve.epochs();
        let epoch_seconds = plan.clock.seconds_per_epoch * problem.relative_work(&job.hyperparameters);
        let mut rest = Rest {
            epoch,
            values: Vec::new(),
            failure: None,
            seconds: f64::from(job.until_epoch - epoch) * epoch_seconds,
        };
        let mut trainer = Trainer::new(problem.clone(), file, plan.config.seed());
        let assignment = Assignment {
            job: job.number,
            hyperparameters: job.hyperparameters.to_texts(),
            known_epochs: epoch,
            first_report: 0.0,
            epoch_seconds: 1.0,
        };
        if let Some(Outcome::Failed(reason)) = trainer.launch(assignment) {
            rest.failure = Some(reason);
        }
        Some(Self { trainer, objective: plan.config.objective_index(), rest })
    }

    /// Trains about `max_rows` rows; gives the rest when it is complete.
    pub fn work(&mut self, max_rows: usize) -> Option<&Rest> {
        match self.trainer.work(max_rows) {
            Some((_, Outcome::Epoch(metrics))) => match metrics.get(self.objective).map(|&value| metric_value(value)) {
                Some(value) if value.is_finite() => self.rest.values.push(value),
                // It fails, as the tuning job would have had it.
                value => {
                    self.rest.failure = Some(format!("the objective metric was {}", value.unwrap_or(f64::NAN)));
                    return Some(&self.rest);
                }
            },
            Some((_, Outcome::Failed(reason))) => self.rest.failure = Some(reason),
            None => {}
        }
        self.trainer.is_idle().then_some(&self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, PRESETS, check};

    /// The default preset's plan, and with early stopping off.
    fn plans() -> [Plan; 2] {
        [PRESETS[0].document(), {
            let mut off = PRESETS[0].document();
            off.request.hyper_parameter_tuning_job_config.training_job_early_stopping_type = Some("Off".to_owned());
            off
        }]
        .map(|document| check(&document, Objective::Problem).plan.unwrap())
    }

    #[test]
    fn the_rest_is_what_the_job_reports_where_nothing_stops_it() {
        let [stopping, off] = plans();
        let (stopped, whole) = (stopping.run_to_end(), off.run_to_end());
        let mut rests = Vec::new();
        for job in stopped.state().jobs() {
            let Some(mut task) = RestTask::new(&stopping, None, job) else {
                assert!(!was_stopped_early(job));
                continue;
            };
            let rest = loop {
                if let Some(rest) = task.work(100) {
                    break rest.clone();
                }
            };
            // Random search chooses the same, whatever is stopped.
            let same = whole.state().job(job.number).unwrap();
            assert_eq!(same.hyperparameters, job.hyperparameters);
            let mut curve = job.curve.values().to_vec();
            curve.extend(&rest.values);
            assert_eq!(curve, same.curve.values());
            assert_eq!(serde_json::from_str::<Rest>(&serde_json::to_string(&rest).unwrap()).unwrap(), rest);
            rests.push((job.number, rest));
        }
        assert!(rests.len() > 20);
        let direction = stopping.config.objective().direction;
        let best = stopped.state().history().best().map(|(_, value)| value);
        let tally = Tally::of(rests.iter().map(|(job, rest)| (*job, rest)), best, direction);
        assert_eq!(tally.right + tally.wrong, rests.len() as u32);
        let seconds = |job: &crate::tuning_job::TuningJob| -> f64 {
            job.state().jobs().iter().map(|job| job.running_seconds(0.0)).sum()
        };
        let saved = seconds(&whole) - seconds(&stopped);
        assert!((tally.seconds - saved).abs() < 1e-6 * saved, "{} {saved}", tally.seconds);
    }

    #[test]
    fn stops_are_judged_by_the_best() {
        let rest = |values: &[f64], failure: Option<&str>| Rest {
            epoch: 2,
            values: values.to_vec(),
            failure: failure.map(str::to_owned),
            seconds: 60.0,
        };
        let direction = Direction::Minimize;
        assert_eq!(rest(&[0.1], None).verdict(Some(0.2), direction), Verdict::Wrong);
        assert_eq!(rest(&[0.1, 0.2], None).verdict(Some(0.2), direction), Verdict::Right);
        assert_eq!(rest(&[0.1], Some("loss is infinite")).verdict(Some(0.2), direction), Verdict::Right);
        let stops = [
            (JobNumber(1), rest(&[0.1], None)),
            (JobNumber(2), rest(&[0.05], None)),
            (JobNumber(3), rest(&[], Some("no"))),
        ];
        let tally = Tally::of(stops.iter().map(|(job, rest)| (*job, rest)), Some(0.2), direction);
        assert_eq!((tally.right, tally.wrong, tally.seconds, tally.lost), (1, 2, 180.0, Some((JobNumber(2), 0.05))));
        assert!(tally.told().starts_with("1 right, 2 wrong. 3 m of training saved"), "{}", tally.told());
        let told = rest(&[0.1], None).told(Some((JobNumber(7), 0.2)), direction);
        assert_eq!(
            told,
            "Had it gone on, it would have come to 0.1 after epoch 3, better than the best, 0.2 of job 7. The stop was wrong: it saved 1 m and lost that."
        );
    }
}
