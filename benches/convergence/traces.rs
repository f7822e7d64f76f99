//! Tuning jobs that nothing ends: what their training jobs reported, kept in files, because running them takes long.

use crate::documents::{self, Kind, Tuned};
use crate::problems::{self, Problem};
use std::fmt::Write as _;
use std::path::Path;
use tuneground::math::rng::{Purpose, Stream};
use tuneground::objective::Direction;
use tuneground::search_space::HyperParameters;
use tuneground::strategy::{ChosenStrategy, Strategy, StrategyKind};
use tuneground::training_job::{History, JobNumber, Status, TrainingJob};

/// One tuning job.
pub(crate) struct Trace {
    pub(crate) direction: Direction,
    /// Training jobs that ended with an objective, in the order of their ends: number and final objective.
    pub(crate) ended: Vec<(u32, f64)>,
}

/// What is tuned.
pub(crate) enum Tunes {
    Function(Problem),
    Document(Tuned),
}

/// What is tuned, and how.
pub(crate) struct Setting {
    pub(crate) tunes: Tunes,
    pub(crate) strategy: StrategyKind,
    pub(crate) parallel: usize,
    /// Training jobs of a tuning job.
    pub(crate) jobs: usize,
    /// How many tuning jobs, with the seeds from 1 on.
    pub(crate) seeds: u64,
}

/// The test functions on which Bayesian search, which takes long, is measured most.
const FIRST: [&str; 5] = ["branin", "hartmann-3", "hartmann-6", "levy-4", "ackley-5"];

/// Every strategy on every problem that it makes sense for, with 1 and 10 training jobs at once.
pub(crate) fn settings() -> Vec<Setting> {
    let mut settings = Vec::new();
    for parallel in [1, 10] {
        let mut add = |tunes: Tunes, strategy| {
            let (jobs, seeds) = match (&tunes, strategy) {
                (Tunes::Function(problem), StrategyKind::Bayesian) if FIRST.contains(&problem.name) => (300, 5),
                (_, StrategyKind::Bayesian) => (240, 1),
                (Tunes::Function(_), _) => (600, 20),
                (Tunes::Document(_), _) => (600, 6),
            };
            settings.push(Setting { tunes, strategy, parallel, jobs, seeds });
        };
        for strategy in [StrategyKind::Random, StrategyKind::Bayesian] {
            for problem in problems::all() {
                add(Tunes::Function(problem), strategy);
            }
            for tuned in documents::all().into_iter().filter(|tuned| tuned.kind == Kind::Ranges) {
                add(Tunes::Document(tuned), strategy);
            }
        }
        for tuned in documents::all() {
            match tuned.kind {
                Kind::Ranges => {}
                Kind::Rungs => add(Tunes::Document(tuned), StrategyKind::Hyperband),
                Kind::Categories => add(Tunes::Document(tuned), StrategyKind::Grid),
            }
        }
    }
    settings
}

impl Setting {
    pub(crate) fn problem(&self) -> &'static str {
        match &self.tunes {
            Tunes::Function(problem) => problem.name,
            Tunes::Document(tuned) => tuned.name,
        }
    }

    /// The tuning job of this seed, read from its file or run and written there.
    pub(crate) fn trace(&self, seed: u64, folder: &Path) -> Trace {
        let direction = match &self.tunes {
            Tunes::Function(_) => Direction::Minimize,
            Tunes::Document(tuned) => tuned.direction(),
        };
        let name = format!("{}-{}-{}-{seed}.txt", self.strategy.name(), self.parallel, self.problem());
        let file = folder.join(&name);
        if let Ok(text) = std::fs::read_to_string(&file) {
            let ended = text.lines().map(|line| {
                let (number, value) = line.split_once(' ').unwrap();
                (number.parse().unwrap(), value.parse().unwrap())
            });
            return Trace { direction, ended: ended.collect() };
        }
        eprintln!("{name}");
        let ended = match &self.tunes {
            Tunes::Function(problem) => self.tune(problem, seed),
            Tunes::Document(tuned) => tuned.run(self.strategy, self.parallel, self.jobs, seed),
        };
        let text = ended.iter().fold(String::new(), |mut text, (number, value)| {
            writeln!(text, "{number} {value}").unwrap();
            text
        });
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(file, text).unwrap();
        Trace { direction, ended }
    }

    /// A test function, whose training jobs end in the order of launch.
    fn tune(&self, problem: &Problem, seed: u64) -> Vec<(u32, f64)> {
        let chosen = match self.strategy {
            StrategyKind::Random => ChosenStrategy::Random,
            StrategyKind::Bayesian => ChosenStrategy::Bayesian,
            other => panic!("{} is measured on documents", other.name()),
        };
        let mut strategy = Strategy::new(chosen, &problem.space, seed).unwrap();
        let mut noise = Stream::new(seed, 0, Purpose::Observation);
        let mut jobs: Vec<TrainingJob> = Vec::new();
        let mut ended = Vec::new();
        while ended.len() < self.jobs {
            let number = JobNumber(jobs.len() as u32 + 1);
            let history = History::new(&jobs, Direction::Minimize);
            let hyperparameters = strategy.suggest(&problem.space, history, number).unwrap().hyperparameters;
            jobs.push(training_job(number, hyperparameters));
            if let Some(index) = jobs.len().checked_sub(self.parallel) {
                let objective = (problem.objective)(&jobs[index].hyperparameters) + problem.noise * noise.normal();
                end(&mut jobs[index], objective);
                // What AWS's 32 bits leave of it.
                ended.push((index as u32 + 1, f64::from(objective as f32)));
            }
        }
        ended
    }
}

/// A training job that runs.
pub(crate) fn training_job(number: JobNumber, hyperparameters: HyperParameters) -> TrainingJob {
    TrainingJob::launched(number, String::new(), hyperparameters, 1, 0.0)
}

/// Ends it with an objective.
pub(crate) fn end(job: &mut TrainingJob, objective: f64) {
    job.curve.push(f64::from(objective as f32));
    job.status = Status::Completed;
}
