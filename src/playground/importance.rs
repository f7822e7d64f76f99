//! How important each hyperparameter was in the tuning job on the screen: asked by the page, which has the training jobs wherever
//! they ran, and answered in the worker, where it may take a while.

use crate::importance::{Domain, Importance, Observations};
use crate::search_space::{HyperParameters, ParameterRange, ParameterValue, SearchSpace};
use crate::tuning_job::{State, TuningConfig};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Points along a marginal curve of numbers.
const MARGINAL_POINTS: u32 = 24;
/// The most pairs that are told, the most important first.
const MOST_PAIRS: usize = 5;

/// The question, as JSON: the domains of the search space's parameters (0 for numbers, else how many categories), the ended
/// training jobs' points one after the other, and their final objectives. Failed ones are left out.
pub fn importance_question(state: &State, config: &TuningConfig) -> String {
    let (mut points, mut objectives) = (String::new(), String::new());
    for (job, objective) in state.history().final_objectives() {
        let Some(point) = point(config.space(), &job.hyperparameters).filter(|_| objective.is_finite()) else {
            continue;
        };
        // Writing to a text cannot fail.
        for coordinate in point {
            let _ = write!(points, "{}{coordinate}", if points.is_empty() { "" } else { "," });
        }
        let _ = write!(objectives, "{}{objective}", if objectives.is_empty() { "" } else { "," });
    }
    let domains: Vec<String> =
        config.space().parameters().iter().map(|parameter| categories(&parameter.range).to_string()).collect();
    let (domains, seed) = (domains.join(","), config.seed());
    format!("{{\"Domains\":[{domains}],\"Points\":[{points}],\"Objectives\":[{objectives}],\"Seed\":\"{seed}\"}}")
}

fn categories(range: &ParameterRange) -> usize {
    match range {
        ParameterRange::Categorical(range) => range.values().len(),
        ParameterRange::Continuous(_) | ParameterRange::Integer(_) => 0,
    }
}

/// Where a training job lies: what is a number on its range's own scale, categories by their index.
fn point(space: &SearchSpace, hyperparameters: &HyperParameters) -> Option<Vec<f64>> {
    let coordinate = |parameter: &crate::search_space::Parameter| {
        let value = hyperparameters.get(&parameter.name)?;
        match (&parameter.range, value) {
            (ParameterRange::Categorical(range), ParameterValue::Categorical(value)) => {
                range.values().iter().position(|own| own == value).map(|index| index as f64)
            }
            (range, value) => range.coordinate_of(value),
        }
    };
    space.parameters().iter().map(coordinate).collect()
}

/// The answer to a [question](importance_question): `Jobs`, how many there were; and per parameter its `Fraction` of the variance, the
/// `Deviation` of that over the trees and its `Marginal` curve, and the `Pairs` with the greatest interactions; or in place of
/// these `Nothing`, why nothing can be said.
pub fn importance_answer(question: &Value) -> Value {
    let numbers = |name: &str| -> Vec<f64> {
        question[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let domains: Vec<Domain> = numbers("Domains")
        .into_iter()
        .map(|count| if count == 0.0 { Domain::Number } else { Domain::Categories(count as u32) })
        .collect();
    let objectives = numbers("Objectives");
    let jobs = objectives.len();
    let seed = question["Seed"].as_str().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let importance = Observations::new(domains.clone(), &numbers("Points"), objectives)
        .map_err(|error| error.to_string())
        .and_then(|observations| Importance::new(&observations, seed).map_err(|error| error.to_string()));
    let importance = match importance {
        Ok(importance) => importance,
        Err(reason) => return json!({ "Jobs": jobs, "Nothing": reason }),
    };
    let parameter = |(place, domain): (usize, &Domain)| {
        let coordinates: Vec<f64> = match *domain {
            Domain::Categories(count) => (0..count).map(f64::from).collect(),
            Domain::Number => (0..MARGINAL_POINTS).map(|k| (f64::from(k) + 0.5) / f64::from(MARGINAL_POINTS)).collect(),
        };
        let fraction = importance.main_effects()[place];
        let marginal: Vec<f64> =
            importance.marginal(place, &coordinates).into_iter().map(|predicted| predicted.mean).collect();
        json!({ "Fraction": fraction.mean, "Deviation": fraction.deviation, "Marginal": marginal })
    };
    let mut pairs = importance.interactions();
    pairs.sort_by(|a, b| b.fraction.mean.total_cmp(&a.fraction.mean));
    pairs.truncate(MOST_PAIRS);
    let pair = |pair: &crate::importance::Interaction| json!({ "One": pair.parameters[0], "Other": pair.parameters[1], "Fraction": pair.fraction.mean });
    json!({
        "Jobs": jobs,
        "Parameters": domains.iter().enumerate().map(parameter).collect::<Vec<_>>(),
        "Pairs": pairs.iter().map(pair).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, Preset, check};

    #[test]
    fn each_hyperparameter_of_a_tuning_job_has_its_part() {
        let preset = Preset::find("early-stopping").unwrap();
        let plan = check(&preset.document(), Objective::Problem).plan.unwrap();
        let job = plan.run_to_end();
        let question: Value = serde_json::from_str(&importance_question(job.state(), job.config())).unwrap();
        let parameters = plan.config.space().parameters().len();
        assert_eq!(question["Objectives"].as_array().unwrap().len(), 50);
        assert_eq!(question["Points"].as_array().unwrap().len(), 50 * parameters);
        let answer = importance_answer(&question);
        let told = answer["Parameters"].as_array().unwrap();
        assert_eq!((told.len(), &answer["Jobs"]), (parameters, &json!(50)));
        let fractions: Vec<f64> = told.iter().map(|one| one["Fraction"].as_f64().unwrap()).collect();
        assert!(fractions.iter().all(|&fraction| (0.0..=1.0).contains(&fraction)), "{fractions:?}");
        assert!(fractions.iter().sum::<f64>() <= 1.0, "{fractions:?}");
        let points: Vec<usize> = told.iter().map(|one| one["Marginal"].as_array().unwrap().len()).collect();
        assert_eq!(points, [24, 24, 24, 2], "the last has two categories");
        // What a question has of a training job is where it lies.
        let (first, parameter) = (&job.state().jobs()[0].hyperparameters, &plan.config.space().parameters()[0]);
        let lies = parameter.range.coordinate_of(first.get(&parameter.name).unwrap()).unwrap();
        let number = job.state().history().final_objectives().position(|(job, _)| job.number.0 == 1).unwrap();
        assert_eq!(question["Points"][number * parameters].as_f64(), Some(lies));
        assert_eq!(answer["Pairs"].as_array().unwrap().len(), MOST_PAIRS);
        assert_eq!(importance_answer(&question), answer);
    }

    #[test]
    fn too_little_says_why() {
        let answer = importance_answer(&json!({ "Domains": [0], "Points": [0.5], "Objectives": [1.0], "Seed": "1" }));
        assert!(answer["Nothing"].as_str().unwrap().contains("at least 4"), "{answer}");
        let answer = importance_answer(&json!({ "Domains": [0], "Points": [], "Objectives": [], "Seed": "1" }));
        assert_eq!(answer["Jobs"], 0);
        assert!(importance_answer(&json!({ "Points": [7] }))["Nothing"].is_string());
    }
}
