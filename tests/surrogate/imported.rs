//! Requests of SageMaker's own algorithms and of scripts with metric definitions; and another request in a document's place.

use crate::support::{plan, request};
use serde_json::{Value, json};
use tuneground::catalogue::{ALGORITHMS, find, starting_request};
use tuneground::model::ModelKind;
use tuneground::playground::form::request::edit::blank;
use tuneground::playground::form::set_model;
use tuneground::playground::{
    Document, Objective, PRESETS, ProblemModel, check, dry_run_document, log_lines, model_for, refit, stand_in,
};
use tuneground::sagemaker::Request;
use tuneground::training_job::Status;

const NUMBER: &str = r"([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)";
const LOGISTIC: ProblemModel = ProblemModel::Trained(ModelKind::LogisticRegression);
const MLP: ProblemModel = ProblemModel::Trained(ModelKind::Mlp);
const BOOSTED: ProblemModel = ProblemModel::Trained(ModelKind::GradientBoostedTrees);

fn start(id: &str) -> Request {
    starting_request(find(id).unwrap(), "us-east-1").unwrap()
}

fn model_of(request: &Request) -> ProblemModel {
    model_for(&dry_run_document(request.clone()))
}

/// A script that reports `metric` and tunes its learning rate.
fn script(metric: &str, regex: Option<&str>) -> Request {
    let mut script = request();
    let config = &mut script["HyperParameterTuningJobConfig"];
    config["HyperParameterTuningJobObjective"]["MetricName"] = json!(metric);
    config["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(6);
    config["ParameterRanges"] = json!({ "ContinuousParameterRanges": [
        { "Name": "learning_rate", "MinValue": "0.001", "MaxValue": "1", "ScalingType": "Logarithmic" },
    ] });
    let definition = &mut script["TrainingJobDefinition"];
    definition["StaticHyperParameters"] = json!({ "epochs": "5" });
    if let Some(regex) = regex {
        definition["AlgorithmSpecification"]["MetricDefinitions"] = json!([{ "Name": metric, "Regex": regex }]);
    }
    Request::from_json(script).unwrap()
}

#[test]
fn an_algorithm_of_sagemakers_own_is_what_stands_for_it_or_is_made_up() {
    assert_eq!(model_of(&start("factorization-machines")), ProblemModel::Surrogate);
    assert_eq!(model_of(&start("xgboost")), BOOSTED);
    // What the trees do not report is made up.
    let mut ranking = start("xgboost").to_json();
    ranking["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] =
        json!("validation:ndcg");
    assert_eq!(model_of(&Request::from_json(ranking).unwrap()), ProblemModel::Surrogate);
    // Its hyperparameters, mini_batch_size and epochs, are also a network's.
    let mut kmeans = start("kmeans").to_json();
    kmeans["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"] =
        json!({ "Type": "Maximize", "MetricName": "validation:accuracy" });
    kmeans["HyperParameterTuningJobConfig"]["ParameterRanges"] = json!({ "IntegerParameterRanges": [
        { "Name": "mini_batch_size", "MinValue": "8", "MaxValue": "64" },
    ] });
    kmeans["TrainingJobDefinition"]["StaticHyperParameters"] = json!({});
    let of_sagemaker = Request::from_json(kmeans.clone()).unwrap();
    assert_eq!(model_of(&of_sagemaker), ProblemModel::Surrogate);
    kmeans["TrainingJobDefinition"]["AlgorithmSpecification"]["TrainingImage"] = json!("mine");
    assert_eq!(model_of(&Request::from_json(kmeans).unwrap()), MLP, "the image made the difference");

    let linear_learner = PRESETS.iter().find(|preset| preset.id == "iris").unwrap().document().request;
    let mut metric = linear_learner.to_json();
    assert_eq!(model_of(&linear_learner), LOGISTIC);
    metric["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] = json!("validation:dcg");
    let metric = Request::from_json(metric).unwrap();
    assert_eq!((stand_in(&metric), model_of(&metric)), (Some(ModelKind::LogisticRegression), ProblemModel::Surrogate));
}

/// What a model stands for and can train is trained, everything else is made up, and nothing is left that does not run.
#[test]
fn every_start_is_dry_run_with_random_search() {
    let mut count = 0;
    for algorithm in ALGORITHMS {
        let Ok(request) = starting_request(algorithm, "us-east-1") else { continue };
        let mut request = request.to_json();
        let config = &mut request["HyperParameterTuningJobConfig"];
        config["Strategy"] = json!("Random");
        config["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(4);
        let objective = config["HyperParameterTuningJobObjective"]["MetricName"].clone();
        let plan = plan(&Document::from_json(request).unwrap());
        assert_eq!(json!(plan.config.objective().metric_name), objective);
        let job = plan.run_to_end();
        assert!(job.state().has_ended() && job.state().history().best().is_some(), "{}", algorithm.id);
        count += 1;
    }
    assert!(count >= 17, "{count}");
}

/// A script's log looks like no log of ours, so its definitions would capture nothing: such an objective is made up.
#[test]
fn an_objective_is_trained_when_the_definitions_capture_it_and_else_made_up() {
    let of_ours = format!("validation:accuracy={NUMBER}");
    let looks_behind = "(?<=validation:accuracy=)([0-9.]+)";
    for (metric, regex, model) in [
        ("validation:accuracy", None, MLP),
        ("validation:accuracy", Some(of_ours.as_str()), MLP),
        ("val_acc", Some(of_ours.as_str()), MLP),
        ("validation:accuracy", Some(looks_behind), MLP),
        ("val_acc", None, ProblemModel::Surrogate),
        ("val_acc", Some(looks_behind), ProblemModel::Surrogate),
        ("validation:accuracy", Some(r"val_accuracy: ([0-9\.]+)"), ProblemModel::Surrogate),
        // A network writes another accuracy first, a regression does not.
        ("validation:accuracy", Some("accuracy=(.*?);"), LOGISTIC),
        ("validation:accuracy", Some("epoch=([0-9]+)"), ProblemModel::Surrogate),
    ] {
        let document = dry_run_document(script(metric, regex));
        assert_eq!(model_for(&document), model, "{metric} {regex:?}");
        let job = plan(&document).run_to_end();
        assert!(job.state().jobs().iter().any(|job| job.status == Status::Completed), "{metric} {regex:?}");
    }
}

/// A surrogate gives the objective by its name, whatever a definition would capture, and has no log.
#[test]
fn metric_definitions_change_nothing_of_a_surrogate() {
    let keras = dry_run_document(script("val_acc", Some(r"val_accuracy: ([0-9\.]+)")));
    let issues = check(&keras, Objective::Problem).issues;
    assert!(issues.iter().all(|issue| !issue.rule.starts_with("metric-")), "{issues:?}");
    let plain = dry_run_document(script("val_acc", None));
    let (keras, plain) = (plan(&keras), plan(&plain));
    let (job, same) = (keras.run_to_end(), plain.run_to_end());
    assert_eq!(job.config().metrics(), ["val_acc"]);
    assert_eq!(job.log(), same.log());
    let first = &job.state().jobs()[0];
    assert!(first.curve.epochs() > 1);
    assert_eq!(log_lines(&keras.training, &keras.config, job.log(), first.number), [""; 0]);
}

#[test]
fn another_request_keeps_the_problem_that_can_run_it() {
    let model = |document: &Document| document.problem.as_ref().and_then(|problem| problem.model.clone());
    let surrogate = Some("surrogate".to_owned());
    let preset = PRESETS[0].document();
    // What runs it already stays, with all that belongs to it.
    assert_eq!(refit(preset.clone(), script("validation:accuracy", None)).problem, preset.problem);
    assert_eq!(refit(preset.clone(), blank()).problem, preset.problem);
    // What cannot gives way, and its data with it; clock and settings stay.
    let boosted = refit(preset.clone(), start("xgboost"));
    assert_eq!(model(&boosted).as_deref(), Some("gradient-boosted-trees"));
    assert_eq!(boosted.problem.and_then(|problem| problem.dataset), preset.problem.clone().unwrap().dataset);
    let made_up = refit(preset.clone(), start("factorization-machines"));
    let (problem, old) = (made_up.problem.clone().unwrap(), preset.problem.clone().unwrap());
    assert_eq!((problem.model.clone(), &problem.clock), (surrogate.clone(), &old.clock));
    assert_eq!(problem.dataset.and_then(|dataset| dataset.name), None);
    assert_eq!((made_up.request.clone(), &made_up.settings), (start("factorization-machines"), &preset.settings));
    // A request made this surrogate, so another one may unmake it; one that a person chose stays.
    assert_eq!(model(&refit(made_up.clone(), preset.request.clone())).as_deref(), Some("mlp"));
    assert_eq!(model(&refit(made_up, start("kmeans"))), surrogate);
    let mut chosen = preset.clone();
    set_model(&mut chosen, "surrogate");
    assert_eq!(model(&refit(chosen, script("validation:accuracy", None))), surrogate);
    // A model that there is not gives way too, and the same request changes nothing.
    let mut unknown = preset.to_json();
    unknown["Problem"]["Model"] = json!("xgboost");
    let unknown = Document::from_json(unknown).unwrap();
    assert_eq!(refit(unknown.clone(), unknown.request.clone()), unknown);
    let known: Value = refit(unknown, script("validation:accuracy", None)).to_json();
    assert_eq!(known["Problem"]["Model"], json!("mlp"));
}
