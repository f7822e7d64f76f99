//! The command line: the same engine as the page's, natively. `tuneground help` shows what it does.
//!
//! Exit status: 0 when all went well, 1 when a document or a file is wrong, 2 when the command line is.

mod arguments;
mod ask_tell;
mod check;
mod check_log;
mod data;
mod document;
mod export;
mod failure;
mod import;
mod output;
mod run;
mod sarif;

use arguments::Command;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = arguments::parse(lexopt::Parser::from_env()).and_then(obey);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn obey(command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => output::line(arguments::USAGE.trim_end()),
        Command::Version => output::line(&format!("tuneground {}", env!("CARGO_PKG_VERSION"))),
        Command::Run { document, options } => run::run(&document, &options),
        Command::Check { document, format } => check::check(&document, format),
        Command::CheckLog { log, metrics } => check_log::check_log(&log, &metrics),
        Command::Export { document, format } => export::export(&document, format),
        Command::Data { file, asked } => data::describe(&file, &asked),
        Command::Import { answers } => import::import(&answers),
        Command::AskTell { document, parents } => ask_tell::ask_tell(&document, &parents),
    }
}
