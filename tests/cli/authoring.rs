//! `check`, `export` and `import`: a request is written, and taken away.

use crate::support::{DOCUMENT, document, file, run};
use serde_json::{Value, json};

#[test]
fn check_prints_every_issue() {
    let good = run(&["check", "-"], DOCUMENT);
    assert_eq!((good.code, good.out.as_str(), good.err.as_str()), (Some(0), "", ""));
    assert_eq!(run(&["check", "-", "--format", "json"], DOCUMENT).json(), json!([]));

    let mut warned = document();
    warned["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxJobs"] = json!(3);
    let ended = run(&["check", "-"], warned.to_string());
    assert_eq!(ended.code, Some(0), "a warning is no error");
    let start = "warning  HyperParameterTuningJobConfig.ResourceLimits.MaxJobs  ";
    assert!(ended.out.starts_with(start) && ended.out.ends_with(")\n"), "{}", ended.out);

    warned["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxParallelTrainingJobs"] = json!(0);
    let text = run(&["check", "-"], warned.to_string());
    assert_eq!((text.code, text.out.lines().count()), (Some(1), 2), "{}", text.out);
    let issues = run(&["check", "--format=json", "-"], warned.to_string());
    assert_eq!(issues.code, Some(1));
    let issues = issues.json();
    let error = issues.as_array().unwrap().iter().find(|issue| issue["Severity"] == "Error").unwrap();
    assert_eq!(error["Path"], "HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs");
    for member in ["Rule", "Message", "Source"] {
        assert!(error[member].as_str().is_some_and(|text| !text.is_empty()), "{error}");
    }
    let shape = run(&["check", "-"], r#"{"HyperParameterTuningJobName":5,"HyperParameterTuningJobConfig":{}}"#);
    assert_eq!(shape.code, Some(1));
    assert!(shape.out.contains("error  HyperParameterTuningJobName  is the number 5"), "{}", shape.out);
    assert!(shape.out.contains("error  HyperParameterTuningJobConfig.Strategy  is missing"), "{}", shape.out);
}

#[test]
fn check_writes_sarif() {
    let mut wrong = document();
    wrong["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxParallelTrainingJobs"] = json!(0);
    let text = format!("{wrong:#}");
    let line = text.lines().position(|line| line.contains("MaxParallelTrainingJobs")).unwrap() + 1;
    let path = file("sarif.json", &text);
    let ended = run(&["check", &path, "--format", "sarif"], "");
    assert_eq!(ended.code, Some(1));
    let log = ended.json();
    assert_eq!(log["version"], "2.1.0");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("shape-bounds"), &json!("error")));
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], path);
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], line);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "shape-bounds" && rule["helpUri"].is_string()));
}

#[test]
fn export_prints_the_request_in_each_form() {
    let request: Value = document()["Request"].clone();
    assert_eq!(run(&["export", "-", "--to", "json"], DOCUMENT).json(), request);
    let yaml = run(&["export", "-", "--to=yaml"], DOCUMENT);
    assert!(yaml.code == Some(0) && yaml.out.starts_with("HyperParameterTuningJobName: \""), "{}", yaml.out);
    assert!(
        run(&["export", "-", "--to", "boto3"], DOCUMENT).out.contains("create_hyper_parameter_tuning_job(**REQUEST)")
    );
    let machine = run(&["export", "-", "--to", "step-functions"], DOCUMENT).json();
    assert_eq!(machine["States"]["Tune"]["Parameters"], request);
    for (format, line) in [
        ("sdk-v2", "from sagemaker.estimator import Estimator"),
        ("sdk-v3", "from sagemaker.train import ModelTrainer"),
        ("terraform", "resource \"aws_sagemaker_hyper_parameter_tuning_job\" \"tuning\" {"),
        ("training-script-pytorch", "    import torch"),
        ("training-script-keras", "    import keras"),
        ("training-script-xgboost", "    import xgboost"),
        ("training-script-lightgbm", "    import lightgbm"),
        ("training-script-sklearn", "    from sklearn.linear_model import SGDClassifier"),
    ] {
        let ended = run(&["export", "-", "--to", format], DOCUMENT);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{format}");
        assert!(ended.out.lines().any(|printed| printed == line), "{format}: {}", ended.out);
    }
    for words in [&["export", "-"][..], &["export", "-", "--to", "fax"]] {
        let ended = run(words, DOCUMENT);
        assert_eq!(ended.code, Some(2));
        assert!(ended.err.contains("json, yaml, boto3, sdk-v2, sdk-v3, step-functions, terraform"), "{}", ended.err);
    }
}

#[test]
fn export_says_what_a_form_leaves_out() {
    let mut more = document();
    more["Request"]["TrainingJobDefinition"]["NewMember"] = json!(1);
    let terraform = run(&["export", "-", "--to", "terraform"], more.to_string());
    assert_eq!((terraform.code, terraform.err.as_str()), (Some(0), "left out: TrainingJobDefinition.NewMember\n"));
    // A script carries it all the same.
    let script = run(&["export", "-", "--to", "sdk-v2"], more.to_string());
    assert_eq!((script.code, script.err.as_str()), (Some(0), ""));
}

#[test]
fn import_takes_the_request_out_of_what_run_describes() {
    let described = run(&["run", "-"], DOCUMENT).out;
    let imported = run(&["import", "-"], described);
    assert_eq!((imported.code, imported.json()), (Some(0), document()["Request"].clone()));
}

#[test]
fn import_makes_an_event_log_of_lists_of_training_jobs() {
    let both: Value = serde_json::from_str(include_str!("../imported/xgboost-wire.json")).unwrap();
    let (describe, pages) = (&both["Describe"], both["Pages"].as_array().unwrap());
    let answers: Vec<String> = std::iter::once(describe).chain(pages).map(Value::to_string).collect();
    let one_after_the_other = answers.join("\n");
    let imported = run(&["import", "-"], one_after_the_other);
    assert_eq!(imported.code, Some(0), "{}", imported.err);
    let events: Vec<Value> = imported.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let listed: usize = pages.iter().map(|page| page["TrainingJobSummaries"].as_array().unwrap().len()).sum();
    let created = events.iter().filter(|event| event["Event"] == "TrainingJobCreated").count();
    assert_eq!(created, listed);
    assert_eq!(events.first().unwrap()["Event"], "TuningJobCreated");
    assert!(imported.err.contains("there are no learning curves"), "{}", imported.err);
    let refused = run(&["import", "-"], "{} {}");
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("2 documents"), "{}", refused.err);
}
