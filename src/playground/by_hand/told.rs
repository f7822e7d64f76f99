//! How a person stands against the tuner.

use crate::language::{counted, t};
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
    if !is_settled {
        let mut told = match by_hand.map(short) {
            None => counted!(jobs, "Of your one training job all failed.", "Of your {count} training jobs all failed."),
            Some(best) => counted!(
                jobs,
                "Of your one training job the best is {best}.",
                "Of your {count} training jobs the best is {best}.",
                best,
            ),
        };
        if ended > 0 {
            told.push(' ');
            told += &t!("Of {tuner}'s, {ended} have ended so far.", tuner, ended);
        }
        return vec![told];
    }
    let after = if ended < jobs {
        counted!(
            jobs,
            "After your one training job and {tuner}'s {ended}",
            "After your {count} training jobs and {tuner}'s {ended}",
            tuner,
            ended,
        )
    } else {
        counted!(jobs, "After one training job each", "After {count} training jobs each")
    };
    let outcome = match (by_hand, theirs) {
        (None, None) => t!("{after} neither you nor {tuner} has one that did not fail.", after, tuner),
        (Some(own), None) => {
            t!("{after} you are ahead with {own}: all of {tuner}'s failed.", after, own = short(own), tuner)
        }
        (None, Some(theirs)) => {
            t!("{after} {tuner} is ahead with {theirs}: all of yours failed.", after, tuner, theirs = short(theirs))
        }
        (Some(own), Some(theirs)) => {
            let (is_ahead, is_behind) = (direction.is_better(own, theirs), direction.is_better(theirs, own));
            let (own, theirs) = (short(own), short(theirs));
            if is_ahead {
                t!("{after} you are ahead: {own} against {theirs}.", after, own, theirs)
            } else if is_behind {
                t!("{after} {tuner} is ahead: yours {own} against {theirs}.", after, tuner, own, theirs)
            } else {
                t!("{after} you are even: {own}.", after, own)
            }
        }
    };
    let caught_up = by_hand.map(|_| match caught_up {
        Some(count) => counted!(
            count,
            "{tuner} was as good as your best with the first job that ended.",
            "{tuner} was as good as your best when {count} of its jobs had ended.",
            tuner,
        ),
        None => t!("In all {ended} that have ended, {tuner} has found nothing as good as your best.", ended, tuner),
    });
    let luck = t!("One game is luck as much as skill, yours and the tuner's: Compare repeats a tuning job many times.");
    std::iter::once(outcome).chain(caught_up).chain([luck.to_owned()]).collect()
}
