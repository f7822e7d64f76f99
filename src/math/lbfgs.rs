//! Maximisation within a box by L-BFGS (Liu and Nocedal, "On the limited memory BFGS method for large scale
//! optimization", Mathematical Programming 1989) with projection (Bertsekas, SIAM J. Control and Optimization 1982):
//! coordinates that press against a limit rest, the others follow the quasi-Newton direction, and each step is projected
//! back into the box and shortened until it climbs enough.

use super::cholesky::{add_scaled, dot};
use std::collections::VecDeque;

/// Pairs of steps and gradient changes that are remembered.
const MEMORY: usize = 8;
/// Armijo's condition: this much of the climb that the gradient promises.
const ENOUGH: f64 = 1e-4;
/// Halvings of a step before giving up.
const MAX_HALVINGS: u32 = 12;

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Evaluations of the function, at most.
    pub evaluations: u32,
    /// Stops when a step climbs by less.
    pub least_climb: f64,
}

/// Climbs from `start` (taken into the box first) and returns the best point and its value. `function` writes its
/// gradient and returns its value; a value that is not finite is no place to go. `None` when it is not finite at the
/// start.
pub fn maximise(
    start: &[f64],
    low: &[f64],
    high: &[f64],
    effort: Effort,
    mut function: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Option<(Vec<f64>, f64)> {
    let n = start.len();
    let within = |x: &mut [f64]| {
        for i in 0..n {
            x[i] = x[i].clamp(low[i], high[i]);
        }
    };
    let mut x = start.to_vec();
    within(&mut x);
    let mut gradient = vec![0.0; n];
    let mut value = function(&x, &mut gradient);
    if !value.is_finite() {
        return None;
    }
    let mut evaluations = 1;
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>)> = VecDeque::with_capacity(MEMORY);
    let mut next_gradient = vec![0.0; n];
    while evaluations < effort.evaluations {
        let rests: Vec<bool> =
            (0..n).map(|i| (x[i] <= low[i] && gradient[i] <= 0.0) || (x[i] >= high[i] && gradient[i] >= 0.0)).collect();
        let mut direction = ascent_direction(&gradient, &rests, &memory);
        if dot(&direction, &gradient) <= 0.0 {
            memory.clear();
            direction = ascent_direction(&gradient, &rests, &memory);
        }
        // The first step has no curvature to go by: a tenth of the box at most.
        let mut step = 1.0;
        if memory.is_empty() {
            let longest = (0..n).map(|i| (direction[i] / (high[i] - low[i]).max(1e-300)).abs()).fold(0.0, f64::max);
            step = if longest > 0.0 { (0.1 / longest).min(1e6) } else { return Some((x, value)) };
        }
        let mut accepted = None;
        for _ in 0..MAX_HALVINGS {
            if evaluations >= effort.evaluations {
                break;
            }
            let mut next = x.clone();
            add_scaled(&mut next, step, &direction);
            within(&mut next);
            let promised: f64 = (0..n).map(|i| gradient[i] * (next[i] - x[i])).sum();
            let next_value = function(&next, &mut next_gradient);
            evaluations += 1;
            if next_value.is_finite() && next_value >= value + ENOUGH * promised && promised > 0.0 {
                accepted = Some((next, next_value));
                break;
            }
            // The top of the parabola through what is known, within reason.
            let top = if next_value.is_finite() { 0.5 * promised / (promised - (next_value - value)) } else { 0.1 };
            step *= if top.is_finite() { top.clamp(0.1, 0.5) } else { 0.5 };
        }
        let Some((next, next_value)) = accepted else { break };
        let moved: Vec<f64> = (0..n).map(|i| next[i] - x[i]).collect();
        // The function is maximised: curvature is that of its negative.
        let bent: Vec<f64> = (0..n).map(|i| gradient[i] - next_gradient[i]).collect();
        if dot(&moved, &bent) > 1e-12 * dot(&bent, &bent) {
            if memory.len() == MEMORY {
                memory.pop_front();
            }
            memory.push_back((moved, bent));
        }
        let climb = next_value - value;
        x = next;
        value = next_value;
        std::mem::swap(&mut gradient, &mut next_gradient);
        if climb < effort.least_climb {
            break;
        }
    }
    Some((x, value))
}

/// The two-loop recursion, with coordinates that rest left out.
fn ascent_direction(gradient: &[f64], rests: &[bool], memory: &VecDeque<(Vec<f64>, Vec<f64>)>) -> Vec<f64> {
    let free = |x: &mut [f64]| {
        for (entry, &rests) in x.iter_mut().zip(rests) {
            if rests {
                *entry = 0.0;
            }
        }
    };
    let mut direction = gradient.to_vec();
    free(&mut direction);
    let mut weights = Vec::with_capacity(memory.len());
    for (moved, bent) in memory.iter().rev() {
        let weight = dot(moved, &direction) / dot(moved, bent);
        add_scaled(&mut direction, -weight, bent);
        weights.push(weight);
    }
    if let Some((moved, bent)) = memory.back() {
        let scale = dot(moved, bent) / dot(bent, bent);
        for entry in &mut direction {
            *entry *= scale;
        }
    }
    for ((moved, bent), weight) in memory.iter().zip(weights.iter().rev()) {
        let correction = weight - dot(bent, &direction) / dot(moved, bent);
        add_scaled(&mut direction, correction, moved);
    }
    free(&mut direction);
    direction
}

#[cfg(test)]
mod tests {
    use super::*;

    const EFFORT: Effort = Effort { evaluations: 200, least_climb: 0.0 };

    /// Rosenbrock's valley, upside down; its top is at (1, 1).
    fn valley(x: &[f64], gradient: &mut [f64]) -> f64 {
        let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
        gradient[0] = 2.0 * a + 400.0 * b * x[0];
        gradient[1] = -200.0 * b;
        -(a * a + 100.0 * b * b)
    }

    #[test]
    fn climbs_a_bent_valley() {
        let (x, value) = maximise(&[-1.2, 1.0], &[-5.0, -5.0], &[5.0, 5.0], EFFORT, valley).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-5 && (x[1] - 1.0).abs() < 1e-5, "{x:?} {value}");
    }

    #[test]
    fn stays_in_the_box_and_finds_its_edge() {
        // Within x ≤ ½ the best is (½, ¼).
        let (x, _) = maximise(&[-1.2, 1.0], &[-2.0, -2.0], &[0.5, 2.0], EFFORT, valley).unwrap();
        assert!((x[0] - 0.5).abs() < 1e-9 && (x[1] - 0.25).abs() < 1e-5, "{x:?}");
    }

    #[test]
    fn what_is_not_finite_is_left() {
        let function = |x: &[f64], gradient: &mut [f64]| {
            gradient[0] = 1.0;
            if x[0] > 0.3 { f64::NAN } else { x[0] }
        };
        let (x, value) = maximise(&[0.0], &[0.0], &[1.0], EFFORT, function).unwrap();
        assert!(x[0] <= 0.3 && value > 0.25, "{x:?}");
        assert_eq!(maximise(&[0.9], &[0.0], &[1.0], EFFORT, function), None);
    }
}
