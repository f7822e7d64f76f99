//! Test functions: objectives whose smallest value is known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod checks;
mod functions;
mod runs;
mod shifted;
mod support;
