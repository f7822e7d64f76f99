//! Batches in groups of eight rows.
//!
//! A batch is cut into tiles of [`LANES`] rows; a tile holds, for each unit, eight rows' values side by side. Every
//! inner loop then does the same to eight independent rows, which compilers turn into vector instructions on their own;
//! and the order of every sum is written down here, so that it does not depend on the vector width. Rows past the end
//! of a batch are padding: zero features, zero gradient.

/// Rows in a tile: two vectors of four for SSE2 and for WebAssembly's simd128, one of eight for AVX.
pub(super) const LANES: usize = 8;

/// One unit's values for the rows of a tile.
pub(super) type Lanes = [f32; LANES];

/// How many tiles `rows` rows take.
pub(super) fn tiles(rows: usize) -> usize {
    rows.div_ceil(LANES)
}

/// `sum += factor · x`, row by row. Never fused: a fused multiply-add rounds once, WebAssembly's rounds twice.
#[inline]
pub(super) fn add_scaled(sum: &mut Lanes, factor: f32, x: &Lanes) {
    for (sum, x) in sum.iter_mut().zip(x) {
        *sum += factor * x;
    }
}

/// `sum += x · y`, row by row.
#[inline]
pub(super) fn add_product(sum: &mut Lanes, x: &Lanes, y: &Lanes) {
    for ((sum, x), y) in sum.iter_mut().zip(x).zip(y) {
        *sum += x * y;
    }
}

/// The sum of the rows, halves first: ((0+4)+(2+6)) + ((1+5)+(3+7)), the order that vector units add in.
#[inline]
pub(super) fn total(x: &Lanes) -> f32 {
    ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]))
}
