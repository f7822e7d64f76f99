//! What the strategy makes of parents.

use super::tests::{Run, bowl, categories, continuous, number, space, square};
use super::*;
use crate::search_space::{HyperParameters, Scaling};
use crate::strategy::warm_start::{Parent, WarmStartType};
use crate::training_job::TrainingJob;

/// A parent of 30 training jobs spread over the square.
fn parent(objective: impl Fn(&HyperParameters) -> f64) -> Vec<Parent> {
    let spread = Sobol::scrambled(2, &mut Stream::new(77, 0, Purpose::Suggestion));
    let evaluate = |index| {
        let values = square(2).decode(&spread.point(index));
        let objective = objective(&values);
        (values, objective)
    };
    vec![Parent { name: "parent".into(), evaluations: (0..30).map(evaluate).collect() }]
}

fn warm(kind: WarmStartType, parents: Vec<Parent>, jobs: usize) -> Run {
    let mut run = Run::new(square(2), 3, Direction::Minimize);
    run.bayesian.learn(&WarmStart { kind, parents }, Direction::Minimize);
    run.run(jobs, 1, |values| Some(bowl(values)))
}

#[test]
fn the_same_objective_is_gone_on_with() {
    let run = warm(WarmStartType::IdenticalDataAndAlgorithm, parent(bowl), 5);
    assert!(run.best() < 1e-4, "{}", run.best());
    let cold = Run::new(square(2), 3, Direction::Minimize).run(5, 1, |values| Some(bowl(values)));
    assert!(cold.best() > 1e-3, "{}", cold.best());
}

#[test]
fn an_objective_that_is_alike_shows_where_to_look() {
    // On another scale, with its lowest point elsewhere.
    let alike = |values: &HyperParameters| 500.0 + 30.0 * bowl(values) + 3.0 * number(values, "p0");
    let mut run = Run::new(square(2), 3, Direction::Minimize);
    run.bayesian
        .learn(&WarmStart { kind: WarmStartType::TransferLearning, parents: parent(alike) }, Direction::Minimize);
    assert_eq!(run.launch().reason, Reason::ParentsBest);
    let first = bowl(&run.jobs[0].hyperparameters);
    assert!(first < 0.05, "{first}");
    run.end(0, Some(first));
    assert_eq!(run.launch().reason, Reason::InitialDesign, "the ranges are looked over as well");
    let run = warm(WarmStartType::TransferLearning, parent(alike), 8);
    assert!(run.best() < 2e-3, "{}", run.best());
}

#[test]
fn an_objective_that_has_nothing_to_do_with_it_costs_a_few_jobs() {
    let other = |values: &HyperParameters| -bowl(values) + number(values, "p1");
    let reached = |run: &Run| {
        let objective = |job: &TrainingJob| job.final_objective().is_some_and(|objective| objective < 1e-3);
        run.jobs.iter().position(objective).unwrap_or(usize::MAX)
    };
    let cold = reached(&Run::new(square(2), 3, Direction::Minimize).run(25, 1, |values| Some(bowl(values))));
    let misled = reached(&warm(WarmStartType::TransferLearning, parent(other), 25));
    assert!(misled <= cold + 5, "{misled} jobs, and {cold} without it");
}

#[test]
fn of_a_finite_space_the_parents_combinations_are_not_tried_again() {
    let letters = space(vec![categories(&["a", "b", "c", "d", "e", "f"])]);
    let evaluations = (0..4).map(|index| (letters.combination(index), 0.5)).collect();
    let mut run = Run::new(letters, 3, Direction::Maximize);
    let parents = vec![Parent { name: "parent".into(), evaluations }];
    let warm_start = WarmStart { kind: WarmStartType::IdenticalDataAndAlgorithm, parents };
    run.bayesian.learn(&warm_start, Direction::Maximize);
    let mut tried = run.run(2, 1, |_| Some(0.25)).tried();
    tried.sort();
    assert_eq!(tried, ["p0 e", "p0 f"]);
}

#[test]
fn parents_outside_the_ranges_or_without_objectives_teach_nothing() {
    let wide = space(vec![continuous(2.0, 3.0, Scaling::Linear), continuous(2.0, 3.0, Scaling::Linear)]);
    let outside = Parent { name: "outside".into(), evaluations: vec![(wide.decode(&[0.5, 0.5]), 1.0)] };
    let empty = Parent { name: "empty".into(), evaluations: Vec::new() };
    for kind in WarmStartType::ALL {
        let run = warm(kind, vec![outside.clone(), empty.clone()], 9);
        let cold = Run::new(square(2), 3, Direction::Minimize).run(9, 1, |values| Some(bowl(values)));
        assert_eq!(run.tried(), cold.tried());
    }
}
