//! The ready expressions on real logs: `logs/NAME.log` is what a training job printed, `logs/NAME.json` what it knew. See
//! `make_logs.py`, which made them.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tuneground::training_log::{FRAMEWORKS, Framework, Problem, Reading, line};

/// The logs, and whose ready expressions read them.
const LOGS: &[(&str, &str)] = &[
    ("xgboost", "XGBoost"),
    ("lightgbm", "LightGBM"),
    ("catboost", "CatBoost"),
    ("scikit-learn", "scikit-learn"),
    ("scikit-learn-script", "Your own script"),
    ("keras", "Keras"),
    ("keras-one-line", "Keras"),
    ("chainer", "Chainer"),
    ("mxnet", "MXNet"),
    ("mxnet-callback", "MXNet"),
    ("tensorflow-estimator", "TensorFlow Estimator"),
    ("pytorch", "PyTorch"),
    ("lightning", "PyTorch Lightning"),
    ("hugging-face", "Hugging Face Trainer"),
    ("spark", "Spark MLlib"),
    ("spark", "Your own script"),
];

/// Where an epoch really has several values: MXNet's callback writes what the module has written, and the script on Spark
/// trains anew for each epoch.
const TWICE: [(&str, &str); 2] = [("mxnet-callback", "validation:accuracy"), ("spark", "train:objective")];

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/training_log/logs");
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn framework(name: &str) -> &'static Framework {
    FRAMEWORKS.iter().find(|framework| framework.name == name).unwrap()
}

/// Half of the last digit that a number was written with.
fn half_a_digit(written: &str) -> f64 {
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, fraction)| i32::try_from(fraction.len()).unwrap());
    0.500_001 * 10f64.powi(exponent.parse::<i32>().unwrap() - decimals)
}

/// Compares what is captured from a log with what the training job knew; the metrics that were compared.
fn compare(log: &str, name: &str, known: &Value, framework: &Framework) -> BTreeSet<&'static str> {
    let definitions = || framework.metrics.iter().map(|metric| (metric.name, metric.regex));
    let reading = Reading::of(definitions(), log);
    let views = reading.lines(log, 0, usize::MAX);
    let mut compared = BTreeSet::new();
    for (index, (metric, report)) in framework.metrics.iter().zip(reading.reports()).enumerate() {
        let Some(series) = known["Series"][metric.name].as_array() else {
            assert_eq!(report.count, 0, "{name}: {} reads what nobody knows", metric.name);
            continue;
        };
        let series: Vec<f64> = series.iter().map(|value| value.as_f64().unwrap()).collect();
        let captured: Vec<&str> = views
            .iter()
            .flat_map(|view| view.captures.iter().map(move |capture| (view, capture)))
            .filter(|(_, capture)| capture.metric == index)
            .map(|(view, capture)| &view.text[capture.captured.clone()])
            .collect();
        assert_eq!(captured.len(), series.len(), "{name}: {}: {captured:?} {series:?}", metric.name);
        assert_eq!(report.count, series.len(), "{name}: {}", metric.name);
        for ((emission, written), known) in report.emissions.iter().zip(&captured).zip(&series) {
            assert_eq!(written.parse::<f64>().unwrap(), emission.value);
            // A percentage may have been rounded before, a 32-bit float printed as one.
            let near = half_a_digit(written).max(1e-6 * known.abs());
            assert!((emission.value - known).abs() <= near, "{name}: {}: {written} for {known}", metric.name);
        }
        assert_eq!(report.final_value, report.last.map(|last| last.value as f32));
        let twice = report.problems.iter().filter(|problem| matches!(problem, Problem::TwiceAnEpoch(_))).count();
        assert_eq!(twice, usize::from(TWICE.contains(&(name, metric.name))), "{name}: {:?}", report.problems);
        let others: Vec<_> =
            report.problems.iter().filter(|problem| !matches!(problem, Problem::TwiceAnEpoch(_))).collect();
        // Keras' bar and Lightning's redraw the values in the same line.
        let redraws =
            |problem: &&Problem| matches!(problem, Problem::SeveralInALine(_)) && name.starts_with("lightning");
        assert!(others.iter().all(redraws), "{name}: {}: {others:?}", metric.name);
        compared.insert(metric.name);
    }
    compared
}

#[test]
fn every_ready_expression_reads_the_real_numbers() {
    let mut compared = BTreeSet::new();
    for (name, of) in LOGS {
        let known: Value = serde_json::from_str(&file(&format!("{name}.json"))).unwrap();
        let log = file(&format!("{name}.log"));
        let framework = framework(of);
        assert!(of == &"Your own script" || known["Made"].as_str().unwrap().contains(framework.source), "{name}");
        compared.extend(compare(&log, name, &known, framework).into_iter().map(|metric| (framework.name, metric)));
        // As it stands in CloudWatch, from where people copy it, it reads the same.
        let mut at = 0;
        let mut copied = String::new();
        while let Some((raw, next)) = line::next(&log, at) {
            copied.push_str(&line::shown(raw));
            copied.push_str("\r\n");
            at = next;
        }
        compare(&copied, name, &known, framework);
    }
    // XGBoost's other metrics have the same form.
    let untested: Vec<_> = FRAMEWORKS
        .iter()
        .flat_map(|framework| framework.metrics.iter().map(move |metric| (framework.name, metric.name)))
        .filter(|row| !compared.contains(row) && *row != ("XGBoost", "validation:rmse"))
        .collect();
    assert!(untested.is_empty(), "{untested:?} have no real log");
}

#[test]
fn every_log_says_how_it_was_made_and_names_no_folder_of_a_machine() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/training_log/logs");
    let named: BTreeSet<String> = LOGS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name == ".gitattributes" {
            continue;
        }
        let (stem, end) = name.split_once('.').unwrap();
        let text = file(&name);
        assert!(text.len() < 40_000, "{name}");
        for folder in [env!("CARGO_MANIFEST_DIR"), "/tmp/", "/home/", "/root/"] {
            assert!(!text.contains(folder), "{name} has a path of the machine that wrote it: {folder}");
        }
        if end == "json" {
            let known: Value = serde_json::from_str(&text).unwrap();
            assert!(known["Made"].as_str().is_some_and(|made| made.contains("Python 3")), "{name}");
        }
        found.insert(stem.to_owned());
    }
    assert_eq!(found, named);
}

/// What AWS's own pages show, on real logs: where it goes wrong is seen.
#[test]
fn the_usual_expressions_fail_where_they_do() {
    let problems = |name: &str, regex: &str| {
        let reading = Reading::of([("m", regex)], &file(&format!("{name}.log")));
        reading.reports().remove(0).problems
    };
    let keras = problems("keras", r"loss: ([0-9\.]+)");
    assert!(keras.iter().any(|problem| matches!(problem, Problem::SeveralInALine(_))), "{keras:?}");
    let pytorch = problems("pytorch", r"Loss: ([0-9\.]+)");
    assert!(pytorch.iter().any(|problem| matches!(problem, Problem::TwiceAnEpoch(_))), "{pytorch:?}");
    assert_eq!(problems("hugging-face", r"'eval_loss': ([0-9\.]+)"), [Problem::NeverMatches], "quotes since version 5");
    assert_eq!(problems("xgboost", r"\tvalidation-auc:([0-9\.]+)"), [Problem::NeverMatches], "CloudWatch has no tab");
    assert_eq!(problems("xgboost", r"#011validation-auc:([0-9\.]+)"), []);
    assert_eq!(problems("chainer", r"^[0-9]+ +([0-9.]+)"), [Problem::NeverMatches], "a code stands before");
}
