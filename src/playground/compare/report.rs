//! What is told of a comparison, as JSON.

use super::bands::{Along, BandPoint, bands, quantile, sort};
use super::comparison::Comparison;
use super::pairs::{Pair, Saving, pairs, savings};
use super::repeat::Outcome;
use super::told::{told_of_pair, told_of_saving};
use serde_json::{Value, json};

impl<W: Copy + PartialEq> Comparison<W> {
    /// The progress and the results so far: `Done` of `All` repeats, `Metric`, `Maximize`; `X` and for each of `Variants` its
    /// `Label`, `Done`, `Cannot` (why it does not run), `Notes`, `Band` (`Low`, `Middle` and `High` at each `X`, null where nothing is
    /// known), the quartiles of the `Best` objective (better, median, worse), medians of `Jobs`, `Epochs`, `Seconds` and
    /// `TrainingSeconds`, and what it `Saved` of the first's seconds; `Wins` (how often the variant of the row found better than
    /// that of the column), `Told`, sentences, and `Rows`: for each repeat its `Seed` and each variant's best.
    pub fn report(&self, along: Along) -> Value {
        let outcomes = self.outcomes();
        let done: Vec<Vec<&Outcome>> = outcomes.iter().map(|own| own.iter().flatten().collect()).collect();
        let bands = bands(&done, along, self.direction());
        let labels: Vec<String> = self.variants().iter().map(|(variant, _)| variant.label.clone()).collect();
        let (pairs, savings) = (pairs(outcomes, self.direction()), savings(outcomes));
        let variant = |place: usize| {
            let (variant, standing) = &self.variants()[place];
            let saving = place.checked_sub(1).and_then(|place| savings.get(place).copied().flatten());
            json!({
                "Label": variant.label,
                "Done": done[place].len(),
                "Cannot": standing.plan.as_ref().err().map(|why| why.join(" ")),
                "Notes": standing.notes,
                "Band": band(&bands.variants[place]),
                "Best": self.best(&done[place]),
                "Jobs": median(&done[place], |outcome| f64::from(outcome.jobs)),
                "Stopped": median(&done[place], |outcome| f64::from(outcome.stopped)),
                "Epochs": median(&done[place], |outcome| f64::from(outcome.epochs)),
                "Seconds": median(&done[place], |outcome| outcome.seconds),
                "TrainingSeconds": median(&done[place], |outcome| outcome.training_seconds),
                "Saved": saving.map(|saving| [saving.seconds[1], saving.training_seconds[1]]),
            })
        };
        let row = |repeat: usize| {
            let best = |own: &Vec<Option<Outcome>>| own[repeat].as_ref().and_then(Outcome::best);
            let seed = self.plans().next().map_or(0, |plan| super::seed_of(plan.config.seed(), repeat as u32 + 1));
            json!({ "Seed": seed, "Best": outcomes.iter().map(best).collect::<Vec<_>>() })
        };
        json!({
            "Done": self.done(),
            "All": self.all(),
            "Ended": self.has_ended(),
            "Metric": self.metric(),
            "Maximize": self.direction() == crate::objective::Direction::Maximize,
            "X": bands.x,
            "Variants": (0..labels.len()).map(variant).collect::<Vec<_>>(),
            "Wins": wins(&pairs, labels.len()),
            "Told": told(&pairs, &savings, &labels),
            "Rows": (0..self.repeats() as usize).map(row).collect::<Vec<_>>(),
        })
    }

    fn best(&self, done: &[&Outcome]) -> [Option<f64>; 3] {
        let mut sorted: Vec<Option<f64>> = done.iter().map(|outcome| outcome.best()).collect();
        sort(&mut sorted, self.direction());
        [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share))
    }
}

fn band(points: &[BandPoint]) -> Value {
    let of = |place: usize| points.iter().map(|point| point[place]).collect::<Vec<_>>();
    json!({ "Better": of(0), "Middle": of(1), "Worse": of(2) })
}

fn median(done: &[&Outcome], number: impl Fn(&Outcome) -> f64) -> Option<f64> {
    crate::math::stats::median(&done.iter().map(|outcome| number(outcome)).collect::<Vec<_>>())
}

/// Row by row, how often the row's variant found better than the column's; null on the diagonal.
fn wins(pairs: &[Pair], variants: usize) -> Value {
    let of = |row: usize, column: usize| {
        let pair = pairs.iter().find(|pair| pair.of == [row.min(column), row.max(column)])?;
        Some(pair.wins[usize::from(row > column)])
    };
    (0..variants).map(|row| (0..variants).map(|column| of(row, column)).collect::<Vec<_>>()).collect::<Vec<_>>().into()
}

/// What was saved, then who found better, of the variants that have anything in common.
fn told(pairs: &[Pair], savings: &[Option<Saving>], labels: &[String]) -> Vec<String> {
    let first = labels.first().map_or("", String::as_str);
    let saved = savings.iter().zip(labels.iter().skip(1));
    let saved = saved.filter_map(|(saving, label)| Some(told_of_saving(saving.as_ref()?, label, first)));
    let better = pairs.iter().filter(|pair| pair.repeats() > 0).map(|pair| told_of_pair(pair, labels));
    better.chain(saved).collect()
}
