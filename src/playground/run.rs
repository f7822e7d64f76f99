//! Running a whole tuning job in this thread, as fast as it goes or in slices: what the command line, the tests and comparisons
//! do.

use super::plan::{Plan, Training};
use super::trainer::{Assignment, Trainer};
use crate::dataset::FileRows;
use crate::simulate::{Outcome, Pause, Simulation};
use crate::tuning_job::{Command, TuningJob};

/// Rows trained between two looks at the clock; any number gives the same tuning job.
const ROWS_PER_SLICE: usize = 100_000;

impl Plan {
    /// Runs the tuning job to its end. With an external objective there is nobody to train, and it stays as it began. Where
    /// the data set's rows are in a file, [`Self::run_on`] takes them; here every training job would fail.
    pub fn run_to_end(&self) -> TuningJob {
        self.run_on(None)
    }

    /// Runs the tuning job to its end on the rows of this file, if its data set is one whose rows are in a file.
    pub fn run_on(&self, file: Option<FileRows>) -> TuningJob {
        let Some(trainer) = self.trainer(file) else { return self.start().into_job() };
        let mut run = WholeRun::new(self, trainer);
        while !run.work(ROWS_PER_SLICE) {}
        run.into_job()
    }

    /// Who trains its training jobs, of which there are none yet; `None` with an external objective. `file` as for
    /// [`Self::run_on`].
    pub(super) fn trainer(&self, file: Option<FileRows>) -> Option<Trainer> {
        let Training::Problem(problem) = &self.training else { return None };
        Some(Trainer::new(problem.clone(), file, self.config.seed()))
    }
}

/// A tuning job and the one who trains for it, in one thread.
pub(super) struct WholeRun {
    simulation: Simulation,
    trainer: Trainer,
}

impl WholeRun {
    /// The tuning job at its start. The trainer is its own: it has no jobs, and the tuning job's seed.
    pub(super) fn new(plan: &Plan, trainer: Trainer) -> Self {
        Self { simulation: plan.start(), trainer }
    }

    /// Lets at most one report happen, and its consequences, or trains about `max_rows` rows; true when the tuning job has
    /// ended.
    pub(super) fn work(&mut self, max_rows: usize) -> bool {
        let Self { simulation, trainer } = self;
        match simulation.advance(f64::INFINITY, 1) {
            Pause::Ended => return true,
            Pause::Reached { .. } => {}
            // What was launched on the way here has to begin before anything can be said of it.
            Pause::Waiting { .. } if obey(simulation, trainer) => {}
            Pause::Waiting { job, .. } => match trainer.work(max_rows) {
                Some((job, outcome)) => simulation.supply(job, outcome),
                // Nobody would ever report: better a failed job than to wait for good.
                None if trainer.is_idle() => simulation.supply(
                    job,
                    Outcome::Failed("AlgorithmError: the training ended before its last epoch".to_owned()),
                ),
                None => {}
            },
        }
        false
    }

    /// The tuning job, for keeps.
    pub(super) fn into_job(self) -> TuningJob {
        self.simulation.into_job()
    }
}

/// Does what the tuning job commanded; false when that is nothing.
fn obey(simulation: &mut Simulation, trainer: &mut Trainer) -> bool {
    let commands = simulation.take_commands();
    let any = !commands.is_empty();
    for command in commands {
        match command {
            Command::Halt(job) => trainer.halt(job),
            Command::Launch(number) => {
                let assignment = Assignment::of(simulation, number);
                if let Some(failed) = assignment.and_then(|assignment| trainer.launch(assignment)) {
                    simulation.supply(number, failed);
                }
            }
        }
    }
    any
}
