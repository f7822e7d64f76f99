//! The convergence rule: its numbers, and that its chance can be believed.

use tuneground::completion::{Convergence, ConvergenceEstimate};
use tuneground::math::rng::{Purpose, Stream};
use tuneground::objective::Direction;
use tuneground::search_space::{ContinuousRange, HyperParameters, Parameter, Scaling, SearchSpace};
use tuneground::strategy::{ChosenStrategy, Strategy};
use tuneground::training_job::{History, JobNumber, LearningCurve, Status, TrainingJob};

fn training_job(number: usize, hyperparameters: HyperParameters, objective: f64) -> TrainingJob {
    let mut curve = LearningCurve::default();
    curve.push(objective);
    TrainingJob {
        number: JobNumber(number as u32),
        name: String::new(),
        hyperparameters,
        until_epoch: 1,
        created: 0.0,
        ended: Some(1.0),
        status: Status::Completed,
        curve,
    }
}

fn jobs(objectives: &[f64]) -> Vec<TrainingJob> {
    let numbered = objectives.iter().zip(1..);
    numbered.map(|(&objective, number)| training_job(number, HyperParameters::default(), objective)).collect()
}

fn estimate(objectives: &[f64], direction: Direction) -> Option<ConvergenceEstimate> {
    let rule = Convergence { min_jobs: 1, ..Convergence::default() };
    rule.estimate(History::new(&jobs(objectives), direction))
}

#[test]
fn the_chance_follows_from_how_many_are_within_one_percent_of_the_best() {
    use Direction::{Maximize, Minimize};
    let cases: &[(&[f64], Direction, u32, f64)] = &[
        (&[5.0], Maximize, 1, 5.0),
        (&[0.90, 1.0, 0.991, 0.989], Maximize, 2, 1.0),
        (&[1.0, 0.98, 0.98], Minimize, 2, 0.98),
        (&[1.0, 0.98, 0.9801, 0.99], Minimize, 2, 0.98),
        // The best is below zero, and 1 % of it is a distance all the same.
        (&[-3.0, -2.99, -2.9], Minimize, 2, -3.0),
        (&[-3.0, -3.01, -3.1], Maximize, 2, -3.0),
        // Nothing is within 1 % of nothing but its equals.
        (&[0.0, 1e-300, 0.0, 0.0], Minimize, 3, 0.0),
    ];
    for (objectives, direction, near, best) in cases {
        let estimate = estimate(objectives, *direction).unwrap();
        assert_eq!((estimate.jobs_near_best, estimate.best), (*near, *best), "{objectives:?}");
        assert_eq!(estimate.probability, 2.0 / (2.0 + f64::from(*near)));
        assert_eq!(estimate.jobs as usize, objectives.len());
    }
}

#[test]
fn the_defaults_converge_with_the_nineteenth_job_near_the_best_and_not_before_the_twentieth() {
    let rule = Convergence::default();
    let estimate = |objectives: &[f64]| rule.estimate(History::new(&jobs(objectives), Direction::Maximize));
    assert_eq!(estimate(&[0.5; 19]), None);
    let mut objectives = vec![0.4; 5];
    objectives.extend([0.5; 18]);
    assert!(!estimate(&objectives).unwrap().has_converged());
    objectives.push(0.496);
    assert!(estimate(&objectives).unwrap().has_converged());
    objectives.push(0.52);
    assert!(!estimate(&objectives).unwrap().has_converged(), "a new best, and nothing near it");
}

#[test]
fn a_longer_horizon_makes_an_improvement_likelier_and_jobs_without_an_objective_do_not_count() {
    let mut jobs = jobs(&[0.5; 30]);
    jobs[3].status = Status::Failed("broken".into());
    let chance = |factor| {
        let rule = Convergence { horizon_factor: factor, ..Convergence::default() };
        rule.estimate(History::new(&jobs, Direction::Minimize)).unwrap()
    };
    assert_eq!((chance(2.0).jobs, chance(2.0).probability), (29, 1.0 / 30.0));
    assert_eq!(chance(3.0).probability, 2.0 / 31.0);
}

/// Results in random order with an exponential tail are what the chance is derived for: on average it is what happens.
#[test]
fn for_an_exponential_tail_the_chance_is_how_often_it_improves() {
    for scale in [0.2, 0.5, 2.0] {
        let (mut predicted, mut happened) = (0.0, 0);
        for seed in 0..400 {
            let mut draws = Stream::new(seed, 0, Purpose::Observation);
            let objectives: Vec<f64> = (0..150).map(|_| 100.0 - scale * libm::log(1.0 - draws.uniform())).collect();
            predicted += estimate(&objectives[..50], Direction::Maximize).unwrap().probability / 400.0;
            let best = |objectives: &[f64]| objectives.iter().copied().fold(0.0, f64::max);
            happened += u32::from(best(&objectives) > 1.01 * best(&objectives[..50]));
        }
        let happened = f64::from(happened) / 400.0;
        // The mean of 1/c is more than one over the mean of c: rather too high than too low.
        assert!(predicted > happened - 0.03 && predicted < happened + 0.12, "{scale}: {predicted} {happened}");
    }
}

/// A tuning job one training job at a time. If it converges within so many: after how many, and whether three times as
/// many improve by more than 1 %.
fn run(strategy: ChosenStrategy, objective: fn(f64, f64) -> f64, within: usize, seed: u64) -> Option<(usize, bool)> {
    let range = || ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap().into();
    let parameter = |name: &str| Parameter { name: name.into(), range: range() };
    let space = SearchSpace::new(vec![parameter("x"), parameter("y")]).unwrap();
    let mut strategy = Strategy::new(strategy, &space, seed).unwrap();
    let mut jobs: Vec<TrainingJob> = Vec::new();
    let mut end = None;
    while jobs.len() < end.map_or(within, |(n, _)| 3 * n) {
        let number = jobs.len() + 1;
        let history = History::new(&jobs, Direction::Minimize);
        let values = strategy.suggest(&space, history, JobNumber(number as u32)).unwrap().hyperparameters;
        let numbers: Vec<f64> = values.iter().filter_map(|(_, value)| value.as_number()).collect();
        let value = objective(numbers[0], numbers[1]);
        jobs.push(training_job(number, values, value));
        let history = History::new(&jobs, Direction::Minimize);
        let converged = || Convergence::default().estimate(history).filter(ConvergenceEstimate::has_converged);
        end = end.or_else(|| converged().map(|estimate| (number, estimate.best)));
    }
    let (jobs_at_end, best_at_end) = end?;
    let (_, best) = History::new(&jobs, Direction::Minimize).best()?;
    Some((jobs_at_end, best < best_at_end - 0.01 * best_at_end.abs()))
}

/// A valley whose best value is 1.
fn valley(x: f64, y: f64) -> f64 {
    1.0 + 5.0 * (x - 0.3) * (x - 0.3) + 20.0 * (y - x * x) * (y - x * x)
}

/// The same, to the next half: like an error counted on few rows.
fn counted(x: f64, y: f64) -> f64 {
    libm::ceil(valley(x, y) * 2.0) / 2.0
}

/// Its best value is 0, and 1 % of it ever less.
fn vanishing(x: f64, y: f64) -> f64 {
    (x - 0.3) * (x - 0.3) + (y - 0.6) * (y - 0.6)
}

#[test]
fn what_it_ends_does_not_improve_and_what_improves_it_does_not_end() {
    for objective in [valley, counted] {
        let ends: Vec<_> = (1..=2).filter_map(|seed| run(ChosenStrategy::Bayesian, objective, 60, seed)).collect();
        assert_eq!(ends.len(), 2, "Bayesian search is ended within 60 training jobs");
        assert!(ends.iter().all(|&(_, improved)| !improved), "{ends:?}");
    }
    let ends: Vec<_> = (1..=20).filter_map(|seed| run(ChosenStrategy::Random, counted, 200, seed)).collect();
    let improved = ends.iter().filter(|&&(_, improved)| improved).count();
    assert!(ends.len() >= 15 && 10 * improved <= ends.len(), "{ends:?}");
    // Random search finds something better by 1 % in two of three tuning jobs that go on to three times the jobs.
    assert_eq!((1..=20).filter_map(|seed| run(ChosenStrategy::Random, vanishing, 200, seed)).count(), 0);
    assert_eq!(run(ChosenStrategy::Bayesian, vanishing, 40, 1), None);
}
