//! Repeats against the tuning jobs that they repeat.

use super::*;
use crate::objective::Direction;
use crate::playground::{Objective, Preset, check};
use crate::tuning_job::TuningJob;

fn ended(preset: &str) -> (Plan, TuningJob) {
    let plan = check(&Preset::find(preset).unwrap().document(), Objective::Problem).plan.unwrap();
    let job = plan.run_to_end();
    (plan, job)
}

/// The repeats of a tuning job's candidates; `steps` of them.
fn repeated(plan: &Plan, job: &TuningJob, chosen: Option<JobNumber>, steps: usize) -> (WinnerTask, Vec<Candidate>) {
    let history = job.state().history();
    let candidates = candidates(history, chosen);
    let jobs = candidates.iter().map(|own| history.get(own.job).unwrap().clone()).collect();
    let mut task = WinnerTask::new(plan, None, jobs).unwrap();
    while task.values.len() < steps && !task.work(2000) {}
    (task, candidates)
}

#[test]
fn repeat_0_comes_to_what_was_reported() {
    for preset in ["early-stopping", "hyperband", "boosted-trees", "iris", "branin"] {
        let (plan, job) = ended(preset);
        let (task, candidates) = repeated(&plan, &job, None, 6);
        let told = task.to_json();
        for (place, candidate) in candidates.iter().enumerate().take(if has_test_set(&task.problem) { 2 } else { 3 }) {
            assert_eq!(told["Jobs"][place]["Again"].as_f64(), Some(candidate.reported), "{preset} {candidate:?}");
            assert_eq!(told["Jobs"][place]["Job"], candidate.job.0);
        }
    }
}

#[test]
fn fresh_repeats_differ_and_are_the_same_each_time() {
    let (plan, job) = ended("early-stopping");
    // Three candidates, each on validation rows and on the test set: six steps a repeat.
    let (task, candidates) = repeated(&plan, &job, None, 24);
    assert_eq!(candidates.len(), 3);
    let other = repeated(&plan, &job, None, 24).0;
    assert_eq!(task.values, other.values);
    let told = task.to_json();
    let values = told["Jobs"][0]["Validation"].as_array().unwrap();
    assert_eq!((values.len(), told["Jobs"][0]["Test"].as_array().unwrap().len()), (3, 3));
    assert!(values.windows(2).any(|pair| pair[0] != pair[1]));
    assert_eq!((&told["TestRows"], &told["All"]), (&json!(1000), &json!(6 * 21)));
    // A test set of 1000 rows: accuracies are thousandths.
    let on_test = told["Jobs"][0]["Test"][0].as_f64().unwrap();
    assert!(((1000.0 * on_test).round() / 1000.0 - on_test).abs() < 1e-6, "{on_test}");
}

#[test]
fn all_repeats_of_a_job_are_told_of() {
    let (plan, job) = ended("iris");
    let (task, candidates) = repeated(&plan, &job, None, usize::MAX);
    assert!(task.is_complete());
    let told = task.to_json();
    assert_eq!((&told["TestRows"], &told["Done"], &told["All"]), (&json!(0), &json!(63), &json!(63)));
    let values = |place: usize| -> Vec<f64> {
        let all = told["Jobs"][place]["Validation"].as_array().unwrap().iter();
        all.map(|value| value.as_f64().unwrap_or(f64::NAN)).collect()
    };
    let of = |place: usize| Repeated {
        candidate: candidates[place],
        again: None,
        again_test: None,
        validation: values(place),
        test: Vec::new(),
    };
    let direction = plan.config.objective().direction;
    assert!(told_of_luck(&of(0), 50, direction).unwrap().contains("Trained 20 times"));
    assert!(told_of_order(&of(0), &of(1), direction).unwrap().contains("in pairs with the same"));
}

#[test]
fn a_function_without_noise_has_no_luck() {
    let (plan, job) = ended("branin");
    let (task, candidates) = repeated(&plan, &job, None, usize::MAX);
    let told = task.to_json();
    let validation = told["Jobs"][0]["Validation"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
    let own = Repeated {
        candidate: candidates[0],
        again: None,
        again_test: None,
        validation: validation.collect(),
        test: Vec::new(),
    };
    assert!(own.has_no_noise());
    assert!(told_of_luck(&own, 30, Direction::Minimize).unwrap().contains("nothing of its score was luck"));
}

#[test]
fn candidates_are_the_best_the_second_and_the_middle() {
    let (_, job) = ended("early-stopping");
    let history = job.state().history();
    let all = candidates(history, None);
    let ranks: Vec<usize> = all.iter().map(|own| own.rank).collect();
    let ended = history.final_objectives().count();
    assert_eq!(ranks, [1, 2, ended / 2 + 1]);
    assert_eq!(Some((all[0].job, all[0].reported)), history.best().map(|(job, value)| (job.number, value)));
    let chosen = all[2].job;
    let of_chosen: Vec<usize> = candidates(history, Some(chosen)).iter().map(|own| own.rank).collect();
    assert_eq!(of_chosen, [ended / 2 + 1, 1]);
    let second: Vec<usize> = candidates(history, Some(all[1].job)).iter().map(|own| own.rank).collect();
    assert_eq!(second, [2, 1, ended / 2 + 1]);
}

#[test]
fn nothing_to_repeat() {
    let (plan, job) = ended("branin");
    assert!(WinnerTask::new(&plan, None, Vec::new()).is_none());
    let external = Plan { training: Training::External, ..plan };
    assert!(WinnerTask::new(&external, None, job.state().jobs().to_vec()).is_none());
}
