//! What the rule would have done in a tuning job that it did not end, and what it would have missed.

use crate::traces::{Trace, end, training_job};
use tuneground::completion::Convergence;
use tuneground::objective::Direction;
use tuneground::search_space::HyperParameters;
use tuneground::training_job::{History, JobNumber, TrainingJob};

/// A tuning job is to be ended within so many training jobs, or it counts as not ended.
pub(crate) const WITHIN: usize = 200;
/// Training jobs after which predicted chances are compared with what happened.
const LOOKS: [usize; 8] = [20, 30, 40, 50, 65, 80, 130, 200];

/// One tuning job.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    /// After how many training jobs it would have been ended.
    pub(crate) stopped: Option<usize>,
    /// Whether it improved by more than 1 % afterwards.
    pub(crate) improved: bool,
    /// Whether it went on to three times the training jobs.
    pub(crate) went_on: bool,
}

/// A predicted chance and whether it happened.
#[derive(Clone, Copy)]
pub(crate) struct Forecast {
    pub(crate) probability: f64,
    pub(crate) improved: bool,
}

/// Judges the rule with its defaults.
pub(crate) fn judge(trace: &Trace) -> (Run, Vec<Forecast>) {
    let rule = Convergence::default();
    let jobs: Vec<TrainingJob> = trace.ended.iter().map(|&(number, objective)| ended(number, objective)).collect();
    let estimate = |n: usize| rule.estimate(History::new(&jobs[..n], trace.direction));
    let to = |n: usize| 3 * n;
    let improved = |n: usize| improves(trace, n, to(n));

    let stopped = (1..=WITHIN.min(jobs.len())).find(|&n| estimate(n).is_some_and(|estimate| estimate.has_converged()));
    let run =
        Run { stopped, improved: stopped.is_some_and(improved), went_on: stopped.is_some_and(|n| to(n) <= jobs.len()) };
    let looks = LOOKS.into_iter().filter(|&n| to(n) <= jobs.len());
    let forecasts =
        looks.filter_map(|n| Some(Forecast { probability: estimate(n)?.probability, improved: improved(n) }));
    (run, forecasts.collect())
}

/// Whether the best of the first `to` training jobs that ended is better by more than 1 % than that of the first `from`.
fn improves(trace: &Trace, from: usize, to: usize) -> bool {
    let best = |n: usize| {
        let values = trace.ended.iter().take(n).map(|&(_, value)| value);
        match trace.direction {
            Direction::Maximize => values.fold(f64::NEG_INFINITY, f64::max),
            Direction::Minimize => values.fold(f64::INFINITY, f64::min),
        }
    };
    trace.direction.gain(best(to), best(from)) > 0.01 * best(from).abs()
}

fn ended(number: u32, objective: f64) -> TrainingJob {
    let mut job = training_job(JobNumber(number), HyperParameters::default());
    end(&mut job, objective);
    job
}
