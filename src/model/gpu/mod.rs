//! Training many jobs at once on a GPU: everything of it that needs no GPU. A [`Fleet`] of runs becomes a [`Dispatch`], the
//! content of buffers for [`SHADER`]; what the shader leaves in its results becomes [`Progress`](super::Progress). Who
//! moves the buffers is `crate::gpu`.
//!
//! One workgroup trains one training job, for as many whole epochs as a dispatch has. Jobs in a dispatch share nothing but
//! the shader: data set, network, hyperparameters and epochs are each one's own.
//!
//! | file | what |
//! |---|---|
//! | `train.wgsl`, `dropout.wgsl`, `main.wgsl` | the shader |
//! | `layout.rs` | where a network lies in workgroup memory; which pipeline it needs |
//! | `run.rs` | one training job in words |
//! | `fleet.rs` | all that are trained together; buffers in and results out |
//! | `arena.rs` | places in the buffer of weights |
//!
//! Initial weights, the order of rows and the masks of dropout are those of a [`TrainingRun`](super::TrainingRun) with the
//! same seed and number, and an epoch diverges where it does there. Losses differ by rounding: sums have another order, and
//! GPUs may fuse a product with a sum. `tests/gpu.rs` says how far that goes.

mod arena;
mod fleet;
mod layout;
mod run;

pub use fleet::{Dispatch, Fleet, Group, RunId, Upload};
pub use layout::{Kernel, Unfit};

use super::optimizer::{BETA_1, BETA_2};

/// The shader, in WGSL. Its constants `INVOCATIONS`, `VECTORS` and `LOCAL_WEIGHTS` are a [`Kernel`]'s members, its entry
/// point is `main`, and the bindings of its only group are, in this order: a dispatch's jobs, tables and orders,
/// [`corrections`], the weights and the results, the last two to be written.
pub const SHADER: &str = concat!(include_str!("train.wgsl"), include_str!("dropout.wgsl"), include_str!("main.wgsl"));

/// How many words describe a job. That is 256 bytes, so that every job is a place where WebGPU lets a binding begin.
pub const JOB_WORDS: usize = 64;

/// What an adapter can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory that a workgroup has.
    pub workgroup_bytes: u32,
    /// Invocations that a workgroup can have.
    pub invocations: u32,
    /// Bytes of a buffer that can be bound.
    pub storage_bytes: u64,
}

/// Adam's 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ), in turn, for t from 1 on until both are 1 in f32. They are computed in f64, which
/// a GPU does not have.
pub fn corrections() -> Vec<f32> {
    let mut powers = [1.0_f64; 2];
    let mut corrections = Vec::new();
    loop {
        powers[0] *= f64::from(BETA_1);
        powers[1] *= f64::from(BETA_2);
        let pair = powers.map(|power| (1.0 / (1.0 - power)) as f32);
        corrections.extend(pair);
        if pair == [1.0; 2] {
            return corrections;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_end_where_they_have_no_effect() {
        let corrections = corrections();
        assert!((corrections[0] - 10.0).abs() < 1e-5 && (corrections[1] - 1000.0).abs() < 0.1);
        assert!((10_000..50_000).contains(&corrections.len()), "{}", corrections.len());
        assert_eq!(corrections[corrections.len() - 2..], [1.0; 2]);
    }
}
