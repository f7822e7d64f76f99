//! Problems that no field shows: in parts of the request that the form does not edit.

use super::fields;

/// Places besides the fields' that the form shows problems of, with all that is in them.
const SHOWN: [&str; 10] = [
    "HyperParameterTuningJobConfig.ParameterRanges",
    "HyperParameterTuningJobConfig.Strategy",
    "HyperParameterTuningJobConfig.HyperParameterTuningJobObjective",
    "HyperParameterTuningJobConfig.ResourceLimits.MaxRuntimeInSeconds",
    "TrainingJobDefinition.StaticHyperParameters",
    "WarmStartConfig",
    "Problem.Model",
    "Problem.Dataset.Name",
    "Problem.Dataset.File",
    "Problem.Dataset.Points",
];

/// True when a part of the form shows the problems of this place.
pub fn is_in_form(path: &str) -> bool {
    let is_within = |place: &str| {
        path.strip_prefix(place).is_some_and(|rest| matches!(rest.chars().next(), None | Some('.' | '[')))
    };
    SHOWN.into_iter().any(is_within) || fields::ALL.iter().any(|field| field.path == path)
}
