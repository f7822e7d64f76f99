//! The command line's words.

use crate::check::Format;
use crate::document::Source;
use crate::failure::Failure;
use lexopt::{Arg, Parser, ValueExt as _};
use serde_json::{Map, Value};
use std::path::PathBuf;
use tuneground::export;

pub(crate) const USAGE: &str = "\
Runs Amazon SageMaker Automatic Model Tuning jobs on toy models.

Usage: tuneground COMMAND

  run DOC.json [--events FILE] [--problem FILE] [--parent FILE]…
      Runs the tuning job to its end and prints its Describe response.
      --events FILE    also writes the event log to FILE, one JSON object a line
      --problem FILE   takes the Problem of FILE in place of the document's
      --parent FILE    what is known of a parent of its warm start: what `run
                       --training-jobs` printed, or AWS's Describe response and the pages
                       of the list of its training jobs; once for each parent
      --data FILE      the CSV file whose rows the document is trained on
      --training-jobs  adds the list of training jobs to what is printed

  check DOC.json [--format text|json|sarif]
      Prints what is wrong with the document, and exits with 1 if that is an error.

  check-log LOG.txt --metrics REQUEST.json
      Prints what the request's MetricDefinitions capture from a training job's log, and
      exits with 1 if AWS would miss a value or read a wrong one.

  export DOC.json --to FORMAT
      Prints the request in another form; what the form has no place for goes to standard
      error. FORMAT is one of
        json, yaml               for AWS's command line
        boto3, sdk-v2, sdk-v3    a Python script for boto3 or the SageMaker Python SDK
        step-functions           a state machine
        terraform                a resource in HCL
        training-script-pytorch, -keras, -xgboost, -lightgbm, -sklearn
                                 a Python script that trains with the hyperparameters

  data FILE.csv [--target NAME] [--as class|number] [--leave-out NAME]…
      Prints the Problem.Dataset of a document that learns from a CSV file of your own,
      which `run --data` takes; what was done to the file that nobody has asked for goes
      to standard error. NAME is a column's.

  import DESCRIBE.json [LIST.json …]
      Prints the request of a DescribeHyperParameterTuningJob response. With the pages of a
      ListTrainingJobsForHyperParameterTuningJob response, or with these alone: the event log
      of the tuning job as it went at AWS, one JSON object a line. What AWS's answers do not
      tell goes to standard error.

  ask-tell DOC.json [--parent FILE]…
      Runs the tuning job with an objective of your own, which is asked on standard
      output and tells on standard input, one JSON object a line:
        out  {\"Ask\":{\"TrainingJobName\":…,\"HyperParameters\":{…},\"UntilEpoch\":n}}
        in   {\"Tell\":{\"TrainingJobName\":…,\"Epoch\":e,\"Value\":v}}    after each epoch
        in   {\"Tell\":{\"TrainingJobName\":…,\"Finished\":true}}        before UntilEpoch
        in   {\"Tell\":{\"TrainingJobName\":…,\"Failed\":\"why\"}}
        out  {\"Stop\":{\"TrainingJobName\":…,\"Reason\":{…}}}
        out  {\"Completed\":<Describe response>}
      Static and tuned hyperparameters are told as texts, as SageMaker passes them.
      UntilEpoch comes from a hyperparameter named epochs, num_epochs or num_round, else it
      is 1. At the end of the input a job that has not ended is stopped.

  help, --help, --version

DOC.json is a playground document or a CreateHyperParameterTuningJob request; - reads
standard input. The exit status is 1 when a document or a file is wrong, 2 when the
command line is.
";

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Run { document: Source, options: RunOptions },
    Check { document: Source, format: Format },
    CheckLog { log: Source, metrics: Source },
    Export { document: Source, format: export::Format },
    Data { file: Source, asked: Value },
    Import { answers: Vec<Source> },
    AskTell { document: Source, parents: Vec<Source> },
}

/// How a tuning job is run.
#[derive(Debug, Default)]
pub(crate) struct RunOptions {
    /// Where the event log goes.
    pub(crate) events: Option<PathBuf>,
    /// What takes the place of the document's problem.
    pub(crate) problem: Option<Source>,
    /// What is known of the warm start's parents.
    pub(crate) parents: Vec<Source>,
    /// The user's own file of rows.
    pub(crate) data: Option<Source>,
    /// Whether the training jobs are printed too.
    pub(crate) training_jobs: bool,
}

/// Reads the command line.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, Failure> {
    let usage = |error: lexopt::Error| Failure::Usage(error.to_string());
    match parser.next().map_err(usage)? {
        None => Err(Failure::Usage(
            "a command is missing; give run, check, check-log, export, data, import or ask-tell".to_owned(),
        )),
        Some(Arg::Long("help") | Arg::Short('h')) => Ok(Command::Help),
        Some(Arg::Long("version") | Arg::Short('V')) => Ok(Command::Version),
        Some(Arg::Value(word)) => match word.to_str() {
            Some("help") => Ok(Command::Help),
            Some("run") => run(parser),
            Some("check") => check(parser),
            Some("check-log") => check_log(parser),
            Some("export") => export_to(parser),
            Some("data") => data(parser),
            Some("import") => import(parser),
            Some("ask-tell") => ask_tell(parser),
            _ => Err(Failure::Usage(format!(
                "there is no command {}; give run, check, check-log, export, data, import or ask-tell",
                word.display()
            ))),
        },
        Some(other) => Err(usage(other.unexpected())),
    }
}

fn run(mut parser: Parser) -> Result<Command, Failure> {
    let (mut document, mut options) = (None, RunOptions::default());
    let help = each(&mut parser, &mut document, |parser, option| {
        match option {
            "events" => options.events = Some(PathBuf::from(parser.value()?)),
            "problem" => options.problem = Some(Source::of(parser.value()?)),
            "parent" => options.parents.push(Source::of(parser.value()?)),
            "data" => options.data = Some(Source::of(parser.value()?)),
            "training-jobs" => options.training_jobs = true,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    if help {
        return Ok(Command::Help);
    }
    let document = needed(document)?;
    let sources = [&document].into_iter().chain(&options.problem).chain(&options.data).chain(&options.parents);
    if sources.filter(|source| **source == Source::Input).count() > 1 {
        return Err(Failure::Usage("standard input can be one of document, problem, data and parents".to_owned()));
    }
    Ok(Command::Run { document, options })
}

fn data(mut parser: Parser) -> Result<Command, Failure> {
    let (mut file, mut asked, mut left_out) = (None, Map::new(), Vec::new());
    let help = each(&mut parser, &mut file, |parser, option| {
        match option {
            "target" => drop(asked.insert("Target".to_owned(), parser.value()?.string()?.into())),
            "as" => {
                let task = match parser.value()?.string()?.as_str() {
                    "class" => "Classification",
                    "number" => "Regression",
                    other => return Err(format!("--as is class or number, not {other:?}").into()),
                };
                asked.insert("Task".to_owned(), task.into());
            }
            "leave-out" => left_out.push(Value::String(parser.value()?.string()?)),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    if help {
        return Ok(Command::Help);
    }
    if !left_out.is_empty() {
        asked.insert("LeftOut".to_owned(), left_out.into());
    }
    let file = file.ok_or_else(|| Failure::Usage("the file is missing; give a CSV file".to_owned()))?;
    Ok(Command::Data { file, asked: asked.into() })
}

fn check(mut parser: Parser) -> Result<Command, Failure> {
    let (mut document, mut format) = (None, Format::Text);
    let help = each(&mut parser, &mut document, |parser, option| {
        if option != "format" {
            return Ok(false);
        }
        format = match parser.value()?.string()?.as_str() {
            "text" => Format::Text,
            "json" => Format::Json,
            "sarif" => Format::Sarif,
            other => return Err(format!("there is no format {other:?}; give text, json or sarif").into()),
        };
        Ok(true)
    })?;
    Ok(if help { Command::Help } else { Command::Check { document: needed(document)?, format } })
}

fn check_log(mut parser: Parser) -> Result<Command, Failure> {
    let (mut log, mut metrics) = (None, None);
    let help = each(&mut parser, &mut log, |parser, option| {
        if option != "metrics" {
            return Ok(false);
        }
        metrics = Some(Source::of(parser.value()?));
        Ok(true)
    })?;
    if help {
        return Ok(Command::Help);
    }
    let log =
        log.ok_or_else(|| Failure::Usage("the log is missing; give a file, or - for standard input".to_owned()))?;
    let metrics = metrics.ok_or_else(|| Failure::Usage("give --metrics and a request".to_owned()))?;
    if log == Source::Input && metrics == Source::Input {
        return Err(Failure::Usage("standard input can be the log or the request, not both".to_owned()));
    }
    Ok(Command::CheckLog { log, metrics })
}

fn export_to(mut parser: Parser) -> Result<Command, Failure> {
    let (mut document, mut format) = (None, None);
    let names = || export::Format::ALL.map(export::Format::id).join(", ");
    let help = each(&mut parser, &mut document, |parser, option| {
        if option != "to" {
            return Ok(false);
        }
        let name = parser.value()?.string()?;
        let found = export::Format::parse(&name);
        format = Some(found.ok_or_else(|| format!("there is no format {name:?}; there are {}", names()))?);
        Ok(true)
    })?;
    if help {
        return Ok(Command::Help);
    }
    let document = needed(document)?;
    let format = format.ok_or_else(|| Failure::Usage(format!("give --to and a format: {}", names())))?;
    Ok(Command::Export { document, format })
}

fn import(mut parser: Parser) -> Result<Command, Failure> {
    let mut answers = Vec::new();
    while let Some(argument) = parser.next().map_err(|error| Failure::Usage(error.to_string()))? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Value(value) => answers.push(Source::of(value)),
            other => return Err(Failure::Usage(other.unexpected().to_string())),
        }
    }
    if answers.is_empty() {
        return Err(Failure::Usage("the response is missing; give a file, or - for standard input".to_owned()));
    }
    if answers.iter().filter(|answer| **answer == Source::Input).count() > 1 {
        return Err(Failure::Usage("standard input can be given once".to_owned()));
    }
    Ok(Command::Import { answers })
}

fn ask_tell(mut parser: Parser) -> Result<Command, Failure> {
    let (mut document, mut parents) = (None, Vec::new());
    let help = each(&mut parser, &mut document, |parser, option| {
        if option != "parent" {
            return Ok(false);
        }
        parents.push(Source::of(parser.value()?));
        Ok(true)
    })?;
    let document = if help { return Ok(Command::Help) } else { needed(document)? };
    if document == Source::Input || parents.contains(&Source::Input) {
        return Err(Failure::Usage("standard input is for what is told; give the document as a file".to_owned()));
    }
    Ok(Command::AskTell { document, parents })
}

/// Reads a command's document and its options; `take` takes an option or says that it is none of the command's. True
/// when help is asked for.
fn each(
    parser: &mut Parser,
    document: &mut Option<Source>,
    mut take: impl FnMut(&mut Parser, &str) -> Result<bool, lexopt::Error>,
) -> Result<bool, Failure> {
    let usage = |error: lexopt::Error| Failure::Usage(error.to_string());
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(true),
            Arg::Value(value) if document.is_none() => *document = Some(Source::of(value)),
            Arg::Long(option) => {
                let option = option.to_owned();
                if !take(parser, &option).map_err(usage)? {
                    return Err(usage(Arg::Long(&option).unexpected()));
                }
            }
            other => return Err(usage(other.unexpected())),
        }
    }
    Ok(false)
}

fn needed(document: Option<Source>) -> Result<Source, Failure> {
    document.ok_or_else(|| Failure::Usage("the document is missing; give a file, or - for standard input".to_owned()))
}
