//! All training jobs of a tuning job so far, for those who decide by them.

use super::{JobNumber, Status, TrainingJob};
use crate::objective::Direction;

/// A read-only view of all training jobs, in the order of launch.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    jobs: &'a [TrainingJob],
    direction: Direction,
}

impl<'a> History<'a> {
    /// The history of these jobs, whose objective is better in this direction.
    pub fn new(jobs: &'a [TrainingJob], direction: Direction) -> Self {
        Self { jobs, direction }
    }

    /// All jobs, in the order of launch.
    pub fn jobs(self) -> &'a [TrainingJob] {
        self.jobs
    }

    /// Which way the objective is better.
    pub fn direction(self) -> Direction {
        self.direction
    }

    /// The job of this number.
    pub fn get(self, number: JobNumber) -> Option<&'a TrainingJob> {
        self.jobs.get(number.index())
    }

    /// Jobs that reached their last epoch.
    pub fn completed(self) -> impl Iterator<Item = &'a TrainingJob> {
        self.jobs.iter().filter(|job| job.status == Status::Completed)
    }

    /// Jobs that still train.
    pub fn running(self) -> impl Iterator<Item = &'a TrainingJob> {
        self.jobs.iter().filter(|job| job.is_running())
    }

    /// Jobs that ended, with their final objective; those without one (failed, or stopped before the first epoch) are
    /// left out.
    pub fn final_objectives(self) -> impl Iterator<Item = (&'a TrainingJob, f64)> {
        self.jobs.iter().filter_map(|job| Some((job, job.final_objective()?)))
    }

    /// The ended job with the best final objective and that objective: `BestTrainingJob`. Of equals, the first.
    pub fn best(self) -> Option<(&'a TrainingJob, f64)> {
        self.final_objectives().reduce(
            |best, candidate| {
                if self.direction.is_better(candidate.1, best.1) { candidate } else { best }
            },
        )
    }
}
