use super::*;
use crate::search_space::{
    CategoricalRange, ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, ParameterValue,
    Scaling,
};
use crate::training_job::{Status, TrainingJob};
use proptest::prelude::*;
use std::collections::BTreeSet;

pub(super) fn space(ranges: Vec<ParameterRange>) -> SearchSpace {
    let named = ranges.into_iter().enumerate();
    SearchSpace::new(named.map(|(i, range)| Parameter { name: format!("p{i}"), range }).collect()).unwrap()
}

pub(super) fn continuous(min: f64, max: f64, scaling: Scaling) -> ParameterRange {
    ContinuousRange::new(min, max, scaling).unwrap().into()
}

fn integer(min: i64, max: i64, scaling: Scaling) -> ParameterRange {
    IntegerRange::new(min, max, scaling).unwrap().into()
}

pub(super) fn categories(values: &[&str]) -> ParameterRange {
    CategoricalRange::new(values.iter().map(|&value| value.into()).collect()).unwrap().into()
}

pub(super) fn number(values: &HyperParameters, name: &str) -> f64 {
    values.get(name).unwrap().as_number().unwrap()
}

/// A tuning job whose training jobs end in the order of launch, so many at a time.
pub(super) struct Run {
    space: SearchSpace,
    pub(super) bayesian: Bayesian,
    direction: Direction,
    pub(super) jobs: Vec<TrainingJob>,
}

impl Run {
    pub(super) fn new(space: SearchSpace, seed: u64, direction: Direction) -> Self {
        Self { bayesian: Bayesian::new(&space, seed), space, direction, jobs: Vec::new() }
    }

    fn history(&self) -> History<'_> {
        History::new(&self.jobs, self.direction)
    }

    /// Launches one more, which runs until it is ended.
    pub(super) fn launch(&mut self) -> Suggestion {
        let number = JobNumber(self.jobs.len() as u32 + 1);
        let suggestion = self.bayesian.suggest(History::new(&self.jobs, self.direction), number);
        for parameter in self.space.parameters() {
            let value = suggestion.hyperparameters.get(&parameter.name).unwrap();
            assert!(parameter.range.coordinate_of(value).is_some(), "{value} is outside {}", parameter.name);
        }
        let hyperparameters = suggestion.hyperparameters.clone();
        self.jobs.push(TrainingJob::launched(number, String::new(), hyperparameters, 1, 0.0));
        suggestion
    }

    /// Ends the job of this index; without an objective it fails.
    pub(super) fn end(&mut self, index: usize, objective: Option<f64>) {
        let job = &mut self.jobs[index];
        match objective {
            Some(objective) => {
                job.curve.push(f64::from(objective as f32));
                job.status = Status::Completed;
            }
            None => job.status = Status::Failed("AlgorithmError".into()),
        }
    }

    pub(super) fn run(
        mut self,
        jobs: usize,
        parallel: usize,
        objective: impl Fn(&HyperParameters) -> Option<f64>,
    ) -> Self {
        while self.jobs.len() < jobs {
            self.launch();
            if let Some(index) = self.jobs.len().checked_sub(parallel) {
                let objective = objective(&self.jobs[index].hyperparameters);
                self.end(index, objective);
            }
        }
        self
    }

    pub(super) fn tried(&self) -> Vec<String> {
        self.jobs.iter().map(|job| job.hyperparameters.to_string()).collect()
    }

    pub(super) fn best(&self) -> f64 {
        self.history().best().unwrap().1
    }
}

pub(super) fn square(d: usize) -> SearchSpace {
    space(vec![continuous(0.0, 1.0, Scaling::Linear); d])
}

/// Lowest at (0.3, 0.6), where it is 0.
pub(super) fn bowl(values: &HyperParameters) -> f64 {
    (number(values, "p0") - 0.3).powi(2) + 2.0 * (number(values, "p1") - 0.6).powi(2)
}

#[test]
fn finds_the_bottom_of_a_bowl_and_the_top_of_its_mirror() {
    let down = Run::new(square(2), 1, Direction::Minimize).run(20, 1, |values| Some(bowl(values)));
    assert!(down.best() < 1e-5, "{}", down.best());
    let up = Run::new(square(2), 1, Direction::Maximize).run(20, 1, |values| Some(-bowl(values)));
    assert_eq!(up.tried(), down.tried());
}

#[test]
fn finds_a_category_a_whole_number_and_an_order_of_magnitude() {
    let space = space(vec![
        continuous(1e-6, 1.0, Scaling::Auto),
        integer(1, 12, Scaling::Linear),
        categories(&["sgd", "adam", "rmsprop"]),
    ]);
    let objective = |values: &HyperParameters| {
        let category = if values.get("p2").unwrap().to_string() == "adam" { 0.0 } else { 1.0 };
        Some((number(values, "p0").log10() + 4.0).powi(2) + 0.2 * (number(values, "p1") - 7.0).powi(2) + category)
    };
    let run = Run::new(space, 3, Direction::Minimize).run(35, 1, objective);
    assert!(run.best() < 0.01, "{}", run.best());
}

#[test]
fn a_finite_space_is_exhausted_before_anything_repeats() {
    let space = space(vec![integer(1, 10, Scaling::Logarithmic), categories(&["a", "b", "c"])]);
    for parallel in [1, 7] {
        let run =
            Run::new(space.clone(), 5, Direction::Maximize).run(60, parallel, |values| Some(number(values, "p0")));
        let tried = run.tried();
        let distinct = |part: &[String]| part.iter().collect::<BTreeSet<_>>().len();
        assert_eq!((distinct(&tried[..30]), distinct(&tried[30..])), (30, 30), "and once more");
    }
}

#[test]
fn a_large_finite_space_and_a_corner_do_not_repeat_either() {
    let finite = space(vec![integer(0, 40, Scaling::Linear), integer(0, 40, Scaling::Linear)]);
    // The best is in a corner of the cube, where every ascent ends.
    for space in [finite, square(2)] {
        let corner = |values: &HyperParameters| Some(number(values, "p0") + number(values, "p1"));
        let run = Run::new(space, 2, Direction::Maximize).run(40, 1, corner);
        assert_eq!(run.tried().iter().collect::<BTreeSet<_>>().len(), 40);
    }
}

fn failed(jobs: &[TrainingJob]) -> usize {
    jobs.iter().filter(|job| matches!(job.status, Status::Failed(_))).count()
}

#[test]
fn a_region_where_everything_fails_is_left() {
    let half = |values: &HyperParameters| (number(values, "p0") < 0.5).then(|| bowl(values));
    let run = Run::new(square(2), 7, Direction::Minimize).run(30, 1, half);
    assert!(run.best() < 1e-4, "{}", run.best());
    assert!(failed(&run.jobs[8..]) <= 3, "{} failed", failed(&run.jobs[8..]));
}

#[test]
fn an_edge_is_searched_from_its_good_side() {
    // The objective falls towards the edge, and the job fails beyond it, as with a step size.
    let edge = |values: &HyperParameters| {
        let x = number(values, "p0");
        (x < 0.6).then(|| 1.0 - x + 0.1 * number(values, "p1"))
    };
    let run = Run::new(square(2), 7, Direction::Minimize).run(40, 1, edge);
    assert!(run.best() < 0.41, "{}", run.best());
    assert!(failed(&run.jobs) <= 22, "{} failed", failed(&run.jobs));
}

#[test]
fn nothing_but_failures_goes_on_searching() {
    let run = Run::new(square(3), 7, Direction::Minimize).run(30, 1, |_| None);
    assert_eq!(run.tried().iter().collect::<BTreeSet<_>>().len(), 30);
}

#[test]
fn a_hundred_at_a_time_are_apart() {
    let mut run = Run::new(square(2), 4, Direction::Minimize).run(8, 1, |values| Some(bowl(values)));
    let before = run.jobs.len();
    for _ in 0..100 {
        run.launch();
    }
    assert_eq!(run.tried().iter().collect::<BTreeSet<_>>().len(), 108);
    // They are not all around the best point that was known before: a bowl's bottom of 0.005 is 1 % of the square.
    let far = run.jobs[before..].iter().filter(|job| bowl(&job.hyperparameters) > 0.005).count();
    assert!(far > 20, "{far}");
}

#[test]
fn suggestions_depend_on_seed_and_history_only() {
    let run = |seed| Run::new(square(2), seed, Direction::Minimize).run(12, 3, |values| Some(bowl(values))).tried();
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn auto_scaling_follows_the_decades() {
    let space = space(vec![
        continuous(1e-5, 0.1, Scaling::Auto),
        continuous(0.0, 0.999, Scaling::Auto),
        continuous(0.5, 1.0, Scaling::Auto),
        continuous(1e-5, 0.1, Scaling::Linear),
        integer(1, 4000, Scaling::Auto),
        integer(0, 4000, Scaling::Auto),
    ]);
    let cube = Cube::new(&space);
    let scalings: Vec<_> = cube.space().parameters().iter().map(|own| own.range.scaling().unwrap()).collect();
    let [linear, log, reverse] = [Scaling::Linear, Scaling::Logarithmic, Scaling::ReverseLogarithmic];
    assert_eq!(scalings, [log, reverse, linear, linear, log, linear]);
}

#[test]
fn a_belief_says_what_was_seen_and_how_sure_it_is_elsewhere() {
    let run = Run::new(square(2), 6, Direction::Maximize).run(15, 1, |values| Some(0.9 - bowl(values)));
    let mut belief = run.bayesian.belief(run.history()).unwrap();
    let seen = &run.jobs[4];
    let at_seen = belief.forecast(&seen.hyperparameters).unwrap();
    let objective = seen.final_objective().unwrap();
    assert!((at_seen.median - objective).abs() < 0.01, "{at_seen:?} {objective}");
    assert!(at_seen.bad <= at_seen.median && at_seen.median <= at_seen.good);
    assert!((at_seen.best - run.best()).abs() < 0.01 && at_seen.success_probability == 1.0);
    let values = |x: f64, y: f64| -> HyperParameters {
        [("p0", x), ("p1", y)].into_iter().map(|(name, x)| (name.to_owned(), ParameterValue::Continuous(x))).collect()
    };
    let corner = belief.forecast(&values(1.0, 0.0)).unwrap();
    assert!(corner.deviation > at_seen.deviation && corner.explores(), "{corner:?}");
    assert_eq!(belief.forecast(&values(1.5, 0.0)), None);
}

#[test]
fn a_suggestion_says_why() {
    let mut run = Run::new(square(2), 6, Direction::Minimize);
    assert_eq!(run.launch().reason, Reason::InitialDesign);
    run.end(0, Some(1.0));
    let mut run = run.run(10, 1, |values| Some(bowl(values)));
    let Reason::ExpectedImprovement(forecast) = run.launch().reason else { panic!("it was fitted") };
    assert!(forecast.log_expected_improvement.is_finite() && forecast.success_probability == 1.0);
    let few = space(vec![categories(&["a", "b"])]);
    let mut run = Run::new(few, 6, Direction::Minimize).run(2, 1, |_| Some(1.0));
    assert_eq!(run.launch().reason, Reason::InitialDesign, "exhausted, so it starts over");
}

fn any_objective() -> impl proptest::strategy::Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        2 => Just(Some(0.5)),
        1 => Just(Some(1e30)),
        1 => Just(Some(-3e38)),
        1 => Just(Some(1e-38)),
        3 => (-1.0..1.0_f64).prop_map(Some),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Constant, huge, failed, in any mixture: suggestions stay in the ranges (`launch` asserts it) and differ.
    #[test]
    fn any_history_is_survived(objectives in prop::collection::vec(any_objective(), 18), parallel in 1..6_usize) {
        let space = space(vec![
            continuous(1e-4, 1.0, Scaling::Auto),
            integer(1, 300, Scaling::Auto),
            categories(&["a", "b", "c"]),
        ]);
        let mut run = Run::new(space, 9, Direction::Maximize);
        for i in 0..objectives.len() {
            run.launch();
            if let Some(index) = (i + 1).checked_sub(parallel) {
                run.end(index, objectives[index]);
            }
        }
        prop_assert_eq!(run.tried().iter().collect::<BTreeSet<_>>().len(), objectives.len());
    }
}
