//! The table of hyperparameters: how to read each, and a value to run with.

use crate::sagemaker::{HyperParameterTrainingJobDefinition, ParameterRanges, TextMap};
use serde_json::Value;

/// Name, Python's reader (`int`, `float`, `str`, or the script's own `flag`), and a value: of each hyperparameter once.
pub(super) fn table(
    ranges: Option<&ParameterRanges>,
    definition: &HyperParameterTrainingJobDefinition,
) -> Vec<(String, &'static str, Value)> {
    let mut rows = Vec::new();
    if let Some(ranges) = ranges {
        for range in ranges.integers() {
            let middle = middle(&range.min_value, &range.max_value, range.scaling_type.as_deref());
            rows.push((range.name.clone(), "int", middle.map_or(1, |middle| middle.round() as i64).into()));
        }
        for range in ranges.continuous() {
            let middle = middle(&range.min_value, &range.max_value, range.scaling_type.as_deref());
            rows.push((range.name.clone(), "float", middle.unwrap_or(0.5).into()));
        }
        for range in ranges.categoricals() {
            let kind = kind(range.values.iter().map(String::as_str));
            let first = range.values.first().map(String::as_str).unwrap_or_default();
            rows.push((range.name.clone(), kind, read(first, kind)));
        }
        for auto in ranges.autos() {
            let kind = kind([auto.value_hint.as_str()]);
            rows.push((auto.name.clone(), kind, read(&auto.value_hint, kind)));
        }
    }
    for (name, text) in definition.static_hyper_parameters.iter().flat_map(TextMap::iter) {
        let kind = kind([text]);
        rows.push((name.to_owned(), kind, read(text, kind)));
    }
    let mut known = std::collections::BTreeSet::new();
    rows.retain(|(name, ..)| known.insert(name.clone()));
    rows
}

/// The middle of a range, on its scale, to three digits.
fn middle(min: &str, max: &str, scaling: Option<&str>) -> Option<f64> {
    let (min, max): (f64, f64) = (min.parse().ok()?, max.parse().ok()?);
    let middle = match scaling {
        Some("Logarithmic") if min > 0.0 => (min * max).sqrt(),
        Some("ReverseLogarithmic") if max < 1.0 => 1.0 - ((1.0 - min) * (1.0 - max)).sqrt(),
        _ => f64::midpoint(min, max),
    };
    if middle.is_finite() { format!("{middle:.2e}").parse().ok() } else { None }
}

/// The reader that fits all of these texts.
fn kind<'a>(texts: impl IntoIterator<Item = &'a str>) -> &'static str {
    let texts: Vec<String> = texts.into_iter().map(unquoted).collect();
    let all = |fits: fn(&str) -> bool| !texts.is_empty() && texts.iter().all(|text| fits(text));
    if all(|text| text.parse::<i64>().is_ok()) {
        "int"
    } else if all(|text| text.parse::<f64>().is_ok_and(f64::is_finite)) {
        "float"
    } else if all(|text| ["true", "false"].contains(&text.to_ascii_lowercase().as_str())) {
        "flag"
    } else {
        "str"
    }
}

fn read(text: &str, kind: &str) -> Value {
    let text = unquoted(text);
    match kind {
        "int" => text.parse::<i64>().map_or(Value::Null, Value::from),
        "float" => text.parse::<f64>().map_or(Value::Null, Value::from),
        "flag" => text.eq_ignore_ascii_case("true").into(),
        _ => text.into(),
    }
}

/// A text without the quotes that the SDK's framework estimators put around it.
fn unquoted(text: &str) -> String {
    if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
        return serde_json::from_str(text).unwrap_or_else(|_| text.to_owned());
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_are_read_as_what_they_are() {
        for (texts, wanted, value) in [
            (&["8", "16"][..], "int", json!(8)),
            (&["8", "0.5"], "float", json!(8.0)),
            (&["True", "false"], "flag", json!(true)),
            (&["\"sgd\"", "adam"], "str", json!("sgd")),
            (&["nan"], "str", json!("nan")),
            (&[""], "str", json!("")),
            (&["\"32\""], "int", json!(32)),
        ] {
            let kind = kind(texts.iter().copied());
            assert_eq!((kind, read(texts[0], kind)), (wanted, value));
        }
    }

    #[test]
    fn a_range_has_its_middle_on_its_scale() {
        assert_eq!(middle("0.0001", "1", Some("Logarithmic")), Some(0.01));
        assert_eq!(middle("2", "24", Some("Linear")), Some(13.0));
        assert_eq!(middle("0", "0.99", Some("ReverseLogarithmic")), Some(0.9));
        assert_eq!(middle("x", "1", None), None);
    }
}
