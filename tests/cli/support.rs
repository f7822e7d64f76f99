//! The real program, its files and what it says.

use serde_json::Value;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub(crate) const DOCUMENT: &str = include_str!("../golden/mlp-early-stopping.json");
pub(crate) const LOG: &str = include_str!("../golden/mlp-early-stopping.log.jsonl");

pub(crate) fn tuneground() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tuneground"))
}

pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

/// Runs to the end with this on standard input.
pub(crate) fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ended {
    let mut command = tuneground();
    let command = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.into());
    // In a thread, since the program may say much before it has read all; what it does not read is no matter.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file that is there for this test alone.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

pub(crate) fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}
