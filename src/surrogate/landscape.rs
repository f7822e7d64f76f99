//! The surface: how bad a point of the unit cube is.
//!
//! `b(u) = (1 − ρ) Σ wₖ vₖ(uₖ) + ρ Σ aₘ (1 − cos 2π fₘ·(u − c)) / 2`
//!
//! | symbol | meaning |
//! |---|---|
//! | `k` | the axes in the order of their importance, from 1 |
//! | `wₖ ∝ k^−1.3` | their weights, summing to 1: two or three decide most |
//! | `vₖ` | the valley of an axis; axes 1 and 2, 3 and 4, … are partners, and the second moves the best place of the first |
//! | `ρ` | how much of the surface is ripples: local optima |
//! | `fₘ`, `aₘ` | a ripple's whole-numbered frequencies along the most important ordered axes, and its height, which falls with the frequency; heights sum to 1 |
//!
//! Every term is 0 at the best point, so that `0 ≤ b < 1` and the best point is known.

use super::axis::Axis;
use crate::math::rng::Stream;
use core::f64::consts::PI;

/// The part of the surface that is ripples, and how many there are, along how many axes.
const RIPPLES: f64 = 0.15;
const RIPPLE_COUNT: usize = 6;
const RIPPLE_AXES: usize = 4;

/// How the axes make up a surface.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Landscape {
    /// The axes' indices, the most important first.
    order: Vec<usize>,
    /// The weight of each, in that order.
    weights: Vec<f64>,
    ripples: Vec<Ripple>,
}

#[derive(Clone, Debug, PartialEq)]
struct Ripple {
    height: f64,
    /// Axis and frequency.
    along: Vec<(usize, f64)>,
}

impl Landscape {
    pub(super) fn new(axes: &[Axis], stream: &mut Stream) -> Self {
        let mut order: Vec<usize> = (0..axes.len()).collect();
        let key = |&index: &usize| (-axes[index].priority(), axes[index].name());
        order.sort_by(|a, b| {
            let ((a, a_name), (b, b_name)) = (key(a), key(b));
            a.total_cmp(&b).then(a_name.cmp(b_name))
        });
        let weights: Vec<f64> = (1..=axes.len()).map(|k| libm::pow(k as f64, -1.3)).collect();
        let sum: f64 = weights.iter().sum();
        let weights = weights.iter().map(|weight| weight / sum).collect();
        let rippled: Vec<usize> =
            order.iter().copied().filter(|&index| axes[index].is_ordered()).take(RIPPLE_AXES).collect();
        Self { ripples: ripples(&rippled, stream), order, weights }
    }

    /// The axes' indices, the most important first.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// `b(u)`, in `[0, 1)`: 0 at the best point, and without axes.
    pub(super) fn badness(&self, axes: &[Axis], point: &[f64]) -> f64 {
        let lean = |place: usize| self.order.get(place).map_or(0.0, |&index| axes[index].lean(point[index]));
        let mut valleys = 0.0;
        for (place, (&index, weight)) in self.order.iter().zip(&self.weights).enumerate() {
            let shift = if place % 2 == 0 { axes[index].pull() * lean(place + 1) } else { 0.0 };
            valleys += weight * axes[index].effect(point[index], shift);
        }
        let mut rippled = 0.0;
        for ripple in &self.ripples {
            let turns: f64 = ripple.along.iter().map(|&(index, turns)| turns * axes[index].lean(point[index])).sum();
            rippled += ripple.height * (1.0 - libm::cos(2.0 * PI * turns)) / 2.0;
        }
        (1.0 - RIPPLES) * valleys + RIPPLES * rippled
    }
}

/// Random ripples along these axes; their heights sum to 1.
fn ripples(axes: &[usize], stream: &mut Stream) -> Vec<Ripple> {
    let mut ripples: Vec<Ripple> = (0..RIPPLE_COUNT)
        .map(|_| {
            // Always as many draws, so that the rest of the stream does not depend on the axes.
            let turns: [f64; RIPPLE_AXES] = core::array::from_fn(|_| f64::from(stream.below(5)) - 2.0);
            let along: Vec<(usize, f64)> = axes.iter().copied().zip(turns).filter(|&(_, turns)| turns != 0.0).collect();
            let square: f64 = along.iter().map(|(_, turns)| turns * turns).sum();
            Ripple { height: 1.0 / (1.0 + square), along }
        })
        .filter(|ripple| !ripple.along.is_empty())
        .collect();
    let sum: f64 = ripples.iter().map(|ripple| ripple.height).sum();
    for ripple in &mut ripples {
        ripple.height /= sum;
    }
    ripples
}
