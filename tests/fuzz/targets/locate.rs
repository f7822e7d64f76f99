//! Where a path stands in a text: paths, one a line, an empty line, and the text.

use super::head_and_body;
use serde_json::Value;
use tuneground::playground::{issues_of, validate};
use tuneground::sagemaker::{JsonPath, Position, locate, parse_json, parse_text};

/// Parts of a text that are looked for.
const MOST_PATHS: usize = 200;
/// Deeper parts are not looked for.
const DEEPEST: usize = 40;
/// A longer name is cut in its path, and may be taken for another.
const LONGEST_NAME: usize = 64;

/// Every path has a place in the text, and the path of a part of it the place of that part; so have the paths of its issues.
pub fn check(text: &str) {
    let (head, body) = head_and_body(text);
    for text in [text, body] {
        assert_places(text, &locate(text, &head));
        let issues = parse_text(text).map_or_else(|error| issues_of(&error), |value| validate(&value, &[]));
        let paths: Vec<&str> = issues.iter().map(|issue| issue.path.as_str()).collect();
        assert_places(text, &locate(text, &paths));
        if let Ok(value) = parse_json(text) {
            assert_parts(text.strip_prefix('\u{feff}').unwrap_or(text), &value);
        }
    }
}

fn assert_places(text: &str, places: &[Position]) {
    for place in places {
        assert!(at(text, *place).is_some(), "{place:?}");
    }
}

/// What of the text stands at a place and behind it.
fn at(text: &str, place: Position) -> Option<&str> {
    let start: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
    let line = text.get(start..)?;
    let offset = line.char_indices().map(|(offset, _)| offset).chain([line.len()]).nth(place.column - 1)?;
    line.get(offset..)
}

/// Each part is found where it begins.
fn assert_parts(text: &str, value: &Value) {
    let mut parts = Vec::new();
    collect(value, &JsonPath::Root, 0, &mut parts);
    let paths: Vec<&str> = parts.iter().map(|(path, _)| path.as_str()).collect();
    for ((path, part), place) in parts.iter().zip(locate(text, &paths)) {
        let rest = at(text, place).unwrap_or_default();
        let found = serde_json::Deserializer::from_str(rest).into_iter::<Value>().next().and_then(Result::ok);
        assert_eq!(found.as_ref(), Some(part), "{path} at {place:?}");
    }
}

/// The paths of the parts, each with what stands there: of a member its name, of an item its value.
fn collect(value: &Value, path: &JsonPath<'_>, depth: usize, parts: &mut Vec<(String, Value)>) {
    if depth >= DEEPEST || parts.len() >= MOST_PATHS {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| name.len() <= LONGEST_NAME).take(MOST_PATHS) {
                let path = JsonPath::Member(path, name);
                parts.push((path.to_string(), name.as_str().into()));
                collect(value, &path, depth + 1, parts);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate().take(MOST_PATHS) {
                let path = JsonPath::Item(path, index);
                parts.push((path.to_string(), value.clone()));
                collect(value, &path, depth + 1, parts);
            }
        }
        _ => {}
    }
}
