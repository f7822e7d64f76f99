//! Sobol's sequence, scrambled: points that fill the unit cube evenly.
//!
//! Direction numbers: Joe and Kuo, "Constructing Sobol' sequences with better two-dimensional projections", SIAM J. Sci.
//! Comput. 2008 (their table new-joe-kuo-6.21201, the first 30 dimensions; AMT tunes at most 30 hyperparameters). The
//! points come in the order of their index, not in Gray code's: the same sets of 2ᵏ.
//!
//! Scrambling: Owen's nested uniform scrambling by a hash of the higher bits (Laine and Karras, "Stratified Sampling for
//! Stochastic Transparency", 2011; Burley, "Practical Hash-based Owen Scrambling", JCGT 2020). Points stay as even as
//! before, none of them is on a corner, and each seed gives others.

use super::rng::Stream;

/// Dimensions that there are direction numbers for.
pub const MAX_DIMENSIONS: usize = 30;

/// Of dimensions 2 to 30: the primitive polynomial with its leading and last coefficient, and the first `m`.
const DIRECTIONS: [(u32, &[u32]); MAX_DIMENSIONS - 1] = [
    (3, &[1]),
    (7, &[1, 3]),
    (11, &[1, 3, 1]),
    (13, &[1, 1, 1]),
    (19, &[1, 1, 3, 3]),
    (25, &[1, 3, 5, 13]),
    (37, &[1, 1, 5, 5, 17]),
    (41, &[1, 1, 5, 5, 5]),
    (47, &[1, 1, 7, 11, 19]),
    (55, &[1, 1, 5, 1, 1]),
    (59, &[1, 1, 1, 3, 11]),
    (61, &[1, 3, 5, 5, 31]),
    (67, &[1, 3, 3, 9, 7, 49]),
    (91, &[1, 1, 1, 15, 21, 21]),
    (97, &[1, 3, 1, 13, 27, 49]),
    (103, &[1, 1, 1, 15, 7, 5]),
    (109, &[1, 3, 1, 15, 13, 25]),
    (115, &[1, 1, 5, 5, 19, 61]),
    (131, &[1, 3, 7, 11, 23, 15, 103]),
    (137, &[1, 3, 7, 13, 13, 15, 69]),
    (143, &[1, 1, 3, 13, 7, 35, 63]),
    (145, &[1, 3, 5, 9, 1, 25, 53]),
    (157, &[1, 3, 1, 13, 9, 35, 107]),
    (167, &[1, 3, 1, 5, 27, 61, 31]),
    (171, &[1, 1, 5, 11, 19, 41, 61]),
    (185, &[1, 3, 5, 3, 3, 13, 69]),
    (191, &[1, 1, 7, 13, 1, 19, 1]),
    (193, &[1, 3, 7, 5, 13, 19, 59]),
    (203, &[1, 1, 3, 9, 25, 29, 41]),
];

/// A scrambled sequence.
#[derive(Clone, Debug)]
pub struct Sobol {
    /// `directions[d][b]` is added (without carry) where bit `b` of the index is set.
    directions: Vec<[u32; 32]>,
    /// One a dimension; `None` leaves the sequence as it is.
    seeds: Option<Vec<u32>>,
}

impl Sobol {
    /// The sequence itself, from the origin on. More than [`MAX_DIMENSIONS`] start over with the first.
    pub fn unscrambled(dimensions: usize) -> Self {
        Self { directions: (0..dimensions).map(|d| direction_numbers(d % MAX_DIMENSIONS)).collect(), seeds: None }
    }

    /// The sequence scrambled by what the stream draws.
    pub fn scrambled(dimensions: usize, stream: &mut Stream) -> Self {
        let seeds = (0..dimensions).map(|_| (stream.bits() >> 32) as u32).collect();
        Self { seeds: Some(seeds), ..Self::unscrambled(dimensions) }
    }

    /// The point of this index, each coordinate in `[0, 1)` and a multiple of 2⁻³².
    pub fn point(&self, index: u32) -> Vec<f64> {
        let coordinate = |(d, directions): (usize, &[u32; 32])| {
            let mut bits = 0;
            for (b, direction) in directions.iter().enumerate() {
                if index >> b & 1 == 1 {
                    bits ^= direction;
                }
            }
            if let Some(seeds) = &self.seeds {
                bits = scramble(bits, seeds[d]);
            }
            f64::from(bits) * (1.0 / 4_294_967_296.0)
        };
        self.directions.iter().enumerate().map(coordinate).collect()
    }
}

/// The direction numbers of a dimension, as fractions of 2³².
fn direction_numbers(dimension: usize) -> [u32; 32] {
    let mut v = [0; 32];
    let Some(&(polynomial, first)) = dimension.checked_sub(1).and_then(|index| DIRECTIONS.get(index)) else {
        // The first dimension: the bits of the index, mirrored.
        return core::array::from_fn(|b| 1 << (31 - b));
    };
    let degree = first.len();
    for b in 0..32 {
        v[b] = if b < degree {
            first[b] << (31 - b)
        } else {
            let mut bits = v[b - degree] ^ (v[b - degree] >> degree);
            for k in 1..degree {
                if polynomial >> (degree - k) & 1 == 1 {
                    bits ^= v[b - k];
                }
            }
            bits
        };
    }
    v
}

/// A permutation of the binary fractions in which each bit depends on the higher ones only.
fn scramble(bits: u32, seed: u32) -> u32 {
    let mut x = bits.reverse_bits();
    x = x.wrapping_add(seed);
    for constant in [0x6c50_b47c_u32, 0xb82f_1e52, 0xc7af_e638, 0x8d22_f6e6] {
        x ^= x.wrapping_mul(constant);
    }
    x.reverse_bits()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Purpose;

    #[test]
    fn each_axis_is_stratified_before_and_after_scrambling() {
        let mut stream = Stream::new(4, 2, Purpose::Suggestion);
        for sobol in [Sobol::unscrambled(30), Sobol::scrambled(30, &mut stream)] {
            let mut seen = vec![[false; 64]; 30];
            for index in 0..64 {
                for (d, x) in sobol.point(index).into_iter().enumerate() {
                    seen[d][(x * 64.0) as usize] = true;
                }
            }
            assert!(seen.iter().flatten().all(|&seen| seen), "one of 64 points in each of 64 intervals");
        }
    }

    #[test]
    fn seeds_give_other_points() {
        let sobol = |seed| Sobol::scrambled(2, &mut Stream::new(seed, 0, Purpose::Suggestion)).point(0);
        assert_eq!(sobol(1), sobol(1));
        assert_ne!(sobol(1), sobol(2));
        assert_eq!(Sobol::unscrambled(2).point(0), [0.0, 0.0]);
    }
}
