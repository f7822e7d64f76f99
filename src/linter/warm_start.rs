//! Warm start, against the parents as far as they are known.

use super::context::{CONFIG, Lint, repeated};
use super::issue::{Edit, Fix};
use super::rules;
use crate::language::t;
use crate::sagemaker::{
    HyperParameterTrainingJobDefinition, ParameterRanges, Request, TextMap, Wire as _, limits, member_path,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PATH: &str = "WarmStartConfig.ParentHyperParameterTuningJobs";

/// What may differ between a definition and its parents'. The objective's place and the ranges have rules of their own.
const MAY_CHANGE: [&str; 13] = [
    "AlgorithmSpecification",
    "InputDataConfig",
    "OutputDataConfig",
    "StaticHyperParameters",
    "RoleArn",
    "ResourceConfig",
    "HyperParameterTuningResourceConfig",
    "StoppingCondition",
    "VpcConfig",
    "EnableManagedSpotTraining",
    "CheckpointConfig",
    "TuningObjective",
    "HyperParameterRanges",
];

pub(super) fn check(lint: &mut Lint<'_>, parents: &[Value]) {
    let Some(warm_start) = &lint.request.warm_start_config else { return };
    let own_name = &lint.request.hyper_parameter_tuning_job_name;
    let names: Vec<Option<String>> = warm_start
        .parent_hyper_parameter_tuning_jobs
        .iter()
        .map(|parent| parent.hyper_parameter_tuning_job_name.as_deref().map(str::to_ascii_lowercase))
        .collect();
    for (index, name) in names.iter().enumerate() {
        let path = format!("{PATH}[{index}]");
        match name {
            None => {
                lint.says(
                    rules::PARENT_NAME,
                    format!("{path}.HyperParameterTuningJobName"),
                    t!("the parent's name is missing"),
                );
            }
            Some(name) if *name == own_name.to_ascii_lowercase() => {
                lint.says(
                    rules::PARENT_SELF,
                    format!("{path}.HyperParameterTuningJobName"),
                    t!("a tuning job cannot be its own parent"),
                );
            }
            Some(_) => {}
        }
    }
    for (index, name) in repeated(names.iter().flatten().map(String::as_str)) {
        let path = format!("{PATH}[{index}]");
        lint.says(rules::PARENTS_TWICE, &path, t!("{value} is there twice", value = name))
            .fix_by_removing(t!("Remove this one"), &path);
    }
    if matches!(lint.config().strategy.as_str(), "Grid" | "Hyperband") {
        let message = t!(
            "AWS documents warm start for Bayesian and Random search, and the strategy is {strategy}",
            strategy = lint.config().strategy
        );
        lint.says(rules::WARM_START_STRATEGY, "WarmStartConfig", message);
    }
    let is_named = |parent: &&Value| {
        let name = parent.get("HyperParameterTuningJobName").and_then(Value::as_str);
        name.is_some_and(|name| names.iter().flatten().any(|own| own.eq_ignore_ascii_case(name)))
    };
    let parents: Vec<Parent> = parents.iter().filter(is_named).map(Parent::new).collect();
    // Of more than AWS takes, which has been said, as many as it takes.
    let known: Vec<(usize, &Parent)> = names
        .iter()
        .take(limits::MAX_PARENT_JOBS)
        .enumerate()
        .filter_map(|(index, name)| {
            let name = name.as_deref()?;
            Some((index, parents.iter().find(|parent| parent.name().eq_ignore_ascii_case(name))?))
        })
        .collect();
    for (index, parent) in &known {
        compare(&format!("{PATH}[{index}]"), parent, lint);
    }
    count_jobs(&known, lint);
}

/// A parent: its request, and what Describe adds.
struct Parent {
    request: Request,
    described: Value,
}

impl Parent {
    fn new(value: &Value) -> Self {
        Self { request: Request::read(value.clone()), described: value.clone() }
    }

    fn name(&self) -> &str {
        &self.request.hyper_parameter_tuning_job_name
    }

    fn definition(&self) -> Option<&HyperParameterTrainingJobDefinition> {
        self.request.training_job_definition.as_ref()
    }

    /// How many training jobs it launched, or could have.
    fn jobs(&self) -> i64 {
        let counters = self.described.get("TrainingJobStatusCounters").and_then(Value::as_object);
        let launched = counters.map(|counters| {
            let of = |name: &str| counters.get(name).and_then(Value::as_i64).unwrap_or(0);
            let all = ["Completed", "InProgress", "RetryableError", "NonRetryableError", "Stopped"];
            all.into_iter().map(of).fold(0, i64::saturating_add)
        });
        let most = self.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs;
        launched.or(most).unwrap_or(0)
    }
}

fn compare(path: &str, parent: &Parent, lint: &mut Lint<'_>) {
    let name = parent.name();
    if let Some(status) = parent.described.get("HyperParameterTuningJobStatus").and_then(Value::as_str)
        && !matches!(status, "Completed" | "Stopped" | "Failed")
    {
        lint.says(
            rules::PARENT_STATUS,
            path,
            t!("{name} is {status}; a parent must have ended: Completed, Stopped or Failed", name, status),
        );
    }
    let (config, theirs) = (lint.config(), &parent.request.hyper_parameter_tuning_job_config);
    if let (Some(own), Some(their)) =
        (&config.hyper_parameter_tuning_job_objective, &theirs.hyper_parameter_tuning_job_objective)
        && (own.metric_name != their.metric_name || own.objective_type != their.objective_type)
    {
        let path = format!("{CONFIG}.HyperParameterTuningJobObjective");
        let message = t!(
            "the objective must be the one of {name}: {direction} {metric}",
            name,
            direction = their.objective_type,
            metric = their.metric_name
        );
        let value = their.write();
        lint.says(rules::PARENT_OBJECTIVE, &path, message).fix_by_setting(t!("Take the parent's"), &path, value);
    }
    let (Some(own), Some(their)) = (&lint.request.training_job_definition, parent.definition()) else { return };
    hyperparameters(
        &Tuned::new(config.parameter_ranges.as_ref(), own),
        &Tuned::new(theirs.parameter_ranges.as_ref(), their),
        name,
        lint,
    );
    definition(own, their, name, lint);
}

/// The type of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Continuous,
    Categorical,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Integer => t!("integer"),
            Self::Continuous => t!("continuous"),
            Self::Categorical => t!("categorical"),
        }
    }
}

/// A job's hyperparameters: what is tuned, with the type of its range, and what is static, with its value.
struct Tuned<'a> {
    tuned: BTreeMap<&'a str, Kind>,
    statics: BTreeMap<&'a str, &'a str>,
}

impl<'a> Tuned<'a> {
    fn new(ranges: Option<&'a ParameterRanges>, definition: &'a HyperParameterTrainingJobDefinition) -> Self {
        let mut tuned = BTreeMap::new();
        if let Some(ranges) = ranges {
            tuned.extend(ranges.integers().iter().map(|range| (range.name.as_str(), Kind::Integer)));
            tuned.extend(ranges.continuous().iter().map(|range| (range.name.as_str(), Kind::Continuous)));
            tuned.extend(ranges.categoricals().iter().map(|range| (range.name.as_str(), Kind::Categorical)));
        }
        let statics = definition.static_hyper_parameters.iter().flat_map(TextMap::iter);
        // A described job has what AWS added.
        let statics = statics.filter(|(name, _)| *name != limits::OBJECTIVE_HYPERPARAMETER);
        Self { tuned, statics: statics.collect() }
    }

    fn kind(&self, name: &str) -> Option<Kind> {
        self.tuned.get(name).copied()
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.statics.get(name).copied()
    }

    fn names(&self) -> BTreeSet<&'a str> {
        self.tuned.keys().chain(self.statics.keys()).copied().collect()
    }
}

fn hyperparameters(own: &Tuned<'_>, their: &Tuned<'_>, parent: &str, lint: &mut Lint<'_>) {
    let ranges = format!("{CONFIG}.ParameterRanges");
    let (names, theirs) = (own.names(), their.names());
    let missing: Vec<&str> = theirs.difference(&names).copied().collect();
    let added: Vec<&str> = names.difference(&theirs).copied().collect();
    if !missing.is_empty() || !added.is_empty() {
        let listed = |names: &[&str]| (!names.is_empty()).then(|| names.join(", "));
        let missing = listed(&missing).map(|names| t!("{names} missing here", names));
        let added = listed(&added).map(|names| t!("{names} not there", names));
        let message = t!(
            "static and tuned hyperparameters together must have the names of those of {parent}; {differences}",
            parent,
            differences = missing.into_iter().chain(added).collect::<Vec<_>>().join("; ")
        );
        lint.says(rules::PARENT_NAMES, &ranges, message);
    }
    for (name, kind) in &own.tuned {
        if let Some(other) = their.kind(name).filter(|other| other != kind) {
            lint.says(
                rules::PARENT_TYPES,
                &ranges,
                t!(
                    "{name} is {kind} here and was {other} in {parent}; its type must stay",
                    name,
                    kind = kind.words(),
                    other = other.words(),
                    parent
                ),
            );
        }
    }
    // The guide's example counts a category that becomes static, or another static one, as two.
    let cost = |name: &str, value: &str| {
        if their.kind(name) == Some(Kind::Categorical) || value.trim().parse::<f64>().is_err() { 2 } else { 1 }
    };
    let changes: usize = own
        .statics
        .iter()
        .map(|(name, value)| match (their.kind(name), their.value(name)) {
            (Some(_), _) => cost(name, value),
            (None, Some(before)) if before != *value => cost(name, value),
            _ => 0,
        })
        .sum();
    if changes > limits::MAX_WARM_START_CHANGES {
        let message = t!(
            "{changes} changes of static hyperparameters against {parent}, of which there can be {most}: one for each that became \
             static or has another value, two where that is text",
            changes,
            parent,
            most = limits::MAX_WARM_START_CHANGES
        );
        lint.says(rules::PARENT_CHANGES, "TrainingJobDefinition.StaticHyperParameters", message);
    }
}

fn definition(
    own: &HyperParameterTrainingJobDefinition,
    their: &HyperParameterTrainingJobDefinition,
    parent: &str,
    lint: &mut Lint<'_>,
) {
    let (mine, theirs) = (own.write(), their.write());
    // Describe fills in what was left out: a switch that is off, an empty map.
    let part = |value: &Value, name: &str| {
        value.get(name).filter(|value| **value != Value::Bool(false) && !is_empty(value)).cloned()
    };
    let names = [&mine, &theirs].into_iter().filter_map(Value::as_object).flat_map(|map| map.keys());
    let mut seen = BTreeSet::new();
    for name in names.filter(|name| seen.insert(name.as_str())) {
        if !MAY_CHANGE.contains(&name.as_str()) && part(&mine, name) != part(&theirs, name) {
            let path = member_path("TrainingJobDefinition", name);
            let edit = Edit::member("TrainingJobDefinition", name, theirs.get(name).cloned());
            let message = t!("{name} differs from {parent}, and warm start lets it not change", name, parent);
            lint.says(rules::PARENT_DEFINITION, &path, message).fix =
                Some(Fix { title: t!("Take the parent's").to_owned(), edits: vec![edit] });
        }
    }
    let is_identical =
        lint.request.warm_start_config.as_ref().is_some_and(|own| own.warm_start_type == "IdenticalDataAndAlgorithm");
    if !is_identical {
        return;
    }
    let (mine, theirs) = (&own.algorithm_specification, &their.algorithm_specification);
    if mine.training_image != theirs.training_image || mine.algorithm_name != theirs.algorithm_name {
        let path = "TrainingJobDefinition.AlgorithmSpecification";
        lint.says(
            rules::PARENT_IDENTICAL,
            path,
            t!("the algorithm is not the one of {parent}; choose TransferLearning", parent),
        )
        .fix_by_setting(t!("Choose TransferLearning"), "WarmStartConfig.WarmStartType", "TransferLearning");
    }
    if own.input_data_config.as_deref().unwrap_or_default() != their.input_data_config.as_deref().unwrap_or_default() {
        let path = "TrainingJobDefinition.InputDataConfig";
        lint.says(
            rules::PARENT_IDENTICAL,
            path,
            t!("the data are not those of {parent}; choose TransferLearning", parent),
        )
        .fix_by_setting(t!("Choose TransferLearning"), "WarmStartConfig.WarmStartType", "TransferLearning");
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
}

fn count_jobs(known: &[(usize, &Parent)], lint: &mut Lint<'_>) {
    let theirs = known.iter().map(|(_, parent)| parent.jobs()).fold(0, i64::saturating_add);
    let own = lint.config().resource_limits.max_number_of_training_jobs.unwrap_or(0);
    let all = theirs.saturating_add(own);
    if theirs > 0 && all > 500 {
        let message =
            t!("{all} training jobs with those of the parents; an older page says 500, the page of quotas 750", all);
        lint.says(rules::PARENT_JOBS, PATH, message);
    }
}
