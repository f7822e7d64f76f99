//! Trees that are trained, without what trains them knowing of data sets or tuning jobs: gradient-boosted trees as XGBoost
//! grows them ([`Booster`]), and a decision tree as scikit-learn does ([`DecisionTree`]). Rows go in, metrics and
//! predictions come out; sums run in a fixed order and nothing rounds as the platform likes, so the bits are the same
//! natively and in WebAssembly.

pub mod boosting;
pub mod decision;
mod rows;

pub use boosting::{Booster, BoosterParameters};
pub use decision::{DecisionTree, DecisionTreeParameters};
pub use rows::{DataError, Rows};

/// What a call to [`Booster::advance`] or [`DecisionTree::advance`] led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Neither the round nor the tree is done; call again.
    Working,
    /// The round that was under way has ended, or the decision tree is grown, and the metrics are there.
    Done,
}
