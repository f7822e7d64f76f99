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

/// Moves the rows that go left to the front, all in the order they had; gives how many go left. `going_right` is room for
/// as many rows.
#[inline]
fn partition(rows: &mut [u32], going_right: &mut [u32], goes_left: impl Fn(u32) -> bool) -> usize {
    let (mut left, mut right) = (0, 0);
    for place in 0..rows.len() {
        let row = rows[place];
        let goes_left = goes_left(row);
        // To both sides, and one of them is written over: there is no jump to guess wrong.
        rows[left] = row;
        going_right[right] = row;
        left += usize::from(goes_left);
        right += usize::from(!goes_left);
    }
    rows[left..].copy_from_slice(&going_right[..right]);
    left
}

/// The place of the largest value, of equals the first; 0 where there is none.
fn first_largest<T: PartialOrd>(values: &[T]) -> usize {
    let mut first = 0;
    for (place, value) in values.iter().enumerate() {
        if *value > values[first] {
            first = place;
        }
    }
    first
}

/// What a call to [`Booster::advance`] or [`DecisionTree::advance`] led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Neither the round nor the tree is done; call again.
    Working,
    /// The round that was under way has ended, or the decision tree is grown, and the metrics are there.
    Done,
}
