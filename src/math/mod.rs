//! Numbers without domain words: random streams, medians, rounding, and what Gaussian processes are computed with.
//! Everything else in the library may import it.

pub mod cholesky;
pub mod elementary;
pub mod exponential;
pub mod format;
pub mod lbfgs;
pub mod normal;
pub mod rng;
pub mod sobol;
pub mod stats;
