//! The parts of a document that may not be there, and its switches.

use super::edit_in;
use super::problem::direction;
use crate::objective::Direction;
use crate::playground::Document;
use crate::playground::document::{
    BestObjectiveNotImprovingSettings, ClockDocument, ConvergenceSettings, DatasetDocument, EarlyStoppingSettings,
    ProblemDocument, SettingsDocument,
};
use crate::sagemaker::{ConvergenceDetected, TuningJobCompletionCriteria};
use serde_json::Number;

/// A target to begin with: what counts as good depends on the metric's direction.
pub fn default_target(document: &Document) -> Number {
    let target = if direction(document) == Some(Direction::Minimize) { 0.1 } else { 0.95 };
    Number::from_f64(target).unwrap_or_else(|| 0.into())
}

/// Whether the median rule stops training jobs.
pub fn stops_early(document: &Document) -> bool {
    document.request.hyper_parameter_tuning_job_config.training_job_early_stopping_type.as_deref() == Some("Auto")
}

/// Switches the median rule on or off.
pub fn set_stops_early(document: &mut Document, on: bool) {
    let name = if on { "Auto" } else { "Off" };
    document.request.hyper_parameter_tuning_job_config.training_job_early_stopping_type = Some(name.to_owned());
}

/// Whether convergence ends the tuning job.
pub fn ends_on_convergence(document: &Document) -> bool {
    let convergence = criteria(document).and_then(|criteria| criteria.convergence_detected.as_ref());
    convergence.and_then(|convergence| convergence.complete_on_convergence.as_deref()) == Some("Enabled")
}

/// Lets convergence end the tuning job, or not.
pub fn set_ends_on_convergence(document: &mut Document, on: bool) {
    edit_criteria(document, |criteria| {
        edit_in(&mut criteria.convergence_detected, |convergence: &mut ConvergenceDetected| {
            convergence.complete_on_convergence = on.then(|| "Enabled".to_owned());
        });
    });
}

/// What counts as improving: `Strict` or `OnePercent`.
pub fn improvement(document: &Document) -> String {
    let settings = document.settings.as_ref().and_then(|settings| settings.best_objective_not_improving.as_ref());
    settings.and_then(|settings| settings.improvement.clone()).unwrap_or_else(|| "Strict".to_owned())
}

/// Chooses what counts as improving.
pub fn set_improvement(document: &mut Document, name: &str) {
    edit_in(&mut document.settings, |settings: &mut SettingsDocument| {
        edit_in(&mut settings.best_objective_not_improving, |part: &mut BestObjectiveNotImprovingSettings| {
            part.improvement = (name != "Strict").then(|| name.to_owned());
        });
    });
}

pub(super) fn problem(document: &Document) -> Option<&ProblemDocument> {
    document.problem.as_ref()
}

pub(super) fn edit_problem(document: &mut Document, change: impl FnOnce(&mut ProblemDocument)) {
    edit_in(&mut document.problem, change);
}

pub(super) fn dataset(document: &Document) -> Option<&DatasetDocument> {
    document.problem.as_ref()?.dataset.as_ref()
}

pub(super) fn edit_dataset(document: &mut Document, change: impl FnOnce(&mut DatasetDocument)) {
    edit_in(&mut document.problem, |problem: &mut ProblemDocument| edit_in(&mut problem.dataset, change));
}

pub(super) fn clock(document: &Document) -> Option<&ClockDocument> {
    document.problem.as_ref()?.clock.as_ref()
}

pub(super) fn edit_clock(document: &mut Document, change: impl FnOnce(&mut ClockDocument)) {
    edit_in(&mut document.problem, |problem: &mut ProblemDocument| edit_in(&mut problem.clock, change));
}

pub(super) fn early_stopping(document: &Document) -> Option<&EarlyStoppingSettings> {
    document.settings.as_ref()?.early_stopping.as_ref()
}

pub(super) fn edit_early_stopping(document: &mut Document, change: impl FnOnce(&mut EarlyStoppingSettings)) {
    edit_in(&mut document.settings, |settings: &mut SettingsDocument| edit_in(&mut settings.early_stopping, change));
}

pub(super) fn convergence(document: &Document) -> Option<&ConvergenceSettings> {
    document.settings.as_ref()?.convergence.as_ref()
}

pub(super) fn edit_convergence(document: &mut Document, change: impl FnOnce(&mut ConvergenceSettings)) {
    edit_in(&mut document.settings, |settings: &mut SettingsDocument| edit_in(&mut settings.convergence, change));
}

pub(super) fn criteria(document: &Document) -> Option<&TuningJobCompletionCriteria> {
    document.request.hyper_parameter_tuning_job_config.tuning_job_completion_criteria.as_ref()
}

pub(super) fn edit_criteria(document: &mut Document, change: impl FnOnce(&mut TuningJobCompletionCriteria)) {
    edit_in(&mut document.request.hyper_parameter_tuning_job_config.tuning_job_completion_criteria, change);
}
