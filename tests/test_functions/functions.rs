//! The functions themselves, against numbers of NumPy, SciPy and mpmath: `tests/reference/make_test_functions.py` writes
//! `test_functions.json`.

use proptest::prelude::*;
use serde_json::Value;
use tuneground::math::format::metric_value;
use tuneground::test_function::{TestFunction, variable, variable_index};

/// Relative, or absolute below 1: rounding.
const TOLERANCE: f64 = 1e-13;

fn reference(part: &str) -> Value {
    let text = include_str!("../reference/test_functions.json");
    serde_json::from_str::<Value>(text).unwrap()[part].take()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn named(case: &Value) -> TestFunction {
    TestFunction::ALL.into_iter().find(|function| function.name() == case["name"]).unwrap()
}

fn are_close(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1.0)
}

#[test]
fn values_are_those_of_numpy() {
    let cases = reference("functions");
    let mut compared = 0;
    for case in cases.as_array().unwrap() {
        let function = named(case);
        for point in case["values"].as_array().unwrap() {
            let (x, theirs) = (numbers(&point["x"]), point["value"].as_f64().unwrap());
            let ours = function.value(&x);
            assert!(are_close(ours, theirs), "{function:?} at {x:?}: {ours}, and it should be {theirs}");
            compared += 1;
        }
    }
    // Three times six points of the functions with fixed variables, six of each number of the others.
    assert_eq!(compared, 3 * 18 + 24 + 24 + 18);
}

#[test]
fn minima_without_a_formula_are_those_of_mpmath() {
    for case in reference("hartmann").as_array().unwrap() {
        let function = named(case);
        assert!(are_close(function.minimum(), case["minimum"].as_f64().unwrap()), "{function:?}");
        let (x, minimisers) = (numbers(&case["x"]), function.minimisers(numbers(&case["x"]).len()));
        assert!(minimisers.len() == 1 && minimisers[0].iter().zip(&x).all(|(ours, theirs)| are_close(*ours, *theirs)));
    }
    assert!(are_close(TestFunction::Branin.minimum(), 0.397_887_357_729_738_16));
}

#[test]
fn minimisers_are_in_the_ranges_and_have_the_minimum() {
    for function in TestFunction::ALL {
        for dimensions in function.dimensions() {
            let minimisers = function.minimisers(dimensions);
            assert_eq!(minimisers.len(), if function == TestFunction::Branin { 3 } else { 1 });
            for minimiser in minimisers {
                assert_eq!(minimiser.len(), dimensions);
                let value = function.value(&minimiser);
                assert!(are_close(value, function.minimum()), "{function:?} {dimensions}: {value}");
                for index in 0..dimensions {
                    let (min, max) = function.limits(index);
                    assert!(min < minimiser[index] && minimiser[index] < max);
                    for step in [-1e-3, 1e-3] {
                        let mut beside = minimiser.clone();
                        beside[index] += step;
                        assert!(function.value(&beside) > function.minimum() + 1e-9, "{function:?} x{}", index + 1);
                    }
                }
            }
        }
    }
}

#[test]
fn a_variable_has_one_name() {
    assert!((0..30).all(|index| variable_index(&variable(index)) == Some(index)));
    for name in ["x", "x0", "x01", "x+1", "x31", "X1", "x1 ", "x99999999999999999999", "1", ""] {
        assert_eq!(variable_index(name), None, "{name:?}");
    }
}

/// A function and a point, half of the ranges' width past their ends at most.
fn any_point() -> impl Strategy<Value = (TestFunction, Vec<f64>)> {
    prop::sample::select(&TestFunction::ALL[..]).prop_flat_map(|function| {
        let coordinate = move |(index, u): (usize, &f64)| {
            let (min, max) = function.limits(index);
            min + (max - min) * u
        };
        prop::collection::vec(-0.5..1.5_f64, function.dimensions())
            .prop_map(move |u| (function, u.iter().enumerate().map(coordinate).collect()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_is_below_the_minimum((function, x) in any_point()) {
        prop_assert!(function.value(&x) >= function.minimum() - TOLERANCE, "{function:?} at {x:?}");
    }

    /// Nearer to a minimiser as well, where rounding or a wrong minimiser would show.
    #[test]
    fn nothing_near_is_below_the_minimum((function, x) in any_point(), scale in prop_oneof![Just(0.0), (-18.0..-2.0_f64).prop_map(|exponent| 10_f64.powf(exponent))]) {
        for minimiser in function.minimisers(x.len()) {
            let near: Vec<f64> = minimiser.iter().zip(&x).map(|(at, x)| at + scale * (x - at)).collect();
            prop_assert!(function.value(&near) >= function.minimum() - TOLERANCE, "{function:?} at {near:?}");
            // As a training job reports it: no rounding makes a regret negative.
            prop_assert!(metric_value(function.value(&near)) >= metric_value(function.minimum()));
        }
    }
}
