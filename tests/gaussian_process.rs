//! The Gaussian process, expected improvement, Sobol's points and the targets' transformation against scikit-learn, SciPy,
//! mpmath and NumPy: `tests/reference/make_gaussian_process.py` writes `gaussian_process.json`.

#![allow(clippy::unwrap_used, reason = "a reference that cannot be read fails the test")]

use serde_json::Value;
use tuneground::gaussian_process::{Dimension, Hyperparameters, Likelihood, Points, Posterior, Prediction, TrendsAt};
use tuneground::math::normal::{log_distribution, log_expected_improvement};
use tuneground::math::sobol::Sobol;
use tuneground::objective::Direction;
use tuneground::strategy::bayesian::Targets;

/// Relative, or absolute below 1: rounding, through one factorisation on either side.
const TOLERANCE: f64 = 1e-9;
/// Of gradients that NumPy took by differences.
const DIFFERENCES: f64 = 1e-6;

fn reference(part: &str) -> Value {
    let text = include_str!("reference/gaussian_process.json");
    serde_json::from_str::<Value>(text).unwrap()[part].take()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

#[track_caller]
fn close(what: &str, ours: &[f64], theirs: &[f64], tolerance: f64) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert!(
            (ours - theirs).abs() <= tolerance * theirs.abs().max(1.0),
            "{what}: {ours}, and it should be {theirs}"
        );
    }
}

struct Case {
    dimensions: Vec<Dimension>,
    hyperparameters: Hyperparameters,
    points: Points,
    targets: Vec<f64>,
    trends: Trends,
}

/// The trends of the cases that have them are `sin 3x₀` and `x₁²`, of whatever coordinates.
#[derive(Clone, Copy)]
struct Trends(bool);

impl Trends {
    fn at(self, x: &[f64]) -> TrendsAt {
        if !self.0 {
            return TrendsAt::default();
        }
        let mut gradients = vec![vec![0.0; x.len()]; 2];
        gradients[0][0] = 3.0 * (3.0 * x[0]).cos();
        gradients[1][2] = 2.0 * x[2];
        TrendsAt { values: vec![(3.0 * x[0]).sin(), x[2] * x[2]], gradients }
    }

    fn points(self, rows: &[Vec<f64>]) -> Points {
        let mut points = Points::with_trends(rows[0].len(), if self.0 { 2 } else { 0 });
        for row in rows {
            points.push_with(row, &self.at(row).values);
        }
        points
    }
}

impl Case {
    fn new(case: &Value) -> Self {
        let given = rows(&case["points"]);
        let d = given[0].len();
        let is_category = |i: usize| case["is_category"][i].as_bool().unwrap_or(false);
        let dimension = |i: usize| if is_category(i) { Dimension::Category } else { Dimension::Number };
        let trends = Trends(case["has_trends"].as_bool().unwrap_or(false));
        Self {
            dimensions: (0..d).map(dimension).collect(),
            hyperparameters: Hyperparameters::from_theta(d, numbers(&case["theta"])),
            points: trends.points(&given),
            trends,
            targets: numbers(&case["targets"]),
        }
    }

    fn likelihood(&self) -> Likelihood<'_> {
        Likelihood { dimensions: &self.dimensions, points: &self.points, targets: &self.targets }
    }

    fn posterior(&self) -> Posterior {
        Posterior::new(&self.dimensions, &self.hyperparameters, &self.points, &self.targets).unwrap()
    }
}

/// Compares likelihoods and gradients with those of a case.
fn check_likelihood(case: &Value, tolerance: f64) {
    let own = Case::new(case);
    let expected = [case["log_likelihood"].as_f64().unwrap()];
    close("likelihood", &[own.likelihood().value(&own.hyperparameters).unwrap()], &expected, TOLERANCE);
    let mut gradient = vec![f64::NAN; own.hyperparameters.theta().len()];
    let value = own.likelihood().value_and_gradient(&own.hyperparameters, &mut gradient).unwrap();
    close("likelihood beside its gradient", &[value], &expected, TOLERANCE);
    let expected = numbers(&case["gradient"]);
    if gradient.len() == expected.len() {
        close("gradient", &gradient, &expected, tolerance);
    } else {
        // scikit-learn has no additive part, whose share is third.
        gradient.remove(2);
        close("gradient", &gradient, &expected, tolerance);
    }
}

#[test]
fn likelihood_and_its_gradient() {
    for case in reference("scikit_learn").as_array().unwrap() {
        check_likelihood(case, TOLERANCE);
    }
    for case in reference("whole").as_array().unwrap() {
        check_likelihood(case, DIFFERENCES);
    }
}

#[test]
fn posterior() {
    for case in reference("scikit_learn").as_array().unwrap() {
        let mut posterior = Case::new(case).posterior();
        let mut prediction = Prediction::default();
        let (means, deviations) = (numbers(&case["means"]), numbers(&case["deviations"]));
        for (i, x) in rows(&case["at"]).iter().enumerate() {
            posterior.predict(x, false, &mut prediction);
            close("mean", &prediction.means, &[means[i]], TOLERANCE);
            close("deviation", &[prediction.deviation], &[deviations[i]], 1e-7);
        }
    }
}

#[test]
fn posterior_of_fantasies() {
    for case in reference("whole").as_array().unwrap() {
        let own = Case::new(case);
        let (mut posterior, trends) = (own.posterior(), own.trends);
        posterior.fantasise(&trends.points(&rows(&case["pending"])), &rows(&case["normals"]));
        close("least means", posterior.least_means(), &numbers(&case["least_means"]), TOLERANCE);
        let (means, deviations) = (rows(&case["means"]), numbers(&case["deviations"]));
        let mut prediction = Prediction::default();
        for (i, x) in rows(&case["at"]).iter().enumerate() {
            posterior.predict_with(x, &trends.at(x), true, &mut prediction);
            close("means", &prediction.means, &[means[0][i], means[1][i]], TOLERANCE);
            close("deviation", &[prediction.deviation], &[deviations[i]], 1e-7);
        }
    }
}

#[test]
fn gradients_of_the_posterior() {
    for case in reference("whole").as_array().unwrap() {
        check_gradients(case);
    }
}

fn check_gradients(case: &Value) {
    let own = Case::new(case);
    let (mut posterior, trends) = (own.posterior(), own.trends);
    let mut without_fantasies = posterior.clone();
    posterior.fantasise(&trends.points(&rows(&case["pending"])), &rows(&case["normals"]));
    let step = 1e-6;
    for x in rows(&case["at"]) {
        let [mut at, mut up, mut down] = std::array::from_fn(|_| Prediction::default());
        posterior.predict_with(&x, &trends.at(&x), true, &mut at);
        if !trends.0 {
            let (mut gradient, mut whole) = (vec![0.0; x.len()], Prediction::default());
            let mean = without_fantasies.mean(&x, &mut gradient);
            without_fantasies.predict(&x, true, &mut whole);
            assert_eq!((mean, &gradient), (whole.means[0], &whole.mean_gradients[0]), "the mean alone is the same");
        }
        for (d, is_category) in case["is_category"].as_array().unwrap().iter().enumerate() {
            if is_category == &Value::Bool(true) {
                assert_eq!((at.mean_gradients[0][d], at.deviation_gradient[d]), (0.0, 0.0));
                continue;
            }
            let moved =
                |by: f64| x.iter().enumerate().map(|(i, x)| if i == d { x + by } else { *x }).collect::<Vec<_>>();
            posterior.predict_with(&moved(step), &trends.at(&moved(step)), false, &mut up);
            posterior.predict_with(&moved(-step), &trends.at(&moved(-step)), false, &mut down);
            for f in 0..2 {
                let difference = (up.means[f] - down.means[f]) / (2.0 * step);
                close("mean's gradient", &[at.mean_gradients[f][d]], &[difference], DIFFERENCES);
            }
            let difference = (up.deviation - down.deviation) / (2.0 * step);
            close("deviation's gradient", &[at.deviation_gradient[d]], &[difference], DIFFERENCES);
        }
    }
}

#[test]
fn expected_improvement() {
    for row in rows(&reference("improvement")) {
        let [mean, deviation, least, expected] = row[..] else { panic!("four numbers") };
        let (log, _) = log_expected_improvement((least - mean) / deviation);
        assert!((deviation * log.exp() / expected - 1.0).abs() < 1e-12, "{row:?}");
    }
}

#[test]
fn its_logarithm_far_into_the_tail() {
    for row in rows(&reference("tail")) {
        let [z, log, slope, log_cdf] = row[..] else { panic!("four numbers") };
        let ours = log_expected_improvement(z);
        close("ln h", &[ours.0], &[log], 1e-12);
        assert!((ours.1 / slope - 1.0).abs() < 1e-10, "{z}: {} {slope}", ours.1);
        close("ln Φ", &[log_distribution(z)], &[log_cdf], 1e-12);
    }
}

#[test]
fn sobol_points() {
    let sobol = Sobol::unscrambled(30);
    let mut points: Vec<Vec<f64>> = (0..64).map(|index| sobol.point(index)).collect();
    points.sort_by(|a, b| a[0].total_cmp(&b[0]));
    assert_eq!(points, rows(&reference("sobol")));
}

#[test]
fn transformed_targets() {
    let case = reference("targets");
    let objectives = numbers(&case["objectives"]);
    let targets = Targets::new(&objectives, Direction::Minimize).unwrap();
    let ours: Vec<f64> = objectives.iter().map(|&objective| targets.target(objective)).collect();
    close("targets", &ours, &numbers(&case["targets"]), 1e-12);
}
