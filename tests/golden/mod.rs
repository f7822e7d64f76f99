//! The golden traces: documents whose event logs are known to the last bit. One test compares them natively, another in a
//! browser, so that both run the same tuning jobs. Nothing here touches a file system.

use serde_json::{Value, json};
use std::fmt::Write as _;
use tuneground::playground::{Objective, check, read_document};
use tuneground::protocol::entry_to_json;

/// A document and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Golden {
    /// The name of its files.
    pub name: &'static str,
    /// The playground document.
    pub document: &'static str,
    /// The [`summary`] of its event log, as JSON.
    pub summary: &'static str,
    /// The whole event log, where it is kept: to see which line differs.
    pub log: Option<&'static str>,
}

macro_rules! golden {
    ($name:literal, $log:expr) => {
        Golden {
            name: $name,
            document: include_str!(concat!($name, ".json")),
            summary: include_str!(concat!($name, ".summary.json")),
            log: $log,
        }
    };
}

/// All of them.
pub const GOLDEN: [Golden; 8] = [
    golden!("mlp-early-stopping", Some(include_str!("mlp-early-stopping.log.jsonl"))),
    golden!("logistic-grid", None),
    golden!("iris", None),
    golden!("adam-relu-dropout", None),
    golden!("surrogate", None),
    golden!("test-function", None),
    golden!("hyperband", None),
    golden!("bayesian", None),
];

/// Runs a document to its end; its event log, one JSON object a line.
///
/// # Panics
/// When the document cannot run.
pub fn log_of(document: &str) -> String {
    let document = read_document(document).expect("a golden document can be read");
    let plan = check(&document, Objective::Problem).plan.expect("a golden document can run");
    let job = plan.run_to_end();
    job.log().iter().fold(String::new(), |mut lines, entry| {
        let _ = writeln!(lines, "{}", entry_to_json(entry, job.config(), job.state()));
        lines
    })
}

/// What is kept of every event log: how many lines, the first and the last of them, and a hash of all.
pub fn summary(log: &str) -> Value {
    let lines: Vec<&str> = log.lines().collect();
    json!({
        "Lines": lines.len(),
        "Hash": format!("{:016x}", hash(log.as_bytes())),
        "First": lines.iter().take(3).collect::<Vec<_>>(),
        "Last": lines.iter().rev().take(3).rev().collect::<Vec<_>>(),
    })
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Compares what comes of a document with what is known; the difference in words.
pub fn compare(golden: &Golden) -> Result<(), String> {
    let log = log_of(golden.document);
    if let Some(known) = golden.log {
        for (number, (line, known)) in log.lines().zip(known.lines()).enumerate() {
            if line != known {
                return Err(format!("{}: line {}\n  is    {line}\n  was   {known}", golden.name, number + 1));
            }
        }
    }
    let (summary, known) = (summary(&log), serde_json::from_str(golden.summary).unwrap_or(Value::Null));
    if summary == known { Ok(()) } else { Err(format!("{}:\n  is    {summary}\n  was   {known}", golden.name)) }
}
