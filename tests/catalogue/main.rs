//! The catalogue of SageMaker's algorithms: its tables among themselves and against AWS's own sources, its registry paths, its
//! starting requests, and which toy model stands for what.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod facts;
mod stand_in;
mod start;
mod tables;
