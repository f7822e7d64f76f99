//! How good strategies are, and how fast: `cargo bench --bench strategies -- [--strategy Bayesian] [--problem NAME]
//! [--jobs 50] [--seeds 20] [--parallel 1] [--parent same|alike|other]` runs tuning jobs and prints a JSON object a problem:
//! the median and quartiles over the seeds of the best true objective, its median after 10 and 25 jobs, and milliseconds a
//! suggestion. With a parent, a tuning job of 50 random training jobs on the same objective, on one that is alike or on
//! another, it is warm-started. `-- --speed` instead times suggestions with
//! 50 to 500 observations of 2 to 30 hyperparameters.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

mod problems;

use problems::Problem;
use serde_json::json;
use std::time::Instant;
use tuneground::math::rng::{Purpose, Stream};
use tuneground::objective::Direction;
use tuneground::playground::SuggestionBench;
use tuneground::search_space::{HyperParameters, Parameter, ParameterRange, SearchSpace};
use tuneground::strategy::warm_start::{Parent, WarmStart, WarmStartType};
use tuneground::strategy::{ChosenStrategy, Strategy};
use tuneground::training_job::{History, JobNumber, Status, TrainingJob};

struct Options {
    strategy: ChosenStrategy,
    problem: Option<String>,
    jobs: usize,
    seeds: u64,
    parallel: usize,
    parent: Option<Kinship>,
}

/// What a warm start's parent has to do with the objective.
#[derive(Clone, Copy)]
enum Kinship {
    /// It is the same: `IdenticalDataAndAlgorithm`.
    Same,
    /// Its values are on another scale and its optimum is a twentieth of the ranges away: `TransferLearning`.
    Alike,
    /// It is elsewhere by half of the ranges: `TransferLearning` that cannot help.
    Other,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let after = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1).map(String::as_str)
    };
    let number = |name: &str, default: usize| after(name).map_or(default, |text| text.parse().unwrap());
    if arguments.iter().any(|argument| argument == "--speed") {
        return speed();
    }
    let options = Options {
        strategy: match after("--strategy") {
            Some("Random") => ChosenStrategy::Random,
            Some("Bayesian") | None => ChosenStrategy::Bayesian,
            Some(other) => panic!("{other} is not measured here; give Random or Bayesian"),
        },
        problem: after("--problem").map(str::to_owned),
        jobs: number("--jobs", 50),
        seeds: number("--seeds", 20) as u64,
        parallel: number("--parallel", 1),
        parent: after("--parent").map(|name| match name {
            "same" => Kinship::Same,
            "alike" => Kinship::Alike,
            "other" => Kinship::Other,
            other => panic!("a parent is the same, alike or other, and not {other}"),
        }),
    };
    let chosen = |problem: &Problem| options.problem.as_deref().is_none_or(|name| problem.name == name);
    for problem in problems::all().into_iter().filter(chosen) {
        quality(&problem, &options);
    }
}

/// The tuning jobs of one problem.
fn quality(problem: &Problem, options: &Options) {
    let mut milliseconds = Vec::new();
    let runs: Vec<Vec<f64>> = (1..=options.seeds).map(|seed| run(problem, options, seed, &mut milliseconds)).collect();
    let best_of = |jobs: usize| {
        let best = |run: &Vec<f64>| run.iter().take(jobs).copied().fold(f64::INFINITY, f64::min);
        sorted(runs.iter().map(best).collect())
    };
    let (bests, milliseconds) = (best_of(options.jobs), sorted(milliseconds));
    let result = json!({
        "name": format!("{} on {}, {} jobs", options.strategy.kind().name(), problem.name, options.jobs),
        "value": quantile(&bests, 0.5), "unit": "best (median)",
        "Problem": problem.name, "Strategy": options.strategy.kind().name(), "Jobs": options.jobs, "Parallel": options.parallel,
        "Seeds": options.seeds, "MedianAfter10": quantile(&best_of(10), 0.5),
        "MedianAfter25": quantile(&best_of(25), 0.5),
        "Quartiles": [quantile(&bests, 0.25), quantile(&bests, 0.75)],
        "SuggestionMilliseconds": { "Median": quantile(&milliseconds, 0.5), "P95": quantile(&milliseconds, 0.95) },
    });
    println!("{result}");
}

/// One tuning job whose training jobs end in the order of launch; their true objectives.
fn run(problem: &Problem, options: &Options, seed: u64, milliseconds: &mut Vec<f64>) -> Vec<f64> {
    let mut strategy = Strategy::new(options.strategy, &problem.space, seed).unwrap();
    if let Some(kinship) = options.parent {
        strategy.learn(&parent(problem, kinship, seed + 1000), Direction::Minimize);
    }
    let mut jobs: Vec<TrainingJob> = Vec::new();
    let mut noise = Stream::new(seed, 0, Purpose::Observation);
    while jobs.len() < options.jobs {
        let number = JobNumber(jobs.len() as u32 + 1);
        let start = Instant::now();
        let history = History::new(&jobs, Direction::Minimize);
        let values = strategy.suggest(&problem.space, history, number).unwrap().hyperparameters;
        milliseconds.push(start.elapsed().as_secs_f64() * 1e3);
        jobs.push(running(number, values));
        if let Some(ended) = jobs.len().checked_sub(options.parallel) {
            let objective = (problem.objective)(&jobs[ended].hyperparameters);
            end(&mut jobs[ended], objective + problem.noise * noise.normal());
        }
    }
    jobs.iter().map(|job| (problem.objective)(&job.hyperparameters)).collect()
}

/// A parent of 50 random training jobs.
fn parent(problem: &Problem, kinship: Kinship, seed: u64) -> WarmStart {
    let space = &problem.space;
    let mut strategy = Strategy::new(ChosenStrategy::Random, space, seed).unwrap();
    let mut evaluate = |number: u32| {
        let history = History::new(&[], Direction::Minimize);
        let values = strategy.suggest(space, history, JobNumber(number)).unwrap().hyperparameters;
        let elsewhere = |by: f64| (problem.objective)(&moved(space, &values, by));
        let objective = match kinship {
            Kinship::Same => (problem.objective)(&values),
            Kinship::Alike => 3.0 * elsewhere(0.05) + 10.0,
            Kinship::Other => elsewhere(0.5),
        };
        (values, objective)
    };
    let evaluations = (1..=50).map(&mut evaluate).collect();
    let kind = match kinship {
        Kinship::Same => WarmStartType::IdenticalDataAndAlgorithm,
        Kinship::Alike | Kinship::Other => WarmStartType::TransferLearning,
    };
    WarmStart { kind, parents: vec![Parent { name: "parent".into(), evaluations }] }
}

/// Every number so much further along its range, around its end.
fn moved(space: &SearchSpace, values: &HyperParameters, by: f64) -> HyperParameters {
    let coordinate = |parameter: &Parameter| {
        let u = parameter.range.coordinate_of(values.get(&parameter.name).unwrap()).unwrap();
        if matches!(parameter.range, ParameterRange::Categorical(_)) { u } else { (u + by).fract() }
    };
    space.decode(&space.parameters().iter().map(coordinate).collect::<Vec<_>>())
}

fn running(number: JobNumber, hyperparameters: HyperParameters) -> TrainingJob {
    TrainingJob::launched(number, String::new(), hyperparameters, 1, 0.0)
}

/// Ends it with an objective, which passes through 32 bits as AWS's do.
fn end(job: &mut TrainingJob, objective: f64) {
    job.curve.push(f64::from(objective as f32));
    job.status = Status::Completed;
}

/// Milliseconds of the suggestions after random jobs, each of which is one more observation.
fn speed() {
    for parameters in [2, 10, 30] {
        for observations in [50, 100, 200, 500] {
            let mut bench = SuggestionBench::new(parameters, observations).unwrap();
            let mut milliseconds = Vec::new();
            for _ in 0..20 {
                let start = Instant::now();
                let suggested = bench.suggest();
                milliseconds.push(start.elapsed().as_secs_f64() * 1e3);
                bench.end(suggested);
            }
            let sorted = sorted(milliseconds);
            let result = json!({
                "name": format!("suggestion, {parameters} parameters, {observations} jobs"),
                "value": quantile(&sorted, 0.5), "unit": "ms (median)", "P95": quantile(&sorted, 0.95),
            });
            println!("{result}");
        }
    }
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// The quantile of sorted values, between neighbours.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    low + (high - low) * place.fract()
}
