//! How long 100 rounds of depth 6 take on 10,000 × 20 rows: `cargo bench --bench trees` prints a JSON object, the median of
//! five. `-- --serve` instead trains once for each line on the standard input, and writes the seconds and the loss;
//! `compare.py` here runs it beside XGBoost that way. `-- --write FILE` writes the rows that it trains on, for XGBoost: f32,
//! little-endian, each row's features and its target.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use serde_json::json;
use tuneground::math::rng::{Purpose, Stream};
use tuneground::math::stats::median;
use tuneground::tree::boosting::{Metric, Objective};
use tuneground::tree::{Booster, BoosterParameters, Progress, Rows};

const ROWS: usize = 10_000;
const VALIDATION_ROWS: usize = 2_500;
const COLUMNS: usize = 20;
const ROUNDS: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let data = [data(ROWS, 1), data(VALIDATION_ROWS, 2)];
    match arguments.first().map(String::as_str) {
        Some("--serve") => {
            for _ in std::io::stdin().lock().lines() {
                let (seconds, loss) = train(&data);
                println!("{seconds} {loss}");
                std::io::stdout().flush().unwrap();
            }
        }
        Some("--write") => {
            let rows = data.iter().flat_map(|(features, targets)| features.chunks_exact(COLUMNS).zip(targets));
            let numbers = rows.flat_map(|(features, target)| features.iter().chain([target]));
            let bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
            std::fs::write(&arguments[1], bytes).unwrap();
        }
        _ => {
            let seconds: Vec<f64> = (0..5).map(|_| train(&data).0).collect();
            let name = format!("{ROUNDS} rounds of depth 6 on {ROWS} rows of {COLUMNS}");
            println!("{}", json!({ "name": name, "unit": "ms", "value": median(&seconds).unwrap() * 1e3 }));
        }
    }
}

/// Normal features, and a class that three of them decide with some noise.
fn data(rows: usize, seed: u64) -> (Vec<f32>, Vec<f32>) {
    let mut stream = Stream::new(seed, 0, Purpose::Dataset);
    let features: Vec<f32> = (0..rows * COLUMNS).map(|_| stream.normal() as f32).collect();
    let target = |row: &[f32]| f32::from(row[0] + row[1] * row[2] + stream.normal() as f32 > 0.0);
    let targets = features.chunks_exact(COLUMNS).map(target).collect();
    (features, targets)
}

/// Seconds of putting the rows into bins and of all rounds, metrics included; and the last validation loss.
fn train([train, validation]: &[(Vec<f32>, Vec<f32>); 2]) -> (f64, f64) {
    let [train, validation] =
        [train, validation].map(|(features, targets)| Rows::new(features, COLUMNS, targets).unwrap());
    let parameters = BoosterParameters { eta: 0.1, ..BoosterParameters::default() };
    let stream = Stream::new(1, 0, Purpose::Training);
    let start = Instant::now();
    let metrics = [Metric::Logloss];
    let mut booster =
        Booster::new(parameters, Objective::BinaryLogistic, &metrics, &train, &validation, stream).unwrap();
    for _ in 0..ROUNDS {
        while booster.advance(2_000) == Progress::Working {}
    }
    (start.elapsed().as_secs_f64(), booster.scores()[0].validation)
}
