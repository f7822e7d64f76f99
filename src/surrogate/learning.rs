//! How badness falls with the epochs.
//!
//! `g(e) = b + (g₀ − b) s(e / τ)` with `s(x) = m e^−x + (1 − m)(1 + x)^−1.2`
//!
//! | symbol | meaning |
//! |---|---|
//! | `e` | epochs, from 1 |
//! | `b` | the badness of the hyperparameters, which the curve tends to |
//! | `g₀` | the badness before the first epoch: about 1 |
//! | `τ` | epochs to learn most of it: a part of the usual length of a job, shorter for a larger step size |
//! | `m` | how much of the curve is exponential; the rest is a power law, whose tail goes on |
//!
//! The best step size is inside its range, and a larger one is faster: so curves cross.

use super::axis::Axis;
use super::names::Role;
use crate::math::rng::Stream;

/// The time constant in the middle of all ranges, as a part of a job's usual length.
const MIDDLE_TIME: f64 = 0.1;
/// How much faster or slower a job can be, as a logarithm.
const MAX_LOG_SPEED: f64 = 1.2;
/// How many of the most important hyperparameters change the speed, besides the step size.
const SPEED_AXES: usize = 3;

/// How all jobs of a tuning job learn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Learning {
    /// The usual length of a job, in epochs.
    horizon: f64,
    /// `m`.
    exponential: f64,
    /// The axes that change the speed.
    fast: Vec<usize>,
    divergence: Option<Divergence>,
}

/// A corner of the space where training diverges.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Divergence {
    /// The axis of the step size.
    step_size: usize,
    /// The coordinate above which it is too large.
    threshold: f64,
    /// Another axis that moves the threshold, if there is one.
    other: Option<usize>,
}

/// How one job learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Course {
    pub(super) limit: f64,
    time: f64,
    exponential: f64,
    /// The epoch in which training diverges, if it does.
    pub(super) diverges_in: Option<u32>,
}

impl Learning {
    /// `order` lists the axes, the most important first; `is_trees` when nothing can diverge.
    pub(super) fn new(axes: &[Axis], order: &[usize], horizon: f64, is_trees: bool, stream: &mut Stream) -> Self {
        let exponential = 0.3 + 0.5 * stream.uniform();
        let threshold = 0.92 + 0.05 * stream.uniform();
        let step_size =
            order.iter().copied().find(|&index| axes[index].role() == Role::StepSize && axes[index].is_ordered());
        let mut fast: Vec<usize> = order.iter().copied().take(SPEED_AXES).collect();
        fast.extend(step_size.filter(|index| !fast.contains(index)));
        let divergence = step_size.filter(|_| !is_trees).map(|step_size| Divergence {
            step_size,
            threshold,
            other: order.iter().copied().find(|&index| index != step_size),
        });
        Self { horizon, exponential, fast, divergence }
    }

    /// How a job at this point learns, whose curve tends to `badness`.
    pub(super) fn course(&self, axes: &[Axis], point: &[f64], badness: f64) -> Course {
        let log_speed: f64 = self.fast.iter().map(|&index| axes[index].log_speed(point[index])).sum();
        let log_speed = log_speed.clamp(-MAX_LOG_SPEED, MAX_LOG_SPEED);
        let diverges_in = self.divergence.and_then(|corner| {
            let other = corner.other.map_or(0.0, |index| 0.1 * axes[index].lean(point[index]));
            let excess = point[corner.step_size] + other - corner.threshold;
            // The further out, the sooner: in one of the first five epochs.
            (excess > 0.0).then(|| 1 + (4.0 * (1.0 - 10.0 * excess)).max(0.0) as u32)
        });
        Course {
            limit: badness,
            time: self.horizon * MIDDLE_TIME * libm::exp(-log_speed),
            exponential: self.exponential,
            diverges_in,
        }
    }
}

impl Course {
    /// `g(e)` from `start`, the badness before the first epoch.
    pub(super) fn badness(&self, start: f64, epoch: u32) -> f64 {
        let x = f64::from(epoch) / self.time;
        let power = libm::pow(1.0 + x, -1.2);
        let left = self.exponential * libm::exp(-x) + (1.0 - self.exponential) * power;
        self.limit + (start - self.limit) * left
    }
}
