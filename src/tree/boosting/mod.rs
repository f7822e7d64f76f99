//! Gradient-boosted trees with the names, the meaning and the arithmetic of XGBoost 3.2's `tree_method=hist` on one thread.
//!
//! | symbol | meaning |
//! |---|---|
//! | `F` | margin: the sum of the trees' leaves for a row, and the intercept; f32 |
//! | `g`, `h` | first and second derivative of the loss in the margin; f32 |
//! | `G`, `H` | their sums over a node's rows; f64 |
//! | `λ`, `α`, `γ` | `lambda`, `alpha`, `gamma` |
//! | `T(G)` | soft threshold: `sign G · max(abs G − α, 0)` |
//! | `w` | a leaf's weight: `−T(G) / (H + λ)`; the leaf adds `eta · w` |
//! | gain | `T(G_L)² / (H_L + λ) + T(G_R)² / (H_R + λ) − T(G)² / (H + λ)` |
//!
//! Chen and Guestrin, "XGBoost: A Scalable Tree Boosting System", 2016: the weight 5, the gain 7 (XGBoost leaves its factor
//! ½ out, and so `gamma` is compared with the gain as it stands above), missing values algorithm 3. α is in XGBoost's
//! documentation only.
//!
//! Differences from XGBoost, none of which concerns a set of at most 4,098 rows without missing values but the first:
//!
//! - rows and columns are drawn from this project's streams, in the same numbers;
//! - a column with missing values has 255 bins at most, not 256: one of a byte's values says that it is missing;
//! - a column of more than 4,098 values is sorted whole, where XGBoost merges the summaries of its parts;
//! - the direction of a missing value is looked for in columns that have one, not wherever a sum differs in its last bit.

mod binned;
mod booster;
mod cut_points;
mod forest;
mod grower;
mod histogram;
mod metric;
mod objective;
mod parameters;
mod split;

pub use booster::{Booster, Score};
pub use forest::{Forest, Node};
pub use metric::Metric;
pub use objective::Objective;
pub use parameters::BoosterParameters;
