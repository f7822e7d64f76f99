//! The words for a field: label, unit, and the values it takes.

use crate::language::{counted, marked, t, text};
use crate::sagemaker::{Member, Pattern, Shape, TextLimits};

/// Labels where AWS's name, split into words, would be long or unclear.
const LABELS: [(&str, &str); 30] = [
    ("HyperParameterTuningJobName", marked!("Name")),
    ("HyperParameterTuningJobObjective", marked!("Objective metric")),
    ("HyperbandStrategyConfig", marked!("Hyperband")),
    ("MetricName", marked!("Metric")),
    ("Type", marked!("Direction")),
    ("ParameterRanges", marked!("Hyperparameter ranges")),
    ("HyperParameterRanges", marked!("Hyperparameter ranges")),
    ("IntegerParameterRanges", marked!("Integer ranges")),
    ("ContinuousParameterRanges", marked!("Continuous ranges")),
    ("CategoricalParameterRanges", marked!("Categorical ranges")),
    ("AutoParameters", marked!("Ranges that Autotune chooses")),
    ("StaticHyperParameters", marked!("Static hyperparameters")),
    ("TrainingJobEarlyStoppingType", marked!("Early stopping")),
    ("TuningJobCompletionCriteria", marked!("Completion criteria")),
    ("MaxNumberOfTrainingJobsNotImproving", marked!("Training jobs without improvement")),
    ("BestObjectiveNotImproving", marked!("Best objective not improving")),
    ("CompleteOnConvergence", marked!("Complete on convergence")),
    ("MaxNumberOfTrainingJobs", marked!("Training jobs, at most")),
    ("MaxParallelTrainingJobs", marked!("Training jobs at a time")),
    ("ParentHyperParameterTuningJobs", marked!("Parent jobs")),
    ("WarmStartConfig", marked!("Warm start")),
    ("RoleArn", marked!("IAM role (ARN)")),
    ("HyperParameterTuningResourceConfig", marked!("Machines, with fallbacks")),
    ("ResourceConfig", marked!("Machines")),
    ("InputDataConfig", marked!("Channels")),
    ("OutputDataConfig", marked!("Output")),
    ("Regex", marked!("Regular expression")),
    ("EnableNetworkIsolation", marked!("Network isolation")),
    ("EnableInterContainerTrafficEncryption", marked!("Encrypt traffic between containers")),
    ("EnableManagedSpotTraining", marked!("Managed spot training")),
];

/// AWS's other names, split into words by [`label`], so that they can be translated; a name that is not here stays English.
const SPLIT: [&str; 84] = [
    marked!("Tags"),
    marked!("Autotune"),
    marked!("Strategy"),
    marked!("Strategy config"),
    marked!("Resource limits"),
    marked!("Random seed"),
    marked!("Min resource"),
    marked!("Max resource"),
    marked!("Max runtime"),
    marked!("Name"),
    marked!("Min value"),
    marked!("Max value"),
    marked!("Scaling type"),
    marked!("Values"),
    marked!("Value hint"),
    marked!("Target objective metric value"),
    marked!("Convergence detected"),
    marked!("Warm start type"),
    marked!("Key"),
    marked!("Value"),
    marked!("Mode"),
    marked!("Definition name"),
    marked!("Tuning objective"),
    marked!("Algorithm specification"),
    marked!("VPC config"),
    marked!("Stopping condition"),
    marked!("Checkpoint config"),
    marked!("Retry strategy"),
    marked!("Environment"),
    marked!("Training image"),
    marked!("Training input mode"),
    marked!("Algorithm name"),
    marked!("Metric definitions"),
    marked!("Security group ids"),
    marked!("Subnets"),
    marked!("KMS key ID"),
    marked!("S3 output path"),
    marked!("Compression type"),
    marked!("Max wait time"),
    marked!("Max pending time"),
    marked!("S3 URI"),
    marked!("Local path"),
    marked!("Maximum retry attempts"),
    marked!("Channel name"),
    marked!("Data source"),
    marked!("Content type"),
    marked!("Record wrapper type"),
    marked!("Input mode"),
    marked!("Shuffle config"),
    marked!("S3 data source"),
    marked!("File system data source"),
    marked!("Dataset source"),
    marked!("S3 data type"),
    marked!("S3 data distribution type"),
    marked!("Attribute names"),
    marked!("Instance group names"),
    marked!("Model access config"),
    marked!("Hub access config"),
    marked!("Accept eula"),
    marked!("Hub content ARN"),
    marked!("File system ID"),
    marked!("File system access mode"),
    marked!("File system type"),
    marked!("Directory path"),
    marked!("Dataset ARN"),
    marked!("Seed"),
    marked!("Instance type"),
    marked!("Instance count"),
    marked!("Volume size"),
    marked!("Volume KMS key ID"),
    marked!("Keep alive period"),
    marked!("Instance groups"),
    marked!("Training plan ARN"),
    marked!("Instance placement config"),
    marked!("Instance preferences"),
    marked!("Selected instance type"),
    marked!("Selected instance count"),
    marked!("Instance group name"),
    marked!("Enable multiple jobs"),
    marked!("Placement specifications"),
    marked!("Ultra server ID"),
    marked!("Training plan arns"),
    marked!("Allocation strategy"),
    marked!("Instance configs"),
];

/// Parts of AWS's names that are written in capitals.
const CAPITALS: [&str; 6] = ["S3", "KMS", "ARN", "URI", "VPC", "ID"];

/// What a field is called.
pub fn label(member: &Member) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(name, _)| *name == member.name) {
        return text(label).to_owned();
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
    let label = shown.collect::<Vec<_>>().join(" ");
    SPLIT.iter().find(|known| **known == label).map_or(label, |known| text(known).to_owned())
}

/// Whether translators find a label.
#[cfg(test)]
pub(super) fn can_be_translated(label: &str) -> bool {
    LABELS.iter().map(|(_, label)| label).chain(&SPLIT).any(|known| *known == label)
}

/// What a number counts, or empty; in English: [`text`] translates it where it is shown.
pub fn unit(member: &Member) -> &'static str {
    if member.name.ends_with("InSeconds") {
        marked!("s")
    } else if member.name.ends_with("InGB") {
        marked!("GB")
    } else {
        ""
    }
}

/// The help, as a sentence.
pub fn help(member: &Member) -> String {
    text(member.help.trim()).replace('`', "")
}

/// The values that a field takes, in words; empty when any will do.
pub fn limits(shape: Shape) -> String {
    match shape {
        Shape::Text(limits) => text_limits(limits),
        Shape::Whole(min, max) => number_limits(min, max),
        Shape::List(_, min, max) => size_limits(min, max),
        Shape::TextMap(limits) => size_limits(limits.min, limits.max),
        Shape::Real | Shape::Flag | Shape::Choice(_) | Shape::Object(_) => String::new(),
    }
}

fn number_limits(least: Option<i64>, most: Option<i64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => t!("{least} to {most}", least, most),
        (Some(least), None) => t!("{least} or more", least),
        (None, Some(most)) => t!("up to {most}", most),
        (None, None) => String::new(),
    }
}

fn size_limits(least: Option<usize>, most: Option<usize>) -> String {
    match (least.filter(|&least| least > 0), most.filter(|&most| most > 0)) {
        (Some(least), Some(most)) if least == most => t!("{n} of them", n = least),
        (Some(least), Some(most)) => t!("{least} to {most} of them", least, most),
        (Some(least), None) => t!("{least} of them or more", least),
        (None, Some(most)) => t!("up to {most} of them", most),
        (None, None) => String::new(),
    }
}

fn text_limits(limits: TextLimits) -> String {
    let length = match (limits.min.filter(|&min| min > 1), limits.max) {
        (Some(least), Some(most)) => t!("{least} to {most} characters", least, most),
        (None, Some(most)) => t!("at most {most} characters", most),
        (Some(least), None) => t!("{least} characters or more", least),
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
    let days = usize::try_from(days).unwrap_or(usize::MAX);
    let parts = [
        (days > 0).then(|| counted!(days, "{count} day", "{count} days")),
        (hours > 0).then(|| t!("{h} h", h = hours)),
        (minutes > 0).then(|| t!("{min} min", min = minutes)),
        (rest > 0).then(|| t!("{s} s", s = rest)),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
