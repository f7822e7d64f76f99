//! Nothing is lost between import and export.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use tuneground::sagemaker::{HyperParameterTrainingJobDefinition, Request, RequestError, Shape, Wire};

use crate::{MAXIMAL, config, maximal, usual, usual_but};

#[test]
fn maximal_request_survives_to_the_last_byte() {
    let request = Request::parse(MAXIMAL).unwrap();
    assert_eq!(request.to_json(), maximal());
    // The file's members are in the order of AWS's model, so the text is equal too.
    assert_eq!(request.to_json_pretty().trim_end(), MAXIMAL.trim_end());
}

#[test]
fn members_are_written_in_the_models_order() {
    fn reversed(value: Value) -> Value {
        match value {
            Value::Object(map) => map.into_iter().rev().map(|(name, value)| (name, reversed(value))).collect(),
            Value::Array(items) => items.into_iter().map(reversed).collect(),
            value => value,
        }
    }
    // Maps are the user's: their order is kept, so undo it there.
    let mut shuffled = reversed(maximal());
    for path in ["/TrainingJobDefinition", "/TrainingJobDefinitions/0"] {
        for map in ["StaticHyperParameters", "Environment"] {
            shuffled.pointer_mut(path).unwrap()[map] = maximal().pointer(path).unwrap()[map].clone();
        }
    }
    let request: Request = shuffled.to_string().parse().unwrap();
    assert_eq!(request.to_json_pretty().trim_end(), MAXIMAL.trim_end());
}

#[test]
fn numbers_and_texts_stay_as_written() {
    let request = Request::from_json(usual()).unwrap();
    assert_eq!(request.to_json().to_string(), usual().to_string());
    let tuning = &request.hyper_parameter_tuning_job_config;
    let eta = &tuning.parameter_ranges.as_ref().unwrap().continuous()[0];
    assert_eq!((eta.name.as_str(), eta.min_value.as_str(), eta.max_value.as_str()), ("eta", "1e-3", "0.50"));
    assert_eq!(tuning.strategy, "Bayesian");
    assert_eq!(tuning.hyper_parameter_tuning_job_objective.as_ref().unwrap().objective_type, "Maximize");
    assert_eq!(tuning.resource_limits.max_number_of_training_jobs, Some(20));
    assert_eq!(tuning.resource_limits.max_parallel_training_jobs, 2);
    let criteria = tuning.tuning_job_completion_criteria.as_ref().unwrap();
    assert_eq!(criteria.target_objective_metric_value.as_ref().unwrap().as_f64(), Some(1.0));
    let definition = request.training_job_definition.as_ref().unwrap();
    let fixed = definition.static_hyper_parameters.as_ref().unwrap();
    assert_eq!(fixed.iter().collect::<Vec<_>>(), [("num_round", "100"), ("a.b", "c")]);
    assert_eq!(fixed.get("num_round"), Some("100"));
}

#[test]
fn serde_goes_the_same_way() {
    let request: Request = serde_json::from_str(MAXIMAL).unwrap();
    assert_eq!(serde_json::to_value(&request).unwrap(), maximal());
    assert!(
        serde_json::from_str::<Request>("{}")
            .unwrap_err()
            .to_string()
            .contains("HyperParameterTuningJobName is missing")
    );
}

/// Puts a member into the n-th object with members of AWS's own, in the order of a walk. False when there are fewer.
fn insert(value: &mut Value, shape: Shape, n: &mut usize, name: &str, extra: &Value) -> bool {
    match (shape, value) {
        (Shape::Object(_), Value::Object(map)) if *n == 0 => {
            map.insert(name.to_owned(), extra.clone());
            true
        }
        (Shape::Object(members), Value::Object(map)) => {
            *n -= 1;
            members
                .iter()
                .any(|member| map.get_mut(member.name).is_some_and(|value| insert(value, member.shape, n, name, extra)))
        }
        (Shape::List(item, ..), Value::Array(values)) => {
            values.iter_mut().any(|value| insert(value, *item, n, name, extra))
        }
        _ => false,
    }
}

/// Objects with members of AWS's own in the maximal request.
fn object_count() -> usize {
    (0..1000).find(|n| !insert(&mut maximal(), Request::SHAPE, &mut n.clone(), "x", &Value::Null)).unwrap()
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(".{0,4}", inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// A part of the largest request: any optional members, any number of items, any numbers within their bounds.
fn thinned(value: &Value, shape: Shape, choose: &mut impl FnMut(usize) -> usize) -> Value {
    match (shape, value) {
        (Shape::Object(members), Value::Object(map)) => {
            let mut kept = serde_json::Map::new();
            for member in members {
                let Some(value) = map.get(member.name) else { continue };
                if member.required || choose(2) == 1 {
                    kept.insert(member.name.to_owned(), thinned(value, member.shape, choose));
                }
            }
            Value::Object(kept)
        }
        (Shape::List(item, min, _), Value::Array(items)) => {
            let least = min.unwrap_or(0).min(items.len());
            let count = least + choose(items.len() - least + 1);
            items[..count].iter().map(|value| thinned(value, *item, choose)).collect()
        }
        (Shape::Choice(allowed), Value::String(_)) if !allowed.is_empty() => {
            Value::from(allowed[choose(allowed.len())])
        }
        (Shape::Whole(min, max), Value::Number(_)) => {
            let min = min.unwrap_or(0);
            let max = max.unwrap_or(i64::from(i32::MAX));
            Value::from(min + i64::try_from(choose(usize::MAX) % usize::try_from(max - min + 1).unwrap()).unwrap())
        }
        (Shape::Real, Value::Number(_)) => Value::from(choose(1_000_000) as f64 / 777.0),
        (Shape::Flag, Value::Bool(_)) => Value::from(choose(2) == 1),
        _ => value.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// In by every door and out by every door, equal: as a request, in a document, out of a Describe response, as JSON.
    #[test]
    fn a_valid_request_is_the_same_after_import_and_export(choices in prop::collection::vec(any::<usize>(), 400)) {
        let mut next = choices.iter().cycle();
        let request = thinned(&maximal(), Request::SHAPE, &mut |count| next.next().unwrap() % count.max(1));
        let shapes: Vec<_> = tuneground::linter::lint(&request, &[])
            .into_iter()
            .filter(|issue| issue.rule.starts_with("shape-"))
            .collect();
        prop_assert!(shapes.is_empty(), "{:?}", shapes);
        let typed = Request::parse(&request.to_string()).unwrap();
        prop_assert_eq!(&typed.to_json(), &request);
        let exported = tuneground::export::export(&typed, tuneground::export::Format::Json);
        prop_assert_eq!(&serde_json::from_str::<Value>(&exported).unwrap(), &request);
        let document = tuneground::playground::Document::parse(&request.to_string()).unwrap();
        let again = tuneground::playground::Document::parse(&document.to_json_pretty()).unwrap();
        prop_assert_eq!(again.request.to_json(), request);
    }
}

proptest! {
    #[test]
    fn unknown_members_survive_everywhere(
        extras in prop::collection::vec((0..object_count(), "x-.{0,6}", any_json()), 1..8)
    ) {
        let mut document = maximal();
        let mut places = BTreeSet::new();
        for (n, name, extra) in &extras {
            prop_assert!(insert(&mut document, Request::SHAPE, &mut n.clone(), name, extra));
            places.insert((n, name));
        }
        let request = Request::parse(&document.to_string()).unwrap();
        prop_assert_eq!(request.to_json(), document);
        prop_assert_eq!(request.unknown_members().len(), places.len());
    }

    #[test]
    fn no_text_and_no_value_is_too_strange(text in ".{0,64}", value in any_json()) {
        let _ = Request::parse(&text);
        let _ = Request::from_json(value);
    }

    #[test]
    fn a_wrong_part_is_refused_and_named(n in 0..MAXIMAL.lines().count(), wrong in any_json()) {
        // Each line of the file is a part of the request; spoil one.
        let mut document = maximal();
        let Some((path, part)) = parts(&mut document, Request::SHAPE, String::new()).into_iter().nth(n) else { return Ok(()) };
        prop_assume!(std::mem::discriminant(&*part) != std::mem::discriminant(&wrong));
        *part = wrong;
        match Request::from_json(document) {
            Err(RequestError::Shape(problems)) => {
                prop_assert!(problems.problems.iter().all(|problem| problem.path == path), "{}: {}", path, problems);
            }
            other => prop_assert!(false, "{}: {:?}", path, other),
        }
    }
}

/// Each text, number and flag in a document, with its path.
fn parts(value: &mut Value, shape: Shape, path: String) -> Vec<(String, &mut Value)> {
    match (shape, value) {
        (Shape::Object(members), Value::Object(map)) => map
            .iter_mut()
            .flat_map(|(name, value)| {
                let member = members.iter().find(|member| member.name == name).unwrap();
                parts(value, member.shape, if path.is_empty() { name.clone() } else { format!("{path}.{name}") })
            })
            .collect(),
        (Shape::List(item, ..), Value::Array(values)) => values
            .iter_mut()
            .enumerate()
            .flat_map(|(index, value)| parts(value, *item, format!("{path}[{index}]")))
            .collect(),
        (Shape::TextMap(_), Value::Object(map)) => {
            map.iter_mut().map(|(name, value)| (format!("{path}.{name}"), value)).collect()
        }
        (_, value) => vec![(path, value)],
    }
}

#[test]
fn wrong_values_survive_and_can_be_found() {
    let document = usual_but(|r| {
        config(r)["Strategy"] = json!("Annealing");
        config(r)["ResourceLimits"]["MaxParallelTrainingJobs"] = json!(-1);
        config(r).insert("random_seed".to_owned(), json!(1));
    });
    let request = Request::from_json(document.clone()).unwrap();
    assert_eq!(request.to_json(), document);
    let unlisted = request.unlisted_values();
    assert_eq!(unlisted.len(), 1);
    assert_eq!(
        (unlisted[0].path.as_str(), unlisted[0].value.as_str()),
        ("HyperParameterTuningJobConfig.Strategy", "Annealing")
    );
    assert_eq!(unlisted[0].allowed, ["Bayesian", "Random", "Hyperband", "Grid"]);
    let unknown = request.unknown_members();
    assert_eq!(unknown.len(), 1);
    assert_eq!(
        (unknown[0].path.as_str(), unknown[0].meant),
        ("HyperParameterTuningJobConfig.random_seed", Some("RandomSeed"))
    );
}

#[test]
fn requests_can_be_built() {
    let mut request = Request { hyper_parameter_tuning_job_name: "job".to_owned(), ..Request::default() };
    request.hyper_parameter_tuning_job_config.resource_limits.max_parallel_training_jobs = 2;
    request.training_job_definition = Some(HyperParameterTrainingJobDefinition {
        static_hyper_parameters: Some([("epochs", "10"), ("epochs", "20")].into_iter().collect()),
        ..HyperParameterTrainingJobDefinition::default()
    });
    let again = Request::parse(&request.to_json_pretty()).unwrap();
    assert_eq!(again, request);
    let mut fixed = again.training_job_definition.unwrap().static_hyper_parameters.unwrap();
    assert_eq!(fixed.insert("epochs", "5"), Some("20".to_owned()));
    assert_eq!(fixed.remove("epochs"), Some("5".to_owned()));
    assert!(fixed.is_empty());
}
