//! The service model's own rules: members, types, values, lengths, patterns, bounds, counts.

use super::issue::{Edit, Fix, Issue, Step};
use super::rules;
use crate::language::t;
use crate::sagemaker::breach::{Breach, BreachKind, breach, text_breach};
use crate::sagemaker::shape::{Finding, MOST_PROBLEMS, visit};
use crate::sagemaker::{JsonPath, Request, Wire as _};
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
        issues.push(rules::TYPE.issue("", t!("there are {omitted} more problems of the request's shape", omitted)));
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
                Some(meant) => t!("AWS does not know this member; {meant} is probably meant", meant),
                None => t!("AWS does not know this member, and its own client refuses to send it").to_owned(),
            };
            let mut issue = rules::UNKNOWN.issue(path.to_string(), message);
            issue.fix =
                Some(Fix { title: t!("Remove it").to_owned(), edits: vec![Edit { place: steps(path), value: None }] });
            issue
        }
        Finding::Unlisted(text, allowed) => {
            let message = t!("{text} is none of {allowed}", text = shown(text), allowed = allowed.join(", "));
            let mut issue = rules::ENUM.issue(path.to_string(), message);
            let meant = allowed.iter().find(|allowed| allowed.eq_ignore_ascii_case(text));
            issue.fix = meant.map(|meant| set(path, t!("Set {value}", value = meant), Value::from(*meant)));
            issue
        }
        Finding::Name(name, allowed) => return Some(broken(text_breach(name, *allowed)?, path)),
        Finding::Fits(value, shape) => return Some(broken(breach(value, *shape)?, path)),
    })
}

/// The issue of a broken limit.
fn broken(breach: Breach, path: &JsonPath<'_>) -> Issue {
    let rule = match breach.kind {
        BreachKind::Length => rules::LENGTH,
        BreachKind::Pattern => rules::PATTERN,
        BreachKind::Bounds { .. } => rules::BOUNDS,
        BreachKind::Count => rules::COUNT,
    };
    let mut issue = rule.issue(path.to_string(), breach.message);
    if let BreachKind::Bounds { nearest } = breach.kind {
        issue.fix = Some(set(path, t!("Set {value}", value = nearest), Value::from(nearest)));
    }
    issue
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
