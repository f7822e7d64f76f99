//! What the repeats say, in sentences for those who have never heard of the winner's curse.

use super::Candidate;
use crate::language::t;
use crate::objective::Direction;
use crate::playground::plot::short;

/// Of fewer pairs nothing is said of the order.
const LEAST_PAIRS: usize = 6;
/// Chance alone has to be rarer than this for an order to hold.
const RARE: f64 = 0.05;

/// A training job, and what came of its repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeated {
    /// Which one, and what it reported.
    pub candidate: Candidate,
    /// What repeat 0 came to, with its own random numbers and rows.
    pub again: Option<f64>,
    /// What repeat 0 came to on the test set.
    pub again_test: Option<f64>,
    /// What each fresh repeat came to on its validation rows; NaN where it failed.
    pub validation: Vec<f64>,
    /// What each came to on its test set; none where there is none.
    pub test: Vec<f64>,
}

/// The middle of some values, where a half and where a quarter is below; `None` of none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// A quarter is below.
    pub low: f64,
    /// A half is below.
    pub median: f64,
    /// Three quarters are below.
    pub high: f64,
    /// The mean.
    pub mean: f64,
}

impl Quartiles {
    /// Of the finite ones among `values`; between two of them in proportion.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let at = |part: f64| {
            let place = part * last as f64;
            let (below, rest) = (place.floor() as usize, place - place.floor());
            sorted[below] + rest * (sorted[(below + 1).min(last)] - sorted[below])
        };
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        Some(Self { low: at(0.25), median: at(0.5), high: at(0.75), mean })
    }
}

impl Repeated {
    /// `job 12, the best`.
    pub fn name(&self) -> String {
        let Candidate { job, rank, .. } = self.candidate;
        match rank {
            1 => t!("job {job}, the best", job),
            2 => t!("job {job}, the second best", job),
            rank => t!("job {job}, number {rank}", job, rank),
        }
    }

    /// What counts of the repeats: the test set, where there is one, for it has less noise.
    pub fn best_known(&self) -> &[f64] {
        if self.test.is_empty() { &self.validation } else { &self.test }
    }

    /// True when every repeat came to just what was reported.
    pub fn has_no_noise(&self) -> bool {
        let own = self.candidate.reported;
        !self.validation.is_empty() && self.validation.iter().chain(&self.test).all(|value| *value == own)
    }
}

/// How much of a training job's score was luck: what it reported against its fresh repeats. `jobs` is how many had a final
/// objective, among which it was chosen.
pub fn told_of_luck(own: &Repeated, jobs: usize, direction: Direction) -> Option<String> {
    let Quartiles { low, high, mean, .. } = Quartiles::of(&own.validation)?;
    let (job, reported) = (own.candidate.job, own.candidate.reported);
    if own.has_no_noise() {
        return Some(t!(
            "Job {job} comes to {value} each time: there is no noise here, so nothing of its score was luck.",
            job,
            value = short(reported),
        ));
    }
    let repeats = own.validation.len();
    let better = own.validation.iter().filter(|value| !direction.is_better(reported, **value)).count();
    let failed = own.validation.iter().filter(|value| value.is_nan()).count();
    let as_good = better - failed;
    let mut told = vec![t!(
        "Job {job} reported {reported}. Trained {repeats} times with other random numbers and other rows, the same hyperparameters came \
         to {mean} on average, half of the times to {low} to {high}.",
        job,
        reported = short(reported),
        repeats,
        mean = short(mean),
        low = short(low),
        high = short(high),
    )];
    if failed > 0 {
        told.push(t!("{failed} of the repeats failed.", failed));
    }
    let luck = short((reported - mean).abs());
    told.push(if !direction.is_better(reported, mean) {
        t!("So it was not lucky: its score is {luck} short of that average.", luck)
    } else if own.candidate.rank == 1 && jobs > 1 {
        t!(
            "So {luck} of its score was luck: the best of {jobs} noisy scores is one that was lucky. It was as good or better in \
             {as_good} of {repeats}.",
            luck,
            jobs,
            as_good,
            repeats,
        )
    } else {
        t!(
            "So {luck} of its score was luck. It was as good or better in {as_good} of {repeats}.",
            luck,
            as_good,
            repeats,
        )
    });
    Some(told.join(" "))
}

/// What the models are worth on rows that nobody has seen; `rows` of them in each repeat, 0 where there are no such rows.
pub fn told_of_test(own: &Repeated, rows: usize) -> Option<String> {
    if own.has_no_noise() {
        return None;
    }
    let Some(Quartiles { mean, low, high, .. }) = Quartiles::of(&own.test) else {
        return (rows == 0 && !own.validation.is_empty()).then(|| {
            t!(
                "There is no test set: all rows were in the tuning job's hands, to train on or to choose by. Each repeat splits them \
                 anew, so that a model is judged on rows that it was not trained on; but its hyperparameters were chosen with them, \
                 and rows that nobody has seen might say less good things."
            )
            .to_owned()
        });
    };
    let mut told = t!(
        "On a test set of {rows} rows that no training job has seen, the repeats came to {mean} on average, half of the times to {low} \
         to {high}.",
        rows,
        mean = short(mean),
        low = short(low),
        high = short(high),
    );
    if let Some(again) = own.again_test {
        let (reported, again) = (short(own.candidate.reported), short(again));
        told.push(' ');
        told += &t!("The very model that reported {reported} comes to {again} there.", reported, again);
    }
    Some(told)
}

/// Whether a training job is really better than another: the repeats in pairs, which had the same random numbers and rows.
pub fn told_of_order(one: &Repeated, other: &Repeated, direction: Direction) -> Option<String> {
    let (a, b) = (one.name(), other.name());
    if one.has_no_noise() && other.has_no_noise() {
        return Some(t!(
            "Between {one}, and {other}, nothing is left to chance: their order is what it is.",
            one = a,
            other = b,
        ));
    }
    let pairs = one.best_known().iter().zip(other.best_known());
    let pairs: Vec<(f64, f64)> = pairs.map(|(a, b)| (*a, *b)).filter(|(a, b)| a.is_finite() && b.is_finite()).collect();
    let better = pairs.iter().filter(|(a, b)| direction.is_better(*a, *b)).count();
    let worse = pairs.iter().filter(|(a, b)| direction.is_better(*b, *a)).count();
    if pairs.len() < LEAST_PAIRS {
        return None;
    }
    let mean = pairs.iter().map(|(a, b)| direction.gain(*a, *b)).sum::<f64>() / pairs.len() as f64;
    let chance = by_chance(better.max(worse), better + worse);
    let (one_of_them, gain, all) = (capital(&a), short(mean.abs()), pairs.len());
    let counted = if mean < 0.0 {
        t!(
            "{one}, against {other}, in pairs with the same random numbers and rows: better in {better} of {all}, worse in {worse}, on \
             average {gain} worse.",
            one = one_of_them,
            other = b,
            better,
            all,
            worse,
            gain,
        )
    } else {
        t!(
            "{one}, against {other}, in pairs with the same random numbers and rows: better in {better} of {all}, worse in {worse}, on \
             average {gain} better.",
            one = one_of_them,
            other = b,
            better,
            all,
            worse,
            gain,
        )
    };
    let was_better = direction.is_better(one.candidate.reported, other.candidate.reported);
    let share = percent(chance);
    let so = if chance >= RARE {
        t!(
            "Two that are equally good would part as clearly, or more, in {share} of such trials, so which of them is better cannot be \
             told.",
            share,
        )
    } else if (better > worse) == was_better {
        t!(
            "Two that are equally good would part as clearly, or more, in {share} of such trials, so the order holds.",
            share,
        )
    } else {
        t!(
            "Two that are equally good would part as clearly, or more, in {share} of such trials, so the order turns round: what looked \
             better is worse.",
            share,
        )
    };
    Some(format!("{counted} {so}"))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The sign test: how likely it is that of `all` pairs of equals, one is the better `most` times or more (two-sided; equal pairs
/// do not count).
fn by_chance(most: usize, all: usize) -> f64 {
    // The part of all outcomes with k wins, C(all, k) / 2^all, from k = 0 on.
    let mut part = libm::exp2(-(all as f64));
    let mut tail = 0.0;
    for k in 0..=all {
        if k >= most {
            tail += part;
        }
        part *= (all - k) as f64 / (k + 1) as f64;
    }
    (2.0 * tail).min(1.0)
}

fn percent(part: f64) -> String {
    if part < 0.001 {
        return t!("less than 0.1 %").to_owned();
    }
    t!("{percent} %", percent = short((1000.0 * part).round() / 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training_job::JobNumber;

    fn repeated(job: u32, rank: usize, reported: f64, validation: &[f64]) -> Repeated {
        let candidate = Candidate { job: JobNumber(job), reported, rank };
        Repeated {
            candidate,
            again: Some(reported),
            again_test: None,
            validation: validation.to_vec(),
            test: Vec::new(),
        }
    }

    #[test]
    fn the_sign_test_is_the_binomials() {
        assert_eq!(by_chance(5, 5), 2.0 / 32.0);
        assert_eq!(by_chance(3, 6), 1.0);
        // 15 or more of 20: 21700 of 2²⁰ outcomes, on either side.
        assert!((by_chance(15, 20) - 2.0 * 21_700.0 / 1_048_576.0).abs() < 1e-12);
        assert_eq!(by_chance(0, 0), 1.0);
    }

    #[test]
    fn quartiles_lie_between_values() {
        let of = Quartiles::of(&[4.0, f64::NAN, 1.0, 2.0, 3.0, 5.0]).unwrap();
        assert_eq!(of, Quartiles { low: 2.0, median: 3.0, high: 4.0, mean: 3.0 });
        assert_eq!(Quartiles::of(&[f64::NAN]), None);
    }

    #[test]
    fn luck_is_what_is_lost_on_average() {
        let own = repeated(12, 1, 0.96, &[0.94, 0.95, 0.96, 0.95]);
        assert_eq!(
            told_of_luck(&own, 50, Direction::Maximize).unwrap(),
            "Job 12 reported 0.96. Trained 4 times with other random numbers and other rows, the same hyperparameters came to 0.95 on \
             average, half of the times to 0.9475 to 0.9525. So 0.01 of its score was luck: the best of 50 noisy scores is one that \
             was lucky. It was as good or better in 1 of 4."
        );
        let told = told_of_luck(&own, 50, Direction::Minimize).unwrap();
        assert!(told.ends_with("So it was not lucky: its score is 0.01 short of that average."), "{told}");
        let still = repeated(3, 1, 2.0, &[2.0, 2.0]);
        assert!(told_of_luck(&still, 9, Direction::Minimize).unwrap().contains("there is no noise"));
        assert_eq!(told_of_test(&still, 0), None);
        assert!(told_of_test(&own, 0).unwrap().starts_with("There is no test set"));
        let tested = Repeated { test: vec![0.94, 0.94], again_test: Some(0.93), ..own };
        assert_eq!(
            told_of_test(&tested, 1000).unwrap(),
            "On a test set of 1000 rows that no training job has seen, the repeats came to 0.94 on average, half of the times to 0.94 to \
             0.94. The very model that reported 0.96 comes to 0.93 there."
        );
    }

    #[test]
    fn orders_hold_turn_or_cannot_be_told() {
        let values = |from: f64| (0..20).map(|k| from + 0.001 * f64::from(k % 7)).collect::<Vec<_>>();
        let (one, other) = (repeated(1, 1, 0.9, &values(0.8)), repeated(2, 2, 0.89, &values(0.7)));
        let told = |a: &Repeated, b: &Repeated| told_of_order(a, b, Direction::Maximize).unwrap();
        assert!(told(&one, &other).ends_with("so the order holds."), "{}", told(&one, &other));
        let lucky = repeated(1, 1, 0.9, &values(0.6));
        assert!(
            told(&lucky, &other).contains("better in 0 of 20, worse in 20, on average 0.1 worse.")
                && told(&lucky, &other).contains("turns round")
        );
        let twin = repeated(3, 2, 0.89, &(0..20).map(|k| 0.8 + 0.001 * f64::from(6 - k % 7)).collect::<Vec<_>>());
        assert!(told(&one, &twin).ends_with("cannot be told."), "{}", told(&one, &twin));
        assert_eq!(told_of_order(&repeated(1, 1, 0.9, &[0.8]), &other, Direction::Maximize), None);
    }
}
