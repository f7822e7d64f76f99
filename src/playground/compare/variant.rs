//! Variants of a document: what they are called, what they ask for, and whether they can run.

use super::change::{Change, DEFAULT_NOT_IMPROVING, Dimension};
use crate::language::{in_language, t};
use crate::linter::{Issue, Severity};
use crate::playground::form::{
    Field, RangeKind, RangeRow, Slot, default_target, fields, is_hyperband, rows, set_ends_on_convergence, set_scaling,
    set_stops_early, to_strategy,
};
use crate::playground::{Document, Objective, Plan, check_with_parents};
use crate::search_space::Scaling;
use serde_json::{Number, Value};

/// A variant of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// A few words, different for each variant of a comparison.
    pub label: String,
    /// What runs.
    pub document: Document,
    /// What is not as its label might make one think, in sentences.
    pub notes: Vec<String>,
}

/// The variants that these changes make of a document: one for each combination of a change from each dimension that has any,
/// in the order of [`Dimension::ALL`] and [`Change::ALL`]. Combinations that come to the same document, as Hyperband with early
/// stopping and without, are one variant, called after the first. Without changes it is the document itself.
pub fn variants(document: &Document, changes: &[Change]) -> Vec<Variant> {
    let mut combinations: Vec<Vec<Change>> = vec![Vec::new()];
    for dimension in Dimension::ALL {
        let own: Vec<Change> = dimension.changes().filter(|change| changes.contains(change)).collect();
        if !own.is_empty() {
            let with = |combination: &Vec<Change>| {
                own.iter().map(|change| combination.iter().copied().chain([*change]).collect()).collect::<Vec<_>>()
            };
            combinations = combinations.iter().flat_map(with).collect();
        }
    }
    let mut variants: Vec<Variant> = Vec::new();
    for combination in combinations {
        let variant = variant(document, &combination);
        if variants.iter().all(|other| other.document != variant.document) {
            variants.push(variant);
        }
    }
    variants
}

fn variant(base: &Document, changes: &[Change]) -> Variant {
    let (mut document, mut notes) = (base.clone(), Vec::new());
    // A grid's values are chosen on the scale of the range, so that the scale comes first.
    let scale_first = |change: &&Change| change.dimension() == Dimension::Scaling;
    for change in changes.iter().filter(scale_first).chain(changes.iter().filter(|change| !scale_first(change))) {
        apply(&mut document, *change, &mut notes);
    }
    let is_hyperband = is_hyperband(&document);
    // What Hyperband does not let be chosen is not named.
    let named = changes.iter().filter(|change| !(is_hyperband && change.dimension() == Dimension::EarlyStopping));
    let words: Vec<&str> = named.map(|change| change.label()).collect();
    let label = if words.is_empty() { t!("as edited").to_owned() } else { words.join(", ") };
    Variant { label, document, notes }
}

fn apply(document: &mut Document, change: Change, notes: &mut Vec<String>) {
    match change {
        Change::Strategy(kind) => {
            let is_new = document.request.hyper_parameter_tuning_job_config.strategy != kind.name();
            let was_stopping = crate::playground::form::stops_early(document);
            if is_new {
                to_strategy(document, kind.name());
            }
            if is_new && was_stopping && is_hyperband(document) {
                notes.push(t!("Early stopping is off: Hyperband stops training jobs by its own rule.").to_owned());
            }
        }
        Change::EarlyStopping(on) => {
            if !(on && is_hyperband(document)) {
                set_stops_early(document, on);
            }
        }
        Change::Scaling(scaling) => scale(document, scaling, notes),
        Change::Parallel(jobs) => set_whole(&fields::MAX_PARALLEL, document, Some(i64::from(jobs))),
        Change::NotImproving(false) => set_whole(&fields::NOT_IMPROVING, document, None),
        Change::NotImproving(true) => {
            let Slot::Whole { get, .. } = fields::NOT_IMPROVING.slot else { return };
            let jobs = get(document).unwrap_or(DEFAULT_NOT_IMPROVING);
            notes.push(t!("Ends after {jobs} training jobs without a new best.", jobs));
            set_whole(&fields::NOT_IMPROVING, document, Some(jobs));
        }
        Change::Convergence(on) => set_ends_on_convergence(document, on),
        Change::Target(false) => set_target(document, None),
        Change::Target(true) => {
            let Slot::Real { get, .. } = fields::TARGET.slot else { return };
            let target = get(document).unwrap_or_else(|| default_target(document));
            notes.push(t!("The target is {target}.", target = in_language(target.to_string())));
            set_target(document, Some(target));
        }
    }
}

fn set_whole(field: &Field, document: &mut Document, value: Option<i64>) {
    if let Slot::Whole { set, .. } = field.slot {
        set(document, value);
    }
}

fn set_target(document: &mut Document, value: Option<Number>) {
    if let Slot::Real { set, .. } = fields::TARGET.slot {
        set(document, value);
    }
}

/// Puts every range of numbers on a scale, where the range allows it.
fn scale(document: &mut Document, scaling: Scaling, notes: &mut Vec<String>) {
    for row in rows(document) {
        if !matches!(row.kind, Some(RangeKind::Integer | RangeKind::Continuous)) {
            continue;
        }
        let scaled = RangeRow { scaling: scaling.name().to_owned(), ..row.clone() };
        // What is wrong in itself is left to the checks.
        if scaled.range().is_some() || row.range().is_none() {
            set_scaling(document, &row.key, scaling.name());
        } else {
            notes.push(t!(
                "{name} keeps its scale, {scale}: it reaches down to {min}.",
                name = row.name,
                scale = row.scaling,
                min = in_language(row.min),
            ));
        }
    }
}

/// Whether a variant can run.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// What runs; or why nothing can, in sentences.
    pub plan: Result<Plan, Vec<String>>,
    /// What should be known of it, in sentences: its own notes, and what the checks say of it that they do not say of the
    /// document that it is a variant of.
    pub notes: Vec<String>,
}

/// Checks variants of a document; `parents` as for [`check_with_parents`].
pub fn standing(base: &Document, variants: &[Variant], parents: &[Value]) -> Vec<Standing> {
    let said = check_with_parents(base, Objective::Problem, parents).issues;
    let is_new = |issue: &&Issue| said.iter().all(|other| other.rule != issue.rule || other.message != issue.message);
    let stand = |variant: &Variant| {
        let checked = check_with_parents(&variant.document, Objective::Problem, parents);
        let told = checked.issues.iter().filter(is_new).filter(|issue| issue.severity != Severity::Advice);
        let mut notes = variant.notes.clone();
        notes.extend(told.map(|issue| sentence(&issue.message)));
        let obstacles = |issues: Vec<Issue>| issues.iter().map(|issue| sentence(&issue.message)).collect::<Vec<_>>();
        let plan = checked.plan.map_err(obstacles);
        // What keeps it from running is said as that.
        if let Err(obstacles) = &plan {
            notes.retain(|note| !obstacles.contains(note));
        }
        Standing { plan, notes }
    };
    variants.iter().map(stand).collect()
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let message = first + characters.as_str();
    if message.ends_with(['.', '!', '?', '。']) { message } else { t!("{message}.", message) }
}
