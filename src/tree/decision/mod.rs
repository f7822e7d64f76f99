//! One decision tree with the names and the meaning of scikit-learn's `DecisionTreeClassifier` and `DecisionTreeRegressor`
//! (`splitter="best"`): every value between two different ones is a possible split, and the threshold is the midpoint.
//!
//! Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984. With `max_leaf_nodes` the leaf whose
//! split lowers the impurity most is split first; without, the order does not matter, and it is the same.
//!
//! Where scikit-learn leaves something to its `random_state`, or this differs:
//!
//! - of equally good splits, scikit-learn takes one by the order in which it drew the features; here the first feature and
//!   the smallest threshold count. Of leaves that gain equally, the one that became a node first is split first;
//! - a missing value (NaN) goes right, as if it were larger than all numbers; scikit-learn learns its direction.

mod criterion;
mod fit;
mod search;

pub use criterion::Criterion;
pub use fit::{DecisionNode, DecisionTree};

/// How a [`DecisionTree`] grows, under scikit-learn's names and with its defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionTreeParameters {
    /// What splits are to lower.
    pub criterion: Criterion,
    /// Leaves at most, from 2 on; `None` is no limit.
    pub max_leaf_nodes: Option<u32>,
    /// Splits on the way to a leaf at most, from 1 on; `None` is no limit.
    pub max_depth: Option<u32>,
    /// The least number of rows on either side of a split, from 1 on.
    pub min_samples_leaf: u32,
}

impl DecisionTreeParameters {
    /// scikit-learn's defaults: no limits.
    pub fn new(criterion: Criterion) -> Self {
        Self { criterion, max_leaf_nodes: None, max_depth: None, min_samples_leaf: 1 }
    }
}
