//! A Gaussian process's own hyperparameters and what is believed of them before any target is seen.

/// The logarithms of all hyperparameters, in one vector, so that optimisers and samplers can handle them.
///
/// | entries | meaning |
/// |---|---|
/// | 0 | `ln s²`, the signal's variance |
/// | 1 | `ln σ²`, the noise's variance |
/// | 2 | `ln (w / (1 − w))`, `w` the share of the signal that is a sum of functions of one dimension each |
/// | 3 … 2 + d | `ln ℓ`, the length scales |
/// | 3 + d … 2 + 2d, 3 + 2d … 2 + 3d | `ln a`, `ln b` of the warps; only where there is warping |
#[derive(Clone, Debug, PartialEq)]
pub struct Hyperparameters {
    dimensions: usize,
    theta: Vec<f64>,
}

/// Entries before the length scales.
pub(super) const FIRST_LENGTH_SCALE: usize = 3;

impl Hyperparameters {
    /// Those of a vector of logarithms: `3 + d` of them, or `3 + 3d` with warping.
    pub fn from_theta(dimensions: usize, theta: Vec<f64>) -> Self {
        Self { dimensions, theta }
    }

    /// The vector of logarithms.
    pub fn theta(&self) -> &[f64] {
        &self.theta
    }

    /// `s²`.
    pub fn signal_variance(&self) -> f64 {
        libm::exp(self.theta[0])
    }

    /// `σ²`.
    pub fn noise_variance(&self) -> f64 {
        libm::exp(self.theta[1])
    }

    /// `w`.
    pub fn additive_share(&self) -> f64 {
        1.0 / (1.0 + libm::exp(-self.theta[2]))
    }

    /// `ℓ`, one a dimension.
    pub fn length_scales(&self) -> impl Iterator<Item = f64> {
        self.theta[FIRST_LENGTH_SCALE..].iter().take(self.dimensions).map(|&log| libm::exp(log))
    }

    /// `a` and `b`, one pair a dimension; none without warping.
    pub fn warps(&self) -> impl Iterator<Item = super::Warp> {
        let rest = &self.theta[FIRST_LENGTH_SCALE + self.dimensions..];
        let (a, b) = rest.split_at(rest.len() / 2);
        a.iter().zip(b).map(|(&a, &b)| super::Warp { a: libm::exp(a), b: libm::exp(b) })
    }
}

/// Independent normal distributions of the logarithms within limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    dimensions: usize,
    means: Vec<f64>,
    deviations: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

impl Prior {
    /// What is believed of a function of so many dimensions whose values are standardised: smooth over about a third of the
    /// cube (√d of that in d dimensions: Hvarfner, Hellsten and Nardi, "Vanilla Bayesian Optimization Performs Great in
    /// High Dimensions", ICML 2024), with little noise, partly a sum of functions of one dimension each.
    pub fn new(dimensions: usize, warping: bool) -> Self {
        let mut prior = Self { dimensions, means: vec![], deviations: vec![], low: vec![], high: vec![] };
        let log = libm::log;
        prior.push(1, 0.0, 1.0, -5.0, 5.0);
        prior.push(1, -8.0, 3.0, log(1e-8), log(1.0));
        prior.push(1, -1.0, 1.5, -9.0, 9.0);
        prior.push(dimensions, -1.0 + 0.5 * log(dimensions as f64), 1.0, log(0.02), log(1000.0));
        if warping {
            prior.push(2 * dimensions, 0.0, 0.4, log(0.25), log(4.0));
        }
        prior
    }

    fn push(&mut self, count: usize, mean: f64, deviation: f64, low: f64, high: f64) {
        for _ in 0..count {
            self.means.push(mean);
            self.deviations.push(deviation);
            self.low.push(low);
            self.high.push(high);
        }
    }

    /// The most probable hyperparameters.
    pub fn mode(&self) -> Hyperparameters {
        let theta = self.means.iter().enumerate().map(|(i, mean)| mean.clamp(self.low[i], self.high[i])).collect();
        self.hyperparameters(theta)
    }

    /// Hyperparameters of this prior's shape.
    pub fn hyperparameters(&self, theta: Vec<f64>) -> Hyperparameters {
        Hyperparameters::from_theta(self.dimensions, theta)
    }

    /// The least and the greatest logarithms.
    pub fn limits(&self) -> (&[f64], &[f64]) {
        (&self.low, &self.high)
    }

    /// The standard deviations of the logarithms.
    pub fn deviations(&self) -> &[f64] {
        &self.deviations
    }

    /// True within the limits.
    pub fn contains(&self, theta: &[f64]) -> bool {
        theta.iter().enumerate().all(|(i, value)| (self.low[i]..=self.high[i]).contains(value))
    }

    /// The logarithm of the density without its constant; its gradient is added to `gradient`.
    pub fn log_density(&self, theta: &[f64], gradient: Option<&mut [f64]>) -> f64 {
        let standard = |i: usize| (theta[i] - self.means[i]) / self.deviations[i];
        if let Some(gradient) = gradient {
            for (i, slope) in gradient.iter_mut().enumerate() {
                *slope -= standard(i) / self.deviations[i];
            }
        }
        (0..theta.len()).map(|i| -0.5 * standard(i) * standard(i)).sum()
    }
}
