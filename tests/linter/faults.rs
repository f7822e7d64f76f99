//! Faults put into a right request, one at a time, as AWS's own model (tests/aws/members.json) says what a fault is: the linter
//! misses none.

use crate::random::Random;
use serde_json::{Map, Value, json};
use tuneground::linter::{Issue, Severity, lint};

/// A request with every member of the model, each with a value that the model allows.
const MAXIMAL: &str = include_str!("../aws/maximal_request.json");
const MEMBERS: &str = include_str!("../aws/members.json");
const FAULTS: usize = 2000;

/// The value at a path of the model, of lists and maps the first item.
fn at<'v>(request: &'v mut Value, path: &str) -> &'v mut Value {
    let mut here = request;
    for part in path.split('.') {
        let name = part.trim_end_matches("{value}").trim_end_matches("[]");
        here = here.get_mut(name).unwrap();
        if part.ends_with("[]") {
            here = here.get_mut(0).unwrap();
        } else if part.ends_with("{value}") {
            here = here.as_object_mut().unwrap().values_mut().next().unwrap();
        }
    }
    here
}

/// The faults that the model's entry allows to make, by name.
fn faults(path: &str, entry: &Value) -> Vec<&'static str> {
    let mut found = Vec::new();
    let kind = entry["type"].as_str().unwrap();
    if path.ends_with("{key}") {
        return vec!["key pattern", "key length"]
            .into_iter()
            .filter(|fault| *fault != "key pattern" || entry["pattern"] != "[\\S\\s]*")
            .collect();
    }
    found.extend(["type", "null"]);
    if entry["required"] == true {
        found.push("removed");
    }
    if entry.get("enum").is_some() {
        found.push("enum");
    }
    if entry["min"].as_i64().is_some_and(|min| kind == "integer" || min > 0) {
        found.push("below");
    }
    if entry["max"].as_i64().is_some() {
        found.push("above");
    }
    if kind == "integer" || kind == "long" {
        found.push("fraction");
    }
    if entry.get("pattern").is_some_and(|pattern| pattern != "[\\S\\s]*") {
        found.push("pattern");
    }
    found
}

fn put_fault(request: &mut Value, path: &str, entry: &Value, fault: &str, random: &mut Random) {
    let kind = entry["type"].as_str().unwrap();
    let end = |name: &str| entry[name].as_i64().unwrap();
    if let Some(map) = path.strip_suffix("{key}") {
        let members = at(request, map).as_object_mut().unwrap();
        let (name, value) = members.iter().next().map(|(name, value)| (name.clone(), value.clone())).unwrap();
        members.shift_remove(&name);
        let wrong = if fault == "key pattern" { format!("{name}\n") } else { "n".repeat(end("max") as usize + 1) };
        members.insert(wrong, value);
        return;
    }
    if fault == "removed" {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let parent = if parent.is_empty() { request } else { at(request, parent) };
        parent.as_object_mut().unwrap().shift_remove(name);
        return;
    }
    let place = at(request, path);
    *place = match (fault, kind) {
        ("null", _) => Value::Null,
        ("type", _) => {
            let others = [json!("text"), json!(7), json!(true), json!([]), json!({})];
            let is_same = |value: &Value| match kind {
                "string" => value.is_string(),
                "integer" | "long" | "float" => value.is_number(),
                "boolean" => value.is_boolean(),
                "list" => value.is_array(),
                _ => value.is_object(),
            };
            let wrong: Vec<&Value> = others.iter().filter(|value| !is_same(value)).collect();
            (*random.of(&wrong)).clone()
        }
        ("enum", _) => json!(random.of(&["", "auto", "Other", "LINEAR!"])),
        ("fraction", _) => json!(1.5),
        ("below", "integer") => json!(end("min") - 1 - random.below(9).cast_signed() as i64),
        ("above", "integer") => json!(end("max") + 1 + random.below(9).cast_signed() as i64),
        ("below", "string") => json!("a".repeat(random.below(end("min") as usize))),
        ("above", "string") => json!("a".repeat(end("max") as usize + 1 + random.below(9))),
        ("below", "list") => json!([]),
        ("above", "list") => {
            let item = place.get(0).unwrap().clone();
            Value::Array(vec![item; end("max") as usize + 1 + random.below(3)])
        }
        ("above", _) => {
            let members: Map<String, Value> = (0..=end("max")).map(|index| (format!("n{index}"), json!("1"))).collect();
            Value::Object(members)
        }
        ("pattern", _) => {
            let text = place.as_str().unwrap();
            // Every pattern but one is of a single line.
            json!(if random.below(2) == 0 { format!("{text}\n") } else { format!("\n{text}") })
        }
        _ => unreachable!("{fault} of {kind}"),
    };
}

fn shape_errors(issues: &[Issue]) -> Vec<&Issue> {
    issues.iter().filter(|issue| issue.rule.starts_with("shape-") && issue.severity == Severity::Error).collect()
}

#[test]
fn no_fault_of_the_models_is_missed() {
    let right: Value = serde_json::from_str(MAXIMAL).unwrap();
    assert_eq!(shape_errors(&lint(&right, &[])), Vec::<&Issue>::new());
    let members: Value = serde_json::from_str(MEMBERS).unwrap();
    let members: Vec<(&String, &Value)> = members["members"].as_object().unwrap().iter().collect();
    let all: Vec<(&str, &Value, &str)> = members
        .iter()
        .flat_map(|(path, entry)| faults(path, entry).into_iter().map(|fault| (path.as_str(), *entry, fault)))
        .collect();
    assert!(all.len() > 900, "{} kinds of faults", all.len());
    let mut random = Random(3);
    for round in 0..FAULTS.max(all.len()) {
        // Each kind once, then any.
        let (path, entry, fault) = all[if round < all.len() { round } else { random.below(all.len()) }];
        let mut wrong = right.clone();
        put_fault(&mut wrong, path, entry, fault, &mut random);
        let issues = lint(&wrong, &[]);
        assert!(!shape_errors(&issues).is_empty(), "{fault} at {path} is missed");
    }
}

#[test]
fn nothing_is_too_strange() {
    for strange in [json!(null), json!([]), json!("text"), json!(1), json!({ "TrainingJobDefinitions": [null, 1, {}] })]
    {
        assert!(
            lint(&strange, std::slice::from_ref(&strange)).iter().any(|issue| issue.severity == Severity::Error),
            "{strange}"
        );
    }
    let deep = (0..100).fold(json!(1), |inside, _| json!({ "HyperParameterTuningJobConfig": inside }));
    assert!(!lint(&deep, &[]).is_empty());
}
