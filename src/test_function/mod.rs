//! Classic test functions: objectives whose smallest value is known exactly, so that what a strategy finds can be held against
//! what there is to find. `Problem.Model` names one; its variables are the hyperparameters `x1`, `x2`, …, and what a training
//! job reports, once, is `value`, to be minimised.
//!
//! Formulas, ranges and minima: Surjanovic and Bingham, "Virtual Library of Simulation Experiments: Test Functions and Datasets",
//! Simon Fraser University, 2013; who had them first stands with each in `formulas`.
//!
//! Every one of them has its smallest value over all real numbers where its ranges have it. So moving a function, and asking
//! for ranges other than its own, leave the smallest value what it was, as long as the place where it is can be tried.

mod formulas;
mod objective;
mod shifted;

pub use objective::{CoordinateError, NOISE, NoiseError, TestFunctionSpec, TestObjective};
pub use shifted::Shifted;

use crate::language::t;
use core::f64::consts::PI;
use core::ops::RangeInclusive;

/// The only metric of a test function.
pub const METRIC: &str = "value";
/// The most variables of a function that takes any number of them: as many ranges as a tuning job can have.
pub const MAX_DIMENSIONS: usize = 30;

/// Where Ackley's function has its minimum in every coordinate, as in our benchmarks. In the literature it is at 0, which a
/// design that is symmetric about 0 tries by luck.
const ACKLEY_CENTRE: f64 = 1.7;

/// A function of real variables with a known minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestFunction {
    /// Two variables; three minimisers, equally good.
    Branin,
    /// Three variables; four wells.
    Hartmann3,
    /// Six variables; six local minima.
    Hartmann6,
    /// Any number of variables; a funnel full of dimples. Its minimiser is moved to 1.7 in every coordinate.
    Ackley,
    /// Any number of variables; ripples across a bowl.
    Levy,
    /// Two variables or more; a curved valley.
    Rosenbrock,
}

impl TestFunction {
    /// All of them, in the order the page lists them.
    pub const ALL: [Self; 6] =
        [Self::Branin, Self::Hartmann3, Self::Hartmann6, Self::Ackley, Self::Levy, Self::Rosenbrock];

    /// The name in a playground document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Branin => "branin",
            Self::Hartmann3 => "hartmann-3",
            Self::Hartmann6 => "hartmann-6",
            Self::Ackley => "ackley",
            Self::Levy => "levy",
            Self::Rosenbrock => "rosenbrock",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Branin => t!("Branin function"),
            Self::Hartmann3 => t!("Hartmann function, 3 variables"),
            Self::Hartmann6 => t!("Hartmann function, 6 variables"),
            Self::Ackley => t!("Ackley function"),
            Self::Levy => t!("Levy function"),
            Self::Rosenbrock => t!("Rosenbrock function"),
        }
    }

    /// How many variables it takes, at most [`MAX_DIMENSIONS`].
    pub fn dimensions(self) -> RangeInclusive<usize> {
        match self {
            Self::Branin => 2..=2,
            Self::Hartmann3 => 3..=3,
            Self::Hartmann6 => 6..=6,
            Self::Ackley | Self::Levy => 1..=MAX_DIMENSIONS,
            Self::Rosenbrock => 2..=MAX_DIMENSIONS,
        }
    }

    /// Where the literature looks at the variable at `index`, counted from 0: its least and its greatest value.
    pub fn limits(self, index: usize) -> (f64, f64) {
        match self {
            Self::Branin if index == 0 => (-5.0, 10.0),
            Self::Branin => (0.0, 15.0),
            Self::Hartmann3 | Self::Hartmann6 => (0.0, 1.0),
            Self::Ackley => (-5.0, 10.0),
            Self::Levy => (-10.0, 10.0),
            Self::Rosenbrock => (-2.048, 2.048),
        }
    }

    /// Its value at `x`, which has as many variables as it takes. Not finite where the variables are too large for it.
    pub fn value(self, x: &[f64]) -> f64 {
        match self {
            Self::Branin => formulas::branin(x),
            Self::Hartmann3 => formulas::hartmann_3(x),
            Self::Hartmann6 => formulas::hartmann_6(x),
            Self::Ackley => formulas::ackley(x.iter().map(|x| x - ACKLEY_CENTRE)),
            Self::Levy => formulas::levy(x),
            Self::Rosenbrock => formulas::rosenbrock(x),
        }
    }

    /// The smallest value there is, over all real numbers. Of Hartmann's functions, which have no formula for it, all digits of
    /// a 64-bit number are right.
    pub fn minimum(self) -> f64 {
        match self {
            Self::Branin => 5.0 / (4.0 * PI),
            Self::Hartmann3 => -3.862_779_787_332_662_4,
            Self::Hartmann6 => -3.322_368_011_415_514_7,
            Self::Ackley | Self::Levy | Self::Rosenbrock => 0.0,
        }
    }

    /// Where it has its smallest value within its own ranges, with `dimensions` variables.
    pub fn minimisers(self, dimensions: usize) -> Vec<Vec<f64>> {
        match self {
            // At odd multiples k π of x1, where x2 = 1.275 k² − 5 k + 6.
            Self::Branin => vec![vec![-PI, 12.275], vec![PI, 2.275], vec![3.0 * PI, 2.475]],
            Self::Hartmann3 => vec![vec![0.114_588_876_655_068_95, 0.555_648_894_616_93, 0.852_546_984_686_677_4]],
            Self::Hartmann6 => vec![vec![
                0.201_689_511_006_705_43,
                0.150_010_691_823_457_97,
                0.476_873_974_221_897,
                0.275_332_430_494_056_1,
                0.311_651_616_600_113_26,
                0.657_300_534_065_620_3,
            ]],
            Self::Ackley => vec![vec![ACKLEY_CENTRE; dimensions]],
            Self::Levy | Self::Rosenbrock => vec![vec![1.0; dimensions]],
        }
    }

    /// Its variables in words, for `dimensions` of them: "x1 and x2".
    fn variables(dimensions: usize) -> String {
        match dimensions {
            0 | 1 => "x1".to_owned(),
            2 => t!("x1 and x2").to_owned(),
            more => t!("x1 to {last}", last = variable(more - 1)),
        }
    }
}

/// The name of the variable at `index`, counted from 0: `x1`, `x2`, …
pub fn variable(index: usize) -> String {
    format!("x{}", index + 1)
}

/// The index of the variable of this name, counted from 0; `None` for a name that no function has.
pub fn variable_index(name: &str) -> Option<usize> {
    let index = name.strip_prefix('x')?.parse::<usize>().ok()?.checked_sub(1)?;
    // One name a variable: neither x01 nor x+1.
    (index < MAX_DIMENSIONS && variable(index) == name).then_some(index)
}
