//! What a text that was typed means. Decimal points only, as in JSON: a comma could be either of two things.

use crate::language::t;
use serde_json::Number;

/// The whole number that a text writes, or why it writes none.
pub fn read_whole(text: &str) -> Result<i64, String> {
    let trimmed = text.trim();
    if let Ok(value) = trimmed.parse() {
        return Ok(value);
    }
    match trimmed.parse::<f64>() {
        _ if trimmed.is_empty() => Err(t!("a whole number is needed here, such as 10").to_owned()),
        Ok(value) if !value.is_finite() => {
            Err(t!("{text} is no number that can be run; write one such as 10", text = trimmed))
        }
        // 1e3 is a whole number to people.
        Ok(value) if value.fract() == 0.0 && value.abs() < 1e15 => Ok(value as i64),
        Ok(value) if value.fract() == 0.0 => {
            Err(t!("{text} is too great; write a whole number such as 10", text = trimmed))
        }
        Ok(value) => Err(t!(
            "{text} is no whole number; write {below} or {above}",
            text = trimmed,
            below = value.floor(),
            above = value.ceil()
        )),
        Err(_) => Err(t!("{text} is no whole number; write one such as 10", text = shown(trimmed))),
    }
}

/// The number that a text writes, or why it writes none. Whole numbers stay whole: 1 is not rewritten to 1.0.
pub fn read_real(text: &str) -> Result<Number, String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(t!("a number is needed here, such as 0.5").to_owned());
    }
    if let Ok(value) = trimmed.parse::<i64>() {
        return Ok(value.into());
    }
    let value = trimmed.parse::<f64>().map_err(|_| {
        if trimmed.contains(',') {
            t!("{text} is no number; write a point in place of the comma", text = shown(trimmed))
        } else {
            t!("{text} is no number; write one such as 0.5 or 1e-3", text = shown(trimmed))
        }
    })?;
    Number::from_f64(value)
        .ok_or_else(|| t!("{text} is not finite; write a number such as 0.5 or 1e-3", text = trimmed))
}

/// A text in a message: short enough for one line.
fn shown(text: &str) -> String {
    let short: String = text.chars().take(24).collect();
    let short = if short.len() < text.len() { format!("{short}…") } else { short };
    t!("“{text}”", text = short)
}
