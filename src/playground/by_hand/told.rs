//! How a person stands against the tuner.

use crate::objective::Direction;
use crate::playground::plot::{best_after, best_so_far, short};
use crate::training_job::TrainingJob;

/// Who is ahead after as many training jobs as the person has placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// How many that are.
    pub jobs: usize,
    /// The best objective of those placed by hand; `None` where all failed.
    pub by_hand: Option<f64>,
    /// The best of as many of the tuner's, in the order in which they ended; `None` where all failed.
    pub tuner: Option<f64>,
    /// After how many of its jobs the tuner had what is as good as the best by hand; `None` where it never had.
    pub caught_up: Option<usize>,
    /// How many training jobs of the tuner have ended.
    pub ended: usize,
    /// True when that is as many, or no more will come.
    pub is_settled: bool,
}

/// How a person stands, from the training jobs placed by hand and those of the tuner, which may have ended.
pub fn standing(by_hand: &[TrainingJob], tuner: &[TrainingJob], has_ended: bool, direction: Direction) -> Standing {
    let (own, others) = (best_so_far(by_hand, direction), best_so_far(tuner, direction));
    let best = best_after(&own, own.len());
    let is_as_good = |value: f64| best.is_some_and(|best| !direction.is_better(best, value));
    Standing {
        jobs: own.len(),
        by_hand: best,
        tuner: best_after(&others, own.len()),
        caught_up: others.iter().position(|job| job.value.is_some_and(is_as_good)).map(|place| place + 1),
        ended: others.len(),
        is_settled: has_ended || others.len() >= own.len(),
    }
}

/// The standing in sentences, first the outcome; `tuner` is what the strategy is called. Nothing is told of the tuner before
/// the standing is settled.
pub fn told(standing: &Standing, tuner: &str, direction: Direction) -> Vec<String> {
    let Standing { jobs, by_hand, tuner: theirs, caught_up, ended, is_settled } = *standing;
    if jobs == 0 {
        return Vec::new();
    }
    let count = if jobs == 1 { "one training job".to_owned() } else { format!("{jobs} training jobs") };
    if !is_settled {
        let best = by_hand.map_or_else(|| "all failed".to_owned(), |best| format!("the best is {}", short(best)));
        let theirs = if ended == 0 { String::new() } else { format!(" Of {tuner}'s, {ended} have ended so far.") };
        return vec![format!("Of your {count} {best}.{theirs}")];
    }
    let after =
        if ended < jobs { format!("After your {count} and {tuner}'s {ended}") } else { format!("After {count} each") };
    let outcome = match (by_hand, theirs) {
        (None, None) => format!("{after} neither you nor {tuner} has one that did not fail."),
        (Some(own), None) => format!("{after} you are ahead with {}: all of {tuner}'s failed.", short(own)),
        (None, Some(theirs)) => {
            format!("{after} {tuner} is ahead with {}: all of yours failed.", short(theirs))
        }
        (Some(own), Some(theirs)) => {
            let both = format!("{} against {}", short(own), short(theirs));
            if direction.is_better(own, theirs) {
                format!("{after} you are ahead: {both}.")
            } else if direction.is_better(theirs, own) {
                format!("{after} {tuner} is ahead: yours {both}.")
            } else {
                format!("{after} you are even: {}.", short(own))
            }
        }
    };
    let caught_up = by_hand.map(|_| match caught_up {
        Some(1) => format!("{tuner} was as good as your best with the first job that ended."),
        Some(count) => format!("{tuner} was as good as your best when {count} of its jobs had ended."),
        None => format!("In all {ended} that have ended, {tuner} has found nothing as good as your best."),
    });
    let luck = "One game is luck as much as skill, yours and the tuner's: Compare repeats a tuning job many times.";
    std::iter::once(outcome).chain(caught_up).chain([luck.to_owned()]).collect()
}
