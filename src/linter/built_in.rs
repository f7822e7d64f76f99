//! What the catalogue knows of SageMaker's own algorithms: what can be tuned and how far, what is reported, what is needed.
//!
//! AWS refuses what its images do not declare. Yet nothing here is an error: an image is known by the name of its repository,
//! which anybody may use, and a newer image may declare more than the catalogue has.

use super::context::{Algorithm, CONFIG, Lint};
use super::hyperparameters::names;
use super::issue::{Edit, Fix};
use super::rules;
use crate::catalogue::{self, Algorithm as BuiltIn, Image, Need, Range};
use crate::language::{t, text};
use crate::sagemaker::{ParameterRanges, TextMap};
use serde_json::json;

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let Some(known) = catalogue::of_definition(algorithm.definition) else { return };
    tag(known, algorithm, lint);
    if let Some(ranges) = algorithm.ranges {
        check_ranges(known, ranges, &algorithm.ranges_path, lint);
    }
    objective(known, algorithm, lint);
    statics(known, algorithm, lint);
}

/// The image's version. A digest is one; without any, an image is the latest.
fn tag(known: &BuiltIn, algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let image = algorithm.definition.algorithm_specification.training_image.as_deref().unwrap_or_default();
    let Image::Registry { repository: newest, tag: usual, .. } = known.image else { return };
    let (repository, tag) = image.rsplit_once(':').unwrap_or((image, "latest"));
    // A tag that the newest repository never had: it is the old one's.
    let is_mistaken = tag == "1" && usual != "1" && repository.rsplit('/').next() == Some(newest);
    if image.contains('@') || !(tag == "latest" || is_mistaken) {
        return;
    }
    let place = format!("{}.AlgorithmSpecification.TrainingImage", algorithm.path);
    let message = t!(
        "the image's version is {tag}; AWS says to name one, such as {newest}:{usual}, since what {algorithm} does changes with it",
        tag,
        newest,
        usual,
        algorithm = text(known.title)
    );
    let issue = lint.says(rules::BUILT_IN_TAG, &place, message);
    // The old repository has versions of its own.
    if repository.rsplit('/').next() == Some(newest) {
        issue.fix_by_setting(t!("Set version {version}", version = usual), &place, format!("{repository}:{usual}"));
    }
}

/// Each range against what can be tuned, and how far.
fn check_ranges(known: &BuiltIn, ranges: &ParameterRanges, path: &str, lint: &mut Lint<'_>) {
    for (index, range) in ranges.integers().iter().enumerate() {
        let path = format!("{path}.IntegerParameterRanges[{index}]");
        let Some(recommended) = tunable(known, &range.name, &path, lint) else { continue };
        let is_same = matches!(recommended, Range::Integer { .. });
        numbers(&range.name, (&range.min_value, &range.max_value), recommended, is_same, &path, lint);
    }
    for (index, range) in ranges.continuous().iter().enumerate() {
        let path = format!("{path}.ContinuousParameterRanges[{index}]");
        let Some(recommended) = tunable(known, &range.name, &path, lint) else { continue };
        let is_same = matches!(recommended, Range::Continuous { .. });
        numbers(&range.name, (&range.min_value, &range.max_value), recommended, is_same, &path, lint);
    }
    for (index, range) in ranges.categoricals().iter().enumerate() {
        let path = format!("{path}.CategoricalParameterRanges[{index}]");
        let Some(recommended) = tunable(known, &range.name, &path, lint) else { continue };
        values(&range.name, &range.values, recommended, &path, lint);
    }
    for (index, range) in ranges.autos().iter().enumerate() {
        tunable(known, &range.name, &format!("{path}.AutoParameters[{index}]"), lint);
    }
}

/// The recommended range, or a word that there is none.
fn tunable(known: &BuiltIn, name: &str, path: &str, lint: &mut Lint<'_>) -> Option<Range> {
    if name.is_empty() {
        return None;
    }
    if let Some(own) = known.hyperparameter(name) {
        return Some(own.range);
    }
    let message = if known.tunable.is_empty() {
        t!("{algorithm} has nothing that can be tuned, by AWS's pages of 2023", algorithm = text(known.title))
    } else {
        let others: Vec<&str> = known.tunable.iter().map(|own| own.name).collect();
        t!(
            "{algorithm} does not let {name} be tuned, by AWS's page of 2023, and AWS refuses what its image does not declare; it \
             has {others}",
            algorithm = text(known.title),
            name,
            others = others.join(", ")
        )
    };
    lint.says(rules::BUILT_IN_TUNABLE, format!("{path}.Name"), message);
    None
}

fn numbers(name: &str, own: (&str, &str), recommended: Range, is_same_kind: bool, path: &str, lint: &mut Lint<'_>) {
    let (Range::Continuous { min, max, .. } | Range::Integer { min, max, .. }) = recommended else { return };
    let read = |(min, max): (&str, &str)| Some((number(min)?, number(max)?));
    let (Some((own_min, own_max)), Some((least, most))) = (read(own), read((min, max))) else { return };
    if own_min >= least && own_max <= most {
        return;
    }
    let message = t!(
        "{name} goes from {own_min} to {own_max}; AWS recommends to stay within {min} to {max}",
        name,
        own_min = own.0.trim(),
        own_max = own.1.trim(),
        min,
        max
    );
    let issue = lint.says(rules::BUILT_IN_RANGE, path, message);
    // What the two ranges share, if it is a range.
    if is_same_kind && own_min.max(least) < own_max.min(most) {
        let edit = |member: &str, text: &str| Edit::new(&format!("{path}.{member}"), Some(json!(text)));
        let low = (own_min < least).then(|| edit("MinValue", min));
        let high = (own_max > most).then(|| edit("MaxValue", max));
        let title = t!("Keep what lies within {min} to {max}", min, max);
        issue.fix = Some(Fix { title, edits: low.into_iter().chain(high).collect() });
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Values of a list, against a list or, for a grid over numbers, against a range of numbers.
fn values(name: &str, own: &[String], recommended: Range, path: &str, lint: &mut Lint<'_>) {
    let others: Vec<&str> = own.iter().map(String::as_str).filter(|value| !recommended.has(value)).collect();
    if others.is_empty() {
        return;
    }
    let others = others.join(", ");
    let message = match recommended {
        Range::Categorical(known) => {
            t!("{name} has the values {others}; AWS recommends {known}", name, others, known = known.join(", "))
        }
        Range::Continuous { min, max, .. } | Range::Integer { min, max, .. } => {
            t!("{name} has the values {others}; AWS recommends {min} to {max}", name, others, min, max)
        }
    };
    lint.says(rules::BUILT_IN_RANGE, format!("{path}.Values"), message);
}

/// The metric, its direction, the channel it is computed on, and early stopping with it.
fn objective(known: &BuiltIn, algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let Some(own) = algorithm.objective.filter(|own| !own.metric_name.is_empty()) else { return };
    let path = &algorithm.objective_path;
    let Some(metric) = known.metric(&own.metric_name) else {
        let names: Vec<&str> = known.metrics.iter().map(|metric| metric.name).collect();
        let message = if names.is_empty() {
            t!(
                "{algorithm} reports nothing that could be an objective, by AWS's pages of 2023",
                algorithm = text(known.title)
            )
        } else {
            t!(
                "{algorithm} does not report {metric}, by AWS's page of 2023, and AWS refuses what its image does not declare; it \
                 reports {others}",
                algorithm = text(known.title),
                metric = own.metric_name,
                others = names.join(", ")
            )
        };
        let place = format!("{path}.MetricName");
        let issue = lint.says(rules::BUILT_IN_OBJECTIVE, &place, message);
        let end = |name: &str| name.rsplit(':').next().map(str::to_owned);
        if let Some(meant) = names.into_iter().find(|name| end(name) == end(&own.metric_name)) {
            issue.fix_by_setting(t!("Set {value}", value = meant), &place, meant);
        }
        return;
    };
    let right = metric.direction.name();
    if !own.objective_type.is_empty() && own.objective_type != right {
        let place = format!("{path}.Type");
        let message = if right == "Maximize" {
            t!("{metric} is a metric to maximize, and this searches for the worst", metric = metric.name)
        } else {
            t!("{metric} is a metric to minimize, and this searches for the worst", metric = metric.name)
        };
        lint.says(rules::BUILT_IN_DIRECTION, &place, message).fix_by_setting(
            t!("Set {value}", value = right),
            &place,
            right,
        );
    }
    channel(known, metric.channel(), metric.name, algorithm, lint);
    let config = lint.config();
    // Hyperband has a rule of its own, and another rule for Auto.
    if config.training_job_early_stopping_type.as_deref() == Some("Auto")
        && config.strategy != "Hyperband"
        && !known.early_stopping.is_listed_with(metric.name)
    {
        let place = format!("{CONFIG}.TrainingJobEarlyStoppingType");
        let message = t!(
            "AWS's list of algorithms with early stopping, of 2018, does not have {algorithm} with {metric}; a metric that is not \
             reported each epoch stops nothing",
            algorithm = text(known.title),
            metric = metric.name
        );
        lint.says(rules::BUILT_IN_EARLY_STOPPING, &place, message).fix_by_setting(
            t!("Set {value}", value = "Off"),
            &place,
            "Off",
        );
    }
}

fn channel(known: &BuiltIn, channel: Option<&str>, metric: &str, algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let Some(channels) = &algorithm.definition.input_data_config else { return };
    // Without the channel, Linear Learner validates on a sample of the training data.
    let Some(channel) = channel.filter(|_| known.id != "linear-learner") else { return };
    if !channels.is_empty() && !channels.iter().any(|own| own.channel_name == channel) {
        let message = t!(
            "{metric} is computed on the channel {channel}, which is missing: there would be no objective",
            metric,
            channel
        );
        lint.says(rules::BUILT_IN_CHANNEL, format!("{}.InputDataConfig", algorithm.path), message);
    }
}

/// The static hyperparameters without which there is no training.
fn statics(known: &BuiltIn, algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let own = algorithm.definition.static_hyper_parameters.as_ref();
    let is_static = |name: &str| own.is_some_and(|own: &TextMap| own.get(name).is_some());
    if catalogue::runs_script(algorithm.definition) {
        return;
    }
    let tuned = names(algorithm);
    let path = format!("{}.StaticHyperParameters", algorithm.path);
    for needed in known.statics.iter().filter(|own| own.need != Need::Usual) {
        let (name, value) = (needed.name, needed.value);
        if is_static(name) || tuned.contains(&name) {
            continue;
        }
        let algorithm = text(known.title);
        let message = match needed.need {
            Need::OfData => {
                t!("{algorithm} needs {name}, which your data tell, such as {value}", algorithm, name, value)
            }
            _ => t!("{algorithm} needs {name}, such as {value}", algorithm, name, value),
        };
        let issue = lint.says(rules::BUILT_IN_REQUIRED, format!("{path}.{name}"), message);
        if needed.need == Need::Required {
            issue.fix = Some(Fix {
                title: t!("Set {name} to {value}", name, value),
                edits: vec![Edit::member(&path, name, Some(json!(value)))],
            });
        }
    }
}
