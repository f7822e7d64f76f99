//! What a tuning job does, in words and numbers for people.

mod decision;
mod gauge;

pub use decision::{Decision, DecisionKind, decisions, ending};
pub use gauge::{Gauge, gauges};
