//! The driver of a tuning job: it takes results in any order and hands them to the job in the order of simulated time.
//!
//! A training job's epoch `e` ends at `created + startup + e · epoch_seconds`. Results are handled in that order, ties by
//! job number. Where the next result in that order is not known yet, the simulation waits, however many later ones are
//! known: so the outcome does not depend on who trains or how fast.

use super::clock::ClockSettings;
use crate::training_job::{JobNumber, Seconds, TrainingJob};
use crate::tuning_job::{Command, Input, TuningConfig, TuningJob};
use std::collections::{BTreeMap, VecDeque};

/// What a training job reports next.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The metrics of its next epoch.
    Epoch(Vec<f64>),
    /// It failed during its next epoch.
    Failed(String),
}

/// Why [`Simulation::advance`] came back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pause {
    /// The tuning job has ended.
    Ended,
    /// Nothing more happens up to the time asked for, or enough has happened; the next thing happens at this time.
    Reached {
        /// When the next thing happens.
        next: Seconds,
    },
    /// The next thing that happens is this job's report, which has not been supplied.
    Waiting {
        /// The job waited for.
        job: JobNumber,
        /// When it reports.
        at: Seconds,
    },
}

/// What a running training job has still to supply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Missing {
    /// Epochs supplied so far, handled or not.
    pub supplied_epochs: u32,
    /// When the next one is due.
    pub due: Seconds,
    /// Seconds from one to the next.
    pub epoch_seconds: Seconds,
}

/// How long one epoch of a training job takes, from its hyperparameters.
pub type EpochSeconds = Box<dyn Fn(&TrainingJob) -> Seconds + Send>;

/// A tuning job on the simulated clock.
pub struct Simulation {
    job: TuningJob,
    startup_seconds: Seconds,
    epoch_seconds: EpochSeconds,
    /// The running training jobs.
    running: BTreeMap<JobNumber, Running>,
    commands: Vec<Command>,
}

struct Running {
    created: Seconds,
    epoch_seconds: Seconds,
    handled_epochs: u32,
    supplied: VecDeque<Outcome>,
}

impl Running {
    /// When report `epoch` is due.
    fn report_time(&self, startup_seconds: Seconds, epoch: u32) -> Seconds {
        self.created + startup_seconds + f64::from(epoch) * self.epoch_seconds
    }

    fn supplied_epochs(&self) -> u32 {
        self.handled_epochs + self.supplied.len() as u32
    }
}

/// What happens next, and when.
enum Next {
    Report(JobNumber),
    Deadline,
}

impl Simulation {
    /// Starts a tuning job. `epoch_seconds` says how long an epoch of a training job takes; for a fixed pace give
    /// `Box::new(move |_| clock.seconds_per_epoch)`.
    pub fn start(config: TuningConfig, clock: ClockSettings, epoch_seconds: EpochSeconds) -> Self {
        let mut simulation = Self {
            job: TuningJob::start(config),
            startup_seconds: clock.startup_seconds,
            epoch_seconds,
            running: BTreeMap::new(),
            commands: Vec::new(),
        };
        simulation.obey();
        simulation
    }

    /// The tuning job.
    pub fn job(&self) -> &TuningJob {
        &self.job
    }

    /// The tuning job, for keeps.
    pub fn into_job(self) -> TuningJob {
        self.job
    }

    /// Takes the commands for those who train, in order.
    pub fn take_commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// What a running training job has still to supply; `None` when it does not run.
    pub fn missing(&self, job: JobNumber) -> Option<Missing> {
        let running = self.running.get(&job)?;
        let supplied_epochs = running.supplied_epochs();
        Some(Missing {
            supplied_epochs,
            due: running.report_time(self.startup_seconds, supplied_epochs + 1),
            epoch_seconds: running.epoch_seconds,
        })
    }

    /// The running training jobs, by number.
    pub fn running(&self) -> impl Iterator<Item = JobNumber> {
        self.running.keys().copied()
    }

    /// Takes a training job's next result, in the order of its epochs. What a job that no longer runs reports is dropped.
    pub fn supply(&mut self, job: JobNumber, outcome: Outcome) {
        if let Some(running) = self.running.get_mut(&job) {
            running.supplied.push_back(outcome);
        }
    }

    /// Handles what happens up to and including `until`, at most `max_steps` reports.
    pub fn advance(&mut self, until: Seconds, max_steps: usize) -> Pause {
        let mut steps = 0;
        loop {
            let Some((at, next)) = self.next() else { return Pause::Ended };
            if at > until || steps == max_steps {
                return Pause::Reached { next: at };
            }
            let input = match next {
                Next::Deadline => Input::Deadline,
                Next::Report(job) => {
                    let Some(running) = self.running.get_mut(&job) else { return Pause::Ended };
                    match running.supplied.pop_front() {
                        None => return Pause::Waiting { job, at },
                        Some(Outcome::Epoch(metrics)) => {
                            running.handled_epochs += 1;
                            Input::Epoch { job, metrics }
                        }
                        Some(Outcome::Failed(reason)) => Input::Failed { job, reason },
                    }
                }
            };
            self.job.handle(at, input);
            self.obey();
            steps += 1;
        }
    }

    /// Up to this simulated time, and `until` at most, everything that happens has happened.
    pub fn nothing_before(&self, until: Seconds) -> Seconds {
        self.next().map_or(until, |(at, _)| at.min(until))
    }

    /// Stops the tuning job by hand at simulated time `at`, or at the time of the last event if that is later.
    pub fn stop(&mut self, at: Seconds) {
        let now = self.job.state().now();
        self.job.handle(at.max(now), Input::Stop);
        self.obey();
    }

    fn next(&self) -> Option<(Seconds, Next)> {
        let deadline = self.job.deadline().map(|at| (at, Next::Deadline));
        let report = self
            .running
            .iter()
            .map(|(&job, running)| {
                (running.report_time(self.startup_seconds, running.handled_epochs + 1), Next::Report(job))
            })
            // Of equals, the first: the lowest number.
            .reduce(|first, second| if second.0 < first.0 { second } else { first });
        match (report, deadline) {
            // What ends with the last second is still taken.
            (Some(report), Some(deadline)) if report.0 <= deadline.0 => Some(report),
            (Some(report), None) => Some(report),
            (_, deadline) => deadline,
        }
    }

    /// Follows the tuning job's commands, and keeps them for those who train.
    fn obey(&mut self) {
        let state = self.job.state();
        self.running.retain(|&number, _| state.job(number).is_some_and(TrainingJob::is_running));
        for command in self.job.take_commands() {
            if let Command::Launch(number) = command
                && let Some(job) = self.job.state().job(number).filter(|job| job.is_running())
            {
                let running = Running {
                    created: job.created,
                    epoch_seconds: (self.epoch_seconds)(job),
                    handled_epochs: 0,
                    supplied: VecDeque::new(),
                };
                self.running.insert(number, running);
            }
            self.commands.push(command);
        }
    }
}
