//! What is checked of a document with a surrogate, and what is not.

use crate::support::{document, plan, request};
use serde_json::{Value, json};
use tuneground::playground::{Document, Objective, Severity, check};

fn issues(request: &Value, problem: &Value) -> Vec<(Severity, String, &'static str)> {
    let issues = check(&document(request, problem), Objective::Problem).issues;
    let own = issues.into_iter().filter(|issue| issue.source == "Tuneground");
    own.map(|issue| (issue.severity, issue.path, issue.rule)).collect()
}

#[test]
fn any_names_values_and_metrics_are_right() {
    assert_eq!(issues(&request(), &json!({ "Model": "surrogate" })), []);
    let mut strange = request();
    let config = &mut strange["HyperParameterTuningJobConfig"];
    config["HyperParameterTuningJobObjective"]["MetricName"] = json!("Ganz eigene Größe / ρ");
    config["ParameterRanges"]["CategoricalParameterRanges"] =
        json!([{ "Name": "ganz egal", "Values": ["", "\"adam\"", "naïve", "1e-3", "[1, 2]"] }]);
    assert_eq!(issues(&strange, &json!({ "Model": "surrogate" })), []);
    let job = plan(&document(&strange, &json!({ "Model": "surrogate" }))).run_to_end();
    assert!(job.state().history().best().is_some());
}

#[test]
fn what_is_wrong_with_a_surrogate_says_where() {
    let surrogate = |rest: Value| {
        let mut problem = json!({ "Model": "surrogate" });
        problem.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        issues(&request(), &problem)
    };
    let error = |path: &str, rule| vec![(Severity::Error, path.to_owned(), rule)];
    let warning = |path: &str| (Severity::Warning, path.to_owned(), "no-effect");
    for (right, wrong, path, rule) in [
        (json!({ "Epochs": 1000 }), json!({ "Epochs": 1001 }), "Problem.Epochs", "surrogate"),
        (json!({ "Epochs": 1 }), json!({ "Epochs": -1 }), "Problem.Epochs", "surrogate"),
        (
            json!({ "Dataset": { "Noise": 0.5 } }),
            json!({ "Dataset": { "Noise": 0.51 } }),
            "Problem.Dataset.Noise",
            "surrogate",
        ),
        (json!({ "Dataset": { "Seed": 7 } }), json!({ "Dataset": { "Seed": -1 } }), "Problem.Dataset.Seed", "dataset"),
    ] {
        assert_eq!(surrogate(right), []);
        assert_eq!(surrogate(wrong), error(path, rule));
    }
    let of_data = json!({ "Dataset": { "Name": "iris", "Samples": 3, "Classes": 9, "ValidationFraction": 7 } });
    assert_eq!(
        surrogate(of_data),
        ["Name", "Samples", "Classes", "ValidationFraction"]
            .map(|member| warning(&format!("Problem.Dataset.{member}")))
    );
    let mut own = request();
    own["HyperParameterTuningJobConfig"]["ParameterRanges"] = json!({ "ContinuousParameterRanges": [
        { "Name": "dropout", "MinValue": "0", "MaxValue": "0.5" },
    ] });
    own["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] =
        json!("validation:accuracy");
    own["TrainingJobDefinition"]["StaticHyperParameters"] = json!({});
    assert_eq!(issues(&own, &json!({ "Model": "mlp", "Epochs": 3 })), [warning("Problem.Epochs")]);
}

/// The problem's epochs count where no hyperparameter says it.
#[test]
fn the_problem_says_the_epochs_that_hyperparameters_do_not() {
    let until = |statics: Value| {
        let mut request = request();
        request["TrainingJobDefinition"]["StaticHyperParameters"] = statics;
        plan(&document(&request, &json!({ "Model": "surrogate", "Epochs": 8 }))).config.epoch_plan().default
    };
    assert_eq!([until(json!({})), until(json!({ "epochs": "12" }))], [8, 12]);
}

#[test]
fn more_epochs_than_are_run_are_said() {
    let with = |rounds: &str| {
        let mut request = request();
        request["TrainingJobDefinition"]["StaticHyperParameters"] = json!({ "num_round": rounds });
        issues(&request, &json!({ "Model": "surrogate" }))
    };
    assert_eq!(with("1000"), []);
    let path = "TrainingJobDefinition.StaticHyperParameters.num_round".to_owned();
    assert_eq!(with("1001"), [(Severity::Warning, path, "surrogate-epochs")]);
}

/// Of several algorithms the first runs, and the issues of its parts name their place in its definition.
#[test]
fn of_several_definitions_the_first_runs() {
    let mut several = request();
    let config = several["HyperParameterTuningJobConfig"].as_object_mut().unwrap();
    let (objective, ranges) =
        (config.remove("HyperParameterTuningJobObjective").unwrap(), config.remove("ParameterRanges").unwrap());
    let mut definition = several.as_object_mut().unwrap().remove("TrainingJobDefinition").unwrap();
    definition["TuningObjective"] = objective;
    definition["HyperParameterRanges"] = ranges;
    let mut second = definition.clone();
    definition["DefinitionName"] = json!("trees");
    second["DefinitionName"] = json!("network");
    second["HyperParameterRanges"] =
        json!({ "ContinuousParameterRanges": [{ "Name": "lr", "MinValue": "0", "MaxValue": "1" }] });

    several["TrainingJobDefinitions"] = json!([definition]);
    assert_eq!(issues(&several, &json!({ "Model": "surrogate" })), []);
    several["TrainingJobDefinitions"] = json!([definition, second]);
    let first = vec![(Severity::Warning, "TrainingJobDefinitions".to_owned(), "first-definition")];
    assert_eq!(issues(&several, &json!({ "Model": "surrogate" })), first);
    // Chosen for it without a word, too.
    let bare = Document::from_json(several.clone()).unwrap();
    assert_eq!(bare.problem.as_ref().unwrap().model.as_deref(), Some("surrogate"));
    let (several_job, one_job) =
        (plan(&bare).run_to_end(), plan(&document(&request(), &json!({ "Model": "surrogate" }))).run_to_end());
    assert_eq!(several_job.state().history().best(), one_job.state().history().best());

    several["TrainingJobDefinitions"][0]["HyperParameterRanges"]["IntegerParameterRanges"][0]["MinValue"] = json!("x");
    several["TrainingJobDefinitions"][0]["TuningObjective"]["Type"] = json!("Most");
    let paths: Vec<String> = check(&Document::from_json(several.clone()).unwrap(), Objective::Problem)
        .plan
        .unwrap_err()
        .into_iter()
        .map(|issue| issue.path)
        .collect();
    assert_eq!(
        paths,
        [
            "TrainingJobDefinitions[0].TuningObjective.Type",
            "TrainingJobDefinitions[0].HyperParameterRanges.IntegerParameterRanges[0].MinValue",
        ]
    );
    several["TrainingJobDefinition"] = definition;
    let both = check(&Document::from_json(several).unwrap(), Objective::Problem).plan.unwrap_err();
    assert!(both.iter().any(|issue| issue.rule == "several-definitions"), "{both:?}");
}

#[test]
fn ranges_that_autotune_chooses_are_said() {
    let mut auto = request();
    auto["Autotune"] = json!({ "Mode": "Enabled" });
    let autos = json!([{ "Name": "gamma", "ValueHint": "1" }]);
    auto["HyperParameterTuningJobConfig"]["ParameterRanges"]["AutoParameters"] = autos.clone();
    let path = "HyperParameterTuningJobConfig.ParameterRanges.AutoParameters".to_owned();
    let found = issues(&auto, &json!({ "Model": "surrogate" }));
    assert!(found.contains(&(Severity::Warning, path.clone(), "auto-parameters-not-here")), "{found:?}");
    auto["HyperParameterTuningJobConfig"]["ParameterRanges"] = json!({ "AutoParameters": autos });
    let obstacles = check(&document(&auto, &json!({ "Model": "surrogate" })), Objective::Problem).plan.unwrap_err();
    assert_eq!(obstacles.iter().map(|issue| issue.path.clone()).collect::<Vec<_>>(), [path]);
}
