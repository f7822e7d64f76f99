//! The words for a field: label, unit, and the values it takes.

use crate::sagemaker::{Member, Pattern, Shape, TextLimits};

/// Labels where AWS's name, split into words, would be long or unclear.
const LABELS: [(&str, &str); 30] = [
    ("HyperParameterTuningJobName", "Name"),
    ("HyperParameterTuningJobObjective", "Objective metric"),
    ("HyperbandStrategyConfig", "Hyperband"),
    ("MetricName", "Metric"),
    ("Type", "Direction"),
    ("ParameterRanges", "Hyperparameter ranges"),
    ("HyperParameterRanges", "Hyperparameter ranges"),
    ("IntegerParameterRanges", "Integer ranges"),
    ("ContinuousParameterRanges", "Continuous ranges"),
    ("CategoricalParameterRanges", "Categorical ranges"),
    ("AutoParameters", "Ranges that Autotune chooses"),
    ("StaticHyperParameters", "Static hyperparameters"),
    ("TrainingJobEarlyStoppingType", "Early stopping"),
    ("TuningJobCompletionCriteria", "Completion criteria"),
    ("MaxNumberOfTrainingJobsNotImproving", "Training jobs without improvement"),
    ("BestObjectiveNotImproving", "Best objective not improving"),
    ("CompleteOnConvergence", "Complete on convergence"),
    ("MaxNumberOfTrainingJobs", "Training jobs, at most"),
    ("MaxParallelTrainingJobs", "Training jobs at a time"),
    ("ParentHyperParameterTuningJobs", "Parent jobs"),
    ("WarmStartConfig", "Warm start"),
    ("RoleArn", "IAM role (ARN)"),
    ("HyperParameterTuningResourceConfig", "Machines, with fallbacks"),
    ("ResourceConfig", "Machines"),
    ("InputDataConfig", "Channels"),
    ("OutputDataConfig", "Output"),
    ("Regex", "Regular expression"),
    ("EnableNetworkIsolation", "Network isolation"),
    ("EnableInterContainerTrafficEncryption", "Encrypt traffic between containers"),
    ("EnableManagedSpotTraining", "Managed spot training"),
];

/// Parts of AWS's names that are written in capitals.
const CAPITALS: [&str; 6] = ["S3", "KMS", "ARN", "URI", "VPC", "ID"];

/// What a field is called.
pub fn label(member: &Member) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(name, _)| *name == member.name) {
        return (*label).to_owned();
    }
    let name =
        member.name.strip_suffix("InSeconds").or_else(|| member.name.strip_suffix("InGB")).unwrap_or(member.name);
    let mut words: Vec<String> = Vec::new();
    for character in name.chars() {
        match words.last_mut() {
            Some(word)
                if !(character.is_ascii_uppercase()
                    && word.chars().last().is_some_and(|c| !c.is_ascii_uppercase())) =>
            {
                word.push(character);
            }
            _ => words.push(character.to_string()),
        }
    }
    let shown = words.iter().enumerate().map(|(index, word)| {
        let upper = word.to_ascii_uppercase();
        match CAPITALS.iter().find(|capitals| **capitals == upper) {
            Some(_) => upper,
            None if index == 0 => word.clone(),
            None => word.to_ascii_lowercase(),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// What a number counts, or empty.
pub fn unit(member: &Member) -> &'static str {
    if member.name.ends_with("InSeconds") {
        "s"
    } else if member.name.ends_with("InGB") {
        "GB"
    } else {
        ""
    }
}

/// The help, as a sentence.
pub fn help(member: &Member) -> String {
    member.help.replace('`', "").trim().to_owned()
}

/// The values that a field takes, in words; empty when any will do.
pub fn limits(shape: Shape) -> String {
    let between = |min: Option<String>, max: Option<String>, what: &str| match (min, max) {
        (Some(min), Some(max)) if min == max => format!("{min}{what}"),
        (Some(min), Some(max)) => format!("{min} to {max}{what}"),
        (Some(min), None) => format!("{min}{what} or more"),
        (None, Some(max)) => format!("up to {max}{what}"),
        (None, None) => String::new(),
    };
    let size = |count: Option<usize>| count.filter(|&count| count > 0).map(|count| count.to_string());
    match shape {
        Shape::Text(limits) => text_limits(limits),
        Shape::Whole(min, max) => between(min.map(|min| min.to_string()), max.map(|max| max.to_string()), ""),
        Shape::List(_, min, max) => between(size(min), size(max), " of them"),
        Shape::TextMap(limits) => between(size(limits.min), size(limits.max), " of them"),
        Shape::Real | Shape::Flag | Shape::Choice(_) | Shape::Object(_) => String::new(),
    }
}

fn text_limits(limits: TextLimits) -> String {
    let length = match (limits.min.filter(|&min| min > 1), limits.max) {
        (Some(min), Some(max)) => format!("{min} to {max} characters"),
        (None, Some(max)) => format!("at most {max} characters"),
        (Some(min), None) => format!("{min} characters or more"),
        (None, None) => String::new(),
    };
    match limits.pattern.map(Pattern::words).filter(|words| !words.is_empty()) {
        Some(words) if length.is_empty() => words.to_owned(),
        Some(words) => format!("{words}; {length}"),
        None => length,
    }
}

/// A number of seconds as people say it, where that is another text: `1 day`, `2 h 30 min`.
pub fn duration(seconds: i64) -> Option<String> {
    if seconds < 60 {
        return None;
    }
    let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let day = if days == 1 { "day" } else { "days" };
    let parts = [(days, day), (hours, "h"), (minutes, "min"), (rest, "s")];
    Some(
        parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, unit)| format!("{count} {unit}"))
            .collect::<Vec<_>>()
            .join(" "),
    )
}
