//! `CompleteOnConvergence`: is the tuning job unlikely to improve by more than 1 % over its best training job?
//!
//! AWS does not publish its rule. This stand-in fits a surrogate of the results themselves, so it works for every
//! strategy: the tail of the final objectives of all ended jobs (peaks over a threshold, with the exponential tail of
//! Pickands, "Statistical Inference Using Extreme Order Statistics", Annals of Statistics 1975).
//!
//! | symbol | meaning |
//! |---|---|
//! | `g₁ ≥ g₂ ≥ … ≥ gₙ` | final objectives, signed so that larger is better |
//! | `k` | jobs in the tail: `max(5, ⌊n/4⌋)` |
//! | `u = gₖ₊₁` | the threshold |
//! | `m = mean(gᵢ − u, i ≤ k)` | the tail's mean excess |
//! | `δ = 0.01 · abs(g₁)` | the improvement that would matter |
//! | `p = k/n · exp(−(g₁ + δ − u)/m)` | chance that one more job improves by more than δ |
//! | `P = 1 − (1 − p)ʰ` | chance that one of the next `h` does |
//!
//! Converged when `P` is below a limit. A metric with an upper end, such as an accuracy, has a lighter tail than the
//! exponential, so near that end `P` is too high and the rule waits too long rather than too short.

use crate::training_job::History;

/// The settings of the rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Ended training jobs with an objective before the rule judges at all.
    pub min_jobs: u32,
    /// `h`: how many further jobs it looks ahead.
    pub horizon_jobs: u32,
    /// Converged when the chance of an improvement is below this.
    pub max_probability: f64,
}

impl Default for Convergence {
    fn default() -> Self {
        Self { min_jobs: 20, horizon_jobs: 10, max_probability: 0.05 }
    }
}

/// What the rule estimates, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConvergenceEstimate {
    /// `P`: the chance that one of the next `horizon_jobs` jobs improves by more than 1 %.
    pub probability: f64,
    /// The limit below which the tuning job has converged.
    pub max_probability: f64,
    /// `h`.
    pub horizon_jobs: u32,
    /// `n`: ended jobs with an objective.
    pub jobs: u32,
    /// The best objective, in the metric's own sign.
    pub best: f64,
}

impl ConvergenceEstimate {
    /// True when an improvement is unlikely enough.
    pub fn has_converged(&self) -> bool {
        self.probability < self.max_probability
    }
}

impl Convergence {
    /// Estimates from all ended jobs; `None` while there are too few.
    pub fn estimate(&self, history: History<'_>) -> Option<ConvergenceEstimate> {
        let direction = history.direction();
        let mut gains: Vec<f64> = history.final_objectives().map(|(_, value)| direction.gain(value, 0.0)).collect();
        let n = gains.len();
        // The threshold needs one job below the tail of five.
        if n < self.min_jobs.max(6) as usize {
            return None;
        }
        gains.sort_by(|a, b| b.total_cmp(a));
        let k = (n / 4).max(5);
        let (best, threshold) = (gains[0], gains[k]);
        let mean_excess = gains[..k].iter().map(|gain| gain - threshold).sum::<f64>() / k as f64;
        let needed = best + 0.01 * best.abs() - threshold;
        let one = if mean_excess > 0.0 {
            k as f64 / n as f64 * libm::exp(-needed / mean_excess)
        } else if needed > 0.0 {
            0.0
        } else {
            // All results are the same zero: nothing tells how far an improvement of 1 % of nothing is.
            1.0
        };
        Some(ConvergenceEstimate {
            probability: 1.0 - libm::pow(1.0 - one, f64::from(self.horizon_jobs)),
            max_probability: self.max_probability,
            horizon_jobs: self.horizon_jobs,
            jobs: n as u32,
            best: direction.gain(best, 0.0),
        })
    }
}
