//! The earlier tuning jobs that a document's job learns from.

use super::super::document::Document;
use super::super::parent::{best_of_parent, parent_name, training_jobs_of_parent};
use crate::language::{counted, t};
use crate::playground::plot::short;
use crate::sagemaker::{HyperParameterTuningJobWarmStartConfig, ParentHyperParameterTuningJob, limits};
use crate::strategy::warm_start::{WarmStart, WarmStartType};
use serde_json::Value;

/// The path of the warm start in a document.
pub const WARM_START: &str = "WarmStartConfig";

/// A tuning job that can be a parent, or is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParentRow {
    /// `HyperParameterTuningJobName`.
    pub name: String,
    /// What is known of it, in words.
    pub words: String,
    /// Whether it is a parent.
    pub is_chosen: bool,
}

/// The tuning jobs to choose from: those that are known with training jobs, and the document's parents whatever is known.
/// `warm_start` is what would run.
pub fn parent_rows(document: &Document, known: &[Value], warm_start: Option<&WarmStart>) -> Vec<ParentRow> {
    let chosen: Vec<&str> = document.request.parent_names().collect();
    let is_chosen = |name: &str| chosen.iter().any(|own| own.eq_ignore_ascii_case(name));
    let counted = |name: &str| {
        let parents = warm_start.into_iter().flat_map(|warm_start| &warm_start.parents);
        parents.filter(|parent| parent.name.eq_ignore_ascii_case(name)).map(|parent| parent.evaluations.len()).next()
    };
    let of_known = known.iter().filter_map(|parent| {
        let (name, jobs) = (parent_name(parent)?, training_jobs_of_parent(parent));
        if jobs == 0 {
            return None;
        }
        let ended = counted!(jobs, "{count} training job", "{count} training jobs");
        let best = best_of_parent(parent).map(|best| format!(", {}", t!("best {value}", value = short(best))));
        let counted = counted(name).filter(|counted| *counted < jobs);
        let counted = counted.map(|counted| format!("; {}", t!("{n} within these ranges", n = counted)));
        let words = [Some(ended), best, counted].into_iter().flatten().collect();
        Some(ParentRow { name: name.to_owned(), words, is_chosen: is_chosen(name) })
    });
    let mut rows: Vec<ParentRow> = of_known.collect();
    for name in &chosen {
        if !rows.iter().any(|row| row.name.eq_ignore_ascii_case(name)) {
            rows.push(ParentRow { name: (*name).to_owned(), words: t!("not known here").to_owned(), is_chosen: true });
        }
    }
    rows
}

/// How near the parents are; `None` without a warm start, or with a word that AWS does not have.
pub fn warm_start_type(document: &Document) -> Option<WarmStartType> {
    WarmStartType::parse(&document.request.warm_start_config.as_ref()?.warm_start_type)
}

/// Says how near the parents are.
pub fn set_warm_start_type(document: &mut Document, kind: WarmStartType) {
    if let Some(config) = &mut document.request.warm_start_config {
        kind.name().clone_into(&mut config.warm_start_type);
    }
}

/// Makes a tuning job a parent, or no longer one; without a parent there is no warm start. A tuning job cannot be its own
/// parent, so one of the same name gets another.
pub fn set_parent(document: &mut Document, name: &str, is_parent: bool, known: &[Value]) {
    let mut config =
        document.request.warm_start_config.take().unwrap_or_else(|| HyperParameterTuningJobWarmStartConfig {
            warm_start_type: WarmStartType::IdenticalDataAndAlgorithm.name().to_owned(),
            ..HyperParameterTuningJobWarmStartConfig::default()
        });
    let parents = &mut config.parent_hyper_parameter_tuning_jobs;
    let is_this = |parent: &ParentHyperParameterTuningJob| {
        parent.hyper_parameter_tuning_job_name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    parents.retain(|parent| !is_this(parent));
    if is_parent {
        let name = Some(name.to_owned());
        parents.push(ParentHyperParameterTuningJob {
            hyper_parameter_tuning_job_name: name,
            ..ParentHyperParameterTuningJob::default()
        });
    }
    if !parents.is_empty() {
        document.request.warm_start_config = Some(config);
    }
    if is_parent && document.request.hyper_parameter_tuning_job_name.eq_ignore_ascii_case(name) {
        document.request.hyper_parameter_tuning_job_name = next_name(name, known);
    }
}

/// The parents of a document that are known.
pub fn parents_of(document: &Document, known: &[Value]) -> Vec<Value> {
    let is_parent = |parent: &&Value| {
        parent_name(parent)
            .is_some_and(|name| document.request.parent_names().any(|own| own.eq_ignore_ascii_case(name)))
    };
    known.iter().filter(is_parent).cloned().collect()
}

/// `job-2` after `job`, `job-3` after that: the first that no known tuning job has, within AWS's length.
fn next_name(name: &str, known: &[Value]) -> String {
    let stem = match name.rsplit_once('-') {
        Some((stem, number)) if !stem.is_empty() && number.parse::<u32>().is_ok() && number.len() < 4 => stem,
        _ => name,
    };
    let named = |number: usize| {
        let end = format!("-{number}");
        let kept = stem.char_indices().nth(limits::MAX_TUNING_JOB_NAME - end.len()).map_or(stem, |(at, _)| &stem[..at]);
        format!("{}{end}", kept.trim_end_matches('-'))
    };
    let is_known = |candidate: &str| {
        candidate.eq_ignore_ascii_case(name)
            || known.iter().filter_map(parent_name).any(|own| own.eq_ignore_ascii_case(candidate))
    };
    // Of more numbers than known names, one is free.
    (2..=known.len() + 3).map(named).find(|candidate| !is_known(candidate)).unwrap_or_else(|| named(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::PRESETS;
    use serde_json::json;

    fn known(name: &str) -> Value {
        let objective = json!({ "MetricName": "loss", "Value": 0.25 });
        json!({
            "HyperParameterTuningJobName": name,
            "BestTrainingJob": { "FinalHyperParameterTuningJobObjectiveMetric": objective.clone() },
            "TrainingJobSummaries": [{ "FinalHyperParameterTuningJobObjectiveMetric": objective }, {}],
        })
    }

    #[test]
    fn parents_come_and_go_and_leave_no_trace() {
        let before = PRESETS[0].document();
        let own = before.request.hyper_parameter_tuning_job_name.clone();
        let (all, mut document) = (vec![known(&own), known("other"), json!({ "Empty": true })], before.clone());
        assert_eq!(parent_rows(&document, &all, None).len(), 2, "of a parent without training jobs nothing is learnt");
        set_parent(&mut document, "Other", true, &all);
        set_parent(&mut document, "unheard-of", true, &all);
        set_warm_start_type(&mut document, WarmStartType::TransferLearning);
        assert_eq!(warm_start_type(&document), Some(WarmStartType::TransferLearning));
        let rows = parent_rows(&document, &all, None);
        let words: Vec<_> = rows.iter().map(|row| (row.is_chosen, row.words.as_str())).collect();
        let one = "1 training job, best 0.25";
        assert_eq!(words, [(false, one), (true, one), (true, "not known here")]);
        assert_eq!(parents_of(&document, &all), [known("other")]);
        set_parent(&mut document, "other", false, &all);
        set_parent(&mut document, "unheard-of", false, &all);
        assert_eq!(document, before);
    }

    #[test]
    fn nobody_is_their_own_parent() {
        let mut document = PRESETS[0].document();
        let own = document.request.hyper_parameter_tuning_job_name.clone();
        set_parent(&mut document, &own, true, &[known(&own), known(&format!("{own}-2"))]);
        assert_eq!(document.request.hyper_parameter_tuning_job_name, format!("{own}-3"));
        assert_eq!(next_name("a-2", &[known("a-2"), known("a-3")]), "a-4");
        assert_eq!(next_name("job-2026", &[]), "job-2026-2");
        let long = "x".repeat(limits::MAX_TUNING_JOB_NAME);
        assert_eq!(next_name(&long, &[]), format!("{}-2", "x".repeat(limits::MAX_TUNING_JOB_NAME - 2)));
    }
}
