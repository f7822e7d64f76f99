//! What the engine tells of a comparison, read from its answer.

use crate::engine::Js;
use tuneground::objective::Direction;
use tuneground::playground::compare::Along;
use tuneground::protocol::JsonValue as _;

/// A line of a band: null is NaN.
type Line = Vec<f64>;

/// What is told of a variant.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct VariantReport {
    pub(super) label: String,
    /// Why it cannot run.
    pub(super) cannot: Option<String>,
    pub(super) notes: Vec<String>,
    /// The better quartile, the median and the worse quartile along the axis.
    pub(super) band: [Line; 3],
    /// The same of the best at the end; NaN where there is none.
    pub(super) best: [f64; 3],
    /// Medians; NaN where nothing is done.
    pub(super) jobs: f64,
    pub(super) stopped: f64,
    pub(super) epochs: f64,
    pub(super) seconds: f64,
    pub(super) training_seconds: f64,
    /// The parts of the first variant's simulated time and compute that it saved.
    pub(super) saved: Option<(f64, f64)>,
}

/// How far a comparison is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Progress {
    pub(super) done: u32,
    pub(super) all: u32,
    pub(super) has_ended: bool,
    /// Seconds since it began, and about how many are left.
    pub(super) elapsed: f64,
    pub(super) left: Option<f64>,
}

impl Progress {
    /// Reads it from the answer to `compare.report`; `None` when there is no such comparison.
    pub(super) fn read(answer: &Js) -> Option<Self> {
        Some(Self {
            done: answer.member("Done")?.number()? as u32,
            all: number(answer, "All") as u32,
            has_ended: is_true(answer, "Ended"),
            elapsed: number(answer, "Elapsed"),
            left: answer.member("Left").and_then(|left| left.number()),
        })
    }
}

/// What is told of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    pub(super) has_ended: bool,
    pub(super) metric: String,
    pub(super) direction: Direction,
    /// What lies along x.
    pub(super) along: Along,
    pub(super) x: Line,
    pub(super) variants: Vec<VariantReport>,
    pub(super) wins: Vec<Vec<Option<u32>>>,
    pub(super) told: Vec<String>,
    /// Each repeat's seed, and each variant's best.
    pub(super) rows: Vec<(f64, Line)>,
}

impl Report {
    /// Reads the answer to `compare.report`, which was asked with this along x.
    pub(super) fn read(answer: &Js, along: Along) -> Self {
        let list = |name: &str| items(answer, name);
        let row = |row: Js| (number(&row, "Seed"), numbers(&row, "Best"));
        let wins = |row: Js| row.items().unwrap_or_default().iter().map(|own| own.number().map(|n| n as u32)).collect();
        Self {
            has_ended: is_true(answer, "Ended"),
            metric: text(answer, "Metric"),
            direction: if is_true(answer, "Maximize") { Direction::Maximize } else { Direction::Minimize },
            along,
            x: numbers(answer, "X"),
            variants: list("Variants").iter().map(variant).collect(),
            wins: list("Wins").into_iter().map(wins).collect(),
            told: list("Told").iter().filter_map(Js::text).collect(),
            rows: list("Rows").into_iter().map(row).collect(),
        }
    }
}

/// What is said of a variant before it runs, too.
pub(super) fn variant(of: &Js) -> VariantReport {
    let band = |name: &str| of.member("Band").map(|band| numbers(&band, name)).unwrap_or_default();
    let best = numbers(of, "Best");
    let saved = numbers(of, "Saved");
    VariantReport {
        label: text(of, "Label"),
        cannot: of.member("Cannot").and_then(|why| why.text()),
        notes: items(of, "Notes").iter().filter_map(Js::text).collect(),
        band: [band("Better"), band("Middle"), band("Worse")],
        best: <[f64; 3]>::try_from(best).unwrap_or([f64::NAN; 3]),
        jobs: number(of, "Jobs"),
        stopped: number(of, "Stopped"),
        epochs: number(of, "Epochs"),
        seconds: number(of, "Seconds"),
        training_seconds: number(of, "TrainingSeconds"),
        saved: if let [seconds, training] = saved[..] { Some((seconds, training)) } else { None },
    }
}

/// The items of a list.
pub(super) fn items(of: &Js, name: &str) -> Vec<Js> {
    of.member(name).and_then(|list| list.items()).unwrap_or_default()
}

fn numbers(of: &Js, name: &str) -> Line {
    items(of, name).iter().map(|value| value.number().unwrap_or(f64::NAN)).collect()
}

fn number(of: &Js, name: &str) -> f64 {
    of.member(name).and_then(|value| value.number()).unwrap_or(f64::NAN)
}

/// A text; empty when there is none.
pub(super) fn text(of: &Js, name: &str) -> String {
    of.member(name).and_then(|value| value.text()).unwrap_or_default()
}

fn is_true(of: &Js, name: &str) -> bool {
    of.member(name).is_some_and(|value| value.0.is_truthy())
}
