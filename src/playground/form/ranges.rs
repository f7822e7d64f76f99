//! The rows of the search space, as a form shows them, and where each stands in the request.

use super::edit_in;
use crate::language::t;
use crate::playground::Document;
use crate::sagemaker::{CategoricalParameterRange, ContinuousParameterRange, IntegerParameterRange, ParameterRanges};
use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, ParameterRange, Scaling};
use std::collections::BTreeMap;

/// Which of the request's lists a range is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeKind {
    /// `IntegerParameterRanges`.
    Integer,
    /// `ContinuousParameterRanges`.
    Continuous,
    /// `CategoricalParameterRanges`.
    Categorical,
}

impl RangeKind {
    /// All of them, in the order of the request.
    pub const ALL: [Self; 3] = [Self::Integer, Self::Continuous, Self::Categorical];

    /// AWS's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "Integer",
            Self::Continuous => "Continuous",
            Self::Categorical => "Categorical",
        }
    }

    /// The kind in the language of the page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Integer => t!("Integer"),
            Self::Continuous => t!("Continuous"),
            Self::Categorical => t!("Categorical"),
        }
    }

    /// The kind that AWS's word names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `MinValue`.
    Min,
    /// `MaxValue`.
    Max,
}

/// A range of the request, with all that a row of the form shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RangeRow {
    /// Distinguishes rows of the same name; the name alone for the first.
    pub key: String,
    /// The hyperparameter's name.
    pub name: String,
    /// Which list it is in.
    pub kind: Option<RangeKind>,
    /// Where it stands in that list.
    pub index: usize,
    /// `MinValue`, as written; empty for categories.
    pub min: String,
    /// `MaxValue`, as written; empty for categories.
    pub max: String,
    /// `ScalingType`, as written; `Auto` when left out, empty for categories.
    pub scaling: String,
    /// `Values`; none for numbers.
    pub values: Vec<String>,
}

impl RangeRow {
    /// Where it stands, as the checks name it.
    pub fn path(&self) -> String {
        let kind = self.kind.map_or("", RangeKind::name);
        format!("HyperParameterTuningJobConfig.ParameterRanges.{kind}ParameterRanges[{}]", self.index)
    }

    /// The range as it would be searched; `None` when something is wrong with it.
    pub fn range(&self) -> Option<ParameterRange> {
        let scaling = || Scaling::parse(&self.scaling);
        match self.kind? {
            RangeKind::Integer => {
                let (min, max) = (self.min.trim().parse().ok()?, self.max.trim().parse().ok()?);
                IntegerRange::new(min, max, scaling()?).ok().map(Into::into)
            }
            RangeKind::Continuous => {
                let (min, max) = (self.min.trim().parse().ok()?, self.max.trim().parse().ok()?);
                ContinuousRange::new(min, max, scaling()?).ok().map(Into::into)
            }
            RangeKind::Categorical => CategoricalRange::new(self.values.clone()).ok().map(Into::into),
        }
    }

    /// The range in a few characters: `1e-4 – 1`, or `relu, tanh`.
    pub fn summary(&self) -> String {
        if self.kind == Some(RangeKind::Categorical) {
            self.values.join(", ")
        } else {
            format!("{} – {}", short(&self.min), short(&self.max))
        }
    }
}

/// A limit in few characters: `0.0001` as `1e-4`. What is no number stays as it is.
fn short(text: &str) -> String {
    let scientific = text.trim().parse::<f64>().map(|value| format!("{value:e}"));
    scientific.ok().filter(|scientific| scientific.len() < text.trim().len()).unwrap_or_else(|| text.to_owned())
}

/// The document's ranges, in the order of the request.
pub fn rows(document: &Document) -> Vec<RangeRow> {
    let Some(ranges) = &document.request.hyper_parameter_tuning_job_config.parameter_ranges else { return Vec::new() };
    let mut rows = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |name: &str, kind, index, rest: RangeRow| {
        let count = counts.entry(name.to_owned()).or_default();
        *count += 1;
        let key = if *count == 1 { name.to_owned() } else { format!("{name} ({count})") };
        rows.push(RangeRow { key, name: name.to_owned(), kind: Some(kind), index, ..rest });
    };
    let numeric = |min: &str, max: &str, scaling: &Option<String>| RangeRow {
        min: min.to_owned(),
        max: max.to_owned(),
        scaling: scaling.clone().unwrap_or_else(|| "Auto".to_owned()),
        ..RangeRow::default()
    };
    for (index, range) in ranges.integers().iter().enumerate() {
        let row = numeric(&range.min_value, &range.max_value, &range.scaling_type);
        add(&range.name, RangeKind::Integer, index, row);
    }
    for (index, range) in ranges.continuous().iter().enumerate() {
        let row = numeric(&range.min_value, &range.max_value, &range.scaling_type);
        add(&range.name, RangeKind::Continuous, index, row);
    }
    for (index, range) in ranges.categoricals().iter().enumerate() {
        let row = RangeRow { values: range.values.clone(), ..RangeRow::default() };
        add(&range.name, RangeKind::Categorical, index, row);
    }
    rows
}

/// The row of this key.
pub(super) fn row(document: &Document, key: &str) -> Option<RangeRow> {
    rows(document).into_iter().find(|row| row.key == key)
}

pub(super) fn edit_ranges(document: &mut Document, change: impl FnOnce(&mut ParameterRanges)) {
    edit_in(&mut document.request.hyper_parameter_tuning_job_config.parameter_ranges, change);
}

/// Takes a range out of its list; a list that is empty then is left out.
pub(super) fn remove(ranges: &mut ParameterRanges, kind: RangeKind, index: usize) {
    fn from<T>(list: &mut Option<Vec<T>>, index: usize) {
        if let Some(items) = list {
            if index < items.len() {
                items.remove(index);
            }
            if items.is_empty() {
                *list = None;
            }
        }
    }
    match kind {
        RangeKind::Integer => from(&mut ranges.integer_parameter_ranges, index),
        RangeKind::Continuous => from(&mut ranges.continuous_parameter_ranges, index),
        RangeKind::Categorical => from(&mut ranges.categorical_parameter_ranges, index),
    }
}

/// Adds a range at the end of its list.
pub(super) fn add(ranges: &mut ParameterRanges, name: &str, range: &ParameterRange) {
    let name = name.to_owned();
    let scaling_type = range.scaling().map(|scaling| scaling.name().to_owned());
    match range {
        ParameterRange::Integer(range) => {
            ranges.integer_parameter_ranges.get_or_insert_default().push(IntegerParameterRange {
                name,
                min_value: range.min().to_string(),
                max_value: range.max().to_string(),
                scaling_type,
                ..IntegerParameterRange::default()
            });
        }
        ParameterRange::Continuous(range) => {
            ranges.continuous_parameter_ranges.get_or_insert_default().push(ContinuousParameterRange {
                name,
                min_value: range.min().to_string(),
                max_value: range.max().to_string(),
                scaling_type,
                ..ContinuousParameterRange::default()
            });
        }
        ParameterRange::Categorical(range) => {
            ranges.categorical_parameter_ranges.get_or_insert_default().push(CategoricalParameterRange {
                name,
                values: range.values().to_vec(),
                ..CategoricalParameterRange::default()
            });
        }
    }
}
