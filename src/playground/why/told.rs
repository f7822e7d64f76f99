//! Why a training job ended where it did, in sentences with the numbers that were compared.

use super::Comparison;
use crate::early_stopping::EarlyStopping;
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
            format!("Hyperband ended it at MaxResource, epoch {epoch}. {}", passed(comparisons, config))
        }
        Status::Stopped(StopReason::TuningJobCompleted) => {
            format!(
                "The tuning job was complete while this training job was at epoch {epochs}, and all that ran was stopped."
            )
        }
        Status::Stopped(StopReason::TuningJobStopped) => {
            format!("The tuning job was stopped by hand while this training job was at epoch {epochs}.")
        }
        Status::Stopped(StopReason::Unknown) => {
            "It was stopped; AWS's list of training jobs does not say why.".to_owned()
        }
        Status::Failed(reason) => {
            let reason = reason.strip_prefix("AlgorithmError: ").unwrap_or(reason);
            format!("It failed: {}.", reason.trim_end_matches('.'))
        }
        Status::Completed => format!("It reached its last epoch, {epochs}. {}", passed(comparisons, config)),
        Status::InProgress => format!("It runs, and is at epoch {epochs}. {}", passed(comparisons, config)),
    }
}

fn worse(config: &TuningConfig) -> &'static str {
    if config.objective().direction == Direction::Maximize { "below" } else { "above" }
}

fn stopped_by_median(comparison: &MedianComparison, config: &TuningConfig) -> String {
    let MedianComparison { epoch, value, median, jobs, .. } = comparison;
    let of = match jobs.len() {
        1 => "the average up to that epoch of the one job that had completed".to_owned(),
        jobs => format!("the median of the averages up to that epoch of the {jobs} jobs that had completed"),
    };
    format!(
        "After epoch {epoch} its objective was {}, {} {}: {of}. So the median rule stopped it.",
        short(*value),
        worse(config),
        short(*median),
    )
}

fn stopped_at_rung(comparison: &RungComparison) -> String {
    let RungComparison { epoch, value, jobs, rank, kept, cutoff, .. } = comparison;
    let go_on = if *kept == 1 { "only the best goes on".to_owned() } else { format!("the best {kept} go on") };
    format!(
        "At the rung after epoch {epoch} its objective was {}, number {rank} of the {} jobs of its bracket that had come so far. Of \
         those {go_on}, to {} or better, so Hyperband stopped it.",
        short(*value),
        jobs.len(),
        short(*cutoff),
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
            let times = match comparisons.len() {
                1 => "once".to_owned(),
                times => format!("{times} times"),
            };
            let than = if is_hyperband { "the last of those that go on" } else { "the median" };
            format!(
                "It was compared {times}, and was never worse than {than}; nearest to it after epoch {}, with {} against {}.",
                nearest.epoch(),
                short(nearest.value()),
                short(nearest.threshold()),
            )
        }
        (None, _) if is_hyperband => "It came to no rung.".to_owned(),
        (None, EarlyStopping::Off) => "Early stopping is off, so that it was compared with nobody.".to_owned(),
        (None, EarlyStopping::Auto { min_completed_jobs }) => format!(
            "It was compared with nobody: after none of its epochs had {min_completed_jobs} jobs completed that had reached \
             that epoch."
        ),
    }
}
