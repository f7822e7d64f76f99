//! `run`: the whole tuning job, as fast as it goes.

use crate::arguments::RunOptions;
use crate::data::rows_of;
use crate::document::Source;
use crate::failure::{Failure, line_of};
use crate::output;
use std::fmt::Write as _;
use tuneground::playground::{Objective, Problem, Training, as_parent, check_with_parents};
use tuneground::protocol::entry_to_json;
use tuneground::sagemaker::responses::{TuningJobRecord, describe_tuning_job};
use tuneground::tuning_job::{LogEntry, State, TuningConfig};

pub(crate) fn run(document: &Source, options: &RunOptions) -> Result<(), Failure> {
    let parsed = match &options.problem {
        Some(problem) => document.document_with_problem(problem)?,
        None => document.document()?,
    };
    let parents = options.parents.iter().map(Source::parent).collect::<Result<Vec<_>, _>>()?;
    let checked = check_with_parents(&parsed, Objective::Problem, &parents);
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
    let job = plan.run_on(rows_of(&plan, options.data.as_ref())?);
    if let Some(file) = &options.events {
        std::fs::write(file, log_lines(job.log(), job.config(), job.state()))
            .map_err(|error| Failure::File(file.display().to_string(), error.to_string()))?;
    }
    let record = TuningJobRecord::of(&parsed.request, &job, plan.clock.startup_seconds).with_parents(&plan.parents);
    let answer = if options.training_jobs { as_parent(&record) } else { describe_tuning_job(&record) };
    output::line(&format!("{answer:#}"))
}

/// The event log, one JSON object a line.
pub(crate) fn log_lines(log: &[LogEntry], config: &TuningConfig, state: &State) -> String {
    log.iter().fold(String::new(), |mut text, entry| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", entry_to_json(entry, config, state));
        text
    })
}
