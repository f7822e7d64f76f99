//! exp, ln, tanh and the logistic function in f32, from +, −, ·, / and integer shifts alone: the same bits natively and in
//! WebAssembly, and plain enough for compilers to vectorise.
//!
//! x = k·ln 2 + r with k whole and |r| ≤ ½ ln 2, so eˣ = 2ᵏ·eʳ. With p(r) ≈ eʳ − 1:
//!
//! | function   | as                              |
//! |------------|---------------------------------|
//! | eˣ         | 2ᵏ·p + 2ᵏ                       |
//! | eˣ − 1     | 2ᵏ·p + (2ᵏ − 1), no cancellation |
//! | tanh x     | (e²ˣ − 1) / ((e²ˣ − 1) + 2)     |
//! | logistic x | 1 / (1 + e⁻ˣ)                   |
//!
//! p is Taylor's polynomial of degree 7: its relative error is at most (½ ln 2)⁷ / 8! < 1.5e-8, a quarter of f32's
//! rounding.
//!
//! x = 2ᵏ·m with √½ ≤ m < √2, so ln x = k·ln 2 + 2 artanh s with s = (m − 1) / (m + 1) and |s| ≤ 0.172; artanh's series is
//! cut after s⁹, a relative error of s¹⁰ / 11 < 3e-9.
//!
//! Tests hold exp to 1.5e-7, ln to 2e-7 and the others to 2.5e-7, relative to `libm` in f64.

use core::f32::consts::LOG2_E;

/// ln 2 in two parts (Cody and Waite): the first has few enough bits that k·`LN_2_HIGH` is exact for |k| < 2⁹.
const LN_2_HIGH: f32 = 355.0 / 512.0;
const LN_2_LOW: f32 = -2.121_944_4e-4;

/// 1.5·2²³: adding it rounds to a whole number, which then stands in the sum's low bits.
const ROUND: f32 = 12_582_912.0;

/// The bits of 1 and of √½.
const ONE: u32 = 0x3f80_0000;
const SQRT_HALF: u32 = 0x3f35_04f3;

/// 2ᵏ and p(r) ≈ eʳ − 1 for `x` = k·ln 2 + r; `x` must be within ±87, so that 2ᵏ is a normal number. NaN makes p
/// NaN.
#[inline]
fn power_and_rest(x: f32) -> (f32, f32) {
    let shifted = x * LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    // The exponent field of 2ᵏ is k + 127; the bits of ROUND leave by the shift.
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    let mut p = 1.0 / 5040.0;
    for coefficient in [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5] {
        p = p * r + coefficient;
    }
    (power, p * r * r + r)
}

/// eˣ, within 1.5e-7 relative for |x| ≤ 87; beyond, the value at ±87. NaN gives NaN.
#[inline]
pub fn exp(x: f32) -> f32 {
    let (power, p) = power_and_rest(x.clamp(-87.0, 87.0));
    power * p + power
}

/// tanh x, within 2.5e-7 relative; exactly ±1 from |x| = 9.1 on. NaN gives NaN.
#[inline]
pub fn tanh(x: f32) -> f32 {
    // tanh 10 rounds to 1; the clamp keeps e²ˣ finite.
    let (power, p) = power_and_rest((2.0 * x).clamp(-20.0, 20.0));
    let expm1 = power * p + (power - 1.0);
    expm1 / (expm1 + 2.0)
}

/// The logistic function 1 / (1 + e⁻ˣ), within 2.5e-7 relative for |x| ≤ 87. NaN gives NaN.
#[inline]
pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// ln x, within 2e-7 relative, for normal `x` > 0; +∞ and NaN give NaN. Not for other numbers.
#[inline]
pub fn ln(x: f32) -> f32 {
    // Adding √½'s distance from 1 in bits carries into the exponent where m would be √2 or more.
    let bits = x.to_bits().wrapping_add(ONE - SQRT_HALF);
    let k = (bits >> 23).cast_signed() - 127;
    let m = f32::from_bits((bits & 0x007f_ffff) + SQRT_HALF);
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let series = ((z * (1.0 / 9.0) + 1.0 / 7.0) * z + 0.2) * z + 1.0 / 3.0;
    let k = k as f32;
    let ln = k * LN_2_HIGH + (2.0 * s + (2.0 * s * (z * series) + k * LN_2_LOW));
    // 0 · ∞ is NaN.
    ln + 0.0 * x
}

/// Whether all are numbers, neither infinite nor NaN. Looks at all of them, in vectors, rather than stop at the first.
pub fn all_finite(values: &[f32]) -> bool {
    const EXPONENT: u32 = 0x7f80_0000;
    values.iter().fold(0, |worst, x| (x.to_bits() & EXPONENT).max(worst)) < EXPONENT
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest relative error of `f` against `reference` over ±`end`, on a grid and at small numbers.
    fn largest_error(f: fn(f32) -> f32, reference: fn(f64) -> f64, end: f32) -> f64 {
        let grid = (-200_000..=200_000_i32).map(|i| i as f32 / 200_000.0 * end);
        let small = (0..30).flat_map(|e| [1.3_f32, -1.7].map(|x| x * libm::powf(10.0, -(e as f32))));
        grid.chain(small)
            .map(|x| {
                let expected = reference(f64::from(x));
                let error = (f64::from(f(x)) - expected).abs();
                if expected == 0.0 { error } else { error / expected.abs() }
            })
            .fold(0.0, f64::max)
    }

    #[test]
    fn errors_are_as_stated() {
        let exp_error = largest_error(exp, libm::exp, 87.0);
        let tanh_error = largest_error(tanh, libm::tanh, 20.0);
        let logistic_error = largest_error(logistic, |x| 1.0 / (1.0 + libm::exp(-x)), 87.0);
        let ln_error = (0..400_000_u32)
            .map(|step| f32::from_bits(0x0080_0000 + step * 5301))
            .chain((1..=20_000).map(|step| 1.0 + step as f32 * 1e-5))
            .chain((1..=20_000).map(|step| 1.0 - step as f32 * 1e-5))
            .map(|x| (f64::from(ln(x)) / libm::log(f64::from(x)) - 1.0).abs())
            .fold(0.0, f64::max);
        assert!(ln_error < 2e-7, "{ln_error}");
        assert!(
            exp_error < 1.5e-7 && logistic_error < 2.5e-7 && tanh_error < 2.5e-7,
            "{exp_error} {logistic_error} {tanh_error}"
        );
    }

    #[test]
    fn ends_are_exact_and_nan_stays_nan() {
        assert_eq!((exp(0.0), tanh(0.0), logistic(0.0), ln(1.0)), (1.0, 0.0, 0.5, 0.0));
        assert_eq!((tanh(9.1), tanh(-9.1), tanh(f32::INFINITY), tanh(f32::NEG_INFINITY)), (1.0, -1.0, 1.0, -1.0));
        assert!(exp(-1e30) > 0.0 && exp(1e30).is_finite());
        assert!(
            exp(f32::NAN).is_nan()
                && ln(f32::NAN).is_nan()
                && !ln(f32::INFINITY).is_finite()
                && tanh(f32::NAN).is_nan()
                && logistic(f32::NAN).is_nan()
        );
    }
}
