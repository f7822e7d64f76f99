//! Something that is wrong with a request or a document, or could be better, and what would be right.

use crate::language::t;
use crate::sagemaker::shape::MOST_PROBLEMS;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// AWS refuses it, or it cannot run here.
    Error,
    /// It runs, but AWS warns of it, or it is probably not meant.
    Warning,
    /// It runs as meant, and could be better: our own advice, not AWS's.
    Advice,
}

impl Severity {
    /// The word in the JavaScript interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Advice => "Advice",
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// Where: a path in the request, or in the document when it begins with `Problem` or `Settings`.
    pub path: String,
    /// Which rule it breaks, by a stable name.
    pub rule: &'static str,
    /// What is wrong and what would be right, in words.
    pub message: String,
    /// Who says so.
    pub source: &'static str,
    /// What would put it right, where that is one step.
    pub fix: Option<Fix>,
}

/// A step that puts a problem right.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, for a button: `Remove StrategyConfig`.
    pub title: String,
    /// The changes, made in this order.
    pub edits: Vec<Edit>,
}

/// One change of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Members and indices from the root of the request.
    pub place: Vec<Step>,
    /// What is there afterwards; `None` for nothing.
    pub value: Option<Value>,
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into an object's member.
    Member(String),
    /// Into a list's item.
    Item(usize),
}

impl Issue {
    /// Something that cannot run.
    pub fn error(
        path: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
        source: &'static str,
    ) -> Self {
        Self { severity: Severity::Error, path: path.into(), rule, message: message.into(), source, fix: None }
    }

    /// Something that runs, but probably not as meant.
    pub fn warning(
        path: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
        source: &'static str,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, rule, message, source) }
    }

    /// As the JavaScript interface and the command line give it.
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
        put("Severity", json!(self.severity.name()));
        put("Path", json!(self.path));
        put("Rule", json!(self.rule));
        put("Message", json!(self.message));
        put("Source", json!(self.source));
        if let Some(fix) = &self.fix {
            put("Fix", fix.to_json());
        }
        Value::Object(object)
    }
}

/// Of very many issues the first [`MOST_PROBLEMS`] of each severity, in their order; then how many more there are. A megabyte
/// of the wrong list could otherwise make a hundred thousand.
pub(crate) fn not_too_many(mut issues: Vec<Issue>) -> Vec<Issue> {
    let mut counts = BTreeMap::new();
    let mut omitted: BTreeMap<Severity, Issue> = BTreeMap::new();
    issues.retain(|issue| {
        let count = counts.entry(issue.severity).or_insert(0_usize);
        *count += 1;
        let is_kept = *count <= MOST_PROBLEMS;
        if !is_kept {
            omitted.entry(issue.severity).or_insert_with(|| Issue { path: String::new(), fix: None, ..issue.clone() });
        }
        is_kept
    });
    issues.extend(omitted.into_iter().map(|(severity, issue)| {
        let more = counts.get(&severity).map_or(0, |count| count - MOST_PROBLEMS);
        Issue { message: t!("there are {more} more problems, of this rule or others", more), ..issue }
    }));
    issues
}

impl Fix {
    /// A fix of one change.
    pub fn new(title: impl Into<String>, path: &str, value: Option<Value>) -> Self {
        Self { title: title.into(), edits: vec![Edit::new(path, value)] }
    }

    /// Makes the changes. What a change needs and is not there (an object around a member) is made; a change that fits
    /// nowhere is left out.
    pub fn apply(&self, request: &mut Value) {
        for edit in &self.edits {
            edit.apply(request);
        }
    }

    fn to_json(&self) -> Value {
        let edits = self.edits.iter().map(|edit| {
            let place: Vec<Value> = edit
                .place
                .iter()
                .map(|step| match step {
                    Step::Member(name) => json!(name),
                    Step::Item(index) => json!(index),
                })
                .collect();
            match &edit.value {
                Some(value) => json!({ "Place": place, "Value": value }),
                None => json!({ "Place": place }),
            }
        });
        json!({ "Title": self.title, "Edits": edits.collect::<Vec<_>>() })
    }
}

impl Edit {
    /// A change at a path of plain names, as the linter's paths are.
    pub fn new(path: &str, value: Option<Value>) -> Self {
        let mut place = Vec::new();
        for part in path.split('.') {
            let (name, indices) = part.split_once('[').unwrap_or((part, ""));
            place.push(Step::Member(name.to_owned()));
            let indices = indices.split('[').filter_map(|index| index.strip_suffix(']')?.parse().ok());
            place.extend(indices.map(Step::Item));
        }
        Self { place, value }
    }

    /// A change of a member of any name, in what is at a path of plain names.
    pub(super) fn member(path: &str, name: &str, value: Option<Value>) -> Self {
        let mut edit = Self::new(path, value);
        edit.place.push(Step::Member(name.to_owned()));
        edit
    }

    /// Makes the change, as [`Fix::apply`] does.
    pub fn apply(&self, request: &mut Value) {
        let Some((last, way)) = self.place.split_last() else { return };
        let mut here = request;
        for step in way {
            let next = match (step, here) {
                (Step::Member(name), Value::Object(members)) => {
                    if self.value.is_some() && !members.contains_key(name) {
                        members.insert(name.clone(), json!({}));
                    }
                    members.get_mut(name)
                }
                (Step::Item(index), Value::Array(items)) => items.get_mut(*index),
                _ => None,
            };
            let Some(next) = next else { return };
            here = next;
        }
        match (last, here, &self.value) {
            (Step::Member(name), Value::Object(members), Some(value)) => {
                members.insert(name.clone(), value.clone());
            }
            (Step::Member(name), Value::Object(members), None) => {
                members.shift_remove(name);
            }
            (Step::Item(index), Value::Array(items), Some(value)) if *index < items.len() => {
                items[*index] = value.clone();
            }
            (Step::Item(index), Value::Array(items), Some(value)) if *index == items.len() => items.push(value.clone()),
            (Step::Item(index), Value::Array(items), None) if *index < items.len() => {
                items.remove(*index);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_issues_the_first_are_kept_and_the_others_counted() {
        let issue = |index: usize| match index % 3 {
            0 => Issue::error(format!("A[{index}]"), "one", "wrong", "AWS"),
            _ => Issue::warning(format!("A[{index}]"), "two", "strange", "AWS"),
        };
        let few: Vec<Issue> = (0..300).map(issue).collect();
        assert_eq!(not_too_many(few.clone()), few);
        let issues = not_too_many((0..900).map(issue).collect());
        assert_eq!((issues.len(), &issues[..300]), (2 * MOST_PROBLEMS + 2, &few[..]));
        let said: Vec<_> =
            issues[2 * MOST_PROBLEMS..].iter().map(|issue| (issue.rule, issue.message.as_str())).collect();
        let words = [
            "there are 100 more problems, of this rule or others",
            "there are 400 more problems, of this rule or others",
        ];
        assert_eq!(said, [("one", words[0]), ("two", words[1])]);
    }

    #[test]
    fn edits_change_what_they_say_and_nothing_else() {
        let mut request = json!({ "a": { "list": [1, 2, 3] }, "b": 1 });
        Fix::new("", "a.list[1]", None).apply(&mut request);
        Fix::new("", "a.list[0]", Some(json!(9))).apply(&mut request);
        Fix::new("", "b", None).apply(&mut request);
        Fix::new("", "c.d", Some(json!("new"))).apply(&mut request);
        Fix::new("", "a.list[7]", Some(json!("nowhere"))).apply(&mut request);
        Fix::new("", "b.c", None).apply(&mut request);
        assert_eq!(request, json!({ "a": { "list": [9, 3] }, "c": { "d": "new" } }));
    }
}
