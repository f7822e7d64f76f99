//! `run`: the whole tuning job, as fast as it goes.

use crate::document::Source;
use crate::failure::{Failure, line_of};
use crate::output;
use std::fmt::Write as _;
use std::path::Path;
use tuneground::playground::{Objective, Problem, Training, check};
use tuneground::protocol::entry_to_json;
use tuneground::sagemaker::responses::{TuningJobRecord, describe_tuning_job};
use tuneground::tuning_job::{LogEntry, State, TuningConfig};

pub(crate) fn run(document: &Source, events: Option<&Path>, problem: Option<&Source>) -> Result<(), Failure> {
    let parsed = match problem {
        Some(problem) => document.document_with_problem(problem)?,
        None => document.document()?,
    };
    let checked = check(&parsed, Objective::Problem);
    let plan = checked.plan.map_err(|_| Failure::Document(document.name(), checked.issues.clone()))?;
    // It runs here, and AWS may say otherwise.
    for issue in &checked.issues {
        eprintln!("{}", line_of(issue));
    }
    if let Training::Problem(Problem::Surrogate(_)) = &plan.training {
        eprintln!(
            "note  Problem.Model  the objective is made up, by the surrogate: what it is here says nothing about the real one"
        );
    }
    if let Some(optimum) = plan.known_optimum() {
        eprintln!("note  Problem.Model  the smallest value of the function: {}", optimum as f32);
    }
    let job = plan.run_to_end();
    if let Some(file) = events {
        std::fs::write(file, log_lines(job.log(), job.config(), job.state()))
            .map_err(|error| Failure::File(file.display().to_string(), error.to_string()))?;
    }
    output::line(&format!(
        "{:#}",
        describe_tuning_job(&TuningJobRecord::of(&parsed.request, &job, plan.clock.startup_seconds))
    ))
}

/// The event log, one JSON object a line.
pub(crate) fn log_lines(log: &[LogEntry], config: &TuningConfig, state: &State) -> String {
    log.iter().fold(String::new(), |mut text, entry| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", entry_to_json(entry, config, state));
        text
    })
}
