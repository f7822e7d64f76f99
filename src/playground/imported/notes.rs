//! What is not known of a tuning job that ran at AWS, in sentences for people.

use super::read::{Described, Outcome, Summary};
use crate::tuning_job::TuningConfig;

/// The notes: what every import lacks, then what this one does. `tried` are the hyperparameters whose ranges come from the
/// values that were tried.
pub(super) fn notes(
    described: Option<&Described>,
    jobs: &[Summary],
    config: &TuningConfig,
    tried: &[String],
    is_direction_guessed: bool,
) -> Vec<String> {
    let mut notes = Vec::new();
    let mut say = |note: String| notes.push(note);
    if !jobs.is_empty() {
        say("AWS's list has the last value of each training job only: there are no learning curves.".to_owned());
    }
    let objective = config.objective();
    if described.is_none() {
        say("Without the Describe response the request is not known: strategy, limits, criteria, and how it ended."
            .to_owned());
    }
    if is_direction_guessed {
        say(format!(
            "The list does not say whether {} is to be maximised or minimised; {} is assumed.",
            objective.metric_name,
            objective.direction.name()
        ));
    }
    if !tried.is_empty() {
        say(format!(
            "The ranges of {} are not known; they are shown from the least to the greatest value that was tried.",
            tried.join(", ")
        ));
    }
    if let Some(launched) = described.and_then(|described| described.launched).filter(|launched| *launched > jobs.len())
    {
        say(format!(
            "The list has {} of {launched} training jobs; give all its pages, without StatusEquals.",
            jobs.len()
        ));
    }
    if let Some(described) = described {
        of_request(described, config, jobs, &mut say);
    }
    let running = count(jobs, |job| job.outcome == Outcome::Running);
    if running > 0 {
        say(format!("{running} of the training jobs had not ended when the list was made."));
    }
    let stopped = count(jobs, |job| job.outcome == Outcome::Stopped);
    if stopped > 0 {
        say(format!("{stopped} of the training jobs were stopped; AWS's list does not say why."));
    }
    let without = count(jobs, |job| job.outcome == Outcome::Completed && job.objective.is_none());
    if without > 0 {
        say(format!("{without} of the completed training jobs have no objective: AWS did not find it in their logs."));
    }
    notes
}

fn of_request(described: &Described, config: &TuningConfig, jobs: &[Summary], say: &mut impl FnMut(String)) {
    let strategy = &described.request.hyper_parameter_tuning_job_config.strategy;
    if config.strategy().name() != strategy {
        say(format!("The strategy was {strategy}, which does not run here."));
    }
    if described.request.training_job_definitions.is_some() {
        let mut names: Vec<&str> = jobs.iter().filter_map(|job| job.definition.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        say(format!(
            "Several algorithms were tuned ({}); their hyperparameters stand side by side, and their objectives are \
             compared as if they were one.",
            names.join(", ")
        ));
    }
    if described.request.warm_start_config.is_some() {
        say("The training jobs of its parents are not among these.".to_owned());
    }
}

fn count(jobs: &[Summary], is_counted: impl Fn(&Summary) -> bool) -> usize {
    jobs.iter().filter(|job| is_counted(job)).count()
}
