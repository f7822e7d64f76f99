//! Training trees: a round of boosting is an epoch; a decision tree has one.
//!
//! Trees know classes and numbers as f32, and numbers in the target's own unit, as a training script would pass them: it is
//! the unit that XGBoost's `gamma` and `alpha` are in.

use super::NonFinite;
use super::metrics::EpochMetrics;
use super::spec::TrainingSpec;
use crate::dataset::{Dataset, Table, TargetScale, Targets, Task};
use crate::math::rng::{Purpose, Stream};
use crate::tree::boosting::Objective;
use crate::tree::decision::Criterion;
use crate::tree::{Booster, DataError, DecisionTree, DecisionTreeParameters, Progress, Rows};

/// What a decision tree's splits are to lower where classes are predicted: scikit-learn's `criterion`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Impurity {
    Gini,
    Entropy,
}

impl Impurity {
    /// The names of all of them.
    pub(super) const NAMES: [&'static str; 2] = ["gini", "entropy"];

    /// The impurity that `name` names, if it names one.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let all = [Self::Gini, Self::Entropy];
        Self::NAMES.into_iter().zip(all).find_map(|(known, impurity)| (known == name).then_some(impurity))
    }
}

/// A decision tree's hyperparameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TreeSettings {
    pub(super) impurity: Impurity,
    pub(super) max_leaf_nodes: u32,
    pub(super) max_depth: u32,
    pub(super) min_samples_leaf: u32,
}

impl TreeSettings {
    fn parameters(self, task: Task) -> DecisionTreeParameters {
        let criterion = match (task, self.impurity) {
            (Task::Classification { classes }, Impurity::Gini) => Criterion::Gini { classes },
            (Task::Classification { classes }, Impurity::Entropy) => Criterion::Entropy { classes },
            (Task::Regression, _) => Criterion::SquaredError,
        };
        DecisionTreeParameters {
            criterion,
            max_leaf_nodes: Some(self.max_leaf_nodes),
            max_depth: Some(self.max_depth),
            min_samples_leaf: self.min_samples_leaf,
        }
    }
}

/// What XGBoost minimises for a task.
pub(super) fn objective(task: Task) -> Objective {
    match task {
        Task::Classification { classes: 2 } => Objective::BinaryLogistic,
        Task::Classification { classes } => Objective::MultiSoftprob { classes },
        Task::Regression => Objective::SquaredError,
    }
}

/// A table's targets as trees take them [rows].
fn targets(table: &Table, scale: TargetScale) -> Vec<f32> {
    match table.targets() {
        Targets::Classes(labels) => labels.iter().map(|&label| f32::from(label)).collect(),
        Targets::Values(values) => {
            values.iter().map(|&value| (f64::from(value) * scale.deviation + scale.mean) as f32).collect()
        }
    }
}

/// Predictions in the target's unit become standardised ones.
fn standardise(predictions: &mut [f32], scale: TargetScale) {
    for value in predictions {
        *value = ((f64::from(*value) - scale.mean) / scale.deviation) as f32;
    }
}

/// Metrics in the order of the model's table; targets too large for their squares fail the training job.
fn metrics(epoch: u32, values: impl Iterator<Item = f64>) -> Result<Option<EpochMetrics>, NonFinite> {
    let metrics = EpochMetrics::in_order(epoch, values);
    if metrics.values().iter().all(|value| value.is_finite()) { Ok(Some(metrics)) } else { Err(NonFinite::Data) }
}

/// Boosted trees being trained.
#[derive(Clone, Debug)]
pub(super) struct Boosting {
    booster: Booster,
}

impl Boosting {
    pub(super) fn new(spec: &TrainingSpec, dataset: &Dataset, seed: u64, job_number: u64) -> Result<Self, DataError> {
        let (objective, scale) = (objective(dataset.task()), dataset.target_scale());
        let [of_train, of_validation] = [dataset.train(), dataset.validation()].map(|table| targets(table, scale));
        let train = Rows::new(dataset.train().features(), dataset.features(), &of_train)?;
        let validation = Rows::new(dataset.validation().features(), dataset.features(), &of_validation)?;
        let stream = Stream::new(seed, job_number, Purpose::Training);
        let booster = Booster::new(spec.booster, objective, objective.metrics(), &train, &validation, stream)?;
        Ok(Self { booster })
    }

    /// Works on the epoch numbered `epoch`; its metrics when it ends.
    pub(super) fn advance(&mut self, epoch: u32, max_rows: usize) -> Result<Option<EpochMetrics>, NonFinite> {
        match self.booster.advance(max_rows) {
            Progress::Working => Ok(None),
            Progress::Done => {
                let scores = self.booster.scores().iter();
                metrics(epoch, scores.clone().map(|score| score.train).chain(scores.map(|score| score.validation)))
            }
        }
    }

    pub(super) fn predict(&self, dataset: &Dataset, features: &[f32], out: &mut Vec<f32>) {
        self.booster.predict(features, out);
        match self.booster.objective() {
            Objective::BinaryLogistic => *out = out.iter().flat_map(|p| [1.0 - p, *p]).collect(),
            Objective::MultiSoftprob { .. } => {}
            Objective::SquaredError => standardise(out, dataset.target_scale()),
        }
    }
}

/// A decision tree being fitted.
#[derive(Clone, Debug)]
pub(super) struct Fitting {
    tree: DecisionTree,
}

impl Fitting {
    pub(super) fn new(spec: &TrainingSpec, dataset: &Dataset) -> Result<Self, DataError> {
        let of_train = targets(dataset.train(), dataset.target_scale());
        let train = Rows::new(dataset.train().features(), dataset.features(), &of_train)?;
        Ok(Self { tree: DecisionTree::new(spec.tree.parameters(dataset.task()), &train)? })
    }

    /// Works on the epoch numbered `epoch`, which is the only one; its metrics when it ends.
    pub(super) fn advance(
        &mut self,
        dataset: &Dataset,
        epoch: u32,
        max_rows: usize,
    ) -> Result<Option<EpochMetrics>, NonFinite> {
        match self.tree.advance(max_rows) {
            Progress::Working => Ok(None),
            Progress::Done => {
                let score = |table: &Table| {
                    let targets = targets(table, dataset.target_scale());
                    let score = Rows::new(table.features(), dataset.features(), &targets)
                        .and_then(|rows| self.tree.score(&rows));
                    score.unwrap_or(f64::NAN)
                };
                metrics(epoch, [dataset.train(), dataset.validation()].into_iter().map(score))
            }
        }
    }

    pub(super) fn predict(&self, dataset: &Dataset, features: &[f32], out: &mut Vec<f32>) {
        self.tree.predict(features, out);
        if dataset.task() == Task::Regression {
            standardise(out, dataset.target_scale());
        }
    }
}
