use super::*;
use crate::playground::compare::{Along, Comparison, Outcome, Repeats, SETS};
use crate::playground::{PRESETS, Preset};

fn question(document: &Document, changes: &[&str]) -> Value {
    json!({ "Document": document.to_json(), "Changes": changes, "Repeats": 2 })
}

fn labels(document: &Document, changes: &[&str]) -> Vec<String> {
    let answer = variants_answer(&question(document, changes));
    let all = answer["Variants"].as_array().unwrap_or_else(|| panic!("{answer}"));
    all.iter().map(|one| one["Label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_ready_made_set_runs_on_every_preset_or_says_why_not() {
    for preset in &PRESETS {
        for set in &SETS {
            let changes: Vec<&str> = set.changes.iter().map(|change| change.id()).collect();
            let answer = variants_answer(&question(&preset.document(), &changes));
            match answer["Variants"].as_array() {
                Some(all) => {
                    assert!((MIN_VARIANTS..=MAX_VARIANTS).contains(&all.len()), "{} {}", preset.id, set.id);
                    let can = all.iter().filter(|one| one["Cannot"].is_null()).count();
                    assert!(can >= 1, "{} {}: {answer}", preset.id, set.id);
                }
                // With Hyperband there is one way of stopping, and a grid has no scale.
                None => {
                    assert!(answer["Nothing"].as_str().unwrap().contains("one variant"), "{} {}", preset.id, set.id);
                }
            }
        }
    }
}

#[test]
fn variants_are_called_after_what_differs() {
    let base = PRESETS[0].document();
    assert_eq!(labels(&base, &["stopping-auto", "stopping-off"]), ["no early stopping", "early stopping"]);
    assert_eq!(
        labels(&base, &["random", "hyperband", "stopping-off", "stopping-auto"]),
        ["Random, no early stopping", "Random, early stopping", "Hyperband"]
    );
    let notes = &variants_answer(&question(&base, &["scale-linear", "scale-log"]))["Variants"][1]["Notes"];
    assert_eq!(notes[0], "momentum keeps its scale, ReverseLogarithmic: it reaches down to 0.");
    let grid = variants_answer(&question(&base, &["random", "grid"]));
    assert!(grid["Variants"][1]["Notes"].to_string().contains("250 combinations"), "{grid}");
}

#[test]
fn what_is_no_comparison_says_why() {
    let base = PRESETS[0].document();
    let nothing = |changes: &[&str]| variants_answer(&question(&base, changes))["Nothing"].as_str().unwrap().to_owned();
    assert!(nothing(&[]).contains("one variant"));
    assert!(nothing(&["hyperband", "stopping-auto", "stopping-off"]).contains("one variant"));
    let all: Vec<&str> = Change::ALL.iter().map(|change| change.id()).collect();
    assert!(nothing(&all).contains("up to 6"));
    assert!(nothing(&["sideways"]).contains("is no change"));
    let answer = variants_answer(&json!({ "Document": base.to_json(), "Changes": [], "Repeats": 1000 }));
    assert!(answer["Nothing"].as_str().unwrap().contains("1 to 100"));
    assert!(variants_answer(&json!({}))["Nothing"].is_string());
}

#[test]
fn a_report_tells_what_the_tuning_jobs_did() {
    let mut base = Preset::find("early-stopping").unwrap().document();
    base.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs = Some(12);
    let asked = CompareQuestion::read(&question(&base, &["stopping-off", "stopping-auto"])).unwrap();
    let (variants, standing) = asked.variants().unwrap();
    let mut comparison: Comparison<u32> = Comparison::new(variants, standing, asked.repeats).unwrap();
    let mut bests = [Vec::new(), Vec::new()];
    let empty = comparison.report(Along::Seconds);
    assert_eq!((&empty["Done"], &empty["All"]), (&json!(0), &json!(4)));
    while let Some(task) = comparison.give(0) {
        let (plan, seed) = (comparison.plan(task.variant).unwrap(), comparison.seed(task));
        let mut repeat = Repeats::new(plan.clone(), None).unwrap().begin(seed);
        while !repeat.work(1000) {}
        let outcome: Outcome = repeat.into_outcome();
        bests[task.variant].push(outcome.best());
        comparison.take(task, outcome);
    }
    let report = comparison.report(Along::Jobs);
    assert_eq!((&report["Done"], &report["Ended"]), (&json!(4), &json!(true)));
    assert_eq!(report["X"].as_array().unwrap().len(), 13);
    assert_eq!(report["Rows"][1]["Seed"], 2027);
    assert_eq!(report["Rows"][1]["Best"], json!([bests[0][1], bests[1][1]]));
    let band = &report["Variants"][0]["Band"]["Middle"][12];
    let median = f64::midpoint(bests[0][0].unwrap(), bests[0][1].unwrap());
    assert!((band.as_f64().unwrap() - median).abs() < 1e-12);
    assert!(report["Variants"][1]["Saved"][0].as_f64().unwrap() > 0.0, "{report}");
    assert_eq!(report["Wins"][0][0], Value::Null);
    assert!(report["Told"][0].as_str().unwrap().contains("2 repeats"), "{report}");
}
