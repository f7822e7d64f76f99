//! XOR: (±u, ±v) with u, v uniform in [0, 1), the four signs in turn, class = whether the signs differ, plus noise ·
//! N(0, 1) on each coordinate after the class is set, so that noise blurs the boundary.

use super::Rows;
use crate::math::rng::Stream;

pub(super) fn generate(samples: usize, noise: f64, stream: &mut Stream) -> Rows {
    let mut rows = Rows::with_capacity(samples);
    for row in 0..samples {
        // The classes alternate: (+,+), (+,−), (−,−), (−,+).
        let quadrant = row % 4;
        let x = if quadrant < 2 { stream.uniform() } else { -stream.uniform() };
        let y = if quadrant % 3 == 0 { stream.uniform() } else { -stream.uniform() };
        rows.push([x + noise * stream.normal(), y + noise * stream.normal()], quadrant % 2);
    }
    rows
}
