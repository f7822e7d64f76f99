//! The limits of AWS's model that a value of the right type can still break: lengths, patterns, bounds, counts. For the
//! linter, and for the operations on tuning jobs.

use super::path::quoted;
use super::wire::{Shape, TextLimits};
use crate::language::t;
use serde_json::Value;

/// Which kind of limit is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BreachKind {
    /// A text is too short or too long.
    Length,
    /// A text has the wrong characters.
    Pattern,
    /// A number is too small or too great.
    Bounds {
        /// The nearest that AWS takes.
        nearest: i64,
    },
    /// There are too few or too many.
    Count,
}

/// A broken limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) kind: BreachKind,
    /// What is wrong and what would be right, in words.
    pub(crate) message: String,
}

/// The limit that a value of its shape's type breaks, if it breaks one. What is inside it is not looked at.
pub(crate) fn breach(value: &Value, shape: Shape) -> Option<Breach> {
    match (shape, value) {
        (Shape::Text(limits), Value::String(given)) => text_breach(given, limits),
        (Shape::Whole(min, max), Value::Number(number)) => {
            let number = number.as_i64()?;
            // AWS's integers have 32 bits where the model sets no other end.
            let (low, high) = (min.unwrap_or(i64::from(i32::MIN)), max.unwrap_or(i64::from(i32::MAX)));
            let nearest = number.clamp(low, high);
            (number != nearest).then(|| {
                let message = match (min, max) {
                    (Some(min), Some(max)) => t!("{number} is not within {min} to {max}", number, min, max),
                    (Some(min), None) if number < min => {
                        t!("{number} is below {min}, the least that AWS takes", number, min)
                    }
                    _ => t!("{number} is more than AWS takes, {high}", number, high),
                };
                Breach { kind: BreachKind::Bounds { nearest }, message }
            })
        }
        (Shape::List(_, min, max), Value::Array(items)) => count(items.len(), min, max, t!("items")),
        (Shape::TextMap(limits), Value::Object(map)) => count(map.len(), limits.min, limits.max, t!("names")),
        _ => None,
    }
}

/// The limit that a text breaks, if it breaks one.
pub(crate) fn text_breach(given: &str, limits: TextLimits) -> Option<Breach> {
    let length = given.chars().count();
    let is_too_short = limits.min.is_some_and(|min| length < min);
    if given.is_empty() && (is_too_short || limits.pattern.is_some_and(|pattern| !pattern.matches(given))) {
        let kind = if is_too_short { BreachKind::Length } else { BreachKind::Pattern };
        let wanted = limits
            .pattern
            .map_or_else(|| between(limits.min, limits.max, t!("characters")), |pattern| pattern.words().to_owned());
        return Some(Breach { kind, message: t!("this is empty; AWS takes {wanted}", wanted) });
    }
    if is_too_short || limits.max.is_some_and(|max| length > max) {
        let allowed = between(limits.min, limits.max, t!("characters"));
        let message = t!("this has {length} characters; AWS takes {allowed}", length, allowed);
        return Some(Breach { kind: BreachKind::Length, message });
    }
    let pattern = limits.pattern.filter(|pattern| !pattern.matches(given))?;
    let message = t!("{text} does not fit; AWS takes {wanted}", text = quoted(given), wanted = pattern.words());
    Some(Breach { kind: BreachKind::Pattern, message })
}

fn count(given: usize, min: Option<usize>, max: Option<usize>, what: &str) -> Option<Breach> {
    let is_wrong = min.is_some_and(|min| given < min) || max.is_some_and(|max| given > max);
    is_wrong.then(|| {
        let allowed = between(min, max, what);
        Breach {
            kind: BreachKind::Count,
            message: t!("there are {given} {what}; AWS takes {allowed}", given, what, allowed),
        }
    })
}

fn between(min: Option<usize>, max: Option<usize>, what: &str) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => t!("{min} {what}", min, what),
        (Some(min), Some(max)) => t!("{min} to {max} {what}", min, max, what),
        (Some(min), None) => t!("{min} {what} or more", min, what),
        (None, Some(max)) => t!("{max} {what} or fewer", max, what),
        (None, None) => t!("any number of {what}", what),
    }
}
