//! The engine by event scripts: what training jobs report goes in, what the tuning job did comes out, as text. And its
//! promises as properties: the state is the fold of the log, the log survives JSON, and the order in which results
//! arrive does not matter.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod answers;
mod convergence;
mod criteria;
mod hyperband;
mod limits;
mod properties;
mod responses;
mod script;
mod written;
