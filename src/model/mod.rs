//! Models small enough to train in a browser, with the hyperparameter and metric names of the SageMaker algorithms they
//! stand for.
//!
//! Strings come in as SageMaker passes them and become a [`TrainingSpec`]; a [`TrainingRun`] trains it in slices and
//! reports metrics each epoch. Everything is a function of (spec, data set, seed, job number): no clock, and the same
//! bits natively and in WebAssembly, because the sums' order is fixed and exp, ln and tanh are not the platform's.

mod activation;
mod descent;
pub mod gpu;
#[cfg(test)]
mod gradient_tests;
mod hyperparameters;
mod kernels;
mod kind;
mod lanes;
mod loss;
mod metrics;
mod network;
mod optimizer;
#[cfg(test)]
mod regression_tests;
mod spec;
mod training;
#[cfg(test)]
mod tree_tests;
mod trees;

pub use activation::Activation;
pub use hyperparameters::{HyperParameterKind, HyperParameterSpec};
pub use kind::ModelKind;
pub use metrics::{EpochMetrics, MAX_METRICS, MetricSpec};
pub use optimizer::OptimizerKind;
pub use spec::{HyperParameterError, TrainingSpec};
pub use training::{NonFinite, Progress, TrainingRun};
