//! Two moons: (cos t, sin t) and (1 − cos t, ½ − sin t) for t evenly in [0, π], plus noise · N(0, 1) on each
//! coordinate. As scikit-learn's `make_moons`.

use core::f64::consts::PI;

use super::Rows;
use crate::math::rng::Stream;

pub(super) fn generate(samples: usize, noise: f64, stream: &mut Stream) -> Rows {
    let mut rows = Rows::with_capacity(samples);
    let per_moon = samples.div_ceil(2);
    for row in 0..samples {
        let t = PI * (row / 2) as f64 / (per_moon - 1).max(1) as f64;
        let [x, y] = if row % 2 == 0 { [libm::cos(t), libm::sin(t)] } else { [1.0 - libm::cos(t), 0.5 - libm::sin(t)] };
        rows.push([x + noise * stream.normal(), y + noise * stream.normal()], row % 2);
    }
    rows
}
