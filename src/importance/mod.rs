//! How important each hyperparameter was in a tuning job: functional analysis of variance over a random forest
//! ([`Importance`]), and the true importance where the objective is known on a whole grid ([`TwoWay`]).
//!
//! A forest of regression trees learns the objective from the training jobs. A tree is constant on boxes, so its functional
//! ANOVA over the whole search space, every point of it equally likely, is exact: how much of its variance is due to one
//! hyperparameter alone, and how much to two together beyond what each does alone.
//!
//! | symbol | meaning |
//! |---|---|
//! | `θ` | a point of the search space: one coordinate a parameter, in `[0, 1]`, or the index of a category |
//! | `ŷ(θ)` | what a tree predicts: `cᵢ` in the box `Bᵢ` of leaf `i`, which has the volume `wᵢ` |
//! | `wᵢⱼ` | the part of parameter `j`'s domain that `Bᵢ` covers |
//! | `a_U(θ_U)` | the marginal prediction: `ŷ` averaged over all parameters but those in `U` (algorithm 1) |
//! | `f_U(θ_U)` | the component: `a_U` less the components of all smaller sets in `U` |
//! | `V`, `V_U` | the variance of `ŷ`, and that of `f_U`; the `V_U` of all `U` add up to `V` |
//! | `F_U` | `V_U / V`, a fraction; the mean over the trees is reported (algorithm 2) |
//!
//! Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML 2014; Hooker,
//! "Generalized functional ANOVA diagnostics for high-dimensional functions of dependent variables", 2007. Breiman, "Random
//! Forests", Machine Learning 2001. Everything is deterministic, with sums in a fixed order: the same bits natively and in
//! WebAssembly.

mod decomposition;
mod factorial;
mod forest;
mod grow;
mod observations;
#[cfg(test)]
mod reference_tests;
mod scale;
mod split;
mod tree;

pub use factorial::{GridError, TwoWay};
pub use forest::{Fraction, Importance, Interaction, MarginalPrediction, TREES};
pub use observations::{Domain, Observations, ObservationsError};

use crate::language::t;
use core::fmt;

/// Why nothing can be said about importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NothingToSay {
    /// Nothing was tuned.
    NoParameter,
    /// Too few different points were tried.
    TooFewPoints {
        /// Different points among the observations.
        points: usize,
    },
    /// All training jobs have the same objective.
    ConstantObjective,
    /// No tree predicts different values: what differs is not due to the hyperparameters.
    FlatForest,
}

impl fmt::Display for NothingToSay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::NoParameter => t!("there is no tuned hyperparameter").to_owned(),
            Self::TooFewPoints { points } => t!(
                "{points} different settings were tried; it takes at least {least} to tell what is important",
                points,
                least = MIN_POINTS
            ),
            Self::ConstantObjective => {
                t!("the objective is the same wherever it was tried, so there is no variance to divide").to_owned()
            }
            Self::FlatForest => {
                t!("no tree of the forest finds that the objective depends on a hyperparameter").to_owned()
            }
        })
    }
}

impl std::error::Error for NothingToSay {}

/// Different points that it takes: with three, most trees are one split, and its parameter gets everything.
const MIN_POINTS: usize = 4;
