//! A test function whose minimum is moved, so that nobody finds it by knowing where it is.
//!
//! The function moves as a whole: `f(x − s)` with a shift `s` a coordinate. All its minimisers stay within its own ranges, and its
//! smallest value stays what it is. A coordinate is moved by at most a quarter of its range, so that the function is the same
//! kind of search as before: of Hartmann's, all wells stay near the box.

use super::TestFunction;
use crate::math::rng::{Purpose, Stream};

/// The furthest that a coordinate moves, as a part of its range.
const MAX_SHIFT: f64 = 0.25;
/// No minimiser comes nearer to an end of its range, as a part of it.
const MARGIN: f64 = 0.02;

/// A test function of a number of variables, moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Shifted {
    function: TestFunction,
    /// One a variable.
    shift: Vec<f64>,
}

impl Shifted {
    /// The function of `dimensions` variables, or as near to that as it takes. Seed 0 leaves it where it is; each other seed
    /// moves every coordinate by a draw that is uniform over what keeps the minimisers inside, the first coordinates alike for
    /// any number of variables.
    pub fn new(function: TestFunction, dimensions: usize, seed: u64) -> Self {
        let dimensions = dimensions.clamp(*function.dimensions().start(), *function.dimensions().end());
        if seed == 0 {
            return Self { function, shift: vec![0.0; dimensions] };
        }
        let minimisers = function.minimisers(dimensions);
        let mut stream = Stream::new(seed, 0, Purpose::Landscape);
        let mut shift_of = |index: usize| {
            let (min, max) = function.limits(index);
            let width = max - min;
            let own = minimisers.iter().filter_map(|x| x.get(index).copied());
            let (least, most) = own.fold((max, min), |(least, most), x| (least.min(x), most.max(x)));
            let down = (least - min - MARGIN * width).min(MAX_SHIFT * width);
            let up = (max - most - MARGIN * width).min(MAX_SHIFT * width);
            -down + (down + up) * stream.uniform()
        };
        Self { function, shift: (0..dimensions).map(&mut shift_of).collect() }
    }

    /// Which function it is.
    pub fn function(&self) -> TestFunction {
        self.function
    }

    /// How many variables it has.
    pub fn dimensions(&self) -> usize {
        self.shift.len()
    }

    /// Its value at `x`, which has as many variables.
    pub fn value(&self, x: &[f64]) -> f64 {
        let x: Vec<f64> = x.iter().zip(&self.shift).map(|(x, shift)| x - shift).collect();
        self.function.value(&x)
    }

    /// Where it has its smallest value, [`TestFunction::minimum`], within the function's own ranges: to the last bits.
    pub fn minimisers(&self) -> Vec<Vec<f64>> {
        let moved = |x: Vec<f64>| x.iter().zip(&self.shift).map(|(x, shift)| x + shift).collect();
        self.function.minimisers(self.shift.len()).into_iter().map(moved).collect()
    }
}
