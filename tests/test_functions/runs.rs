//! Whole tuning jobs on test functions.

use crate::support::{document, plan, range, with_ranges};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};
use tuneground::math::format::metric_value;
use tuneground::playground::{Problem, Training};
use tuneground::test_function::{TestFunction, TestObjective};
use tuneground::training_job::{Status, TrainingJob};
use tuneground::tuning_job::TuningJob;

fn values(job: &TuningJob) -> Vec<f64> {
    job.state().jobs().iter().filter_map(TrainingJob::final_objective).collect()
}

fn with_problem(function: TestFunction, dataset: Value) -> Value {
    let mut document = document(function, "Random");
    document["Problem"]["Dataset"] = dataset;
    document
}

fn objective(document: &Value) -> TestObjective {
    match plan(document).training {
        Training::Problem(Problem::TestFunction(objective)) => *objective,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn every_function_runs_with_every_strategy() {
    for function in TestFunction::ALL {
        for strategy in ["Random", "Bayesian", "Hyperband"] {
            let mut document = document(function, strategy);
            if strategy == "Hyperband" {
                document["Request"]["HyperParameterTuningJobConfig"]["StrategyConfig"] =
                    json!({ "HyperbandStrategyConfig": { "MinResource": 1, "MaxResource": 3 } });
            }
            let plan = plan(&document);
            let job = plan.run_to_end();
            assert_eq!(job.state().jobs().len(), 25);
            let optimum = plan.known_optimum().unwrap();
            for own in job.state().jobs() {
                assert_eq!((&own.status, own.curve.epochs()), (&Status::Completed, 1), "{function:?} {strategy}");
                let x: Vec<f64> = own.hyperparameters.iter().map(|(_, value)| value.as_number().unwrap()).collect();
                assert_eq!(own.final_objective(), Some(metric_value(function.value(&x))), "{function:?} {strategy}");
                assert!(own.final_objective() >= Some(optimum));
            }
        }
    }
}

#[test]
fn bayesian_search_finds_a_moved_minimum() {
    let regret = |strategy: &str| {
        let mut document = document(TestFunction::Branin, strategy);
        document["Problem"]["Dataset"] = json!({ "Seed": 11 });
        let plan = plan(&document);
        plan.run_to_end().state().history().best().unwrap().1 - plan.known_optimum().unwrap()
    };
    let (bayesian, random) = (regret("Bayesian"), regret("Random"));
    assert!((0.0..0.05).contains(&bayesian) && random > 0.05, "{bayesian} and {random}");
}

#[test]
fn a_grid_tries_the_minimum() {
    let ranges = json!({ "CategoricalParameterRanges": [
        { "Name": "x2", "Values": ["0", "1", "2"] }, { "Name": "x1", "Values": ["1", "-1.5"] },
    ] });
    let mut document = with_ranges(TestFunction::Rosenbrock, ranges);
    document["Request"]["HyperParameterTuningJobConfig"]["Strategy"] = json!("Grid");
    let plan = plan(&document);
    let job = plan.run_to_end();
    // x1 varies fastest, and (1, 1) is the minimum: the order of the request is not that of the variables.
    assert_eq!(values(&job), [100.0, 512.5, 0.0, 162.5, 100.0, 12.5]);
    assert_eq!((plan.known_optimum(), job.state().history().best().unwrap().1), (Some(0.0), 0.0));
}

#[test]
fn static_variables_hold_still() {
    let ranges = json!({ "ContinuousParameterRanges": [range("x3", -5.0, 10.0), range("x1", -5.0, 10.0)] });
    let mut document = with_ranges(TestFunction::Ackley, ranges);
    document["Request"]["TrainingJobDefinition"]["StaticHyperParameters"] = json!({ "x2": "\"1.7\"", "x4": "-2" });
    let job = plan(&document).run_to_end();
    for own in job.state().jobs() {
        let number = |name: &str| own.hyperparameters.get(name).unwrap().as_number().unwrap();
        let value = TestFunction::Ackley.value(&[number("x1"), 1.7, number("x3"), -2.0]);
        assert_eq!(own.final_objective(), Some(metric_value(value)));
    }
}

#[test]
fn the_shift_moves_the_minimum_and_nothing_else() {
    let of = |seed| values(&plan(&with_problem(TestFunction::Hartmann6, json!({ "Seed": seed }))).run_to_end());
    assert_eq!(of(3), of(3));
    assert_ne!(of(3), of(4));
    let objective = objective(&with_problem(TestFunction::Hartmann6, json!({ "Seed": 3 })));
    let minimiser = objective.shifted().minimisers().remove(0);
    let texts: Vec<(String, String)> =
        minimiser.iter().enumerate().map(|(index, x)| (format!("x{}", index + 1), x.to_string())).collect();
    let value = objective.value(&texts).unwrap();
    assert!((value - TestFunction::Hartmann6.minimum()).abs() < 1e-12, "{value}");
    assert_eq!(objective.value(&texts[1..]), None, "x1 is missing");
}

#[test]
fn noise_is_of_the_job_and_the_random_seed() {
    let document = with_problem(TestFunction::Branin, json!({ "Noise": 2.5 }));
    let objective = objective(&document);
    let at = [("x1".to_owned(), "1".to_owned()), ("x2".to_owned(), "2".to_owned())];
    let value = objective.value(&at).unwrap();
    let observe = |seed, job| objective.observe(&at, seed, job).unwrap();
    assert_eq!(observe(1, 1), observe(1, 1));
    assert!(observe(1, 1) != observe(1, 2) && observe(1, 1) != observe(2, 1));
    let noise: Vec<f64> = (0..4000).map(|job| observe(0, job) - value).collect();
    let mean = noise.iter().sum::<f64>() / 4000.0;
    let deviation = (noise.iter().map(|noise| (noise - mean).powi(2)).sum::<f64>() / 4000.0).sqrt();
    assert!(mean.abs() < 0.15 && (deviation - 2.5).abs() < 0.1, "{mean} and {deviation}");
    // It is what the tuning job is told, and the optimum stays that of the function.
    let plan = plan(&document);
    for own in plan.run_to_end().state().jobs() {
        let told = objective.observe(&own.hyperparameters.to_texts(), 0, u64::from(own.number.0)).map(metric_value);
        assert_eq!(own.final_objective(), told);
    }
    assert_eq!(plan.known_optimum(), Some(metric_value(TestFunction::Branin.minimum())));
}

/// What overflows fails its training job, and the others go on.
#[test]
fn a_value_past_all_numbers_fails_the_job() {
    let ranges = json!({ "ContinuousParameterRanges": [range("x1", 1.0, 1e200), range("x2", -1.0, 2.0)] });
    let job = plan(&with_ranges(TestFunction::Rosenbrock, ranges)).run_to_end();
    assert!(job.state().has_ended() && job.state().jobs().len() == 25);
    let reasons = job.state().jobs().iter().filter_map(|own| match &own.status {
        Status::Failed(reason) => Some(reason.as_str()),
        _ => None,
    });
    let reasons: Vec<&str> = reasons.collect();
    assert!(reasons.len() == 25 && reasons[0].contains("the value of rosenbrock here is inf"), "{reasons:?}");
}

#[test]
fn the_command_line_runs_them_and_says_the_optimum() {
    for function in TestFunction::ALL {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tuneground"))
            .args(["run", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        program.stdin.take().unwrap().write_all(document(function, "Random").to_string().as_bytes()).unwrap();
        let ended = program.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.success(), "{said}");
        let note = format!("note  Problem.Model  the smallest value of the function: {}\n", function.minimum() as f32);
        assert_eq!(said, note);
        let answer: Value = serde_json::from_slice(&ended.stdout).unwrap();
        assert_eq!(answer["HyperParameterTuningJobStatus"], "Completed");
        let best = &answer["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"];
        assert_eq!(best["MetricName"], "value");
        assert!(best["Value"].as_f64().unwrap() >= f64::from(function.minimum() as f32));
    }
}
