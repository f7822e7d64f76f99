//! What the time of a suggestion is measured on: the same tuning job natively and in the page. Whoever measures has the clock.

use crate::math::rng::{Purpose, Stream};
use crate::objective::Direction;
use crate::search_space::{
    ContinuousRange, HyperParameters, Parameter, ParameterValue, Scaling, SearchSpace, SearchSpaceError,
};
use crate::strategy::{ChosenStrategy, Strategy};
use crate::training_job::{History, JobNumber, Status, TrainingJob};

/// A Bayesian tuning job over continuous ranges in the middle of its way: one training job after the other, on a bowl with a
/// little noise, the first of them at random.
#[derive(Clone, Debug)]
pub struct SuggestionBench {
    space: SearchSpace,
    bayesian: Strategy,
    noise: Stream,
    jobs: Vec<TrainingJob>,
}

impl SuggestionBench {
    /// A tuning job of so many hyperparameters, after so many training jobs.
    pub fn new(parameters: usize, training_jobs: usize) -> Result<Self, SearchSpaceError> {
        let range = ContinuousRange::new(0.0, 1.0, Scaling::Linear).ok().map(crate::search_space::ParameterRange::from);
        let parameter = |i: usize| Some(Parameter { name: format!("x{i}"), range: range.clone()? });
        let space = SearchSpace::new((0..parameters).filter_map(parameter).collect())?;
        let strategy = |chosen| Strategy::new(chosen, &space, 1).map_err(|_| SearchSpaceError::Empty);
        let (mut random, bayesian) = (strategy(ChosenStrategy::Random)?, strategy(ChosenStrategy::Bayesian)?);
        let noise = Stream::new(1, 0, Purpose::Observation);
        let mut bench = Self { space, bayesian, noise, jobs: Vec::new() };
        while bench.jobs.len() < training_jobs {
            let number = bench.next();
            let suggestion = random.suggest(&bench.space, History::new(&bench.jobs, Direction::Minimize), number);
            bench.end(suggestion.map(|own| own.hyperparameters));
        }
        Ok(bench)
    }

    /// Suggests a training job: this is what takes time.
    pub fn suggest(&mut self) -> Option<HyperParameters> {
        let number = self.next();
        let history = History::new(&self.jobs, Direction::Minimize);
        self.bayesian.suggest(&self.space, history, number).map(|own| own.hyperparameters)
    }

    /// Lets the suggested training job end, so that the next suggestion has one observation more.
    pub fn end(&mut self, suggested: Option<HyperParameters>) {
        let hyperparameters = suggested.unwrap_or_default();
        let numbers = hyperparameters.iter().filter_map(|(_, value)| ParameterValue::as_number(value));
        let weighed = numbers.enumerate().map(|(i, x)| (x - 0.4) * (x - 0.4) / (1 + i) as f64);
        let objective = weighed.sum::<f64>() + 0.01 * self.noise.normal();
        let mut job = TrainingJob::launched(self.next(), String::new(), hyperparameters, 1, 0.0);
        job.curve.push(f64::from(objective as f32));
        (job.ended, job.status) = (Some(0.0), Status::Completed);
        self.jobs.push(job);
    }

    fn next(&self) -> JobNumber {
        JobNumber(self.jobs.len() as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_go_on_from_the_training_jobs() {
        assert!(SuggestionBench::new(0, 10).is_err());
        let mut bench = SuggestionBench::new(3, 20).unwrap();
        for _ in 0..3 {
            let suggested = bench.suggest();
            assert_eq!(suggested.as_ref().map(HyperParameters::len), Some(3));
            bench.end(suggested);
        }
        assert_eq!(bench.jobs.len(), 23);
        let best = History::new(&bench.jobs, Direction::Minimize).best().unwrap().1;
        assert!(best < 0.05, "{best}");
    }
}
