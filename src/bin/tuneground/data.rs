//! Data sets whose rows are in files: those that come with Tuneground, which are part of the program, and the user's own.

use crate::document::Source;
use crate::failure::Failure;
use crate::output;
use serde_json::{Value, json};
use tuneground::csv::{self, Options};
use tuneground::dataset::{Checksum, DatasetName, DatasetSpec, FileRows};
use tuneground::playground::{OpenedFile, Plan, file_document};

/// The rows that a tuning job trains on, where they are in a file; `own` is the user's.
pub(crate) fn rows_of(plan: &Plan, own: Option<&Source>) -> Result<Option<FileRows>, Failure> {
    let Some(problem) = plan.trained_problem() else { return Ok(None) };
    let spec: &DatasetSpec = &problem.dataset;
    let Some(wanted) = spec.file() else {
        let text = shipped(spec.name()).map(FileRows::shipped).transpose();
        return text.map_err(|error| Failure::File(spec.name().name().to_owned(), error.to_string()));
    };
    let Some(source) = own else {
        let message = "the document's rows are in a file of your own; give it with --data FILE".to_owned();
        return Err(Failure::File(wanted.name.clone(), message));
    };
    let opened = open(source)?;
    if opened.checksum() != wanted.checksum {
        eprintln!("note  Problem.Dataset.File  {} is not the file that the document was made with", source.name());
    }
    opened.rows_of(wanted).map(Some).map_err(|reason| Failure::File(source.name(), reason))
}

/// `data`: what a document says of a file.
pub(crate) fn describe(source: &Source, asked: &Value) -> Result<(), Failure> {
    let chosen = open(source)?.choose(asked).map_err(|reason| Failure::File(source.name(), reason))?;
    for note in &chosen.notes {
        eprintln!("note  {note}");
    }
    output::line(&format!("{:#}", json!({ "Name": DatasetName::File.name(), "File": file_document(&chosen.file) })))
}

fn open(source: &Source) -> Result<OpenedFile, Failure> {
    let bytes = source.bytes()?;
    let table =
        csv::read(&bytes, Options::default()).map_err(|error| Failure::File(source.name(), error.to_string()))?;
    let mut checksum = Checksum::default();
    checksum.push(&bytes);
    let path = source.name();
    let name = path.rsplit(['/', '\\']).next().unwrap_or(&path).to_owned();
    Ok(OpenedFile::new(name, checksum, table))
}

/// The text of a file that comes with Tuneground.
fn shipped(name: DatasetName) -> Option<&'static [u8]> {
    Some(match name {
        DatasetName::Digits => include_bytes!("../../../data/digits.csv"),
        DatasetName::BreastCancer => include_bytes!("../../../data/breast-cancer.csv"),
        DatasetName::Wine => include_bytes!("../../../data/wine.csv"),
        DatasetName::Airfoil => include_bytes!("../../../data/airfoil-self-noise.csv"),
        DatasetName::TwoMoons
        | DatasetName::Circles
        | DatasetName::Xor
        | DatasetName::Spirals
        | DatasetName::Blobs
        | DatasetName::Iris
        | DatasetName::File
        | DatasetName::Drawn => return None,
    })
}
