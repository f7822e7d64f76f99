//! What may be tried: the tuned hyperparameters and their ranges, `ParameterRanges` in a request.

mod encoding;
mod range;
mod value;

pub use range::{CategoricalRange, ContinuousRange, IntegerRange, ParameterRange, RangeError, Scaling};
pub use value::{HyperParameters, ParameterValue};

use crate::language::t;
use std::collections::BTreeSet;
use std::fmt;
use thiserror::Error;

/// One tuned hyperparameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name, as the training code knows it.
    pub name: String,
    /// The values it may take.
    pub range: ParameterRange,
}

/// The tuned hyperparameters in the order of the request: at least one, names unique.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchSpace {
    parameters: Vec<Parameter>,
}

/// Why some parameters are no search space.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SearchSpaceError {
    /// There is nothing to tune.
    Empty,
    /// A name stands twice.
    DuplicateName(String),
}

impl fmt::Display for SearchSpaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Empty => t!("there is no range to tune; add at least one").to_owned(),
            Self::DuplicateName(name) => {
                t!("the name {name} stands in two ranges; each hyperparameter can have one", name)
            }
        })
    }
}

impl SearchSpace {
    /// The space of these parameters.
    pub fn new(parameters: Vec<Parameter>) -> Result<Self, SearchSpaceError> {
        if parameters.is_empty() {
            return Err(SearchSpaceError::Empty);
        }
        let mut seen = BTreeSet::new();
        if let Some(parameter) = parameters.iter().find(|parameter| !seen.insert(parameter.name.as_str())) {
            return Err(SearchSpaceError::DuplicateName(parameter.name.clone()));
        }
        Ok(Self { parameters })
    }

    /// The parameters, in the order of the request.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The parameter of this name.
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// How many combinations there are; `None` when a continuous range makes it infinite, or past 2⁶⁴.
    pub fn cardinality(&self) -> Option<u64> {
        self.parameters.iter().try_fold(1_u64, |product, parameter| product.checked_mul(parameter.range.cardinality()?))
    }

    /// The combination at a point of the unit cube, one coordinate in `[0, 1)` a parameter; missing coordinates are 0.
    pub fn decode(&self, point: &[f64]) -> HyperParameters {
        let coordinates = point.iter().copied().chain(std::iter::repeat(0.0));
        self.parameters
            .iter()
            .zip(coordinates)
            .map(|(parameter, u)| (parameter.name.clone(), parameter.range.value_at(u)))
            .collect()
    }

    /// The combination of this index in a finite space: the last parameter varies fastest. The inverse of
    /// [`Self::index_of`] below the cardinality.
    pub fn combination(&self, index: u64) -> HyperParameters {
        let mut rest = index;
        let mut values: Vec<_> = self
            .parameters
            .iter()
            .rev()
            .map(|parameter| {
                let n = parameter.range.cardinality().unwrap_or(1).max(1);
                let value = parameter.range.nth(rest % n);
                rest /= n;
                (parameter.name.clone(), value)
            })
            .collect();
        values.reverse();
        values.into_iter().collect()
    }

    /// The index of a combination in a finite space; `None` in an infinite one or for a combination outside it.
    pub fn index_of(&self, combination: &HyperParameters) -> Option<u64> {
        self.parameters.iter().try_fold(0_u64, |index, parameter| {
            let n = parameter.range.cardinality()?;
            let position = parameter.range.position(combination.get(&parameter.name)?)?;
            index.checked_mul(n)?.checked_add(position)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn space() -> SearchSpace {
        SearchSpace::new(vec![
            Parameter { name: "units".into(), range: IntegerRange::new(2, 5, Scaling::Linear).unwrap().into() },
            Parameter {
                name: "activation".into(),
                range: CategoricalRange::new(vec!["relu".into(), "tanh".into()]).unwrap().into(),
            },
        ])
        .unwrap()
    }

    #[test]
    fn combinations_are_numbered() {
        let space = space();
        assert_eq!(space.cardinality(), Some(8));
        for index in 0..8 {
            assert_eq!(space.index_of(&space.combination(index)), Some(index));
        }
        assert_eq!(space.combination(1).to_string(), "units 2, activation tanh");
    }

    #[test]
    fn names_are_unique_and_there_is_one() {
        let parameter = space().parameters()[0].clone();
        assert_eq!(SearchSpace::new(vec![]), Err(SearchSpaceError::Empty));
        assert_eq!(
            SearchSpace::new(vec![parameter.clone(), parameter]),
            Err(SearchSpaceError::DuplicateName("units".into()))
        );
    }

    proptest! {
        #[test]
        fn decoded_points_are_in_the_space(u in 0.0..1.0_f64, v in 0.0..1.0_f64) {
            let space = space();
            prop_assert!(space.index_of(&space.decode(&[u, v])).is_some());
        }
    }
}
