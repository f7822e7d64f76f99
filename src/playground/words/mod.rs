//! What a tuning job does, in words and numbers for people.

mod decision;
mod gauge;
mod gauge_history;

pub use decision::{Decision, DecisionKind, decisions, ending};
pub use gauge::{Gauge, gauges};
pub use gauge_history::{GaugeHistory, gauge_history};
