//! The figures, as JSON and as a page.

use crate::Judged;
use crate::judge::{Forecast, Run, WITHIN};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What became of a number of tuning jobs.
struct Figures {
    runs: usize,
    stopped: usize,
    improved: usize,
    /// Of those that were ended, how many could be followed to three times the training jobs.
    went_on: usize,
    /// Median of the training jobs at the end.
    median: Option<usize>,
}

impl Figures {
    fn of<'a>(runs: impl Iterator<Item = &'a Run> + Clone) -> Self {
        let mut ends: Vec<usize> = runs.clone().filter_map(|run| run.stopped).collect();
        ends.sort_unstable();
        Self {
            runs: runs.clone().count(),
            stopped: ends.len(),
            improved: runs.clone().filter(|run| run.improved).count(),
            went_on: runs.filter(|run| run.went_on).count(),
            median: ends.get(ends.len() / 2).copied(),
        }
    }

    fn cells(&self) -> String {
        let median = self.median.map_or("–".to_owned(), |median| median.to_string());
        let improved = if self.stopped == 0 { "–".to_owned() } else { share(self.improved, self.stopped) };
        format!("{} | {} | {improved} | {median}", self.runs, share(self.stopped, self.runs))
    }
}

fn share(part: usize, whole: usize) -> String {
    format!("{:.0} % ({part})", 100.0 * part as f64 / whole as f64)
}

/// A JSON object for each strategy and number of training jobs at once.
pub(crate) fn results(judged: &[Judged]) -> Vec<Value> {
    let result = |((strategy, parallel), group): (Key, Vec<&Judged>)| {
        let figures = Figures::of(group.iter().flat_map(|judged| &judged.runs));
        let of_stopped = |count: usize| (figures.stopped > 0).then(|| count as f64 / figures.stopped as f64);
        json!({
            "Strategy": strategy, "Parallel": parallel, "TuningJobs": figures.runs,
            "StoppedShare": figures.stopped as f64 / figures.runs as f64, "Within": WITHIN,
            "ImprovedShareOfStopped": of_stopped(figures.improved),
            "FollowedShareOfStopped": of_stopped(figures.went_on),
            "MedianTrainingJobs": figures.median,
        })
    };
    groups(judged).into_iter().map(result).collect()
}

type Key = (&'static str, usize);

fn groups(judged: &[Judged]) -> BTreeMap<Key, Vec<&Judged>> {
    let mut groups: BTreeMap<Key, Vec<&Judged>> = BTreeMap::new();
    for judged in judged {
        groups.entry((judged.strategy.name(), judged.parallel)).or_default().push(judged);
    }
    groups
}

/// The page in Markdown.
pub(crate) fn page(judged: &[Judged]) -> String {
    let mut page = include_str!("method.md").to_owned();
    page.push_str("\n## By strategy\n\n");
    page.push_str(
        "| Strategy | Jobs at once | Tuning jobs | Ended within 200 | Of these, improved | Median jobs at the end |\n",
    );
    page.push_str("|---|--:|--:|--:|--:|--:|\n");
    for ((strategy, parallel), group) in groups(judged) {
        let figures = Figures::of(group.iter().flat_map(|judged| &judged.runs));
        writeln!(page, "| {strategy} | {parallel} | {} |", figures.cells()).unwrap();
    }
    page.push_str("\n## Predicted and observed\n\n");
    page.push_str(
        "How often three times the training jobs did improve by more than 1 %, where the rule predicted:\n\n",
    );
    page.push_str("| Strategy | below 10 % | 10 to 20 % | 20 to 30 % | 30 to 45 % | 45 to 60 % | 60 to 67 % |\n");
    page.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    let mut forecasts: BTreeMap<&str, Vec<Forecast>> = BTreeMap::new();
    for judged in judged {
        forecasts.entry(judged.strategy.name()).or_default().extend(&judged.forecasts);
        forecasts.entry("all").or_default().extend(&judged.forecasts);
    }
    for (strategy, forecasts) in &forecasts {
        let cells = [0.0, 0.1, 0.2, 0.3, 0.45, 0.6, 1.0].windows(2).map(|bin| {
            let within = forecasts.iter().filter(|forecast| (bin[0]..bin[1]).contains(&forecast.probability));
            match within.clone().count() {
                0 => "–".to_owned(),
                all => {
                    let improved = within.filter(|forecast| forecast.improved).count();
                    format!("{:.0} % of {all}", 100.0 * improved as f64 / all as f64)
                }
            }
        });
        writeln!(page, "| {strategy} | {} |", cells.collect::<Vec<_>>().join(" | ")).unwrap();
    }
    page.push_str("\n## By problem\n\n");
    page.push_str("\"Improves anyway\" is how often three times the training jobs improve by more than 1 %, at whatever number: what a\n");
    page.push_str("rule would get wrong that ended tuning jobs by chance.\n\n");
    page.push_str("| Strategy | Jobs at once | Problem | Training jobs | Improves anyway | Tuning jobs | Ended within 200 | Of these, improved | Median jobs at the end |\n");
    page.push_str("|---|--:|---|--:|--:|--:|--:|--:|--:|\n");
    for ((strategy, parallel), group) in groups(judged) {
        for judged in group {
            let improved = judged.forecasts.iter().filter(|forecast| forecast.improved).count();
            let anyway = 100.0 * improved as f64 / judged.forecasts.len().max(1) as f64;
            let cells = Figures::of(judged.runs.iter()).cells();
            writeln!(
                page,
                "| {strategy} | {parallel} | {} | {} | {anyway:.0} % | {cells} |",
                judged.problem, judged.jobs
            )
            .unwrap();
        }
    }
    page
}
