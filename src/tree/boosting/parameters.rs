//! XGBoost's hyperparameters that decide how trees grow.

/// How a [`Booster`](super::Booster)'s trees grow, under XGBoost's names and with its defaults. A value outside of its
/// range is not refused here: the trees are as odd as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoosterParameters {
    /// Factor on every leaf's weight, 0 to 1.
    pub eta: f32,
    /// Splits on the way to a leaf at most; 0 is no limit.
    pub max_depth: u32,
    /// The least sum of second derivatives on either side of a split, from 0 on.
    pub min_child_weight: f32,
    /// The part of the rows that a tree is grown on, above 0 to 1. Each row is drawn on its own.
    pub subsample: f32,
    /// The part of the columns that a tree may split, above 0 to 1, rounded down, at least one.
    pub colsample_bytree: f32,
    /// The least gain of a split, from 0 on; `min_split_loss` is its other name.
    pub gamma: f32,
    /// L1 penalty on leaves' weights, from 0 on.
    pub alpha: f32,
    /// L2 penalty on leaves' weights, from 0 on.
    pub lambda: f32,
}

impl Default for BoosterParameters {
    fn default() -> Self {
        Self {
            eta: 0.3,
            max_depth: 6,
            min_child_weight: 1.0,
            subsample: 1.0,
            colsample_bytree: 1.0,
            gamma: 0.0,
            alpha: 0.0,
            lambda: 1.0,
        }
    }
}
