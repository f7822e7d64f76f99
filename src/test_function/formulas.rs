//! The functions as the literature writes them, with `libm`'s functions: the same bits everywhere. The tables and constants are
//! those of Surjanovic and Bingham.

use core::f64::consts::PI;

/// `(x₂ − b x₁² + c x₁ − 6)² + 10 (1 − t) cos x₁ + 10` with `b = 5.1/4π²`, `c = 5/π`, `t = 1/8π` (Branin, "Widely convergent
/// method for finding multiple solutions of simultaneous nonlinear equations", IBM Journal of Research and Development, 1972;
/// the constants are Dixon and Szegő's, 1978).
pub(super) fn branin(x: &[f64]) -> f64 {
    let [x1, x2] = *x else { return f64::NAN };
    let valley = x2 - 5.1 / (4.0 * PI * PI) * x1 * x1 + 5.0 / PI * x1 - 6.0;
    valley * valley + 10.0 * (1.0 - 1.0 / (8.0 * PI)) * libm::cos(x1) + 10.0
}

/// `−Σᵢ αᵢ exp(−Σⱼ aᵢⱼ (xⱼ − pᵢⱼ)²)` (Hartman, "Some experiments in global optimization", Naval Research Logistics Quarterly,
/// 1973).
fn hartmann<const D: usize>(x: &[f64], a: &[[f64; D]; 4], p: &[[f64; D]; 4]) -> f64 {
    let Ok(x) = <&[f64; D]>::try_from(x) else { return f64::NAN };
    let well = |(a, p): (&[f64; D], &[f64; D])| {
        let terms = x.iter().zip(a).zip(p).map(|((x, a), p)| a * (x - p) * (x - p));
        libm::exp(-terms.sum::<f64>())
    };
    let alpha = [1.0, 1.2, 3.0, 3.2];
    -alpha.iter().zip(a.iter().zip(p)).map(|(alpha, row)| alpha * well(row)).sum::<f64>()
}

pub(super) fn hartmann_3(x: &[f64]) -> f64 {
    let (odd, even) = ([3.0, 10.0, 30.0], [0.1, 10.0, 35.0]);
    let p = [[0.3689, 0.117, 0.2673], [0.4699, 0.4387, 0.747], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];
    hartmann(x, &[odd, even, odd, even], &p)
}

pub(super) fn hartmann_6(x: &[f64]) -> f64 {
    let a = [
        [10.0, 3.0, 17.0, 3.5, 1.7, 8.0],
        [0.05, 10.0, 17.0, 0.1, 8.0, 14.0],
        [3.0, 3.5, 1.7, 10.0, 17.0, 8.0],
        [17.0, 8.0, 0.05, 10.0, 0.1, 14.0],
    ];
    let p = [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];
    hartmann(x, &a, &p)
}

/// `−20 exp(−0.2 √(Σ xᵢ²/d)) − exp(Σ cos(2π xᵢ)/d) + 20 + e` (Ackley, "A Connectionist Machine for Genetic Hillclimbing", 1987),
/// added up so that it is exactly 0 where it is 0, and never below.
pub(super) fn ackley(x: impl ExactSizeIterator<Item = f64>) -> f64 {
    let d = x.len() as f64;
    let (square, wave) = x.fold((0.0, 0.0), |(square, wave), x| (square + x * x, wave + libm::cos(2.0 * PI * x)));
    20.0 * (1.0 - libm::exp(-0.2 * libm::sqrt(square / d))) + (libm::exp(1.0) - libm::exp(wave / d))
}

/// With `wᵢ = 1 + (xᵢ − 1)/4`: `sin²(π w₁) + Σᵢ₍ᵢ﹤d₎ (wᵢ − 1)² (1 + 10 sin²(π wᵢ + 1)) + (w_d − 1)² (1 + sin²(2π w_d))` (Laguna
/// and Martí, "Experimental testing of advanced scatter search designs for global optimization of multimodal functions", Journal of
/// Global Optimization, 2005; after Levy and Montalvo, 1985).
pub(super) fn levy(x: &[f64]) -> f64 {
    let w = |x: &f64| 1.0 + (x - 1.0) / 4.0;
    let square_of_sine = |x: f64| libm::sin(x) * libm::sin(x);
    let (Some(first), Some((last, others))) = (x.first().map(w), x.split_last()) else { return f64::NAN };
    let inner = others.iter().map(w).map(|w| (w - 1.0) * (w - 1.0) * (1.0 + 10.0 * square_of_sine(PI * w + 1.0)));
    let last = w(last);
    let outer = (last - 1.0) * (last - 1.0) * (1.0 + square_of_sine(2.0 * PI * last));
    square_of_sine(PI * first) + inner.sum::<f64>() + outer
}

/// `Σᵢ₍ᵢ﹤d₎ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²` (Rosenbrock, "An automatic method for finding the greatest or least value of a function",
/// The Computer Journal, 1960; for more than two variables De Jong, 1975, whose range it is too).
pub(super) fn rosenbrock(x: &[f64]) -> f64 {
    let pairs = x.iter().zip(x.iter().skip(1));
    pairs.map(|(x, next)| 100.0 * (next - x * x) * (next - x * x) + (1.0 - x) * (1.0 - x)).sum()
}
