//! Trees against XGBoost and scikit-learn: `tests/reference/make_trees.py` writes `trees.json`; its head says how a tree
//! is written there.

#![allow(clippy::unwrap_used, reason = "a reference that cannot be read fails the test")]

use proptest::prelude::*;
use serde_json::Value;
use tuneground::math::rng::{Purpose, Stream};
use tuneground::tree::boosting::{Forest, Node, Objective};
use tuneground::tree::decision::{Criterion, DecisionNode};
use tuneground::tree::{Booster, BoosterParameters, DataError, DecisionTree, DecisionTreeParameters, Progress, Rows};

/// Of leaves, thresholds and metrics, relative, or absolute below 1: rounding in f32.
const TOLERANCE: f64 = 2e-5;
/// Of gains, which are differences of larger numbers in f32.
const GAIN_TOLERANCE: f64 = 2e-4;

fn reference() -> Value {
    serde_json::from_str(include_str!("reference/trees.json")).unwrap()
}

fn close(ours: f64, theirs: f64, tolerance: f64) -> bool {
    (ours - theirs).abs() <= tolerance * theirs.abs().max(1.0)
}

/// Features, with NaN where they are missing, and targets.
struct Part {
    features: Vec<f32>,
    width: usize,
    targets: Vec<f32>,
}

impl Part {
    fn new(part: &Value, objective: &str) -> Self {
        let numbers = |name: &str| {
            let values = part[name].as_array().unwrap().iter();
            values.map(|value| value.as_f64().map_or(f32::NAN, |x| x as f32)).collect()
        };
        let width = part["width"].as_u64().unwrap() as usize;
        Self { features: numbers("features"), width, targets: numbers(objective) }
    }

    fn rows(&self) -> Rows<'_> {
        Rows::new(&self.features, self.width, &self.targets).unwrap()
    }
}

/// The training and the validation rows of a case.
fn parts(reference: &Value, data: &str, case: &Value) -> [Part; 2] {
    let objective = case["objective"].as_str().unwrap();
    [0, 1].map(|part| Part::new(&reference["data"][data][part], objective))
}

fn objective(case: &Value) -> Objective {
    match case["objective"].as_str().unwrap() {
        "binary:logistic" => Objective::BinaryLogistic,
        "multi:softprob" => Objective::MultiSoftprob { classes: 3 },
        _ => Objective::SquaredError,
    }
}

fn parameters(case: &Value) -> BoosterParameters {
    let given = &case["parameters"];
    let number = |name: &str, default: f32| given[name].as_f64().map_or(default, |x| x as f32);
    let default = BoosterParameters::default();
    BoosterParameters {
        eta: number("eta", default.eta),
        max_depth: given["max_depth"].as_u64().unwrap() as u32,
        min_child_weight: number("min_child_weight", default.min_child_weight),
        subsample: number("subsample", default.subsample),
        colsample_bytree: number("colsample_bytree", default.colsample_bytree),
        gamma: number("gamma", default.gamma),
        alpha: number("alpha", default.alpha),
        lambda: number("lambda", default.lambda),
    }
}

fn booster(reference: &Value, data: &str, case: &Value, seed: u64) -> Booster {
    let [train, validation] = parts(reference, data, case);
    let (objective, stream) = (objective(case), Stream::new(seed, 0, Purpose::Training));
    let metrics = objective.metrics();
    Booster::new(parameters(case), objective, metrics, &train.rows(), &validation.rows(), stream).unwrap()
}

fn train(booster: &mut Booster, rounds: u64) {
    for _ in 0..rounds {
        while booster.advance(1000) == Progress::Working {}
    }
}

/// Panics where the tree at `node` is not the nested one.
fn same_tree(forest: &Forest, node: u32, nested: &Value, path: &str) {
    match forest.nodes()[node as usize] {
        Node::Leaf(value) => {
            let theirs = nested.as_f64().unwrap_or_else(|| panic!("{path} is a leaf, and it should be {nested}"));
            assert!(close(f64::from(value), theirs, TOLERANCE), "{path}: {value}, and it should be {theirs}");
        }
        Node::Split { feature, threshold, default_left, gain, left } => {
            assert_eq!(nested[0].as_u64(), Some(u64::from(feature)), "{path}: {nested}");
            let number = |index: usize| nested[index].as_f64().unwrap();
            assert!(close(f64::from(threshold), number(1), TOLERANCE), "{path}: {threshold} {nested}");
            assert!(close(f64::from(gain), number(3), GAIN_TOLERANCE), "{path}: {gain} {nested}");
            assert_eq!(u64::from(default_left), nested[2].as_u64().unwrap(), "{path}: {nested}");
            same_tree(forest, left, &nested[4], &format!("{path}l"));
            same_tree(forest, left + 1, &nested[5], &format!("{path}r"));
        }
    }
}

#[test]
fn splits_are_xgboosts() {
    let reference = reference();
    for (number, case) in reference["splits"].as_array().unwrap().iter().enumerate() {
        let trees = case["trees"].as_array().unwrap();
        let mut booster = booster(&reference, case["data"].as_str().unwrap(), case, 0);
        let rounds = trees.len() / booster.objective().outputs();
        train(&mut booster, rounds as u64);
        assert_eq!(booster.forest().roots().len(), trees.len());
        for (tree, (&root, nested)) in booster.forest().roots().iter().zip(trees).enumerate() {
            same_tree(booster.forest(), root, nested, &format!("case {number}, tree {tree}, "));
        }
        for (score, theirs) in booster.scores().iter().zip(case["scores"].as_array().unwrap()) {
            for (ours, theirs) in [score.train, score.validation].into_iter().zip(theirs.as_array().unwrap()) {
                let theirs = theirs.as_array().unwrap().last().unwrap().as_f64().unwrap();
                assert!(close(ours, theirs, TOLERANCE), "case {number}: {score:?} {theirs}");
            }
        }
    }
}

#[test]
fn validation_losses_are_xgboosts_with_random_settings() {
    let reference = reference();
    let mut largest: f64 = 0.0;
    for case in reference["settings"].as_array().unwrap() {
        let mut booster = booster(&reference, "settings", case, 0);
        train(&mut booster, case["rounds"].as_u64().unwrap());
        let (ours, theirs) = (booster.scores()[0].validation, case["validation"].as_f64().unwrap());
        largest = largest.max((ours / theirs - 1.0).abs());
        assert!((ours / theirs - 1.0).abs() < 0.02, "{ours} {case}");
    }
    assert!(largest < 1e-4, "{largest}");
}

/// XGBoost draws other rows and columns, so means over seeds are compared, 400 of its and 100 of ours, and with them the deviation.
#[test]
fn validation_losses_are_xgboosts_with_drawn_rows_and_columns() {
    const SEEDS: u32 = 100;
    const THEIR_SEEDS: u32 = 400;
    let reference = reference();
    for case in reference["sampled"].as_array().unwrap() {
        let losses: Vec<f64> = (0..SEEDS)
            .map(|seed| {
                let mut booster = booster(&reference, "settings", case, u64::from(seed));
                train(&mut booster, case["rounds"].as_u64().unwrap());
                booster.scores()[0].validation
            })
            .collect();
        let mean = losses.iter().sum::<f64>() / f64::from(SEEDS);
        let variance = losses.iter().map(|loss| (loss - mean) * (loss - mean)).sum::<f64>() / f64::from(SEEDS - 1);
        let (theirs, deviation) = (case["validation"].as_f64().unwrap(), case["deviation"].as_f64().unwrap());
        assert!((mean / theirs - 1.0).abs() < 0.02, "{mean} {theirs} {case}");
        let error = (variance / f64::from(SEEDS) + deviation * deviation / f64::from(THEIR_SEEDS)).sqrt();
        assert!((mean - theirs).abs() < 4.0 * error, "{mean} {theirs} {error} {case}");
        assert!((0.5..2.0).contains(&(variance.sqrt() / deviation)), "{} {deviation} {case}", variance.sqrt());
    }
}

/// Panics where the decision tree at `node` is not the nested one.
fn same_decisions(tree: &DecisionTree, node: usize, nested: &Value, path: &str) {
    match tree.nodes()[node] {
        DecisionNode::Leaf => {
            let theirs = nested.as_array().unwrap();
            assert_eq!(theirs.len(), tree.value(node).len(), "{path}: {nested}");
            for (&ours, theirs) in tree.value(node).iter().zip(theirs) {
                assert!(close(ours, theirs.as_f64().unwrap(), 1e-9), "{path}: {ours} {nested}");
            }
        }
        DecisionNode::Split { feature, threshold, left } => {
            assert_eq!(nested[0].as_u64(), Some(u64::from(feature)), "{path}: {nested}");
            assert_eq!(nested[1].as_f64(), Some(threshold), "{path}");
            same_decisions(tree, left as usize, &nested[2], &format!("{path}l"));
            same_decisions(tree, left as usize + 1, &nested[3], &format!("{path}r"));
        }
    }
}

#[test]
fn decision_trees_are_scikit_learns() {
    let reference = reference();
    for (number, case) in reference["decision"].as_array().unwrap().iter().enumerate() {
        let [train, validation] = parts(&reference, case["data"].as_str().unwrap(), case);
        let given = &case["parameters"];
        let whole = |name: &str| given[name].as_u64().map(|x| x as u32);
        let classes = objective(case).classes().unwrap_or(0);
        let criterion = match given["criterion"].as_str().unwrap() {
            "gini" => Criterion::Gini { classes },
            "entropy" => Criterion::Entropy { classes },
            _ => Criterion::SquaredError,
        };
        let parameters = DecisionTreeParameters {
            criterion,
            max_leaf_nodes: whole("max_leaf_nodes"),
            max_depth: whole("max_depth"),
            min_samples_leaf: whole("min_samples_leaf").unwrap_or(1),
        };
        let mut tree = DecisionTree::new(parameters, &train.rows()).unwrap();
        while tree.advance(1000) == Progress::Working {}
        same_decisions(&tree, 0, &case["tree"], &format!("case {number}, "));
        let score = tree.score(&validation.rows()).unwrap();
        assert!(close(score, case["score"].as_f64().unwrap(), 1e-9), "case {number}: {score} {}", case["score"]);
    }
}

/// Rows of small whole numbers, some of them missing, with a class each.
fn some_rows() -> impl Strategy<Value = (usize, Vec<f32>, Vec<f32>)> {
    (1..4_usize, 1..60_usize).prop_flat_map(|(width, rows)| {
        let value = prop_oneof![8 => (-6..=6_i8).prop_map(f32::from), 1 => Just(f32::NAN)];
        let target = (0..3_u8).prop_map(f32::from);
        (Just(width), prop::collection::vec(value, width * rows), prop::collection::vec(target, rows))
    })
}

fn any_parameters() -> impl Strategy<Value = BoosterParameters> {
    let regularisation = (0.0..3.0_f32, 0.0..1.0_f32, 0.0..1.0_f32, 0.0..2.0_f32);
    (0.05..1.0_f32, 0..6_u32, regularisation, 0.3..=1.0_f32, 0.3..=1.0_f32).prop_map(
        |(eta, max_depth, (min_child_weight, gamma, alpha, lambda), subsample, colsample_bytree)| BoosterParameters {
            eta,
            max_depth,
            min_child_weight,
            subsample,
            colsample_bytree,
            gamma,
            alpha,
            lambda,
        },
    )
}

fn boosted(parameters: BoosterParameters, objective: Objective, rows: &Rows<'_>, rounds: u64) -> Booster {
    let stream = Stream::new(1, 0, Purpose::Training);
    let mut booster = Booster::new(parameters, objective, objective.metrics(), rows, rows, stream).unwrap();
    train(&mut booster, rounds);
    booster
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Training rows are judged by the bins that they fell into, validation rows by their features.
    #[test]
    fn bins_and_features_say_the_same((width, features, targets) in some_rows(), parameters in any_parameters()) {
        let rows = Rows::new(&features, width, &targets).unwrap();
        for objective in [Objective::MultiSoftprob { classes: 3 }, Objective::SquaredError] {
            for score in boosted(parameters, objective, &rows, 4).scores() {
                prop_assert_eq!(score.train, score.validation);
                prop_assert!(score.train.is_finite());
            }
        }
    }

    /// On all rows, each leaf is at the least of its rows' squared errors or on the way there.
    #[test]
    fn squared_error_never_grows((width, features, targets) in some_rows(), parameters in any_parameters()) {
        let rows = Rows::new(&features, width, &targets).unwrap();
        let parameters = BoosterParameters { subsample: 1.0, ..parameters };
        let mut before = f64::INFINITY;
        for rounds in 0..4 {
            let after = boosted(parameters, Objective::SquaredError, &rows, rounds + 1).scores()[0].train;
            prop_assert!(after <= before * (1.0 + 1e-6) + 1e-6, "{} {}", before, after);
            before = after;
        }
    }

    /// Only the order of a feature's values counts.
    #[test]
    fn another_scale_is_the_same_tree((width, features, targets) in some_rows(), parameters in any_parameters()) {
        let cubes: Vec<f32> = features.iter().map(|x| x * x * x).collect();
        let scores = [&features, &cubes].map(|features| {
            let rows = Rows::new(features, width, &targets).unwrap();
            boosted(parameters, Objective::SquaredError, &rows, 3).scores().to_vec()
        });
        prop_assert_eq!(&scores[0], &scores[1]);
    }

    #[test]
    fn a_decision_tree_keeps_to_its_limits(
        (width, features, targets) in some_rows(),
        most in prop::option::of(2..10_u32),
        max_depth in prop::option::of(1..5_u32),
        min_samples_leaf in 1..5_u32,
    ) {
        let rows = Rows::new(&features, width, &targets).unwrap();
        let gini = Criterion::Gini { classes: 3 };
        for criterion in [gini, Criterion::Entropy { classes: 3 }, Criterion::SquaredError] {
            let parameters = DecisionTreeParameters { criterion, max_leaf_nodes: most, max_depth, min_samples_leaf };
            let mut tree = DecisionTree::new(parameters, &rows).unwrap();
            while tree.advance(0) == Progress::Working {}
            prop_assert!(most.is_none_or(|most| tree.leaves() <= most));
            prop_assert!(max_depth.is_none_or(|depth| tree.leaves() <= 1 << depth));
            let splits = tree.nodes().iter().filter(|node| matches!(node, DecisionNode::Split { .. })).count();
            prop_assert_eq!((splits + 1, 2 * splits + 1), (tree.leaves() as usize, tree.nodes().len()));
            prop_assert!(splits == 0 || tree.leaves() as usize * min_samples_leaf as usize <= rows.len());
            // A leaf is what its rows are on average, so all rows are predicted as they are on average.
            let mut predicted = Vec::new();
            tree.predict(&features, &mut predicted);
            let outputs = criterion.outputs();
            for output in 0..outputs {
                let hit = |&y: &f32| if outputs == 1 { f64::from(y) } else { f64::from(u8::from(y as usize == output)) };
                let expected: f64 = targets.iter().map(hit).sum();
                let sum: f64 = predicted.iter().skip(output).step_by(outputs).map(|&p| f64::from(p)).sum();
                prop_assert!((sum - expected).abs() < 1e-4, "{} {}", sum, expected);
            }
        }
    }
}

#[test]
fn without_limits_rows_that_differ_are_told_apart() {
    let features: Vec<f32> = (0..200).map(|i| ((i * 37) % 200) as f32 / 7.0).collect();
    let targets: Vec<f32> = (0..100).map(|i| f32::from(i % 7 == 0)).collect();
    let rows = Rows::new(&features, 2, &targets).unwrap();
    let mut tree = DecisionTree::new(DecisionTreeParameters::new(Criterion::Gini { classes: 2 }), &rows).unwrap();
    assert_eq!(tree.advance(usize::MAX), Progress::Done);
    assert_eq!(tree.score(&rows), Ok(1.0));
    let free = BoosterParameters { max_depth: 0, min_child_weight: 0.0, lambda: 0.0, eta: 1.0, ..Default::default() };
    let booster = boosted(free, Objective::SquaredError, &rows, 1);
    assert!(booster.scores()[0].train < 1e-6, "{:?}", booster.scores());
}

#[test]
fn rows_that_tell_nothing_leave_the_mean() {
    let constant = [5.0_f32, f32::NAN].repeat(20);
    let targets: Vec<f32> = (0..20).map(|i| f32::from(i % 4 == 0)).collect();
    let rows = Rows::new(&constant, 2, &targets).unwrap();
    let booster = boosted(BoosterParameters::default(), Objective::BinaryLogistic, &rows, 3);
    assert!(booster.forest().nodes().iter().all(|node| matches!(node, Node::Leaf(value) if value.abs() < 1e-6)));
    let mut predicted = Vec::new();
    booster.predict(&[1e30, f32::NAN, -3.0, 7.0], &mut predicted);
    assert!(predicted.iter().all(|p| (p - 0.25).abs() < 1e-6), "{predicted:?}");

    let one = Rows::new(&[1.0, f32::NAN], 2, &[1.0]).unwrap();
    assert_eq!(boosted(BoosterParameters::default(), Objective::SquaredError, &one, 2).scores()[0].train, 0.0);
    let tree = DecisionTree::new(DecisionTreeParameters::new(Criterion::Gini { classes: 2 }), &one).unwrap();
    assert_eq!((tree.value(0), tree.score(&one)), (&[0.0, 1.0][..], Ok(1.0)));
}

#[test]
fn a_missing_value_goes_where_it_belongs() {
    // The value is missing where the target is large, and otherwise says nothing.
    let features: Vec<f32> = (0..60).map(|i| if i % 3 == 0 { f32::NAN } else { (i % 5) as f32 }).collect();
    let targets: Vec<f32> = (0..60).map(|i| if i % 3 == 0 { 4.0 } else { 1.0 }).collect();
    let rows = Rows::new(&features, 1, &targets).unwrap();
    let sure = BoosterParameters { eta: 1.0, lambda: 0.0, ..BoosterParameters::default() };
    let mut predicted = Vec::new();
    boosted(sure, Objective::SquaredError, &rows, 1).predict(&[f32::NAN, 0.0, 2.5, 4.0], &mut predicted);
    assert_eq!(predicted, [4.0, 1.0, 1.0, 1.0]);
    let mut tree = DecisionTree::new(DecisionTreeParameters::new(Criterion::SquaredError), &rows).unwrap();
    let _ = tree.advance(usize::MAX);
    tree.predict(&[f32::NAN, 0.0, 2.5, 4.0], &mut predicted);
    assert_eq!(predicted, [4.0, 1.0, 1.0, 1.0]);
}

#[test]
fn what_is_no_data_is_refused() {
    assert_eq!(Rows::new(&[], 1, &[]).unwrap_err(), DataError::Empty);
    assert_eq!(Rows::new(&[1.0; 5], 2, &[0.0; 2]).unwrap_err(), DataError::Shape { width: 2, rows: 2 });
    assert_eq!(Rows::new(&[0.0, f32::INFINITY], 1, &[0.0; 2]).unwrap_err(), DataError::Feature { row: 1 });
    assert_eq!(Rows::new(&[0.0; 2], 1, &[0.0, f32::NAN]).unwrap_err(), DataError::Target { row: 1 });
    for target in [2.0, 0.5, -1.0] {
        let targets = [1.0, target];
        let rows = Rows::new(&[0.0; 2], 1, &targets).unwrap();
        let parameters = DecisionTreeParameters::new(Criterion::Gini { classes: 2 });
        assert_eq!(DecisionTree::new(parameters, &rows).unwrap_err(), DataError::Target { row: 1 });
    }
}
