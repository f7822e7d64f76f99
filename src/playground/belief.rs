//! What the Bayesian strategy believes over one or two ranges: what objective to expect, how sure that is, and where a
//! training job would be worth most. For those who look on; computed in slices.

use crate::search_space::{HyperParameters, ParameterRange, SearchSpace};
use crate::strategy::bayesian::{Belief, Forecast};
use crate::training_job::{History, JobNumber};
use crate::tuning_job::{State, TuningJob};
use serde_json::{Value, json};

/// Points along an axis of two, and of one alone. Of an axis with categories: one each.
const SIDE: usize = 40;
const LINE: usize = 120;
/// With more jobs than this a point takes long, and there are fewer.
const MANY_JOBS: usize = 200;
const SIDE_OF_MANY: usize = 24;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeliefQuestion {
    /// After how many entries of the log.
    pub shown: usize,
    /// The parameter along x, by its place in the search space.
    pub x: usize,
    /// The parameter along y; `None` for a line.
    pub y: Option<usize>,
    /// The training job that has the values of all other parameters; `None` for the best.
    pub job: Option<JobNumber>,
}

/// What is believed at each point, row by row from the first y on; x and y go evenly along their ranges' own scales, at the
/// middle of each column and row.
#[derive(Clone, Debug, PartialEq)]
pub struct BeliefMap {
    /// Points along x.
    pub columns: usize,
    /// Points along y.
    pub rows: usize,
    /// What is expected at each point.
    pub forecasts: Vec<Forecast>,
    /// The training job that has the values of all other parameters.
    pub job: JobNumber,
    /// Where a training job would be launched now.
    pub next: Option<HyperParameters>,
    /// The forecast there.
    pub next_forecast: Option<Forecast>,
}

/// A map that is being computed.
#[derive(Debug)]
pub struct BeliefTask {
    space: SearchSpace,
    belief: Belief,
    question: BeliefQuestion,
    /// The coordinates of what does not change.
    base: Vec<f64>,
    map: BeliefMap,
}

impl BeliefTask {
    /// The map of a tuning job; `None` where there is nothing to show: another strategy, too few training jobs, no such
    /// parameter or training job.
    pub fn new(job: &TuningJob, question: BeliefQuestion) -> Option<Self> {
        let bayesian = job.strategy().bayesian()?;
        let space = job.config().space();
        let state = state_at(job, question.shown);
        let history = state.history();
        let mut belief = bayesian.belief(history)?;
        let fixed = match question.job {
            Some(number) => history.get(number)?,
            None => history.best()?.0,
        };
        let base = space.parameters().iter().map(|parameter| {
            let value = fixed.hyperparameters.get(&parameter.name)?;
            parameter.range.coordinate_of(value)
        });
        let base: Vec<f64> = base.collect::<Option<_>>()?;
        let parameters = space.parameters();
        let (x, y) = (&parameters.get(question.x)?.range, question.y.map(|y| parameters.get(y)));
        let (columns, rows) = match y {
            None => (points(x, LINE, LINE, history), 1),
            Some(y) => (points(x, SIDE, SIDE_OF_MANY, history), points(&y?.range, SIDE, SIDE_OF_MANY, history)),
        };
        let next = bayesian.next(&mut belief, history);
        let next_forecast = next.as_ref().and_then(|next| belief.forecast(next));
        let map = BeliefMap { columns, rows, forecasts: Vec::new(), job: fixed.number, next, next_forecast };
        Some(Self { space: space.clone(), belief, question, base, map })
    }

    /// Computes so many points more; gives the map when it is complete.
    pub fn work(&mut self, points: usize) -> Option<&BeliefMap> {
        let all = self.map.columns * self.map.rows;
        for _ in 0..points.min(all - self.map.forecasts.len()) {
            let index = self.map.forecasts.len();
            let mut unit = self.base.clone();
            unit[self.question.x] = ((index % self.map.columns) as f64 + 0.5) / self.map.columns as f64;
            if let Some(y) = self.question.y {
                unit[y] = ((index / self.map.columns) as f64 + 0.5) / self.map.rows as f64;
            }
            let forecast = self.belief.forecast(&self.space.decode(&unit));
            // Every point of the unit cube lies in the ranges; were it not so, the map would be shorter.
            let Some(forecast) = forecast else { return Some(&self.map) };
            self.map.forecasts.push(forecast);
        }
        (self.map.forecasts.len() == all).then_some(&self.map)
    }
}

/// The tuning job after so many entries of its log.
fn state_at(job: &TuningJob, shown: usize) -> State {
    let mut state = State::new(job.config());
    job.log().iter().take(shown).for_each(|entry| state.apply(entry));
    state
}

fn points(range: &ParameterRange, side: usize, of_many: usize, history: History<'_>) -> usize {
    match range {
        ParameterRange::Categorical(range) => range.values().len(),
        _ if history.jobs().len() > MANY_JOBS => of_many,
        _ => side,
    }
}

impl BeliefMap {
    /// The map for the page: a list a quantity, in the order of the points.
    pub fn to_json(&self) -> Value {
        let all = |of: fn(&Forecast) -> f64| self.forecasts.iter().map(|own| number(of(own))).collect::<Value>();
        let next = self.next.as_ref().zip(self.next_forecast);
        json!({
            "Columns": self.columns,
            "Rows": self.rows,
            "Job": self.job.0,
            "Median": all(|own| own.median),
            "Good": all(|own| own.good),
            "Bad": all(|own| own.bad),
            "Mean": all(|own| own.mean),
            "Deviation": all(|own| own.deviation),
            "LogImprovement": all(|own| own.log_expected_improvement + libm::log(own.success_probability)),
            "Next": next.map(|(next, forecast)| json!({
                "HyperParameters": next.to_texts().into_iter().collect::<std::collections::BTreeMap<_, _>>(),
                "Median": number(forecast.median),
                "Good": number(forecast.good),
                "Bad": number(forecast.bad),
                "Best": number(forecast.best),
                "ImprovementProbability": number(forecast.improvement_probability),
                "Explores": forecast.explores(),
            })),
        })
    }
}

/// Rounded to 32 bits, which is plenty for a picture; JSON has no infinities.
fn number(value: f64) -> Value {
    json!(f64::from(value.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, Preset, check};

    fn job(preset: &str) -> TuningJob {
        let document = Preset::find(preset).unwrap().document();
        check(&document, Objective::Problem).plan.unwrap().run_to_end()
    }

    fn whole(job: &TuningJob, question: BeliefQuestion) -> Option<BeliefMap> {
        let mut task = BeliefTask::new(job, question)?;
        for _ in 0..10_000 {
            if let Some(map) = task.work(7) {
                return Some(map.clone());
            }
        }
        None
    }

    #[test]
    fn a_map_is_what_the_belief_says_point_by_point() {
        let job = job("bayesian");
        let all = job.log().len();
        let question = BeliefQuestion { shown: all, x: 1, y: Some(0), job: None };
        let map = whole(&job, question).unwrap();
        assert_eq!(map.forecasts.len(), map.columns * map.rows);
        let history = job.state().history();
        let (best, _) = history.best().unwrap();
        assert_eq!(map.job, best.number);
        let mut belief = job.strategy().bayesian().unwrap().belief(history).unwrap();
        let space = job.config().space();
        let index = 3 * map.columns + 5;
        let mut unit: Vec<f64> = space
            .parameters()
            .iter()
            .map(|own| own.range.coordinate_of(best.hyperparameters.get(&own.name).unwrap()).unwrap())
            .collect();
        unit[1] = 5.5 / map.columns as f64;
        unit[0] = 3.5 / map.rows as f64;
        assert_eq!(map.forecasts[index], belief.forecast(&space.decode(&unit)).unwrap());
        // Nothing on the map is worth more than where the next training job would go, but for the map's finer steps.
        let next = map.next_forecast.unwrap();
        let most = map.forecasts.iter().map(|own| own.log_expected_improvement).fold(f64::NEG_INFINITY, f64::max);
        assert!(next.log_expected_improvement > most - 1.0, "{} {most}", next.log_expected_improvement);
        let json = map.to_json();
        assert_eq!(json["Median"].as_array().unwrap().len(), map.forecasts.len());
        assert!(json["Next"]["HyperParameters"].as_object().unwrap().len() == space.parameters().len());
    }

    #[test]
    fn earlier_times_and_lines() {
        let job = job("bayesian");
        let at = |shown| BeliefQuestion { shown, x: 0, y: None, job: None };
        assert!(whole(&job, at(3)).is_none(), "before anything was fitted");
        let half = whole(&job, at(job.log().len() / 2)).unwrap();
        let end = whole(&job, at(job.log().len())).unwrap();
        assert_eq!((half.rows, end.rows, end.columns), (1, 1, LINE));
        assert_ne!(half.forecasts, end.forecasts);
    }

    #[test]
    fn nothing_to_show() {
        let bayesian = job("bayesian");
        let question = BeliefQuestion { shown: usize::MAX, x: 0, y: None, job: None };
        assert!(BeliefTask::new(&bayesian, question).is_some());
        assert!(BeliefTask::new(&bayesian, BeliefQuestion { x: 99, ..question }).is_none());
        assert!(BeliefTask::new(&bayesian, BeliefQuestion { y: Some(99), ..question }).is_none());
        assert!(BeliefTask::new(&bayesian, BeliefQuestion { job: Some(JobNumber(999)), ..question }).is_none());
        assert!(BeliefTask::new(&job("hyperband"), question).is_none());
    }
}
