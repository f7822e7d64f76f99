//! Grid search: every combination of categories once, in a fixed order.
//!
//! "When using grid search, you can only specify categorical values" (developer guide, "How Hyperparameter Tuning
//! Works"); the number of training jobs follows from the space. AWS does not publish the order of the combinations; here
//! the last range of the request varies fastest.

use crate::language::t;
use crate::search_space::{HyperParameters, ParameterRange, SearchSpace};
use crate::training_job::JobNumber;
use std::fmt;

/// Why a space is no grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridError {
    /// A range that is not categorical.
    NotCategorical(String),
}

impl fmt::Display for GridError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NotCategorical(name) = self;
        f.write_str(&t!(
            "grid search takes categorical ranges only, and {name} is a range of numbers; give it as a list of values, or choose Random",
            name,
        ))
    }
}

impl std::error::Error for GridError {}

/// Grid search.
#[derive(Clone, Debug)]
pub struct Grid {
    combinations: u64,
}

impl Grid {
    pub(super) fn new(space: &SearchSpace) -> Result<Self, GridError> {
        for parameter in space.parameters() {
            if !matches!(parameter.range, ParameterRange::Categorical(_)) {
                return Err(GridError::NotCategorical(parameter.name.clone()));
            }
        }
        Ok(Self { combinations: space.cardinality().unwrap_or(u64::MAX) })
    }

    pub(super) fn suggest(&self, space: &SearchSpace, number: JobNumber) -> Option<HyperParameters> {
        let index = number.index() as u64;
        (index < self.combinations).then(|| space.combination(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, Parameter, Scaling};

    #[test]
    fn every_combination_once() {
        let category = |name: &str, values: &[&str]| Parameter {
            name: name.into(),
            range: CategoricalRange::new(values.iter().map(|&value| value.into()).collect()).unwrap().into(),
        };
        let space = SearchSpace::new(vec![category("a", &["x", "y"]), category("b", &["1", "2", "3"])]).unwrap();
        let grid = Grid::new(&space).unwrap();
        let suggested: Vec<String> =
            (1..=7).filter_map(|n| grid.suggest(&space, JobNumber(n))).map(|values| values.to_string()).collect();
        assert_eq!(suggested, ["a x, b 1", "a x, b 2", "a x, b 3", "a y, b 1", "a y, b 2", "a y, b 3"]);
    }

    #[test]
    fn numbers_are_no_grid() {
        let range = ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap().into();
        let space = SearchSpace::new(vec![Parameter { name: "eta".into(), range }]).unwrap();
        assert_eq!(Grid::new(&space).unwrap_err(), GridError::NotCategorical("eta".into()));
    }
}
