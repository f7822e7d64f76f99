//! Spirals: arm k of K is t · (cos φ, sin φ) with φ = 2π (t · TURNS + k/K) for t evenly in [START, 1], plus noise ·
//! N(0, 1) on each coordinate.

use core::f64::consts::TAU;

use super::Rows;
use crate::math::rng::Stream;

/// Full turns from the centre to the tip: with 1 every network succeeds, with 1.5 the default one still guesses after
/// 30 epochs.
const TURNS: f64 = 1.25;
/// Where the arms begin: nearer to the centre they run into each other.
const START: f64 = 0.1;

pub(super) fn generate(samples: usize, noise: f64, classes: usize, stream: &mut Stream) -> Rows {
    let mut rows = Rows::with_capacity(samples);
    let per_arm = samples.div_ceil(classes);
    for row in 0..samples {
        let arm = row % classes;
        let t = START + (1.0 - START) * (row / classes) as f64 / (per_arm - 1).max(1) as f64;
        let angle = TAU * (t * TURNS + arm as f64 / classes as f64);
        let [x, y] = [t * libm::cos(angle), t * libm::sin(angle)];
        rows.push([x + noise * stream.normal(), y + noise * stream.normal()], arm);
    }
    rows
}
