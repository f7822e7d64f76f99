//! Tuneground runs Amazon SageMaker Automatic Model Tuning (AMT) jobs on real toy models, so that people see a tuning
//! job before they pay for one. This library is the whole product except the browser: no clock, no thread, no I/O and
//! no `wasm-bindgen` in it. The page, the worker and the command line in `src/bin` are thin shells around it.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | tuning job | a search for good hyperparameters: many training jobs under one budget |
//! | training job | one training of the model with one choice of hyperparameters |
//! | objective metric | what a training job reports after each epoch, to be maximised or minimised |
//! | strategy | how the next hyperparameters are chosen: Grid, Random, Bayesian, Hyperband |
//! | parameter range, scaling type | the values a hyperparameter may take, and the axis they are drawn on |
//! | static hyperparameter | one that is the same for all training jobs |
//! | early stopping | ending a training job that is unlikely to become good |
//! | completion criterion | what ends the tuning job |
//! | problem | what a training job trains here: a model, a data set and a clock |
//! | simulated clock | the seconds that all this would take in the cloud |

pub mod catalogue;
pub mod completion;
pub mod csv;
pub mod dataset;
pub mod early_stopping;
pub mod export;
pub mod gaussian_process;
#[cfg(feature = "gpu")]
pub mod gpu;
pub mod importance;
pub mod language;
pub mod linter;
pub mod math;
pub mod model;
pub mod objective;
pub mod playground;
pub mod protocol;
pub mod sagemaker;
pub mod search_space;
pub mod simulate;
pub mod strategy;
pub mod surrogate;
pub mod test_function;
pub mod training_job;
pub mod training_log;
pub mod tree;
pub mod tuning_job;
