//! One training job, trained again: on the data of a repeat, as far as it was trained before.

use super::{Seeds, TEST_ROWS};
use crate::dataset::{Dataset, FileRows};
use crate::math::format::metric_value;
use crate::model::{Progress, TrainingRun};
use crate::playground::problem::{Problem, TrainedProblem};
use crate::playground::trainer::{Assignment, Trainer};
use crate::simulate::Outcome;
use crate::training_job::{JobNumber, TrainingJob};
use std::sync::Arc;

/// What all training jobs of a repeat are trained on.
#[derive(Debug)]
pub(super) enum Ground {
    /// A data set, and the same with the test set in place of the validation rows.
    Trained { problem: TrainedProblem, data: Option<Arc<Dataset>>, test: Option<Arc<Dataset>>, seed: u64 },
    /// No data.
    Other { problem: Problem, seed: u64 },
}

impl Ground {
    pub(super) fn new(problem: &Problem, file: Option<FileRows>, seeds: Seeds) -> Self {
        let Problem::Trained(problem) = problem else {
            return Self::Other { problem: problem.clone(), seed: seeds.training };
        };
        let spec = seeds.rows.map_or_else(|| problem.dataset.clone(), |rows| problem.dataset.with_seed(rows));
        // What cannot be had fails, as it would in the tuning job.
        let data = Dataset::new(&spec, file).ok();
        let test = data.as_ref().and_then(|data| data.judged_on_fresh_rows(&spec, TEST_ROWS, seeds.test));
        let problem = problem.clone();
        Self::Trained { problem, data: data.map(Arc::new), test: test.map(Arc::new), seed: seeds.training }
    }

    /// A training job before its first epoch, with the random numbers of the job `number`.
    pub(super) fn begin(&self, job: &TrainingJob, number: JobNumber, on_test: bool) -> Run {
        let texts = job.hyperparameters.to_texts();
        let course = match self {
            Self::Trained { problem, data, test, seed } => {
                let data = if on_test { test } else { data };
                let spec = problem.training_spec_in_words(&texts).ok();
                let run = spec.zip(data.as_ref()).map(|(spec, data)| {
                    Box::new(TrainingRun::new(&spec, Arc::clone(data), *seed, u64::from(number.0)))
                });
                run.map(|run| Course::Trained { problem: problem.clone(), run, latest: Vec::new() })
            }
            Self::Other { problem, seed } => {
                let mut trainer = Trainer::new(problem.clone(), None, *seed);
                let (known_epochs, first_report, epoch_seconds) = (0, 0.0, 1.0);
                let assignment =
                    Assignment { job: number, hyperparameters: texts, known_epochs, first_report, epoch_seconds };
                trainer.launch(assignment).is_none().then(|| Course::Other(Box::new(trainer)))
            }
        };
        Run { course, epochs: 0, until_epoch: job.curve.epochs() }
    }
}

/// A training job that is being trained again.
#[derive(Debug)]
pub(super) struct Run {
    /// `None` for one that cannot be trained.
    course: Option<Course>,
    epochs: u32,
    /// As far as it was trained in the tuning job.
    until_epoch: u32,
}

#[derive(Debug)]
enum Course {
    Trained { problem: TrainedProblem, run: Box<TrainingRun>, latest: Vec<f64> },
    Other(Box<Trainer>),
}

impl Run {
    /// Trains about `max_rows` rows; the final objective when it has ended, NaN when it failed.
    pub(super) fn work(&mut self, max_rows: usize, objective: usize) -> Option<f64> {
        let metrics = match &mut self.course {
            None => return Some(f64::NAN),
            Some(Course::Trained { problem, run, latest }) => match run.advance(max_rows) {
                Progress::Working => return None,
                Progress::Epoch(metrics) => match problem.metrics.read(metrics.epoch, metrics.values(), latest) {
                    Ok(metrics) => {
                        latest.clone_from(&metrics);
                        metrics
                    }
                    Err(_) => return Some(f64::NAN),
                },
                Progress::Diverged { .. } | Progress::Finished => return Some(f64::NAN),
            },
            Some(Course::Other(trainer)) => match trainer.work(max_rows) {
                Some((_, Outcome::Epoch(metrics))) => metrics,
                Some((_, Outcome::Failed(_))) => return Some(f64::NAN),
                None if trainer.is_idle() => return Some(f64::NAN),
                None => return None,
            },
        };
        self.epochs += 1;
        let value = metrics.get(objective).map_or(f64::NAN, |&value| metric_value(value));
        (self.epochs >= self.until_epoch || !value.is_finite()).then_some(value)
    }
}
