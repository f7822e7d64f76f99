//! Hyperparameters as text become a [`TrainingSpec`], which is right by construction.

use core::fmt;

use super::activation::Activation;
use super::hyperparameters::{Field, HyperParameterKind, HyperParameterSpec};
use super::kind::ModelKind;
use super::optimizer::OptimizerKind;
use super::trees::{Impurity, TreeSettings};
use crate::language::t;
use crate::tree::BoosterParameters;

/// Why a hyperparameter is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HyperParameterError {
    /// The model has no such hyperparameter.
    Unknown {
        /// The name as given.
        name: String,
        /// The model's name.
        model: &'static str,
        /// The names it has.
        known: String,
    },
    /// The name is there twice.
    Repeated {
        /// The hyperparameter.
        name: &'static str,
    },
    /// The value is none that the hyperparameter takes.
    Value {
        /// The hyperparameter.
        name: &'static str,
        /// The value as given.
        value: String,
        /// What would be right, in words.
        expected: String,
    },
}

impl fmt::Display for HyperParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Unknown { name, model, known } => {
                t!("{model} has no hyperparameter {name}; it has {known}", model, name, known)
            }
            Self::Repeated { name } => t!("{name} is given twice; give it once", name),
            Self::Value { name, value, expected } => {
                t!("{name} is {value}; it takes {expected}", name, value = format!("{value:?}"), expected)
            }
        })
    }
}

impl std::error::Error for HyperParameterError {}

impl HyperParameterError {
    /// The hyperparameter that is wrong, as named in the request.
    pub fn name(&self) -> &str {
        match self {
            Self::Unknown { name, .. } => name,
            Self::Repeated { name } | Self::Value { name, .. } => name,
        }
    }
}

/// The levels that a boosted tree without a limit is taken to have, by its work: few rows are left in a leaf by then.
const UNLIMITED_DEPTH: u32 = 12;

/// All that decides a training job besides data and seed.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingSpec {
    kind: ModelKind,
    pub(super) learning_rate: f32,
    pub(super) momentum: f32,
    pub(super) l1: f32,
    pub(super) l2: f32,
    mini_batch_size: usize,
    hidden_layers: usize,
    hidden_units: usize,
    activation: Activation,
    optimizer: OptimizerKind,
    pub(super) dropout: f32,
    pub(super) booster: BoosterParameters,
    pub(super) tree: TreeSettings,
    epochs: u32,
}

impl TrainingSpec {
    /// Reads the hyperparameters of a model as SageMaker passes them, text by name, and fills in defaults for those not
    /// given; all problems at once.
    ///
    /// Names that AWS adds itself (`_tuning_objective_metric`, `sagemaker_program`, …) are passed over. Values may be
    /// in one layer of quotes, as framework estimators send them; whole numbers may be written `8.0`.
    pub fn new<'a>(
        kind: ModelKind,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<HyperParameterError>> {
        let specs = kind.hyperparameters();
        let mut spec = Self::blank(kind);
        let mut errors = Vec::new();
        for parameter in specs {
            if let Err(error) = spec.set(parameter, parameter.default) {
                errors.push(error);
            }
        }
        let mut seen = vec![false; specs.len()];
        for (name, value) in pairs {
            if name.starts_with('_') || name.starts_with("sagemaker_") {
                continue;
            }
            let Some(index) = specs.iter().position(|parameter| parameter.name == name) else {
                let known: Vec<_> = specs.iter().map(|parameter| parameter.name).collect();
                errors.push(HyperParameterError::Unknown {
                    name: name.to_owned(),
                    model: kind.name(),
                    known: known.join(", "),
                });
                continue;
            };
            if seen[index] {
                errors.push(HyperParameterError::Repeated { name: specs[index].name });
            }
            seen[index] = true;
            if let Err(error) = spec.set(&specs[index], value) {
                errors.push(error);
            }
        }
        if errors.is_empty() { Ok(spec) } else { Err(errors) }
    }

    /// The model.
    pub fn kind(&self) -> ModelKind {
        self.kind
    }

    /// How many epochs it trains, at least 1.
    pub fn epochs(&self) -> u32 {
        self.epochs
    }

    /// Rows per update, at least 1; the last mini-batch of an epoch may be smaller.
    pub fn mini_batch_size(&self) -> usize {
        self.mini_batch_size
    }

    /// The hidden layers' activation.
    pub fn activation(&self) -> Activation {
        self.activation
    }

    /// The update rule.
    pub fn optimizer(&self) -> OptimizerKind {
        self.optimizer
    }

    /// Widths of all layers: features, hidden layers, outputs ([`Task::outputs`](crate::dataset::Task::outputs)).
    pub fn layer_widths(&self, features: usize, outputs: usize) -> Vec<usize> {
        let mut widths = vec![features];
        widths.extend(core::iter::repeat_n(self.hidden_units, self.hidden_layers));
        widths.push(outputs);
        widths
    }

    /// Multiply-accumulates of one epoch over `rows` training rows: what the simulated clock counts.
    ///
    /// Of a network: each weight once forward, once for its own gradient, and once to pass the gradient down, which the
    /// first layer need not. Of trees, which multiply little: the sums that each row enters, one for each feature at each
    /// level, and one more for a boosted tree's derivatives.
    pub fn work(&self, rows: usize, features: usize, outputs: usize) -> f64 {
        match self.kind {
            ModelKind::LogisticRegression | ModelKind::Mlp => self.network_work(rows, features, outputs),
            ModelKind::GradientBoostedTrees => {
                let trees = if outputs > 2 { outputs } else { 1 };
                let depth = if self.booster.max_depth == 0 { UNLIMITED_DEPTH } else { self.booster.max_depth };
                let drawn = (features as f64 * f64::from(self.booster.colsample_bytree)).floor().max(1.0);
                (rows * trees) as f64 * (1.0 + drawn * f64::from(depth))
            }
            ModelKind::DecisionTree => {
                // Of a tree that grows evenly.
                let levels = libm::log2(f64::from(self.tree.max_leaf_nodes)).min(f64::from(self.tree.max_depth));
                (rows * features) as f64 * levels
            }
        }
    }

    fn network_work(&self, rows: usize, features: usize, outputs: usize) -> f64 {
        let widths = self.layer_widths(features, outputs);
        let weights = |pair: &[usize]| (pair[0] * pair[1]) as f64;
        let all: f64 = widths.windows(2).map(weights).sum();
        let first: f64 = widths.windows(2).take(1).map(weights).sum();
        rows as f64 * (3.0 * all - first)
    }

    /// No hidden layers and no penalties, so that a model without such hyperparameters needs to say nothing of them.
    fn blank(kind: ModelKind) -> Self {
        Self {
            kind,
            learning_rate: 0.0,
            momentum: 0.0,
            l1: 0.0,
            l2: 0.0,
            mini_batch_size: 1,
            hidden_layers: 0,
            hidden_units: 0,
            activation: Activation::Tanh,
            optimizer: OptimizerKind::Sgd,
            dropout: 0.0,
            booster: BoosterParameters::default(),
            tree: TreeSettings { impurity: Impurity::Gini, max_leaf_nodes: 2, max_depth: 1, min_samples_leaf: 1 },
            epochs: 1,
        }
    }

    fn set(&mut self, parameter: &HyperParameterSpec, given: &str) -> Result<(), HyperParameterError> {
        let trimmed = given.trim();
        let unquoted = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(trimmed);
        let text = if parameter.accepts_auto && unquoted == "auto" { parameter.default } else { unquoted };
        let refused = || HyperParameterError::Value {
            name: parameter.name,
            value: unquoted.to_owned(),
            expected: expected(parameter),
        };
        match parameter.field {
            Field::Activation => self.activation = Activation::parse(text).ok_or_else(refused)?,
            Field::Optimizer => self.optimizer = OptimizerKind::parse(text).ok_or_else(refused)?,
            Field::Criterion => self.tree.impurity = Impurity::parse(text).ok_or_else(refused)?,
            field => {
                let value = number(parameter.kind, text).ok_or_else(refused)?;
                match field {
                    Field::LearningRate => self.learning_rate = value as f32,
                    Field::Momentum => self.momentum = value as f32,
                    Field::L1 => self.l1 = value as f32,
                    Field::L2 => self.l2 = value as f32,
                    Field::Dropout => self.dropout = value as f32,
                    Field::MiniBatchSize => self.mini_batch_size = value as usize,
                    Field::HiddenLayers => self.hidden_layers = value as usize,
                    Field::HiddenUnits => self.hidden_units = value as usize,
                    Field::Epochs => self.epochs = value as u32,
                    Field::Eta => self.booster.eta = value as f32,
                    Field::MaxDepth => self.booster.max_depth = value as u32,
                    Field::MinChildWeight => self.booster.min_child_weight = value as f32,
                    Field::Subsample => self.booster.subsample = value as f32,
                    Field::ColsampleBytree => self.booster.colsample_bytree = value as f32,
                    Field::Gamma => self.booster.gamma = value as f32,
                    Field::Alpha => self.booster.alpha = value as f32,
                    Field::Lambda => self.booster.lambda = value as f32,
                    Field::MaxLeafNodes => self.tree.max_leaf_nodes = value as u32,
                    Field::TreeDepth => self.tree.max_depth = value as u32,
                    Field::MinSamplesLeaf => self.tree.min_samples_leaf = value as u32,
                    Field::Activation | Field::Optimizer | Field::Criterion => {}
                }
            }
        }
        Ok(())
    }
}

/// The number that `text` writes, if `kind` takes it.
fn number(kind: HyperParameterKind, text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    let taken = match kind {
        HyperParameterKind::Continuous { min, max, min_inclusive } => {
            (value > min || (min_inclusive && value == min)) && value <= max
        }
        HyperParameterKind::Integer { min, max } => {
            value.fract() == 0.0 && (f64::from(min)..=f64::from(max)).contains(&value)
        }
        HyperParameterKind::Categorical { .. } => false,
    };
    taken.then_some(value)
}

/// What a hyperparameter takes, in words.
fn expected(parameter: &HyperParameterSpec) -> String {
    let takes = match parameter.kind {
        HyperParameterKind::Continuous { min, max, min_inclusive: true } => {
            t!("a number from {min} to {max}", min, max)
        }
        HyperParameterKind::Continuous { min, max, min_inclusive: false } => {
            t!("a number greater than {min} and at most {max}", min, max)
        }
        HyperParameterKind::Integer { min, max } => t!("a whole number from {min} to {max}", min, max),
        HyperParameterKind::Categorical { values } => values.join(", "),
    };
    if parameter.accepts_auto { t!("{takes}, or auto", takes) } else { takes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mlp(pairs: &[(&str, &str)]) -> Result<TrainingSpec, Vec<HyperParameterError>> {
        TrainingSpec::new(ModelKind::Mlp, pairs.iter().copied())
    }

    #[test]
    fn defaults_are_within_their_own_limits() {
        for kind in ModelKind::ALL {
            assert!(TrainingSpec::new(kind, []).is_ok());
        }
        assert_eq!(mlp(&[]).unwrap().layer_widths(2, 3), [2, 8, 8, 3]);
        let linear = TrainingSpec::new(ModelKind::LogisticRegression, []).unwrap();
        assert_eq!(linear.layer_widths(4, 3), [4, 3]);
        assert_eq!((linear.epochs(), linear.optimizer()), (15, OptimizerKind::Adam));
    }

    #[test]
    fn every_hyperparameter_changes_the_spec() {
        for kind in ModelKind::ALL {
            let base = TrainingSpec::new(kind, []).unwrap();
            for parameter in kind.hyperparameters() {
                let other = |greatest: String, smaller: String| {
                    if greatest == parameter.default { smaller } else { greatest }
                };
                let value = match parameter.kind {
                    HyperParameterKind::Continuous { max, .. } => other(max.to_string(), (max / 2.0).to_string()),
                    HyperParameterKind::Integer { min, max } => other(max.to_string(), min.to_string()),
                    HyperParameterKind::Categorical { values } => {
                        (*values.iter().find(|value| **value != parameter.default).unwrap()).to_owned()
                    }
                };
                let changed = TrainingSpec::new(kind, [(parameter.name, value.as_str())]).unwrap();
                assert_ne!(changed, base, "{}", parameter.name);
            }
        }
    }

    #[test]
    fn values_are_read_as_sagemaker_sends_them() {
        let spec = mlp(&[
            ("optimizer", "\"adam\""),
            ("epochs", "8.0"),
            ("learning_rate", "\"1e-3\""),
            ("_tuning_objective_metric", "validation:loss"),
            ("sagemaker_program", "\"train.py\""),
        ])
        .unwrap();
        assert_eq!((spec.optimizer(), spec.epochs(), spec.learning_rate), (OptimizerKind::Adam, 8, 1e-3));
        let auto = TrainingSpec::new(ModelKind::LogisticRegression, [("wd", "auto"), ("optimizer", "auto")]);
        assert_eq!(auto, TrainingSpec::new(ModelKind::LogisticRegression, []));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let errors = mlp(&[
            ("eta", "0.3"),
            ("epochs", "8.5"),
            ("learning_rate", "0"),
            ("momentum", "NaN"),
            ("dropout", "inf"),
            ("activation", "gelu"),
            ("hidden_units", "129"),
            ("hidden_layers", "two"),
            ("optimizer", "auto"),
            ("weight_decay", "0"),
            ("weight_decay", "-1"),
        ])
        .unwrap_err();
        assert_eq!(
            errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "mlp has no hyperparameter eta; it has learning_rate, momentum, weight_decay, mini_batch_size, \
                 hidden_layers, hidden_units, activation, optimizer, dropout, epochs",
                "epochs is \"8.5\"; it takes a whole number from 1 to 1000",
                "learning_rate is \"0\"; it takes a number greater than 0 and at most 1000",
                "momentum is \"NaN\"; it takes a number from 0 to 1",
                "dropout is \"inf\"; it takes a number from 0 to 0.95",
                "activation is \"gelu\"; it takes relu, tanh, sigmoid",
                "hidden_units is \"129\"; it takes a whole number from 1 to 128",
                "hidden_layers is \"two\"; it takes a whole number from 1 to 6",
                "optimizer is \"auto\"; it takes sgd, adam, rmsprop",
                "weight_decay is given twice; give it once",
                "weight_decay is \"-1\"; it takes a number from 0 to 100",
            ]
        );
        assert_eq!(errors[0].name(), "eta");
        assert_eq!(errors[1].name(), "epochs");
    }

    #[test]
    fn work_counts_multiply_accumulates() {
        // 2-8-8-2: 96 weights, 16 of them in the first layer.
        assert_eq!(mlp(&[]).unwrap().work(100, 2, 2), 100.0 * (3.0 * 96.0 - 16.0));
        let linear = TrainingSpec::new(ModelKind::LogisticRegression, []).unwrap();
        assert_eq!(linear.work(10, 4, 3), 10.0 * 24.0);
    }
}
