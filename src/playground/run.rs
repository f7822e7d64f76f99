//! Running a whole tuning job in this thread, as fast as it goes: what the command line and the tests do.

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
        let mut simulation = self.start();
        if let Training::Problem(problem) = &self.training {
            let mut trainer = Trainer::new(problem.clone(), file, self.config.seed());
            loop {
                match simulation.advance(f64::INFINITY, usize::MAX) {
                    Pause::Ended | Pause::Reached { .. } => break,
                    // What was launched on the way here has to begin before anything can be said of it.
                    Pause::Waiting { .. } if obey(&mut simulation, &mut trainer) => {}
                    Pause::Waiting { job, .. } => match trainer.work(ROWS_PER_SLICE) {
                        Some((job, outcome)) => simulation.supply(job, outcome),
                        // Nobody would ever report: better a failed job than to wait for good.
                        None if trainer.is_idle() => simulation.supply(
                            job,
                            Outcome::Failed("AlgorithmError: the training ended before its last epoch".to_owned()),
                        ),
                        None => {}
                    },
                }
            }
        }
        simulation.into_job()
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
