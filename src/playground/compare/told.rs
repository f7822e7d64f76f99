//! What a comparison says, in sentences for people who have never heard of a test of significance.

use super::pairs::{Pair, Saving};

/// From here on a difference counts as one that chance does not explain.
const SIGNIFICANT: f64 = 0.05;
/// Savings of less than this part are none.
const LITTLE: f64 = 0.005;

/// Who found better, and whether that could be chance. `labels` are those of all variants.
pub fn told_of_pair(pair: &Pair, labels: &[String]) -> String {
    let [first, second] = pair.of.map(|place| labels.get(place).map_or("", String::as_str));
    let repeats = pair.repeats();
    if repeats == 0 {
        return format!("{first} and {second} have no repeat in common yet.");
    }
    let [of_first, of_second] = pair.wins;
    if of_first + of_second == 0 {
        return format!("{} and {second} found the same in {}.", capital(first), all(repeats));
    }
    let (winner, loser, wins, losses) =
        if of_first >= of_second { (first, second, of_first, of_second) } else { (second, first, of_second, of_first) };
    let ties = if pair.ties > 0 { format!(", and the same in {}", pair.ties) } else { String::new() };
    let counted = format!(
        "{} found a better result than {loser} in {wins} of {}, a worse one in {losses}{ties}.",
        capital(winner),
        in_all(repeats)
    );
    match pair.p.filter(|p| *p < SIGNIFICANT) {
        Some(p) => format!("{counted} By chance alone so large a difference would come about {}.", once_in(p)),
        None if repeats < 20 => {
            format!("{counted} That is no difference that could be told from chance; more repeats may tell.")
        }
        None => format!("{counted} That is no difference that could be told from chance."),
    }
}

fn once_in(p: f64) -> &'static str {
    match p {
        ..0.000_1 => "less than once in 10,000 times",
        ..0.001 => "less than once in 1,000 times",
        ..0.01 => "less than once in 100 times",
        _ => "less than once in 20 times",
    }
}

/// What a variant saved against the first.
pub fn told_of_saving(saving: &Saving, label: &str, first: &str) -> String {
    let part = |[low, middle, high]: [f64; 3], of: &str| {
        if middle.abs() < LITTLE && low.abs() < LITTLE && high.abs() < LITTLE {
            return format!("the same {of}");
        }
        let percent = |part: f64| format!("{:.0}", 100.0 * part.abs());
        let word = |part: f64| if part >= 0.0 { "less" } else { "more" };
        let half = match (low < -LITTLE, high > LITTLE) {
            (true, true) => format!("from {} % more to {} % less", percent(low), percent(high)),
            (true, false) => format!("{} to {} %", percent(high), percent(low)),
            _ => format!("{} to {} %", percent(low), percent(high)),
        };
        format!("{} % {} {of} (half of the repeats: {half})", percent(middle), word(middle))
    };
    format!(
        "Against {first}, {label} took {} and {}.",
        part(saving.seconds, "simulated time"),
        part(saving.training_seconds, "compute")
    )
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn in_all(repeats: u32) -> String {
    if repeats == 1 { "1 repeat".to_owned() } else { format!("{repeats} repeats") }
}

fn all(repeats: u32) -> String {
    if repeats == 1 { "the 1 repeat".to_owned() } else { format!("all {repeats} repeats") }
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
