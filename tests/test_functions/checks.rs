//! What is checked of a document with a test function.

use crate::support::{document, issues, plan, range, ranges, with_ranges};
use serde_json::{Value, json};
use tuneground::playground::{Document, Objective, ProblemModel, Severity, check, dry_run_document, model_for, refit};
use tuneground::sagemaker::Request;
use tuneground::test_function::TestFunction;

fn with_statics(mut document: Value, statics: Value) -> Value {
    document["Request"]["TrainingJobDefinition"]["StaticHyperParameters"] = statics;
    document
}

fn continuous(names: &[&str]) -> Value {
    json!({ "ContinuousParameterRanges": names.iter().map(|name| range(name, -1.0, 5.0)).collect::<Vec<_>>() })
}

/// The one issue that a document has.
#[track_caller]
fn the_issue(document: &Value) -> (Severity, String, &'static str, String) {
    let mut all = issues(document);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn what_the_literature_has_is_right() {
    for function in TestFunction::ALL {
        assert_eq!(issues(&document(function, "Random")), [], "{function:?}");
    }
}

#[test]
fn wrong_variables_are_said_where_they_stand() {
    let message = |function, ranges: Value, statics: Value| {
        let (severity, path, rule, message) = the_issue(&with_statics(with_ranges(function, ranges), statics));
        assert_eq!((severity, rule), (Severity::Error, "hyperparameter"));
        (path, message)
    };
    let at = |path: &str, message: &str| (path.to_owned(), message.to_owned());
    let (branin, ackley) = (TestFunction::Branin, TestFunction::Ackley);
    let range_of = |index: usize| format!("Ranges.ContinuousParameterRanges[{index}]");
    assert_eq!(
        message(branin, continuous(&["x1", "x2", "x3"]), json!({})),
        at(&range_of(2), "branin has no variable x3; it has x1 and x2")
    );
    assert_eq!(
        message(ackley, continuous(&["x1", "learning_rate"]), json!({})),
        at(&range_of(1), "ackley has no variable learning_rate; it has x1, x2, … up to x30")
    );
    assert_eq!(message(ackley, continuous(&["x1", "x31"]), json!({})).0, range_of(1));
    assert_eq!(
        message(ackley, continuous(&["x1", "x3"]), json!({})),
        at(
            "Ranges",
            "ackley here has x1 to x3, and x2 is neither tuned nor static; give it a range, such as -5 to 10, or a static value"
        )
    );
    assert_eq!(
        message(TestFunction::Hartmann6, continuous(&["x1"]), json!({ "x4": "0.5" })).1,
        "hartmann-6 here has x1 to x6, and x2, x3, x5, x6 are neither tuned nor static; give each a range, such as 0 to 1, or a \
         static value"
    );
    assert_eq!(
        message(branin, continuous(&["x1"]), json!({ "x2": "wide" })),
        at("Statics.x2", "\"wide\" is no number; x2 takes numbers")
    );
    let categorical = json!({ "CategoricalParameterRanges": [
        { "Name": "x1", "Values": ["1", "two", "three"] }, { "Name": "x2", "Values": ["1", "2.275"] },
    ] });
    assert_eq!(
        message(branin, categorical, json!({})),
        at("Ranges.CategoricalParameterRanges[0].Values", "\"two\" is no number; x1 takes numbers")
    );
}

#[test]
fn other_static_hyperparameters_are_not_used() {
    let document = with_statics(document(TestFunction::Branin, "Random"), json!({ "epochs": "9", "x3": "1" }));
    let found: Vec<_> = issues(&document).into_iter().map(|(severity, path, rule, _)| (severity, path, rule)).collect();
    let unused = |path: &str| (Severity::Warning, path.to_owned(), "hyperparameter-not-used");
    assert_eq!(found, [unused("Statics.epochs"), unused("Statics.x3")]);
    assert_eq!(plan(&document).config.max_epochs(), 1);
}

#[test]
fn the_problems_own_members_have_limits() {
    let with = |problem: Value| {
        let mut document = document(TestFunction::Levy, "Random");
        document["Problem"].as_object_mut().unwrap().extend(problem.as_object().unwrap().clone());
        issues(&document).into_iter().map(|(severity, path, rule, _)| (severity, path, rule)).collect::<Vec<_>>()
    };
    for noise in [json!(1000.5), json!(-0.1)] {
        let error = (Severity::Error, "Problem.Dataset.Noise".to_owned(), "test-function");
        assert_eq!(with(json!({ "Dataset": { "Noise": noise } })), [error]);
    }
    let error = (Severity::Error, "Problem.Dataset.Seed".to_owned(), "dataset");
    assert_eq!(with(json!({ "Dataset": { "Seed": -1 } })), [error]);
    assert_eq!(with(json!({ "Dataset": { "Seed": 7, "Noise": 1000 } })), []);
    let no_effect = |path: &str| (Severity::Warning, path.to_owned(), "no-effect");
    assert_eq!(
        with(json!({ "Epochs": 3, "Dataset": { "Name": "iris", "Samples": 5 } })),
        ["Problem.Epochs", "Problem.Dataset.Name", "Problem.Dataset.Samples"].map(no_effect)
    );
}

#[test]
fn another_metric_is_not_reported() {
    let mut document = document(TestFunction::Branin, "Random");
    document["Request"]["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] =
        json!("loss");
    let document = Document::from_json(document).unwrap();
    let obstacles = check(&document, Objective::Problem).plan.unwrap_err();
    assert_eq!(obstacles.len(), 1, "{obstacles:?}");
    assert_eq!(obstacles[0].message, "no metric is called loss; the training jobs report value");
}

#[test]
fn the_optimum_is_known_where_it_can_be_tried() {
    for function in TestFunction::ALL {
        let optimum = plan(&document(function, "Random")).known_optimum().unwrap();
        assert_eq!(optimum, f64::from(function.minimum() as f32), "{function:?}");
        for seed in 1..20 {
            let mut document = document(function, "Random");
            document["Problem"]["Dataset"] = json!({ "Seed": seed });
            assert_eq!(plan(&document).known_optimum(), Some(optimum), "{function:?} {seed}");
            assert_eq!(issues(&document), []);
        }
    }
    let known = |ranges: Value| plan(&with_ranges(TestFunction::Levy, ranges)).known_optimum();
    let integers =
        |min: &str| json!({ "IntegerParameterRanges": [{ "Name": "x1", "MinValue": min, "MaxValue": "9" }] });
    assert_eq!((known(integers("1")), known(integers("2"))), (Some(0.0), None));
    let categories = |value: &str| json!({ "CategoricalParameterRanges": [{ "Name": "x1", "Values": ["-3", value] }] });
    assert_eq!((known(categories("1.0")), known(categories("1.1"))), (Some(0.0), None));
    // A static variable holds the function where it is.
    let fixed = |x2: &str| {
        plan(&with_statics(
            with_ranges(
                TestFunction::Branin,
                json!({
        "ContinuousParameterRanges": [range("x1", -5.0, 10.0)] }),
            ),
            json!({ "x2": x2 }),
        ))
        .known_optimum()
    };
    assert!(fixed("2.475").is_some() && fixed("12.275").is_some() && fixed("2.4").is_none());
}

#[test]
fn an_optimum_that_is_not_known_is_said() {
    // Of the one of three minimisers that is nearest.
    let narrow = json!({ "ContinuousParameterRanges": [range("x1", 2.0, 4.0), range("x2", 5.0, 12.0)] });
    let document = with_ranges(TestFunction::Branin, narrow);
    let (severity, path, rule, message) = the_issue(&document);
    assert_eq!((severity, path.as_str(), rule), (Severity::Warning, "Ranges", "optimum-not-known"));
    assert_eq!(
        message,
        "branin has its smallest value, 0.397887, where these hyperparameters cannot be: x2 2.275. The smallest value that they \
         reach is not known"
    );
    assert_eq!(plan(&document).known_optimum(), None);

    let mut up = self::document(TestFunction::Branin, "Random");
    up["Request"]["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["Type"] = json!("Maximize");
    let (severity, path, rule, _) = the_issue(&up);
    assert_eq!((severity, path.as_str(), rule), (Severity::Warning, "Objective.Type", "optimum-not-known"));
    assert_eq!(plan(&up).known_optimum(), None);
}

/// Whoever tunes x1 and x2 may mean anything.
#[test]
fn nobody_gets_a_test_function_without_asking() {
    let request = Request::from_json(document(TestFunction::Branin, "Random")["Request"].clone()).unwrap();
    let dry = dry_run_document(request);
    assert_eq!(model_for(&dry), ProblemModel::Surrogate);
    assert_eq!(dry.problem.unwrap().model.as_deref(), Some("surrogate"));
}

#[test]
fn another_request_keeps_the_function_whose_variables_it_has() {
    let before = Document::from_json(document(TestFunction::Ackley, "Random")).unwrap();
    let after = |ranges: Value, metric: &str| {
        let mut request = before.request.to_json();
        request["HyperParameterTuningJobConfig"]["ParameterRanges"] = ranges;
        request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] = json!(metric);
        refit(before.clone(), Request::from_json(request).unwrap()).problem.unwrap().model.unwrap()
    };
    assert_eq!(after(continuous(&["x1", "x2"]), "value"), "ackley");
    let mut unfinished = ranges(TestFunction::Ackley);
    unfinished["ContinuousParameterRanges"][0]["MinValue"] = json!("-");
    assert_eq!(after(unfinished, "value"), "ackley");
    assert_eq!(after(continuous(&["x1", "x3"]), "value"), "surrogate");
    assert_eq!(after(continuous(&["x1", "gamma"]), "value"), "surrogate");
    assert_eq!(after(continuous(&["x1", "x2"]), "loss"), "surrogate");
}
