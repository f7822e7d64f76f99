//! Gaussian process regression, as the Bayesian strategy needs it: Matérn 5/2 with a length scale for each
//! hyperparameter, input warping, learned noise, and predictions with gradients. It knows points and numbers; what they
//! mean is the strategy's business.
//!
//! | symbol | meaning |
//! |---|---|
//! | `x` | a point: one coordinate a dimension, in `[0, 1]`, or the index of a category |
//! | `y` | targets, standardised by the caller: mean about 0, deviation about 1 |
//! | `θ` | the logarithms of the hyperparameters ([`Hyperparameters`]) |
//! | `K` | covariance of the targets, noise included ([`Kernel`]) |
//! | `L` | `K = L Lᵀ` (`math::cholesky`) |
//! | `α` | `K⁻¹ y` |
//!
//! Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006: predictions 2.25 and 2.26, the likelihood
//! 5.8, its gradient 5.9. Everything is deterministic, with `libm`'s functions or our own and sums in a fixed order: the
//! same bits natively and in WebAssembly.

mod hyperparameters;
mod inference;
mod kernel;
mod likelihood;
mod posterior;
mod warping;

pub use hyperparameters::{Hyperparameters, Prior};
pub use inference::{most_probable, slice_sample};
pub use kernel::{Dimension, Kernel, Points};
pub use likelihood::Likelihood;
pub use posterior::{Posterior, Prediction, TrendsAt};
pub use warping::Warp;
