//! Input warping: where a coordinate is stretched and where compressed, so that what varies fast near one end of a range
//! becomes stationary (Snoek, Swersky, Zemel and Adams, "Input Warping for Bayesian Optimization of Non-stationary
//! Functions", ICML 2014).

/// The distribution function of Kumaraswamy's distribution, `w(x) = 1 − (1 − xᵃ)ᵇ`, an increasing map of `[0, 1]` onto
/// itself. `a = b = 1` changes nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warp {
    /// Above 0; less than 1 stretches what is near 0.
    pub a: f64,
    /// Above 0; less than 1 stretches what is near 1.
    pub b: f64,
}

/// Coordinates are kept this far from the ends, where a derivative can be infinite.
const EDGE: f64 = 1e-9;

impl Warp {
    /// `w(x)`.
    pub fn value(self, x: f64) -> f64 {
        let x = x.clamp(EDGE, 1.0 - EDGE);
        1.0 - libm::pow(1.0 - libm::pow(x, self.a), self.b)
    }

    /// `∂w/∂x`, `∂w/∂ln a` and `∂w/∂ln b`.
    pub fn slopes(self, x: f64) -> (f64, f64, f64) {
        let Self { a, b } = self;
        let x = x.clamp(EDGE, 1.0 - EDGE);
        let log_x = libm::log(x);
        let power = libm::exp(a * log_x);
        let log_rest = libm::log1p(-power);
        let rest = libm::exp(b * log_rest);
        // (1 − xᵃ)ᵇ⁻¹, with its derivatives by the chain rule.
        let inner = b * libm::exp((b - 1.0) * log_rest) * power * a;
        (inner / x, inner * log_x, -b * rest * log_rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_are_those_of_the_value() {
        let step = 1e-6;
        for (a, b) in [(1.0, 1.0), (0.5, 2.0), (3.0, 0.4)] {
            for x in [0.01, 0.3, 0.77, 0.99] {
                let w = |a: f64, b: f64, x: f64| Warp { a, b }.value(x);
                let (by_x, by_a, by_b) = Warp { a, b }.slopes(x);
                let close = |slope: f64, above: f64, below: f64| {
                    assert!((slope - (above - below) / (2.0 * step)).abs() < 1e-6 * (1.0 + slope.abs()), "{a} {b} {x}");
                };
                close(by_x, w(a, b, x + step), w(a, b, x - step));
                close(by_a, w(a * step.exp(), b, x), w(a * (-step).exp(), b, x));
                close(by_b, w(a, b * step.exp(), x), w(a, b * (-step).exp(), x));
            }
        }
        assert!((Warp { a: 1.0, b: 1.0 }.value(0.3) - 0.3).abs() < 1e-15);
    }
}
