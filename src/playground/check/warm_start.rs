//! What a tuning job learns from its parents: `WarmStartConfig`, with as much as is known of them here.

use super::hyperparameters::Statics;
use super::{Report, at};
use crate::language::t;
use crate::objective::Objective;
use crate::playground::parent;
use crate::sagemaker::{HyperParameterTuningJobWarmStartConfig, Request, limits};
use crate::search_space::SearchSpace;
use crate::strategy::StrategyKind;
use crate::strategy::warm_start::{Parent, WarmStart, WarmStartType};
use serde_json::Value;

const PARENTS: &str = "WarmStartConfig.ParentHyperParameterTuningJobs";

/// The tuning job as far as a warm start needs it.
pub(super) struct Child<'a> {
    pub(super) space: &'a SearchSpace,
    pub(super) statics: &'a Statics,
    pub(super) objective: &'a Objective,
    pub(super) strategy: StrategyKind,
}

/// What is known of the parents, and their Describe responses.
pub(super) fn check(
    request: &Request,
    child: &Child<'_>,
    known: &[Value],
    report: &mut Report,
) -> (Option<WarmStart>, Vec<Value>) {
    let Some(config) = &request.warm_start_config else { return (None, Vec::new()) };
    let Some(kind) = WarmStartType::parse(&config.warm_start_type) else {
        // The form of the request has said what is missing.
        return (None, Vec::new());
    };
    let (mut parents, mut described) = (Vec::new(), Vec::new());
    for (index, name) in names(config) {
        let say = |message: String, report: &mut Report| {
            report.warning(format!("{PARENTS}[{index}]"), "warm-start-here", message, at::TUNEGROUND);
        };
        let Some(value) =
            known.iter().find(|value| parent::parent_name(value).is_some_and(|own| own.eq_ignore_ascii_case(name)))
        else {
            say(
                t!(
                    "nothing is known of {name} here, and the run goes on without it; run it here first, or open AWS's \
                     answers about it: Describe and its list of training jobs",
                    name
                ),
                report,
            );
            continue;
        };
        let evaluations = parent::evaluations(value, child.space, child.statics);
        let of = parent::training_jobs_of_parent(value);
        let comparable = parent::objective(value).is_none_or(|theirs| theirs == *child.objective);
        if !comparable {
            say(t!("{name} optimised another objective, and the run here goes on without it", name), report);
        } else if !parent::has_ended(value) {
            say(t!("{name} has not ended, and the run here goes on without it; stop it or let it end", name), report);
        } else if of == 0 {
            say(
                t!(
                    "of {name} no training job with an objective is known here, and the run goes on without it; let it run \
                     to its end here, or open its list of training jobs together with its Describe response",
                    name
                ),
                report,
            );
        } else {
            described.push(parent::without_training_jobs(value));
            if evaluations.is_empty() {
                say(
                    t!(
                        "none of the {of} training jobs of {name} lies within these ranges with these static \
                         hyperparameters, so there is nothing to learn from it",
                        of,
                        name
                    ),
                    report,
                );
            } else {
                parents.push(Parent { name: name.to_owned(), evaluations });
            }
        }
    }
    if child.strategy != StrategyKind::Bayesian && !parents.is_empty() {
        let message = t!(
            "{strategy} suggests without regard to any objective, so it learns nothing from the parents here; Bayesian does. What \
             AWS does then is not published",
            strategy = child.strategy.title()
        );
        report.warning("WarmStartConfig", "warm-start-learns", message, at::TUNEGROUND);
    }
    ((!parents.is_empty()).then_some(WarmStart { kind, parents }), described)
}

/// The parents' places in the request and their names; of more than AWS takes, as many as it takes, each once.
fn names(config: &HyperParameterTuningJobWarmStartConfig) -> Vec<(usize, &str)> {
    let mut names: Vec<(usize, &str)> = Vec::new();
    for (index, parent) in config.parent_hyper_parameter_tuning_jobs.iter().enumerate().take(limits::MAX_PARENT_JOBS) {
        let name = parent.hyper_parameter_tuning_job_name.as_deref().filter(|name| !name.is_empty());
        let is_new = |name: &&str| names.iter().all(|(_, other)| !other.eq_ignore_ascii_case(name));
        if let Some(name) = name.filter(is_new) {
            names.push((index, name));
        }
    }
    names
}
