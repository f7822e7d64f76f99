//! What the topics share: the request as it is read, and where issues go.

use super::issue::{Fix, Issue};
use super::rules::Rule;
use crate::sagemaker::{
    HyperParameterTrainingJobDefinition, HyperParameterTuningJobConfig, HyperParameterTuningJobObjective,
    ParameterRanges, Request, limits,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// A request that is being checked.
pub(super) struct Lint<'a> {
    pub(super) request: &'a Request,
    issues: Vec<Issue>,
}

/// One of the algorithms that a request tunes: its definition, and what is tuned of it.
#[derive(Clone)]
pub(super) struct Algorithm<'a> {
    /// Where the definition stands.
    pub(super) path: String,
    pub(super) definition: &'a HyperParameterTrainingJobDefinition,
    pub(super) ranges: Option<&'a ParameterRanges>,
    /// Where the ranges stand, or would.
    pub(super) ranges_path: String,
    pub(super) objective: Option<&'a HyperParameterTuningJobObjective>,
    /// Where the objective stands, or would.
    pub(super) objective_path: String,
}

/// The parts that several topics name.
pub(super) const CONFIG: &str = "HyperParameterTuningJobConfig";
pub(super) const LIMITS: &str = "HyperParameterTuningJobConfig.ResourceLimits";

impl<'a> Lint<'a> {
    pub(super) fn new(request: &'a Request) -> Self {
        Self { request, issues: Vec::new() }
    }

    pub(super) fn into_issues(self) -> Vec<Issue> {
        self.issues
    }

    pub(super) fn config(&self) -> &'a HyperParameterTuningJobConfig {
        &self.request.hyper_parameter_tuning_job_config
    }

    /// The definitions of a request that tunes several algorithms; none when it tunes one. Of more than AWS takes, which
    /// has been said, as many as it takes: a megabyte of the wrong list would take minutes.
    pub(super) fn several(&self) -> &'a [HyperParameterTrainingJobDefinition] {
        let all = self.request.training_job_definitions.as_deref().unwrap_or_default();
        all.get(..limits::MAX_TRAINING_JOB_DEFINITIONS).unwrap_or(all)
    }

    /// Every algorithm that is tuned.
    pub(super) fn algorithms(&self) -> Vec<Algorithm<'a>> {
        let config = self.config();
        let single = self.request.training_job_definition.iter().map(|definition| Algorithm {
            path: "TrainingJobDefinition".to_owned(),
            definition,
            ranges: config.parameter_ranges.as_ref(),
            ranges_path: format!("{CONFIG}.ParameterRanges"),
            objective: config.hyper_parameter_tuning_job_objective.as_ref(),
            objective_path: format!("{CONFIG}.HyperParameterTuningJobObjective"),
        });
        let several = self.several().iter().enumerate().map(|(index, definition)| {
            let path = format!("TrainingJobDefinitions[{index}]");
            Algorithm {
                definition,
                ranges: definition.hyper_parameter_ranges.as_ref(),
                ranges_path: format!("{path}.HyperParameterRanges"),
                objective: definition.tuning_objective.as_ref(),
                objective_path: format!("{path}.TuningObjective"),
                path,
            }
        });
        single.chain(several).collect()
    }

    /// Says that a rule is broken.
    pub(super) fn says(&mut self, rule: Rule, path: impl Into<String>, message: impl Into<String>) -> &mut Issue {
        self.issues.push(rule.issue(path, message));
        let last = self.issues.len() - 1;
        &mut self.issues[last]
    }
}

impl Rule {
    /// An issue of this rule.
    pub(super) fn issue(&self, path: impl Into<String>, message: impl Into<String>) -> Issue {
        let Self { id, severity, source, .. } = *self;
        Issue { severity, ..Issue::error(path, id, message, source.title()) }
    }
}

impl Issue {
    /// With a fix that puts a value at a path.
    pub(super) fn fix_by_setting(&mut self, title: impl Into<String>, path: &str, value: impl Into<Value>) {
        self.fix = Some(Fix::new(title, path, Some(value.into())));
    }

    /// With a fix that takes away what is at a path.
    pub(super) fn fix_by_removing(&mut self, title: impl Into<String>, path: &str) {
        self.fix = Some(Fix::new(title, path, None));
    }
}

/// The texts that are there more than once, each once, in the order of their second appearance, with its place.
pub(super) fn repeated<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<(usize, &'t str)> {
    let (mut seen, mut said) = (BTreeSet::new(), BTreeSet::new());
    let texts = texts.into_iter().enumerate();
    texts.filter(|&(_, text)| !seen.insert(text) && said.insert(text)).collect()
}
