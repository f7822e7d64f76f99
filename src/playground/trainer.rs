//! Training the jobs of a tuning job: many at a time, each in slices, the one whose report is due first on the simulated
//! clock before the others.

use super::problem::{Problem, TrainedProblem};
use super::surface::SurfaceTask;
use crate::dataset::{DataError, Dataset, FileRows};
use crate::model::{Progress, TrainingRun};
use crate::simulate::{Outcome, Simulation};
use crate::surrogate::{Step, Surrogate, SurrogateRun};
use crate::test_function::TestObjective;
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

/// The report of a training job whose hyperparameters cannot be trained.
pub(super) fn refused(reason: &str) -> Outcome {
    Outcome::Failed(format!("AlgorithmError: {reason}"))
}

/// The failure of a training job whose data set cannot be had.
pub(super) fn without_data(error: &DataError) -> Outcome {
    Outcome::Failed(format!("ClientError: {error}"))
}

/// Trains the jobs of one tuning job.
#[derive(Debug)]
pub struct Trainer {
    ground: Ground,
    seed: u64,
    jobs: Vec<Training>,
}

/// What all jobs have in common.
#[derive(Clone, Debug)]
enum Ground {
    Trained(TrainedProblem, Arc<Dataset>),
    WithoutData(DataError),
    Surrogate(Box<Surrogate>),
    TestFunction(Box<TestObjective>),
}

impl Ground {
    /// The metrics after an epoch, as the tuning job gets them; `latest` are those of the epoch before. What a model reports
    /// goes through the log line and the request's metric definitions. What a surrogate makes up and what a test function is
    /// worth is the objective already: they log nothing that a regular expression could be tried on.
    fn read(&self, epoch: u32, reported: Vec<f64>, latest: &[f64]) -> Result<Vec<f64>, String> {
        match self {
            Self::Trained(problem, _) => problem.metrics.read(epoch, &reported, latest),
            Self::WithoutData(_) | Self::Surrogate(_) | Self::TestFunction(_) => Ok(reported),
        }
    }
}

#[derive(Debug)]
struct Training {
    reports: Reports,
    run: Run,
}

/// What a training job reports, from what its training comes to; the same whoever trains it.
#[derive(Debug)]
pub(super) struct Reports {
    assignment: Assignment,
    /// The metrics after its last epoch.
    metrics: Vec<f64>,
}

/// One job at work.
#[derive(Debug)]
enum Run {
    Trained(Box<TrainingRun>),
    Surrogate(Box<SurrogateRun>),
    /// The value of its only epoch, until it is reported.
    TestFunction(Option<f64>),
}

/// What came of a slice of work.
pub(super) enum Slice {
    Working,
    /// An epoch's number and metrics.
    Epoch(u32, Vec<f64>),
    /// Training diverged, in this epoch, as these words say, and what may help.
    Diverged(u32, String, &'static str),
    Finished,
}

impl From<Progress> for Slice {
    fn from(progress: Progress) -> Self {
        match progress {
            Progress::Working => Self::Working,
            Progress::Epoch(metrics) => Self::Epoch(metrics.epoch, metrics.values().to_vec()),
            Progress::Diverged { epoch, what } => Self::Diverged(epoch, what.to_string(), what.advice()),
            Progress::Finished => Self::Finished,
        }
    }
}

impl Run {
    fn epoch(&self) -> u32 {
        match self {
            Self::Trained(run) => run.epoch(),
            Self::Surrogate(run) => run.epoch(),
            Self::TestFunction(value) => u32::from(value.is_none()),
        }
    }

    fn is_finished(&self) -> bool {
        match self {
            Self::Trained(run) => run.is_finished(),
            Self::Surrogate(run) => run.is_finished(),
            Self::TestFunction(value) => value.is_none(),
        }
    }

    fn advance(&mut self, max_rows: usize) -> Slice {
        match self {
            Self::Trained(run) => run.advance(max_rows).into(),
            Self::Surrogate(run) => match run.advance() {
                Step::Epoch(epoch, value) => Slice::Epoch(epoch, vec![value]),
                Step::Diverged(epoch) => {
                    let what = "the made-up loss is not a finite number".to_owned();
                    Slice::Diverged(epoch, what, "the learning rate may be too large")
                }
                Step::Finished => Slice::Finished,
            },
            Self::TestFunction(value) => value.take().map_or(Slice::Finished, |value| Slice::Epoch(1, vec![value])),
        }
    }
}

impl Training {
    fn next_report(&self) -> Seconds {
        let assignment = &self.reports.assignment;
        let epochs = f64::from(self.run.epoch()) - f64::from(assignment.known_epochs);
        assignment.first_report + epochs * assignment.epoch_seconds
    }
}

impl Reports {
    /// Those of a training job that has reported nothing yet.
    pub(super) fn new(assignment: Assignment) -> Self {
        Self { assignment, metrics: Vec::new() }
    }

    /// Which training job's they are.
    pub(super) fn job(&self) -> JobNumber {
        self.assignment.job
    }

    /// The report that a slice of work leads to, unless it is known already or there is none; and whether the job is over, which
    /// `is_last` says of an epoch. `read` makes metrics of what an epoch reported and the metrics before it.
    pub(super) fn take(
        &mut self,
        slice: Slice,
        is_last: bool,
        read: impl FnOnce(u32, Vec<f64>, &[f64]) -> Result<Vec<f64>, String>,
    ) -> (Option<Outcome>, bool) {
        match slice {
            Slice::Working => (None, false),
            Slice::Epoch(epoch, reported) => {
                let read = read(epoch, reported, &self.metrics);
                if let Ok(values) = &read {
                    self.metrics.clone_from(values);
                }
                // A failure ends the job, so that it is told even of a known epoch, which another machine may have read otherwise.
                let is_told = epoch > self.assignment.known_epochs || read.is_err();
                let is_over = is_last || read.is_err();
                let outcome = read.map_or_else(Outcome::Failed, Outcome::Epoch);
                (is_told.then_some(outcome), is_over)
            }
            Slice::Diverged(epoch, what, advice) => {
                (Some(refused(&format!("{what} in epoch {epoch}; {advice}"))), true)
            }
            Slice::Finished => (None, true),
        }
    }
}

impl Trainer {
    /// A trainer for the tuning job with this problem and random seed; `file` has the rows of a data set whose rows are in a file.
    /// Without them, or with others, every training job fails and says so.
    pub fn new(problem: Problem, file: Option<FileRows>, seed: u64) -> Self {
        let ground = match problem {
            Problem::Trained(problem) => match Dataset::new(&problem.dataset, file) {
                Ok(dataset) => Ground::Trained(problem, Arc::new(dataset)),
                Err(error) => Ground::WithoutData(error),
            },
            Problem::Surrogate(surrogate) => Ground::Surrogate(surrogate),
            Problem::TestFunction(objective) => Ground::TestFunction(objective),
        };
        Self { ground, seed, jobs: Vec::new() }
    }

    /// One that trains the same problem on the same rows with another random seed, and has no jobs yet.
    pub(super) fn anew(&self, seed: u64) -> Self {
        Self { ground: self.ground.clone(), seed, jobs: Vec::new() }
    }

    /// The decision boundary of a training job after `until_epoch` epochs, still to be drawn; `None` when its
    /// hyperparameters cannot be trained, or there is no model that could have one.
    pub fn surface(
        &self,
        job: JobNumber,
        hyperparameters: &[(String, String)],
        until_epoch: u32,
    ) -> Option<SurfaceTask> {
        let Ground::Trained(problem, dataset) = &self.ground else { return None };
        SurfaceTask::new(problem, Arc::clone(dataset), self.seed, job, hyperparameters, until_epoch)
    }

    /// Takes a job on; what is wrong with its hyperparameters is its first report.
    pub fn launch(&mut self, assignment: Assignment) -> Option<Outcome> {
        match self.begin(&assignment) {
            Ok(run) => {
                self.jobs.push(Training { reports: Reports::new(assignment), run });
                None
            }
            Err(outcome) => Some(outcome),
        }
    }

    /// The job before its first epoch, or its failure.
    fn begin(&self, assignment: &Assignment) -> Result<Run, Outcome> {
        let (tuned, number) = (&assignment.hyperparameters, u64::from(assignment.job.0));
        match &self.ground {
            Ground::Trained(problem, dataset) => problem
                .training_spec_in_words(tuned)
                .map(|spec| Run::Trained(Box::new(TrainingRun::new(&spec, Arc::clone(dataset), self.seed, number))))
                .map_err(|reason| refused(&reason)),
            Ground::WithoutData(error) => Err(without_data(error)),
            Ground::Surrogate(surrogate) => surrogate
                .start(tuned, self.seed, number)
                .map(|run| Run::Surrogate(Box::new(run)))
                .ok_or_else(|| refused("a hyperparameter is outside its range")),
            Ground::TestFunction(objective) => match objective.observe(tuned, self.seed, number) {
                Some(value) if value.is_finite() => Ok(Run::TestFunction(Some(value))),
                Some(value) => {
                    let function = objective.shifted().function().name();
                    Err(refused(&format!("the value of {function} here is {value}")))
                }
                None => Err(refused("a hyperparameter is no number")),
            },
        }
    }

    /// Drops a job.
    pub fn halt(&mut self, job: JobNumber) {
        self.jobs.retain(|training| training.reports.job() != job);
    }

    /// True when there is nothing to train.
    pub fn is_idle(&self) -> bool {
        self.jobs.is_empty()
    }

    /// When the next report of all jobs is due on the simulated clock.
    pub fn next_report(&self) -> Option<Seconds> {
        self.jobs.iter().map(Training::next_report).min_by(f64::total_cmp)
    }

    /// Trains about `max_rows` rows, or makes up or computes an epoch, of the job whose report is due first; gives its report
    /// if that ended an epoch.
    pub fn work(&mut self, max_rows: usize) -> Option<(JobNumber, Outcome)> {
        let due = |a: &Training, b: &Training| a.next_report().total_cmp(&b.next_report());
        let index = (0..self.jobs.len()).min_by(|&a, &b| due(&self.jobs[a], &self.jobs[b]))?;
        let Training { reports, run } = &mut self.jobs[index];
        let (job, slice) = (reports.job(), run.advance(max_rows));
        let ground = &self.ground;
        let (outcome, is_over) =
            reports.take(slice, run.is_finished(), |epoch, reported, latest| ground.read(epoch, reported, latest));
        if is_over {
            self.jobs.remove(index);
        }
        outcome.map(|outcome| (job, outcome))
    }
}
