//! The service model's own rules: members, types, values, lengths, patterns, bounds, counts.

use super::issue::{Edit, Fix, Issue, Step};
use super::rules;
use crate::sagemaker::shape::{Finding, MOST_PROBLEMS, visit};
use crate::sagemaker::{JsonPath, Request, Shape, TextLimits, Wire as _};
use serde_json::Value;

/// Everything in a request that is not as the model wants it. Of very many problems, the first are said, and how many more
/// there are.
pub(super) fn check(request: &Value) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut omitted = 0;
    visit(request, Request::SHAPE, &mut |finding, path| {
        let Some(issue) = issue(&finding, path) else { return };
        if issues.len() < MOST_PROBLEMS {
            issues.push(issue);
        } else {
            omitted += 1;
        }
    });
    if omitted > 0 {
        issues.push(rules::TYPE.issue("", format!("there are {omitted} more problems of the request's shape")));
    }
    issues
}

/// True for a problem that leaves nothing to read at its place.
pub(super) fn is_unreadable(issue: &Issue) -> bool {
    [rules::MISSING.id, rules::TYPE.id].contains(&issue.rule)
}

fn issue(finding: &Finding<'_>, path: &JsonPath<'_>) -> Option<Issue> {
    Some(match finding {
        Finding::Problem { message, is_missing } => {
            let rule = if *is_missing { rules::MISSING } else { rules::TYPE };
            rule.issue(path.to_string(), message.clone())
        }
        Finding::Unknown(meant) => {
            let message = match meant {
                Some(meant) => format!("AWS does not know this member; {meant} is probably meant"),
                None => "AWS does not know this member, and its own client refuses to send it".to_owned(),
            };
            let mut issue = rules::UNKNOWN.issue(path.to_string(), message);
            issue.fix =
                Some(Fix { title: "Remove it".to_owned(), edits: vec![Edit { place: steps(path), value: None }] });
            issue
        }
        Finding::Unlisted(text, allowed) => {
            let mut issue =
                rules::ENUM.issue(path.to_string(), format!("{} is none of {}", shown(text), allowed.join(", ")));
            let meant = allowed.iter().find(|allowed| allowed.eq_ignore_ascii_case(text));
            issue.fix = meant.map(|meant| set(path, format!("Set {meant}"), Value::from(*meant)));
            issue
        }
        Finding::Name(name, allowed) => return text(name, *allowed, path),
        Finding::Fits(value, shape) => return limits(value, *shape, path),
    })
}

fn limits(value: &Value, shape: Shape, path: &JsonPath<'_>) -> Option<Issue> {
    match (shape, value) {
        (Shape::Text(limits), Value::String(given)) => text(given, limits, path),
        (Shape::Whole(min, max), Value::Number(number)) => {
            let number = number.as_i64()?;
            // AWS's integers have 32 bits where the model sets no other end.
            let (low, high) = (min.unwrap_or(i64::from(i32::MIN)), max.unwrap_or(i64::from(i32::MAX)));
            let nearest = number.clamp(low, high);
            (number != nearest).then(|| {
                let message = match (min, max) {
                    (Some(min), Some(max)) => format!("{number} is not within {min} to {max}"),
                    (Some(min), None) if number < min => format!("{number} is below {min}, the least that AWS takes"),
                    _ => format!("{number} is more than AWS takes, {high}"),
                };
                let mut issue = rules::BOUNDS.issue(path.to_string(), message);
                issue.fix = Some(set(path, format!("Set {nearest}"), Value::from(nearest)));
                issue
            })
        }
        (Shape::List(_, min, max), Value::Array(items)) => count(items.len(), min, max, "items", path),
        (Shape::TextMap(limits), Value::Object(map)) => count(map.len(), limits.min, limits.max, "names", path),
        _ => None,
    }
}

fn text(given: &str, limits: TextLimits, path: &JsonPath<'_>) -> Option<Issue> {
    let length = given.chars().count();
    let is_too_short = limits.min.is_some_and(|min| length < min);
    if given.is_empty() && (is_too_short || limits.pattern.is_some_and(|pattern| !pattern.matches(given))) {
        let rule = if is_too_short { rules::LENGTH } else { rules::PATTERN };
        let wanted = limits
            .pattern
            .map_or_else(|| between(limits.min, limits.max, "characters"), |pattern| pattern.words().to_owned());
        return Some(rule.issue(path.to_string(), format!("this is empty; AWS takes {wanted}")));
    }
    if is_too_short || limits.max.is_some_and(|max| length > max) {
        let allowed = between(limits.min, limits.max, "characters");
        return Some(
            rules::LENGTH.issue(path.to_string(), format!("this has {length} characters; AWS takes {allowed}")),
        );
    }
    let pattern = limits.pattern.filter(|pattern| !pattern.matches(given))?;
    let message = format!("{} does not fit; AWS takes {}", shown(given), pattern.words());
    Some(rules::PATTERN.issue(path.to_string(), message))
}

fn count(given: usize, min: Option<usize>, max: Option<usize>, what: &str, path: &JsonPath<'_>) -> Option<Issue> {
    let is_wrong = min.is_some_and(|min| given < min) || max.is_some_and(|max| given > max);
    is_wrong.then(|| {
        let allowed = between(min, max, what);
        rules::COUNT.issue(path.to_string(), format!("there are {given} {what}; AWS takes {allowed}"))
    })
}

fn between(min: Option<usize>, max: Option<usize>, what: &str) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("{min} {what}"),
        (Some(min), Some(max)) => format!("{min} to {max} {what}"),
        (Some(min), None) => format!("{min} {what} or more"),
        (None, Some(max)) => format!("{max} {what} or fewer"),
        (None, None) => format!("any number of {what}"),
    }
}

fn shown(text: &str) -> String {
    crate::sagemaker::quoted(text)
}

fn set(path: &JsonPath<'_>, title: String, value: Value) -> Fix {
    Fix { title, edits: vec![Edit { place: steps(path), value: Some(value) }] }
}

fn steps(path: &JsonPath<'_>) -> Vec<Step> {
    match path {
        JsonPath::Root => Vec::new(),
        JsonPath::Member(parent, name) => [steps(parent), vec![Step::Member((*name).to_owned())]].concat(),
        JsonPath::Item(parent, index) => [steps(parent), vec![Step::Item(*index)]].concat(),
    }
}
