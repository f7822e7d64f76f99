//! eˣ in f64 for `x ≤ 0`, as covariances need it by the hundred thousand: from +, −, ·, and integer shifts alone, so that
//! compilers vectorise it and every platform has the same bits. `libm::exp` is exact to the last bit or so and several
//! times slower.
//!
//! x = k·ln 2 + r with k whole and |r| ≤ ½ ln 2, so eˣ = 2ᵏ·eʳ. eʳ is Taylor's polynomial of degree 13, whose relative
//! error is at most (½ ln 2)¹⁴ / 14! < 5e-18; what is left is rounding, held to 5e-16 by a test.

use core::f64::consts::LOG2_E;

/// ln 2 in two parts (Cody and Waite): the first has few enough bits that k·`LN_2_HIGH` is exact for |k| < 2¹¹.
const LN_2_HIGH: f64 = 0.693_145_751_953_125;
const LN_2_LOW: f64 = 1.428_606_820_309_417_3e-6;

/// 1.5·2⁵²: adding it rounds to a whole number, which then stands in the sum's low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// Below this the result is the smallest that is given, about 1e-304: as good as 0 in a covariance.
const LEAST: f64 = -700.0;

/// 1/n! from n = 13 down to 2.
const COEFFICIENTS: [f64; 12] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
];

/// eˣ for `x ≤ 0`; −700 and below give e⁻⁷⁰⁰.
#[inline]
pub fn exp_nonpositive(x: f64) -> f64 {
    let x = if x > LEAST { x } else { LEAST };
    let shifted = x * LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    // The exponent field of 2ᵏ is k + 1023; the bits of ROUND leave by the shift.
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    let mut p = COEFFICIENTS[0];
    for coefficient in &COEFFICIENTS[1..] {
        p = p * r + coefficient;
    }
    power * (p * r * r + r + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_libm() {
        for step in 0..200_000 {
            let x = -f64::from(step) * 3.3e-3;
            let exact = libm::exp(x);
            assert!((exp_nonpositive(x) - exact).abs() <= 5e-16 * exact, "{x}");
        }
        assert_eq!(exp_nonpositive(0.0), 1.0);
        assert!(exp_nonpositive(-1e308) < 1e-300 && exp_nonpositive(f64::NEG_INFINITY) < 1e-300);
    }
}
