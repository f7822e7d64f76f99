//! What a tool's arguments carry of a request, and what is left. A form takes from the request, member by member, what it
//! has a place for; what nobody took is found by itself, members of the API that this program does not know among it.

use crate::sagemaker::JsonPath;
use serde_json::Value;
use std::collections::BTreeSet;

/// A step down into a JSON document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// To a member of an object.
    Name(String),
    /// To an item of a list, from 0.
    Item(usize),
}

impl Step {
    /// As a JSON value, and so as a literal.
    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::Name(name) => name.as_str().into(),
            Self::Item(index) => (*index).into(),
        }
    }
}

/// Where in the request something is.
pub(super) type Place = Vec<Step>;

/// The place below another: names with points between them. `place(base, "A.B")` is for AWS's own names, which have no points.
pub(super) fn place(base: &[Step], names: &str) -> Place {
    let names = names.split('.').filter(|name| !name.is_empty()).map(|name| Step::Name(name.to_owned()));
    base.iter().cloned().chain(names).collect()
}

/// An item of the list at a place.
pub(super) fn item(list: &[Step], index: usize) -> Place {
    list.iter().cloned().chain([Step::Item(index)]).collect()
}

/// A member of an object at a place, of any name.
pub(super) fn member(object: &[Step], name: &str) -> Place {
    object.iter().cloned().chain([Step::Name(name.to_owned())]).collect()
}

/// A member, or a part of one, that nobody took.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Left {
    /// Where it is.
    pub(super) place: Place,
    /// The same as text, such as `TrainingJobDefinition.RetryStrategy`.
    pub(super) path: String,
    /// What is there.
    pub(super) value: Value,
}

/// A request, and what was taken from it.
#[derive(Debug)]
pub(super) struct Taking<'a> {
    request: &'a Value,
    taken: BTreeSet<Place>,
}

impl<'a> Taking<'a> {
    /// Nothing is taken yet.
    pub(super) fn of(request: &'a Value) -> Self {
        Self { request, taken: BTreeSet::new() }
    }

    /// What is at a place, without taking it.
    pub(super) fn see(&self, place: &[Step]) -> Option<&'a Value> {
        at(self.request, place)
    }

    /// What is at a place; it is taken, with all that is in it.
    pub(super) fn take(&mut self, base: &[Step], names: &str) -> Option<&'a Value> {
        let place = place(base, names);
        let value = self.see(&place)?;
        self.taken.insert(place);
        Some(value)
    }

    /// As [`take`](Self::take), for a place that is known already.
    pub(super) fn take_at(&mut self, place: Place) -> Option<&'a Value> {
        let value = self.see(&place)?;
        self.taken.insert(place);
        Some(value)
    }

    /// Gives back what was taken at a place and below.
    pub(super) fn give_back(&mut self, place: &[Step]) {
        self.taken.retain(|taken| !taken.starts_with(place));
    }

    /// Gives back everything that was taken and is empty, or has an empty member: `""`, 0, `false`, a list or an object
    /// without items; but not below these places.
    pub(super) fn give_back_empty(&mut self, but: &[Place]) {
        let request = self.request;
        self.taken.retain(|place| {
            but.iter().any(|kept| place.starts_with(kept)) || !at(request, place).is_some_and(has_empty)
        });
    }

    /// What nobody took, in the order of the request: an object of which nothing was taken counts as one.
    pub(super) fn left(&self) -> Vec<Left> {
        let mut left = Vec::new();
        self.walk(self.request, &mut Vec::new(), &JsonPath::Root, &mut left);
        left
    }

    fn walk(&self, value: &Value, place: &mut Place, path: &JsonPath<'_>, left: &mut Vec<Left>) {
        if self.taken.contains(place) {
            return;
        }
        let next = self.taken.range(place.clone()..).next();
        if next.is_none_or(|taken| !taken.starts_with(place)) && !place.is_empty() {
            left.push(Left { place: place.clone(), path: path.to_string(), value: value.clone() });
            return;
        }
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    place.push(Step::Name(name.clone()));
                    self.walk(value, place, &JsonPath::Member(path, name), left);
                    place.pop();
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    place.push(Step::Item(index));
                    self.walk(value, place, &JsonPath::Item(path, index), left);
                    place.pop();
                }
            }
            _ => {}
        }
    }
}

fn at<'a>(request: &'a Value, place: &[Step]) -> Option<&'a Value> {
    place.iter().try_fold(request, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Item(index) => value.get(index),
    })
}

/// True for what is empty, and for an object in it that has an empty member.
fn has_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty() || items.iter().any(|item| item.is_object() && has_empty(item)),
        Value::Object(members) => members.is_empty() || members.values().any(has_empty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_nobody_takes_is_left() {
        let request = json!({ "A": { "B": 1, "C": { "D": null } }, "E": [{ "F": 1, "G": {} }, { "F": 2 }], "H": {} });
        let mut taking = Taking::of(&request);
        assert_eq!(taking.take(&[], "A.B"), Some(&json!(1)));
        assert_eq!(taking.take(&[], "A.X"), None);
        let first = item(&place(&[], "E"), 0);
        assert_eq!(taking.take_at(member(&first, "F")), Some(&json!(1)));
        let left: Vec<_> = taking.left().into_iter().map(|left| (left.path, left.value)).collect();
        let wanted =
            [("A.C", json!({ "D": null })), ("E[0].G", json!({})), ("E[1]", json!({ "F": 2 })), ("H", json!({}))];
        assert_eq!(left, wanted.map(|(path, value)| (path.to_owned(), value)));
    }
}
