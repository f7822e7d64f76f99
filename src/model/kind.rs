//! The models and what each stands for.

use super::hyperparameters::{self, Field, HyperParameterSpec};
use super::metrics::{self, MetricSpec};
use crate::dataset::Task;
use crate::language::t;

/// A model that the page can train.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelKind {
    /// A network without hidden layers: softmax regression, or linear regression where numbers are predicted.
    LogisticRegression,
    /// A fully connected network with one to six hidden layers.
    Mlp,
    /// Gradient-boosted trees; a round is an epoch.
    GradientBoostedTrees,
    /// One decision tree, which takes one epoch.
    DecisionTree,
}

impl ModelKind {
    /// Every model, in the order the page lists them.
    pub const ALL: [Self; 4] = [Self::LogisticRegression, Self::Mlp, Self::GradientBoostedTrees, Self::DecisionTree];

    /// The name in a playground document: `Problem.Model`.
    pub fn name(self) -> &'static str {
        match self {
            Self::LogisticRegression => "logistic-regression",
            Self::Mlp => "mlp",
            Self::GradientBoostedTrees => "gradient-boosted-trees",
            Self::DecisionTree => "decision-tree",
        }
    }

    /// The model that `name` names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::LogisticRegression => t!("Logistic regression"),
            Self::Mlp => t!("Neural network"),
            Self::GradientBoostedTrees => t!("Gradient-boosted trees"),
            Self::DecisionTree => t!("Decision tree"),
        }
    }

    /// The SageMaker algorithm whose hyperparameter and metric names it has.
    pub fn stands_for(self) -> &'static str {
        match self {
            Self::LogisticRegression => "SageMaker Linear Learner",
            Self::Mlp => t!("a Keras or PyTorch training script"),
            Self::GradientBoostedTrees => "SageMaker XGBoost",
            Self::DecisionTree => t!("a scikit-learn training script"),
        }
    }

    /// Its hyperparameters, in the order a form shows them.
    pub fn hyperparameters(self) -> &'static [HyperParameterSpec] {
        match self {
            Self::LogisticRegression => hyperparameters::LOGISTIC_REGRESSION,
            Self::Mlp => hyperparameters::MLP,
            Self::GradientBoostedTrees => hyperparameters::BOOSTED_TREES,
            Self::DecisionTree => hyperparameters::DECISION_TREE,
        }
    }

    /// The hyperparameter of this name, if the model has it.
    pub fn hyperparameter(self, name: &str) -> Option<&'static HyperParameterSpec> {
        self.hyperparameters().iter().find(|spec| spec.name == name)
    }

    /// The hyperparameter that says for how many epochs it trains; `None` for a decision tree, which has one.
    pub fn epochs_hyperparameter(self) -> Option<&'static HyperParameterSpec> {
        self.hyperparameters().iter().find(|spec| spec.field == Field::Epochs)
    }

    /// Whether it is a network, trained by gradient descent: the only kind that a GPU can train.
    pub fn is_network(self) -> bool {
        matches!(self, Self::LogisticRegression | Self::Mlp)
    }

    /// The metrics it reports each epoch of this task, in the order of
    /// [`EpochMetrics::values`](super::EpochMetrics::values).
    pub fn metrics(self, task: Task) -> &'static [MetricSpec] {
        match (self, task) {
            (Self::LogisticRegression, Task::Classification { classes: 2 }) => metrics::LINEAR_BINARY,
            (Self::LogisticRegression, Task::Classification { .. }) => metrics::LINEAR_MULTICLASS,
            (Self::LogisticRegression, Task::Regression) => metrics::LINEAR_REGRESSION,
            (Self::Mlp, Task::Classification { .. }) => metrics::MLP,
            (Self::Mlp, Task::Regression) => metrics::MLP_REGRESSION,
            (Self::GradientBoostedTrees, Task::Classification { classes: 2 }) => metrics::BOOSTED_BINARY,
            (Self::GradientBoostedTrees, Task::Classification { .. }) => metrics::BOOSTED_MULTICLASS,
            (Self::GradientBoostedTrees, Task::Regression) => metrics::BOOSTED_REGRESSION,
            (Self::DecisionTree, Task::Classification { .. }) => metrics::DECISION_TREE,
            (Self::DecisionTree, Task::Regression) => metrics::DECISION_TREE_REGRESSION,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for kind in ModelKind::ALL {
            assert_eq!(ModelKind::parse(kind.name()), Some(kind));
        }
        assert_eq!(ModelKind::parse("xgboost"), None);
    }
}
