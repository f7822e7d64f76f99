//! Circles: r · (cos t, sin t) for t evenly in [0, 2π), r = 1 outside and ½ inside, plus noise · N(0, 1) on each
//! coordinate. As scikit-learn's `make_circles` with factor ½.

use core::f64::consts::TAU;

use super::Rows;
use crate::math::rng::Stream;

const INNER_RADIUS: f64 = 0.5;

pub(super) fn generate(samples: usize, noise: f64, stream: &mut Stream) -> Rows {
    let mut rows = Rows::with_capacity(samples);
    let per_circle = samples.div_ceil(2);
    for row in 0..samples {
        let t = TAU * (row / 2) as f64 / per_circle as f64;
        let radius = if row % 2 == 0 { 1.0 } else { INNER_RADIUS };
        let [x, y] = [radius * libm::cos(t), radius * libm::sin(t)];
        rows.push([x + noise * stream.normal(), y + noise * stream.normal()], row % 2);
    }
    rows
}
