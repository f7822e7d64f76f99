//! `ask-tell`: an objective on the other side of standard input and output.

use crate::document::Source;
use crate::failure::Failure;
use crate::output;
use std::io::BufRead as _;
use tuneground::playground::AskTell;

pub(crate) fn ask_tell(source: &Source, parents: &[Source]) -> Result<(), Failure> {
    let document = source.document()?;
    let parents = parents.iter().map(Source::parent).collect::<Result<Vec<_>, _>>()?;
    let mut job = AskTell::start(&document, &parents).map_err(|issues| Failure::Document(source.name(), issues))?;
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        for said in job.take_output() {
            output::line(&said.to_string())?;
        }
        if job.has_ended() {
            return Ok(());
        }
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        let read = read.map_err(|error| Failure::File("standard input".to_owned(), error.to_string()))?;
        if read == 0 {
            job.end_of_input();
        } else if let Err(error) = job.tell(&String::from_utf8_lossy(&line)) {
            // The one who tells may do better next time, and others may tell as well.
            eprintln!("tuneground: {error}");
        }
    }
}
