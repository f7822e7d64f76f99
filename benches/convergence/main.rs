//! How well the convergence rule is calibrated: `cargo bench --bench convergence [-- --seeds 2] [-- --table
//! docs/convergence.md]`.
//!
//! Tuning jobs run with the rule only looking on. Where it would have ended one, that is judged by how the same tuning job
//! went on to three times the training jobs: had it improved by more than 1 %? Prints a JSON object for each strategy and
//! number of training jobs at once; `--table` writes a page with the figures of each problem and of each predicted chance.
//!
//! Tuning jobs are kept in `target/convergence`, and only those that are not there are run: all of them take about an hour.
//! After a change to a strategy, remove the folder.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

mod documents;
mod judge;
#[path = "../strategies/problems.rs"]
mod problems;
mod table;
mod traces;

use judge::{Forecast, Run, judge};
use std::path::Path;
use tuneground::strategy::StrategyKind;

/// All tuning jobs of a setting, judged.
pub(crate) struct Judged {
    pub(crate) strategy: StrategyKind,
    pub(crate) parallel: usize,
    pub(crate) problem: &'static str,
    pub(crate) jobs: usize,
    pub(crate) runs: Vec<Run>,
    pub(crate) forecasts: Vec<Forecast>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let after = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1)
    };
    let most_seeds = after("--seeds").map_or(u64::MAX, |text| text.parse().unwrap());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/convergence");

    let settings = traces::settings();
    // What takes longest comes last, and seed by seed, so that a benchmark that is cut short has some of everything.
    for is_bayesian in [false, true] {
        for seed in 1..=20 {
            for setting in &settings {
                if seed <= setting.seeds.min(most_seeds) && (setting.strategy == StrategyKind::Bayesian) == is_bayesian
                {
                    setting.trace(seed, &folder);
                }
            }
        }
    }
    let judged: Vec<Judged> = settings
        .iter()
        .map(|setting| {
            let traces = (1..=setting.seeds.min(most_seeds)).map(|seed| judge(&setting.trace(seed, &folder)));
            let (runs, forecasts): (Vec<_>, Vec<_>) = traces.unzip();
            Judged {
                strategy: setting.strategy,
                parallel: setting.parallel,
                problem: setting.problem(),
                jobs: setting.jobs,
                runs,
                forecasts: forecasts.concat(),
            }
        })
        .collect();
    for result in table::results(&judged) {
        println!("{result}");
    }
    if let Some(path) = after("--table") {
        std::fs::write(root.join(path), table::page(&judged)).unwrap();
    }
}
