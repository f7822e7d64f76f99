//! Blobs: RADIUS · (cos φ, sin φ) + noise · (N(0, 1), N(0, 1)) with φ = 2πk/K + π/4 for class k of K. Unlike
//! scikit-learn's `make_blobs` the centres stand evenly on a circle: no seed makes the problem trivial or hopeless.

use core::f64::consts::{FRAC_PI_4, TAU};

use super::Rows;
use crate::math::rng::Stream;

/// Distance of the centres from the origin, so that noise of 1 lets five neighbours just overlap.
const RADIUS: f64 = 2.0;

pub(super) fn generate(samples: usize, noise: f64, classes: usize, stream: &mut Stream) -> Rows {
    let mut rows = Rows::with_capacity(samples);
    for row in 0..samples {
        let class = row % classes;
        let angle = TAU * class as f64 / classes as f64 + FRAC_PI_4;
        let [x, y] = [RADIUS * libm::cos(angle), RADIUS * libm::sin(angle)];
        rows.push([x + noise * stream.normal(), y + noise * stream.normal()], class);
    }
    rows
}
