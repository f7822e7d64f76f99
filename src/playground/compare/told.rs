//! What a comparison says, in sentences for people who have never heard of a test of significance.

use super::pairs::{Pair, Saving};
use crate::language::{counted, t};

/// From here on a difference counts as one that chance does not explain.
const SIGNIFICANT: f64 = 0.05;
/// Savings of less than this part are none.
const LITTLE: f64 = 0.005;

/// Who found better, and whether that could be chance. `labels` are those of all variants.
pub fn told_of_pair(pair: &Pair, labels: &[String]) -> String {
    let [first, second] = pair.of.map(|place| labels.get(place).map_or("", String::as_str));
    let repeats = pair.repeats();
    if repeats == 0 {
        return t!("{first} and {second} have no repeat in common yet.", first, second);
    }
    let [of_first, of_second] = pair.wins;
    if of_first + of_second == 0 {
        return counted!(
            repeats as usize,
            "{first} and {second} found the same in the {count} repeat.",
            "{first} and {second} found the same in all {count} repeats.",
            first = capital(first),
            second,
        );
    }
    let (winner, loser, wins, losses) =
        if of_first >= of_second { (first, second, of_first, of_second) } else { (second, first, of_second, of_first) };
    let winner = capital(winner);
    let counted = match pair.ties {
        0 => counted!(
            repeats as usize,
            "{winner} found a better result than {loser} in {wins} of {count} repeat, a worse one in {losses}.",
            "{winner} found a better result than {loser} in {wins} of {count} repeats, a worse one in {losses}.",
            winner,
            loser,
            wins,
            losses,
        ),
        ties => counted!(
            repeats as usize,
            "{winner} found a better result than {loser} in {wins} of {count} repeat, a worse one in {losses}, and the same in {ties}.",
            "{winner} found a better result than {loser} in {wins} of {count} repeats, a worse one in {losses}, and the same in {ties}.",
            winner,
            loser,
            wins,
            losses,
            ties,
        ),
    };
    let by_chance = match pair.p.filter(|p| *p < SIGNIFICANT) {
        Some(p) => rarely(p),
        None if repeats < 20 => t!("That is no difference that could be told from chance; more repeats may tell."),
        None => t!("That is no difference that could be told from chance."),
    };
    format!("{counted} {by_chance}")
}

fn rarely(p: f64) -> &'static str {
    match p {
        ..0.000_1 => t!("By chance alone so large a difference would come about less than once in 10,000 times."),
        ..0.001 => t!("By chance alone so large a difference would come about less than once in 1,000 times."),
        ..0.01 => t!("By chance alone so large a difference would come about less than once in 100 times."),
        _ => t!("By chance alone so large a difference would come about less than once in 20 times."),
    }
}

/// What a variant saved against the first.
pub fn told_of_saving(saving: &Saving, label: &str, first: &str) -> String {
    let [seconds, training_seconds] = [saving.seconds, saving.training_seconds].map(Part::of);
    let time = match seconds {
        Part::Same => t!("the same simulated time").to_owned(),
        Part::Less { percent, half } => {
            t!("{percent} % less simulated time (half of the repeats: {half})", percent, half)
        }
        Part::More { percent, half } => {
            t!("{percent} % more simulated time (half of the repeats: {half})", percent, half)
        }
    };
    let compute = match training_seconds {
        Part::Same => t!("the same compute").to_owned(),
        Part::Less { percent, half } => t!("{percent} % less compute (half of the repeats: {half})", percent, half),
        Part::More { percent, half } => t!("{percent} % more compute (half of the repeats: {half})", percent, half),
    };
    t!("Against {first}, {label} took {time} and {compute}.", first, label, time, compute)
}

/// How much less or more, in words: a part, and between which half of the repeats lie.
enum Part {
    Same,
    Less { percent: String, half: String },
    More { percent: String, half: String },
}

impl Part {
    fn of([low, middle, high]: [f64; 3]) -> Self {
        if middle.abs() < LITTLE && low.abs() < LITTLE && high.abs() < LITTLE {
            return Self::Same;
        }
        let percent = |part: f64| format!("{:.0}", 100.0 * part.abs());
        let between = |low: f64, high: f64| t!("{low} to {high} %", low = percent(low), high = percent(high));
        let half = match (low < -LITTLE, high > LITTLE) {
            (true, true) => t!("from {more} % more to {less} % less", more = percent(low), less = percent(high)),
            (true, false) => between(high, low),
            _ => between(low, high),
        };
        let percent = percent(middle);
        if middle >= 0.0 { Self::Less { percent, half } } else { Self::More { percent, half } }
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_need_no_statistics() {
        let labels = ["random".to_owned(), "Bayesian".to_owned()];
        let pair = |wins, ties, p| Pair { of: [0, 1], wins, ties, p };
        assert_eq!(
            told_of_pair(&pair([20, 78], 2, Some(0.000_4)), &labels),
            "Bayesian found a better result than random in 78 of 100 repeats, a worse one in 20, and the same in 2. By chance \
             alone so large a difference would come about less than once in 1,000 times."
        );
        assert_eq!(
            told_of_pair(&pair([11, 9], 0, Some(0.4)), &labels),
            "Random found a better result than Bayesian in 11 of 20 repeats, a worse one in 9. That is no difference that could \
             be told from chance."
        );
        assert_eq!(
            told_of_pair(&pair([0, 0], 20, None), &labels),
            "Random and Bayesian found the same in all 20 repeats."
        );
        assert!(told_of_pair(&pair([2, 0], 0, Some(0.5)), &labels).ends_with("more repeats may tell."));
        assert!(told_of_pair(&pair([0, 0], 0, None), &labels).ends_with("no repeat in common yet."));
    }

    #[test]
    fn savings_say_what_half_of_the_repeats_had() {
        let saving = Saving { seconds: [0.2, 0.28, 0.33], training_seconds: [-0.5, -0.4, -0.1], epochs: [0.0; 3] };
        assert_eq!(
            told_of_saving(&saving, "early stopping", "no early stopping"),
            "Against no early stopping, early stopping took 28 % less simulated time (half of the repeats: 20 to 33 %) and 40 % more \
             compute (half of the repeats: 10 to 50 %)."
        );
        let same = Saving { seconds: [0.0; 3], training_seconds: [-0.02, 0.01, 0.03], epochs: [0.0; 3] };
        assert_eq!(
            told_of_saving(&same, "b", "a"),
            "Against a, b took the same simulated time and 1 % less compute (half of the repeats: from 2 % more to 3 % less)."
        );
    }
}
