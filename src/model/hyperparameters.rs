//! The hyperparameters of each model: names, limits, defaults and help, as tables that forms and validation share.
//!
//! The multilayer perceptron has the names that Keras and PyTorch scripts use; the logistic regression has Linear
//! Learner's (<https://docs.aws.amazon.com/sagemaker/latest/dg/ll_hyperparameters.html>), where `auto` stands for the
//! default. Limits are those of the mathematics, or wide enough that a bad choice can be seen to be bad; AWS does not
//! publish any for a script of one's own.

mod trees;

pub(super) use trees::{BOOSTED_TREES, DECISION_TREE};

use super::activation::Activation;
use super::optimizer::OptimizerKind;
use crate::language::marked;

/// What values a hyperparameter takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HyperParameterKind {
    /// A real number.
    Continuous {
        /// The least value, or the bound above which values lie.
        min: f64,
        /// The greatest value.
        max: f64,
        /// Whether `min` itself is a value.
        min_inclusive: bool,
    },
    /// A whole number from `min` to `max`.
    Integer {
        /// The least value.
        min: u32,
        /// The greatest value.
        max: u32,
    },
    /// One of some words.
    Categorical {
        /// The words.
        values: &'static [&'static str],
    },
}

/// One hyperparameter of a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HyperParameterSpec {
    /// The name, as it stands in a request.
    pub name: &'static str,
    /// What values it takes.
    pub kind: HyperParameterKind,
    /// The value when none is given, as text.
    pub default: &'static str,
    /// What it counts, in English, or empty.
    pub unit: &'static str,
    /// Whether the value `auto` stands for the default, as for Linear Learner.
    pub accepts_auto: bool,
    /// One line on what it does, in English.
    pub help: &'static str,
    /// Where its value goes.
    pub(super) field: Field,
}

/// The parts of a [`TrainingSpec`](super::TrainingSpec) that hyperparameters set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    LearningRate,
    Momentum,
    L1,
    L2,
    MiniBatchSize,
    HiddenLayers,
    HiddenUnits,
    Activation,
    Optimizer,
    Dropout,
    Epochs,
    Eta,
    MaxDepth,
    MinChildWeight,
    Subsample,
    ColsampleBytree,
    Gamma,
    Alpha,
    Lambda,
    MaxLeafNodes,
    TreeDepth,
    MinSamplesLeaf,
    Criterion,
}

const LEARNING_RATE: HyperParameterKind =
    HyperParameterKind::Continuous { min: 0.0, max: 1000.0, min_inclusive: false };
const PENALTY: HyperParameterKind = HyperParameterKind::Continuous { min: 0.0, max: 100.0, min_inclusive: true };
const MINI_BATCH_SIZE: HyperParameterKind = HyperParameterKind::Integer { min: 1, max: 10_000 };
const OPTIMIZER: HyperParameterKind = HyperParameterKind::Categorical { values: &OptimizerKind::NAMES };
const EPOCHS: HyperParameterKind = HyperParameterKind::Integer { min: 1, max: 1000 };

/// The multilayer perceptron's.
pub(super) const MLP: &[HyperParameterSpec] = &[
    HyperParameterSpec {
        name: "learning_rate",
        kind: LEARNING_RATE,
        default: "0.05",
        unit: "",
        accepts_auto: false,
        help: marked!("Step size of each update; too small learns slowly, too large diverges"),
        field: Field::LearningRate,
    },
    HyperParameterSpec {
        name: "momentum",
        kind: HyperParameterKind::Continuous { min: 0.0, max: 1.0, min_inclusive: true },
        default: "0.9",
        unit: "",
        accepts_auto: false,
        help: marked!("Part of the last update that carries over into the next; only sgd uses it"),
        field: Field::Momentum,
    },
    HyperParameterSpec {
        name: "weight_decay",
        kind: PENALTY,
        default: "0",
        unit: "",
        accepts_auto: false,
        help: marked!("L2 penalty: this times the weight is added to each weight's gradient"),
        field: Field::L2,
    },
    HyperParameterSpec {
        name: "mini_batch_size",
        kind: MINI_BATCH_SIZE,
        default: "32",
        unit: "rows",
        accepts_auto: false,
        help: marked!("Rows per update; as many as there are at most"),
        field: Field::MiniBatchSize,
    },
    HyperParameterSpec {
        name: "hidden_layers",
        kind: HyperParameterKind::Integer { min: 1, max: 6 },
        default: "2",
        unit: "layers",
        accepts_auto: false,
        help: marked!("Layers between the features and the classes"),
        field: Field::HiddenLayers,
    },
    HyperParameterSpec {
        name: "hidden_units",
        kind: HyperParameterKind::Integer { min: 1, max: 128 },
        default: "8",
        unit: "units",
        accepts_auto: false,
        help: marked!("Units in each hidden layer"),
        field: Field::HiddenUnits,
    },
    HyperParameterSpec {
        name: "activation",
        kind: HyperParameterKind::Categorical { values: &Activation::NAMES },
        default: "tanh",
        unit: "",
        accepts_auto: false,
        help: marked!("Function that each hidden unit applies to its sum"),
        field: Field::Activation,
    },
    HyperParameterSpec {
        name: "optimizer",
        kind: OPTIMIZER,
        default: "sgd",
        unit: "",
        accepts_auto: false,
        help: marked!("Rule that turns gradients into updates; adam and rmsprop want smaller learning rates"),
        field: Field::Optimizer,
    },
    HyperParameterSpec {
        name: "dropout",
        // Above 0.95 a layer of eight is silent most of the time.
        kind: HyperParameterKind::Continuous { min: 0.0, max: 0.95, min_inclusive: true },
        default: "0",
        unit: "",
        accepts_auto: false,
        help: marked!("Probability that a hidden unit is left out of an update"),
        field: Field::Dropout,
    },
    HyperParameterSpec {
        name: "epochs",
        kind: EPOCHS,
        default: "30",
        unit: "epochs",
        accepts_auto: false,
        help: marked!("Passes over the training rows"),
        field: Field::Epochs,
    },
];

/// The logistic regression's: Linear Learner's names.
pub(super) const LOGISTIC_REGRESSION: &[HyperParameterSpec] = &[
    HyperParameterSpec {
        name: "learning_rate",
        kind: LEARNING_RATE,
        default: "0.05",
        unit: "",
        accepts_auto: true,
        help: marked!("Step size of each update; too small learns slowly, too large diverges"),
        field: Field::LearningRate,
    },
    HyperParameterSpec {
        name: "l1",
        kind: PENALTY,
        default: "0",
        unit: "",
        accepts_auto: true,
        help: marked!("L1 penalty: this times the weight's sign is added to each weight's gradient"),
        field: Field::L1,
    },
    HyperParameterSpec {
        name: "wd",
        kind: PENALTY,
        default: "0",
        unit: "",
        accepts_auto: true,
        help: marked!("L2 penalty: this times the weight is added to each weight's gradient"),
        field: Field::L2,
    },
    HyperParameterSpec {
        name: "mini_batch_size",
        kind: MINI_BATCH_SIZE,
        // Linear Learner's own default, 1000, would be one update an epoch here.
        default: "32",
        unit: "rows",
        accepts_auto: false,
        help: marked!("Rows per update; as many as there are at most"),
        field: Field::MiniBatchSize,
    },
    HyperParameterSpec {
        name: "optimizer",
        kind: OPTIMIZER,
        // What Linear Learner's auto is.
        default: "adam",
        unit: "",
        accepts_auto: true,
        help: marked!("Rule that turns gradients into updates; sgd is without momentum"),
        field: Field::Optimizer,
    },
    HyperParameterSpec {
        name: "epochs",
        kind: EPOCHS,
        // Linear Learner's own default.
        default: "15",
        unit: "epochs",
        accepts_auto: false,
        help: marked!("Passes over the training rows"),
        field: Field::Epochs,
    },
];
