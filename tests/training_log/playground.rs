//! The training jobs of the playground write log lines, and what the request's metric definitions capture from them is
//! what the tuning job knows.

use serde_json::{Value, json};
use std::time::Instant;
use tuneground::playground::{Document, Objective, PRESETS, Plan, Problem, Training, check, log_lines};
use tuneground::sagemaker::responses::{TuningJobRecord, describe_training_job, describe_tuning_job};
use tuneground::training_job::Status;
use tuneground::training_log::Reading;
use tuneground::tuning_job::TuningJob;

const NUMBER: &str = r"([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)";

/// A document whose objective and metric definitions are these.
fn document(objective: &str, definitions: &[(&str, &str)]) -> Document {
    let mut value: Value = serde_json::from_str(PRESETS[0].text()).unwrap();
    let request = &mut value["Request"];
    let config = &mut request["HyperParameterTuningJobConfig"];
    config["HyperParameterTuningJobObjective"]["MetricName"] = json!(objective);
    config["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(6);
    let definitions = definitions.iter().map(|(name, regex)| json!({ "Name": name, "Regex": regex }));
    request["TrainingJobDefinition"]["AlgorithmSpecification"]["MetricDefinitions"] = definitions.collect();
    Document::from_json(value).unwrap()
}

fn plan(document: &Document) -> Plan {
    check(document, Objective::Problem).plan.unwrap()
}

/// What the checks say of metric definitions, by rule and message.
fn said(document: &Document) -> Vec<(&'static str, String)> {
    let issues = check(document, Objective::Problem).issues;
    issues
        .into_iter()
        .filter(|issue| issue.rule.starts_with("metric-"))
        .map(|issue| (issue.rule, issue.message))
        .collect()
}

fn values(job: &TuningJob) -> Vec<Vec<f64>> {
    job.state().jobs().iter().map(|job| job.curve.values().to_vec()).collect()
}

#[test]
fn what_the_definitions_capture_from_the_lines_is_what_the_tuning_job_knows() {
    for preset in &PRESETS {
        let document = preset.document();
        let plan = plan(&document);
        let job = plan.run_to_end();
        let metrics = document.request.training_job_definition.as_ref().unwrap().algorithm_specification.clone();
        let Some(definitions) = metrics.metric_definitions else {
            let of_sagemaker = ["iris", "boosted-trees"];
            assert!(
                of_sagemaker.contains(&preset.id),
                "only requests for SageMaker's own algorithms have no definitions"
            );
            continue;
        };
        if let Training::Problem(Problem::TestFunction(_)) = &plan.training {
            assert_eq!(preset.id, "branin", "a test function writes no log");
            continue;
        }
        let definitions = || definitions.iter().map(|metric| (metric.name.as_str(), metric.regex.as_str()));
        let objective = definitions().position(|(name, _)| name == plan.config.objective().metric_name).unwrap();
        for training in job.state().jobs() {
            let lines = log_lines(&plan.training, &plan.config, job.log(), training.number);
            assert_eq!(lines.len(), training.curve.epochs() as usize);
            let reading = Reading::of(definitions(), &lines.join("\n"));
            let report = &reading.reports()[objective];
            let captured: Vec<f64> = report.emissions.iter().map(|emission| f64::from(emission.value as f32)).collect();
            assert_eq!(captured, training.curve.values(), "{}", preset.id);
            assert_eq!(report.problems.is_empty(), !lines.is_empty());
            assert_eq!(report.final_value.map(f64::from), training.curve.last());
        }
    }
}

#[test]
fn a_request_with_definitions_runs_as_the_same_without() {
    let plain = plan(&document("validation:loss", &[])).run_to_end();
    let loss = format!("validation:loss={NUMBER}");
    let defined = plan(&document("validation:loss", &[("validation:loss", &loss)])).run_to_end();
    let renamed = document("my-loss", &[("my-loss", "validation:loss=(.*?);")]);
    assert_eq!(said(&renamed), []);
    let renamed = plan(&renamed).run_to_end();
    assert_eq!(values(&defined), values(&plain));
    assert_eq!(values(&renamed), values(&plain));
    assert_eq!(renamed.config().objective().metric_name, "my-loss");
    assert!(values(&plain).iter().flatten().count() > 20);
}

#[test]
fn an_objective_that_is_never_captured_fails_every_job_and_is_said_before() {
    let keras = document("validation:accuracy", &[("validation:accuracy", r"val_accuracy: ([0-9\.]+)")]);
    let issues = check(&keras, Objective::Problem).issues;
    let issue = issues.iter().find(|issue| issue.rule == "metric-captures-nothing").unwrap();
    assert_eq!(issue.path, "TrainingJobDefinition.AlgorithmSpecification.MetricDefinitions[0].Regex");
    assert!(issue.message.contains("validation:accuracy="), "{}", issue.message);
    let job = plan(&keras).run_to_end();
    for training in job.state().jobs() {
        let Status::Failed(reason) = &training.status else { unreachable!("{:?}", training.status) };
        assert!(reason.starts_with("No objective metric found: after epoch 1 the training job wrote \"epoch=1; "));
        assert!(reason.contains(r"val_accuracy: ([0-9\.]+)") && reason.chars().count() <= 1024, "{reason}");
    }
    let answer = describe_tuning_job(&TuningJobRecord::of(&keras.request, &job, 90.0));
    assert_eq!(answer["ObjectiveStatusCounters"], json!({ "Succeeded": 0, "Pending": 0, "Failed": 6 }));
    assert!(answer.get("BestTrainingJob").is_none());

    let mut request = keras.request.to_json();
    issue.fix.as_ref().unwrap().apply(&mut request);
    let mut fixed = keras.to_json();
    fixed["Request"] = request;
    let fixed = Document::from_json(fixed).unwrap();
    assert_eq!(said(&fixed), []);
    assert!(plan(&fixed).run_to_end().state().jobs().iter().all(|job| !matches!(job.status, Status::Failed(_))));
}

#[test]
fn what_is_captured_instead_is_said() {
    let other = document("validation:accuracy", &[("validation:accuracy", "accuracy=(.*?);")]);
    let said_of_other = said(&other);
    assert_eq!(said_of_other[0].0, "metric-captures-another");
    assert!(said_of_other[0].1.contains("train:accuracy"), "{said_of_other:?}");
    let train = plan(&document("train:accuracy", &[])).run_to_end();
    assert_eq!(values(&plan(&other).run_to_end())[0][..3], values(&train)[0][..3], "it is what it captures");

    let epoch = document("validation:accuracy", &[("validation:accuracy", "epoch=([0-9]+)")]);
    assert_eq!(said(&epoch)[0].0, "metric-captures-another");
    assert_eq!(values(&plan(&epoch).run_to_end())[0][..3], [1.0, 2.0, 3.0]);

    let looks_behind = document("validation:loss", &[("validation:loss", "(?<=validation:loss=)([0-9.]+)")]);
    assert_eq!(said(&looks_behind)[0].0, "metric-not-read");
    let plain = plan(&document("validation:loss", &[])).run_to_end();
    assert_eq!(values(&plan(&looks_behind).run_to_end()), values(&plain), "AWS may know it, and the model does");

    let unknown = document("mine", &[("mine", "(?<=x)(y)")]);
    let plan = check(&unknown, Objective::Problem).plan;
    assert!(plan.unwrap_err().iter().any(|issue| issue.rule == "objective-metric-here"));
}

#[test]
fn a_metric_that_is_not_emitted_is_not_in_the_answer() {
    let loss = format!("validation:loss={NUMBER}");
    let document = document("validation:loss", &[("validation:loss", &loss), ("never", "never=(.*)")]);
    let plan = plan(&document);
    let job = plan.run_to_end();
    let record = TuningJobRecord::of(&document.request, &job, plan.clock.startup_seconds);
    let answer = describe_training_job(&record, &job.state().jobs()[0]);
    let names: Vec<&str> = answer["FinalMetricDataList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["MetricName"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["train:loss", "train:accuracy", "validation:loss", "validation:accuracy"]);
    let lines = log_lines(&plan.training, &plan.config, job.log(), job.state().jobs()[0].number);
    assert!(lines[0].starts_with("epoch=1; train:loss=") && !lines[0].contains("never"), "{}", lines[0]);
}

#[test]
fn an_objective_from_outside_has_a_log_too() {
    let plan = check(&document("mine", &[]), Objective::External).plan.unwrap();
    assert_eq!(plan.training, Training::External);
    let mut simulation = plan.start();
    let number = simulation.running().next().unwrap();
    simulation.supply(number, tuneground::simulate::Outcome::Epoch(vec![1e-5]));
    simulation.advance(f64::INFINITY, 1);
    assert_eq!(log_lines(&plan.training, &plan.config, simulation.job().log(), number), ["epoch=1; mine=1e-05;"]);
}

#[test]
fn reading_a_line_takes_microseconds() {
    let names = ["train:loss", "train:accuracy", "validation:loss", "validation:accuracy"];
    let regexes: Vec<String> = names.iter().map(|name| format!("{name}={NUMBER}")).collect();
    let definitions: Vec<(&str, &str)> = names.into_iter().zip(regexes.iter().map(String::as_str)).collect();
    let training = plan(&document("validation:loss", &definitions)).training;
    let Training::Problem(Problem::Trained(problem)) = training else { unreachable!() };
    let begun = Instant::now();
    let mut latest = Vec::new();
    for epoch in 1..=1_000 {
        let reported = [0.692_147, 0.5, 1.0 / f64::from(epoch), 0.875];
        latest = problem.metrics.read(epoch, &reported, &latest).unwrap();
    }
    let each = begun.elapsed() / 1_000;
    println!("{each:?} to read an epoch's four metrics");
    assert!(each.as_micros() < 1_000, "{each:?}");
}
