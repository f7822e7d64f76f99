//! Which model a request without a problem gets.

use crate::support::request;
use serde_json::{Value, json};
use tuneground::playground::{Document, Objective, ProblemModel, check, dry_run_document, model_for, validate};
use tuneground::sagemaker::Request;

#[path = "../linter/base.rs"]
#[allow(dead_code, unreachable_pub, reason = "the linter's tests have more use for it")]
mod base;

#[path = "../linter/kinds.rs"]
mod kinds;

fn chosen(request: &Value) -> Option<String> {
    let document = dry_run_document(Request::from_json(request.clone()).unwrap());
    let model = model_for(&document);
    let named = document.problem.and_then(|problem| problem.model);
    assert_eq!(named.as_deref().unwrap_or(ProblemModel::DEFAULT.name()), model.name());
    named
}

fn with(ranges: Value, metric: &str, statics: Value) -> Value {
    let mut request = request();
    let config = &mut request["HyperParameterTuningJobConfig"];
    config["ParameterRanges"] = ranges;
    config["HyperParameterTuningJobObjective"]["MetricName"] = json!(metric);
    request["TrainingJobDefinition"]["StaticHyperParameters"] = statics;
    request
}

#[test]
fn a_model_that_has_the_hyperparameters_is_trained_and_else_nothing() {
    let real = |name: &str, max: &str| json!({ "ContinuousParameterRanges": [{ "Name": name, "MinValue": "0.001", "MaxValue": max }] });
    let accuracy = "validation:accuracy";
    let loss = "validation:objective_loss";
    let leaves = json!({ "IntegerParameterRanges": [{ "Name": "max_leaf_nodes", "MinValue": "2", "MaxValue": "20" }] });
    for (model, request) in [
        (None, with(real("learning_rate", "1"), accuracy, json!({}))),
        // What a script has besides is no reason.
        (None, with(real("learning_rate", "1"), accuracy, json!({ "backbone": "resnet50", "epochs": "9" }))),
        (Some("logistic-regression"), with(real("wd", "1"), loss, json!({}))),
        (Some("logistic-regression"), with(real("learning_rate", "1"), loss, json!({ "feature_dim": "4" }))),
        (Some("surrogate"), request()),
        (Some("gradient-boosted-trees"), with(real("eta", "0.5"), "validation:auc", json!({ "num_round": "40" }))),
        (Some("surrogate"), with(real("eta", "2"), "validation:auc", json!({}))),
        // The default data have two classes: others are taken; for ranks there are none.
        (Some("gradient-boosted-trees"), with(real("eta", "0.5"), "validation:mlogloss", json!({}))),
        (Some("surrogate"), with(real("eta", "0.5"), "validation:ndcg", json!({}))),
        (Some("decision-tree"), with(leaves, accuracy, json!({ "criterion": "entropy" }))),
        (Some("surrogate"), with(real("learning_rate", "1"), "validation:f1", json!({}))),
        (Some("surrogate"), with(real("learning_rate", "1"), accuracy, json!({ "optimizer": "adamw" }))),
        (Some("surrogate"), with(real("learning_rate", "2000"), accuracy, json!({}))),
        (Some("surrogate"), with(real("hidden_units", "8"), accuracy, json!({}))),
        // A range that is wrong in itself is wrong for every model.
        (None, with(real("learning_rate", "x"), accuracy, json!({}))),
        (Some("surrogate"), with(real("eta", "x"), accuracy, json!({}))),
    ] {
        assert_eq!(chosen(&request).as_deref(), model, "{request}");
    }
}

#[test]
fn what_the_document_says_stays() {
    let mut whole = json!({ "Request": request(), "Problem": { "Clock": { "SecondsPerEpoch": 5 } }, "Note": "mine" });
    let document = Document::from_json(whole.clone()).unwrap();
    whole["Problem"]["Model"] = json!("surrogate");
    assert_eq!(document.to_json(), whole);
    whole["Problem"]["Model"] = json!("mlp");
    assert_eq!(Document::from_json(whole.clone()).unwrap().to_json(), whole);
    assert!(check(&Document::from_json(whole).unwrap(), Objective::Problem).plan.is_err(), "mlp has no eta");
    // A bare request and the document that it makes are the same to the next reader.
    let bare = Document::from_json(request()).unwrap();
    assert_eq!(Document::from_json(bare.to_json()).unwrap(), bare);
}

/// Every kind of request that AWS documents runs to its end, where its strategy and ranges are ones that this engine has.
#[test]
fn every_kind_of_request_is_dry_run() {
    let mut ran = Vec::new();
    for (kind, request) in kinds::kinds() {
        let checked = check(&Document::from_json(request.clone()).unwrap(), Objective::Problem);
        match checked.plan {
            Ok(plan) => {
                let job = plan.run_to_end();
                assert!(job.state().has_ended() && job.state().history().best().is_some(), "{kind}");
                assert!(job.state().launched() >= 2, "{kind}");
                ran.push(kind);
            }
            Err(obstacles) => {
                let rules: Vec<&str> = obstacles.iter().map(|issue| issue.rule).collect();
                let known = ["auto-parameters-not-here"];
                assert!(rules.iter().all(|rule| known.contains(rule)), "{kind}: {obstacles:?}");
            }
        }
        // And nothing is said of it that would not be said of a request for AWS.
        let issues = validate(&request, &[]);
        let wrong = ["hyperparameter", "objective-metric", "range-type", "model"];
        assert!(issues.iter().all(|issue| !wrong.contains(&issue.rule)), "{kind}: {issues:?}");
    }
    let expected = [
        "single",
        "several",
        "Bayesian",
        "Hyperband",
        "Hyperband that infers",
        "Grid",
        "spot",
        "warm start",
        "channels",
        "several instance types",
    ];
    assert_eq!(ran, expected);
}
