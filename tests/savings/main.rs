//! The measuring code of `benches/savings`, on tuning jobs that can be checked by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "../../benches/savings/cell.rs"]
mod cell;
#[path = "../../benches/savings/page.rs"]
mod page;
#[path = "../../benches/savings/pair.rs"]
mod pair;
#[path = "../../benches/savings/replay.rs"]
mod replay;
#[path = "../../benches/savings/statistics.rs"]
mod statistics;

use cell::{Cell, Summary};
use pair::{Both, Pair};
use replay::{Counted, MedianRule, replay};
use statistics::{quartiles, signed_rank};
use tuneground::completion::CompletionCriteria;
use tuneground::early_stopping::EarlyStopping;
use tuneground::objective::{Direction, Objective};
use tuneground::playground::{Plan, Preset, Training, cost, plan};
use tuneground::search_space::{ContinuousRange, Parameter, Scaling, SearchSpace};
use tuneground::simulate::{ClockSettings, Outcome, Pause, Simulation};
use tuneground::strategy::ChosenStrategy;
use tuneground::training_job::{Status, TrainingJob};
use tuneground::tuning_job::{EpochPlan, TuningConfig, TuningConfigParts, TuningJob};

/// A start takes 10 seconds, an epoch 5: four epochs take 30.
const CLOCK: ClockSettings = ClockSettings { startup_seconds: 10.0, seconds_per_epoch: 5.0 };

/// What the training jobs report. The means up to each epoch of the first are 1/2, 5/8, 2/3 and 11/16.
const CURVES: [[f64; 4]; 4] =
    [[0.5, 0.75, 0.75, 0.75], [0.25, 0.5, 0.75, 1.0], [0.375, 0.5, 0.5, 0.5], [0.5, 0.75, 0.75, 0.875]];

/// Four training jobs, one after the other, to be maximised.
fn run(early_stopping: EarlyStopping) -> TuningJob {
    let range = ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap().into();
    let config = TuningConfig::new(TuningConfigParts {
        warm_start: None,
        name: "t".into(),
        seed: 7,
        objective: Objective { metric_name: "m".into(), direction: Direction::Maximize },
        metrics: vec!["m".into()],
        space: SearchSpace::new(vec![Parameter { name: "x".into(), range }]).unwrap(),
        strategy: ChosenStrategy::Random,
        epoch_plan: EpochPlan { tuned: None, default: 4, most: u32::MAX },
        max_parallel_jobs: 1,
        early_stopping,
        criteria: CompletionCriteria {
            max_training_jobs: 4,
            max_runtime: None,
            target: None,
            not_improving: None,
            convergence: None,
        },
    });
    let mut simulation = Simulation::start(config.unwrap(), CLOCK, Box::new(|_| CLOCK.seconds_per_epoch));
    while let Pause::Waiting { job, .. } = simulation.advance(f64::INFINITY, usize::MAX) {
        let epoch = simulation.job().state().job(job).unwrap().curve.epochs() as usize;
        simulation.supply(job, Outcome::Epoch(vec![CURVES[job.index()][epoch]]));
    }
    simulation.into_job()
}

fn pair(with: &[TrainingJob]) -> Pair {
    Pair::of(7, Direction::Maximize, run(EarlyStopping::Off).state().jobs(), with)
}

/// The second job is worse than 1/2 after its first epoch, and so is the third: 30 + 15 + 15 + 30 seconds. The second would
/// have been the best, with 1; the fourth is, with 7/8.
#[test]
fn a_pair_by_hand() {
    let with = run(EarlyStopping::Auto { min_completed_jobs: 1 });
    assert_eq!(
        pair(with.state().jobs()),
        Pair {
            seed: 7,
            seconds: Both { without: 120.0, with: 90.0 },
            end: Both { without: 120.0, with: 90.0 },
            best: Both { without: 1.0, with: 0.875 },
            gain: -0.125,
            jobs: 4,
            stopped: 2,
            best_was_stopped: Some(true),
        }
    );
    assert_eq!(pair(with.state().jobs()).seconds.saved(), 0.25);
}

/// From two completed jobs on, the third is the first to be judged: it ties with (1/2 + 1/4) / 2 after its first epoch, with
/// (5/8 + 3/8) / 2 after its second, and is worse than (2/3 + 1/2) / 2 after its third.
#[test]
fn a_best_that_is_not_stopped() {
    let with = run(EarlyStopping::Auto { min_completed_jobs: 2 });
    let pair = pair(with.state().jobs());
    assert_eq!((pair.seconds.with, pair.stopped, pair.gain), (30.0 + 30.0 + 25.0 + 30.0, 1, 0.0));
    assert_eq!(pair.best_was_stopped, Some(false));
}

#[test]
fn other_training_jobs_are_not_compared_one_by_one() {
    let mut other = run(EarlyStopping::Off).state().jobs().to_vec();
    other[1].curve.push(0.5);
    assert_eq!(pair(&other).best_was_stopped, None);
}

/// With the stopped second job in the median, the third is judged by (1/2 + 1/4) / 2 = 3/8 after its first epoch, a tie, and
/// stopped after its second.
#[test]
fn other_median_rules_by_hand() {
    let off = run(EarlyStopping::Off);
    let replayed = |counted, first_epoch| {
        let rule = MedianRule { counted, min_jobs: 1, first_epoch };
        replay(&off, CLOCK.startup_seconds, |_| CLOCK.seconds_per_epoch, rule)
    };
    assert_eq!(replayed(Counted::Completed, 1), run(EarlyStopping::Auto { min_completed_jobs: 1 }).state().jobs());
    let ended = pair(&replayed(Counted::Ended, 1));
    assert_eq!((ended.seconds.with, ended.stopped, ended.best.with), (30.0 + 15.0 + 20.0 + 30.0, 2, 0.875));
    // When nobody is judged before the third epoch, the second job is above 2/3 by then; the third is below (2/3 + 1/2) / 2.
    let late = pair(&replayed(Counted::Completed, 3));
    assert_eq!((late.seconds.with, late.stopped, late.best.with), (30.0 + 30.0 + 25.0 + 30.0, 1, 1.0));
}

/// A preset's plan, with early stopping or without.
fn preset(id: &str, early_stopping: &str) -> Plan {
    let mut document = Preset::find(id).unwrap().document();
    document.request.hyper_parameter_tuning_job_config.training_job_early_stopping_type =
        Some(early_stopping.to_owned());
    plan(&document, tuneground::playground::Objective::Problem).unwrap()
}

/// Real models, of different sizes, four at a time, some of which fail: the replay is what ran, and what was saved is what the
/// bill of the run itself says.
#[test]
fn real_tuning_jobs_are_replayed_and_agree_with_the_bill() {
    for (id, has_failures) in [("early-stopping", false), ("divergence", true)] {
        let (without, with) = (preset(id, "Off"), preset(id, "Auto"));
        let Training::Problem(problem) = &without.training else { unreachable!("a preset has a problem") };
        let seconds = |job: &TrainingJob| without.clock.seconds_per_epoch * problem.relative_work(&job.hyperparameters);
        let (off, auto) = (without.run_to_end(), with.run_to_end());
        let jobs = auto.state().jobs();
        let min_jobs = EarlyStopping::DEFAULT_MIN_COMPLETED_JOBS;
        let rule = MedianRule { counted: Counted::Completed, min_jobs, first_epoch: 1 };
        let replayed = replay(&off, without.clock.startup_seconds, seconds, rule);
        assert_eq!(replayed, jobs, "{id}");
        assert_eq!(jobs.iter().any(|job| matches!(job.status, Status::Failed(_))), has_failures, "{id}");
        let pair = Pair::of(0, off.config().objective().direction, off.state().jobs(), jobs);
        let billed = cost::billed(auto.state(), 1, with.clock.startup_seconds);
        assert!(pair.stopped > 0 && (pair.seconds.with - billed.seconds).abs() < 1e-6, "{id}");
        let saved = pair.seconds.without - pair.seconds.with;
        assert!(has_failures || (saved - billed.saved).abs() < 1e-6 * saved, "{id} {saved} {billed:?}");
    }
}

#[test]
fn quartiles_lie_between_neighbours() {
    assert_eq!(quartiles(&[4.0, 1.0, 3.0, 2.0]), [1.75, 2.5, 3.25]);
    assert_eq!(quartiles(&[5.0]), [5.0; 3]);
}

#[test]
fn signed_ranks_by_hand() {
    // One of the 2⁵ choices of signs has all of them positive, and one all negative.
    assert_eq!(signed_rank(&[0.1, 0.5, 0.2, 0.4, 0.3]), Some(2.0 / 32.0));
    // Of six ranks, {}, {1} and {2} sum up to 2 at most, and the other way round.
    assert_eq!(signed_rank(&[1.0, -2.0, 3.0, 4.0, 5.0, 6.0]), Some(6.0 / 64.0));
    // A difference of 0 says nothing, and three equal ones have rank 2 each: 0, 2, 4 or 6 in 1, 3, 3 and 1 of 8 cases.
    assert_eq!(signed_rank(&[0.0, 1.0, 1.0, -1.0]), Some(1.0));
    assert_eq!(signed_rank(&[-1.0, 0.0, -1.0, -1.0]), Some(2.0 / 8.0));
    assert_eq!(signed_rank(&[0.0, 0.0]), None);
}

#[test]
fn the_tables_replace_what_is_between_the_markers() {
    let pairs = vec![pair(run(EarlyStopping::Auto { min_completed_jobs: 1 }).state().jobs())];
    let cell = Cell {
        dataset: "xor".into(),
        model: "mlp".into(),
        metric: "accuracy".into(),
        strategy: "Random".into(),
        size: "50 × 30, 5 at a time".into(),
        rule: "Auto".into(),
        summary: Summary::of(&pairs),
        pairs,
    };
    assert_eq!((cell.summary.worse_by_more, cell.summary.better, cell.summary.p), (1.0, 0.0, Some(1.0)));
    let begin = "<!-- made by `cargo bench --bench savings -- --write`: begin -->\n";
    let page = format!("before\n{begin}old\n<!-- end -->\nafter\n");
    let new = page::with_tables(&page, std::slice::from_ref(&cell)).unwrap();
    let row = "| xor | mlp | 0.0 h | 25 % (25 to 25) | 25 % (25 to 25) | 50 % (50 to 50) | 1.000 | −12.5 % (−12.5 to −12.5) | 1.000 | 100 % | 100 % |\n";
    assert!(new.starts_with(&format!("before\n{begin}")) && new.ends_with("<!-- end -->\nafter\n"), "{new}");
    assert!(new.contains(row) && !new.contains("old"), "{new}");
    assert_eq!(page::with_tables(&new, &[cell]), Some(new), "writing it again changes nothing");
    assert_eq!(page::with_tables("no markers", &[]), None);
}
