//! The parts of the form, in the order of AWS's console guide.

use super::Place;
use crate::language::marked;
use crate::sagemaker::{Member, Request, Shape, Wire as _};

/// Where an entry's path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// At the request.
    Request,
    /// At the request, when it tunes one algorithm.
    RequestOfOne,
    /// At a training job definition.
    Definition,
    /// At a training job definition, when the request tunes several.
    DefinitionOfSeveral,
}

/// A member of the request in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where its path begins.
    pub base: Base,
    /// Its path from there.
    pub path: &'static str,
}

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in the page.
    pub id: &'static str,
    /// Its heading. As what it decides, in English: [`text`](crate::language::text) translates it where it is shown.
    pub title: &'static str,
    /// What it decides, in a line.
    pub about: &'static str,
    /// What stands in it.
    pub entries: &'static [Entry],
}

const fn request(path: &'static str) -> Entry {
    Entry { base: Base::Request, path }
}

const fn one(path: &'static str) -> Entry {
    Entry { base: Base::RequestOfOne, path }
}

const fn definition(path: &'static str) -> Entry {
    Entry { base: Base::Definition, path }
}

const fn several(path: &'static str) -> Entry {
    Entry { base: Base::DefinitionOfSeveral, path }
}

/// All of the request. Source: "Using an Algorithm to Run a Hyperparameter Tuning Job", console steps; what the console
/// lacks stands where it belongs.
pub const SECTIONS: &[Section] = &[
    Section {
        id: "warm-start",
        title: marked!("Warm start"),
        about: marked!("Earlier tuning jobs to learn from."),
        entries: &[request("WarmStartConfig")],
    },
    Section {
        id: "job",
        title: marked!("Tuning job"),
        about: marked!("What it is called, and how it searches."),
        entries: &[
            request("HyperParameterTuningJobName"),
            request("HyperParameterTuningJobConfig.Strategy"),
            request("HyperParameterTuningJobConfig.StrategyConfig"),
            request("HyperParameterTuningJobConfig.TrainingJobEarlyStoppingType"),
            request("HyperParameterTuningJobConfig.RandomSeed"),
            request("Autotune"),
        ],
    },
    Section {
        id: "role",
        title: marked!("Role and network"),
        about: marked!("What the training jobs may do, and where they run."),
        entries: &[
            definition("RoleArn"),
            definition("VpcConfig"),
            definition("EnableNetworkIsolation"),
            definition("EnableInterContainerTrafficEncryption"),
        ],
    },
    Section {
        id: "objective",
        title: marked!("Objective"),
        about: marked!("The metric to optimise."),
        entries: &[one("HyperParameterTuningJobConfig.HyperParameterTuningJobObjective"), several("TuningObjective")],
    },
    Section {
        id: "hyperparameters",
        title: marked!("Hyperparameters"),
        about: marked!("What is tuned, within which ranges, and what stays the same."),
        entries: &[
            one("HyperParameterTuningJobConfig.ParameterRanges"),
            several("HyperParameterRanges"),
            definition("StaticHyperParameters"),
        ],
    },
    Section {
        id: "algorithm",
        title: marked!("Algorithm"),
        about: marked!("The image or the algorithm, and the metrics that its log shows."),
        entries: &[several("DefinitionName"), definition("AlgorithmSpecification")],
    },
    Section {
        id: "input",
        title: marked!("Input data"),
        about: marked!("The channels that each training job reads."),
        entries: &[definition("InputDataConfig")],
    },
    Section {
        id: "output",
        title: marked!("Output"),
        about: marked!("Where models and checkpoints go."),
        entries: &[definition("OutputDataConfig"), definition("CheckpointConfig")],
    },
    Section {
        id: "machines",
        title: marked!("Machines"),
        about: marked!("The instances of each training job: give one of the two forms."),
        entries: &[
            definition("ResourceConfig"),
            definition("HyperParameterTuningResourceConfig"),
            definition("EnableManagedSpotTraining"),
        ],
    },
    Section {
        id: "limits",
        title: marked!("Limits"),
        about: marked!("How many training jobs, for how long, and when the search is over."),
        entries: &[
            request("HyperParameterTuningJobConfig.ResourceLimits"),
            request("HyperParameterTuningJobConfig.TuningJobCompletionCriteria"),
            definition("StoppingCondition"),
            definition("RetryStrategy"),
        ],
    },
    Section {
        id: "environment",
        title: marked!("Environment and tags"),
        about: marked!("Variables of the containers, and labels of the job."),
        entries: &[definition("Environment"), request("Tags")],
    },
];

/// An entry's places in a request that tunes one algorithm, or in one of several definitions: where it stands, and its
/// field. `None` for what such a request has no place for.
fn resolve(entry: Entry, definition: Option<usize>) -> Option<(Place, Member)> {
    let base = match (entry.base, definition) {
        (Base::Request, _) | (Base::RequestOfOne, None) => Place::default(),
        (Base::Definition, None) => Place::of("TrainingJobDefinition"),
        (Base::Definition | Base::DefinitionOfSeveral, Some(index)) => Place::of("TrainingJobDefinitions").item(index),
        (Base::RequestOfOne, Some(_)) | (Base::DefinitionOfSeveral, None) => return None,
    };
    let place = base.join(&Place::of(entry.path));
    let member = member_at(&place)?;
    Some((place, member))
}

/// The fields of a section.
pub fn entries(section: &Section, definition: Option<usize>) -> Vec<(Place, Member)> {
    section.entries.iter().filter_map(|entry| resolve(*entry, definition)).collect()
}

/// The section and the definition of a path that the checks name.
pub fn section_of(path: &str) -> Option<(usize, Option<usize>)> {
    let (definition, rest) = match path.strip_prefix("TrainingJobDefinitions[").and_then(|rest| rest.split_once(']')) {
        Some((index, rest)) => (Some(index.parse().ok()?), rest.trim_start_matches('.')),
        None => (None, path.strip_prefix("TrainingJobDefinition.").unwrap_or(path)),
    };
    let is_below = |entry: &Entry| {
        rest.strip_prefix(entry.path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let index = SECTIONS.iter().position(|section| section.entries.iter().any(is_below))?;
    Some((index, definition))
}

/// The field at a place of AWS's model.
fn member_at(place: &Place) -> Option<Member> {
    use crate::linter::Step;
    let mut shape = Request::SHAPE;
    let mut found = None;
    for step in &place.0 {
        match (step, shape) {
            (Step::Member(name), Shape::Object(members)) => {
                let member = members.iter().find(|member| member.name == name)?;
                (shape, found) = (member.shape, Some(*member));
            }
            (Step::Item(_), Shape::List(item, ..)) => (shape, found) = (*item, None),
            _ => return None,
        }
    }
    found
}
