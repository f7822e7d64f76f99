//! Values of hyperparameters, and a training job's set of them.

use super::range::ParameterRange;
use crate::math::format::python_float;
use std::fmt;

/// One hyperparameter's value.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterValue {
    /// From a continuous range.
    Continuous(f64),
    /// From an integer range.
    Integer(i64),
    /// From a categorical range: the text as it stands in the request.
    Categorical(String),
}

impl ParameterValue {
    /// The value that a text means in a range of this kind, as SageMaker passes it: not necessarily within its limits.
    pub fn parse(range: &ParameterRange, text: &str) -> Option<Self> {
        match range {
            ParameterRange::Continuous(_) => {
                text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Self::Continuous)
            }
            ParameterRange::Integer(_) => text.trim().parse().ok().map(Self::Integer),
            ParameterRange::Categorical(_) => Some(Self::Categorical(text.to_owned())),
        }
    }

    /// The value as a number, where it is one; the number that a category's text spells, else `None`.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Continuous(value) => Some(*value),
            Self::Integer(value) => Some(*value as f64),
            Self::Categorical(text) => text.trim().trim_matches('"').trim().parse().ok(),
        }
    }
}

/// As SageMaker passes it to the training code and shows it in `TunedHyperParameters`.
impl fmt::Display for ParameterValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Continuous(value) => f.write_str(&python_float(*value)),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Categorical(text) => f.write_str(text),
        }
    }
}

/// A training job's tuned hyperparameters, in the order of the search space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HyperParameters(Vec<(String, ParameterValue)>);

impl HyperParameters {
    /// Names and values, in the order of the search space.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ParameterValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&ParameterValue> {
        self.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// Names and values as texts, as SageMaker passes them to the training code.
    pub fn to_texts(&self) -> Vec<(String, String)> {
        self.iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, ParameterValue)> for HyperParameters {
    fn from_iter<I: IntoIterator<Item = (String, ParameterValue)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// `learning_rate 0.05, hidden_units 8`.
impl fmt::Display for HyperParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.iter().enumerate() {
            write!(f, "{}{name} {value}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
