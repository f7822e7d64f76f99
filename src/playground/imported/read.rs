//! Reading the two answers: a `DescribeHyperParameterTuningJob` response and the pages of a
//! `ListTrainingJobsForHyperParameterTuningJob` response.

use super::ImportError;
use super::times::unix_seconds;
use crate::language::t;
use crate::math::format::metric_value;
use crate::objective::Direction;
use crate::sagemaker::{Request, is_described, request_of_described};
use crate::training_job::Seconds;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What a Describe response says. Times are seconds since 1970.
pub(super) struct Described {
    pub(super) request: Request,
    /// `HyperParameterTuningJobStatus`.
    pub(super) status: String,
    pub(super) created: Seconds,
    pub(super) ended: Option<Seconds>,
    pub(super) modified: Option<Seconds>,
    pub(super) failure_reason: Option<String>,
    /// `NumberOfTrainingJobsObjectiveNotImproving`.
    pub(super) not_improving: Option<u32>,
    /// There is a `ConvergenceDetectedTime`.
    pub(super) has_converged: bool,
    /// How many training jobs were launched, by the counters.
    pub(super) launched: Option<usize>,
}

/// What a `HyperParameterTrainingJobSummary` says. Times are seconds since 1970.
pub(super) struct Summary {
    pub(super) name: String,
    /// `TrainingJobDefinitionName`.
    pub(super) definition: Option<String>,
    pub(super) created: Seconds,
    pub(super) started: Option<Seconds>,
    pub(super) ended: Option<Seconds>,
    pub(super) outcome: Outcome,
    /// `TunedHyperParameters`, as they stand.
    pub(super) tuned: Vec<(String, String)>,
    pub(super) objective: Option<FinalObjective>,
}

impl Summary {
    /// When it ended; `None` while it runs. One that failed before it had a machine has no `TrainingEndTime`.
    pub(super) fn end(&self) -> Option<Seconds> {
        (self.outcome != Outcome::Running).then(|| self.ended.or(self.started).unwrap_or(self.created))
    }
}

/// `TrainingJobStatus`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// `InProgress` or `Stopping`.
    Running,
    Completed,
    /// `Stopped`; or `Deleting`, of which AWS does not say what it was before.
    Stopped,
    Failed(String),
}

/// `FinalHyperParameterTuningJobObjectiveMetric`.
pub(super) struct FinalObjective {
    pub(super) direction: Option<Direction>,
    pub(super) metric_name: String,
    /// Rounded to 32 bits, as AWS keeps it.
    pub(super) value: f64,
}

/// Reads a Describe response; `None` for null, which stands for none.
pub(super) fn described(value: &Value) -> Result<Option<Described>, ImportError> {
    if value.is_null() {
        return Ok(None);
    }
    if !is_described(value) {
        return Err(ImportError::NotDescribed);
    }
    let place = Place(t!("The Describe response").to_owned(), value);
    let counters = value.get("TrainingJobStatusCounters").and_then(Value::as_object);
    let launched = counters.map(|counters| counters.values().filter_map(Value::as_u64).fold(0, u64::saturating_add));
    let details = value.get("TuningJobCompletionDetails").unwrap_or(&Value::Null);
    let not_improving = details.get("NumberOfTrainingJobsObjectiveNotImproving").and_then(Value::as_u64);
    Ok(Some(Described {
        request: Request::from_json(request_of_described(value.clone()))?,
        status: place.text("HyperParameterTuningJobStatus")?,
        created: place.time("CreationTime")?.ok_or_else(|| place.missing("CreationTime"))?,
        ended: place.time("HyperParameterTuningEndTime")?,
        modified: place.time("LastModifiedTime")?,
        failure_reason: place.optional_text("FailureReason")?,
        not_improving: not_improving.and_then(|jobs| u32::try_from(jobs).ok()),
        has_converged: details.get("ConvergenceDetectedTime").is_some_and(|time| !time.is_null()),
        launched: launched.and_then(|jobs| usize::try_from(jobs).ok()),
    }))
}

/// Reads the list: its items, or its pages as they are, in any order. A training job that stands twice counts once.
pub(super) fn summaries(values: &[Value]) -> Result<Vec<Summary>, ImportError> {
    let mut items = Vec::new();
    for value in values {
        flatten(value, &mut items);
    }
    let mut read: Vec<Summary> = Vec::new();
    let mut names = BTreeSet::new();
    for (index, item) in items.into_iter().enumerate() {
        let summary = summary(&Place(format!("TrainingJobSummaries[{index}]"), item))?;
        if names.insert(summary.name.clone()) {
            read.push(summary);
        }
    }
    Ok(read)
}

/// A page has its items in `TrainingJobSummaries`; whoever puts pages together makes a list.
fn flatten<'v>(value: &'v Value, items: &mut Vec<&'v Value>) {
    match value.get("TrainingJobSummaries").unwrap_or(value) {
        Value::Array(list) => list.iter().for_each(|item| flatten(item, items)),
        item => items.push(item),
    }
}

fn summary(place: &Place<'_>) -> Result<Summary, ImportError> {
    let status = place.text("TrainingJobStatus")?;
    let outcome = match status.as_str() {
        "InProgress" | "Stopping" => Outcome::Running,
        "Completed" => Outcome::Completed,
        "Stopped" | "Deleting" => Outcome::Stopped,
        "Failed" => {
            let reason = place.optional_text("FailureReason")?;
            Outcome::Failed(reason.unwrap_or_else(|| "AWS gave no FailureReason".to_owned()))
        }
        other => {
            return Err(ImportError::Member(t!(
                "{place} is {value}; AWS has InProgress, Completed, Failed, Stopping, Stopped and Deleting",
                place = place.of("TrainingJobStatus"),
                value = format!("{other:?}")
            )));
        }
    };
    Ok(Summary {
        name: place.text("TrainingJobName")?,
        definition: place.optional_text("TrainingJobDefinitionName")?,
        created: place.time("CreationTime")?.ok_or_else(|| place.missing("CreationTime"))?,
        started: place.time("TrainingStartTime")?,
        ended: place.time("TrainingEndTime")?,
        outcome,
        tuned: tuned(place)?,
        objective: objective(place)?,
    })
}

fn tuned(place: &Place<'_>) -> Result<Vec<(String, String)>, ImportError> {
    let member = "TunedHyperParameters";
    let map: &Map<String, Value> =
        place.member(member).and_then(Value::as_object).ok_or_else(|| place.missing(member))?;
    map.iter()
        .map(|(name, value)| match value {
            Value::String(text) => Ok((name.clone(), text.clone())),
            _ => Err(ImportError::Member(t!(
                "{place} has {value} for {name}; AWS writes texts, \"{value}\"",
                place = place.of(member),
                value,
                name
            ))),
        })
        .collect()
}

/// An objective that is there without a value is none: AWS's command line prints a NaN as null.
fn objective(place: &Place<'_>) -> Result<Option<FinalObjective>, ImportError> {
    let member = "FinalHyperParameterTuningJobObjectiveMetric";
    let Some(metric) = place.member(member) else { return Ok(None) };
    let inner = Place(place.of(member), metric);
    let value = match inner.member("Value") {
        None => return Ok(None),
        Some(value) => value.as_f64().map(metric_value).filter(|value| value.is_finite()),
    };
    let no_number = || ImportError::Member(t!("{place} is no number of 32 bits", place = inner.of("Value")));
    let value = value.ok_or_else(no_number)?;
    let direction = inner.optional_text("Type")?.and_then(|name| Direction::parse(&name));
    Ok(Some(FinalObjective { direction, metric_name: inner.text("MetricName")?, value }))
}

/// An object and its name in errors.
struct Place<'v>(String, &'v Value);

impl<'v> Place<'v> {
    /// A member that is there. Tools print what is not there as null.
    fn member(&self, name: &str) -> Option<&'v Value> {
        self.1.get(name).filter(|value| !value.is_null())
    }

    fn optional_text(&self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(value) = self.member(name) else { return Ok(None) };
        let wrong =
            || ImportError::Member(t!("{place} is {value}; AWS writes a text here", place = self.of(name), value));
        Ok(Some(value.as_str().ok_or_else(wrong)?.to_owned()))
    }

    fn text(&self, name: &str) -> Result<String, ImportError> {
        self.optional_text(name)?.ok_or_else(|| self.missing(name))
    }

    fn time(&self, name: &str) -> Result<Option<Seconds>, ImportError> {
        let Some(value) = self.member(name) else { return Ok(None) };
        let wrong = || {
            ImportError::Member(t!(
                "{place} is {value}; it must be seconds since 1970 or a text such as 2026-03-26T04:54:36Z",
                place = self.of(name),
                value
            ))
        };
        unix_seconds(value).map(Some).ok_or_else(wrong)
    }

    fn missing(&self, name: &str) -> ImportError {
        ImportError::Member(t!("{place} is missing; AWS's answer has it", place = self.of(name)))
    }

    /// Where a member stands.
    fn of(&self, name: &str) -> String {
        format!("{}.{name}", self.0)
    }
}
