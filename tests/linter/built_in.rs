//! The rules about SageMaker's own algorithms, on the catalogue's starting requests.

use crate::base::{changed, issues};
use crate::cases::{Case, case};
use serde_json::{Value, json};
use tuneground::catalogue::{find, starting_request};

fn start(id: &str) -> Value {
    starting_request(find(id).unwrap(), "us-west-2").unwrap().to_json()
}

fn config(id: &str, patch: Value) -> Value {
    changed(start(id), &json!({ "HyperParameterTuningJobConfig": patch }))
}

fn ranges(id: &str, patch: Value) -> Value {
    config(id, json!({ "ParameterRanges": patch }))
}

fn continuous(id: &str, name: &str, min: &str, max: &str) -> Value {
    let range = json!({ "Name": name, "MinValue": min, "MaxValue": max, "ScalingType": "Linear" });
    ranges(id, json!({ "ContinuousParameterRanges": [range] }))
}

fn integer(id: &str, name: &str, min: &str, max: &str) -> Value {
    ranges(id, json!({ "IntegerParameterRanges": [{ "Name": name, "MinValue": min, "MaxValue": max }] }))
}

fn categorical(id: &str, name: &str, values: &[&str]) -> Value {
    ranges(id, json!({ "CategoricalParameterRanges": [{ "Name": name, "Values": values }] }))
}

fn objective(id: &str, direction: &str, metric: &str) -> Value {
    config(id, json!({ "HyperParameterTuningJobObjective": { "Type": direction, "MetricName": metric } }))
}

fn statics(id: &str, patch: Value) -> Value {
    changed(start(id), &json!({ "TrainingJobDefinition": { "StaticHyperParameters": patch } }))
}

/// With the algorithm's image called otherwise.
fn image(mut request: Value, name: &str) -> Value {
    request["TrainingJobDefinition"]["AlgorithmSpecification"]["TrainingImage"] =
        json!(format!("111122223333.dkr.ecr.us-west-2.amazonaws.com/{name}"));
    request
}

/// The names of the channels, in place of the two there are.
fn channels(id: &str, names: &[&str]) -> Value {
    let channel = start(id)["TrainingJobDefinition"]["InputDataConfig"][0].clone();
    let named = |name: &&str| changed(channel.clone(), &json!({ "ChannelName": name }));
    let channels: Vec<Value> = names.iter().map(named).collect();
    changed(start(id), &json!({ "TrainingJobDefinition": { "InputDataConfig": channels } }))
}

fn early_stopping(id: &str) -> Value {
    config(id, json!({ "TrainingJobEarlyStoppingType": "Auto" }))
}

#[rustfmt::skip]
pub(crate) fn cases() -> Vec<Case> {
    let auto = json!({ "AutoParameters": [{ "Name": "max_leaves", "ValueHint": "4" }] });
    let linear_mse = objective("linear-learner", "Minimize", "validation:mse");
    vec![
        case("built-in-tag",
            vec![image(start("xgboost"), "sagemaker-xgboost:latest"), image(start("xgboost"), "sagemaker-xgboost:1"), image(start("kmeans"), "kmeans"), image(start("xgboost"), "xgboost:latest")],
            vec![start("xgboost"), image(start("xgboost"), "xgboost:1"), image(start("xgboost"), "sagemaker-xgboost@sha256:0"), image(start("xgboost"), "mine:latest"), start("kmeans")]),
        case("built-in-tunable",
            vec![integer("xgboost", "max_leaves", "1", "9"), ranges("xgboost", auto), categorical("kmeans", "k", &["2", "3"]), image(start("xgboost"), "pca:1"), integer("blazingtext-word2vec", "word_ngrams", "1", "3")],
            vec![start("xgboost"), image(integer("xgboost", "max_leaves", "1", "9"), "my-xgboost:1"), integer("xgboost", "max_delta_step", "0", "9"), integer("blazingtext-classification", "word_ngrams", "1", "3")]),
        case("built-in-range",
            vec![continuous("xgboost", "eta", "0.01", "0.3"), continuous("xgboost", "eta", "0.6", "0.9"), integer("kmeans", "epochs", "1", "11"), integer("xgboost", "gamma", "1", "6"), categorical("kmeans", "init_method", &["kmeans++", "grid"]), categorical("xgboost", "max_depth", &["4", "12"]), categorical("xgboost", "max_depth", &["four", "5"])],
            vec![continuous("xgboost", "eta", "0.1", "0.5"), integer("kmeans", "epochs", "1", "10"), integer("xgboost", "gamma", "0", "5"), categorical("kmeans", "init_method", &["random", "kmeans++"]), categorical("xgboost", "max_depth", &["0", "10"]), image(continuous("xgboost", "eta", "0.01", "0.3"), "mine:1"), continuous("xgboost", "eta", "a", "0.9")]),
        case("built-in-objective",
            vec![objective("xgboost", "Maximize", "auc"), objective("xgboost", "Minimize", "validation:loss"), objective("kmeans", "Minimize", "validation:msd"), image(start("kmeans"), "pca:1")],
            vec![start("xgboost"), objective("xgboost", "Maximize", "validation:aucpr"), objective("kmeans", "Minimize", "test:ssd"), objective("deepar", "Minimize", "train:final_loss")]),
        case("built-in-direction",
            vec![objective("xgboost", "Minimize", "validation:auc"), objective("xgboost", "Maximize", "validation:rmse")],
            vec![objective("xgboost", "Maximize", "validation:auc"), objective("xgboost", "Minimize", "validation:rmse"), image(objective("xgboost", "Minimize", "validation:auc"), "mine:1")]),
        case("built-in-channel",
            vec![channels("xgboost", &["train"]), channels("deepar", &["train", "validation"])],
            vec![start("xgboost"), channels("linear-learner", &["train"]), changed(start("xgboost"), &json!({ "TrainingJobDefinition": { "InputDataConfig": null } }))]),
        case("built-in-required",
            vec![statics("xgboost", json!({ "num_round": null })), statics("kmeans", json!({ "k": null })), statics("kmeans", json!({ "feature_dim": null })), changed(start("xgboost"), &json!({ "TrainingJobDefinition": { "StaticHyperParameters": null } }))],
            vec![start("kmeans"), changed(integer("xgboost", "num_round", "10", "100"), &json!({ "TrainingJobDefinition": { "StaticHyperParameters": { "num_round": null } } })), statics("xgboost", json!({ "num_round": null, "sagemaker_program": "train.py" })), statics("kmeans", json!({ "epochs": null }))]),
        case("built-in-early-stopping",
            vec![early_stopping("kmeans"), changed(linear_mse.clone(), &json!({ "HyperParameterTuningJobConfig": { "TrainingJobEarlyStoppingType": "Auto" } }))],
            vec![start("kmeans"), start("xgboost"), start("linear-learner"), changed(linear_mse, &json!({ "HyperParameterTuningJobConfig": { "TrainingJobEarlyStoppingType": "Off" } })), image(early_stopping("kmeans"), "mine:1")]),
    ]
}

#[test]
fn a_metric_without_its_channel_is_found() {
    let request = objective("linear-learner", "Minimize", "objective_loss");
    let issue = issues(&request).into_iter().find(|issue| issue.rule == "built-in-objective").unwrap();
    let mut fixed = request;
    issue.fix.unwrap().apply(&mut fixed);
    assert_eq!(fixed, start("linear-learner"));
}

#[test]
fn what_a_range_shares_with_the_recommended_one_is_kept() {
    let fix = |request: &Value| issues(request).into_iter().find(|issue| issue.rule == "built-in-range").unwrap().fix;
    let request = continuous("xgboost", "eta", "0.01", "0.3");
    let mut fixed = request.clone();
    fix(&request).unwrap().apply(&mut fixed);
    let range = &fixed["HyperParameterTuningJobConfig"]["ParameterRanges"]["ContinuousParameterRanges"][0];
    assert_eq!((&range["MinValue"], &range["MaxValue"]), (&json!("0.1"), &json!("0.3")));
    // Nothing is shared, or the ends would be no whole numbers.
    assert_eq!(fix(&continuous("xgboost", "eta", "0.6", "0.9")), None);
    assert_eq!(fix(&integer("xgboost", "gamma", "1", "6")), None);
}

/// Each algorithm of a request that tunes several is looked at.
#[test]
fn several_definitions_are_each_looked_at() {
    let mut request = start("xgboost");
    let config = request["HyperParameterTuningJobConfig"].as_object_mut().unwrap();
    let mut definition = Value::Null;
    let (objective, ranges) =
        (config.remove("HyperParameterTuningJobObjective").unwrap(), config.remove("ParameterRanges").unwrap());
    config.remove("TrainingJobEarlyStoppingType");
    std::mem::swap(&mut definition, &mut request["TrainingJobDefinition"]);
    request.as_object_mut().unwrap().shift_remove("TrainingJobDefinition");
    definition["TuningObjective"] = objective;
    definition["HyperParameterRanges"] = ranges;
    definition["DefinitionName"] = json!("one");
    let wrong = changed(
        definition.clone(),
        &json!({ "DefinitionName": "two", "TuningObjective": { "Type": "Minimize" }, "StaticHyperParameters": null }),
    );
    request["TrainingJobDefinitions"] = json!([definition, wrong]);
    let found: Vec<(String, &str)> = issues(&request).into_iter().map(|issue| (issue.path, issue.rule)).collect();
    assert_eq!(
        found,
        [
            ("TrainingJobDefinitions[1].TuningObjective.Type".to_owned(), "built-in-direction"),
            ("TrainingJobDefinitions[1].StaticHyperParameters.num_round".to_owned(), "built-in-required"),
        ]
    );
}
