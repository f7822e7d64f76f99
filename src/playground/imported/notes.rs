//! What is not known of a tuning job that ran at AWS, in sentences for people.

use super::read::{Described, Outcome, Summary};
use crate::language::t;
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
        say(t!("AWS's list has the last value of each training job only: there are no learning curves.").to_owned());
    }
    let objective = config.objective();
    if described.is_none() {
        say(t!(
            "Without the Describe response the request is not known: strategy, limits, criteria, and how it ended."
        )
        .to_owned());
    }
    if is_direction_guessed {
        say(t!(
            "The list does not say whether {metric} is to be maximised or minimised; {direction} is assumed.",
            metric = objective.metric_name,
            direction = objective.direction.name()
        ));
    }
    if !tried.is_empty() {
        say(t!(
            "The ranges of {names} are not known; they are shown from the least to the greatest value that was tried.",
            names = tried.join(", ")
        ));
    }
    if let Some(launched) = described.and_then(|described| described.launched).filter(|launched| *launched > jobs.len())
    {
        say(t!(
            "The list has {n} of {launched} training jobs; give all its pages, without StatusEquals.",
            n = jobs.len(),
            launched
        ));
    }
    if let Some(described) = described {
        of_request(described, config, jobs, &mut say);
    }
    let running = count(jobs, |job| job.outcome == Outcome::Running);
    if running > 0 {
        say(t!("{running} of the training jobs had not ended when the list was made.", running));
    }
    let stopped = count(jobs, |job| job.outcome == Outcome::Stopped);
    if stopped > 0 {
        say(t!("{stopped} of the training jobs were stopped; AWS's list does not say why.", stopped));
    }
    let without = count(jobs, |job| job.outcome == Outcome::Completed && job.objective.is_none());
    if without > 0 {
        say(t!(
            "{n} of the completed training jobs have no objective: AWS did not find it in their logs.",
            n = without
        ));
    }
    notes
}

fn of_request(described: &Described, config: &TuningConfig, jobs: &[Summary], say: &mut impl FnMut(String)) {
    let strategy = &described.request.hyper_parameter_tuning_job_config.strategy;
    if config.strategy().name() != strategy {
        say(t!("The strategy was {strategy}, which does not run here.", strategy));
    }
    if described.request.training_job_definitions.is_some() {
        let mut names: Vec<&str> = jobs.iter().filter_map(|job| job.definition.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        say(t!(
            "Several algorithms were tuned ({names}); their hyperparameters stand side by side, and their objectives are \
             compared as if they were one.",
            names = names.join(", ")
        ));
    }
    if described.request.warm_start_config.is_some() {
        say(t!("The training jobs of its parents are not among these.").to_owned());
    }
}

fn count(jobs: &[Summary], is_counted: impl Fn(&Summary) -> bool) -> usize {
    jobs.iter().filter(|job| is_counted(job)).count()
}
