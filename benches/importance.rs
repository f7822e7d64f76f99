//! How long the importance of hyperparameters takes: the forest with all main effects, and all pairs.
//!
//! `cargo bench --bench importance` prints a JSON object for each case, the median of nine.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

use std::hint::black_box;
use std::time::Instant;

use serde_json::json;
use tuneground::importance::{Domain, Importance, Observations};
use tuneground::math::rng::{Purpose, Stream};
use tuneground::math::stats::median;

/// Training jobs, parameters, and categories of each, 0 for numbers; the last is as much as AMT takes.
const CASES: [(usize, usize, u32); 5] = [(50, 3, 0), (750, 2, 0), (750, 30, 0), (750, 10, 4), (750, 30, 30)];

fn main() {
    for (jobs, parameters, categories) in CASES {
        let observations = observations(jobs, parameters, categories);
        let times: Vec<(f64, f64)> = (0..9)
            .map(|_| {
                let start = Instant::now();
                let importance = Importance::new(&observations, 1).unwrap();
                let forest = start.elapsed().as_secs_f64();
                black_box(importance.interactions());
                (forest, start.elapsed().as_secs_f64() - forest)
            })
            .collect();
        let kind = if categories == 0 { "numbers".to_owned() } else { format!("of {categories} categories") };
        let name = format!("{jobs} jobs, {parameters} parameters, {kind}");
        let (forest, pairs): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
        for (what, times) in [("forest and main effects", forest), ("all pairs", pairs)] {
            let value = median(&times).unwrap() * 1e3;
            println!("{}", json!({ "name": format!("{name}: {what}"), "unit": "ms", "value": value }));
        }
    }
}

/// A sum of smaller and smaller effects, with noise.
fn observations(jobs: usize, parameters: usize, categories: u32) -> Observations {
    let mut stream = Stream::new(1, 0, Purpose::Dataset);
    let (domain, scale) = match categories {
        0 => (Domain::Number, 1.0),
        count => (Domain::Categories(count), f64::from(count)),
    };
    let mut coordinate = || match categories {
        0 => stream.uniform(),
        count => f64::from(stream.below(count)),
    };
    let points: Vec<f64> = (0..jobs * parameters).map(|_| coordinate()).collect();
    let effect = |(place, x): (usize, &f64)| x / scale / (place + 1) as f64;
    let objectives = points
        .chunks_exact(parameters)
        .map(|point| point.iter().enumerate().map(effect).sum::<f64>() + 0.1 * stream.normal())
        .collect();
    Observations::new(vec![domain; parameters], &points, objectives).unwrap()
}
