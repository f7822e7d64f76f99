//! The tables of the site's reference, made from those that the code works with: `www/site/reference/tables.json`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use tuneground::catalogue::ALGORITHMS;
use tuneground::dataset::{DatasetName, Task};
use tuneground::linter::RULES;
use tuneground::model::{HyperParameterKind, HyperParameterSpec, MetricSpec, ModelKind};
use tuneground::playground::{Document, Objective, PRESETS, check};
use tuneground::protocol::entry_to_json;
use tuneground::sagemaker::{Member, Request, Shape, TextLimits, Wire};
use tuneground::test_function::TestFunction;
use tuneground::tuning_job::{Event, LogEntry};

/// What `tables.json` holds is what the code has; `TUNEGROUND_BLESS=1` writes it anew.
#[test]
fn the_tables_of_the_reference_are_those_of_the_code() {
    let document = members(Document::SHAPE);
    let tables = json!({
        "Request": rows(members(Request::SHAPE)),
        "Problem": rows(member(document, "Problem")),
        "Settings": rows(member(document, "Settings")),
        "Rules": RULES.iter().map(|rule| json!({
            "Id": rule.id,
            "Severity": rule.severity.name(),
            "Title": rule.title,
            "Source": rule.source.title(),
            "Address": rule.source.address(),
        })).collect::<Value>(),
        "Models": ModelKind::ALL.into_iter().map(model).collect::<Value>(),
        "DataSets": DatasetName::ALL.into_iter().map(|name| json!({
            "Name": name.name(), "Title": name.title(), "About": name.caption(), "File": name.file_name(),
        })).collect::<Value>(),
        "TestFunctions": TestFunction::ALL.into_iter().map(|function| json!({
            "Name": function.name(),
            "Title": function.title(),
            "Dimensions": [function.dimensions().start(), function.dimensions().end()],
            "Limits": function.limits(0),
            "Minimum": function.minimum(),
        })).collect::<Value>(),
        "Presets": PRESETS.iter().map(|preset| json!({
            "Id": preset.id, "Title": preset.title, "Description": preset.description
        })).collect::<Value>(),
        "Events": events(),
        "Algorithms": ALGORITHMS.iter().map(|algorithm| algorithm.title).collect::<Value>(),
        "Usage": usage(),
    });
    let text = format!("{tables:#}\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/site/reference/tables.json");
    if std::env::var_os("TUNEGROUND_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap_or_default() == text,
        "www/site/reference/tables.json is not what the code has: run again with TUNEGROUND_BLESS=1, and read the change"
    );
}

fn members(shape: Shape) -> &'static [Member] {
    match shape {
        Shape::Object(members) => members,
        other => panic!("{other:?} has no members"),
    }
}

fn member(of: &'static [Member], name: &str) -> &'static [Member] {
    members(of.iter().find(|member| member.name == name).unwrap().shape)
}

/// All members with those in them, each with its path.
fn rows(members: &'static [Member]) -> Value {
    let mut rows = Vec::new();
    add_rows(members, "", &mut rows);
    rows.into()
}

fn add_rows(members: &'static [Member], within: &str, rows: &mut Vec<Value>) {
    for member in members {
        let path = format!("{within}{}", member.name);
        rows.push(json!({
            "Path": path,
            "Required": member.required,
            "Takes": takes(member.shape),
            "Default": member.default,
            "Help": member.help.trim(),
        }));
        match member.shape {
            Shape::Object(inside) => add_rows(inside, &format!("{path}."), rows),
            Shape::List(&Shape::Object(inside), ..) => add_rows(inside, &format!("{path}[]."), rows),
            _ => {}
        }
    }
}

/// What a value must be: its kind, its values, its ends.
fn takes(shape: Shape) -> Value {
    let mut found = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            found.insert(name.to_owned(), value);
        }
    };
    match shape {
        Shape::Text(limits) => {
            put("Kind", json!("text"));
            put("Text", text(limits));
        }
        Shape::Choice(values) => {
            put("Kind", json!("choice"));
            put("Values", json!(values));
        }
        Shape::Whole(min, max) => {
            put("Kind", json!("whole"));
            put("Min", json!(min));
            put("Max", json!(max));
        }
        Shape::Real => put("Kind", json!("real")),
        Shape::Flag => put("Kind", json!("flag")),
        Shape::List(item, min, max) => {
            put("Kind", json!("list"));
            put("Min", json!(min));
            put("Max", json!(max));
            put("Item", takes(*item));
        }
        Shape::TextMap(limits) => {
            put("Kind", json!("map"));
            put("Min", json!(limits.min));
            put("Max", json!(limits.max));
        }
        Shape::Object(_) => put("Kind", json!("object")),
    }
    found.into()
}

fn text(limits: TextLimits) -> Value {
    json!({ "Min": limits.min, "Max": limits.max, "Matches": limits.pattern.map(tuneground::sagemaker::Pattern::words) })
}

fn model(kind: ModelKind) -> Value {
    let mut metrics: Vec<Value> = Vec::new();
    for task in [Task::Classification { classes: 2 }, Task::Regression] {
        for metric in kind.metrics(task) {
            let row = metric_row(metric);
            if !metrics.contains(&row) {
                metrics.push(row);
            }
        }
    }
    json!({
        "Name": kind.name(),
        "Title": kind.title(),
        "StandsFor": kind.stands_for(),
        "HyperParameters": kind.hyperparameters().iter().map(hyperparameter).collect::<Value>(),
        "Metrics": metrics,
    })
}

fn metric_row(metric: &MetricSpec) -> Value {
    json!({ "Name": metric.name, "Better": metric.direction.name(), "Help": metric.help })
}

fn hyperparameter(spec: &HyperParameterSpec) -> Value {
    let takes = match spec.kind {
        HyperParameterKind::Continuous { min, max, min_inclusive } => {
            json!({ "Kind": "real", "Min": min, "Max": max, "MinInclusive": min_inclusive })
        }
        HyperParameterKind::Integer { min, max } => json!({ "Kind": "whole", "Min": min, "Max": max }),
        HyperParameterKind::Categorical { values } => json!({ "Kind": "choice", "Values": values }),
    };
    json!({ "Name": spec.name, "Takes": takes, "Default": spec.default, "Unit": spec.unit, "Help": spec.help })
}

/// Each event with the members it can have and an example, from the logs of all presets.
fn events() -> Value {
    let mut seen: BTreeMap<String, (BTreeSet<String>, Value)> = BTreeMap::new();
    let mut see = |value: Value| {
        let name = value["Event"].as_str().unwrap().to_owned();
        let (names, _) = seen.entry(name).or_insert_with(|| (BTreeSet::new(), value.clone()));
        names.extend(value.as_object().unwrap().keys().cloned());
    };
    let presets = PRESETS.iter().map(tuneground::playground::Preset::document);
    for document in presets.chain([until_converged(), until_nothing_is_left()]) {
        let plan = check(&document, Objective::Problem).plan.unwrap();
        let job = plan.run_to_end();
        for entry in job.log() {
            see(entry_to_json(entry, job.config(), job.state()));
        }
        for event in [
            Event::TuningJobStopping,
            Event::TuningJobStopped,
            Event::TuningJobFailed { reason: "All training jobs failed".to_owned() },
        ] {
            see(entry_to_json(&LogEntry { time: 600.0, event }, job.config(), job.state()));
        }
    }
    seen.into_iter()
        .map(|(name, (members, example))| json!({ "Name": name, "Members": members, "Example": example.to_string() }))
        .collect()
}

fn preset(id: &str) -> Document {
    PRESETS.iter().find(|preset| preset.id == id).unwrap().document()
}

/// A tuning job that ends on convergence.
fn until_converged() -> Document {
    let mut document = preset("not-improving");
    let config = &mut document.request.hyper_parameter_tuning_job_config;
    let criteria = config.tuning_job_completion_criteria.get_or_insert_default();
    criteria.best_objective_not_improving = None;
    criteria.convergence_detected.get_or_insert_default().complete_on_convergence = Some("Enabled".to_owned());
    document
}

/// A grid that is tried to its end.
fn until_nothing_is_left() -> Document {
    let mut document = preset("grid");
    document.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs = Some(700);
    document
}

/// What the command line says of itself.
fn usage() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tuneground")).arg("help").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
