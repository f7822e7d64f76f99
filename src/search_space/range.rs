//! Ranges of hyperparameters, valid by construction.
//!
//! Rules: `ContinuousParameterRange`, `IntegerParameterRange` and `CategoricalParameterRange` of the API reference, and
//! "Define Hyperparameter Ranges" of the developer guide for the scaling types.

use super::value::ParameterValue;
use crate::language::t;
use std::collections::BTreeSet;
use std::fmt;
use thiserror::Error;

/// How a range is searched: `ScalingType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaling {
    /// SageMaker chooses. AWS does not publish how, only that it "initially assumes linear scaling"; Grid and Random,
    /// which learn nothing, search it linearly here.
    #[default]
    Auto,
    /// Every value is as likely as every other.
    Linear,
    /// Every order of magnitude is as likely as every other: uniform in `ln x`. Needs values above 0.
    Logarithmic,
    /// Uniform in `ln(1 − x)`: finest near 1, for example for a momentum. Needs `0 ≤ x < 1`, continuous ranges only.
    ReverseLogarithmic,
}

impl Scaling {
    /// All of them, in the order of the API reference.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Linear, Self::Logarithmic, Self::ReverseLogarithmic];

    /// AWS's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "Auto",
            Self::Linear => "Linear",
            Self::Logarithmic => "Logarithmic",
            Self::ReverseLogarithmic => "ReverseLogarithmic",
        }
    }

    /// The scaling that AWS's word names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scaling| scaling.name() == name)
    }
}

/// Why two limits or some values are no range.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum RangeError {
    /// A limit is infinite or not a number.
    NotFinite,
    /// Nothing lies between the limits.
    Empty {
        /// The lower limit given.
        min: f64,
        /// The upper limit given.
        max: f64,
    },
    /// Logarithmic scaling of zero or less.
    LogarithmOfZero {
        /// The lower limit given.
        min: f64,
    },
    /// Reverse logarithmic scaling outside `[0, 1)`.
    OutsideUnit {
        /// The lower limit given.
        min: f64,
        /// The upper limit given.
        max: f64,
    },
    /// Reverse logarithmic scaling of integers.
    ReverseLogarithmicInteger,
    /// A categorical range without values.
    NoValues,
    /// A category stands twice.
    DuplicateValue(String),
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::NotFinite => t!("both limits must be finite numbers, such as 0.001 and 1").to_owned(),
            Self::Empty { min, max } => t!("the minimum {min} must be less than the maximum {max}", min, max),
            Self::LogarithmOfZero { min } => {
                t!("logarithmic scaling needs a minimum above 0, because log 0 is infinite; it is {min}", min)
            }
            Self::OutsideUnit { min, max } => {
                t!("reverse logarithmic scaling needs 0 ≤ minimum and maximum < 1; they are {min} and {max}", min, max)
            }
            Self::ReverseLogarithmicInteger => t!(
                "reverse logarithmic scaling is for continuous ranges only; integers can have Auto, Linear or Logarithmic"
            )
            .to_owned(),
            Self::NoValues => t!("a categorical range needs at least one value").to_owned(),
            Self::DuplicateValue(value) => t!("the value {value} stands twice; each category can stand once", value),
        })
    }
}

/// Real values between two limits, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContinuousRange {
    min: f64,
    max: f64,
    scaling: Scaling,
}

impl ContinuousRange {
    /// The values from `min` to `max`.
    pub fn new(min: f64, max: f64, scaling: Scaling) -> Result<Self, RangeError> {
        check_limits(min, max, scaling)?;
        Ok(Self { min, max, scaling })
    }

    /// The lower limit, included.
    pub fn min(&self) -> f64 {
        self.min
    }

    /// The upper limit, included.
    pub fn max(&self) -> f64 {
        self.max
    }

    /// How it is searched.
    pub fn scaling(&self) -> Scaling {
        self.scaling
    }
}

/// Whole values between two limits, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntegerRange {
    min: i64,
    max: i64,
    scaling: Scaling,
}

impl IntegerRange {
    /// The whole numbers from `min` to `max`. AWS refuses a range of one value.
    pub fn new(min: i64, max: i64, scaling: Scaling) -> Result<Self, RangeError> {
        if scaling == Scaling::ReverseLogarithmic {
            return Err(RangeError::ReverseLogarithmicInteger);
        }
        check_limits(min as f64, max as f64, scaling)?;
        // Two neighbours past 2⁵³ look equal as floats and were refused above; here min < max holds for the integers.
        Ok(Self { min, max, scaling })
    }

    /// The lower limit, included.
    pub fn min(&self) -> i64 {
        self.min
    }

    /// The upper limit, included.
    pub fn max(&self) -> i64 {
        self.max
    }

    /// How it is searched; never reverse logarithmic.
    pub fn scaling(&self) -> Scaling {
        self.scaling
    }
}

fn check_limits(min: f64, max: f64, scaling: Scaling) -> Result<(), RangeError> {
    if !min.is_finite() || !max.is_finite() {
        return Err(RangeError::NotFinite);
    }
    if min >= max {
        return Err(RangeError::Empty { min, max });
    }
    match scaling {
        Scaling::Logarithmic if min <= 0.0 => Err(RangeError::LogarithmOfZero { min }),
        Scaling::ReverseLogarithmic if min < 0.0 || max >= 1.0 => Err(RangeError::OutsideUnit { min, max }),
        _ => Ok(()),
    }
}

/// One of several texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoricalRange {
    values: Vec<String>,
}

impl CategoricalRange {
    /// These values, which must differ.
    pub fn new(values: Vec<String>) -> Result<Self, RangeError> {
        if values.is_empty() {
            return Err(RangeError::NoValues);
        }
        let mut seen = BTreeSet::new();
        if let Some(value) = values.iter().find(|value| !seen.insert(value.as_str())) {
            return Err(RangeError::DuplicateValue(value.clone()));
        }
        Ok(Self { values })
    }

    /// The values, in the order of the request.
    pub fn values(&self) -> &[String] {
        &self.values
    }
}

/// The values that one hyperparameter may take.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterRange {
    /// Real values.
    Continuous(ContinuousRange),
    /// Whole values.
    Integer(IntegerRange),
    /// Texts.
    Categorical(CategoricalRange),
}

impl ParameterRange {
    /// How it is searched; categories have no scaling.
    pub fn scaling(&self) -> Option<Scaling> {
        match self {
            Self::Continuous(range) => Some(range.scaling),
            Self::Integer(range) => Some(range.scaling),
            Self::Categorical(_) => None,
        }
    }

    /// How many values there are; `None` for a continuous range.
    pub fn cardinality(&self) -> Option<u64> {
        match self {
            Self::Continuous(_) => None,
            Self::Integer(range) => range.max.abs_diff(range.min).checked_add(1),
            Self::Categorical(range) => Some(range.values.len() as u64),
        }
    }

    /// The value of this position, counted from 0; a continuous range has only its lower limit to give.
    pub(super) fn nth(&self, position: u64) -> ParameterValue {
        match self {
            Self::Continuous(range) => ParameterValue::Continuous(range.min),
            Self::Integer(range) => ParameterValue::Integer(range.min.saturating_add_unsigned(position).min(range.max)),
            Self::Categorical(range) => {
                let last = range.values.len() - 1;
                ParameterValue::Categorical(range.values[(position as usize).min(last)].clone())
            }
        }
    }

    /// The position of a value, counted from 0; `None` for a value outside the range or of another type.
    pub(super) fn position(&self, value: &ParameterValue) -> Option<u64> {
        match (self, value) {
            (Self::Integer(range), ParameterValue::Integer(value)) if (range.min..=range.max).contains(value) => {
                Some(value.abs_diff(range.min))
            }
            (Self::Categorical(range), ParameterValue::Categorical(text)) => {
                range.values.iter().position(|own| own == text).map(|index| index as u64)
            }
            _ => None,
        }
    }
}

impl From<ContinuousRange> for ParameterRange {
    fn from(range: ContinuousRange) -> Self {
        Self::Continuous(range)
    }
}

impl From<IntegerRange> for ParameterRange {
    fn from(range: IntegerRange) -> Self {
        Self::Integer(range)
    }
}

impl From<CategoricalRange> for ParameterRange {
    fn from(range: CategoricalRange) -> Self {
        Self::Categorical(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_refuse_what_cannot_be_searched() {
        let continuous = |min, max, scaling| ContinuousRange::new(min, max, scaling).map(|_| ());
        assert_eq!(continuous(0.0, 1.0, Scaling::Linear), Ok(()));
        assert_eq!(continuous(1.0, 1.0, Scaling::Linear), Err(RangeError::Empty { min: 1.0, max: 1.0 }));
        assert_eq!(continuous(f64::NAN, 1.0, Scaling::Auto), Err(RangeError::NotFinite));
        assert_eq!(continuous(0.0, 1.0, Scaling::Logarithmic), Err(RangeError::LogarithmOfZero { min: 0.0 }));
        assert_eq!(continuous(0.0, 0.999, Scaling::ReverseLogarithmic), Ok(()));
        assert_eq!(
            continuous(0.0, 1.0, Scaling::ReverseLogarithmic),
            Err(RangeError::OutsideUnit { min: 0.0, max: 1.0 })
        );
        assert_eq!(IntegerRange::new(1, 9, Scaling::ReverseLogarithmic), Err(RangeError::ReverseLogarithmicInteger));
        assert_eq!(CategoricalRange::new(vec![]), Err(RangeError::NoValues));
        assert_eq!(CategoricalRange::new(vec!["a".into(), "a".into()]), Err(RangeError::DuplicateValue("a".into())));
    }

    #[test]
    fn extreme_integers_do_not_overflow() {
        let range = ParameterRange::from(IntegerRange::new(i64::MIN, i64::MAX, Scaling::Linear).unwrap());
        assert_eq!(range.cardinality(), None);
        assert_eq!(range.nth(u64::MAX), ParameterValue::Integer(i64::MAX));
    }
}
