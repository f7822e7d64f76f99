//! Which toy model stands for a request.

use serde_json::{Value, json};
use tuneground::catalogue::{ALGORITHMS, find, starting_request};
use tuneground::model::ModelKind;
use tuneground::playground::{Objective, PRESETS, dry_run_document, plan, stand_in};
use tuneground::sagemaker::Request;

/// A script in an image of its author's.
fn script(tuned: &[&str], statics: &[&str]) -> Request {
    let range = |name: &&str| json!({ "Name": name, "MinValue": "1", "MaxValue": "2" });
    let statics: serde_json::Map<String, Value> = statics.iter().map(|name| ((*name).to_owned(), json!("1"))).collect();
    let mut request = starting_request(find("xgboost").unwrap(), "us-west-2").unwrap().to_json();
    request["HyperParameterTuningJobConfig"]["ParameterRanges"] =
        json!({ "ContinuousParameterRanges": tuned.iter().map(range).collect::<Vec<_>>() });
    request["TrainingJobDefinition"]["StaticHyperParameters"] = Value::Object(statics);
    request["TrainingJobDefinition"]["AlgorithmSpecification"]["TrainingImage"] =
        json!("111122223333.dkr.ecr.us-west-2.amazonaws.com/mine:1");
    Request::from_json(request).unwrap()
}

#[test]
fn an_image_of_sagemakers_own_says_it_all() {
    let of = |id: &str| stand_in(&starting_request(find(id).unwrap(), "us-west-2").unwrap());
    assert_eq!(of("linear-learner"), Some(ModelKind::LogisticRegression));
    assert_eq!(of("xgboost"), Some(ModelKind::GradientBoostedTrees));
    assert_eq!(of("image-classification"), Some(ModelKind::Mlp));
    // It tunes mini_batch_size and epochs, and is no network.
    assert_eq!(of("kmeans"), None);
    for algorithm in ALGORITHMS {
        if let Ok(request) = starting_request(algorithm, "us-west-2") {
            // A model that stands for it knows something that is tuned.
            let known = stand_in(&request)
                .map(|kind| algorithm.tunable.iter().filter(|own| kind.hyperparameter(own.name).is_some()).count());
            assert!(known.is_none_or(|count| count >= 3), "{} {known:?}", algorithm.id);
        }
    }
}

#[test]
fn a_script_is_known_by_its_hyperparameters() {
    assert_eq!(stand_in(&script(&["learning_rate", "momentum"], &[])), Some(ModelKind::Mlp));
    assert_eq!(stand_in(&script(&["learning_rate", "wd"], &["epochs"])), Some(ModelKind::LogisticRegression));
    assert_eq!(stand_in(&script(&["learning_rate"], &["epochs"])), Some(ModelKind::Mlp));
    assert_eq!(stand_in(&script(&["learning_rate"], &["l1"])), Some(ModelKind::LogisticRegression));
    assert_eq!(stand_in(&script(&["n_estimators"], &["epochs"])), None);
    assert_eq!(stand_in(&script(&["eta", "max_depth"], &["num_round"])), Some(ModelKind::GradientBoostedTrees));
    assert_eq!(stand_in(&script(&["max_depth", "max_leaf_nodes"], &[])), Some(ModelKind::DecisionTree));
    assert_eq!(stand_in(&script(&["max_depth"], &["criterion"])), Some(ModelKind::DecisionTree));
    assert_eq!(stand_in(&script(&["max_depth"], &[])), Some(ModelKind::GradientBoostedTrees));
    assert_eq!(stand_in(&script(&[], &["learning_rate"])), None);
}

#[test]
fn of_several_algorithms_the_first_counts() {
    let mut request = script(&["learning_rate", "wd"], &[]);
    let mut definition = request.training_job_definition.take().unwrap();
    definition.hyper_parameter_ranges = request.hyper_parameter_tuning_job_config.parameter_ranges.take();
    let other = starting_request(find("kmeans").unwrap(), "us-west-2").unwrap().training_job_definition.unwrap();
    request.training_job_definitions = Some(vec![definition.clone(), other.clone()]);
    assert_eq!(stand_in(&request), Some(ModelKind::LogisticRegression));
    request.training_job_definitions = Some(vec![other, definition]);
    assert_eq!(stand_in(&request), None);
    request.training_job_definitions = None;
    assert_eq!(stand_in(&request), None);
}

#[test]
fn the_presets_know_their_models() {
    for preset in &PRESETS {
        let document = preset.document();
        // For a test function's image nothing stands in: its document names it.
        let given = document.problem.and_then(|problem| problem.model);
        let kind = given.map_or(Some(ModelKind::Mlp), |name| ModelKind::parse(&name));
        assert_eq!(stand_in(&document.request), kind, "{}", preset.id);
    }
}

#[test]
fn what_aws_defines_of_its_own_algorithms_metrics_is_not_held_against_the_logs_here() {
    let runs = |request: &Value| {
        let document = dry_run_document(Request::from_json(request.clone()).unwrap());
        (plan(&document, Objective::Problem).map(|_| ()), document.problem.and_then(|problem| problem.model))
    };
    // As DescribeHyperParameterTuningJob gives it, with as many rounds as SageMaker tunes.
    let mut request = starting_request(find("xgboost").unwrap(), "us-west-2").unwrap().to_json();
    let regex = r".*\[[0-9]+\].*#011validation-auc:([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?).*";
    let definition = &mut request["TrainingJobDefinition"];
    definition["AlgorithmSpecification"]["MetricDefinitions"] = json!([{"Name": "validation:auc", "Regex": regex}]);
    definition["StaticHyperParameters"]["num_round"] = json!("4000");
    assert_eq!(runs(&request), (Ok(()), Some("gradient-boosted-trees".to_owned())));
    // A script in the same image writes what the script writes.
    request["TrainingJobDefinition"]["StaticHyperParameters"]["sagemaker_program"] = json!("train.py");
    assert_eq!(runs(&request), (Ok(()), Some("surrogate".to_owned())));
}

#[test]
fn a_metric_of_several_classes_or_of_numbers_gets_data_that_have_it() {
    let of = |metric: &str, way: &str, objective: &str| {
        let mut request = starting_request(find("xgboost").unwrap(), "us-west-2").unwrap().to_json();
        request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"] =
            json!({"Type": way, "MetricName": metric});
        request["TrainingJobDefinition"]["StaticHyperParameters"]["objective"] = json!(objective);
        let document = dry_run_document(Request::from_json(request).unwrap());
        assert!(plan(&document, Objective::Problem).is_ok());
        let problem = document.problem.unwrap();
        (problem.model.unwrap(), problem.dataset.and_then(|dataset| dataset.name))
    };
    let trees = || "gradient-boosted-trees".to_owned();
    assert_eq!(of("validation:auc", "Maximize", "binary:logistic"), (trees(), None));
    assert_eq!(of("validation:merror", "Minimize", "multi:softmax"), (trees(), Some("iris".to_owned())));
    assert_eq!(of("validation:rmse", "Minimize", "reg:squarederror"), (trees(), Some("airfoil-self-noise".to_owned())));
    assert_eq!(of("validation:ndcg", "Maximize", "rank:ndcg"), ("surrogate".to_owned(), None));
}
