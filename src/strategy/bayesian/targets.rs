//! Final objectives to what a Gaussian process can be fitted to: less is better, mean 0, deviation 1, nothing far out.
//!
//! Objectives are skewed as a rule: a few jobs are far worse than all others, and all that matters happens within a narrow
//! band at the other end. Yeo and Johnson's power transformation ("A new family of power transformations to improve
//! normality or symmetry", Biometrika 2000), with the power that makes the values most normal, evens that out; HEBO
//! does the same (Cowen-Rivers et al., JAIR 2022). Before it, median and quartiles bring the values to a common scale, and
//! what is more than [`FAR`] of it away is brought nearer by a logarithm of a logarithm, so that 1e30 is far, and not all
//! there is.
//! Every step increases, so the order of the objectives is kept.

use crate::math::stats::{mean, median};
use crate::objective::Direction;

/// In units of the interquartile range.
const FAR: f64 = 10.0;
/// Powers that are tried: −1 to 2 in tenths. 1 changes nothing, 0 is the logarithm.
const POWERS: std::ops::RangeInclusive<i32> = -10..=20;

/// The transformation that some objectives call for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Targets {
    sign: f64,
    /// The largest magnitude: divided by first, so that differences do not overflow.
    largest: f64,
    median: f64,
    range: f64,
    power: f64,
    mean: f64,
    deviation: f64,
    /// Objectives between which [`Targets::objective`] stays.
    limits: (f64, f64),
}

impl Targets {
    /// The transformation for these objectives, which are finite; `None` without any.
    pub fn new(objectives: &[f64], direction: Direction) -> Option<Self> {
        let sign = direction.gain(0.0, 1.0);
        let largest = objectives.iter().fold(f64::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
        let scaled: Vec<f64> = objectives.iter().map(|value| sign * (value / largest)).collect();
        let median = median(&scaled)?;
        let (least, greatest) = objectives
            .iter()
            .fold((f64::MAX, f64::MIN), |(least, greatest), &value| (least.min(value), greatest.max(value)));
        // Twice the range, in halves: the whole of it may be more than a number can be.
        let half = 0.5 * greatest - 0.5 * least;
        let mut targets = Self {
            sign,
            largest,
            median,
            range: range(&scaled),
            power: 1.0,
            mean: 0.0,
            deviation: 1.0,
            limits: (least - half - half, greatest + half + half),
        };
        let centred: Vec<f64> = objectives.iter().map(|&value| targets.centred(value)).collect();
        targets.power = most_normal_power(&centred);
        let transformed: Vec<f64> = centred.iter().map(|&value| yeo_johnson(value, targets.power)).collect();
        targets.mean = mean(&transformed)?;
        targets.deviation = variance(&transformed).sqrt().max(1e-9);
        Some(targets)
    }

    /// An objective as a target.
    pub fn target(&self, objective: f64) -> f64 {
        (yeo_johnson(self.centred(objective), self.power) - self.mean) / self.deviation
    }

    /// The objective of a target: what [`Self::target`] takes back. A power has no bounds, so that what is only expected could
    /// be anything: nothing is farther from what was seen than the best of that is from the worst.
    pub fn objective(&self, target: f64) -> f64 {
        let centred = inverse_yeo_johnson(target * self.deviation + self.mean, self.power);
        let near = if centred.abs() > FAR {
            centred.signum() * (FAR + libm::expm1(libm::expm1(centred.abs() - FAR).min(600.0)))
        } else {
            centred
        };
        let objective = self.sign * (near * self.range + self.median) * self.largest;
        objective.clamp(self.limits.0, self.limits.1)
    }

    fn centred(&self, objective: f64) -> f64 {
        let value = (self.sign * (objective / self.largest) - self.median) / self.range;
        if value.abs() > FAR { value.signum() * (FAR + libm::log1p(libm::log1p(value.abs() - FAR))) } else { value }
    }
}

/// The narrowest range between two quantiles that is not 0: of the middle half if possible. 1 when all are equal.
fn range(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    [4, 8, 16, usize::MAX]
        .into_iter()
        .map(|part| sorted[last - last / part] - sorted[last / part])
        .find(|r| *r > 0.0)
        .unwrap_or(1.0)
}

/// The power under which the values are most likely normal (Yeo and Johnson, section 4): the profile likelihood.
fn most_normal_power(values: &[f64]) -> f64 {
    let slopes: f64 = values.iter().map(|value| value.signum() * libm::log1p(value.abs())).sum();
    let mut best = (f64::NEG_INFINITY, 1.0);
    for tenths in POWERS {
        let power = f64::from(tenths) / 10.0;
        let transformed: Vec<f64> = values.iter().map(|&value| yeo_johnson(value, power)).collect();
        let log = -0.5 * values.len() as f64 * libm::log(variance(&transformed).max(1e-300)) + (power - 1.0) * slopes;
        if log > best.0 {
            best = (log, power);
        }
    }
    best.1
}

/// `((1 + x)^λ − 1) / λ` for `x ≥ 0`, `−((1 − x)^(2 − λ) − 1) / (2 − λ)` below, logarithms where a power is 0.
fn yeo_johnson(x: f64, power: f64) -> f64 {
    let power = if x >= 0.0 { power } else { 2.0 - power };
    let log = libm::log1p(x.abs());
    x.signum() * if power.abs() < 1e-9 { log } else { libm::expm1(power * log) / power }
}

fn inverse_yeo_johnson(t: f64, power: f64) -> f64 {
    let power = if t >= 0.0 { power } else { 2.0 - power };
    // A negative power has a limit that no value reaches.
    let log = if power.abs() < 1e-9 { t.abs() } else { libm::log1p((power * t.abs()).max(-1.0 + 1e-9)) / power };
    t.signum() * libm::expm1(log.min(600.0))
}

fn variance(values: &[f64]) -> f64 {
    let Some(mean) = mean(values) else { return 0.0 };
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn targets(objectives: &[f64]) -> Vec<f64> {
        let targets = Targets::new(objectives, Direction::Minimize).unwrap();
        objectives.iter().map(|&value| targets.target(value)).collect()
    }

    #[test]
    fn huge_and_equal_objectives() {
        let huge = targets(&[0.3, 0.2, 0.5, 1e30, 0.25, 0.4, -1e30]);
        assert!(huge.iter().all(|value| value.abs() < 3.0), "{huge:?}");
        assert!(huge[1] < huge[4] - 0.01 && huge[4] < huge[0] - 0.01, "the others can still be told apart: {huge:?}");
        assert_eq!(targets(&[7.0; 4]), [0.0; 4]);
        assert!(targets(&[f64::MAX, f64::MIN, 0.0]).iter().all(|value| value.is_finite()));
        assert_eq!(Targets::new(&[], Direction::Minimize), None);
    }

    #[test]
    fn what_is_expected_stays_near_what_was_seen() {
        let targets = Targets::new(&[1.0, 2.0, 3.0, 2.5, 300.0], Direction::Minimize).unwrap();
        assert_eq!((targets.objective(1e9), targets.objective(-1e9)), (599.0, -298.0));
        let huge = Targets::new(&[f64::MAX, f64::MIN, 0.0], Direction::Minimize).unwrap();
        assert!(!huge.objective(5.0).is_nan());
        assert_eq!(Targets::new(&[2.0, 2.0], Direction::Maximize).unwrap().objective(3.0), 2.0);
    }

    #[test]
    fn maximising_is_minimising_the_negative() {
        let objectives = [0.1, 0.9, 0.4, 0.35];
        let up = Targets::new(&objectives, Direction::Maximize).unwrap();
        let down = Targets::new(&objectives.map(|value| -value), Direction::Minimize).unwrap();
        for value in objectives {
            assert_eq!(up.target(value), down.target(-value));
        }
        assert!(up.target(0.9) < up.target(0.1));
    }

    proptest! {
        #[test]
        fn the_order_is_kept_and_the_way_back_is_found(objectives in prop::collection::vec(-1e3..1e3_f64, 3..40)) {
            let targets = Targets::new(&objectives, Direction::Minimize).unwrap();
            for pair in objectives.windows(2) {
                prop_assert_eq!(pair[0] < pair[1], targets.target(pair[0]) < targets.target(pair[1]));
            }
            for &value in &objectives {
                prop_assert!((targets.objective(targets.target(value)) - value).abs() < 1e-6 * (1.0 + value.abs()));
            }
        }
    }
}
