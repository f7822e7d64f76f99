//! How long a repeat of a comparison takes on one core: the default problem with each of the four strategies, 50 training jobs
//! each, and how long 100 repeats of all four would take on two cores.
//!
//! `cargo bench --bench compare [-- --repeats 5]` prints a JSON object for each strategy and one for all.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

use serde_json::json;
use std::time::Instant;
use tuneground::math::stats::median;
use tuneground::playground::PRESETS;
use tuneground::playground::compare::{Repeats, SETS, seed_of, standing, variants};

/// Rows trained between two looks at the clock, as the workers have it.
const ROWS_PER_SLICE: usize = 1024;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let given =
        arguments.iter().position(|argument| argument == "--repeats").and_then(|place| arguments.get(place + 1));
    let repeats: u32 = given.map_or(5, |text| text.parse().unwrap());
    let set = SETS.iter().find(|set| set.id == "strategies").unwrap();
    let base = PRESETS[0].document();
    let variants = variants(&base, set.changes);
    let mut all = 0.0;
    for (variant, standing) in variants.iter().zip(standing(&base, &variants, &[])) {
        let plan = standing.plan.unwrap();
        let seed = plan.config.seed();
        let own = Repeats::new(plan, None).unwrap();
        let (mut times, mut epochs, mut longest) = (Vec::new(), 0, 0.0_f64);
        for repeat in 1..=repeats {
            let start = Instant::now();
            let mut task = own.begin(seed_of(seed, repeat));
            loop {
                let begun = Instant::now();
                let has_ended = task.work(ROWS_PER_SLICE);
                longest = longest.max(begun.elapsed().as_secs_f64());
                if has_ended {
                    break;
                }
            }
            epochs += task.into_outcome().epochs;
            times.push(start.elapsed().as_secs_f64());
        }
        let value = 1e3 * median(&times).unwrap();
        all += value;
        println!(
            "{}",
            json!({ "name": format!("a repeat with {}", variant.label), "unit": "ms", "value": value, "Epochs": epochs / repeats, "LongestSliceMs": 1e3 * longest })
        );
    }
    println!(
        "{}",
        json!({ "name": "100 repeats of all, on two cores", "unit": "s", "value": all * 100.0 / 2.0 / 1e3 })
    );
}
