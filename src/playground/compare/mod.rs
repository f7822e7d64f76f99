//! Comparing: variants of a playground document side by side, each run many times with different random seeds. What the seeds
//! are: `RandomSeed` of the document for the first repeat, one more for each further one, the same for all variants, so that
//! repeats are paired. Anyone can run a repeat again by setting its seed.

mod bands;
mod change;
mod comparison;
mod pairs;
mod question;
mod repeat;
mod report;
mod signed_rank;
mod told;
mod variant;

pub use bands::{Along, Bands, bands, quantile};
pub use change::{Change, Dimension, SETS, Set};
pub use comparison::{Comparison, Task};
pub use pairs::{Pair, Saving, pairs, savings};
pub use question::{CompareQuestion, variants_answer};
pub use repeat::{Outcome, RepeatTask, Repeats, Step, seed_of};
pub use signed_rank::{holm, signed_rank};
pub use told::{told_of_pair, told_of_saving};
pub use variant::{Standing, Variant, standing, variants};

/// Fewer variants are no comparison.
pub const MIN_VARIANTS: usize = 2;
/// More cannot be told apart in one plot.
pub const MAX_VARIANTS: usize = 6;
/// How often each variant can be run.
pub const REPEATS: [u32; 3] = [20, 50, 100];
