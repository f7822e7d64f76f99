//! The pairs of one data set, model, metric, strategy and rule; or of several such.

use super::pair::Pair;
use super::statistics::{quartiles, signed_rank};
use serde::{Deserialize, Serialize};

/// A line of output.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Cell {
    pub(crate) dataset: String,
    pub(crate) model: String,
    pub(crate) metric: String,
    pub(crate) strategy: String,
    /// How many training jobs of how many epochs: `50 × 30, 5 at a time`.
    pub(crate) size: String,
    pub(crate) rule: String,
    pub(crate) summary: Summary,
    pub(crate) pairs: Vec<Pair>,
}

/// What the pairs have in common. Triples are the first quartile, the median and the third.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Summary {
    /// Training seconds without early stopping.
    pub(crate) seconds: [f64; 3],
    /// The part of them that was saved.
    pub(crate) saved: [f64; 3],
    /// The part of the tuning job's own time that was saved.
    pub(crate) sooner: [f64; 3],
    /// The part of the training jobs that was stopped.
    pub(crate) stopped: [f64; 3],
    /// The best objective without early stopping.
    pub(crate) best: [f64; 3],
    /// By how much, as a part of it, the best is better with early stopping.
    pub(crate) gain: [f64; 3],
    /// How probable such gains are by chance: see [`signed_rank`].
    pub(crate) p: Option<f64>,
    /// The part of the pairs whose best is better with early stopping.
    pub(crate) better: f64,
    /// The part whose best is worse.
    pub(crate) worse: f64,
    /// The part whose best is worse by more than 1 %.
    pub(crate) worse_by_more: f64,
    /// The part in which the best training job was stopped; `None` where the training jobs are not the same.
    pub(crate) best_was_stopped: Option<f64>,
}

/// A best that is worse by more than this part counts as [`Summary::worse_by_more`].
const MUCH: f64 = 0.01;

impl Summary {
    pub(crate) fn of(pairs: &[Pair]) -> Self {
        let all = |number: fn(&Pair) -> f64| pairs.iter().map(number).collect::<Vec<f64>>();
        let share = |is: fn(&Pair) -> bool| pairs.iter().filter(|pair| is(pair)).count() as f64 / pairs.len() as f64;
        let gains = all(|pair| pair.gain);
        Self {
            seconds: quartiles(&all(|pair| pair.seconds.without)),
            saved: quartiles(&all(|pair| pair.seconds.saved())),
            sooner: quartiles(&all(|pair| pair.end.saved())),
            stopped: quartiles(&all(|pair| pair.stopped as f64 / pair.jobs as f64)),
            best: quartiles(&all(|pair| pair.best.without)),
            gain: quartiles(&gains),
            p: signed_rank(&gains),
            better: share(|pair| pair.gain > 0.0),
            worse: share(|pair| pair.gain < 0.0),
            worse_by_more: share(|pair| pair.gain < -MUCH),
            best_was_stopped: pairs
                .iter()
                .all(|pair| pair.best_was_stopped.is_some())
                .then(|| share(|pair| pair.best_was_stopped == Some(true))),
        }
    }
}
