//! The surrogate: a made-up objective with which any tuning job can be dry-run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod checks;
mod choice;
mod imported;
mod properties;
mod runs;
mod support;
mod surface;
