//! A test function as the objective of a tuning job: which hyperparameters are its variables, and whether its smallest value can
//! be reached with the values that they may take.

use super::{MAX_DIMENSIONS, Shifted, TestFunction, variable, variable_index};
use crate::language::t;
use crate::math::rng::{Purpose, Stream};
use crate::search_space::{ParameterRange, ParameterValue, SearchSpace};
use core::fmt;
use core::ops::RangeInclusive;

/// Standard deviation of the noise on a value, in the value's own unit.
pub const NOISE: RangeInclusive<f64> = 0.0..=1000.0;

/// A value nearer than this to a minimiser's is at it: what a function is then above its minimum is rounding, or for Ackley's,
/// which has a tip, below 1e-8.
const AT: f64 = 1e-9;

/// Noise that no test function takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoiseError {
    /// The standard deviation as given.
    pub noise: f64,
}

impl fmt::Display for NoiseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&t!(
            "the noise is {noise}; a test function takes {least} to {most}",
            noise = self.noise,
            least = NOISE.start(),
            most = NOISE.end()
        ))
    }
}

impl std::error::Error for NoiseError {}

/// What a playground document says of its test function, within all limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TestFunctionSpec {
    function: TestFunction,
    seed: u64,
    noise: f64,
}

impl TestFunctionSpec {
    /// The function where it is, without noise.
    pub fn of(function: TestFunction) -> Self {
        Self { function, seed: 0, noise: 0.0 }
    }

    /// The function, moved by `seed` (see [`Shifted::new`]), with noise of this standard deviation, within [`NOISE`].
    pub fn new(function: TestFunction, seed: u64, noise: f64) -> Result<Self, NoiseError> {
        if NOISE.contains(&noise) { Ok(Self { function, seed, noise }) } else { Err(NoiseError { noise }) }
    }

    /// Which function it is.
    pub fn function(&self) -> TestFunction {
        self.function
    }
}

/// Why hyperparameters are not the variables of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoordinateError {
    /// A tuned hyperparameter that is none of them.
    Unknown {
        /// The function's name.
        function: &'static str,
        /// The hyperparameter's.
        name: String,
        /// The variables that it has, in words.
        variables: String,
    },
    /// A value of a variable that is no number.
    NotANumber {
        /// The variable.
        name: String,
        /// The value, static or of a category.
        value: String,
        /// Whether it is a static hyperparameter.
        is_static: bool,
    },
    /// Variables that are neither tuned nor static.
    Missing {
        /// The function's name.
        function: &'static str,
        /// The variables that it needs, in words.
        variables: String,
        /// Those that are missing.
        missing: Vec<String>,
        /// Where the literature looks at the first of them, as texts.
        limits: (String, String),
    },
}

impl fmt::Display for CoordinateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Unknown { function, name, variables } => {
                t!("{function} has no variable {name}; it has {variables}", function, name, variables)
            }
            Self::NotANumber { name, value, .. } => {
                t!("{value} is no number; {name} takes numbers", value = format!("{value:?}"), name)
            }
            Self::Missing { function, variables, missing, limits: (least, most) } if missing.len() == 1 => t!(
                "{function} here has {variables}, and {missing} is neither tuned nor static; give it a range, such as \
                 {least} to {most}, or a static value",
                function,
                variables,
                missing = missing.concat(),
                least,
                most
            ),
            Self::Missing { function, variables, missing, limits: (least, most) } => t!(
                "{function} here has {variables}, and {missing} are neither tuned nor static; give each a range, such \
                 as {least} to {most}, or a static value",
                function,
                variables,
                missing = missing.join(", "),
                least,
                most
            ),
        })
    }
}

impl std::error::Error for CoordinateError {}

impl CoordinateError {
    fn unknown(function: TestFunction, name: &str) -> Self {
        let takes = function.dimensions();
        let variables = if takes.start() == takes.end() {
            TestFunction::variables(*takes.end())
        } else {
            t!("x1, x2, … up to {last}", last = variable(MAX_DIMENSIONS - 1))
        };
        Self::Unknown { function: function.name(), name: name.to_owned(), variables }
    }

    /// `None` when no variable of the function, which here has so many, is missing.
    fn missing(function: TestFunction, dimensions: usize, missing: Vec<String>) -> Option<Self> {
        let (min, max) = function.limits(variable_index(missing.first()?)?);
        let limits = (min.to_string(), max.to_string());
        Some(Self::Missing {
            function: function.name(),
            variables: TestFunction::variables(dimensions),
            missing,
            limits,
        })
    }
}

/// Where the value of a variable comes from.
#[derive(Clone, Debug, PartialEq)]
enum Variable {
    Tuned(ParameterRange),
    Static(f64),
}

/// The objective of one tuning job.
#[derive(Clone, Debug, PartialEq)]
pub struct TestObjective {
    shifted: Shifted,
    noise: f64,
    variables: Vec<Variable>,
}

impl TestObjective {
    /// The objective over this space, whose hyperparameters are `x1`, `x2`, … Variables that are not tuned have their values from
    /// the static hyperparameters; static ones of other names do not matter. A function that takes any number of variables has
    /// as many as the last that is given. Every problem is reported.
    pub fn new(
        spec: TestFunctionSpec,
        space: &SearchSpace,
        statics: &[(String, String)],
    ) -> Result<Self, Vec<CoordinateError>> {
        let (function, takes) = (spec.function, spec.function.dimensions());
        let index_of = |name: &str| variable_index(name).filter(|index| index < takes.end());
        let tuned = space.parameters().iter().map(|parameter| &parameter.name);
        let given = tuned.clone().chain(statics.iter().map(|(name, _)| name));
        let last = given.filter_map(|name| index_of(name)).max();
        let dimensions = last.map_or(0, |last| last + 1).max(*takes.start());
        let unknown = tuned.filter(|name| index_of(name).is_none());
        let mut errors: Vec<CoordinateError> = unknown.map(|name| CoordinateError::unknown(function, name)).collect();
        let (mut variables, mut missing) = (Vec::new(), Vec::new());
        for name in (0..dimensions).map(variable) {
            let fixed = statics.iter().find(|(own, _)| *own == name);
            match (space.get(&name), fixed) {
                (Some(parameter), _) => match not_a_number(&parameter.range) {
                    None => variables.push(Variable::Tuned(parameter.range.clone())),
                    Some(value) => errors.push(CoordinateError::NotANumber { name, value, is_static: false }),
                },
                (None, Some((_, value))) => match number(value) {
                    Some(value) => variables.push(Variable::Static(value)),
                    None => errors.push(CoordinateError::NotANumber { name, value: value.clone(), is_static: true }),
                },
                (None, None) => missing.push(name),
            }
        }
        errors.extend(CoordinateError::missing(function, dimensions, missing));
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self { shifted: Shifted::new(function, dimensions, spec.seed), noise: spec.noise, variables })
    }

    /// The function, as it is moved.
    pub fn shifted(&self) -> &Shifted {
        &self.shifted
    }

    /// The smallest value that the function has without noise, where the values that may be tried reach it; else it is not known
    /// what the smallest is.
    pub fn optimum(&self) -> Option<f64> {
        self.out_of_reach().is_empty().then(|| self.shifted.function().minimum())
    }

    /// What keeps the smallest value from being reached: variables, with the value that each would have to take, for the
    /// minimiser that is out of reach in the fewest of them; empty where one can be reached.
    pub fn out_of_reach(&self) -> Vec<(String, f64)> {
        let misses = self.shifted.minimisers().into_iter().map(|minimiser| {
            let all = minimiser.into_iter().zip(&self.variables).enumerate();
            all.filter(|(_, (x, own))| !own.takes(*x)).map(|(index, (x, _))| (variable(index), x)).collect::<Vec<_>>()
        });
        misses.min_by_key(Vec::len).unwrap_or_default()
    }

    /// The value at these tuned hyperparameters, as texts, without noise; `None` when one is missing or is no number. Not finite
    /// where they are too large for the function.
    pub fn value(&self, tuned: &[(String, String)]) -> Option<f64> {
        let x = self.variables.iter().enumerate().map(|(index, own)| match own {
            Variable::Static(value) => Some(*value),
            Variable::Tuned(_) => {
                let name = variable(index);
                tuned.iter().find(|(own, _)| *own == name).and_then(|(_, text)| number(text))
            }
        });
        Some(self.shifted.value(&x.collect::<Option<Vec<_>>>()?))
    }

    /// What the training job numbered `job` of a tuning job with random seed `seed` reports: the value, and its noise.
    pub fn observe(&self, tuned: &[(String, String)], seed: u64, job: u64) -> Option<f64> {
        let noise = self.noise * Stream::new(seed, job, Purpose::Observation).normal();
        Some(self.value(tuned)? + noise)
    }
}

impl Variable {
    /// Whether it can have this value.
    fn takes(&self, x: f64) -> bool {
        let is_at = |value: f64| (value - x).abs() <= AT;
        match self {
            Self::Static(value) => is_at(*value),
            Self::Tuned(ParameterRange::Continuous(range)) => (range.min()..=range.max()).contains(&x),
            Self::Tuned(ParameterRange::Integer(range)) => {
                is_at(x.round()) && (range.min() as f64..=range.max() as f64).contains(&x.round())
            }
            Self::Tuned(ParameterRange::Categorical(range)) => {
                range.values().iter().filter_map(|text| number(text)).any(is_at)
            }
        }
    }
}

/// The first value of a range that is no number.
fn not_a_number(range: &ParameterRange) -> Option<String> {
    let ParameterRange::Categorical(range) = range else { return None };
    range.values().iter().find(|text| number(text).is_none()).cloned()
}

/// The number that a text spells, as a training script would read it; not an infinite one.
fn number(text: &str) -> Option<f64> {
    ParameterValue::Categorical(text.to_owned()).as_number().filter(|number| number.is_finite())
}
