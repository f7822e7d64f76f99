//! Batches in groups of eight rows.
//!
//! A batch is cut into tiles of [`LANES`] rows; a tile holds, for each unit, eight rows' values side by side. Every
//! inner loop then does the same to eight independent rows: two vectors of four ([`Sum`]). The order of every sum is written
//! down here, so that it does not depend on the machine. Rows past the end of a batch are padding: zero features, zero
//! gradient.

use wide::f32x4;

/// Rows in a tile: two vectors of four for SSE2 and for WebAssembly's simd128, one of eight for AVX.
pub(super) const LANES: usize = 8;

/// One unit's values for the rows of a tile.
pub(super) type Lanes = [f32; LANES];

/// How many tiles `rows` rows take.
pub(super) fn tiles(rows: usize) -> usize {
    rows.div_ceil(LANES)
}

/// A running sum of each of a tile's eight rows. Products are never fused: a fused multiply-add rounds once, WebAssembly's
/// rounds twice.
#[derive(Clone, Copy)]
pub(super) struct Sum([f32x4; 2]);

impl Sum {
    /// `x` in every row.
    #[inline]
    pub(super) fn of(x: f32) -> Self {
        Self([f32x4::splat(x); 2])
    }

    /// `self += factor · x`, row by row.
    #[inline]
    pub(super) fn add_scaled(&mut self, factor: f32, x: &Lanes) {
        self.add_product([f32x4::splat(factor); 2], x);
    }

    /// `self += x · y`, row by row; `x` as loaded by [`load`].
    #[inline]
    pub(super) fn add_product(&mut self, x: [f32x4; 2], y: &Lanes) {
        let y = load(y);
        self.0 = [self.0[0] + x[0] * y[0], self.0[1] + x[1] * y[1]];
    }

    /// `self += x`, row by row.
    #[inline]
    pub(super) fn add(&mut self, x: &Lanes) {
        let x = load(x);
        self.0 = [self.0[0] + x[0], self.0[1] + x[1]];
    }

    /// The sums, row by row.
    #[inline]
    pub(super) fn store(self, to: &mut Lanes) {
        let (first, last) = to.split_at_mut(LANES / 2);
        first.copy_from_slice(self.0[0].as_array());
        last.copy_from_slice(self.0[1].as_array());
    }

    /// The sum of the rows, halves first: ((0+4)+(2+6)) + ((1+5)+(3+7)).
    #[inline]
    pub(super) fn total(self) -> f32 {
        let [a, b, c, d] = self.halves().to_array();
        (a + c) + (b + d)
    }

    /// 0+4, 1+5, 2+6, 3+7.
    #[inline]
    fn halves(self) -> f32x4 {
        self.0[0] + self.0[1]
    }
}

/// The rows of a tile's unit in two vectors.
#[inline]
pub(super) fn load(x: &Lanes) -> [f32x4; 2] {
    let [a, b, c, d, e, f, g, h] = *x;
    [f32x4::new([a, b, c, d]), f32x4::new([e, f, g, h])]
}

/// The [`Sum::total`] of each.
#[inline]
pub(super) fn totals(sums: [Sum; 4]) -> [f32; 4] {
    let [a, b, c, d] = f32x4::transpose(sums.map(Sum::halves));
    ((a + c) + (b + d)).to_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_each_sums_own() {
        let sum = |seed: u8| {
            let mut sum = Sum::of(0.1);
            sum.add_scaled(0.3, &core::array::from_fn(|row| f32::from(seed) * 0.7 + row as f32 * 1.3));
            sum
        };
        let sums = [1, 2, 3, 4].map(sum);
        assert_eq!(totals(sums), sums.map(Sum::total));
        let mut rows = [0.0; LANES];
        sums[0].store(&mut rows);
        assert_eq!(rows[7], 0.1 + 0.3 * (0.7 + 7.0 * 1.3));
        assert_eq!(
            sums[0].total(),
            ((rows[0] + rows[4]) + (rows[2] + rows[6])) + ((rows[1] + rows[5]) + (rows[3] + rows[7]))
        );
    }
}
