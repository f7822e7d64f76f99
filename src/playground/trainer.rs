//! Training the jobs of a tuning job: many at a time, each in slices, the one whose report is due first on the simulated
//! clock before the others.

use super::problem::Problem;
use crate::dataset::Dataset;
use crate::model::{Progress, TrainingRun};
use crate::simulate::{Outcome, Simulation};
use crate::training_job::{JobNumber, Seconds};
use std::sync::Arc;

/// A training job to be trained.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Which job.
    pub job: JobNumber,
    /// Its tuned hyperparameters, as texts.
    pub hyperparameters: Vec<(String, String)>,
    /// Epochs whose reports are known already: they are trained again and not reported, as after the loss of a worker.
    pub known_epochs: u32,
    /// When its first report that is not known is due on the simulated clock.
    pub first_report: Seconds,
    /// Simulated seconds from report to report.
    pub epoch_seconds: Seconds,
}

impl Assignment {
    /// The assignment of a running training job, from the first epoch that nobody has supplied; `None` when it does not
    /// run.
    pub fn of(simulation: &Simulation, number: JobNumber) -> Option<Self> {
        let job = simulation.job().state().job(number)?;
        let missing = simulation.missing(number)?;
        Some(Self {
            job: number,
            hyperparameters: job.hyperparameters.to_texts(),
            known_epochs: missing.supplied_epochs,
            first_report: missing.due,
            epoch_seconds: missing.epoch_seconds,
        })
    }
}

/// Trains the jobs of one tuning job.
#[derive(Debug)]
pub struct Trainer {
    problem: Problem,
    dataset: Arc<Dataset>,
    seed: u64,
    jobs: Vec<Training>,
}

#[derive(Debug)]
struct Training {
    assignment: Assignment,
    run: TrainingRun,
    /// The metrics after its last epoch.
    metrics: Vec<f64>,
}

impl Training {
    fn next_report(&self) -> Seconds {
        let epochs = f64::from(self.run.epoch()) - f64::from(self.assignment.known_epochs);
        self.assignment.first_report + epochs * self.assignment.epoch_seconds
    }
}

impl Trainer {
    /// A trainer for the tuning job with this problem and random seed.
    pub fn new(problem: Problem, seed: u64) -> Self {
        let dataset = Arc::new(Dataset::generate(&problem.dataset));
        Self { problem, dataset, seed, jobs: Vec::new() }
    }

    /// What is trained on.
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.dataset
    }

    /// Takes a job on; what is wrong with its hyperparameters is its first report.
    pub fn launch(&mut self, assignment: Assignment) -> Option<Outcome> {
        match self.problem.training_spec(&assignment.hyperparameters) {
            Ok(spec) => {
                let dataset = Arc::clone(&self.dataset);
                let run = TrainingRun::new(&spec, dataset, self.seed, u64::from(assignment.job.0));
                self.jobs.push(Training { assignment, run, metrics: Vec::new() });
                None
            }
            Err(errors) => {
                let words: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Some(Outcome::Failed(format!("AlgorithmError: {}", words.join("; "))))
            }
        }
    }

    /// Drops a job.
    pub fn halt(&mut self, job: JobNumber) {
        self.jobs.retain(|training| training.assignment.job != job);
    }

    /// True when there is nothing to train.
    pub fn is_idle(&self) -> bool {
        self.jobs.is_empty()
    }

    /// When the next report of all jobs is due on the simulated clock.
    pub fn next_report(&self) -> Option<Seconds> {
        self.jobs.iter().map(Training::next_report).min_by(f64::total_cmp)
    }

    /// Trains about `max_rows` rows of the job whose report is due first; gives its report if that ended an epoch.
    pub fn work(&mut self, max_rows: usize) -> Option<(JobNumber, Outcome)> {
        let due = |a: &Training, b: &Training| a.next_report().total_cmp(&b.next_report());
        let index = (0..self.jobs.len()).min_by(|&a, &b| due(&self.jobs[a], &self.jobs[b]))?;
        let training = &mut self.jobs[index];
        let (job, known_epochs) = (training.assignment.job, training.assignment.known_epochs);
        match training.run.advance(max_rows) {
            Progress::Working => None,
            Progress::Epoch(metrics) => {
                let read = self.problem.metrics.read(metrics.epoch, metrics.values(), &training.metrics);
                if let Ok(values) = &read {
                    training.metrics.clone_from(values);
                }
                if training.run.is_finished() || read.is_err() {
                    self.jobs.remove(index);
                }
                (metrics.epoch > known_epochs).then(|| (job, read.map_or_else(Outcome::Failed, Outcome::Epoch)))
            }
            Progress::Diverged { epoch, what } => {
                self.jobs.remove(index);
                Some((
                    job,
                    Outcome::Failed(format!(
                        "AlgorithmError: {what} in epoch {epoch}; the learning rate may be too large"
                    )),
                ))
            }
            Progress::Finished => {
                self.jobs.remove(index);
                None
            }
        }
    }
}
