//! Tuneground runs Amazon SageMaker Automatic Model Tuning (AMT) jobs on real toy models, so that people see a tuning
//! job before they pay for one. This library is the whole product except the browser: no clock, no thread, no I/O and
//! no `wasm-bindgen` in it. The page, the worker and the command line in `src/bin` are thin shells around it.

pub mod math;
pub mod objective;
