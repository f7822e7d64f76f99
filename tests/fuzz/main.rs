//! Hostile text: what must be true of any text that people paste, drop, pipe in or type (`targets`), of what was found before
//! (`found`), of large texts (`great`), and of some thousand mutations of the seeds, the same in every run. `fuzz` has the same
//! targets for libFuzzer, which looks for more.
//!
//! `TUNEGROUND_FUZZ=100 cargo test --test fuzz mutated` tries a hundred times as many mutations; without `mutated`, every part of
//! the document is made as large as a text may be as well. A release build would not see numbers overflow.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(unreachable_pub, reason = "two packages take the targets")]

mod found;
mod great;
mod hostile;
mod mutate;
mod random;
mod seeds;
mod targets;

use mutate::mutated;
use random::Random;
use seeds::seeds;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use targets::{TARGETS, Target};

/// How many times as many mutations are tried, by the environment.
fn times() -> usize {
    std::env::var("TUNEGROUND_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// Lets a target check a text; says which, when it panics.
fn try_bytes(target: Target, bytes: &[u8]) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target.check_bytes(bytes))) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz-failures").join(target.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        println!("{} of {} bytes, which are now in {}", target.name, bytes.len(), path.display());
        std::panic::resume_unwind(panic);
    }
}

/// Some mutations of a target's seeds, and the seeds.
fn try_mutated(name: &str, count: usize) {
    let (target, seeds) = (Target::of(name), seeds(name));
    for seed in &seeds {
        try_bytes(target, seed.as_bytes());
    }
    let mut random = Random(name.len() as u64);
    for _ in 0..count * times() {
        try_bytes(target, &mutated(&seeds, &mut random));
    }
}

macro_rules! mutated {
    ($($name:ident $count:literal)*) => {
        mod mutated_seeds {
            $(#[test] fn $name() { super::try_mutated(stringify!($name), $count); })*

            /// No target is forgotten.
            const ALL: &[&str] = &[$(stringify!($name)),*];

            #[test]
            fn of_every_target() {
                assert_eq!(super::TARGETS.iter().map(|target| target.name).collect::<Vec<_>>(), ALL);
            }
        }
    };
}

mutated! {
    request 500 yaml 500 document 100 validate 300 export 100 imported 500 training_log 300 ask_tell 100 protocol 300
    operations 500 locate 200 fields 100 hyperparameters 500 patterns 500 csv 500 link 500 workshop 500
}

/// libFuzzer has the same targets.
#[test]
fn the_fuzz_package_has_every_target() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for Target { name, .. } in TARGETS {
        let path = format!("fuzz_targets/{name}.rs");
        assert!(manifest.contains(&format!("[[bin]]\nname = \"{name}\"\npath = \"{path}\"\n")), "{name}");
        assert!(std::fs::read_to_string(fuzz.join(path)).unwrap().contains(&format!("\"{name}\"")));
    }
    assert_eq!(std::fs::read_dir(fuzz.join("fuzz_targets")).unwrap().count(), TARGETS.len());
}
