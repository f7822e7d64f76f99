//! The functional ANOVA of single trees against Optuna's, and against the definition where there are categories:
//! `tests/reference/make_importance.py` writes `importance.json`; its head says how a tree is written there.

use core::f64::consts::PI;

use serde_json::Value;

use super::decomposition::Decomposition;
use super::observations::Domain;
use super::tree::{Node, Rule, Tree};

/// Of fractions, which are at most 1, and of predictions, which are about as large; relative to a variance.
const TOLERANCE: f64 = 1e-13;

fn reference() -> Value {
    serde_json::from_str(include_str!("../../tests/reference/importance.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn domains(case: &Value) -> Vec<Domain> {
    let domain = |count: f64| if count == 0.0 { Domain::Number } else { Domain::Categories(count as u32) };
    numbers(&case["domains"]).into_iter().map(domain).collect()
}

/// Puts the nested tree at `node`.
fn place(nested: &Value, node: usize, domains: &[Domain], nodes: &mut Vec<Node>) {
    if let Some(value) = nested.as_f64() {
        nodes[node] = Node::Leaf(value);
        return;
    }
    let parameter = nested[0].as_u64().unwrap() as usize;
    let rule = match domains[parameter] {
        Domain::Number => Rule::AtMost(nested[1].as_f64().unwrap()),
        Domain::Categories(count) => {
            let left = numbers(&nested[1]);
            Rule::OneOf((0..count).map(|category| left.contains(&f64::from(category))).collect())
        }
    };
    let left = nodes.len();
    nodes[node] = Node::Split { parameter, rule, left };
    nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
    place(&nested[2], left, domains, nodes);
    place(&nested[3], left + 1, domains, nodes);
}

fn decompose(nested: &Value, domains: &[Domain]) -> Decomposition {
    let mut nodes = vec![Node::Leaf(0.0)];
    place(nested, 0, domains, &mut nodes);
    Decomposition::new(&Tree { nodes }, domains)
}

/// The largest difference from the fractions of a case.
fn largest_error(case: &Value) -> f64 {
    let domains = domains(case);
    let decomposition = decompose(&case["tree"], &domains);
    let mut errors = vec![(decomposition.variance() / case["variance"].as_f64().unwrap() - 1.0).abs()];
    for (parameter, theirs) in numbers(&case["main"]).into_iter().enumerate() {
        errors.push((decomposition.main_effect(parameter).unwrap() - theirs).abs());
    }
    let pairs = (0..domains.len()).flat_map(|one| (one + 1..domains.len()).map(move |other| (one, other)));
    let theirs = numbers(&case["pairs"]);
    assert_eq!(theirs.len(), pairs.clone().count());
    for ((one, other), theirs) in pairs.zip(theirs) {
        let ours = decomposition.interaction(one, other).unwrap();
        assert!((ours - decomposition.interaction(other, one).unwrap()).abs() < 1e-14);
        errors.push((ours - theirs).abs());
    }
    errors.into_iter().fold(0.0, f64::max)
}

#[test]
fn fractions_of_scikit_learns_trees_are_optunas() {
    for (number, case) in reference()["trees"].as_array().unwrap().iter().enumerate() {
        let error = largest_error(case);
        assert!(error < TOLERANCE, "tree {number}: {error}");
    }
}

#[test]
fn fractions_with_categories_are_by_definition() {
    for (number, case) in reference()["categories"].as_array().unwrap().iter().enumerate() {
        let error = largest_error(case);
        assert!(error < TOLERANCE, "tree {number}: {error}");

        let decomposition = decompose(&case["tree"], &domains(case));
        let parameters = case["cells"].as_array().unwrap().iter().zip(case["marginals"].as_array().unwrap());
        for (parameter, (cells, marginals)) in parameters.enumerate() {
            for (cell, theirs) in numbers(cells).into_iter().zip(numbers(marginals)) {
                let ours = decomposition.marginal(parameter, cell);
                assert!((ours - theirs).abs() < TOLERANCE, "tree {number}: {parameter} at {cell}: {ours} {theirs}");
            }
        }
    }
}

#[test]
fn fractions_move_with_the_parameters() {
    /// The tree with parameter `j` called `names[j]`.
    fn renamed(tree: &Value, names: &[usize]) -> Value {
        match tree.as_array() {
            None => tree.clone(),
            Some(split) => serde_json::json!([
                names[split[0].as_u64().unwrap() as usize],
                split[1],
                renamed(&split[2], names),
                renamed(&split[3], names)
            ]),
        }
    }
    for case in reference()["categories"].as_array().unwrap() {
        let domains = domains(case);
        let count = domains.len();
        let names: Vec<usize> = (0..count).map(|parameter| (parameter + 2) % count).collect();
        let mut moved = domains.clone();
        names.iter().zip(&domains).for_each(|(&name, &domain)| moved[name] = domain);
        let before = decompose(&case["tree"], &domains);
        let after = decompose(&renamed(&case["tree"], &names), &moved);
        for one in 0..count {
            assert_eq!(before.main_effect(one), after.main_effect(names[one]));
            for other in (0..count).filter(|other| *other != one) {
                let [before, after] =
                    [before.interaction(one, other), after.interaction(names[one], names[other])].map(Option::unwrap);
                assert!((before - after).abs() < 1e-14, "{before} {after}");
            }
        }
    }
}

#[test]
fn a_tree_that_is_the_same_everywhere_has_no_fractions() {
    let domains = [Domain::Number, Domain::Categories(3)];
    for tree in ["0.5", "[0, 0.25, 0.5, [1, [0, 2], 0.5, 0.5]]"] {
        let decomposition = decompose(&serde_json::from_str(tree).unwrap(), &domains);
        assert_eq!(decomposition.main_effect(0), None);
        assert_eq!(decomposition.interaction(0, 1), None);
        assert_eq!(decomposition.marginal(1, 2.0), 0.5);
    }
}

/// A tree that halves the cube by one parameter after the other, with the function's values in the middles of 32³ leaves; Sobol
/// indices of Ishigami's function (Saltelli, Chan and Scott, "Sensitivity Analysis", 2000) to what 32 midpoints give.
#[test]
fn a_tree_as_fine_as_a_grid_has_the_functions_own_fractions() {
    fn halve(nodes: &mut Vec<Node>, node: usize, depth: usize, bounds: [[f64; 2]; 3]) {
        let [a, b, c] = bounds.map(|[low, high]| PI * (low + high - 1.0));
        if depth == 15 {
            nodes[node] = Node::Leaf(a.sin() + 7.0 * b.sin().powi(2) + 0.1 * c.powi(4) * a.sin());
            return;
        }
        let (parameter, left) = (depth % 3, nodes.len());
        let [low, high] = bounds[parameter];
        let middle = f64::midpoint(low, high);
        nodes[node] = Node::Split { parameter, rule: Rule::AtMost(middle), left };
        nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
        for (child, half) in [(left, [low, middle]), (left + 1, [middle, high])] {
            let mut bounds = bounds;
            bounds[parameter] = half;
            halve(nodes, child, depth + 1, bounds);
        }
    }
    let mut nodes = vec![Node::Leaf(0.0)];
    halve(&mut nodes, 0, 0, [[0.0, 1.0]; 3]);
    let decomposition = Decomposition::new(&Tree { nodes }, &[Domain::Number; 3]);
    let (first, second) = (0.5 * (1.0 + 0.1 * PI.powi(4) / 5.0).powi(2), 7.0 * 7.0 / 8.0);
    let both = 0.01 * PI.powi(8) * 8.0 / 225.0;
    let total = first + second + both;
    assert!((decomposition.variance() / total - 1.0).abs() < 0.005, "{} {total}", decomposition.variance());
    for (parameter, expected) in [first, second, 0.0].into_iter().enumerate() {
        let found = decomposition.main_effect(parameter).unwrap();
        assert!((found - expected / total).abs() < 0.003, "{parameter}: {found} {}", expected / total);
    }
    for (one, other, expected) in [(0, 1, 0.0), (0, 2, both), (1, 2, 0.0)] {
        let found = decomposition.interaction(one, other).unwrap();
        assert!((found - expected / total).abs() < 0.003, "{one} {other}: {found} {}", expected / total);
    }
}
