//! `CompleteOnConvergence`: is the tuning job unlikely to improve by more than 1 % over its best training job?
//!
//! AWS does not publish its rule. This stand-in looks at how crowded the final objectives are within 1 % of the best, so it
//! works for every strategy. Where many training jobs have come as near and none went past, few others will.
//!
//! | symbol | meaning |
//! |---|---|
//! | `n` | ended training jobs with a final objective |
//! | `g₁` | the best of them |
//! | `δ = 0.01 · abs(g₁)` | the improvement that would matter |
//! | `c` | how many of the `n` are within `δ` of `g₁`, itself included |
//! | `h` | how many times `n` training jobs it looks ahead to |
//! | `P = (h − 1)/(h − 1 + c)` | chance that one of the next `(h − 1) · n` jobs improves by more than `δ` |
//!
//! Converged when `P` is below a limit: with the defaults, three times the jobs and 10 %, when 19 are within 1 %.
//!
//! Where it comes from: let the upper tail of the objectives be exponential with mean excess `s` (peaks over a threshold;
//! Pickands, "Statistical Inference Using Extreme Order Statistics", Annals of Statistics 1975), and `q = exp(−δ/s)`. The
//! best of `n` lies `s · ln(n/E)` above a level, `E` a standard exponential draw, so that the best of the next `(h − 1) · n`
//! is better by more than `δ` with probability `(h − 1)q/(1 + (h − 1)q)`. The spacings of the order statistics are
//! independent exponentials of mean `s/i` (Rényi, "On the theory of order statistics", Acta Mathematica Hungarica 1953):
//! seen from the best downwards they are a pure birth process, and `c` is geometric with mean `1/q`. Putting `c` for `1/q`
//! gives `P`. When nothing else is near, `P = (h − 1)/h`, whatever the tail: the chance that the best of results in random
//! order comes later. Objectives have an end, so their tails are lighter and `P` is rather too high where `c` is large.
//!
//! A search that learns is not a random order, and one that stays in a local optimum crowds there: how well `P` holds for
//! each strategy is measured by `cargo bench --bench convergence` and said in `docs/convergence.md`.
//!
//! Makarova et al., "Automatic Termination for Hyperparameter Optimization" (International Conference on Automated Machine
//! Learning, 2022), of AWS, stop Bayesian search when a Gaussian process's bound of the regret falls below the error of
//! cross-validation. Here nothing is known of that error, and Random, Grid and Hyperband have no such process, so this is
//! another rule, with AWS's own 1 % for the error.

use crate::training_job::History;

/// The settings of the rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Ended training jobs with an objective before the rule judges at all.
    pub min_jobs: u32,
    /// `h`: it looks ahead to so many times the ended training jobs; above 1.
    pub horizon_factor: f64,
    /// Converged when the chance of an improvement is below this.
    pub max_probability: f64,
}

impl Default for Convergence {
    fn default() -> Self {
        Self { min_jobs: 20, horizon_factor: 3.0, max_probability: 0.1 }
    }
}

/// What the rule estimates, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConvergenceEstimate {
    /// `P`: the chance that `horizon_factor` times the jobs improve by more than 1 %.
    pub probability: f64,
    /// The limit below which the tuning job has converged.
    pub max_probability: f64,
    /// `h`.
    pub horizon_factor: f64,
    /// `n`: ended jobs with an objective.
    pub jobs: u32,
    /// `c`: those within 1 % of the best, itself included.
    pub jobs_near_best: u32,
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
        let jobs = history.final_objectives().count() as u32;
        if jobs < self.min_jobs {
            return None;
        }
        let (_, best) = history.best()?;
        let is_near = |value: f64| history.direction().gain(best, value) <= 0.01 * best.abs();
        let jobs_near_best = history.final_objectives().filter(|&(_, value)| is_near(value)).count() as u32;
        let further = self.horizon_factor - 1.0;
        Some(ConvergenceEstimate {
            probability: further / (further + f64::from(jobs_near_best)),
            max_probability: self.max_probability,
            horizon_factor: self.horizon_factor,
            jobs,
            jobs_near_best,
            best,
        })
    }
}
