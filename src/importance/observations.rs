//! What the forest learns from: points of the search space with their objectives, checked.

use std::collections::BTreeSet;

use super::{MIN_POINTS, NothingToSay};

/// The values of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Numbers in `[0, 1]`: a continuous or an integer range on its scaled axis.
    Number,
    /// So many categories; the coordinate is the category's index.
    Categories(u32),
}

/// Points with their objectives.
#[derive(Clone, Debug, PartialEq)]
pub struct Observations {
    domains: Vec<Domain>,
    /// Coordinates [parameters][observations].
    columns: Vec<Vec<f64>>,
    /// \[observations\]
    objectives: Vec<f64>,
}

/// Why something is not observations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObservationsError {
    /// The numbers of coordinates and objectives do not fit together.
    #[error("the coordinates are not {parameters} for each of the {observations} objectives")]
    Shape {
        /// Coordinates that a point should have.
        parameters: usize,
        /// Objectives there are.
        observations: usize,
    },
    /// There are more observations than `u32` counts.
    #[error("there are more than 4294967295 observations")]
    TooMany,
    /// A coordinate is outside its parameter's domain.
    #[error(
        "coordinate {parameter} of observation {observation} is neither a number from 0 to 1 nor one of the categories"
    )]
    Coordinate {
        /// The observation's number, from 0.
        observation: usize,
        /// The parameter's number, from 0.
        parameter: usize,
    },
    /// An objective is infinite or not a number.
    #[error("the objective of observation {observation} is not a finite number; leave failed training jobs out")]
    Objective {
        /// The observation's number, from 0.
        observation: usize,
    },
}

impl Domain {
    fn contains(self, coordinate: f64) -> bool {
        match self {
            Self::Number => (0.0..=1.0).contains(&coordinate),
            Self::Categories(count) => {
                (0.0..f64::from(count)).contains(&coordinate) && f64::from(coordinate as u32) == coordinate
            }
        }
    }
}

impl Observations {
    /// Observations at `points`, row-major [observations × parameters], with their `objectives` \[observations\].
    pub fn new(domains: Vec<Domain>, points: &[f64], objectives: Vec<f64>) -> Result<Self, ObservationsError> {
        let (parameters, observations) = (domains.len(), objectives.len());
        if Some(points.len()) != parameters.checked_mul(observations) {
            return Err(ObservationsError::Shape { parameters, observations });
        }
        if u32::try_from(observations).is_err() {
            return Err(ObservationsError::TooMany);
        }
        let is_outside = |(place, x): (usize, &f64)| !domains[place % parameters].contains(*x);
        if let Some(place) = points.iter().enumerate().position(is_outside) {
            let (observation, parameter) = (place / parameters, place % parameters);
            return Err(ObservationsError::Coordinate { observation, parameter });
        }
        if let Some(observation) = objectives.iter().position(|y| !y.is_finite()) {
            return Err(ObservationsError::Objective { observation });
        }
        let column = |parameter| points.iter().skip(parameter).step_by(parameters).copied().collect();
        let columns = (0..parameters).map(column).collect();
        Ok(Self { domains, columns, objectives })
    }

    /// The parameters' domains.
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// Coordinates [parameters][observations].
    pub(super) fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// \[observations\]
    pub(super) fn objectives(&self) -> &[f64] {
        &self.objectives
    }

    /// That there are parameters, and points enough to compare them.
    pub(super) fn check(&self) -> Result<(), NothingToSay> {
        if self.domains.is_empty() {
            return Err(NothingToSay::NoParameter);
        }
        let point = |observation: usize| -> Vec<u64> {
            // 0 is added so that −0 is 0.
            self.columns.iter().map(|column| (column[observation] + 0.0).to_bits()).collect()
        };
        let points = (0..self.objectives.len()).map(point).collect::<BTreeSet<_>>().len();
        if points < MIN_POINTS {
            return Err(NothingToSay::TooFewPoints { points });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said() {
        let observations = |points: &[f64], objectives: &[f64]| {
            Observations::new(vec![Domain::Number, Domain::Categories(2)], points, objectives.to_vec())
        };
        assert!(observations(&[], &[]).is_ok());
        assert!(observations(&[0.0, 1.0, 1.0, 0.0], &[1.0, 2.0]).is_ok());
        assert_eq!(
            observations(&[0.0, 1.0, 1.0], &[1.0, 2.0]),
            Err(ObservationsError::Shape { parameters: 2, observations: 2 })
        );
        for (point, parameter) in [
            ([1.1, 0.0], 0),
            ([-0.1, 0.0], 0),
            ([f64::NAN, 0.0], 0),
            ([0.0, 2.0], 1),
            ([0.0, 0.5], 1),
            ([0.0, -1.0], 1),
            ([0.0, f64::NAN], 1),
        ] {
            let wrong = observations(&[0.5, 0.0, point[0], point[1]], &[1.0, 2.0]);
            assert_eq!(wrong, Err(ObservationsError::Coordinate { observation: 1, parameter }), "{point:?}");
        }
        for objective in [f64::NAN, f64::INFINITY] {
            let wrong = observations(&[0.0, 0.0], &[objective]);
            assert_eq!(wrong, Err(ObservationsError::Objective { observation: 0 }));
        }
        assert!(Observations::new(vec![], &[], vec![1.0]).is_ok());
        assert!(Observations::new(vec![], &[1.0], vec![1.0]).is_err());
    }
}
