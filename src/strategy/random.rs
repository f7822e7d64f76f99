//! Random search: each value independently, uniform in its scaled range (Bergstra and Bengio, "Random Search for
//! Hyper-Parameter Optimization", JMLR 2012).
//!
//! In a finite space no combination is suggested twice until all have been; then it starts over.

use crate::math::rng::{Purpose, Stream};
use crate::search_space::{HyperParameters, SearchSpace};
use crate::training_job::JobNumber;
use std::collections::BTreeSet;

/// After so many draws that were all taken, the next free combination is used instead: with up to 10,000 jobs this
/// happens only when nearly all of the probability is used up.
const MAX_DRAWS: usize = 100;

/// Random search.
#[derive(Clone, Debug)]
pub struct Random {
    seed: u64,
    /// Indices of the combinations suggested since the space was last exhausted; stays empty in an infinite space.
    used: BTreeSet<u64>,
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, used: BTreeSet::new() }
    }

    pub(super) fn suggest(&mut self, space: &SearchSpace, number: JobNumber) -> HyperParameters {
        let mut stream = Stream::new(self.seed, u64::from(number.0), Purpose::Suggestion);
        let mut draw = || {
            let point: Vec<f64> = space.parameters().iter().map(|_| stream.uniform()).collect();
            space.decode(&point)
        };
        let Some(cardinality) = space.cardinality() else { return draw() };
        if self.used.len() as u64 >= cardinality {
            self.used.clear();
        }
        let mut index = 0;
        for _ in 0..MAX_DRAWS {
            let values = draw();
            index = space.index_of(&values).unwrap_or(0);
            if self.used.insert(index) {
                return values;
            }
        }
        // A free combination exists, so this ends.
        while !self.used.insert(index) {
            index = (index + 1) % cardinality;
        }
        space.combination(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, Parameter, Scaling};

    fn space(ranges: Vec<crate::search_space::ParameterRange>) -> SearchSpace {
        let named = ranges.into_iter().enumerate();
        SearchSpace::new(named.map(|(i, range)| Parameter { name: format!("p{i}"), range }).collect()).unwrap()
    }

    #[test]
    fn a_finite_space_is_exhausted_before_anything_repeats() {
        // On a logarithmic scale the small integers are far more likely; the rest must come all the same.
        let space = space(vec![
            IntegerRange::new(1, 60, Scaling::Logarithmic).unwrap().into(),
            CategoricalRange::new(vec!["a".into(), "b".into()]).unwrap().into(),
        ]);
        let mut random = Random::new(1);
        let mut suggest = |numbers: std::ops::RangeInclusive<u32>| -> BTreeSet<String> {
            numbers.map(|n| random.suggest(&space, JobNumber(n)).to_string()).collect()
        };
        assert_eq!(suggest(1..=120).len(), 120);
        assert_eq!(suggest(121..=240).len(), 120, "and once more");
    }

    #[test]
    fn draws_are_uniform_on_the_scaled_axis() {
        let range = ContinuousRange::new(1e-4, 1.0, Scaling::Logarithmic).unwrap();
        let space = space(vec![range.into()]);
        let mut random = Random::new(3);
        let mut decades = [0_u32; 4];
        for n in 1..=20_000 {
            let value = random.suggest(&space, JobNumber(n)).get("p0").unwrap().as_number().unwrap();
            decades[((value.log10() + 4.0) as usize).min(3)] += 1;
        }
        assert!(decades.iter().all(|count| count.abs_diff(5_000) < 250), "{decades:?}");
    }

    #[test]
    fn a_suggestion_depends_on_seed_and_number_only() {
        let space = space(vec![ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap().into()]);
        let of = |seed, number| Random::new(seed).suggest(&space, JobNumber(number));
        let mut random = Random::new(5);
        let in_order: Vec<_> = (1..=5).map(|n| random.suggest(&space, JobNumber(n))).collect();
        assert_eq!(in_order[4], of(5, 5));
        assert_ne!(of(5, 5), of(6, 5));
    }
}
