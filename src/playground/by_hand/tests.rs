use super::*;
use crate::objective::Direction;
use crate::playground::{Objective, Preset, check};
use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, Scaling};

fn plan_of(preset: &str) -> Plan {
    check(&Preset::find(preset).unwrap().document(), Objective::Problem).plan.unwrap()
}

fn trained(plan: &Plan, number: JobNumber, values: &HyperParameters) -> TrainingJob {
    let mut task = ByHandTask::new(plan, None, number, values).unwrap();
    let answer = loop {
        if let Some(answer) = task.work(1000) {
            break answer;
        }
    };
    let objectives: Vec<f64> =
        answer["Values"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect();
    placed(number, values.clone(), &objectives, answer["Failure"].as_str().map(str::to_owned))
}

#[test]
fn by_hand_the_tuners_values_come_to_the_tuners_objectives() {
    for preset in ["no-early-stopping", "branin"] {
        let plan = plan_of(preset);
        let tuned = plan.run_to_end();
        for theirs in tuned.state().jobs().iter().take(6) {
            let own = trained(&plan, theirs.number, &theirs.hyperparameters);
            assert_eq!(own.curve.values(), theirs.curve.values(), "{preset} {}", theirs.number);
            assert_eq!(own.final_objective(), theirs.final_objective());
        }
    }
}

#[test]
fn texts_are_read_and_what_is_outside_is_not_trained() {
    let plan = plan_of("no-early-stopping");
    let own = plan.run_to_end().state().jobs()[2].hyperparameters.clone();
    let texts = own.to_texts();
    let text_of = |name: &str| texts.iter().find(|(own, _)| own == name).map(|(_, text)| text.clone());
    assert_eq!(values_of(plan.config.space(), text_of), Some(own));
    assert_eq!(values_of(plan.config.space(), |_| None), None);
    let outside = values_of(plan.config.space(), |_| Some("999999".to_owned())).unwrap();
    assert!(ByHandTask::new(&plan, None, JobNumber(1), &outside).is_none());
}

#[test]
fn what_is_pointed_at_is_in_the_range_and_round() {
    let continuous = ContinuousRange::new(0.001, 1.0, Scaling::Logarithmic).unwrap().into();
    assert_eq!(pointed_at(&continuous, 0.012_345), Some(ParameterValue::Continuous(0.0123)));
    assert_eq!(pointed_at(&continuous, 7.0), Some(ParameterValue::Continuous(1.0)));
    assert_eq!(pointed_at(&continuous, f64::NAN), None);
    let integer = IntegerRange::new(2, 16, Scaling::Linear).unwrap().into();
    assert_eq!(pointed_at(&integer, 7.6), Some(ParameterValue::Integer(8)));
    assert_eq!(pointed_at(&integer, -3.0), Some(ParameterValue::Integer(2)));
    let categories = CategoricalRange::new(vec!["relu".into(), "tanh".into()]).unwrap().into();
    assert_eq!(pointed_at(&categories, 0.9), Some(ParameterValue::Categorical("tanh".into())));
    assert_eq!(pointed_at(&categories, 9.0), Some(ParameterValue::Categorical("tanh".into())));
}

#[test]
fn typed_numbers_are_exact_or_refused_with_what_would_be_right() {
    let continuous = ContinuousRange::new(0.001, 1.0, Scaling::Logarithmic).unwrap().into();
    assert_eq!(typed(&continuous, 0.012_345), Ok(ParameterValue::Continuous(0.012_345)));
    for wrong in [0.0, 1.5, f64::NAN] {
        assert_eq!(typed(&continuous, wrong), Err("Give a number from 0.001 to 1.0.".to_owned()));
    }
    let integer = IntegerRange::new(2, 16, Scaling::Linear).unwrap().into();
    assert_eq!(typed(&integer, 7.0), Ok(ParameterValue::Integer(7)));
    assert_eq!(typed(&integer, 7.5), Err("Give a whole number from 2 to 16.".to_owned()));
    assert!(typed(&integer, 17.0).is_err() && typed(&integer, f64::NAN).is_err());
}

/// Training jobs that came to these objectives, in this order; NaN for one that failed.
fn jobs(objectives: &[f64]) -> Vec<TrainingJob> {
    let numbered = objectives.iter().zip(1..);
    let job = |(&value, number): (&f64, u32)| {
        let failure = value.is_nan().then(|| "diverged".to_owned());
        placed(JobNumber(number), HyperParameters::default(), &[value], failure)
    };
    numbered.map(job).collect()
}

fn told_of(own: &[f64], theirs: &[f64], has_ended: bool) -> Vec<String> {
    let standing = standing(&jobs(own), &jobs(theirs), has_ended, Direction::Maximize);
    told(&standing, "Random search", Direction::Maximize)
}

#[test]
fn the_standing_is_after_as_many_training_jobs() {
    let standing =
        standing(&jobs(&[0.5, f64::NAN, 0.75]), &jobs(&[0.375, 0.5, 0.625, 0.875]), false, Direction::Maximize);
    assert_eq!((standing.jobs, standing.by_hand, standing.tuner), (3, Some(0.75), Some(0.625)));
    assert_eq!((standing.caught_up, standing.ended, standing.is_settled), (Some(4), 4, true));
}

#[test]
fn the_outcome_is_told_only_once_it_is_known() {
    assert_eq!(told_of(&[], &[0.4], true), Vec::<String>::new());
    assert_eq!(
        told_of(&[0.5, 0.7], &[0.9], false),
        ["Of your 2 training jobs the best is 0.7. Of Random search's, 1 have ended so far."]
    );
    let first = |own: &[f64], theirs: &[f64]| told_of(own, theirs, true).remove(0);
    assert_eq!(first(&[0.5, 0.7], &[0.4, 0.6]), "After 2 training jobs each you are ahead: 0.7 against 0.6.");
    assert_eq!(first(&[0.5], &[0.8]), "After one training job each Random search is ahead: yours 0.5 against 0.8.");
    assert_eq!(first(&[0.5], &[0.5]), "After one training job each you are even: 0.5.");
    assert_eq!(
        first(&[0.5, 0.7], &[0.6]),
        "After your 2 training jobs and Random search's 1 you are ahead: 0.7 against 0.6."
    );
    assert!(first(&[f64::NAN], &[0.6]).contains("all of yours failed"));
    let told = told_of(&[0.5, 0.7], &[0.4, 0.6], true);
    assert_eq!(told[1], "In all 2 that have ended, Random search has found nothing as good as your best.");
    assert_eq!(
        told_of(&[0.5], &[0.4, 0.6], true)[1],
        "Random search was as good as your best when 2 of its jobs had ended."
    );
}
