//! Training the jobs of all tuning jobs together on a GPU: all of it that needs no GPU. Whoever has one does the dispatches.

use super::problem::TrainedProblem;
use super::trainer::{Assignment, Reports, Slice, refused, without_data};
use crate::dataset::{DataError, Dataset, FileRows};
use crate::model::gpu::{Dispatch, Fleet, Limits, RunId, Unfit};
use crate::model::{TrainingRun, TrainingSpec};
use crate::simulate::Outcome;
use crate::training_job::JobNumber;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The training jobs on a GPU, of any number of tuning jobs, which go by numbers of the caller's.
#[derive(Debug)]
pub struct GpuTrainer {
    fleet: Fleet,
    /// Each with its data set, or why there is none.
    tuning_jobs: BTreeMap<u32, Result<Ground, DataError>>,
    jobs: BTreeMap<RunId, Training>,
}

/// What all training jobs of a tuning job have in common.
#[derive(Debug)]
struct Ground {
    problem: TrainedProblem,
    dataset: Arc<Dataset>,
    seed: u64,
}

#[derive(Debug)]
struct Training {
    tuning_job: u32,
    last_epoch: u32,
    reports: Reports,
}

/// Training that is only done to see how long it takes.
#[derive(Debug)]
pub struct Rehearsal(Vec<RunId>);

impl GpuTrainer {
    /// One for an adapter with these limits.
    pub fn new(limits: Limits) -> Self {
        Self { fleet: Fleet::new(limits), tuning_jobs: BTreeMap::new(), jobs: BTreeMap::new() }
    }

    /// Takes on a tuning job with this problem and random seed; `file` has the rows of a data set whose rows are in a file.
    pub fn open(&mut self, tuning_job: u32, problem: TrainedProblem, file: Option<FileRows>, seed: u64) {
        let dataset = Dataset::new(&problem.dataset, file);
        self.tuning_jobs
            .insert(tuning_job, dataset.map(|dataset| Ground { problem, dataset: Arc::new(dataset), seed }));
    }

    /// Drops a tuning job with all its training jobs.
    pub fn close(&mut self, tuning_job: u32) {
        self.drop_where(|training| training.tuning_job == tuning_job);
        self.tuning_jobs.remove(&tuning_job);
    }

    /// Takes a training job on. What is wrong with its hyperparameters is its first report; a job that is [`Unfit`] has to be
    /// trained elsewhere.
    pub fn launch(&mut self, tuning_job: u32, assignment: Assignment) -> Result<Option<Outcome>, Unfit> {
        let ground = match self.tuning_jobs.get(&tuning_job) {
            Some(Ok(ground)) => ground,
            Some(Err(error)) => return Ok(Some(without_data(error))),
            None => return Ok(None),
        };
        let spec = match ground.problem.training_spec_in_words(&assignment.hyperparameters) {
            Ok(spec) => spec,
            Err(reason) => return Ok(Some(refused(&reason))),
        };
        let run = self.fleet.launch(&spec, &ground.dataset, ground.seed, u64::from(assignment.job.0))?;
        let reports = Reports::new(assignment);
        self.jobs.insert(run, Training { tuning_job, last_epoch: spec.epochs(), reports });
        Ok(None)
    }

    /// Drops a training job.
    pub fn halt(&mut self, tuning_job: u32, job: JobNumber) {
        self.drop_where(|training| training.tuning_job == tuning_job && training.reports.job() == job);
    }

    fn drop_where(&mut self, is_dropped: impl Fn(&Training) -> bool) {
        let Self { fleet, jobs, .. } = self;
        jobs.retain(|&run, training| {
            let is_dropped = is_dropped(training);
            if is_dropped {
                fleet.halt(run);
            }
            !is_dropped
        });
    }

    /// The next epochs of all that is trained: see [`Fleet::dispatch`].
    pub fn dispatch(&mut self, epochs: u32) -> Option<Dispatch> {
        self.fleet.dispatch(epochs)
    }

    /// The reports that a dispatch's results lead to: tuning job, training job, report.
    pub fn take(&mut self, dispatch: &Dispatch, results: &[u32]) -> Vec<(u32, JobNumber, Outcome)> {
        let mut outcomes = Vec::new();
        for (run, progress) in self.fleet.take(dispatch, results) {
            let Some(training) = self.jobs.get_mut(&run) else { continue };
            let Some(Ok(ground)) = self.tuning_jobs.get(&training.tuning_job) else { continue };
            let slice = Slice::from(progress);
            let is_last = matches!(slice, Slice::Epoch(epoch, _) if epoch >= training.last_epoch);
            let (outcome, is_over) = training
                .reports
                .take(slice, is_last, |epoch, reported, latest| ground.problem.metrics.read(epoch, &reported, latest));
            outcomes.extend(outcome.map(|outcome| (training.tuning_job, training.reports.job(), outcome)));
            if is_over {
                self.fleet.halt(run);
                self.jobs.remove(&run);
            }
        }
        outcomes
    }

    /// True when there is nothing to train.
    pub fn is_idle(&self) -> bool {
        self.fleet.is_empty()
    }

    /// Takes on so many training jobs that report nothing, all with these tuned hyperparameters. `None` where they cannot be
    /// trained here.
    pub fn rehearse(&mut self, tuning_job: u32, tuned: &[(String, String)], jobs: u32) -> Option<Rehearsal> {
        let (spec, dataset, seed) = self.rehearsed(tuning_job, tuned)?;
        let mut runs = Rehearsal(Vec::new());
        for number in 0..jobs {
            let Ok(run) = self.fleet.launch(&spec, &dataset, seed, u64::from(number)) else {
                self.end(runs);
                return None;
            };
            runs.0.push(run);
        }
        Some(runs)
    }

    /// Drops the training jobs of a rehearsal.
    pub fn end(&mut self, rehearsal: Rehearsal) {
        for run in rehearsal.0 {
            self.fleet.halt(run);
        }
    }

    /// The same training on the CPU, one job.
    pub fn rehearse_on_cpu(&self, tuning_job: u32, tuned: &[(String, String)]) -> Option<TrainingRun> {
        let (spec, dataset, seed) = self.rehearsed(tuning_job, tuned)?;
        Some(TrainingRun::new(&spec, dataset, seed, 0))
    }

    fn rehearsed(&self, tuning_job: u32, tuned: &[(String, String)]) -> Option<(TrainingSpec, Arc<Dataset>, u64)> {
        let ground = self.tuning_jobs.get(&tuning_job)?.as_ref().ok()?;
        Some((ground.problem.training_spec(tuned).ok()?, Arc::clone(&ground.dataset), ground.seed))
    }
}
