//! The search space as the Gaussian process sees it: numbers in `[0, 1]` after scaling, categories as indices.
//!
//! An integer is relaxed to the middle of what it owns on the scaled axis (`search_space::encoding`). Every point that is
//! asked about is rounded to a combination that exists first, so that the process never sees values between two integers
//! (Garrido-Merchán and Hernández-Lobato, Neurocomputing 2020). Categories are one-hot with a length scale in common,
//! which is a distance of 0 or 1 (`gaussian_process::kernel`).

use crate::gaussian_process::Dimension;
use crate::search_space::{
    ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, Scaling, SearchSpace,
};

/// Limits that differ by this factor or more are searched by order of magnitude where the request leaves the scaling to
/// SageMaker. AWS does not publish its rule.
const DECADES: f64 = 100.0;

/// The search space as a cube.
#[derive(Clone, Debug)]
pub struct Cube {
    space: SearchSpace,
    dimensions: Vec<Dimension>,
}

impl Cube {
    /// The cube of this space, with `Auto` scaling resolved.
    pub fn new(space: &SearchSpace) -> Self {
        let resolve =
            |parameter: &Parameter| Parameter { name: parameter.name.clone(), range: with_scaling(&parameter.range) };
        let resolved = SearchSpace::new(space.parameters().iter().map(resolve).collect());
        let dimension = |parameter: &Parameter| match parameter.range {
            ParameterRange::Categorical(_) => Dimension::Category,
            _ => Dimension::Number,
        };
        Self {
            dimensions: space.parameters().iter().map(dimension).collect(),
            space: resolved.unwrap_or_else(|_| space.clone()),
        }
    }

    /// The search space, with `Auto` scaling resolved.
    pub fn space(&self) -> &SearchSpace {
        &self.space
    }

    /// What the coordinates are.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// How many values a coordinate has; `None` for infinitely many.
    pub fn values(&self, dimension: usize) -> Option<u64> {
        self.space.parameters()[dimension].range.cardinality()
    }

    /// Where a combination lies; `None` outside the ranges, as a parent job's may.
    pub fn encode(&self, values: &HyperParameters) -> Option<Vec<f64>> {
        let coordinate = |parameter: &Parameter| {
            let u = parameter.range.coordinate_of(values.get(&parameter.name)?)?;
            Some(from_unit(&parameter.range, u))
        };
        self.space.parameters().iter().map(coordinate).collect()
    }

    /// The combination at a point.
    pub fn decode(&self, point: &[f64]) -> HyperParameters {
        let units = self.space.parameters().iter().zip(point);
        let units: Vec<f64> = units.map(|(parameter, &x)| to_unit(&parameter.range, x)).collect();
        self.space.decode(&units)
    }

    /// The point of a combination that exists, next to a point of the unit cube in which categories share their interval
    /// equally.
    pub fn from_unit(&self, unit: &[f64]) -> Vec<f64> {
        let coordinates = self.space.parameters().iter().zip(unit);
        let mut point: Vec<f64> = coordinates.map(|(parameter, &u)| from_unit(&parameter.range, u)).collect();
        self.round(&mut point);
        point
    }

    /// Moves integers to the middle of what they own and everything into the cube.
    pub fn round(&self, point: &mut [f64]) {
        for (parameter, x) in self.space.parameters().iter().zip(point) {
            match &parameter.range {
                ParameterRange::Continuous(_) => *x = x.clamp(0.0, 1.0),
                ParameterRange::Categorical(range) => {
                    *x = libm::floor(*x).clamp(0.0, range.values().len() as f64 - 1.0);
                }
                range @ ParameterRange::Integer(_) => {
                    *x = range.coordinate_of(&range.value_at(*x)).unwrap_or_else(|| x.clamp(0.0, 1.0));
                }
            }
        }
    }
}

/// A category's interval in the unit interval to its index; other coordinates are the same in both.
fn from_unit(range: &ParameterRange, u: f64) -> f64 {
    match range {
        ParameterRange::Categorical(range) => {
            let n = range.values().len() as f64;
            libm::floor(u * n).clamp(0.0, n - 1.0)
        }
        _ => u,
    }
}

fn to_unit(range: &ParameterRange, x: f64) -> f64 {
    match range {
        ParameterRange::Categorical(range) => (x + 0.5) / range.values().len() as f64,
        _ => x,
    }
}

/// The range with `Auto` replaced: Logarithmic where all values are positive and span two orders of magnitude,
/// `ReverseLogarithmic` where 1 − x does (a momentum of 0 … 0.999), Linear where neither or both do.
fn with_scaling(range: &ParameterRange) -> ParameterRange {
    let resolved = match range {
        ParameterRange::Continuous(range) if range.scaling() == Scaling::Auto => {
            let (min, max) = (range.min(), range.max());
            let is_logarithmic = min > 0.0 && max / min >= DECADES;
            let is_reverse = min >= 0.0 && max < 1.0 && (1.0 - min) / (1.0 - max) >= DECADES;
            let scaling = match (is_logarithmic, is_reverse) {
                (true, false) => Scaling::Logarithmic,
                (false, true) => Scaling::ReverseLogarithmic,
                _ => Scaling::Linear,
            };
            ContinuousRange::new(min, max, scaling).ok().map(ParameterRange::from)
        }
        ParameterRange::Integer(range) if range.scaling() == Scaling::Auto => {
            let (min, max) = (range.min(), range.max());
            let is_logarithmic = min > 0 && max as f64 / min as f64 >= DECADES;
            let scaling = if is_logarithmic { Scaling::Logarithmic } else { Scaling::Linear };
            IntegerRange::new(min, max, scaling).ok().map(ParameterRange::from)
        }
        _ => None,
    };
    resolved.unwrap_or_else(|| range.clone())
}
