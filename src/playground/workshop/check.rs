//! "Check my answer": whether what a learner did is what was asked for, condition by condition.

use super::{Bounds, Condition, Question, Workshop};
use crate::language::t;
use crate::playground::cost::Billing;
use crate::playground::plot::{duration, short};
use crate::sagemaker::Request;
use crate::training_job::{Status, StopReason};
use crate::tuning_job::{State, TuningJobStatus};
use serde_json::{Number, Value};
use std::collections::BTreeMap;

/// What a workshop asks of a member of the request that shall not be there.
const NOT_GIVEN: &str = "not given";

/// What a learner did.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The request that ran.
    pub request: &'a Request,
    /// The tuning job at its end.
    pub state: &'a State,
    /// What its bill depends on.
    pub billing: &'a Billing,
    /// The answers to questions, by [`Workshop::questions`]' numbers: numbers as they were typed, choices counted from 1.
    pub answers: &'a BTreeMap<usize, String>,
}

/// One condition, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it holds.
    pub is_met: bool,
    /// What was asked for and what is, in words; of a question, the question.
    pub words: String,
    /// What the teacher says to it, where it does not hold.
    pub say: Option<String>,
}

/// Checks every condition of a workshop. Nothing, as long as the tuning job has not ended.
pub fn check_answer(workshop: &Workshop, attempt: Attempt<'_>) -> Option<Vec<Outcome>> {
    let checked =
        || workshop.check.iter().flatten().enumerate().map(|(index, condition)| outcome(index, condition, attempt));
    attempt.state.has_ended().then(|| checked().collect())
}

fn outcome(index: usize, condition: &Condition, attempt: Attempt<'_>) -> Outcome {
    let (is_met, words) = judge(index, condition, attempt);
    Outcome { is_met, words, say: condition.say.clone().filter(|_| !is_met) }
}

/// A number of the tuning job that is held against bounds.
struct Measure<'a> {
    bounds: &'a Bounds,
    what: &'static str,
    value: Option<f64>,
    text: fn(f64) -> String,
}

fn measure<'a>(condition: &'a Condition, attempt: Attempt<'_>) -> Option<Measure<'a>> {
    let state = attempt.state;
    let of = |bounds: &'a Option<Bounds>, what, value, text| {
        bounds.as_ref().map(|bounds| Measure { bounds, what, value, text })
    };
    of(&condition.objective, t!("The best objective"), best(state), short)
        .or_else(|| of(&condition.training_jobs, t!("Training jobs"), Some(state.jobs().len() as f64), short))
        .or_else(|| {
            let what = t!("Training jobs that were stopped early");
            of(&condition.early_stopped, what, Some(early_stopped(state)), short)
        })
        .or_else(|| of(&condition.epochs, t!("Epochs of all training jobs"), Some(epochs(state)), short))
        .or_else(|| {
            let billed = attempt.billing.billed(state).seconds;
            of(&condition.billable_seconds, t!("Billed time"), Some(billed), duration)
        })
}

fn judge(index: usize, condition: &Condition, attempt: Attempt<'_>) -> (bool, String) {
    let state = attempt.state;
    if let Some(Measure { bounds, what, value, text }) = measure(condition, attempt) {
        let wanted = wanted(bounds, text);
        return match value {
            Some(value) => {
                (is_within(bounds, value), t!("{what}: {wanted}. It is {found}", what, wanted, found = text(value)))
            }
            None => (false, t!("{what}: {wanted}. There is none", what, wanted)),
        };
    }
    if let Some(wanted) = &condition.ended_by {
        let ended_by = ended_by(state);
        let words = t!("What ends the tuning job: {wanted}. It was {ended_by}", wanted, ended_by);
        return (ended_by == wanted, words);
    }
    if let Some(wanted) = &condition.request {
        let (what, is) = (&wanted.path, &wanted.is);
        let request = attempt.request.to_json();
        let Some(found) = at_path(&request, what).map(text_of) else {
            return (is == NOT_GIVEN, t!("{what}: {wanted}. It is not given", what, wanted = is));
        };
        return (found == *is, t!("{what}: {wanted}. It is {found}", what, wanted = is, found));
    }
    if let Some(question) = &condition.answer {
        return (is_right(question, attempt.answers.get(&index).map(String::as_str)), question.text.clone());
    }
    (false, t!("This page does not know what is to be checked here. Reload it to have the newest").to_owned())
}

fn best(state: &State) -> Option<f64> {
    state.history().best().map(|(_, value)| value)
}

fn early_stopped(state: &State) -> f64 {
    let by_rule =
        |status: &Status| matches!(status, Status::Stopped(StopReason::EarlyStopping(_) | StopReason::Hyperband(_)));
    state.jobs().iter().filter(|job| by_rule(&job.status)).count() as f64
}

fn epochs(state: &State) -> f64 {
    state.jobs().iter().map(|job| f64::from(job.curve.epochs())).sum()
}

fn ended_by(state: &State) -> &'static str {
    match state.status() {
        TuningJobStatus::Completed(completion) => completion.criterion().name(),
        other => other.name(),
    }
}

/// An end as a number; one that is no number is no end.
fn end(end: Option<&Number>) -> Option<f64> {
    end.and_then(Number::as_f64)
}

fn is_within(bounds: &Bounds, value: f64) -> bool {
    // The page shows fewer digits than a number has, and who reads 0.95 has reached 0.95: values pass through f32, as AWS's do.
    let value = f64::from(value as f32);
    let single = |end: f64| f64::from(end as f32);
    end(bounds.at_least.as_ref()).is_none_or(|least| value >= single(least))
        && end(bounds.at_most.as_ref()).is_none_or(|most| value <= single(most))
}

fn wanted(bounds: &Bounds, text: fn(f64) -> String) -> String {
    match (end(bounds.at_least.as_ref()).map(text), end(bounds.at_most.as_ref()).map(text)) {
        (Some(least), Some(most)) => t!("at least {least} and at most {most}", least, most),
        (Some(least), None) => t!("at least {least}", least),
        (None, Some(most)) => t!("at most {most}", most),
        (None, None) => t!("any").to_owned(),
    }
}

fn is_right(question: &Question, answer: Option<&str>) -> bool {
    let (Some(right), Some(answer)) = (number(&question.is), answer.and_then(number)) else {
        return false;
    };
    (answer - right).abs() <= end(question.within.as_ref()).unwrap_or(0.0) + 1e-9 * right.abs()
}

/// A number as people type it: with a comma too.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
}

/// The value at `A.B[0].C`.
fn at_path<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, part| {
        let (name, indices) = part.split_once('[').map_or((part, ""), |(name, rest)| (name, rest));
        let inside = if name.is_empty() { value } else { value.get(name)? };
        indices
            .split('[')
            .filter(|index| !index.is_empty())
            .try_fold(inside, |value, index| value.get(index.trim_end_matches(']').parse::<usize>().ok()?))
    })
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
