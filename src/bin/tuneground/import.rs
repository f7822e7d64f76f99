//! `import`: out of AWS's answers about a tuning job, its request, or how it went.

use crate::document::Source;
use crate::failure::Failure;
use crate::output;
use crate::run::log_lines;
use tuneground::export::{self, Format};
use tuneground::playground::{Opened, open};

pub(crate) fn import(answers: &[Source]) -> Result<(), Failure> {
    let texts = answers.iter().map(Source::read).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = answers.iter().map(Source::name).collect();
    let opened = open(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    match opened.map_err(|issues| Failure::Document(names.join(", "), issues))? {
        // What went in is all that comes out.
        Opened::Document(document) => output::line(export::export(&document.request, Format::Json).trim_end()),
        Opened::TuningJob(imported) => {
            for note in &imported.notes {
                eprintln!("note  {note}");
            }
            output::line(log_lines(&imported.log, &imported.config, &imported.state()).trim_end())
        }
    }
}
