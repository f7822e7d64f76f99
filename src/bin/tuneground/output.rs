//! Standard output, a line at a time.

use crate::failure::Failure;
use std::io::{ErrorKind, Write as _};

/// Writes a line and hands it over at once: whoever reads may wait for it.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::NobodyReads,
        _ => Failure::File("standard output".to_owned(), error.to_string()),
    })
}
