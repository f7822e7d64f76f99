//! Every decision of a thousand tuning jobs, worked out a second time: from the request, the clock and the event log's
//! JSON alone, by a checker that shares no code with the engine. It says at each point of the log what must come next.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod checker;
mod explanations;
mod jobs;
mod rules;

use checker::check;
use jobs::{Draw, external, real};
use std::collections::BTreeMap;

/// Checks jobs, and tells which decisions they were made of: a test of decisions that are never made is none.
fn check_all(jobs: impl Iterator<Item = jobs::Ran>) -> BTreeMap<String, usize> {
    let mut seen = BTreeMap::new();
    for (number, job) in jobs.enumerate() {
        let decided = check(&job).unwrap_or_else(|wrong| {
            let log: Vec<String> = job.log.iter().map(ToString::to_string).collect();
            panic!("job {number}: {wrong}\n{:#}\n{}", job.document, log.join("\n"))
        });
        for decision in decided.decisions {
            *seen.entry(decision).or_default() += 1;
        }
    }
    seen
}

#[test]
fn decisions_of_1000_jobs_with_made_up_objectives() {
    let seen = check_all((0..1000).map(|seed| external(&mut Draw::new(seed))));
    for decision in [
        "EarlyStopping",
        "Hyperband",
        "MaxResource",
        "Failed",
        "TargetObjectiveMetricValue",
        "BestObjectiveNotImproving",
        "CompleteOnConvergence",
        "MaxNumberOfTrainingJobs",
        "SearchSpaceExhausted",
        "MaxRuntimeInSeconds",
        "ByHand",
    ] {
        assert!(seen.get(decision).is_some_and(|&count| count >= 20), "{decision} is hardly tested: {seen:?}");
    }
}

#[test]
fn decisions_of_40_jobs_on_real_problems() {
    let seen = check_all((0..40).map(|seed| real(&mut Draw::new(10_000 + seed))));
    for decision in ["EarlyStopping", "MaxNumberOfTrainingJobs", "TargetObjectiveMetricValue"] {
        assert!(seen.contains_key(decision), "{decision} is not tested: {seen:?}");
    }
}
