use super::*;
use crate::playground::workshop::Condition;
use crate::sagemaker::{Shape, Wire as _};
use serde_json::json;

fn workshop(json: &serde_json::Value) -> Workshop {
    Workshop::parse(&json.to_string()).unwrap()
}

fn everything() -> serde_json::Value {
    json!({
        "Title": "Stop early",
        "Goal": "Reach 0.97.",
        "Hints": ["Run it first.", "Count the crosses."],
        "Layout": "Presenter",
        "Hide": ["views", "json"],
        "Lock": ["problem", "strategy"],
        "Check": [
            { "Objective": { "AtLeast": 0.97 }, "Say": "The scale decides." },
            { "TrainingJobs": { "AtLeast": 3, "AtMost": 20 } },
            { "EarlyStopped": { "AtMost": 5 } },
            { "Epochs": { "AtMost": 900 } },
            { "BillableSeconds": { "AtMost": 3600 } },
            { "EndedBy": "CompleteOnConvergence" },
            { "Request": { "Path": "HyperParameterTuningJobConfig.Strategy", "Is": "Random" } },
            { "Answer": { "Text": "How many?", "Is": "7", "Within": 1 } },
            { "Answer": { "Text": "Which?", "Choices": ["Grid", "Random"], "Is": "2" } },
        ],
    })
}

#[test]
fn what_is_read_into_a_draft_comes_out_again() {
    let figure = json!({ "Layout": "Figure", "Show": ["problem", "cost"], "Hide": ["views"], "Lock": ["problem"] });
    for json in [json!({}), everything(), figure, json!({ "Hide": ["presets"] })] {
        let draft = Draft::of(&workshop(&json));
        assert!(draft.is_right());
        assert_eq!(draft.workshop().write(), json);
    }
}

#[test]
fn what_is_allowed_on_the_page_and_in_a_figure_is_kept_apart() {
    let mut draft = Draft::default();
    draft.allow(Area::Cost, Permission::Nothing);
    draft.layout = Layout::Figure;
    assert_eq!(draft.permission(Area::Curves), Permission::Change);
    assert_eq!(draft.permission(Area::BestJob), Permission::Nothing);
    draft.allow(Area::BestJob, Permission::Change);
    assert_eq!(draft.workshop().write(), json!({ "Layout": "Figure", "Show": ["best-job"] }));
    draft.layout = Layout::Page;
    assert_eq!(draft.workshop().write(), json!({ "Hide": ["cost"] }));
}

#[test]
fn what_cannot_be_read_is_told_and_left_out_and_kept() {
    let mut draft = Draft::default();
    let base = ConditionDraft::default();
    let kinds = |kind| ConditionDraft { kind, ..base.clone() };
    let cases = [
        (base.clone(), Wrong::NoBounds),
        (ConditionDraft { least: "much".into(), ..base.clone() }, Wrong::NoBounds),
        (ConditionDraft { least: "2".into(), most: "1".into(), ..base.clone() }, Wrong::Crossed),
        (kinds(ConditionKind::EndedBy), Wrong::NoEnd),
        (ConditionDraft { path: "A".into(), ..kinds(ConditionKind::Request) }, Wrong::NoMember),
        (kinds(ConditionKind::Answer), Wrong::NoQuestion),
        (ConditionDraft { question: "Which?".into(), ..kinds(ConditionKind::Answer) }, Wrong::NoAnswer),
        (
            ConditionDraft {
                question: "?".into(),
                answer: "1".into(),
                within: "x".into(),
                ..kinds(ConditionKind::Answer)
            },
            Wrong::NoAnswer,
        ),
        (
            ConditionDraft {
                question: "Which?".into(),
                choices: "a\nb".into(),
                choice: 3,
                ..kinds(ConditionKind::Answer)
            },
            Wrong::NoChoice,
        ),
    ];
    for (condition, wrong) in cases {
        assert_eq!(condition.read(), Err(wrong), "{condition:?}");
        draft.conditions = vec![condition.clone()];
        assert!(!draft.is_right());
        assert_eq!(draft.workshop(), Workshop::default());
        assert_eq!(draft.conditions, [condition]);
    }
}

#[test]
fn numbers_are_as_people_type_them_and_links_stay_short() {
    let typed = ConditionDraft { least: " 0,95 ".into(), most: "20".into(), ..ConditionDraft::default() };
    assert_eq!(typed.read().unwrap().write(), json!({ "Objective": { "AtLeast": 0.95, "AtMost": 20 } }));
    let draft = Draft { hints: "\n one \n\n two\n".into(), goal: "  ".into(), ..Draft::default() };
    assert_eq!(draft.workshop().write(), json!({ "Hints": ["one", "two"] }));
}

#[test]
fn every_kind_of_condition_is_a_member() {
    let Shape::Object(members) = Condition::SHAPE else { panic!("a condition is an object") };
    let kinds = ConditionKind::ALL.map(ConditionKind::name);
    let others = members.iter().map(|member| member.name).filter(|name| !kinds.contains(name));
    assert_eq!(others.collect::<Vec<_>>(), ["Say"]);
}
