//! Why a training job has its values; and why it was stopped, or was not: what the rule that decides it compared after each epoch, and what would have come
//! of the job had it gone on.

mod launched;
mod rest;
mod told;

pub use launched::{launched, launched_in_short, reason_of};
pub use rest::{Rest, RestTask, Tally, Verdict, was_stopped_early};
pub use told::told;

use crate::early_stopping::{EarlyStopping, compare_with_median};
use crate::strategy::hyperband::{Schedule, compare};
use crate::training_job::{JobNumber, MedianComparison, RungComparison};
use crate::tuning_job::{Event, LogEntry, State, TuningConfig};

/// One comparison of a training job with others, after one of its epochs.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// The median rule's.
    Median(MedianComparison),
    /// At a rung of Hyperband.
    Rung(RungComparison),
}

impl Comparison {
    /// The epoch after which it was made.
    pub fn epoch(&self) -> u32 {
        match self {
            Self::Median(MedianComparison { epoch, .. }) | Self::Rung(RungComparison { epoch, .. }) => *epoch,
        }
    }

    /// The job's objective after that epoch.
    pub fn value(&self) -> f64 {
        match self {
            Self::Median(MedianComparison { value, .. }) | Self::Rung(RungComparison { value, .. }) => *value,
        }
    }

    /// What it must not be worse than: the median; or the value of the last job that goes on.
    pub fn threshold(&self) -> f64 {
        match self {
            Self::Median(comparison) => comparison.median,
            Self::Rung(comparison) => comparison.cutoff,
        }
    }

    /// True where the training job may go on.
    pub fn goes_on(&self) -> bool {
        match self {
            Self::Median(comparison) => !comparison.is_worse,
            Self::Rung(comparison) => comparison.goes_on(),
        }
    }

    /// The jobs that it was compared with, each with the number that counted: its average up to the epoch for the median rule, its
    /// value after it at a rung, where the job itself is one of them. The best first; equals in the order of launch.
    pub fn compared(&self, state: &State) -> Vec<(JobNumber, f64)> {
        let (jobs, epoch) = match self {
            Self::Median(MedianComparison { jobs, epoch, .. }) | Self::Rung(RungComparison { jobs, epoch, .. }) => {
                (jobs, *epoch)
            }
        };
        let number = |job: &JobNumber| {
            let curve = &state.job(*job)?.curve;
            let number = match self {
                Self::Median(_) => curve.running_mean(epoch),
                Self::Rung(_) => curve.at(epoch),
            };
            Some((*job, number?))
        };
        let mut compared: Vec<(JobNumber, f64)> = jobs.iter().filter_map(number).collect();
        let direction = state.history().direction();
        compared.sort_by(|&(_, a), &(_, b)| direction.gain(b, a).total_cmp(&0.0));
        compared
    }
}

/// All comparisons of a training job in the order of its epochs, those that it passed among them: worked out again from the log,
/// each from what had happened by then. `log` is the tuning job's log or its beginning.
pub fn comparisons(log: &[LogEntry], config: &TuningConfig, number: JobNumber) -> Vec<Comparison> {
    let schedule = config.hyperband().map(Schedule::new);
    let mut state = State::new(config);
    let mut comparisons = Vec::new();
    for entry in log {
        state.apply(entry);
        if let Event::EpochCompleted { job, epoch, value, .. } = entry.event
            && job == number
            && is_compared(&state, config, number, value)
        {
            let history = state.history();
            if let EarlyStopping::Auto { min_completed_jobs } = config.early_stopping() {
                let median = compare_with_median(history, epoch, value, min_completed_jobs);
                comparisons.extend(median.map(Comparison::Median));
            }
            let rung = schedule.as_ref().and_then(|schedule| compare(schedule, history, number, epoch, value));
            comparisons.extend(rung.map(Comparison::Rung));
        }
        if state.job(number).is_some_and(|job| !job.is_running()) {
            break;
        }
    }
    comparisons
}

/// Whether anybody asks if a training job that has just reported this may go on: at its last epoch there is nothing to stop, and
/// with the target the whole tuning job ends.
fn is_compared(state: &State, config: &TuningConfig, number: JobNumber, value: f64) -> bool {
    let has_more = state.job(number).is_some_and(|job| job.curve.epochs() < job.until_epoch);
    let direction = config.objective().direction;
    has_more && config.criteria().target.is_none_or(|target| !direction.is_at_least_as_good(value, target))
}
