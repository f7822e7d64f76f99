//! Numbers without domain words: random streams, medians, rounding. Everything else in the library may import it.

pub mod format;
pub mod rng;
pub mod stats;
