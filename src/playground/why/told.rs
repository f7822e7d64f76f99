//! Why a training job ended where it did, in sentences with the numbers that were compared.

use super::Comparison;
use crate::early_stopping::EarlyStopping;
use crate::language::{counted, t};
use crate::objective::Direction;
use crate::playground::plot::short;
use crate::strategy::StrategyKind;
use crate::training_job::{MedianComparison, RungComparison, Status, StopReason, TrainingJob};
use crate::tuning_job::TuningConfig;

/// What the rule made of a training job, from its [comparisons](super::comparisons); sentences.
pub fn told(job: &TrainingJob, comparisons: &[Comparison], config: &TuningConfig) -> String {
    let epochs = job.curve.epochs();
    match &job.status {
        Status::Stopped(StopReason::EarlyStopping(comparison)) => stopped_by_median(comparison, config),
        Status::Stopped(StopReason::Hyperband(comparison)) => stopped_at_rung(comparison),
        Status::Stopped(StopReason::MaxResource { epoch }) => {
            let ended = t!("Hyperband ended it at MaxResource, epoch {epoch}.", epoch);
            format!("{ended} {}", passed(comparisons, config))
        }
        Status::Stopped(StopReason::TuningJobCompleted) => t!(
            "The tuning job was complete while this training job was at epoch {epochs}, and all that ran was stopped.",
            epochs,
        ),
        Status::Stopped(StopReason::TuningJobStopped) => {
            t!("The tuning job was stopped by hand while this training job was at epoch {epochs}.", epochs)
        }
        Status::Stopped(StopReason::Unknown) => {
            t!("It was stopped; AWS's list of training jobs does not say why.").to_owned()
        }
        Status::Failed(reason) => {
            let reason = reason.strip_prefix("AlgorithmError: ").unwrap_or(reason);
            t!("It failed: {reason}.", reason = reason.trim_end_matches('.'))
        }
        Status::Completed => {
            format!("{} {}", t!("It reached its last epoch, {epochs}.", epochs), passed(comparisons, config))
        }
        Status::InProgress => {
            format!("{} {}", t!("It runs, and is at epoch {epochs}.", epochs), passed(comparisons, config))
        }
    }
}

fn stopped_by_median(comparison: &MedianComparison, config: &TuningConfig) -> String {
    let MedianComparison { epoch, value, median, jobs, .. } = comparison;
    let (value, median) = (short(*value), short(*median));
    match config.objective().direction {
        Direction::Maximize => counted!(
            jobs.len(),
            "After epoch {epoch} its objective was {value}, below {median}: the average up to that epoch of the one job that had \
             completed. So the median rule stopped it.",
            "After epoch {epoch} its objective was {value}, below {median}: the median of the averages up to that epoch of the \
             {count} jobs that had completed. So the median rule stopped it.",
            epoch,
            value,
            median,
        ),
        Direction::Minimize => counted!(
            jobs.len(),
            "After epoch {epoch} its objective was {value}, above {median}: the average up to that epoch of the one job that had \
             completed. So the median rule stopped it.",
            "After epoch {epoch} its objective was {value}, above {median}: the median of the averages up to that epoch of the \
             {count} jobs that had completed. So the median rule stopped it.",
            epoch,
            value,
            median,
        ),
    }
}

fn stopped_at_rung(comparison: &RungComparison) -> String {
    let RungComparison { epoch, value, jobs, rank, kept, cutoff, .. } = comparison;
    counted!(
        *kept as usize,
        "At the rung after epoch {epoch} its objective was {value}, number {rank} of the {jobs} jobs of its bracket that had come so \
         far. Of those only the best goes on, to {cutoff} or better, so Hyperband stopped it.",
        "At the rung after epoch {epoch} its objective was {value}, number {rank} of the {jobs} jobs of its bracket that had come so \
         far. Of those the best {count} go on, to {cutoff} or better, so Hyperband stopped it.",
        epoch,
        value = short(*value),
        rank,
        jobs = jobs.len(),
        cutoff = short(*cutoff),
    )
}

/// What the comparisons were that it passed.
fn passed(comparisons: &[Comparison], config: &TuningConfig) -> String {
    let direction = config.objective().direction;
    let nearest = comparisons.iter().filter(|comparison| comparison.goes_on()).min_by(|a, b| {
        let gain = |one: &Comparison| direction.gain(one.value(), one.threshold());
        gain(a).total_cmp(&gain(b))
    });
    let is_hyperband = config.strategy() == StrategyKind::Hyperband;
    match (nearest, config.early_stopping()) {
        (Some(nearest), _) => {
            let (epoch, value, threshold) = (nearest.epoch(), short(nearest.value()), short(nearest.threshold()));
            if is_hyperband {
                counted!(
                    comparisons.len(),
                    "It was compared once, and was never worse than the last of those that go on; nearest to it after epoch \
                     {epoch}, with {value} against {threshold}.",
                    "It was compared {count} times, and was never worse than the last of those that go on; nearest to it after \
                     epoch {epoch}, with {value} against {threshold}.",
                    epoch,
                    value,
                    threshold,
                )
            } else {
                counted!(
                    comparisons.len(),
                    "It was compared once, and was never worse than the median; nearest to it after epoch {epoch}, with {value} \
                     against {threshold}.",
                    "It was compared {count} times, and was never worse than the median; nearest to it after epoch {epoch}, with \
                     {value} against {threshold}.",
                    epoch,
                    value,
                    threshold,
                )
            }
        }
        (None, _) if is_hyperband => t!("It came to no rung.").to_owned(),
        (None, EarlyStopping::Off) => t!("Early stopping is off, so that it was compared with nobody.").to_owned(),
        (None, EarlyStopping::Auto { min_completed_jobs }) => t!(
            "It was compared with nobody: after none of its epochs had {jobs} jobs completed that had reached that epoch.",
            jobs = min_completed_jobs,
        ),
    }
}
