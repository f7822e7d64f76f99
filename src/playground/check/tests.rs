//! Every rule with a document that breaks it and, beside it, one that just keeps it.

use super::{Checked, Objective, check, read, try_plan};
use crate::linter::Severity;
use crate::playground::document::Document;
use crate::playground::plan::Training;
use serde_json::{Value, json};

/// A document without a fault.
fn good() -> Value {
    json!({
        "Request": {
            "HyperParameterTuningJobName": "moons",
            "HyperParameterTuningJobConfig": {
                "Strategy": "Random",
                "HyperParameterTuningJobObjective": { "Type": "Maximize", "MetricName": "validation:accuracy" },
                "ResourceLimits": { "MaxNumberOfTrainingJobs": 10, "MaxParallelTrainingJobs": 2 },
                "ParameterRanges": {
                    "IntegerParameterRanges": [{ "Name": "hidden_units", "MinValue": "2", "MaxValue": "24" }],
                    "ContinuousParameterRanges": [
                        { "Name": "learning_rate", "MinValue": "0.001", "MaxValue": "1", "ScalingType": "Logarithmic" },
                    ],
                    "CategoricalParameterRanges": [{ "Name": "activation", "Values": ["relu", "tanh"] }],
                },
            },
            "TrainingJobDefinition": {
                "StaticHyperParameters": { "epochs": "7" },
                "AlgorithmSpecification": { "TrainingImage": "image", "TrainingInputMode": "File" },
                "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
                "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/output" },
                "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
            },
        },
        "Problem": { "Model": "mlp", "Dataset": { "Name": "two-moons" } },
    })
}

/// The paths by which the tables below name places in the request.
fn place(path: &str) -> String {
    let path = path
        .replace("{R}", "HyperParameterTuningJobConfig.ResourceLimits")
        .replace("{C}", "HyperParameterTuningJobConfig.TuningJobCompletionCriteria")
        .replace("{P}", "HyperParameterTuningJobConfig.ParameterRanges")
        .replace("{O}", "HyperParameterTuningJobConfig.HyperParameterTuningJobObjective")
        .replace("{H}", "HyperParameterTuningJobConfig")
        .replace("{S}", "TrainingJobDefinition.StaticHyperParameters");
    path.replace("[0]", ".0").replace("[1]", ".1")
}

/// Sets the member at a path, given as issues give theirs; what is missing on the way is made.
fn set(document: &mut Value, path: &str, value: &Value) {
    let path = place(path);
    let inside = path.starts_with("Problem") || path.starts_with("Settings");
    let mut at = if inside { document } else { &mut document["Request"] };
    for part in path.split('.') {
        at = match part.parse::<usize>() {
            Ok(index) => &mut at[index],
            Err(_) => &mut at[part],
        };
    }
    *at = value.clone();
}

fn with(path: &str, value: &Value) -> Value {
    let mut document = good();
    set(&mut document, path, value);
    document
}

/// What these checks find, without the linter's.
fn checked(document: Value, objective: Objective) -> Checked {
    let (issues, plan) = try_plan(&Document::from_json(document).unwrap(), objective, &[]);
    Checked { issues, plan }
}

#[test]
fn what_the_linter_says_as_well_is_said_once() {
    let repeated = |document: Value| {
        let issues = check(&Document::from_json(document).unwrap(), Objective::Problem).issues;
        issues.iter().filter(|issue| issues.iter().filter(|other| other.path == issue.path).count() > 1).count()
    };
    assert_eq!(repeated(with("HyperParameterTuningJobName", &json!("-"))), 0);
    assert_eq!(repeated(with("{R}.MaxNumberOfTrainingJobs", &json!(0))), 0);
    assert_eq!(repeated(with("{P}.IntegerParameterRanges[0].MinValue", &json!("x"))), 0);
    let grid = check(&Document::from_json(with("{H}.Strategy", &json!("Grid"))).unwrap(), Objective::Problem).issues;
    assert_eq!(grid.iter().filter(|issue| issue.rule == "grid-categories").count(), 2, "one for each list: {grid:?}");
}

/// AWS refuses a request without machines; here it runs.
#[test]
fn what_only_aws_refuses_runs_here() {
    let checked = check(&Document::from_json(good()).unwrap(), Objective::Problem);
    assert!(checked.issues.iter().any(|issue| issue.rule == "resources-missing"));
    assert!(checked.plan.is_ok());
}

/// What an issue is compared by: severity, place and rule.
fn found(document: Value) -> Vec<(Severity, String, &'static str)> {
    let checked = checked(document, Objective::Problem);
    let refused = checked.issues.iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(checked.plan.is_err(), refused, "a plan, or an error that says why there is none: {:?}", checked.issues);
    for issue in &checked.issues {
        assert!(!issue.message.ends_with('.') && !issue.source.is_empty(), "{issue:?}");
    }
    checked.issues.into_iter().map(|issue| (issue.severity, place(&issue.path), issue.rule)).collect()
}

#[test]
fn a_good_document_has_no_issue() {
    assert_eq!(found(good()), []);
    let bare = json!({ "Request": good()["Request"] });
    assert_eq!(found(bare["Request"].clone()), []);
}

/// One change: where, what is right there, what is wrong there, and the place and rule of the one issue; no place when
/// it is that of the change.
type Case = (&'static str, Value, Value, &'static str, &'static str);

#[test]
fn every_error_and_what_just_passes() {
    let long = |length: usize| json!("a".repeat(length));
    let name = "HyperParameterTuningJobName";
    let cases: Vec<Case> = vec![
        (name, long(32), long(33), "", "name-pattern"),
        (name, json!("a--1"), json!("a-"), "", "name-pattern"),
        (name, json!("7"), json!(""), "", "name-pattern"),
        (name, json!("A-b"), json!("ä"), "", "name-pattern"),
        ("{H}.Strategy", json!("Random"), json!("random"), "", "strategy"),
        ("{H}.Strategy", json!("Bayesian"), json!("Hyperbands"), "", "strategy"),
        ("{H}.Strategy", json!("Random"), json!("Grid"), "{P}", "grid-categories"),
        ("{O}.Type", json!("Minimize"), json!("Max"), "", "objective-type"),
        ("{O}.MetricName", json!("train:loss"), json!("validation:auc"), "", "objective-metric-here"),
        ("{O}.MetricName", json!("train:accuracy"), json!(""), "", "objective-metric"),
        ("{H}.RandomSeed", json!(0), json!(-1), "", "seed"),
        ("{H}.TrainingJobEarlyStoppingType", json!("Auto"), json!("On"), "", "early-stopping-type"),
        ("{R}.MaxParallelTrainingJobs", json!(100), json!(101), "", "limit"),
        ("{R}.MaxParallelTrainingJobs", json!(1), json!(0), "", "limit"),
        ("{R}.MaxNumberOfTrainingJobs", json!(10_000), json!(10_001), "", "limit"),
        ("{R}.MaxNumberOfTrainingJobs", json!(1), json!(-1), "", "limit"),
        ("{R}.MaxRuntimeInSeconds", json!(120), json!(119), "", "limit"),
        ("{R}.MaxRuntimeInSeconds", json!(2_592_000), json!(2_592_001), "", "limit"),
        ("{C}.TargetObjectiveMetricValue", json!(3.4e38), json!(3.5e38), "", "target"),
        ("{C}.BestObjectiveNotImproving.MaxNumberOfTrainingJobsNotImproving", json!(3), json!(2), "", "limit"),
        ("{C}.ConvergenceDetected.CompleteOnConvergence", json!("Disabled"), json!("Yes"), "", "convergence"),
        ("{P}.IntegerParameterRanges[0].MinValue", json!(" 3 "), json!("2.5"), "", "range-number"),
        ("{P}.ContinuousParameterRanges[0].MaxValue", json!("1e0"), json!("inf"), "", "range-number"),
        ("{P}.IntegerParameterRanges[0].MaxValue", json!("3"), json!("2"), "{P}.IntegerParameterRanges[0]", "range"),
        (
            "{P}.IntegerParameterRanges[0].ScalingType",
            json!("Logarithmic"),
            json!("ReverseLogarithmic"),
            "{P}.IntegerParameterRanges[0]",
            "range",
        ),
        (
            "{P}.ContinuousParameterRanges[0].MinValue",
            json!("1e-9"),
            json!("0"),
            "{P}.ContinuousParameterRanges[0]",
            "range",
        ),
        ("{P}.ContinuousParameterRanges[0].ScalingType", json!("Auto"), json!("Log"), "", "scaling-type"),
        ("{P}.CategoricalParameterRanges[0].Values", json!(["relu"]), json!(["relu", "relu"]), "", "range"),
        (
            "{P}.CategoricalParameterRanges[0].Values",
            json!(["sigmoid"]),
            Value::Array((0..31).map(|value| json!(format!("{value}"))).collect()),
            "",
            "categorical-values",
        ),
        ("{P}.IntegerParameterRanges[0].Name", json!("mini_batch_size"), json!(""), "", "range-name"),
        ("{P}", good()["Request"]["HyperParameterTuningJobConfig"]["ParameterRanges"].clone(), json!({}), "", "ranges"),
        ("{P}.IntegerParameterRanges[0].Name", json!("hidden_units"), json!("learning_rate"), "{P}", "ranges"),
        ("{S}.mini_batch_size", json!("32"), json!("0"), "", "hyperparameter"),
        ("{S}.dropout", json!("0.5"), json!("much"), "", "hyperparameter"),
        ("{P}.IntegerParameterRanges[0].MaxValue", json!("128"), json!("129"), "", "hyperparameter"),
        (
            "{P}.CategoricalParameterRanges[0].Values",
            json!(["relu", "sigmoid"]),
            json!(["relu", "gelu"]),
            "",
            "hyperparameter",
        ),
        (
            "{P}.ContinuousParameterRanges[0].Name",
            json!("momentum"),
            json!("hidden_layers"),
            "{P}.ContinuousParameterRanges[0]",
            "range-type",
        ),
        ("TrainingJobDefinitions", Value::Null, json!([]), "", "several-definitions"),
        ("Problem.Model", json!("mlp"), json!("tree"), "", "model"),
        ("Problem.Dataset.Name", json!("xor"), json!("mnist"), "", "dataset"),
        ("Problem.Dataset.Samples", json!(40), json!(39), "", "dataset"),
        ("Problem.Dataset.Samples", json!(10_000), json!(4_294_967_336_u64), "", "dataset"),
        ("Problem.Dataset.Seed", json!(0), json!(-1), "", "dataset"),
        ("Problem.Dataset.Noise", json!(1), json!(1.1), "", "dataset"),
        ("Problem.Dataset.Classes", json!(2), json!(3), "", "dataset"),
        ("Problem.Dataset.ValidationFraction", json!(0.1), json!(0.09), "", "dataset"),
        ("Problem.Clock.StartupSeconds", json!(0), json!(-1), "", "clock"),
        ("Problem.Clock.SecondsPerEpoch", json!(0.001), json!(0), "", "clock"),
        ("Problem.Clock.SecondsPerEpoch", json!(86_400), json!(86_401), "", "clock"),
        ("Settings.EarlyStopping.MinCompletedJobs", json!(1), json!(0), "", "early-stopping-start"),
        ("Settings.BestObjectiveNotImproving.Improvement", json!("OnePercent"), json!("TwoPercent"), "", "improvement"),
        ("Settings.Convergence.MinJobs", json!(6), json!(5), "", "convergence-settings"),
        ("Settings.Convergence.HorizonFactor", json!(1.1), json!(1), "", "convergence-settings"),
        ("Settings.Convergence.MaxProbability", json!(0.5), json!(0.51), "", "convergence-settings"),
    ];
    for (path, right, wrong, issue_at, rule) in cases {
        let issue_at = if issue_at.is_empty() { path } else { issue_at };
        if !right.is_null() {
            assert_eq!(found(with(path, &right)), [], "{path}: {right} is right");
        }
        let expected = vec![(Severity::Error, place(issue_at), rule)];
        assert_eq!(found(with(path, &wrong)), expected, "{path}: {wrong} is wrong");
    }
}

#[test]
fn warnings_do_not_keep_a_document_from_running() {
    let categories = json!({ "CategoricalParameterRanges": [{ "Name": "activation", "Values": ["relu", "tanh"] }] });
    for (path, value, issue_at, rule) in [
        ("{P}", categories, "{R}.MaxNumberOfTrainingJobs", "too-few-combinations"),
        ("Autotune", json!({ "Mode": "Enabled" }), "Autotune", "autotune-not-here"),
        (
            "WarmStartConfig",
            json!({
                "ParentHyperParameterTuningJobs": [{ "HyperParameterTuningJobName": "unheard-of" }],
                "WarmStartType": "TransferLearning",
            }),
            "WarmStartConfig.ParentHyperParameterTuningJobs[0]",
            "warm-start-here",
        ),
        ("{S}.data_dir", json!("/opt/ml/input"), "{S}.data_dir", "hyperparameter-not-used"),
        ("{R}.MaxNumberOfTrainingJob", json!(3), "{R}.MaxNumberOfTrainingJob", "unknown-member"),
        ("Problem.Clock.Startup", json!(3), "Problem.Clock.Startup", "unknown-member"),
        ("Settings.earlyStopping", json!({}), "Settings.earlyStopping", "unknown-member"),
    ] {
        assert_eq!(found(with(path, &value)), [(Severity::Warning, place(issue_at), rule)], "{path}");
    }
    // A grid of other than its combinations.
    let mut grid = with("{H}.Strategy", &json!("Grid"));
    let categories = json!({ "CategoricalParameterRanges": [{ "Name": "activation", "Values": ["relu", "tanh"] }] });
    set(&mut grid, "{P}", &categories);
    assert_eq!(found(grid.clone()), [(Severity::Warning, place("{R}.MaxNumberOfTrainingJobs"), "grid-jobs")]);
    set(&mut grid, "{R}.MaxNumberOfTrainingJobs", &json!(2));
    assert_eq!(found(grid.clone()), []);
    set(&mut grid, "{R}", &json!({ "MaxParallelTrainingJobs": 1 }));
    assert_eq!(found(grid), []);
}

#[test]
fn counts_over_several_lists() {
    let ranges = |count: usize| {
        Value::Array((0..count).map(|n| json!({ "Name": format!("p{n}"), "MinValue": "0", "MaxValue": "1" })).collect())
    };
    let statics = |count: usize| -> Value { (0..count).map(|n| (format!("s{n}"), json!("1"))).collect() };
    let rules = |range_count: usize, static_count: usize| {
        let mut document = with("{P}", &json!({ "ContinuousParameterRanges": ranges(range_count) }));
        set(&mut document, "TrainingJobDefinition.StaticHyperParameters", &statics(static_count));
        let issues = checked(document, Objective::External).issues;
        issues.into_iter().map(|issue| issue.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(30, 70), [""; 0]);
    assert_eq!(rules(31, 0), ["ranges-count"]);
    assert_eq!(rules(30, 71), ["hyperparameters-count"]);
    let twice = with("{S}.learning_rate", &json!("0.1"));
    assert_eq!(found(twice), [(Severity::Error, place("{S}.learning_rate"), "static-and-tuned")]);
}

#[test]
fn all_problems_at_once() {
    let mut document = good();
    for (path, value) in [
        ("HyperParameterTuningJobName", json!("-")),
        ("{H}.Strategy", json!("Grid")),
        ("{H}.HyperParameterTuningJobObjective.MetricName", json!("validation:auc")),
        ("{H}.RandomSeed", json!(-5)),
        ("{H}.TrainingJobEarlyStoppingType", json!("auto")),
        ("{R}.MaxParallelTrainingJobs", json!(0)),
        ("{R}.MaxNumberOfTrainingJobs", json!(0)),
        ("{C}.ConvergenceDetected.CompleteOnConvergence", json!("enabled")),
        ("{S}.optimizer", json!("newton")),
        ("Problem.Clock.StartupSeconds", json!(-1)),
        ("Settings.EarlyStopping.MinCompletedJobs", json!(0)),
        ("Settings.Convergence.MinJobs", json!(0)),
    ] {
        set(&mut document, path, &value);
    }
    let mut rules: Vec<_> = found(document).into_iter().map(|(_, _, rule)| rule).collect();
    rules.sort_unstable();
    let expected = [
        "clock",
        "convergence",
        "convergence-settings",
        "early-stopping-start",
        "early-stopping-type",
        "grid-categories",
        "hyperparameter",
        "limit",
        "limit",
        "name-pattern",
        "objective-metric-here",
        "seed",
    ];
    assert_eq!(rules, expected);
}

#[test]
fn an_external_objective_has_any_name_and_needs_no_problem() {
    let mut document = with("{H}.HyperParameterTuningJobObjective.MetricName", &json!("my:metric"));
    set(&mut document, "Problem.Model", &json!("tree"));
    set(&mut document, "{S}.anything", &json!("goes"));
    let checked = checked(document, Objective::External);
    assert_eq!(checked.issues, []);
    let plan = checked.plan.unwrap();
    assert_eq!((plan.training, plan.config.metrics()), (Training::External, ["my:metric".to_owned()].as_slice()));
    assert_eq!(plan.config.epoch_plan().default, 7);
    for (epochs, until) in [("12.0", 12), (" \"12\" ", 12), ("many", 1), ("-3", 1)] {
        let checked = self::checked(with("{S}.epochs", &json!(epochs)), Objective::External);
        assert_eq!(checked.plan.unwrap().config.epoch_plan().default, until, "{epochs}");
    }
}

#[test]
fn what_cannot_be_read_is_an_issue_too() {
    for (text, path, part) in [
        ("", "", "there is no text"),
        ("{\"Request\":{}}", "HyperParameterTuningJobName", "is missing"),
        (r#"{"Request":{},"Problem":{"Clock":[]}}"#, "Problem.Clock", "a list"),
        ("[]", "", "Not a CreateHyperParameterTuningJob request"),
    ] {
        let issues = read(text).unwrap_err();
        let known = issues.iter().any(|issue| issue.path == path && issue.message.contains(part));
        assert!(known && issues.iter().all(|issue| issue.severity == Severity::Error), "{text}: {issues:?}");
    }
}
