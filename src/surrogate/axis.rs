//! One hyperparameter as a direction of the surface: where its good value is, how wide, and what else it does.
//!
//! | symbol | meaning |
//! |---|---|
//! | `u` | the coordinate in `[0, 1]`: of a number by its range's scaling; of categories that are all numbers by their rank |
//! | `c` | the best coordinate |
//! | `h` | how far from `c` half of the effect is reached, below and above it |
//! | `v(z) = z² / (1 + z²)` | the effect at `z = (u − c) / h`: a valley with walls that level off |

use super::names::{Role, hash};
use super::number;
use crate::math::rng::{Purpose, Stream};
use crate::search_space::{Parameter, ParameterRange, ParameterValue};

/// One direction of the surface.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    name: String,
    range: ParameterRange,
    role: Role,
    shape: Shape,
    /// Orders the axes by importance, in `[0, 2)`.
    priority: f64,
    /// How far the partner moves this axis' best coordinate: `c + pull · lean of the partner`.
    pull: f64,
    /// How much faster a job learns from one end to the other, as a logarithm.
    speed: f64,
    /// Factors of two in an epoch's work from one end to the other.
    work: f64,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// Numbers, or categories that are numbers: `ranks[i]` is the rank of value `i` by size; empty for ranges of numbers.
    Valley { best: f64, below: f64, above: f64, ranks: Vec<usize> },
    /// Categories: the effect of each, 0 for the best, and where each pulls the partner, 0 for the best.
    Choice { effects: Vec<f64>, leans: Vec<f64> },
}

impl Axis {
    /// The axis of a parameter: by its name and the seed, whatever else is tuned.
    pub(super) fn new(parameter: &Parameter, seed: u64) -> Self {
        let mut stream = Stream::new(seed, hash(&parameter.name), Purpose::Landscape);
        let mut between = |low: f64, high: f64| low + (high - low) * stream.uniform();
        let role = Role::of(&parameter.name);
        // Step sizes matter in most models, and their best is seldom at an end.
        let is_step = role == Role::StepSize;
        let priority = between(0.0, 1.0) + if is_step { 0.6 } else { 0.0 };
        let inside = if is_step { between(0.35, 0.65) } else { between(0.15, 0.85) };
        let best = match between(0.0, 1.0) {
            end if !is_step && end < 0.08 => 0.0,
            end if !is_step && end < 0.16 => 1.0,
            _ => inside,
        };
        let (below, above) = (between(0.2, 0.45), between(0.2, 0.45));
        let pull = between(-0.35, 0.35);
        let speed = match role {
            Role::StepSize => between(1.0, 1.8),
            Role::Batch => between(-0.6, -0.2),
            Role::Size | Role::Other => between(-0.35, 0.35),
        };
        let work = match role {
            Role::Size => between(0.8, 2.0),
            Role::Batch => between(-0.8, -0.3),
            Role::StepSize | Role::Other => 0.0,
        };
        let shape = match &parameter.range {
            ParameterRange::Categorical(range) => match ranks(range.values()) {
                Some(ranks) => Shape::Valley { best, below, above, ranks },
                None => choice(&parameter.name, range.values(), seed),
            },
            _ => Shape::Valley { best, below, above, ranks: Vec::new() },
        };
        let (name, range) = (parameter.name.clone(), parameter.range.clone());
        Self { name, range, role, shape, priority, pull, speed, work }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn role(&self) -> Role {
        self.role
    }

    pub(super) fn priority(&self) -> f64 {
        self.priority
    }

    pub(super) fn pull(&self) -> f64 {
        self.pull
    }

    /// Where a value, as text, lies in `[0, 1]`; `None` outside the range.
    pub(super) fn coordinate(&self, text: &str) -> Option<f64> {
        let value = match &self.range {
            ParameterRange::Continuous(_) => ParameterValue::Continuous(text.parse().ok()?),
            ParameterRange::Integer(_) => ParameterValue::Integer(text.parse().ok()?),
            ParameterRange::Categorical(_) => ParameterValue::Categorical(text.to_owned()),
        };
        let u = self.range.coordinate_of(&value)?;
        // The width of the widest ranges that a float holds is infinite.
        let u = if u.is_finite() { u } else { 0.5 };
        Some(match &self.shape {
            Shape::Valley { ranks, .. } if !ranks.is_empty() => {
                (ranks[index(u, ranks.len())] as f64 + 0.5) / ranks.len() as f64
            }
            _ => u,
        })
    }

    /// The effect on badness, in `[0, 1)`; `shift` moves the best coordinate.
    pub(super) fn effect(&self, u: f64, shift: f64) -> f64 {
        match &self.shape {
            Shape::Valley { best, below, above, .. } => {
                let distance = u - best - shift;
                let z = distance / if distance < 0.0 { *below } else { *above };
                z * z / (1.0 + z * z)
            }
            Shape::Choice { effects, .. } => effects[index(u, effects.len())],
        }
    }

    /// How far from its best the axis is, with a sign: 0 at the best.
    pub(super) fn lean(&self, u: f64) -> f64 {
        match &self.shape {
            Shape::Valley { best, .. } => u - best,
            Shape::Choice { leans, .. } => leans[index(u, leans.len())],
        }
    }

    /// True for numbers, which ripples can run along.
    pub(super) fn is_ordered(&self) -> bool {
        matches!(self.shape, Shape::Valley { .. })
    }

    /// What the axis adds to the logarithm of how fast a job learns: 0 in the middle.
    pub(super) fn log_speed(&self, u: f64) -> f64 {
        if self.is_ordered() { self.speed * (u - 0.5) } else { self.speed * self.lean(u) }
    }

    /// The factors of two that the axis adds to an epoch's work: 0 in the middle.
    pub(super) fn octaves_of_work(&self, u: f64) -> f64 {
        if self.is_ordered() { self.work * (u - 0.5) } else { 0.0 }
    }
}

fn index(u: f64, count: usize) -> usize {
    ((u * count as f64) as usize).min(count - 1)
}

/// The rank of each value by size, when all are numbers and there are several.
fn ranks(values: &[String]) -> Option<Vec<usize>> {
    let numbers: Vec<f64> = values.iter().map(|text| number(text)).collect::<Option<_>>()?;
    // Of equal numbers, such as 1 and 1.0, the first is the smaller.
    let is_below = |&(place, other): &(usize, &f64), index: usize| {
        *other < numbers[index] || (*other == numbers[index] && place < index)
    };
    let rank = |index: usize| numbers.iter().enumerate().filter(|other| is_below(other, index)).count();
    (values.len() > 1).then(|| (0..values.len()).map(rank).collect())
}

/// Each value has an effect of its own, by its text; the least bad is the best.
fn choice(name: &str, values: &[String], seed: u64) -> Shape {
    let drawn: Vec<(f64, f64)> = values
        .iter()
        .map(|value| {
            let mut stream = Stream::new(seed, hash(&format!("{name}\n{value}")), Purpose::Landscape);
            (0.9 * stream.uniform(), stream.uniform() - 0.5)
        })
        .collect();
    let (least, lean) =
        drawn.iter().copied().reduce(|best, own| if own.0 < best.0 { own } else { best }).unwrap_or((0.0, 0.0));
    Shape::Choice {
        effects: drawn.iter().map(|(effect, _)| effect - least).collect(),
        leans: drawn.iter().map(|(_, own)| own - lean).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, Scaling};

    fn axis(name: &str, range: impl Into<ParameterRange>, seed: u64) -> Axis {
        Axis::new(&Parameter { name: name.into(), range: range.into() }, seed)
    }

    fn categories(values: &[&str]) -> CategoricalRange {
        CategoricalRange::new(values.iter().map(|&value| value.to_owned()).collect()).unwrap()
    }

    #[test]
    fn categories_that_are_numbers_are_in_order() {
        let axis = axis("units", categories(&["64", "8", "\"16\"", "32.0"]), 3);
        assert_eq!(
            ["8", "\"16\"", "32.0", "64"].map(|text| axis.coordinate(text).unwrap()),
            [0.125, 0.375, 0.625, 0.875]
        );
        assert!(axis.is_ordered() && axis.coordinate("128").is_none());
        assert!(!super::tests::axis("units", categories(&["8", "many"]), 3).is_ordered());
        assert!(!super::tests::axis("units", categories(&["8"]), 3).is_ordered(), "one value has no order");
    }

    #[test]
    fn one_category_is_the_best_and_others_do_not_change_it() {
        for seed in 0..50 {
            let few = axis("optimizer", categories(&["sgd", "adam", "rmsprop"]), seed);
            let effects = |axis: &Axis, n: usize| {
                (0..n).map(|i| axis.effect((i as f64 + 0.5) / n as f64, 0.0)).collect::<Vec<_>>()
            };
            let three = effects(&few, 3);
            assert_eq!(three.iter().filter(|effect| **effect == 0.0).count(), 1, "{three:?}");
            let turned = effects(&axis("optimizer", categories(&["rmsprop", "sgd", "adam"]), seed), 3);
            assert_eq!([turned[1], turned[2], turned[0]], three[..]);
        }
    }

    #[test]
    fn an_axis_is_best_where_it_does_not_lean() {
        for seed in 0..200 {
            let axis = axis("x", ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap(), seed);
            let best = (0..=100).map(|step| f64::from(step) / 100.0).find(|&u| axis.lean(u) >= -1e-9).unwrap();
            assert!(axis.effect(best, 0.0) < 0.01, "{axis:?}");
            assert!((axis.effect(best + 0.1, 0.1) - axis.effect(best, 0.0)).abs() < 1e-12, "a shift moves the valley");
            assert!((0..=100).all(|step| (0.0..1.0).contains(&axis.effect(f64::from(step) / 100.0, 0.0))));
        }
    }

    #[test]
    fn the_widest_ranges_have_finite_coordinates() {
        let wide = axis("x", ContinuousRange::new(f64::MIN, f64::MAX, Scaling::Linear).unwrap(), 0);
        assert!(["0.0", "1.7976931348623157e+308"].iter().all(|text| wide.coordinate(text).unwrap().is_finite()));
        let whole = axis("n", IntegerRange::new(i64::MIN, i64::MAX, Scaling::Linear).unwrap(), 0);
        assert!((whole.coordinate("0").unwrap() - 0.5).abs() < 1e-9);
        assert_eq!((whole.coordinate("0.5"), wide.coordinate("nan"), wide.coordinate("a")), (None, None, None));
    }
}
