//! A range drawn as the density that it samples from.
//!
//! The picture is a histogram of the range's quantile function over a linear axis of values: how often a value is drawn,
//! where it lies. Heights are the cube roots of frequencies; a logarithmic range over four orders of magnitude has three
//! quarters of its draws in the first tenth, and would otherwise be one bar.

use crate::search_space::{ParameterRange, ParameterValue};

/// Bars of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Heights from 0 to 1, from the least value to the greatest; of categories, one each.
    pub heights: Vec<f64>,
    /// Whether each bar is one value, and not a stretch of them.
    pub discrete: bool,
}

const BARS: usize = 26;
const DRAWS: usize = 2600;

/// The picture of a range.
pub fn bars(range: &ParameterRange) -> Bars {
    let (min, max) = match range {
        ParameterRange::Categorical(range) => {
            return Bars { heights: vec![1.0; range.values().len()], discrete: true };
        }
        ParameterRange::Continuous(range) => (range.min(), range.max()),
        // An integer k owns the stretch from k − ½ to k + ½.
        ParameterRange::Integer(range) => (range.min() as f64 - 0.5, range.max() as f64 + 0.5),
    };
    let values = range.cardinality().and_then(|values| usize::try_from(values).ok()).filter(|values| *values <= BARS);
    let count = values.unwrap_or(BARS);
    let mut drawn = vec![0.0_f64; count];
    for draw in 0..DRAWS {
        let value = match range.value_at((draw as f64 + 0.5) / DRAWS as f64) {
            ParameterValue::Continuous(value) => value,
            ParameterValue::Integer(value) => value as f64,
            ParameterValue::Categorical(_) => continue,
        };
        let bar = ((value - min) / (max - min) * count as f64) as usize;
        if let Some(frequency) = drawn.get_mut(bar.min(count - 1)) {
            *frequency += 1.0;
        }
    }
    let most = drawn.iter().copied().fold(1.0, f64::max);
    Bars {
        heights: drawn.into_iter().map(|frequency| libm::cbrt(frequency / most)).collect(),
        discrete: values.is_some(),
    }
}
