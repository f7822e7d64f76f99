//! The metrics each model reports, under the names that a request's objective and metric definitions use.
//!
//! Losses are mean cross-entropies in nats, or mean squared errors in the target's own unit, without penalties. Training metrics are running averages over the epoch's
//! mini-batches while the weights change, as Keras reports them; validation metrics are taken at the end of the epoch.

use super::kind::ModelKind;
use super::loss::Score;
use crate::dataset::Dataset;
use crate::objective::Direction;

/// One metric of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricSpec {
    /// The name, as it stands in a request.
    pub name: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// One line on what it is.
    pub help: &'static str,
    source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    TrainLoss,
    TrainAccuracy,
    ValidationLoss,
    ValidationAccuracy,
    TrainMse,
    ValidationMse,
    ValidationRmse,
    ValidationMae,
    /// What trees report stands in the order of their tables.
    Trees,
}

/// The most metrics that any model reports.
pub const MAX_METRICS: usize = 6;

/// What one epoch reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EpochMetrics {
    /// The epoch that ended, from 1.
    pub epoch: u32,
    values: [f64; MAX_METRICS],
    count: usize,
}

impl EpochMetrics {
    pub(super) fn new(epoch: u32, kind: ModelKind, dataset: &Dataset, train: &Score, validation: &Score) -> Self {
        let specs = kind.metrics(dataset.task());
        let deviation = dataset.target_scale().deviation;
        let mut values = [0.0; MAX_METRICS];
        for (value, spec) in values.iter_mut().zip(specs) {
            *value = match spec.source {
                Source::TrainLoss => train.mean_loss(),
                Source::TrainAccuracy => train.accuracy(),
                Source::ValidationLoss => validation.mean_loss(),
                Source::ValidationAccuracy => validation.accuracy(),
                Source::TrainMse => train.mean_loss() * deviation * deviation,
                Source::ValidationMse => validation.mean_loss() * deviation * deviation,
                Source::ValidationRmse => validation.mean_loss().sqrt() * deviation,
                Source::ValidationMae => validation.mean_absolute() * deviation,
                Source::Trees => f64::NAN,
            };
        }
        Self { epoch, values, count: specs.len().min(MAX_METRICS) }
    }

    /// Values that stand in the order of their table already.
    pub(super) fn in_order(epoch: u32, all: impl Iterator<Item = f64>) -> Self {
        let mut metrics = Self { epoch, values: [0.0; MAX_METRICS], count: 0 };
        for (place, value) in metrics.values.iter_mut().zip(all) {
            *place = value;
            metrics.count += 1;
        }
        metrics
    }

    /// The metrics' values, parallel to [`ModelKind::metrics`]; all finite.
    pub fn values(&self) -> &[f64] {
        &self.values[..self.count]
    }
}

const fn loss(name: &'static str, source: Source, help: &'static str) -> MetricSpec {
    MetricSpec { name, direction: Direction::Minimize, help, source }
}

const fn accuracy(name: &'static str, source: Source, help: &'static str) -> MetricSpec {
    MetricSpec { name, direction: Direction::Maximize, help, source }
}

const TRAIN_LOSS: &str = "Mean cross-entropy over the epoch's mini-batches, in nats";
const TRAIN_ACCURACY: &str = "Part of the training rows classified rightly during the epoch";
const VALIDATION_LOSS: &str = "Mean cross-entropy on the validation rows after the epoch, in nats";
const VALIDATION_ACCURACY: &str = "Part of the validation rows classified rightly after the epoch";

const TRAIN_MSE: &str = "Mean squared error over the epoch's mini-batches, in the target's unit squared";
const VALIDATION_MSE: &str = "Mean squared error on the validation rows after the epoch, in the target's unit squared";
const VALIDATION_RMSE: &str =
    "Root of the mean squared error on the validation rows after the epoch, in the target's unit";
const VALIDATION_MAE: &str = "Mean absolute error on the validation rows after the epoch, in the target's unit";

pub(super) const MLP: &[MetricSpec] = &[
    loss("train:loss", Source::TrainLoss, TRAIN_LOSS),
    accuracy("train:accuracy", Source::TrainAccuracy, TRAIN_ACCURACY),
    loss("validation:loss", Source::ValidationLoss, VALIDATION_LOSS),
    accuracy("validation:accuracy", Source::ValidationAccuracy, VALIDATION_ACCURACY),
];

pub(super) const LINEAR_MULTICLASS: &[MetricSpec] = &[
    loss("train:objective_loss", Source::TrainLoss, TRAIN_LOSS),
    accuracy("train:multiclass_accuracy", Source::TrainAccuracy, TRAIN_ACCURACY),
    loss("validation:objective_loss", Source::ValidationLoss, VALIDATION_LOSS),
    accuracy("validation:multiclass_accuracy", Source::ValidationAccuracy, VALIDATION_ACCURACY),
];

/// With two classes a request may name either accuracy: Linear Learner has one name for its binary classifier and one
/// for its multiclass classifier.
pub(super) const LINEAR_BINARY: &[MetricSpec] = &[
    loss("train:objective_loss", Source::TrainLoss, TRAIN_LOSS),
    accuracy("train:multiclass_accuracy", Source::TrainAccuracy, TRAIN_ACCURACY),
    accuracy("train:binary_classification_accuracy", Source::TrainAccuracy, TRAIN_ACCURACY),
    loss("validation:objective_loss", Source::ValidationLoss, VALIDATION_LOSS),
    accuracy("validation:multiclass_accuracy", Source::ValidationAccuracy, VALIDATION_ACCURACY),
    accuracy("validation:binary_classification_accuracy", Source::ValidationAccuracy, VALIDATION_ACCURACY),
];

/// As a Keras script with `loss="mse", metrics=["mae"]` reports them, and the root.
pub(super) const MLP_REGRESSION: &[MetricSpec] = &[
    loss("train:loss", Source::TrainMse, TRAIN_MSE),
    loss("validation:loss", Source::ValidationMse, VALIDATION_MSE),
    loss("validation:rmse", Source::ValidationRmse, VALIDATION_RMSE),
    loss("validation:mae", Source::ValidationMae, VALIDATION_MAE),
];

/// With `predictor_type` `regressor`.
pub(super) const LINEAR_REGRESSION: &[MetricSpec] = &[
    loss("train:objective_loss", Source::TrainMse, TRAIN_MSE),
    loss("validation:objective_loss", Source::ValidationMse, VALIDATION_MSE),
    loss("validation:mse", Source::ValidationMse, VALIDATION_MSE),
    loss("validation:rmse", Source::ValidationRmse, VALIDATION_RMSE),
    loss("validation:absolute_loss", Source::ValidationMae, VALIDATION_MAE),
];

const fn of_trees(name: &'static str, direction: Direction, help: &'static str) -> MetricSpec {
    MetricSpec { name, direction, help, source: Source::Trees }
}

const LOGLOSS: &str = "Mean logarithmic loss after the round, in nats";
const ERROR: &str = "Part of the rows classified wrongly after the round";
const AUC: &str = "Area under the ROC curve after the round; 0.5 is chance";
const RMSE: &str = "Root of the mean squared error after the round, in the target's unit";
const MAE: &str = "Mean absolute error after the round, in the target's unit";
const ACCURACY: &str = "Part of the rows classified rightly";

/// XGBoost's, in the order of [`Objective::metrics`](crate::tree::boosting::Objective::metrics), under the names that its
/// container at SageMaker gives them.
pub(super) const BOOSTED_BINARY: &[MetricSpec] = &[
    of_trees("train:logloss", Direction::Minimize, LOGLOSS),
    of_trees("train:error", Direction::Minimize, ERROR),
    of_trees("train:auc", Direction::Maximize, AUC),
    of_trees("validation:logloss", Direction::Minimize, LOGLOSS),
    of_trees("validation:error", Direction::Minimize, ERROR),
    of_trees("validation:auc", Direction::Maximize, AUC),
];

/// With three classes or more.
pub(super) const BOOSTED_MULTICLASS: &[MetricSpec] = &[
    of_trees("train:mlogloss", Direction::Minimize, LOGLOSS),
    of_trees("train:merror", Direction::Minimize, ERROR),
    of_trees("validation:mlogloss", Direction::Minimize, LOGLOSS),
    of_trees("validation:merror", Direction::Minimize, ERROR),
];

pub(super) const BOOSTED_REGRESSION: &[MetricSpec] = &[
    of_trees("train:rmse", Direction::Minimize, RMSE),
    of_trees("train:mae", Direction::Minimize, MAE),
    of_trees("validation:rmse", Direction::Minimize, RMSE),
    of_trees("validation:mae", Direction::Minimize, MAE),
];

/// On the training rows, then on the validation rows.
pub(super) const DECISION_TREE: &[MetricSpec] = &[
    of_trees("train:accuracy", Direction::Maximize, ACCURACY),
    of_trees("validation:accuracy", Direction::Maximize, ACCURACY),
];

/// In the same order.
pub(super) const DECISION_TREE_REGRESSION: &[MetricSpec] =
    &[of_trees("train:rmse", Direction::Minimize, RMSE), of_trees("validation:rmse", Direction::Minimize, RMSE)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{DatasetName, DatasetSpec, Task};
    use crate::model::trees::objective;
    use crate::tree::boosting::Metric;

    #[test]
    fn values_stand_in_the_metrics_order() {
        let moons = Dataset::generate(&DatasetSpec::default_of(DatasetName::TwoMoons)).unwrap();
        let train = Score { loss: 8.0, correct: 1, rows: 4, ..Score::default() };
        let validation = Score { loss: 1.0, correct: 2, rows: 2, ..Score::default() };
        let metrics = EpochMetrics::new(3, ModelKind::LogisticRegression, &moons, &train, &validation);
        assert_eq!(metrics.values(), [2.0, 0.25, 0.25, 0.5, 1.0, 1.0]);
        assert_eq!(EpochMetrics::new(3, ModelKind::Mlp, &moons, &train, &validation).values(), [2.0, 0.25, 0.5, 1.0]);
        for kind in ModelKind::ALL {
            let tasks = (2..=5).map(|classes| Task::Classification { classes }).chain([Task::Regression]);
            assert!(tasks.into_iter().all(|task| kind.metrics(task).len() <= MAX_METRICS));
        }
    }

    #[test]
    fn boosted_trees_report_in_the_order_of_their_objective() {
        for task in [Task::Classification { classes: 2 }, Task::Classification { classes: 3 }, Task::Regression] {
            let metrics = objective(task).metrics();
            let expected = ["train", "validation"].into_iter().flat_map(|part| {
                let of = move |metric: &Metric| (format!("{part}:{}", metric.name()), metric.is_maximised());
                metrics.iter().map(of)
            });
            let table = ModelKind::GradientBoostedTrees.metrics(task).iter();
            let table = table.map(|spec| (spec.name.to_owned(), spec.direction == Direction::Maximize));
            assert!(table.eq(expected), "{task:?}");
        }
    }
}
