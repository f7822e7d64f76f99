//! Logs as AWS reads them: real logs of each framework, logs of every size and kind, and any expression on any text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod playground;
mod properties;
mod reading;
mod readings;
mod real;
