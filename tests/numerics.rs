//! Training against independent implementations: NumPy in f64, and scikit-learn's optimum.
//!
//! `tests/reference/training_inputs.json` holds what both sides start from: rows, initial parameters and the order of
//! rows, written by this test when `TUNEGROUND_BLESS` is set. `tests/reference/make_training.py` reads it and writes
//! `training.json`, the losses and accuracies per epoch.

#![allow(clippy::unwrap_used, reason = "a reference that cannot be read fails the test")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use tuneground::dataset::{Dataset, DatasetName, DatasetOptions, DatasetSpec, FileRows, Table};
use tuneground::math::rng::{Purpose, Stream};
use tuneground::model::{HyperParameterKind, ModelKind, Progress, TrainingRun, TrainingSpec};

/// Relative to the reference, or absolute below 1: f32 rounding, carried through 30 epochs.
const LOSS_TOLERANCE: f64 = 1e-4;
const SEED: u64 = 11;

struct Case {
    kind: ModelKind,
    dataset: DatasetName,
    hyperparameters: Vec<(&'static str, &'static str)>,
}

impl Case {
    fn text(&self, name: &str) -> &str {
        let default =
            || self.kind.hyperparameters().iter().find(|spec| spec.name == name).map_or("0", |spec| spec.default);
        self.hyperparameters.iter().find(|pair| pair.0 == name).map_or_else(default, |pair| pair.1)
    }

    fn number(&self, name: &str) -> f64 {
        self.text(name).parse().unwrap()
    }

    fn run(&self, job_number: u64) -> TrainingRun {
        let spec = TrainingSpec::new(self.kind, self.hyperparameters.iter().copied()).unwrap();
        TrainingRun::new(&spec, dataset(self.dataset), SEED, job_number)
    }

    /// What the reference implementation starts from.
    fn input(&self, job_number: u64) -> Value {
        let run = self.run(job_number);
        let mut stream = Stream::new(SEED, job_number, Purpose::Training);
        let mut order: Vec<usize> = (0..run.dataset().train().rows()).collect();
        let epochs = run.spec().epochs();
        let full_batch = run.spec().mini_batch_size() >= order.len();
        let orders: Vec<Vec<usize>> = (0..epochs)
            .map(|_| {
                stream.shuffle(&mut order);
                // One batch an epoch: the order only changes rounding.
                if full_batch { Vec::new() } else { order.clone() }
            })
            .collect();
        let l2 = if self.kind == ModelKind::Mlp { "weight_decay" } else { "wd" };
        json!({
            "dataset": self.dataset.name(),
            "widths": run.spec().layer_widths(run.dataset().features(), run.dataset().classes()),
            "activation": self.text("activation"),
            "optimizer": self.text("optimizer"),
            "learning_rate": self.number("learning_rate"),
            "momentum": self.number("momentum"),
            "l1": self.number("l1"),
            "l2": self.number(l2),
            "mini_batch_size": run.spec().mini_batch_size(),
            "epochs": epochs,
            "orders": if full_batch { json!(null) } else { json!(orders) },
            "parameters": run.parameters(),
        })
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let rates = [("sgd", "0.3"), ("adam", "0.02"), ("rmsprop", "0.005")];
    for activation in ["relu", "tanh", "sigmoid"] {
        for (optimizer, learning_rate) in rates {
            for (hidden_layers, weight_decay, mini_batch_size) in
                [("1", "0", "1000"), ("3", "0.01", "1000"), ("2", "0.001", "16")]
            {
                let learning_rate = if mini_batch_size == "16" && optimizer == "sgd" { "0.05" } else { learning_rate };
                cases.push(Case {
                    kind: ModelKind::Mlp,
                    dataset: DatasetName::TwoMoons,
                    hyperparameters: vec![
                        ("activation", activation),
                        ("optimizer", optimizer),
                        ("learning_rate", learning_rate),
                        ("hidden_layers", hidden_layers),
                        ("hidden_units", "5"),
                        ("weight_decay", weight_decay),
                        ("mini_batch_size", mini_batch_size),
                        ("epochs", if mini_batch_size == "16" { "10" } else { "30" }),
                    ],
                });
            }
        }
    }
    for (optimizer, learning_rate) in rates {
        for (l1, wd, mini_batch_size) in [("0", "0", "1000"), ("0.003", "0.02", "1000"), ("0.001", "0.01", "20")] {
            cases.push(Case {
                kind: ModelKind::LogisticRegression,
                dataset: DatasetName::Iris,
                hyperparameters: vec![
                    ("optimizer", optimizer),
                    ("learning_rate", learning_rate),
                    ("l1", l1),
                    ("wd", wd),
                    ("mini_batch_size", mini_batch_size),
                    ("epochs", "10"),
                ],
            });
        }
    }
    cases
}

fn dataset(name: DatasetName) -> Arc<Dataset> {
    let options = DatasetOptions { samples: Some(62), seed: Some(3), ..DatasetOptions::default() };
    let file = name.file_name().map(|file| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
        FileRows::shipped(&std::fs::read(path).unwrap()).unwrap()
    });
    Arc::new(Dataset::new(&DatasetSpec::new(name, &options).unwrap(), file).unwrap())
}

fn reference(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(file)
}

fn read(file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(reference(file)).unwrap()).unwrap()
}

/// Data sets and cases, as the reference script reads them.
fn inputs() -> Value {
    let table = |table: &Table| json!({ "features": table.features(), "labels": table.targets().labels() });
    let datasets: serde_json::Map<String, Value> = [DatasetName::TwoMoons, DatasetName::Blobs, DatasetName::Iris]
        .into_iter()
        .map(|name| {
            let data = dataset(name);
            let (train, validation) = (table(data.train()), table(data.validation()));
            (name.name().to_owned(), json!({ "width": data.features(), "train": train, "validation": validation }))
        })
        .collect();
    let cases: Vec<Value> = cases().iter().zip(1..).map(|(case, job_number)| case.input(job_number)).collect();
    json!({ "datasets": datasets, "cases": cases })
}

/// Each epoch's values until the end; panics when training diverges.
fn metrics(mut run: TrainingRun) -> Vec<Vec<f64>> {
    let mut epochs = Vec::new();
    loop {
        match run.advance(usize::MAX) {
            Progress::Epoch(metrics) => epochs.push(metrics.values().to_vec()),
            Progress::Working => {}
            Progress::Finished => return epochs,
            diverged @ Progress::Diverged { .. } => panic!("{diverged:?}"),
        }
    }
}

#[test]
fn the_references_start_from_what_training_starts_from() {
    let inputs = inputs();
    if std::env::var_os("TUNEGROUND_BLESS").is_some() {
        std::fs::write(reference("training_inputs.json"), format!("{inputs}\n")).unwrap();
    }
    assert!(
        read("training_inputs.json") == inputs,
        "data sets or initial weights have changed; run this with TUNEGROUND_BLESS=1, then make_training.py"
    );
}

#[test]
fn training_agrees_with_numpy() {
    let expected = read("training.json");
    let expected = expected["cases"].as_array().unwrap();
    let cases = cases();
    assert_eq!(cases.len(), expected.len());
    for ((case, expected), job_number) in cases.iter().zip(expected).zip(1..) {
        let actual = metrics(case.run(job_number));
        assert_eq!(actual.len(), expected.as_array().unwrap().len());
        for (epoch, actual) in actual.iter().enumerate() {
            let expected: Vec<f64> = expected[epoch].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
            for (actual, expected) in actual.iter().zip(&expected) {
                assert!(
                    (actual - expected).abs() <= LOSS_TOLERANCE * expected.max(1.0),
                    "{:?}, epoch {}: {actual}, reference {expected}",
                    case.hyperparameters,
                    epoch + 1
                );
            }
        }
    }
}

/// Full-batch gradient descent to the end: mean cross-entropy + wd/2 · |W|² has one minimum, where scikit-learn's
/// solver also ends with C = 1 / (rows · wd). Weights to 2e-3 of the largest weight; loss to 1e-4.
#[test]
fn logistic_regression_reaches_scikit_learns_optimum() {
    for optimum in read("training.json")["optima"].as_array().unwrap() {
        let name = DatasetName::parse(optimum["dataset"].as_str().unwrap()).unwrap();
        let wd = optimum["l2"].to_string();
        let hyperparameters = [
            ("optimizer", "sgd"),
            ("learning_rate", "1"),
            ("wd", wd.as_str()),
            ("mini_batch_size", "1000"),
            ("epochs", "1000"),
        ];
        let spec = TrainingSpec::new(ModelKind::LogisticRegression, hyperparameters).unwrap();
        let mut run = TrainingRun::new(&spec, dataset(name), SEED, 1);
        let mut loss = f64::NAN;
        while !run.is_finished() {
            if let Progress::Epoch(metrics) = run.advance(usize::MAX) {
                loss = metrics.values()[0];
            }
        }
        let expected = optimum["loss"].as_f64().unwrap();
        assert!((loss - expected).abs() < 1e-4, "{name:?}: loss {loss}, optimum {expected}");

        let (features, classes) = (run.dataset().features(), run.dataset().classes());
        let (weights, biases) = run.parameters().split_at(features * classes);
        // Softmax does not change when all biases move together.
        let mean_bias = biases.iter().sum::<f32>() / classes as f32;
        let actual = weights.iter().copied().chain(biases.iter().map(|b| b - mean_bias)).map(f64::from);
        let expected: Vec<f64> =
            optimum["parameters"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
        let largest = expected.iter().fold(0.0_f64, |largest, w| largest.max(w.abs()));
        for (actual, expected) in actual.zip(&expected) {
            assert!((actual - expected).abs() < 2e-3 * largest, "{name:?}: weight {actual}, optimum {expected}");
        }
    }
}

/// Any value of a hyperparameter, as text; continuous ones on a logarithmic axis, ends included.
fn any_value(kind: HyperParameterKind, name: &str) -> BoxedStrategy<String> {
    match kind {
        HyperParameterKind::Continuous { min, max, min_inclusive } => {
            let inside =
                (-8.0..=0.0_f64).prop_map(move |exponent| (min + (max - min) * 10_f64.powf(exponent)).to_string());
            let least = if min_inclusive { min } else { f64::MIN_POSITIVE };
            prop_oneof![8 => inside, 1 => Just(least.to_string()), 1 => Just(max.to_string())].boxed()
        }
        // More epochs or units only take longer.
        HyperParameterKind::Integer { min, max } if matches!(name, "epochs" | "num_round") => {
            (min..=max.min(6)).prop_map(|n| n.to_string()).boxed()
        }
        HyperParameterKind::Integer { min, max } if name == "hidden_units" => {
            (min..=max.min(20)).prop_map(|n| n.to_string()).boxed()
        }
        HyperParameterKind::Integer { min, max } => (min..=max).prop_map(|n| n.to_string()).boxed(),
        HyperParameterKind::Categorical { values } => prop::sample::select(values).prop_map(str::to_owned).boxed(),
    }
}

/// A model with a value for each of its hyperparameters.
fn any_model() -> impl Strategy<Value = (ModelKind, Vec<(&'static str, String)>)> {
    prop::sample::select(&ModelKind::ALL[..]).prop_flat_map(|kind| {
        let values: Vec<_> = kind
            .hyperparameters()
            .iter()
            .map(|spec| any_value(spec.kind, spec.name).prop_map(move |value| (spec.name, value)))
            .collect();
        values.prop_map(move |values| (kind, values))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_hyperparameters_give_finite_metrics_or_divergence(
        (kind, values) in any_model(),
        name in prop::sample::select(DatasetName::ALL.into_iter().filter(|name| !matches!(name, DatasetName::File | DatasetName::Drawn)).collect::<Vec<_>>()),
        max_rows in 0..200_usize,
    ) {
        let spec = TrainingSpec::new(kind, values.iter().map(|(name, value)| (*name, value.as_str()))).unwrap();
        let mut run = TrainingRun::new(&spec, dataset(name), SEED, 1);
        let mut epochs = 0;
        loop {
            match run.advance(max_rows) {
                Progress::Working => {}
                Progress::Epoch(metrics) => {
                    epochs += 1;
                    prop_assert_eq!(metrics.epoch, epochs);
                    prop_assert_eq!(metrics.values().len(), kind.metrics(run.dataset().task()).len());
                    prop_assert!(metrics.values().iter().all(|value| value.is_finite()));
                }
                Progress::Diverged { epoch, .. } => {
                    prop_assert_eq!(epoch, epochs + 1);
                    break;
                }
                Progress::Finished => {
                    prop_assert_eq!(epochs, spec.epochs());
                    break;
                }
            }
        }
    }
}
