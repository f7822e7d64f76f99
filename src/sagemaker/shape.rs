//! What one walk over a value and its [`Shape`] finds: problems of shape, members that the service model does not know,
//! and texts that are not among the values that AWS allows.

use std::fmt;

use serde_json::{Map, Value};

use super::path::{JsonPath, quoted};
use super::wire::{Member, Shape, TextLimits};
use crate::language::t;

/// How many problems are kept one by one. A megabyte of the wrong list could otherwise make half a million messages.
pub const MOST_PROBLEMS: usize = 200;

/// A value that AWS's own client would refuse to send, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeProblem {
    /// Where; empty for the document itself.
    pub path: String,
    /// What was found and what would be right, to be read after the path: `is a number; AWS wants text here: "0.1"`.
    pub message: String,
}

impl fmt::Display for ShapeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { path, message } if path.is_empty() => f.write_str(&t!("The document {message}", message)),
            Self { path, message } => write!(f, "{path} {message}"),
        }
    }
}

/// All problems of a value's shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeProblems {
    /// The first [`MOST_PROBLEMS`] in the order of AWS's model.
    pub problems: Vec<ShapeProblem>,
    /// How many more there are.
    pub omitted: usize,
}

impl ShapeProblems {
    /// True when the value has the right shape.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, path: &JsonPath<'_>, message: String) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(ShapeProblem { path: path.to_string(), message });
        } else {
            self.omitted += 1;
        }
    }
}

impl fmt::Display for ShapeProblems {
    /// One problem a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if index > 0 { "\n" } else { "" })?;
        }
        if self.omitted > 0 {
            write!(f, "\n{}", t!("and {n} more", n = self.omitted))?;
        }
        Ok(())
    }
}

impl std::error::Error for ShapeProblems {}

/// A member that the service model does not know. It is kept and exported, but AWS's client refuses to send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMember {
    /// Where it is.
    pub path: String,
    /// The member that was probably meant: the same name in another case, or with underscores.
    pub meant: Option<&'static str>,
}

/// A text where AWS allows only some values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlistedValue {
    /// Where it is.
    pub path: String,
    /// The text that was given.
    pub value: String,
    /// The values that AWS allows.
    pub allowed: &'static [&'static str],
}

/// Every problem of a value's shape, in the order of AWS's model: wrong types, missing members, `null`.
pub fn check(value: &Value, shape: Shape) -> ShapeProblems {
    let mut problems = ShapeProblems::default();
    walk(value, shape, &JsonPath::Root, &mut |finding, path| {
        if let Finding::Problem { message, .. } = finding {
            problems.add(path, message);
        }
    });
    problems
}

/// Walks over a value and its shape, in the order of AWS's model, and reports what it finds.
pub(crate) fn visit(value: &Value, shape: Shape, report: &mut dyn FnMut(Finding<'_>, &JsonPath<'_>)) {
    walk(value, shape, &JsonPath::Root, report);
}

/// Every member in a value that its shape does not know, at any depth. Members inside an unknown one are not listed.
pub fn unknown_members(value: &Value, shape: Shape) -> Vec<UnknownMember> {
    let mut found = Vec::new();
    walk(value, shape, &JsonPath::Root, &mut |finding, path| {
        if let Finding::Unknown(meant) = finding {
            found.push(UnknownMember { path: path.to_string(), meant });
        }
    });
    found
}

/// Every text in a value that is not among the values that AWS allows there.
pub fn unlisted_values(value: &Value, shape: Shape) -> Vec<UnlistedValue> {
    let mut found = Vec::new();
    walk(value, shape, &JsonPath::Root, &mut |finding, path| {
        if let Finding::Unlisted(text, allowed) = finding {
            found.push(UnlistedValue { path: path.to_string(), value: text.to_owned(), allowed });
        }
    });
    found
}

/// What is found at a place.
pub(crate) enum Finding<'a> {
    /// Not the model's type, or nothing where something is required.
    Problem {
        /// What was found and what would be right.
        message: String,
        /// There is nothing.
        is_missing: bool,
    },
    /// A member that the model does not know, and the one that was probably meant.
    Unknown(Option<&'static str>),
    /// A text that is not among these.
    Unlisted(&'a str, &'static [&'static str]),
    /// A map's name; its limits are still to be compared.
    Name(&'a str, TextLimits),
    /// The model's type; its limits are still to be compared.
    Fits(&'a Value, Shape),
}

/// Not deeper than the shape is: a value's own depth does not matter.
fn walk(value: &Value, shape: Shape, path: &JsonPath<'_>, report: &mut dyn FnMut(Finding<'_>, &JsonPath<'_>)) {
    match (shape, value) {
        (Shape::Choice([]), Value::String(_)) | (Shape::Real, Value::Number(_)) | (Shape::Flag, Value::Bool(_)) => {}
        (Shape::Text(_), Value::String(_)) => report(Finding::Fits(value, shape), path),
        (Shape::Choice(allowed), Value::String(text)) => {
            if !allowed.contains(&text.as_str()) {
                report(Finding::Unlisted(text, allowed), path);
            }
        }
        (Shape::Whole(..), Value::Number(number)) if number.is_i64() => report(Finding::Fits(value, shape), path),
        (Shape::List(item, ..), Value::Array(values)) => {
            report(Finding::Fits(value, shape), path);
            for (index, value) in values.iter().enumerate() {
                walk(value, *item, &JsonPath::Item(path, index), report);
            }
        }
        (Shape::TextMap(limits), Value::Object(map)) => {
            report(Finding::Fits(value, shape), path);
            for (name, value) in map {
                report(Finding::Name(name, limits.name), &JsonPath::Member(path, name));
                walk(value, Shape::Text(limits.text), &JsonPath::Member(path, name), report);
            }
        }
        (Shape::Object(members), Value::Object(map)) => walk_object(map, members, path, report),
        _ => report(problem(mismatch(value, shape)), path),
    }
}

fn walk_object(
    map: &Map<String, Value>,
    members: &'static [Member],
    path: &JsonPath<'_>,
    report: &mut dyn FnMut(Finding<'_>, &JsonPath<'_>),
) {
    for member in members {
        let path = JsonPath::Member(path, member.name);
        match map.get(member.name) {
            Some(Value::Null) if !member.required => {
                report(problem(t!("is null; AWS takes no null, leave the member out instead").to_owned()), &path);
            }
            Some(value) => walk(value, member.shape, &path, report),
            None if member.required => {
                report(Finding::Problem { message: missing(map, member), is_missing: true }, &path);
            }
            None => {}
        }
    }
    for name in map.keys() {
        if !members.iter().any(|member| member.name == name) {
            let meant = members.iter().map(|member| member.name).find(|known| is_same_word(known, name));
            report(Finding::Unknown(meant), &JsonPath::Member(path, name));
        }
    }
}

fn problem(message: String) -> Finding<'static> {
    Finding::Problem { message, is_missing: false }
}

fn missing(map: &Map<String, Value>, member: &Member) -> String {
    let wanted = wanted(member.shape);
    match map.keys().find(|name| is_same_word(member.name, name)) {
        Some(name) => {
            t!("is missing; it is here as {name}, which AWS does not know, rename it", name = quoted(name))
        }
        None => t!("is missing; AWS requires it: {wanted}", wanted),
    }
}

/// True for names that differ in case, hyphens and underscores only, as other tools' spellings of AWS's names do.
fn is_same_word(a: &str, b: &str) -> bool {
    let letters = |name: &str| -> Vec<u8> {
        name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase()).collect()
    };
    a.len().abs_diff(b.len()) <= 8 && letters(a) == letters(b)
}

fn mismatch(value: &Value, shape: Shape) -> String {
    let found = found(value);
    let wanted = wanted(shape);
    match (shape, value) {
        (Shape::Text(_) | Shape::Choice(_), Value::Number(_) | Value::Bool(_)) => {
            t!("is {found}; AWS wants {wanted} here, in quotes: \"{value}\"", found, wanted, value)
        }
        (Shape::Whole(..), Value::Number(number)) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 1e15);
            match whole {
                Some(whole) => t!(
                    "is {found}; AWS wants {wanted} here, without a point or an exponent: {whole}",
                    found,
                    wanted,
                    whole = format!("{whole:.0}")
                ),
                None if number.is_f64() => t!("is {found}; AWS wants {wanted} here", found, wanted),
                None => t!("is {found}; that is more than AWS can hold, {most}", found, most = i64::MAX),
            }
        }
        (Shape::Whole(..) | Shape::Real | Shape::Flag, Value::String(text)) if reads_as(text, shape) => {
            t!("is {found}; AWS wants {wanted} here, without quotes: {text}", found, wanted, text = text.trim())
        }
        (Shape::List(..), value) if !value.is_null() => {
            t!("is {found}; AWS wants {wanted} here, even for one: put [ ] around it", found, wanted)
        }
        _ => t!("is {found}; AWS wants {wanted} here", found, wanted),
    }
}

/// True when the text holds a JSON value that would have the shape.
fn reads_as(text: &str, shape: Shape) -> bool {
    serde_json::from_str::<Value>(text.trim()).is_ok_and(|value| check(&value, shape).is_empty())
}

pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("{flag}"),
        Value::Number(number) => t!("the number {number}", number),
        Value::String(text) => t!("the text {text}", text = quoted(text)),
        Value::Array(_) => t!("a list").to_owned(),
        Value::Object(_) => t!("an object").to_owned(),
    }
}

fn wanted(shape: Shape) -> String {
    match shape {
        Shape::Text(_) => t!("text").to_owned(),
        Shape::Choice(allowed) => one_of(allowed),
        Shape::Whole(..) => t!("a whole number").to_owned(),
        Shape::Real => t!("a number").to_owned(),
        Shape::Flag => t!("true or false").to_owned(),
        Shape::List(..) => t!("a list").to_owned(),
        Shape::TextMap(_) => t!("an object of names and texts").to_owned(),
        Shape::Object(members) => {
            let required: Vec<_> = members.iter().filter(|member| member.required).map(|member| member.name).collect();
            match required.split_last() {
                None => t!("an object").to_owned(),
                Some((only, [])) => t!("an object with {name}", name = only),
                Some((last, rest)) => t!("an object with {names} and {last}", names = rest.join(", "), last),
            }
        }
    }
}

fn one_of(allowed: &[&str]) -> String {
    match allowed.split_last() {
        None => t!("text").to_owned(),
        Some((only, [])) => t!("the text {text}", text = only),
        Some((last, rest)) => t!("one of {values} or {last}", values = rest.join(", "), last),
    }
}
