//! Objectives with a known minimum, as the literature has them (Surjanovic and Bingham, "Virtual Library of Simulation
//! Experiments"), the library's own among them, and two made up like the tuning of a network and of boosted trees. Smaller is
//! better in all of them.

use std::f64::consts::PI;
use tuneground::search_space::{
    CategoricalRange, ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, ParameterValue,
    Scaling, SearchSpace,
};
use tuneground::test_function::TestFunction;

/// An objective over its ranges.
pub(crate) struct Problem {
    pub(crate) name: &'static str,
    pub(crate) space: SearchSpace,
    pub(crate) objective: fn(&HyperParameters) -> f64,
    /// The standard deviation of what is added to what the strategy sees.
    pub(crate) noise: f64,
}

/// All of them.
pub(crate) fn all() -> Vec<Problem> {
    let plain = |name, limits: &[(f64, f64)], objective| Problem { name, space: linear(limits), objective, noise: 0.0 };
    vec![
        plain("branin", &[(-5.0, 10.0), (0.0, 15.0)], |h| TestFunction::Branin.value(&numbers(h))),
        plain("hartmann-3", &[(0.0, 1.0); 3], |h| TestFunction::Hartmann3.value(&numbers(h))),
        plain("hartmann-6", &[(0.0, 1.0); 6], |h| TestFunction::Hartmann6.value(&numbers(h))),
        plain("levy-4", &[(-10.0, 10.0); 4], |h| TestFunction::Levy.value(&numbers(h))),
        plain("ackley-5", &[(-5.0, 10.0); 5], |h| TestFunction::Ackley.value(&numbers(h))),
        plain("rosenbrock-4", &[(-2.0, 3.0); 4], |h| TestFunction::Rosenbrock.value(&numbers(h))),
        plain("styblinski-tang-5", &[(-5.0, 5.0); 5], |h| styblinski_tang(&numbers(h))),
        plain("rastrigin-4", &[(-5.12, 5.12); 4], |h| rastrigin(&numbers(h))),
        plain("michalewicz-5", &[(0.0, PI); 5], |h| michalewicz(&numbers(h))),
        plain("griewank-4", &[(-100.0, 100.0); 4], |h| griewank(&numbers(h))),
        plain("dixon-price-6", &[(-10.0, 10.0); 6], |h| dixon_price(&numbers(h))),
        plain("rotated-8", &[(-2.0, 2.0); 8], |h| rotated(&numbers(h))),
        Problem {
            noise: 0.3,
            ..plain("noisy-hartmann-6", &[(0.0, 1.0); 6], |h| TestFunction::Hartmann6.value(&numbers(h)))
        },
        Problem {
            noise: 10.0,
            ..plain("noisy-branin", &[(-5.0, 10.0), (0.0, 15.0)], |h| TestFunction::Branin.value(&numbers(h)))
        },
        network(),
        trees(),
    ]
}

fn linear(limits: &[(f64, f64)]) -> SearchSpace {
    let range = |&(min, max): &(f64, f64)| ContinuousRange::new(min, max, Scaling::Linear).unwrap().into();
    let parameter = |(i, limits): (usize, _)| Parameter { name: format!("x{}", i + 1), range: range(limits) };
    SearchSpace::new(limits.iter().enumerate().map(parameter).collect()).unwrap()
}

fn numbers(values: &HyperParameters) -> Vec<f64> {
    values.iter().filter_map(|(_, value)| value.as_number()).collect()
}

/// Raised by its minimum.
fn styblinski_tang(x: &[f64]) -> f64 {
    x.iter().map(|x| 0.5 * (x.powi(4) - 16.0 * x * x + 5.0 * x) + 39.166_17).sum()
}

/// Its optimum moved to 0.7.
fn rastrigin(x: &[f64]) -> f64 {
    x.iter().map(|x| x - 0.7).map(|y| y * y - 10.0 * (2.0 * PI * y).cos() + 10.0).sum()
}

fn michalewicz(x: &[f64]) -> f64 {
    let term = |(i, x): (usize, &f64)| x.sin() * ((i + 1) as f64 * x * x / PI).sin().powi(20);
    -x.iter().enumerate().map(term).sum::<f64>()
}

/// Its optimum moved to 37.
fn griewank(x: &[f64]) -> f64 {
    let y: Vec<f64> = x.iter().map(|x| x - 37.0).collect();
    let waves: f64 = y.iter().enumerate().map(|(i, y)| (y / ((i + 1) as f64).sqrt()).cos()).product();
    y.iter().map(|y| y * y).sum::<f64>() / 4000.0 - waves + 1.0
}

fn dixon_price(x: &[f64]) -> f64 {
    let pairs = x.windows(2).enumerate();
    (x[0] - 1.0).powi(2)
        + pairs.map(|(i, pair)| (i + 2) as f64 * (2.0 * pair[1] * pair[1] - pair[0]).powi(2)).sum::<f64>()
}

/// An ill-conditioned bowl whose axes are not those of the ranges.
fn rotated(x: &[f64]) -> f64 {
    let (d, mean) = (x.len(), x.iter().sum::<f64>() / x.len() as f64);
    let axis = |i: usize| x[i] - 2.0 * mean + 0.3 * x[(i + 1) % d] - 0.4;
    (0..d).map(|i| 10_f64.powf(2.0 * i as f64 / (d - 1) as f64) * axis(i).powi(2)).sum()
}

fn continuous(name: &str, min: f64, max: f64, scaling: Scaling) -> Parameter {
    Parameter { name: name.into(), range: ContinuousRange::new(min, max, scaling).unwrap().into() }
}

fn integer(name: &str, min: i64, max: i64, scaling: Scaling) -> Parameter {
    Parameter { name: name.into(), range: IntegerRange::new(min, max, scaling).unwrap().into() }
}

fn category(name: &str, values: &[&str]) -> Parameter {
    let values = values.iter().map(|&value| value.into()).collect();
    Parameter { name: name.into(), range: ParameterRange::from(CategoricalRange::new(values).unwrap()) }
}

/// Like a network's error: the best learning rate depends on the optimizer, and too large a one diverges to about 0.9.
fn network() -> Problem {
    let space = vec![
        continuous("learning_rate", 1e-5, 1.0, Scaling::Auto),
        continuous("weight_decay", 1e-7, 0.1, Scaling::Logarithmic),
        integer("layers", 1, 8, Scaling::Linear),
        integer("units", 8, 1024, Scaling::Auto),
        continuous("dropout", 0.0, 0.8, Scaling::Auto),
        integer("batch", 8, 512, Scaling::Logarithmic),
        category("optimizer", &["sgd", "adam", "rmsprop", "adagrad"]),
        category("activation", &["relu", "tanh", "sigmoid"]),
    ];
    let objective = |values: &HyperParameters| {
        let number = |name: &str| values.get(name).and_then(ParameterValue::as_number).unwrap();
        let text = |name: &str| values.get(name).unwrap().to_string();
        let (best_rate, optimizer) = match text("optimizer").as_str() {
            "sgd" => (-1.3, 0.04),
            "adam" => (-3.0, 0.0),
            "rmsprop" => (-3.3, 0.02),
            _ => (-2.0, 0.1),
        };
        let activation = match text("activation").as_str() {
            "relu" => 0.0,
            "tanh" => 0.03,
            _ => 0.08,
        };
        let rate = number("learning_rate").log10() - best_rate;
        if rate > 1.2 {
            return 0.9 + 0.01 * rate;
        }
        let layers = number("layers") - 4.0;
        optimizer
            + activation
            + 0.08 * rate * rate / (1.0 + 0.3 * rate.abs())
            + 0.008 * (number("weight_decay").log10() + 4.2).powi(2)
            + 0.005 * layers * layers
            + 0.03 * (number("units") / 180.0).ln().powi(2)
            + 0.15 * (number("dropout") - 0.2 - 0.05 * layers).powi(2)
            + 0.004 * ((number("batch") / 64.0).log2() - 0.8 * rate).powi(2)
    };
    Problem { name: "network", space: SearchSpace::new(space).unwrap(), objective, noise: 0.003 }
}

/// Like boosted trees' error: a step size that has to fit the number of rounds.
fn trees() -> Problem {
    let space = vec![
        continuous("eta", 0.005, 0.9, Scaling::Auto),
        integer("num_round", 1, 4000, Scaling::Auto),
        integer("max_depth", 1, 15, Scaling::Auto),
        continuous("min_child_weight", 0.1, 120.0, Scaling::Linear),
        continuous("lambda", 1e-3, 1000.0, Scaling::Logarithmic),
        continuous("subsample", 0.3, 1.0, Scaling::Auto),
        continuous("colsample_bytree", 0.3, 1.0, Scaling::Auto),
        continuous("gamma", 0.0, 5.0, Scaling::Auto),
    ];
    let objective = |values: &HyperParameters| {
        let number = |name: &str| values.get(name).and_then(ParameterValue::as_number).unwrap();
        let fit = number("eta").ln() + number("num_round").ln() - 3.0;
        let depth = number("max_depth");
        let lambda = number("lambda").ln() - 1.0;
        0.2 + 0.03 * fit * fit / (1.0 + 0.2 * fit.abs())
            + 0.01 * (number("eta").ln() + 3.0).max(0.0).powi(2)
            + 0.006 * (depth - 6.0 + 0.3 * number("min_child_weight").ln()).powi(2) / (1.0 + 0.1 * depth)
            + 0.004 * lambda * lambda / (1.0 + 0.5 * lambda.abs())
            + 0.05 * (number("subsample") - 0.8).powi(2)
            + 0.03 * (number("colsample_bytree") - 0.6).powi(2)
            + 0.002 * number("gamma")
    };
    Problem { name: "trees", space: SearchSpace::new(space).unwrap(), objective, noise: 0.002 }
}
