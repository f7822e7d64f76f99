//! The targets of `tests/fuzz`, for libFuzzer.
//!
//! ```text
//! cargo install cargo-fuzz
//! cargo run --manifest-path fuzz/Cargo.toml --example seeds   # writes fuzz/corpus and fuzz/words.dict
//! cargo +nightly fuzz run document -- -dict=fuzz/words.dict -max_len=65536 -timeout=10
//! ```
//!
//! What it finds is in `fuzz/artifacts`. Put it into `tests/fuzz/found.rs`, where every `cargo test` tries it again.

#[path = "../../tests/fuzz/seeds.rs"]
pub mod seeds;
#[path = "../../tests/fuzz/targets/mod.rs"]
mod targets;

pub use targets::{TARGETS, Target};
