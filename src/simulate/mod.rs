//! Running a tuning job on the simulated clock: the order in which training jobs report is decided by simulated time,
//! whoever trains them and however fast.

mod clock;
mod simulation;

pub use clock::ClockSettings;
pub use simulation::{EpochSeconds, Missing, Outcome, Pause, Simulation};
