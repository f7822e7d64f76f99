//! What holds for every tuning job.

use crate::script::job;
use proptest::prelude::*;
use tuneground::completion::{Convergence, Improvement, NotImproving};
use tuneground::early_stopping::EarlyStopping;
use tuneground::objective::Direction;
use tuneground::protocol::{entry_from_json, entry_to_json};
use tuneground::search_space::{CategoricalRange, ContinuousRange, IntegerRange, Parameter, Scaling, SearchSpace};
use tuneground::simulate::{ClockSettings, Outcome, Pause, Simulation};
use tuneground::training_job::{JobNumber, TrainingJob};
use tuneground::tuning_job::{Event, State, TuningConfig, TuningJob};

/// A tuning job over three kinds of ranges, with a second metric, and what makes its results.
#[derive(Clone, Debug)]
struct Case {
    config: TuningConfig,
    values: Vec<f64>,
    stop: Option<f64>,
}

fn case() -> impl Strategy<Value = Case> {
    let value = prop_oneof![8 => -1.0..1.0, 2 => Just(0.5), 1 => Just(f64::NAN), 1 => Just(1e300)];
    let criteria = (
        1_u32..25,
        prop::option::of(120.0..900.0_f64),
        prop::option::of(0.5..1.0_f64),
        prop::option::of(3_u32..6),
        any::<bool>(),
    );
    let job_of = (any::<u64>(), 1_u32..8, 1_u32..5, prop::option::of(1_u32..4), any::<bool>(), criteria);
    let values = prop::collection::vec(value, 1..60);
    (job_of, values, prop::option::weighted(0.2, 0.0..400.0)).prop_map(|(parts, values, stop)| {
        let (seed, parallel, epochs, early, maximize, (jobs, max_runtime, target, not_improving, converge)) = parts;
        let config = job(|parts| {
            parts.seed = seed;
            parts.max_parallel_jobs = parallel;
            parts.epoch_plan.default = epochs;
            parts.metrics = vec!["other".into(), "m".into()];
            parts.objective.direction = if maximize { Direction::Maximize } else { Direction::Minimize };
            parts.early_stopping =
                early.map_or(EarlyStopping::Off, |min_completed_jobs| EarlyStopping::Auto { min_completed_jobs });
            parts.criteria.max_training_jobs = jobs;
            parts.criteria.max_runtime = max_runtime;
            parts.criteria.target = target;
            parts.criteria.not_improving =
                not_improving.map(|max_jobs| NotImproving { max_jobs, improvement: Improvement::OnePercent });
            parts.criteria.convergence =
                converge.then(|| Convergence { min_jobs: 6, max_probability: 0.3, ..Convergence::default() });
            parts.space = SearchSpace::new(vec![
                Parameter { name: "n".into(), range: IntegerRange::new(-3, 40, Scaling::Linear).unwrap().into() },
                Parameter {
                    name: "c".into(),
                    range: ContinuousRange::new(1e-9, 1.0, Scaling::Logarithmic).unwrap().into(),
                },
                Parameter {
                    name: "w".into(),
                    range: CategoricalRange::new(vec!["\"a b\"".into(), "ü".into()]).unwrap().into(),
                },
            ])
            .unwrap();
        });
        Case { config, values, stop }
    })
}

impl Case {
    fn outcome(&self, job: JobNumber, epoch: u32) -> Outcome {
        let index = (job.0 as usize * 31 + epoch as usize * 7) % self.values.len();
        match self.values[index] {
            value if value.is_nan() && index.is_multiple_of(2) => Outcome::Failed("broken".into()),
            // The metric that is not the objective may be infinite in 32 bits.
            value => Outcome::Epoch(vec![value * 1e300, value]),
        }
    }

    fn start(&self) -> Simulation {
        let clock = ClockSettings { startup_seconds: 30.0, seconds_per_epoch: 20.0 };
        let pace = |job: &TrainingJob| [20.0, 7.5, 33.3][job.number.0 as usize % 3];
        Simulation::start(self.config.clone(), clock, Box::new(pace))
    }

    /// Runs with results that are supplied when `is_early` says so, or else when they are waited for; `steps` reports at
    /// a time.
    fn run(&self, steps: usize, is_early: impl Fn(JobNumber) -> bool) -> TuningJob {
        let mut simulation = self.start();
        loop {
            let running: Vec<JobNumber> = simulation.running().collect();
            // The later jobs first: the wrong way round.
            for job in running.into_iter().rev().filter(|&job| is_early(job)) {
                let until = simulation.job().state().job(job).unwrap().until_epoch;
                while let Some(missing) = simulation.missing(job).filter(|missing| missing.supplied_epochs < until) {
                    simulation.supply(job, self.outcome(job, missing.supplied_epochs + 1));
                }
            }
            match simulation.advance(self.stop.unwrap_or(f64::INFINITY), steps) {
                Pause::Ended => return simulation.into_job(),
                Pause::Reached { next } => {
                    if let Some(stop) = self.stop.filter(|&stop| next > stop) {
                        simulation.stop(stop);
                    }
                }
                Pause::Waiting { job, .. } => {
                    let epoch = simulation.missing(job).unwrap().supplied_epochs + 1;
                    simulation.supply(job, self.outcome(job, epoch));
                }
            }
        }
    }
}

fn as_lines(job: &TuningJob) -> Vec<String> {
    job.log().iter().map(|entry| entry_to_json(entry, job.config(), job.state()).to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_state_is_the_fold_of_the_log(case in case()) {
        let job = case.run(usize::MAX, |_| false);
        let mut state = State::new(job.config());
        for entry in job.log() {
            prop_assert!(!state.has_ended());
            prop_assert!(entry.time >= state.now());
            state.apply(entry);
            prop_assert!(state.running() <= job.config().max_parallel_jobs());
            prop_assert_eq!(state.running() as usize, state.history().running().count());
        }
        prop_assert!(state.has_ended());
        prop_assert_eq!(state.running(), 0);
        prop_assert_eq!(&state, job.state());
    }

    #[test]
    fn the_log_survives_json(case in case()) {
        let job = case.run(usize::MAX, |_| false);
        for (entry, line) in job.log().iter().zip(as_lines(&job)) {
            let value = serde_json::from_str(&line).unwrap();
            let back = entry_from_json(&value, job.config()).unwrap();
            let again = entry_to_json(&back, job.config(), job.state()).to_string();
            prop_assert_eq!(&again, &line);
            let has_no_number = matches!(
                &entry.event, Event::EpochCompleted { metrics, .. } if metrics.iter().any(|metric| !metric.is_finite())
            );
            prop_assert!(has_no_number || &back == entry, "{:?} is read as {:?}", entry, back);
        }
    }

    #[test]
    fn the_order_in_which_results_arrive_does_not_matter(case in case(), steps in 1_usize..4, early in any::<u64>()) {
        let as_asked = as_lines(&case.run(usize::MAX, |_| false));
        prop_assert_eq!(&as_asked, &as_lines(&case.run(usize::MAX, |_| true)));
        prop_assert_eq!(&as_asked, &as_lines(&case.run(steps, |job| early >> (job.0 % 64) & 1 == 1)));
    }

    #[test]
    fn nothing_changes_after_the_end(case in case()) {
        let mut simulation = case.start();
        simulation.stop(5.0);
        let log = simulation.job().log().to_vec();
        simulation.supply(JobNumber(1), Outcome::Epoch(vec![0.5, 0.5]));
        simulation.stop(6.0);
        prop_assert_eq!(simulation.advance(f64::INFINITY, usize::MAX), Pause::Ended);
        prop_assert_eq!(simulation.job().log(), log);
        prop_assert_eq!(simulation.job().deadline(), None);
    }
}
