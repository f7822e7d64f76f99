//! The tuning job as a pure state machine: inputs in, log entries and commands out. It knows no clock, no model and no
//! worker; whoever drives it says at what simulated time something happened.
//!
//! What it did is its event log. Its own memory, [`State`], is the fold of that log, and so is everything that anyone
//! shows of it.

mod config;
mod event;
mod state;

pub use config::{ConfigError, EpochPlan, TuningConfig, TuningConfigParts};
pub use event::{Event, LogEntry};
pub use state::{State, TuningJobStatus};

use crate::completion::Completion;
use crate::early_stopping::{EarlyStopping, compare_with_median};
use crate::math::format::metric_value;
use crate::math::rng::{Purpose, Stream};
use crate::strategy::{Strategy, Suggestion};
use crate::training_job::{JobNumber, Seconds, StopReason};

/// What happened outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A running training job reported its metrics after its next epoch.
    Epoch {
        /// Which job.
        job: JobNumber,
        /// The metrics' values, in the order of [`TuningConfig::metrics`].
        metrics: Vec<f64>,
    },
    /// A running training job ended by an error.
    Failed {
        /// Which job.
        job: JobNumber,
        /// The reason, for people.
        reason: String,
    },
    /// A running training job ended before its last epoch, without an error: an external trainer may know better.
    Finished {
        /// Which job.
        job: JobNumber,
    },
    /// The simulated clock reached [`TuningJob::deadline`].
    Deadline,
    /// Somebody stops the tuning job by hand.
    Stop,
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Train this job; its hyperparameters and last epoch are in the state.
    Launch(JobNumber),
    /// Stop training this job: its further results are of no use.
    Halt(JobNumber),
}

/// A tuning job.
#[derive(Clone, Debug)]
pub struct TuningJob {
    config: TuningConfig,
    strategy: Strategy,
    state: State,
    log: Vec<LogEntry>,
    commands: Vec<Command>,
    /// The strategy had nothing left to suggest.
    exhausted: bool,
}

impl TuningJob {
    /// Creates the tuning job at simulated time 0 and launches its first training jobs.
    pub fn start(config: TuningConfig) -> Self {
        let strategy = config.start_strategy();
        let state = State::new(&config);
        let mut job = Self { config, strategy, state, log: Vec::new(), commands: Vec::new(), exhausted: false };
        job.record(0.0, Event::TuningJobCreated);
        job.fill_slots(0.0);
        job
    }

    /// What it was asked to do.
    pub fn config(&self) -> &TuningConfig {
        &self.config
    }

    /// What suggests its training jobs.
    pub fn strategy(&self) -> &Strategy {
        &self.strategy
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What it did, in the order of simulated time.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// When `MaxRuntimeInSeconds` will be reached; `None` without that limit or after the end.
    pub fn deadline(&self) -> Option<Seconds> {
        self.config.criteria().max_runtime.filter(|_| !self.state.has_ended())
    }

    /// Takes the commands given since the last call, in order.
    pub fn take_commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// Handles something that happened at simulated time `time`, which must not be before the last one's. Inputs about
    /// jobs that do not run, or after the end, are out of date and change nothing.
    pub fn handle(&mut self, time: Seconds, input: Input) {
        if self.state.has_ended() {
            return;
        }
        match input {
            Input::Epoch { job, metrics } if self.is_running(job) => self.epoch(time, job, &metrics),
            Input::Failed { job, reason } if self.is_running(job) => {
                self.end_job(time, Event::TrainingJobFailed { job, reason });
            }
            Input::Finished { job } if self.is_running(job) => {
                self.end_job(time, Event::TrainingJobCompleted { job });
            }
            Input::Deadline => {
                if let Some(max_runtime) = self.config.criteria().max_runtime {
                    self.complete(time, Completion::MaxRuntimeInSeconds { max_runtime });
                }
            }
            Input::Stop => self.stop(time),
            Input::Epoch { .. } | Input::Failed { .. } | Input::Finished { .. } => {}
        }
    }

    fn is_running(&self, job: JobNumber) -> bool {
        self.state.job(job).is_some_and(crate::training_job::TrainingJob::is_running)
    }

    /// One more epoch: record it, then ask in turn whether it meets the target, whether the job is complete, and whether
    /// it is to be stopped early. A job that has reached its last epoch has nothing left to stop.
    fn epoch(&mut self, time: Seconds, job: JobNumber, metrics: &[f64]) {
        let Some((epoch, until_epoch)) =
            self.state.job(job).map(|running| (running.curve.epochs() + 1, running.until_epoch))
        else {
            return;
        };
        let metrics: Vec<f64> = metrics.iter().map(|&value| metric_value(value)).collect();
        let Some(&value) = metrics.get(self.config.objective_index()) else { return };
        if !value.is_finite() {
            let reason = format!("AlgorithmError: the objective metric was {value} after epoch {epoch}");
            return self.end_job(time, Event::TrainingJobFailed { job, reason });
        }
        self.record(time, Event::EpochCompleted { job, epoch, value, metrics });

        let target = self.target_met(job, epoch, value);
        if epoch >= until_epoch {
            if target.is_none() {
                return self.end_job(time, Event::TrainingJobCompleted { job });
            }
            self.record(time, Event::TrainingJobCompleted { job });
        }
        if let Some(completion) = target {
            return self.complete(time, completion);
        }
        if let Some(reason) = self.reason_to_stop(job, epoch, value) {
            self.commands.push(Command::Halt(job));
            self.end_job(time, Event::TrainingJobStopped { job, reason });
        }
    }

    fn reason_to_stop(&self, job: JobNumber, epoch: u32, value: f64) -> Option<StopReason> {
        let history = self.state.history();
        if let EarlyStopping::Auto { min_completed_jobs } = self.config.early_stopping() {
            let comparison = compare_with_median(history, epoch, value, min_completed_jobs);
            return comparison.filter(|comparison| comparison.is_worse).map(StopReason::EarlyStopping);
        }
        self.strategy.reason_to_stop(history, job, epoch, value)
    }

    fn target_met(&self, job: JobNumber, epoch: u32, value: f64) -> Option<Completion> {
        let target = self.config.criteria().target.map(metric_value)?;
        self.config
            .objective()
            .direction
            .is_at_least_as_good(value, target)
            .then_some(Completion::TargetObjectiveMetricValue { job, epoch, value, target })
    }

    /// A training job ended: record it, then end the tuning job if a criterion is met, else use the free slot.
    fn end_job(&mut self, time: Seconds, end: Event) {
        self.record(time, end);
        match self.criterion_met_by_ended_jobs() {
            Some(completion) => self.complete(time, completion),
            None => self.fill_slots(time),
        }
    }

    fn criterion_met_by_ended_jobs(&self) -> Option<Completion> {
        let criteria = self.config.criteria();
        let progress = self.state.progress();
        if let Some(limit) = criteria.not_improving.filter(|limit| progress.not_improving >= limit.max_jobs) {
            return Some(Completion::BestObjectiveNotImproving {
                jobs: progress.not_improving,
                max_jobs: limit.max_jobs,
                best: progress.best,
            });
        }
        let estimate = criteria.convergence?.estimate(self.state.history())?;
        estimate.has_converged().then_some(Completion::CompleteOnConvergence(estimate))
    }

    /// Launches training jobs until all slots are busy or there is nothing to launch; completes the tuning job when
    /// nothing runs any more.
    fn fill_slots(&mut self, time: Seconds) {
        let max_jobs = self.config.criteria().max_training_jobs;
        let out_of_time = self.deadline().is_some_and(|deadline| time >= deadline);
        while !self.exhausted
            && self.state.running() < self.config.max_parallel_jobs()
            && self.state.launched() < max_jobs
        {
            let number = JobNumber(self.state.launched() + 1);
            match self.strategy.suggest(self.config.space(), self.state.history(), number) {
                Some(_) if out_of_time => break,
                Some(Suggestion { hyperparameters, reason }) => {
                    let name = self.training_job_name(number);
                    let until_epoch = self.config.epoch_plan().until_epoch(&hyperparameters);
                    let job = number;
                    self.record(time, Event::TrainingJobCreated { job, name, hyperparameters, reason, until_epoch });
                    self.commands.push(Command::Launch(number));
                }
                None => self.exhausted = true,
            }
        }
        // Out of time with something left to launch: the deadline, which is now, ends the tuning job.
        let launched = self.state.launched();
        match self.state.running() {
            0 if launched >= max_jobs => self.complete(time, Completion::MaxNumberOfTrainingJobs { max_jobs }),
            0 if self.exhausted => self.complete(time, Completion::SearchSpaceExhausted { combinations: launched }),
            _ => {}
        }
    }

    fn complete(&mut self, time: Seconds, completion: Completion) {
        if let Completion::CompleteOnConvergence(estimate) = completion {
            self.record(time, Event::ConvergenceDetected { estimate });
        }
        self.halt_running(time, &StopReason::TuningJobCompleted);
        self.record(time, Event::TuningJobCompleted { completion });
    }

    fn stop(&mut self, time: Seconds) {
        self.record(time, Event::TuningJobStopping);
        self.halt_running(time, &StopReason::TuningJobStopped);
        self.record(time, Event::TuningJobStopped);
    }

    fn halt_running(&mut self, time: Seconds, reason: &StopReason) {
        let running: Vec<JobNumber> = self.state.history().running().map(|job| job.number).collect();
        for job in running {
            self.commands.push(Command::Halt(job));
            self.record(time, Event::TrainingJobStopped { job, reason: reason.clone() });
        }
    }

    fn record(&mut self, time: Seconds, event: Event) {
        let entry = LogEntry { time, event };
        self.state.apply(&entry);
        self.log.push(entry);
    }

    /// `<tuning job>-<number, three digits at least>-<eight hexadecimal digits>`, as SageMaker names training jobs; the
    /// digits come from the job's own random stream.
    fn training_job_name(&self, number: JobNumber) -> String {
        let digits = Stream::new(self.config.seed(), u64::from(number.0), Purpose::Name).bits() as u32;
        format!("{}-{:03}-{digits:08x}", self.config.name(), number.0)
    }
}
