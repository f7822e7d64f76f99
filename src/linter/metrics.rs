//! The objective, and the regular expressions that read metrics from a training job's log.

use super::context::{Algorithm, Lint, repeated};
use super::rules;
use crate::catalogue::is_built_in;
use crate::language::t;
use crate::sagemaker::limits;
use crate::training_log::{Expression, ExpressionError, NUMBER_GROUP};
use regex_lite::Regex;

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let specification = &algorithm.definition.algorithm_specification;
    let path = format!("{}.AlgorithmSpecification", algorithm.path);
    let definitions = specification.metric_definitions.as_deref().unwrap_or_default();
    let image = specification.training_image.as_deref();
    let is_built_in = image.is_some_and(is_built_in);
    let metrics = format!("{path}.MetricDefinitions");
    if !definitions.is_empty() && specification.algorithm_name.is_some() {
        let message = t!("an algorithm that goes by its name brings its metric definitions; AWS refuses others");
        lint.says(rules::BUILT_IN_METRICS, &metrics, message).fix_by_removing(t!("Remove them"), &metrics);
    } else if !definitions.is_empty() && is_built_in {
        let message =
            t!("this looks like an image of SageMaker's own, which brings its metric definitions; AWS refuses others");
        lint.says(rules::BUILT_IN_IMAGE_METRICS, &metrics, message).fix_by_removing(t!("Remove them"), &metrics);
    }
    let objective = algorithm.objective.map(|objective| objective.metric_name.as_str());
    let is_defined = |name: &str| definitions.iter().any(|metric| metric.name == name);
    if let Some(name) =
        objective.filter(|name| !name.is_empty() && image.is_some() && !is_built_in && !is_defined(name))
    {
        let message =
            t!("{name} is not among the MetricDefinitions, so AWS cannot read it from the training jobs' logs", name);
        let value = serde_json::json!({ "Name": name, "Regex": format!("{}[=:] *{NUMBER_GROUP}", escaped(name)) });
        let place = format!("{metrics}[{}]", definitions.len());
        let (place, value) =
            if definitions.is_empty() { (metrics.clone(), serde_json::json!([value])) } else { (place, value) };
        lint.says(rules::OBJECTIVE_METRIC, format!("{}.MetricName", algorithm.objective_path), message).fix_by_setting(
            t!("Define {name}", name),
            &place,
            value,
        );
    }
    for (index, name) in repeated(definitions.iter().map(|metric| metric.name.as_str())) {
        lint.says(rules::METRIC_NAMES, format!("{metrics}[{index}].Name"), t!("{name} is defined twice", name));
    }
    if definitions.len() > limits::MAX_METRIC_DEFINITIONS_QUOTA && definitions.len() <= limits::MAX_METRIC_DEFINITIONS {
        let message = t!(
            "{n} metrics; the page of quotas says {quota} a tuning job, the API {most}",
            n = definitions.len(),
            quota = limits::MAX_METRIC_DEFINITIONS_QUOTA,
            most = limits::MAX_METRIC_DEFINITIONS
        );
        lint.says(rules::METRICS_QUOTA, &metrics, message);
    }
    // What AWS refuses for its number is not looked at one by one.
    for (index, metric) in definitions.iter().take(limits::MAX_METRIC_DEFINITIONS).enumerate() {
        expression(&metric.regex, &format!("{metrics}[{index}].Regex"), lint);
    }
}

fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            (!character.is_alphanumeric() && character != '_').then_some('\\').into_iter().chain([character])
        })
        .collect()
}

fn expression(text: &str, path: &str, lint: &mut Lint<'_>) {
    let compiled = match Expression::compile(text) {
        Ok(compiled) => compiled,
        Err(error) => {
            // What the engine here does not know, AWS's may.
            if matches!(error, ExpressionError::Syntax { .. }) {
                lint.says(rules::REGEX_SYNTAX, path, error.to_string());
            }
            return;
        }
    };
    let groups = compiled.captures_len() - 1;
    if groups != 1 {
        let message = match groups {
            0 => t!("there is no group; put parentheses around the number, such as loss=([0-9.]+)").to_owned(),
            _ => t!(
                "there are {groups} groups; AWS's pages show one, around the number. Write (?:…) for the others",
                groups
            ),
        };
        lint.says(rules::REGEX_GROUP, path, message);
        return;
    }
    let Some((before, inner, after)) = group(text) else { return };
    if after.is_empty() && ["*?", "+?", "??"].iter().any(|lazy| inner.ends_with(lazy)) {
        let message = t!(
            "the group is lazy and nothing follows it, so it captures as little as it can: nothing, or one character"
        );
        lint.says(rules::REGEX_LAZY_END, path, message).fix_by_setting(
            t!("Capture a whole number"),
            path,
            format!("{before}{NUMBER_GROUP}"),
        );
        return;
    }
    let Ok(whole) = Regex::new(&format!("^(?:{inner})$")) else { return };
    let takes = |number: &str| whole.is_match(number);
    if !["0.5", "12", "0.123456", "1e-05", "-0.25", "97", "100", "0", "1", "0.98", "98.75", ".5"]
        .iter()
        .any(|number| takes(number))
    {
        lint.says(rules::REGEX_NUMBER, path, t!("the group ({inner}) captures no number", inner)).fix_by_setting(
            t!("Capture a whole number"),
            path,
            format!("{before}{NUMBER_GROUP}{after}"),
        );
        return;
    }
    let lost = [
        (t!("a fraction such as 0.5"), "0.5"),
        (t!("a sign such as -0.25"), "-0.25"),
        (t!("an exponent such as 1e-05"), "1e-05"),
    ]
    .into_iter()
    .filter(|(_, number)| !takes(number))
    .map(|(words, _)| words.to_owned())
    .reduce(|before, words| t!("{before}, nor {words}", before, words));
    if let Some(lost) = lost {
        let message = t!("the group ({inner}) does not capture {lost}; such a value is cut or missed", inner, lost);
        lint.says(rules::REGEX_CUTS, path, message).fix_by_setting(
            t!("Capture a whole number"),
            path,
            format!("{before}{NUMBER_GROUP}{after}"),
        );
    }
}

/// What stands before the capturing group, in it, and after it; of an expression with one.
fn group(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let (mut at, mut is_class, mut opened) = (0, false, Vec::new());
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' if !is_class => {
                is_class = true;
                // A bracket that comes first is a character.
                at += usize::from(bytes.get(at + 1) == Some(&b'^'));
                at += usize::from(bytes.get(at + 1) == Some(&b']'));
            }
            b']' if is_class => is_class = false,
            b'(' if !is_class => {
                let is_named = text[at..].starts_with("(?P<") || (text[at..].starts_with("(?<"));
                let begin = if is_named { at + text[at..].find('>')? + 1 } else { at + 1 };
                opened.push((bytes.get(at + 1) != Some(&b'?') || is_named).then_some((at, begin)));
            }
            b')' if !is_class => {
                if let Some((open, begin)) = opened.pop()? {
                    return Some((&text[..open], &text[begin..at], &text[at + 1..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_is_found_where_it_is() {
        assert_eq!(group("a=([0-9)]+) b"), Some(("a=", "[0-9)]+", " b")));
        assert_eq!(group(r"\((?:x|y)(?P<n>.*?)$"), Some((r"\((?:x|y)", ".*?", "$")));
        assert_eq!(group(r"[]()](\d+(?:\.\d+)?)"), Some(("[]()]", r"\d+(?:\.\d+)?", "")));
        assert_eq!(group("none"), None);
    }
}
