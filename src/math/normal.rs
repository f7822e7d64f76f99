//! The standard normal distribution, and the logarithm of expected improvement far into its tail.
//!
//! | symbol | meaning |
//! |---|---|
//! | `φ(z)`, `Φ(z)` | density, distribution function |
//! | `m(x) = Φ(−x) / φ(x)` | Mills' ratio, for `x ≥ 0` |
//! | `h(z) = φ(z) + z Φ(z)` | expected improvement of a standard normal: `E max(0, z + N(0, 1))` |
//!
//! `h(z)` underflows and loses all digits for very negative `z`, where a search spends most of its time; its logarithm
//! does not (Ament et al., "Unexpected Improvements to Expected Improvement for Bayesian Optimization", NeurIPS 2023,
//! section 4.1). There `h(z) = φ(z) (1 − x m(x))` with `x = −z`.

use core::f64::consts::{FRAC_1_SQRT_2, PI};

/// From here on Mills' ratio comes from its continued fraction; below, from `libm::erfc`.
const TAIL: f64 = 5.0;

/// `φ(z)`.
pub fn density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI)
}

/// `Φ(z)`.
pub fn distribution(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// `ln Φ(z)`, with a small relative error however negative `z` is.
pub fn log_distribution(z: f64) -> f64 {
    if z > -TAIL { libm::log(distribution(z)) } else { log_density(z) + libm::log(mills(-z)) }
}

/// `ln φ(z)`.
fn log_density(z: f64) -> f64 {
    -0.5 * (z * z + libm::log(2.0 * PI))
}

/// `m(x)` for `x ≥ 0`.
fn mills(x: f64) -> f64 {
    if x < TAIL {
        return distribution(-x) / density(x);
    }
    // Laplace's continued fraction 1/(x + 1/(x + 2/(x + …))).
    1.0 / (x + tail_fraction(x))
}

/// `1/(x + 2/(x + 3/(x + …)))`, so that `m = 1/(x + f)` and `1 − x m = f m` without cancellation.
fn tail_fraction(x: f64) -> f64 {
    (1..=40_u32).rev().fold(0.0, |fraction, n| f64::from(n) / (x + fraction))
}

/// `ln h(z)` and its derivative `Φ(z) / h(z)`.
pub fn log_expected_improvement(z: f64) -> (f64, f64) {
    if z > -1.0 {
        let h = density(z) + z * distribution(z);
        return (libm::log(h), distribution(z) / h);
    }
    let x = -z;
    let m = mills(x);
    // 1 − x m = f m where m = 1/(x + f).
    let rest = if x < TAIL { 1.0 - x * m } else { tail_fraction(x) * m };
    (log_density(z) + libm::log(rest), m / rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_joins_smoothly() {
        for z in [-1.0, -TAIL] {
            let ((below, slope_below), (above, slope_above)) =
                (log_expected_improvement(z - 1e-9), log_expected_improvement(z + 1e-9));
            assert!((above - below - 2e-9 * slope_above).abs() < 1e-11, "{z}: {below} {above}");
            assert!((slope_below - slope_above).abs() < 1e-6, "{z}: {slope_below} {slope_above}");
            assert!((log_distribution(z - 1e-12) - log_distribution(z + 1e-12)).abs() < 1e-10);
        }
    }

    #[test]
    fn the_derivative_is_that_of_the_function() {
        for z in [-40.0, -12.0, -6.0, -4.0, -2.0, -0.5, 0.0, 1.0, 5.0] {
            let step = 1e-5;
            let difference = log_expected_improvement(z + step).0 - log_expected_improvement(z - step).0;
            let slope = log_expected_improvement(z).1;
            assert!((difference / (2.0 * step) / slope - 1.0).abs() < 1e-6, "{z}");
        }
    }

    #[test]
    fn nothing_is_lost_very_far_out() {
        // h(z) → φ(z) / z² as z → −∞.
        for z in [-1e3, -1e6] {
            let (value, slope) = log_expected_improvement(z);
            assert!((value - (log_density(z) - 2.0 * libm::log(-z))).abs() < 1e-5 * value.abs());
            assert!((slope / -z - 1.0).abs() < 1e-5);
        }
    }
}
