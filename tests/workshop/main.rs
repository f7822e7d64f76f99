//! Prepared playgrounds: what they ask for is checked against tuning jobs that really ran, they come through links as they were, and a
//! learner's result comes through its code.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(unreachable_pub, reason = "other tests take the random numbers too")]

#[path = "../fuzz/random.rs"]
mod random;

use random::Random;
use std::collections::BTreeMap;
use tuneground::playground::cost::Billing;
use tuneground::playground::workshop::{
    Area, Attempt, CodeError, Layout, Permission, ResultCode, Workshop, check_answer, decode_all,
};
use tuneground::playground::{Document, LinkError, Objective, PRESETS, check};
use tuneground::tuning_job::TuningJob;

struct Ran {
    document: Document,
    job: TuningJob,
    billing: Billing,
}

/// A preset, run to its end.
fn ran(id: &str) -> Ran {
    let document = PRESETS.iter().find(|preset| preset.id == id).unwrap().document();
    let plan = check(&document, Objective::Problem).plan.unwrap();
    Ran { billing: Billing::of(&document.request, &plan.clock), job: plan.run_to_end(), document }
}

impl Ran {
    fn attempt<'a>(&'a self, answers: &'a BTreeMap<usize, String>) -> Attempt<'a> {
        Attempt { request: &self.document.request, state: self.job.state(), billing: &self.billing, answers }
    }

    /// Whether one condition holds, and the words to it.
    fn says(&self, condition: &str) -> (bool, String) {
        let workshop = Workshop::parse(&format!(r#"{{"Check":[{condition}]}}"#)).unwrap();
        let outcomes = check_answer(&workshop, self.attempt(&BTreeMap::new())).unwrap();
        assert_eq!(outcomes.len(), 1);
        (outcomes[0].is_met, outcomes[0].words.clone())
    }

    #[track_caller]
    fn check(&self, condition: &str, is_met: bool, words: &str) {
        assert_eq!(self.says(condition), (is_met, words.to_owned()), "{condition}");
    }
}

#[test]
fn conditions_are_held_against_what_ran() {
    let ran = ran("early-stopping");
    ran.check(r#"{"Objective":{"AtLeast":0.97}}"#, true, "The best objective: at least 0.97. It is 0.97");
    ran.check(r#"{"Objective":{"AtLeast":0.98}}"#, false, "The best objective: at least 0.98. It is 0.97");
    ran.check(r#"{"Objective":{"AtMost":0.96}}"#, false, "The best objective: at most 0.96. It is 0.97");
    ran.check(
        r#"{"TrainingJobs":{"AtLeast":50,"AtMost":50}}"#,
        true,
        "Training jobs: at least 50 and at most 50. It is 50",
    );
    ran.check(
        r#"{"EarlyStopped":{"AtLeast":40}}"#,
        false,
        "Training jobs that were stopped early: at least 40. It is 37",
    );
    let epochs: u32 = ran.job.state().jobs().iter().map(|job| job.curve.epochs()).sum();
    ran.check(
        &format!(r#"{{"Epochs":{{"AtMost":{epochs}}}}}"#),
        true,
        &format!("Epochs of all training jobs: at most {epochs}. It is {epochs}"),
    );
    ran.check(r#"{"BillableSeconds":{"AtMost":3600}}"#, false, "Billed time: at most 1 h. It is 6 h 23 m");
    ran.check(
        r#"{"EndedBy":"MaxNumberOfTrainingJobs"}"#,
        true,
        "What ends the tuning job: MaxNumberOfTrainingJobs. It was MaxNumberOfTrainingJobs",
    );
    ran.check(
        r#"{"Request":{"Path":"HyperParameterTuningJobConfig.Strategy","Is":"Bayesian"}}"#,
        false,
        "HyperParameterTuningJobConfig.Strategy: Bayesian. It is Random",
    );
    let scaling = "HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].ScalingType";
    ran.check(
        &format!(r#"{{"Request":{{"Path":"{scaling}","Is":"Logarithmic"}}}}"#),
        true,
        &format!("{scaling}: Logarithmic. It is Logarithmic"),
    );
    let beyond = "HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[9].ScalingType";
    ran.check(
        &format!(r#"{{"Request":{{"Path":"{beyond}","Is":"Linear"}}}}"#),
        false,
        &format!("{beyond}: Linear. It is not given"),
    );
}

#[test]
fn what_nobody_knows_here_does_not_hold_and_says_so() {
    let (is_met, words) = ran("branin").says(r#"{"Colour":{"Is":"red"}}"#);
    assert!(!is_met && words.contains("does not know"), "{words}");
}

#[test]
fn answers_are_read_as_people_type_them() {
    let ran = ran("branin");
    let workshop = Workshop::parse(
        r#"{"Check":[
            {"Answer":{"Text":"How large?","Is":"0.5","Within":0.1},"Say":"Look at the axis."},
            {"Objective":{"AtMost":100}},
            {"Answer":{"Text":"Which?","Choices":["a","b"],"Is":"2"}}
        ]}"#,
    )
    .unwrap();
    assert_eq!(workshop.questions().map(|(index, _)| index).collect::<Vec<_>>(), [0, 2]);
    let met = |first: &str, second: &str| {
        let answers = BTreeMap::from([(0, first.to_owned()), (2, second.to_owned())]);
        let outcomes = check_answer(&workshop, ran.attempt(&answers)).unwrap();
        // What helps is said only where it is needed.
        assert_eq!(outcomes[0].say.is_some(), !outcomes[0].is_met);
        outcomes.into_iter().map(|outcome| outcome.is_met).collect::<Vec<_>>()
    };
    assert_eq!(met("0.55", "2"), [true, true, true]);
    assert_eq!(met(" 0,41 ", "1"), [true, true, false]);
    assert_eq!(met("0.7", ""), [false, true, false]);
    for wrong in ["", "half", "NaN", "inf", "1e999"] {
        assert_eq!(met(wrong, wrong), [false, true, false], "{wrong}");
    }
}

#[test]
fn nothing_is_checked_before_the_end() {
    let ran = ran("branin");
    let workshop = Workshop::parse(r#"{"Check":[{"TrainingJobs":{"AtMost":100}}]}"#).unwrap();
    let mut state = tuneground::tuning_job::State::new(ran.job.config());
    for entry in &ran.job.log()[..10] {
        state.apply(entry);
    }
    let answers = BTreeMap::new();
    let attempt = Attempt { state: &state, ..ran.attempt(&answers) };
    assert_eq!(check_answer(&workshop, attempt), None);
}

#[test]
fn areas_are_shown_locked_and_hidden() {
    let page = Workshop::parse(r#"{"Hide":["json","cost"],"Lock":["strategy","json","colour"]}"#).unwrap();
    assert_eq!(page.arrangement(), Layout::Page);
    assert_eq!(page.permission(Area::Json), Permission::Nothing);
    assert_eq!(page.permission(Area::Strategy), Permission::See);
    assert_eq!(page.permission(Area::Curves), Permission::Change);
    assert_eq!(page.unknown_areas(), ["colour"]);
    let figure = Workshop::parse(r#"{"Layout":"Figure","Show":["search-space"],"Lock":["views"]}"#).unwrap();
    assert_eq!(figure.permission(Area::SearchSpace), Permission::Change);
    assert_eq!(figure.permission(Area::Strategy), Permission::Nothing);
    assert_eq!(figure.permission(Area::Curves), Permission::Change);
    assert_eq!(figure.permission(Area::Views), Permission::See);
}

#[test]
fn a_workshop_comes_through_a_link() {
    let text = r#"{"Title":"早く止める","Goal":"Stop early","Hints":["Look"],"Layout":"Figure","Check":[{"Epochs":{"AtMost":400},"Say":"More"}],"Later":1}"#;
    let workshop = Workshop::parse(text).unwrap();
    assert_eq!(Workshop::from_link(&workshop.to_link()).unwrap(), workshop);
    assert!(matches!(Workshop::from_link("1.AAAA"), Err(LinkError::Damaged)));
    assert!(matches!(Workshop::from_link("7.AAAA"), Err(LinkError::Newer(7))));
    let no_workshop = Workshop::parse(r#"{"Check":[{"Epochs":"many"}]}"#).unwrap_err().to_string();
    assert!(no_workshop.contains("Check[0].Epochs"), "{no_workshop}");
}

fn result(name: &str) -> ResultCode {
    let ran = ran("target");
    let workshop =
        Workshop::parse(r#"{"Title":"x","Check":[{"Objective":{"AtLeast":0.9}},{"Epochs":{"AtMost":1}}]}"#).unwrap();
    let answers = BTreeMap::new();
    let attempt = ran.attempt(&answers);
    ResultCode::of(&workshop, attempt, &check_answer(&workshop, attempt).unwrap(), name)
}

#[test]
fn a_result_comes_through_its_code() {
    let result = result("  Zoë 日本 🎉 and others ");
    assert_eq!((result.met, result.conditions), (1, 2));
    assert_eq!(result.name, "Zoë 日本 🎉");
    let code = result.encode();
    assert!(code.len() <= 72, "{code}");
    assert_eq!(ResultCode::decode(&code), Ok(result.clone()));
    // As it is read aloud and written down.
    let written = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    // The prefix has neither.
    assert_eq!(ResultCode::decode(&written), Ok(result.clone()));
    // The words of the task may be in another language.
    let pasted = format!("zoe: {code}\n\n  {code} done!\nhello\nTG-0000-0000\n");
    let found: Vec<_> = decode_all(&pasted).into_iter().map(|(_, found)| found).collect();
    assert_eq!(found, [Ok(result.clone()), Ok(result), Err(CodeError::NoCode), Err(CodeError::Damaged)]);
}

#[test]
fn the_task_of_a_result_is_the_same_in_every_language() {
    let ran = ran("target");
    let of = |text: &str| {
        let workshop = Workshop::parse(text).unwrap();
        let answers = BTreeMap::new();
        let attempt = ran.attempt(&answers);
        ResultCode::of(&workshop, attempt, &check_answer(&workshop, attempt).unwrap(), "").task
    };
    let english = of(r#"{"Title":"One","Check":[{"Answer":{"Text":"How?","Choices":["a"],"Is":"1"},"Say":"Look"}]}"#);
    let french =
        of(r#"{"Title":"Un","Goal":"Oui","Check":[{"Answer":{"Text":"Comment ?","Choices":["b"],"Is":"1"}}]}"#);
    assert_eq!(english, french);
    assert_ne!(english, of(r#"{"Check":[{"Answer":{"Text":"How?","Choices":["a"],"Is":"2"}}]}"#));
}

#[test]
fn a_changed_code_is_found_out() {
    let code = result("Ada").encode();
    let mut random = Random(7);
    let mut taken = 0;
    for _ in 0..20_000 {
        let mut characters: Vec<char> = code.chars().collect();
        for _ in 0..=random.below(2) {
            let at = 3 + random.below(characters.len() - 3);
            characters[at] = char::from(*random.of(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"));
        }
        let changed: String = characters.iter().collect();
        if ResultCode::decode(&changed).is_ok() && changed.replace('-', "") != code.replace('-', "") {
            taken += 1;
        }
    }
    // Two bytes of a checksum let one in 65,536 through.
    assert!(taken <= 5, "{taken} of 20,000");
}

/// Codes that were given out are read for ever.
#[test]
fn a_code_that_was_given_out_is_read() {
    let code = "TG-G77W-4082-7XYQ-1900-2800-3S80-CQSM-2S31-SPCG";
    assert_eq!(ResultCode::decode(code), Ok(result("Ada")));
}
