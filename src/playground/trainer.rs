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

/// Trains the jobs of one tuning job.
#[derive(Debug)]
pub struct Trainer {
    ground: Ground,
    seed: u64,
    jobs: Vec<Training>,
}

/// What all jobs have in common.
#[derive(Debug)]
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
    assignment: Assignment,
    run: Run,
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
enum Slice {
    Working,
    /// An epoch's number and metrics.
    Epoch(u32, Vec<f64>),
    /// Training diverged, in this epoch, as these words say, and what may help.
    Diverged(u32, String, &'static str),
    Finished,
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
            Self::Trained(run) => match run.advance(max_rows) {
                Progress::Working => Slice::Working,
                Progress::Epoch(metrics) => Slice::Epoch(metrics.epoch, metrics.values().to_vec()),
                Progress::Diverged { epoch, what } => Slice::Diverged(epoch, what.to_string(), what.advice()),
                Progress::Finished => Slice::Finished,
            },
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
        let epochs = f64::from(self.run.epoch()) - f64::from(self.assignment.known_epochs);
        self.assignment.first_report + epochs * self.assignment.epoch_seconds
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
                self.jobs.push(Training { assignment, run, metrics: Vec::new() });
                None
            }
            Err(reason) => Some(Outcome::Failed(reason)),
        }
    }

    /// The job before its first epoch, or the reason why it fails, in SageMaker's form.
    fn begin(&self, assignment: &Assignment) -> Result<Run, String> {
        let algorithm_error = |reason: &str| format!("AlgorithmError: {reason}");
        let (tuned, number) = (&assignment.hyperparameters, u64::from(assignment.job.0));
        match &self.ground {
            Ground::Trained(problem, dataset) => match problem.training_spec(tuned) {
                Ok(spec) => Ok(Run::Trained(Box::new(TrainingRun::new(&spec, Arc::clone(dataset), self.seed, number)))),
                Err(errors) => {
                    Err(algorithm_error(&errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))
                }
            },
            Ground::WithoutData(error) => Err(format!("ClientError: {error}")),
            Ground::Surrogate(surrogate) => surrogate
                .start(tuned, self.seed, number)
                .map(|run| Run::Surrogate(Box::new(run)))
                .ok_or_else(|| algorithm_error("a hyperparameter is outside its range")),
            Ground::TestFunction(objective) => match objective.observe(tuned, self.seed, number) {
                Some(value) if value.is_finite() => Ok(Run::TestFunction(Some(value))),
                Some(value) => {
                    let function = objective.shifted().function().name();
                    Err(algorithm_error(&format!("the value of {function} here is {value}")))
                }
                None => Err(algorithm_error("a hyperparameter is no number")),
            },
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

    /// Trains about `max_rows` rows, or makes up or computes an epoch, of the job whose report is due first; gives its report
    /// if that ended an epoch.
    pub fn work(&mut self, max_rows: usize) -> Option<(JobNumber, Outcome)> {
        let due = |a: &Training, b: &Training| a.next_report().total_cmp(&b.next_report());
        let index = (0..self.jobs.len()).min_by(|&a, &b| due(&self.jobs[a], &self.jobs[b]))?;
        let training = &mut self.jobs[index];
        let (job, known_epochs) = (training.assignment.job, training.assignment.known_epochs);
        match training.run.advance(max_rows) {
            Slice::Working => None,
            Slice::Epoch(epoch, reported) => {
                let read = self.ground.read(epoch, reported, &training.metrics);
                if let Ok(values) = &read {
                    training.metrics.clone_from(values);
                }
                if training.run.is_finished() || read.is_err() {
                    self.jobs.remove(index);
                }
                (epoch > known_epochs).then(|| (job, read.map_or_else(Outcome::Failed, Outcome::Epoch)))
            }
            Slice::Diverged(epoch, what, advice) => {
                self.jobs.remove(index);
                Some((job, Outcome::Failed(format!("AlgorithmError: {what} in epoch {epoch}; {advice}"))))
            }
            Slice::Finished => {
                self.jobs.remove(index);
                None
            }
        }
    }
}
