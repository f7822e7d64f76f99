//! Where a tuning job stands: the fold of its event log. The engine decides by it, and the page shows it at any
//! simulated time by folding the log up to there.

use super::config::TuningConfig;
use super::event::{Event, LogEntry};
use crate::completion::{Completion, ConvergenceEstimate, Improvement, Progress};
use crate::objective::Direction;
use crate::training_job::{History, JobNumber, Seconds, Status, StopReason, TrainingJob};

/// `HyperParameterTuningJobStatus`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TuningJobStatus {
    /// At work.
    #[default]
    InProgress,
    /// Stopped by hand; its training jobs are being stopped.
    Stopping,
    /// Stopped by hand.
    Stopped,
    /// Ended by a criterion.
    Completed(Completion),
    /// Ended by an error; the text is its `FailureReason`. A tuning job that runs here never is; one of AWS's may be.
    Failed(String),
}

impl TuningJobStatus {
    /// AWS's word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "InProgress",
            Self::Stopping => "Stopping",
            Self::Stopped => "Stopped",
            Self::Completed(_) => "Completed",
            Self::Failed(_) => "Failed",
        }
    }
}

/// Where a tuning job stands.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    direction: Direction,
    improvement: Improvement,
    now: Seconds,
    status: TuningJobStatus,
    jobs: Vec<TrainingJob>,
    running: u32,
    progress: Progress,
    convergence: Option<(Seconds, ConvergenceEstimate)>,
}

impl State {
    /// A tuning job of this configuration before anything happened.
    pub fn new(config: &TuningConfig) -> Self {
        Self {
            direction: config.objective().direction,
            improvement: config.improvement(),
            now: 0.0,
            status: TuningJobStatus::default(),
            jobs: Vec::new(),
            running: 0,
            progress: Progress::default(),
            convergence: None,
        }
    }

    /// The simulated time of the last event.
    pub fn now(&self) -> Seconds {
        self.now
    }

    /// `HyperParameterTuningJobStatus`.
    pub fn status(&self) -> &TuningJobStatus {
        &self.status
    }

    /// True once the job is `Completed`, `Stopped` or `Failed`.
    pub fn has_ended(&self) -> bool {
        !matches!(self.status, TuningJobStatus::InProgress | TuningJobStatus::Stopping)
    }

    /// All training jobs, in the order of launch.
    pub fn jobs(&self) -> &[TrainingJob] {
        &self.jobs
    }

    /// The training job of this number.
    pub fn job(&self, number: JobNumber) -> Option<&TrainingJob> {
        self.jobs.get(number.index())
    }

    /// All training jobs, as those see them who decide.
    pub fn history(&self) -> History<'_> {
        History::new(&self.jobs, self.direction)
    }

    /// How many training jobs were launched.
    pub fn launched(&self) -> u32 {
        self.jobs.len() as u32
    }

    /// How many training jobs run.
    pub fn running(&self) -> u32 {
        self.running
    }

    /// The best so far and the jobs that did not improve on it. Jobs that were stopped because the tuning job ended are
    /// not counted: they did not fail to improve.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// When convergence was detected, and by which numbers.
    pub fn convergence(&self) -> Option<(Seconds, ConvergenceEstimate)> {
        self.convergence
    }

    /// Takes the next entry of the log into account. An entry about a job that the log never created is ignored.
    pub fn apply(&mut self, entry: &LogEntry) {
        self.now = entry.time;
        match &entry.event {
            Event::TuningJobCreated => {}
            Event::TrainingJobCreated { job, name, hyperparameters, until_epoch, .. } => {
                self.running += 1;
                let (name, hyperparameters) = (name.clone(), hyperparameters.clone());
                self.jobs.push(TrainingJob::launched(*job, name, hyperparameters, *until_epoch, entry.time));
            }
            Event::EpochCompleted { job, value, .. } => {
                if let Some(job) = self.jobs.get_mut(job.index()) {
                    job.curve.push(*value);
                }
            }
            Event::TrainingJobCompleted { job } => self.end(*job, Status::Completed, true),
            Event::TrainingJobStopped { job, reason } => {
                let counts = !matches!(reason, StopReason::TuningJobCompleted | StopReason::TuningJobStopped);
                self.end(*job, Status::Stopped(reason.clone()), counts);
            }
            Event::TrainingJobFailed { job, reason } => self.end(*job, Status::Failed(reason.clone()), true),
            Event::ConvergenceDetected { estimate } => self.convergence = Some((entry.time, *estimate)),
            Event::TuningJobStopping => self.status = TuningJobStatus::Stopping,
            Event::TuningJobCompleted { completion } => self.status = TuningJobStatus::Completed(completion.clone()),
            Event::TuningJobStopped => self.status = TuningJobStatus::Stopped,
            Event::TuningJobFailed { reason } => self.status = TuningJobStatus::Failed(reason.clone()),
        }
    }

    fn end(&mut self, number: JobNumber, status: Status, counts: bool) {
        let Some(job) = self.jobs.get_mut(number.index()).filter(|job| job.is_running()) else { return };
        job.status = status;
        job.ended = Some(self.now);
        self.running -= 1;
        if counts {
            let objective = job.final_objective();
            self.progress.count(objective, self.direction, self.improvement);
        }
    }
}
