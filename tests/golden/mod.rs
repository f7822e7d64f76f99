//! The golden traces: documents whose event logs are known to the last bit. One test compares them natively, another in a
//! browser, so that both run the same tuning jobs. Nothing here touches a file system.

use serde_json::{Value, json};
use std::fmt::Write as _;
use tuneground::playground::{Objective, Plan, as_parent, plan, plan_with_parents, read_document};
use tuneground::protocol::entry_to_json;
use tuneground::sagemaker::responses::TuningJobRecord;

/// A document and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Golden {
    /// The name of its files.
    pub name: &'static str,
    /// The playground document.
    pub document: &'static str,
    /// The document of its warm start's parent, which runs first.
    pub parent: Option<&'static str>,
    /// The [`summary`] of its event log, as JSON.
    pub summary: &'static str,
    /// The whole event log, where it is kept: to see which line differs.
    pub known_log: Option<&'static str>,
}

macro_rules! golden {
    ($name:literal, $log:expr) => {
        golden!($name, $log, None)
    };
    ($name:literal, $log:expr, $parent:expr) => {
        Golden {
            name: $name,
            document: include_str!(concat!($name, ".json")),
            parent: $parent,
            summary: include_str!(concat!($name, ".summary.json")),
            known_log: $log,
        }
    };
}

/// All of them.
pub const GOLDEN: [Golden; 10] = [
    golden!("mlp-early-stopping", Some(include_str!("mlp-early-stopping.log.jsonl"))),
    golden!("logistic-grid", None),
    golden!("iris", None),
    golden!("adam-relu-dropout", None),
    golden!("boosted-trees", None),
    golden!("surrogate", None),
    golden!("test-function", None),
    golden!("hyperband", None),
    golden!("bayesian", None),
    golden!("warm-start", None, Some(include_str!("bayesian.json"))),
];

impl Golden {
    /// What runs.
    ///
    /// # Panics
    /// When the document cannot run.
    pub fn plan(&self) -> Plan {
        let read = |text| read_document(text).expect("a golden document can be read");
        let run_parent = |text| {
            let document = read(text);
            let plan = plan(&document, Objective::Problem).expect("a golden document can run");
            as_parent(&TuningJobRecord::of(&document.request, &plan.run_to_end(), plan.clock.startup_seconds))
        };
        let parents: Vec<Value> = self.parent.map(run_parent).into_iter().collect();
        plan_with_parents(&read(self.document), Objective::Problem, &parents).expect("a golden document can run")
    }

    /// Runs the document to its end; its event log, one JSON object a line.
    ///
    /// # Panics
    /// When the document cannot run.
    pub fn log(&self) -> String {
        let job = self.plan().run_to_end();
        job.log().iter().fold(String::new(), |mut lines, entry| {
            let _ = writeln!(lines, "{}", entry_to_json(entry, job.config(), job.state()));
            lines
        })
    }
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
    let log = golden.log();
    if let Some(known) = golden.known_log {
        for (number, (line, known)) in log.lines().zip(known.lines()).enumerate() {
            if line != known {
                return Err(format!("{}: line {}\n  is    {line}\n  was   {known}", golden.name, number + 1));
            }
        }
    }
    let (summary, known) = (summary(&log), serde_json::from_str(golden.summary).unwrap_or(Value::Null));
    if summary == known { Ok(()) } else { Err(format!("{}:\n  is    {summary}\n  was   {known}", golden.name)) }
}
