//! `export`: a request in other forms.

use crate::document::Source;
use crate::failure::Failure;
use crate::output;
use tuneground::export::{self, Format};

pub(crate) fn export(document: &Source, format: Format) -> Result<(), Failure> {
    let request = document.document()?.request;
    for left in export::left_out(&request, format).iter().filter(|left| !left.carried) {
        eprintln!("left out: {}", left.path);
    }
    output::line(export::export(&request, format).trim_end())
}
