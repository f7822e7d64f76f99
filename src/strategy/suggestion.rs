//! What a strategy suggests, and why.

use super::bayesian::Forecast;
use crate::search_space::HyperParameters;

/// Why a combination was suggested.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Grid: it is the next in the list of all combinations.
    NextCombination,
    /// Random and Hyperband: it was drawn, without regard to what came before.
    Random,
    /// Bayesian: it is one of the first, spread evenly over the ranges.
    InitialDesign,
    /// Bayesian: it was among the best at a parent of the warm start.
    ParentsBest,
    /// Bayesian: the greatest improvement is expected of it.
    ExpectedImprovement(Box<Forecast>),
    /// Bayesian: it is one of the last combinations that were not tried yet, or nothing could be expected of any.
    LeftOver,
    /// Nobody says: AWS does not.
    Unknown,
}

/// A combination to try, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The combination.
    pub hyperparameters: HyperParameters,
    /// Why this one.
    pub reason: Reason,
}
