//! The tables against AWS's own sources, read by machine (`make_facts.py`): everything that the sources say is in the catalogue,
//! and the catalogue says no more, but for the differences that are listed here.

use std::collections::{BTreeMap, BTreeSet};
use tuneground::catalogue::{ALGORITHMS, Algorithm, Image, REGIONS, Range, Registry, training_image};
use tuneground::objective::Direction;

const FACTS: &str = include_str!("facts.txt");

/// Where the catalogue departs from a page, and what it has instead.
const DEPARTURES: &[(&str, &str, &str)] = &[
    // Losses, said to be maximised.
    ("lightgbm-tuning", "binary_logloss", "Minimize"),
    ("lightgbm-tuning", "multi_logloss", "Minimize"),
    ("catboost-tuning", "Logloss", "Minimize"),
    ("catboost-tuning", "MultiClass", "Minimize"),
    // An accuracy, said to be minimised.
    ("xgboost-container", "validation:interval-regression-accuracy", ""),
    // Slips of the pen, by the pages of hyperparameters.
    ("fm-tuning", "epoch", "epochs Integer 1 1000"),
    ("semantic-segmentation-tuning", "optimzer", "optimizer Categorical sgd adam"),
    ("linear-learner-tuning", "use_bias", "use_bias Categorical true false"),
    ("IC-TF-tuning", "eps", "epsilon Continuous 1e-8 1.0"),
    ("text-classification-tensorflow-tuning", "eps", "epsilon Continuous 1e-8 1.0"),
    ("object-detection-tensorflow-tuning", "eps", "epsilon Continuous 1e-8 1.0"),
    ("IC-TF-tuning", "train_only_on_top_layer", "train_only_on_top_layer Categorical True False"),
    (
        "object-detection-tensorflow-tuning",
        "initial_accumulator_value",
        "initial_accumulator_value Continuous 0.0 0.999",
    ),
    // The container has it as continuous, the page as an integer.
    ("xgboost-container", "max_delta_step", "max_delta_step Integer 0 10"),
];

fn departure(source: &str, name: &str) -> Option<&'static str> {
    DEPARTURES.iter().find(|(page, own, _)| (*page, *own) == (source, name)).map(|(.., instead)| *instead)
}

fn facts(kind: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let facts = FACTS.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    facts.filter(move |fact| fact[0] == kind).map(|fact| fact[1..].to_vec())
}

/// The algorithms that a source is about.
fn of_source(source: &str) -> Vec<&'static Algorithm> {
    let page = if source == "xgboost-container" { "xgboost-tuning" } else { source };
    let found: Vec<_> = ALGORITHMS.iter().copied().filter(|own| own.page == page).collect();
    assert!(!found.is_empty(), "{source} is about no algorithm of the catalogue");
    found
}

/// A range in words, its numbers written one way.
fn in_words(name: &str, kind: &str, values: &[&str]) -> String {
    let plain = |value: &&str| match (kind, value.parse::<f64>()) {
        ("Continuous" | "Integer", Ok(number)) => number.to_string(),
        _ => (*value).to_owned(),
    };
    format!("{name} {kind} {}", values.iter().map(plain).collect::<Vec<_>>().join(" "))
}

fn own_words(name: &str, range: Range) -> String {
    match range {
        Range::Continuous { min, max, .. } => in_words(name, "Continuous", &[min, max]),
        Range::Integer { min, max, .. } => in_words(name, "Integer", &[min, max]),
        Range::Categorical(values) => in_words(name, "Categorical", values),
    }
}

#[test]
fn metrics_are_those_of_the_pages() {
    let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
    for fact in facts("metric") {
        let (source, name) = (fact[0], fact[1]);
        let direction = departure(source, name).unwrap_or(fact[2]);
        let algorithms = of_source(source);
        let found: Vec<_> =
            algorithms.iter().filter_map(|own| own.metric(name).map(|metric| (own.id, metric))).collect();
        if direction.is_empty() {
            assert!(found.is_empty(), "{source} {name}");
            continue;
        }
        assert!(!found.is_empty(), "{source} has {name}, the catalogue has not");
        for (id, metric) in found {
            assert_eq!(Some(metric.direction), Direction::parse(direction), "{id} {name}");
            said.insert((id, name));
        }
    }
    for algorithm in ALGORITHMS {
        for metric in algorithm.metrics {
            assert!(said.contains(&(algorithm.id, metric.name)), "{} {}: who says so?", algorithm.id, metric.name);
        }
    }
}

#[test]
fn ranges_are_those_of_the_pages() {
    let mut said: BTreeSet<(&str, String)> = BTreeSet::new();
    for fact in facts("range") {
        let (source, name, kind, values) = (fact[0], fact[1], fact[2], &fact[3..]);
        let words = departure(source, name).map_or_else(
            || in_words(name, kind, values),
            |instead| {
                let parts: Vec<&str> = instead.split(' ').collect();
                in_words(parts[0], parts[1], &parts[2..])
            },
        );
        let name = words.split(' ').next().unwrap();
        let mut found = false;
        for algorithm in of_source(source) {
            if let Some(own) = algorithm.hyperparameter(name)
                && own_words(name, own.range) == words
            {
                said.insert((algorithm.id, name.to_owned()));
                found = true;
            }
        }
        assert!(found, "{source} says {words}, the catalogue does not");
    }
    for algorithm in ALGORITHMS {
        for own in algorithm.tunable {
            assert!(said.contains(&(algorithm.id, own.name.to_owned())), "{} {}: who says so?", algorithm.id, own.name);
        }
    }
}

#[test]
fn every_departure_is_from_something() {
    for (source, name, _) in DEPARTURES {
        let is_there = facts("metric").chain(facts("range")).any(|fact| (fact[0], fact[1]) == (*source, *name));
        assert!(is_there, "{source} does not have {name}");
    }
}

/// Repository and Region → account, by a source.
fn accounts(source: &str) -> BTreeMap<(&'static str, &'static str), u64> {
    let mut found = BTreeMap::new();
    for fact in facts("accounts").filter(|fact| fact[0] == source) {
        for pair in &fact[2..] {
            let (region, account) = pair.split_once('=').unwrap();
            assert!(found.insert((fact[1], region), account.parse().unwrap()).is_none(), "{} {region}", fact[1]);
        }
    }
    found
}

#[test]
fn registry_paths_have_the_accounts_of_both_sources() {
    let sdk = accounts("sagemaker-python-sdk");
    let pages = accounts("ecr-pages");
    assert!(sdk.len() > 500 && pages.len() > 380, "{} {}", sdk.len(), pages.len());
    for (key, account) in &pages {
        assert_eq!(sdk.get(key), Some(account), "{key:?}: the two sources agree");
    }
    let mut paths = 0;
    for algorithm in ALGORITHMS {
        let Image::Registry { repository, tag, .. } = algorithm.image else {
            assert!(REGIONS.iter().all(|region| training_image(algorithm, region.name).is_none()), "{}", algorithm.id);
            continue;
        };
        for region in REGIONS {
            let domain = if region.name.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
            let known = sdk
                .get(&(repository, region.name))
                .map(|account| format!("{account:012}.dkr.ecr.{}.{domain}/{repository}:{tag}", region.name));
            paths += usize::from(known.is_some());
            assert_eq!(training_image(algorithm, region.name), known, "{} {}", algorithm.id, region.name);
        }
        for (repository_of, region) in sdk.keys() {
            assert!(
                *repository_of != repository || REGIONS.iter().any(|own| own.name == *region),
                "{region} is missing"
            );
        }
    }
    assert!(paths > 500, "{paths}");
    // The old XGBoost is with the images.
    for ((_, region), account) in sdk.iter().filter(|((repository, _), _)| *repository == "xgboost") {
        let own = REGIONS.iter().find(|own| own.name == *region).unwrap();
        assert_eq!(own.account(Registry::ImagesAndText), Some(*account), "{region}");
    }
    let repositories: BTreeSet<&str> = ALGORITHMS.iter().flat_map(|own| own.image.repositories()).collect();
    let known: BTreeSet<&str> = sdk.keys().map(|(repository, _)| *repository).collect();
    assert_eq!(repositories, known);
}

#[test]
fn versions_are_those_of_the_sdk() {
    let known: BTreeMap<&str, BTreeSet<&str>> =
        facts("tags").map(|fact| (fact[1], fact[2..].iter().copied().collect())).collect();
    for algorithm in ALGORITHMS {
        let Image::Registry { repository, tag, other_tags, .. } = algorithm.image else { continue };
        let own: BTreeSet<&str> = other_tags.iter().copied().chain([tag]).collect();
        assert_eq!(own.len(), other_tags.len() + 1, "{}", algorithm.id);
        assert_eq!(Some(&own), known.get(repository), "{}", algorithm.id);
    }
}
