//! Sweeps against direct evaluation: training jobs of the same hyperparameters, run by a tuning job.

use super::*;
use crate::math::format::metric_value;
use crate::playground::{Objective, Preset, check};
use crate::sagemaker::{CategoricalParameterRange, ParameterRanges};
use crate::search_space::ParameterRange;
use crate::tuning_job::TuningJob;

/// A preset's plan, and its tuning job at its end.
fn ended(preset: &str) -> (Plan, TuningJob) {
    let plan = check(&Preset::find(preset).unwrap().document(), Objective::Problem).plan.unwrap();
    let job = plan.run_to_end();
    (plan, job)
}

/// The sweep around the training job of this number, as far as it is complete after so many cells.
fn swept(plan: &Plan, job: &TuningJob, question: SweepQuestion, cells: usize) -> Sweep {
    let mut sweep = Sweep::new(plan, None, question, job.state().job(question.job).unwrap()).unwrap();
    while sweep.values().len() < cells && !sweep.work(1000) {}
    sweep
}

/// What a tuning job's first training job comes to when each of its ranges is one value alone.
fn directly(preset: &str, values: &HyperParameters) -> f64 {
    let mut document = Preset::find(preset).unwrap().document();
    let config = &mut document.request.hyper_parameter_tuning_job_config;
    config.strategy = "Grid".to_owned();
    config.training_job_early_stopping_type = Some("Off".to_owned());
    let one =
        |(name, value)| CategoricalParameterRange { name, values: vec![value], other: serde_json::Map::default() };
    let ranges = values.to_texts().into_iter().map(one).collect();
    config.parameter_ranges =
        Some(ParameterRanges { categorical_parameter_ranges: Some(ranges), ..ParameterRanges::default() });
    let plan = check(&document, Objective::Problem).plan.unwrap();
    let job = plan.run_to_end();
    job.state().jobs()[0].curve.last().unwrap()
}

#[test]
fn each_cell_is_what_a_training_job_of_these_hyperparameters_comes_to() {
    let (plan, job) = ended("early-stopping");
    let question = SweepQuestion { x: 0, y: 1, job: JobNumber(1) };
    let sweep = swept(&plan, &job, question, 12);
    for cell in [0, 5, 11] {
        let values = &sweep.cells()[cell];
        for (place, parameter) in plan.config.space().parameters().iter().enumerate().skip(2) {
            let own = job.state().jobs()[0].hyperparameters.get(&parameter.name);
            assert_eq!(values.get(&parameter.name), own, "{place}");
        }
        assert_eq!(sweep.values()[cell], directly("early-stopping", values), "{values}");
    }
}

#[test]
fn the_training_jobs_own_objective_is_on_the_surface() {
    let (plan, job) = ended("no-early-stopping");
    let own = &job.state().jobs()[6];
    let question = SweepQuestion { x: 1, y: 0, job: own.number };
    let mut sweep = swept(&plan, &job, question, 0);
    // Its own place, in place of a cell.
    sweep.cells[0] = own.hyperparameters.clone();
    while sweep.values().is_empty() {
        sweep.work(64);
    }
    assert_eq!(Some(sweep.values()[0]), own.curve.last());
}

#[test]
fn slices_and_order_do_not_change_a_value() {
    let (plan, job) = ended("early-stopping");
    let question = SweepQuestion { x: 0, y: 1, job: JobNumber(3) };
    let (one, other) = (swept(&plan, &job, question, 8), {
        let mut sweep = swept(&plan, &job, question, 0);
        while sweep.values().len() < 8 {
            sweep.work(usize::MAX);
        }
        sweep
    });
    assert_eq!(one.values()[..8], other.values()[..8]);
    assert!(one.work_done().0 > 0.0 && one.work_done().0 < one.work_done().1);
    assert!(!one.is_complete());
}

#[test]
fn a_test_function_is_swept_whole_and_its_importance_is_known() {
    let (plan, job) = ended("branin");
    let sweep = swept(&plan, &job, SweepQuestion { x: 0, y: 1, job: JobNumber(2) }, usize::MAX);
    assert_eq!((sweep.is_complete(), sweep.values().len()), (true, 45 * 45));
    let optimum = plan.known_optimum().unwrap();
    let least = sweep.values().iter().copied().fold(f64::INFINITY, f64::min);
    assert!(least >= optimum && least < optimum + 1.0, "{least}");
    let Training::Problem(Problem::TestFunction(function)) = &plan.training else { panic!() };
    for (cell, value) in sweep.cells().iter().zip(sweep.values()).step_by(97) {
        assert_eq!(metric_value(function.value(&cell.to_texts()).unwrap()), *value);
    }
    // Against the same fractions of a far finer grid of the function itself.
    let space = plan.config.space();
    let fine: Vec<f64> = (0..400 * 400)
        .map(|at| {
            let unit = [f64::from(at % 400), f64::from(at / 400)].map(|place| (place + 0.5) / 400.0);
            function.value(&space.decode(&unit).to_texts()).unwrap()
        })
        .collect();
    let (true_one, found) = (TwoWay::new(&fine, 400).unwrap(), sweep.importance().unwrap());
    for (a, b) in
        [(true_one.rows, found.rows), (true_one.columns, found.columns), (true_one.interaction, found.interaction)]
    {
        assert!((a - b).abs() < 0.005, "{true_one:?} {found:?}");
    }
    let told = sweep.to_json(2000);
    assert_eq!((told["Values"].as_array().unwrap().len(), &told["Cells"]), (25, &json!(2025)));
    assert_eq!(told["Importance"]["X"], json!(found.columns));
}

#[test]
fn the_default_has_an_importance_after_its_first_stage() {
    let (plan, job) = ended("early-stopping");
    let (best, _) = job.state().history().best().unwrap();
    let mut sweep = swept(&plan, &job, SweepQuestion { x: 0, y: 1, job: best.number }, 0);
    assert!(sweep.importance().is_err());
    let first = sweep.grid().stages()[0].complete;
    while sweep.values().len() < first {
        sweep.work(5000);
    }
    let TwoWay { rows, columns, interaction } = sweep.importance().unwrap();
    assert!((rows + columns + interaction - 1.0).abs() < 1e-9);
}

#[test]
fn failures_are_said_and_do_not_spoil_the_rest() {
    let (plan, job) = ended("divergence");
    let rate = plan.config.space().parameters().iter().position(|own| own.name == "learning_rate").unwrap();
    let other = usize::from(rate == 0);
    let question = SweepQuestion { x: rate, y: other, job: JobNumber(1) };
    let first = SweepGrid::new(plan.config.space(), rate, other).unwrap().stages()[0].complete;
    let sweep = swept(&plan, &job, question, first);
    let failed = sweep.values().iter().filter(|value| value.is_nan()).count();
    assert!(failed > 0 && failed < first, "{failed} of {first}");
    let told = sweep.to_json(0);
    assert_eq!(told["Values"].as_array().unwrap().iter().filter(|value| value.is_null()).count(), failed);
    assert!(told["Failure"].as_str().unwrap().contains("finite number"), "{told}");
    assert!(sweep.importance().is_ok());
}

#[test]
fn integers_on_a_logarithmic_axis_are_trained_once() {
    let (plan, job) = ended("boosted-trees");
    let parameters = plan.config.space().parameters();
    let whole = |own: &crate::search_space::Parameter| matches!(own.range, ParameterRange::Integer(_));
    let integer = parameters.iter().position(whole).unwrap();
    let question = SweepQuestion { x: integer, y: usize::from(integer == 0), job: JobNumber(1) };
    let sweep = Sweep::new(&plan, None, question, &job.state().jobs()[0]).unwrap();
    let mut values: Vec<String> = sweep.cells().iter().map(ToString::to_string).collect();
    values.sort();
    let all = values.len();
    values.dedup();
    let ParameterRange::Integer(range) = &parameters[integer].range else { panic!() };
    assert!(sweep.grid().size().0 as u64 <= range.max().abs_diff(range.min()) + 1);
    assert_eq!(values.len(), all, "an even axis has each integer once");
}

#[test]
fn expensive_problems_stop_at_a_coarser_stage() {
    let (mut plan, job) = ended("early-stopping");
    if let Training::Problem(Problem::Trained(problem)) = &mut plan.training {
        problem.static_hyperparameters.push(("hidden_layers".to_owned(), "3".to_owned()));
    }
    let question = SweepQuestion { x: 0, y: 1, job: JobNumber(1) };
    let whole = Sweep::new(&plan, None, question, &job.state().jobs()[0]).unwrap();
    assert!(whole.work_done().1 <= MOST_WORK || whole.cells().len() == whole.grid().stages()[0].complete);
    let stages: Vec<usize> = whole.grid().stages().iter().map(|stage| stage.complete).collect();
    assert!(stages.contains(&whole.cells().len()));
}

#[test]
fn nothing_to_sweep() {
    let (plan, job) = ended("branin");
    let first = &job.state().jobs()[0];
    let question = SweepQuestion { x: 0, y: 1, job: first.number };
    assert!(Sweep::new(&plan, None, question, first).is_some());
    assert!(Sweep::new(&plan, None, SweepQuestion { y: 0, ..question }, first).is_none());
    assert!(Sweep::new(&plan, None, SweepQuestion { x: 9, ..question }, first).is_none());
    let external = Plan { training: Training::External, ..plan };
    assert!(Sweep::new(&external, None, question, first).is_none());
}
