//! The best final objective so far, as a step line over the training jobs that ended.

use super::Mark;
use crate::objective::Direction;
use crate::training_job::{JobNumber, Seconds, TrainingJob};

/// A training job that ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ended {
    /// Which.
    pub job: JobNumber,
    /// How it ended.
    pub mark: Mark,
    /// When.
    pub time: Seconds,
    /// How many had ended then, itself included.
    pub count: u32,
    /// Its final objective; `None` when it failed or reported nothing.
    pub value: Option<f64>,
    /// True when it was better than all before it.
    pub is_step: bool,
}

/// The training jobs that ended, in that order; those with `is_step` are the steps of the line.
pub type BestSoFar = Vec<Ended>;

/// All ended training jobs in the order in which they ended.
pub fn best_so_far(jobs: &[TrainingJob], direction: Direction) -> BestSoFar {
    let mut ended: Vec<(Seconds, &TrainingJob)> = jobs.iter().filter_map(|job| Some((job.ended?, job))).collect();
    ended.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.number.cmp(&b.1.number)));
    let mut best: Option<f64> = None;
    ended
        .into_iter()
        .zip(1..)
        .map(|((time, job), count)| {
            let value = job.final_objective().filter(|value| value.is_finite());
            let is_step = value.is_some_and(|value| best.is_none_or(|best| direction.is_better(value, best)));
            if is_step {
                best = value;
            }
            Ended { job: job.number, mark: Mark::of(&job.status), time, count, value, is_step }
        })
        .collect()
}

/// The best after so many have ended; `None` where none of them has a final objective.
pub fn best_after(line: &[Ended], count: usize) -> Option<f64> {
    line[..count.min(line.len())].iter().rfind(|ended| ended.is_step)?.value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::HyperParameters;
    use crate::training_job::{LearningCurve, Status};

    #[test]
    fn steps_are_strict_improvements_in_the_order_of_ending() {
        let job = |number, ended, status, value| {
            let mut curve = LearningCurve::default();
            curve.push(value);
            let hyperparameters = HyperParameters::default();
            TrainingJob {
                number: JobNumber(number),
                name: String::new(),
                hyperparameters,
                until_epoch: 1,
                created: 0.0,
                ended,
                status,
                curve,
            }
        };
        let jobs = [
            job(1, Some(30.0), Status::Completed, 0.5),
            job(2, Some(10.0), Status::Completed, 0.4),
            job(3, Some(40.0), Status::Failed("loss".into()), 0.1),
            job(4, Some(50.0), Status::Completed, 0.3),
            job(5, None, Status::InProgress, 0.1),
        ];
        let line = best_so_far(&jobs, Direction::Minimize);
        let told: Vec<_> = line.iter().map(|ended| (ended.job.0, ended.count, ended.value, ended.is_step)).collect();
        assert_eq!(
            told,
            [(2, 1, Some(0.4), true), (1, 2, Some(0.5), false), (3, 3, None, false), (4, 4, Some(0.3), true)]
        );
    }
}
