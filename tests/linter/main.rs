//! The linter: every rule with requests that break it and requests that just do not; requests that are right; and faults put
//! into right requests at random, none of which it misses.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(unreachable_pub, reason = "the generator is taken from another test")]
#![allow(clippy::needless_pass_by_value, reason = "a table of cases reads better without &")]

mod base;
mod built_in;
mod cases;
mod faults;
mod kinds;
#[path = "../fuzz/random.rs"]
mod random;
mod rules;
mod valid;
mod warm_start;
