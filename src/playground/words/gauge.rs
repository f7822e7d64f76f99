//! How near each completion criterion is to ending the tuning job.

use crate::completion::{Completion, Criterion};
use crate::language::t;
use crate::math::format::metric_value;
use crate::playground::Session;
use crate::playground::plot::{duration, short};
use crate::training_job::Seconds;
use crate::tuning_job::{State, TuningConfig, TuningJobStatus};

/// A criterion as a gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// Which criterion.
    pub criterion: Criterion,
    /// What would end the job.
    pub label: String,
    /// How near it is, in numbers.
    pub reading: String,
    /// How near it is, from 0 to 1.
    pub fraction: f64,
    /// True when it has ended the job.
    pub is_met: bool,
}

impl Gauge {
    /// True when it may end the job soon.
    pub fn is_near(&self) -> bool {
        self.fraction >= 0.75 && !self.is_met
    }
}

/// A gauge for each criterion of the tuning job, at the playhead.
pub fn gauges(session: &Session) -> Vec<Gauge> {
    gauges_at(session.config(), session.state(), session.playhead())
}

/// A gauge for each criterion of a tuning job that stands so at a simulated time.
pub(super) fn gauges_at(config: &TuningConfig, state: &State, now: Seconds) -> Vec<Gauge> {
    let criteria = config.criteria();
    let ended_by = match state.status() {
        TuningJobStatus::Completed(completion) => Some(completion),
        _ => None,
    };
    let met = ended_by.map(Completion::criterion);
    let mut gauges = Vec::new();
    let mut add = |criterion, label: String, reading: String, fraction: f64| {
        let is_met = met == Some(criterion);
        let fraction = if is_met { 1.0 } else { fraction.clamp(0.0, 1.0) };
        gauges.push(Gauge { criterion, label, reading, fraction, is_met });
    };

    if let Some(target) = criteria.target.map(metric_value) {
        let (reading, fraction) = target_reading(config, state, target);
        let label = t!("Target {value}", value = short(target));
        add(Criterion::TargetObjectiveMetricValue, label, reading, fraction);
    }
    if let Some(limit) = criteria.not_improving {
        let jobs = match ended_by {
            Some(Completion::BestObjectiveNotImproving { jobs, .. }) => *jobs,
            _ => state.progress().not_improving,
        };
        let label = t!("Nothing better for {jobs} jobs", jobs = limit.max_jobs);
        let reading = t!("{count} of {all}", count = jobs, all = limit.max_jobs);
        add(Criterion::BestObjectiveNotImproving, label, reading, f64::from(jobs) / f64::from(limit.max_jobs));
    }
    if let Some(rule) = criteria.convergence {
        let label = t!("Chance to improve under {percent} %", percent = short(100.0 * rule.max_probability));
        // The jobs that were stopped at the end would change what ended the job.
        let estimate = match ended_by {
            Some(Completion::CompleteOnConvergence(estimate)) => Some(*estimate),
            _ => rule.estimate(state.history()),
        };
        let (reading, fraction) = match estimate {
            Some(estimate) => {
                let reading = t!(
                    "{percent} %: {near} of {jobs} near the best",
                    percent = short(100.0 * estimate.probability),
                    near = estimate.jobs_near_best,
                    jobs = estimate.jobs,
                );
                (reading, rule.max_probability / estimate.probability)
            }
            None => (t!("judged from {jobs} jobs on", jobs = rule.min_jobs), 0.0),
        };
        add(Criterion::CompleteOnConvergence, label, reading, fraction);
    }
    let launched = state.launched();
    let started = t!("{jobs} started", jobs = launched);
    let grid = config.space().cardinality().filter(|_| config.strategy() == crate::strategy::StrategyKind::Grid);
    match grid.filter(|&combinations| combinations < u64::from(criteria.max_training_jobs)) {
        Some(combinations) => add(
            Criterion::SearchSpaceExhausted,
            t!("All {combinations} combinations", combinations),
            started,
            f64::from(launched) / combinations as f64,
        ),
        None => add(
            Criterion::MaxNumberOfTrainingJobs,
            t!("{jobs} jobs", jobs = criteria.max_training_jobs),
            started,
            f64::from(launched) / f64::from(criteria.max_training_jobs),
        ),
    }
    if let Some(limit) = criteria.max_runtime {
        let now = now.min(limit);
        add(
            Criterion::MaxRuntimeInSeconds,
            t!("{time} of running time", time = duration(limit)),
            t!("{time} passed", time = duration(now)),
            now / limit,
        );
    }
    gauges
}

/// How far the best value of any epoch is from the target, and how much of the way from the first value is behind it.
fn target_reading(config: &TuningConfig, state: &State, target: f64) -> (String, f64) {
    let direction = config.objective().direction;
    let mut values = state.jobs().iter().flat_map(|job| job.curve.values()).copied();
    let Some(first) = values.next() else { return (t!("no value yet").to_owned(), 0.0) };
    let best = values.fold(first, |best, value| if direction.is_better(value, best) { value } else { best });
    let missing = direction.gain(target, best);
    if missing <= 0.0 {
        return (t!("reached").to_owned(), 1.0);
    }
    let way = direction.gain(target, first);
    (t!("{missing} short", missing = short(missing)), if way > 0.0 { 1.0 - missing / way } else { 0.0 })
}
