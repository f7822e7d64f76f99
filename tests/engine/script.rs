//! Tuning jobs from scripts, and their event logs as text.

use tuneground::completion::{Completion, CompletionCriteria};
use tuneground::early_stopping::EarlyStopping;
use tuneground::objective::{Direction, Objective};
use tuneground::search_space::{CategoricalRange, ContinuousRange, Parameter, Scaling, SearchSpace};
use tuneground::simulate::{ClockSettings, Outcome, Pause, Simulation};
use tuneground::strategy::ChosenStrategy;
use tuneground::training_job::{JobNumber, StopReason};
use tuneground::tuning_job::{EpochPlan, Event, LogEntry, TuningConfig, TuningConfigParts, TuningJob};

/// Epochs are 10 seconds long, and start at once.
const CLOCK: ClockSettings = ClockSettings { startup_seconds: 0.0, seconds_per_epoch: 10.0 };

/// What a training job reports after each epoch; NaN for an error.
pub(crate) type Curve<'a> = &'a [f64];

/// A tuning job of at most 4 training jobs, 2 at a time, of 3 epochs each, whose objective is to be maximised; with
/// `change`.
pub(crate) fn job(change: impl FnOnce(&mut TuningConfigParts)) -> TuningConfig {
    let range = ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap().into();
    let mut parts = TuningConfigParts {
        warm_start: None,
        name: "t".into(),
        seed: 1,
        objective: Objective { metric_name: "m".into(), direction: Direction::Maximize },
        metrics: vec!["m".into()],
        space: SearchSpace::new(vec![Parameter { name: "x".into(), range }]).unwrap(),
        strategy: ChosenStrategy::Random,
        epoch_plan: EpochPlan { tuned: None, default: 3, most: u32::MAX },
        max_parallel_jobs: 2,
        early_stopping: EarlyStopping::Off,
        criteria: CompletionCriteria {
            max_training_jobs: 4,
            max_runtime: None,
            target: None,
            not_improving: None,
            convergence: None,
        },
    };
    change(&mut parts);
    TuningConfig::new(parts).unwrap()
}

/// Makes it a grid search over as many categories.
pub(crate) fn grid(parts: &mut TuningConfigParts, categories: usize) {
    let values = (0..categories).map(|value| value.to_string()).collect();
    let range = CategoricalRange::new(values).unwrap().into();
    parts.space = SearchSpace::new(vec![Parameter { name: "x".into(), range }]).unwrap();
    parts.strategy = ChosenStrategy::Grid;
}

/// Runs a tuning job to its end; training job `n` reports `curves[n − 1]`, and jobs past the last report as that does.
pub(crate) fn run(config: TuningConfig, curves: &[Curve<'_>]) -> TuningJob {
    run_until(config, curves, None)
}

/// Runs a tuning job, and stops it by hand at a time.
pub(crate) fn run_until(config: TuningConfig, curves: &[Curve<'_>], stop: Option<f64>) -> TuningJob {
    let mut simulation = Simulation::start(config, CLOCK, Box::new(|_| CLOCK.seconds_per_epoch));
    loop {
        match simulation.advance(stop.unwrap_or(f64::INFINITY), usize::MAX) {
            Pause::Ended => return simulation.into_job(),
            Pause::Reached { .. } => simulation.stop(stop.unwrap()),
            Pause::Waiting { job, .. } => {
                let epoch = simulation.job().state().job(job).unwrap().curve.epochs() as usize;
                let curve = curves[job.index().min(curves.len() - 1)];
                let outcome = match curve[epoch] {
                    value if value.is_nan() => Outcome::Failed("broken".into()),
                    value => Outcome::Epoch(vec![value]),
                };
                simulation.supply(job, outcome);
            }
        }
    }
}

/// The log, one entry a line: `10 #1 0.5` is the report of training job 1 at 10 seconds. Without the launches when
/// `launches` is false.
pub(crate) fn text(log: &[LogEntry], launches: bool) -> String {
    let is_shown = |entry: &&LogEntry| launches || !matches!(entry.event, Event::TrainingJobCreated { .. });
    log.iter().filter(is_shown).skip(1).map(line).collect::<Vec<_>>().join("\n")
}

fn line(entry: &LogEntry) -> String {
    let numbers = |jobs: &[JobNumber]| jobs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let what = match &entry.event {
        Event::TuningJobCreated => "created".into(),
        Event::TrainingJobCreated { job, .. } => format!("#{job} launched"),
        Event::EpochCompleted { job, value, .. } => format!("#{job} {}", *value as f32),
        Event::TrainingJobCompleted { job } => format!("#{job} completed"),
        Event::TrainingJobStopped { job, reason: StopReason::EarlyStopping(comparison) } => format!(
            "#{job} stopped: {} against {} of {}",
            comparison.value as f32,
            comparison.median as f32,
            numbers(&comparison.jobs)
        ),
        Event::TrainingJobStopped { job, reason: StopReason::Hyperband(comparison) } => format!(
            "#{job} stopped at rung {} of bracket {}: {} is {} of {}, {} kept",
            comparison.epoch,
            comparison.bracket,
            comparison.value as f32,
            comparison.rank,
            numbers(&comparison.jobs),
            comparison.kept
        ),
        Event::TrainingJobStopped { job, reason: StopReason::MaxResource { epoch } } => {
            format!("#{job} stopped at MaxResource {epoch}")
        }
        Event::TrainingJobStopped { job, reason: StopReason::TuningJobCompleted } => format!("#{job} halted"),
        Event::TrainingJobStopped { job, reason: StopReason::TuningJobStopped } => format!("#{job} halted by hand"),
        Event::TrainingJobStopped { job, reason: StopReason::Unknown } => format!("#{job} halted for no known reason"),
        Event::TrainingJobFailed { job, reason } => format!("#{job} failed: {reason}"),
        Event::ConvergenceDetected { estimate } => format!("converged after {}", estimate.jobs),
        Event::TuningJobStopping => "stopping".into(),
        Event::TuningJobStopped => "stopped".into(),
        Event::TuningJobFailed { reason } => format!("failed: {reason}"),
        Event::TuningJobCompleted { completion } => {
            let numbers = match completion {
                Completion::TargetObjectiveMetricValue { job, epoch, value, .. } => {
                    format!("#{job} epoch {epoch}: {}", *value as f32)
                }
                Completion::BestObjectiveNotImproving { jobs, best, .. } => format!("{jobs} since {best:?}"),
                Completion::CompleteOnConvergence(estimate) => format!("{} jobs", estimate.jobs),
                Completion::MaxNumberOfTrainingJobs { max_jobs } => max_jobs.to_string(),
                Completion::SearchSpaceExhausted { combinations } => combinations.to_string(),
                Completion::MaxRuntimeInSeconds { max_runtime } => max_runtime.to_string(),
                Completion::Reported { .. } => "reported".into(),
            };
            format!("{}: {numbers}", completion.criterion().name())
        }
    };
    format!("{} {what}", entry.time)
}

/// Compares the log with the lines expected, launches included.
#[track_caller]
pub(crate) fn expect(job: &TuningJob, expected: &[&str]) {
    assert_eq!(text(job.log(), true), expected.join("\n"));
}

/// Compares the log with the lines expected, launches left out.
#[track_caller]
pub(crate) fn expect_without_launches(job: &TuningJob, expected: &[&str]) {
    assert_eq!(text(job.log(), false), expected.join("\n"));
}
