//! The winner's curse: how much of the best training job's score was luck. The best of many noisy values is one that was lucky;
//! so its hyperparameters are trained again, with other random numbers and other rows, and those of some other jobs for comparison.
//! For those who look on; the tuning job knows nothing of it.
//!
//! Repeat 0 has the job's own random numbers and rows, and comes to what it reported. In each further repeat all candidates have
//! the same fresh random numbers and the same fresh rows, so that they can be compared in pairs. Rows that are generated are
//! drawn anew, and the model is judged on a test set besides: rows of the same recipe that no training job has seen. Rows that
//! are given, such as a file's, are split anew; there are no others to test on.

mod repeat;
mod told;

pub use told::{Quartiles, Repeated, told_of_luck, told_of_order, told_of_test};

use super::plan::{Plan, Training};
use super::problem::Problem;
use crate::dataset::FileRows;
use crate::math::rng::{Purpose, Stream};
use crate::training_job::{History, JobNumber, TrainingJob};
use repeat::{Ground, Run};
use serde_json::{Value, json};

/// How often each candidate is trained again.
pub const REPEATS: u32 = 20;
/// Rows of the test set, in each repeat.
pub const TEST_ROWS: usize = 1000;

/// A training job that is trained again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Which one.
    pub job: JobNumber,
    /// What it reported last.
    pub reported: f64,
    /// Its place among all that have a final objective, from 1.
    pub rank: usize,
}

/// The training jobs that are trained again: the best, or the one that is chosen; then the second best, or the best if another
/// one is chosen; then the one in the middle. Fewer where there are not so many.
pub fn candidates(history: History<'_>, chosen: Option<JobNumber>) -> Vec<Candidate> {
    let finals = history.final_objectives().filter(|(_, value)| value.is_finite());
    let mut ranked: Vec<(JobNumber, f64)> = finals.map(|(job, value)| (job.number, value)).collect();
    let direction = history.direction();
    ranked.sort_by(|a, b| match (direction.is_better(a.1, b.1), direction.is_better(b.1, a.1)) {
        (true, _) => std::cmp::Ordering::Less,
        (_, true) => std::cmp::Ordering::Greater,
        _ => a.0.cmp(&b.0),
    });
    let first = chosen.and_then(|job| ranked.iter().position(|(own, _)| *own == job)).unwrap_or(0);
    let second = usize::from(first == 0);
    let mut places = vec![first, second, ranked.len() / 2];
    places.retain(|place| *place < ranked.len());
    // Of three or four jobs the middle one may be among the first.
    let mut once = Vec::new();
    for place in places {
        if !once.contains(&place) {
            once.push(place);
        }
    }
    let candidate = |place: usize| Candidate { job: ranked[place].0, reported: ranked[place].1, rank: place + 1 };
    once.into_iter().map(candidate).collect()
}

/// What is trained at a step: which repeat of which candidate, and whether it is judged on the test set.
#[derive(Clone, Copy, Debug)]
struct Step {
    repeat: u32,
    candidate: usize,
    on_test: bool,
}

/// Training jobs that are trained again, in slices.
#[derive(Debug)]
pub struct WinnerTask {
    plan: Plan,
    problem: Problem,
    file: Option<FileRows>,
    jobs: Vec<TrainingJob>,
    steps: Vec<Step>,
    /// What each step came to; NaN where the training job failed.
    values: Vec<f64>,
    /// The data of the repeat at work.
    ground: Option<(u32, Ground)>,
    run: Option<Run>,
}

impl WinnerTask {
    /// Begins with these training jobs, of a tuning job of this plan; `None` where there are none, the objective comes from
    /// outside, or the rows cannot be had. `file` has the rows of a data set whose rows are in a file.
    pub fn new(plan: &Plan, file: Option<FileRows>, jobs: Vec<TrainingJob>) -> Option<Self> {
        let Training::Problem(problem) = &plan.training else { return None };
        // Without its rows a job would only fail for want of them.
        let has_rows = problem.dataset().is_none_or(|dataset| !dataset.is_in_a_file()) || file.is_some();
        let has_test = has_test_set(problem);
        let of = |repeat: u32| {
            let both = if has_test { &[false, true][..] } else { &[false] };
            let steps = (0..jobs.len())
                .flat_map(move |candidate| both.iter().map(move |&on_test| Step { repeat, candidate, on_test }));
            steps.collect::<Vec<_>>()
        };
        let steps = (0..=REPEATS).flat_map(of).collect();
        let (plan, problem) = (plan.clone(), problem.clone());
        let is_possible = has_rows && !jobs.is_empty();
        let task = Self { plan, problem, file, jobs, steps, values: Vec::new(), ground: None, run: None };
        is_possible.then_some(task)
    }

    /// Which training jobs they are.
    pub fn jobs(&self) -> impl Iterator<Item = JobNumber> {
        self.jobs.iter().map(|job| job.number)
    }

    /// True when all repeats have been trained.
    pub fn is_complete(&self) -> bool {
        self.values.len() == self.steps.len()
    }

    /// Trains about `max_rows` rows; true when all repeats have been trained.
    pub fn work(&mut self, max_rows: usize) -> bool {
        let Some(&step) = self.steps.get(self.values.len()) else { return true };
        let Some(job) = self.jobs.get(step.candidate) else { return true };
        if self.ground.as_ref().is_none_or(|(repeat, _)| *repeat != step.repeat) {
            let seeds = seeds_of(self.plan.config.seed(), step.repeat);
            self.ground = Some((step.repeat, Ground::new(&self.problem, self.file.clone(), seeds)));
            return false;
        }
        let Some((_, ground)) = &self.ground else { return false };
        // In a fresh repeat all have the same random numbers.
        let number = if step.repeat == 0 { job.number } else { JobNumber(1) };
        let run = self.run.get_or_insert_with(|| ground.begin(job, number, step.on_test));
        if let Some(value) = run.work(max_rows, self.plan.config.objective_index()) {
            self.values.push(value);
            self.run = None;
        }
        self.is_complete()
    }

    /// How the repeats stand: of each job, `Again`, what repeat 0 came to, on the `Validation` rows and on the `Test` rows, and
    /// the same of each fresh repeat, null where it failed; how many training jobs are `Done` of `All`; and how many `TestRows`
    /// there are, 0 where there is no test set.
    pub fn to_json(&self) -> Value {
        let of = |candidate: usize, on_test: bool| {
            let steps = self.steps.iter().zip(&self.values);
            let own = steps.filter(|(step, _)| step.candidate == candidate && step.on_test == on_test);
            let own: Vec<Option<f64>> = own.map(|(_, value)| value.is_finite().then_some(*value)).collect();
            let again = own.first().copied().flatten();
            (again, own.into_iter().skip(1).collect::<Vec<_>>())
        };
        let job = |(candidate, job): (usize, &TrainingJob)| {
            let ((again, validation), (again_test, test)) = (of(candidate, false), of(candidate, true));
            let number = job.number.0;
            json!({ "Job": number, "Again": again, "Validation": validation, "AgainTest": again_test, "Test": test })
        };
        json!({
            "Jobs": self.jobs.iter().enumerate().map(job).collect::<Vec<_>>(),
            "Done": self.values.len(),
            "All": self.steps.len(),
            "TestRows": if has_test_set(&self.problem) { TEST_ROWS } else { 0 },
        })
    }
}

/// The seeds of a repeat: of its training, of its rows, and of its test set. Repeat 0 trains with the tuning job's own on its own
/// rows.
fn seeds_of(seed: u64, repeat: u32) -> Seeds {
    let mut stream = Stream::new(seed, u64::from(repeat), Purpose::Winner);
    let [training, rows, test] = std::array::from_fn(|_| stream.bits());
    let is_fresh = repeat > 0;
    Seeds { training: if is_fresh { training } else { seed }, rows: is_fresh.then_some(rows), test }
}

/// See [`seeds_of`].
#[derive(Clone, Copy, Debug)]
struct Seeds {
    training: u64,
    /// `None` for the tuning job's own.
    rows: Option<u64>,
    test: u64,
}

fn has_test_set(problem: &Problem) -> bool {
    problem.dataset().is_some_and(|dataset| !dataset.name().is_given())
}

#[cfg(test)]
mod tests;
