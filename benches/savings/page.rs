//! The tables of docs/early-stopping.md, between two markers.

use super::cell::{Cell, Summary};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tuneground::model::ModelKind;

const BEGIN: &str = "<!-- made by `cargo bench --bench savings -- --write`: begin -->\n";
const END: &str = "<!-- end -->\n";

/// Groups of this size whose table has a row a data set and model: strategy, metric and rule.
const SIZE_IN_DETAIL: &str = "50 × 30, 5 at a time";
const IN_DETAIL: [(&str, &str, &str); 6] = [
    ("Random", "accuracy", "Auto"),
    ("Random", "accuracy", "Auto, judged from 1/2 of the epochs"),
    ("Random", "accuracy", "Hyperband"),
    ("Random", "accuracy", "Hyperband, 2 × the jobs"),
    ("Random", "loss", "Auto"),
    ("Bayesian", "accuracy", "Auto"),
];

/// Size, strategy, metric and rule.
type Group<'a> = (&'a str, &'a str, &'a str, &'a str);

fn group_of(cell: &Cell) -> Group<'_> {
    (&cell.size, &cell.strategy, &cell.metric, &cell.rule)
}

/// The page with new tables; `None` when its markers are not there.
pub(crate) fn with_tables(page: &str, cells: &[Cell]) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{}\n{END}{after}", tables(cells)))
}

fn tables(cells: &[Cell]) -> String {
    let mut text = overview("All data sets and models together", cells);
    for model in ModelKind::ALL.into_iter().filter(|model| model.is_network()).map(ModelKind::name) {
        let of_model: Vec<Cell> = cells.iter().filter(|cell| cell.model == model).cloned().collect();
        text += &overview(&format!("All data sets with {model}"), &of_model);
    }
    for (strategy, metric, rule) in IN_DETAIL {
        let group = (SIZE_IN_DETAIL, strategy, metric, rule);
        let cells: Vec<&Cell> = cells.iter().filter(|cell| group_of(cell) == group).collect();
        if !cells.is_empty() {
            let _ = write!(text, "\n### {strategy}, {metric}: {rule}\n\n{}", detail(&cells));
        }
    }
    text
}

/// A row a group: data sets, models and seeds together.
fn overview(title: &str, cells: &[Cell]) -> String {
    let mut text = format!(
        "\n### {title}\n\n\
        | Training jobs × epochs | Without | Objective | With | Training time saved | Ends sooner by | Jobs stopped | Best better | Best worse | p | Worse by > 1 % | Best job stopped |\n\
        |---|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
    );
    let mut groups: Vec<Group<'_>> = cells.iter().map(group_of).collect();
    // In the order of the lines, the size of the tables in detail first.
    let mut seen = BTreeSet::new();
    groups.retain(|group| seen.insert(*group));
    groups.sort_by_key(|(size, ..)| *size != SIZE_IN_DETAIL);
    for group in groups {
        let pairs: Vec<_> =
            cells.iter().filter(|cell| group_of(cell) == group).flat_map(|cell| cell.pairs.clone()).collect();
        let all = Summary::of(&pairs);
        let (size, strategy, metric, rule) = group;
        let _ = writeln!(
            text,
            "| {size} | {strategy} | {metric} | {rule} | {} | {} | {} | {} | {} | {} | {} | {} |",
            percents(all.saved, 0),
            percents(all.sooner, 0),
            percents(all.stopped, 0),
            percent(all.better, 0),
            percent(all.worse, 0),
            probability(all.p),
            percent(all.worse_by_more, 0),
            all.best_was_stopped.map_or("–".to_owned(), |share| percent(share, 0)),
        );
    }
    text
}

fn detail(cells: &[&Cell]) -> String {
    let mut text = "| Data set | Model | Training time without | Saved | Ends sooner by | Jobs stopped | Best without | Change of the best | p | Worse by > 1 % | Best job stopped |\n\
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for cell in cells {
        let one = Summary::of(&cell.pairs);
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} h | {} | {} | {} | {:.3} | {} | {} | {} | {} |",
            cell.dataset,
            cell.model,
            one.seconds[1] / 3600.0,
            percents(one.saved, 0),
            percents(one.sooner, 0),
            percents(one.stopped, 0),
            one.best[1],
            percents(one.gain, 1),
            probability(one.p),
            percent(one.worse_by_more, 0),
            one.best_was_stopped.map_or("–".to_owned(), |share| percent(share, 0)),
        );
    }
    text
}

/// The median, and the quartiles in brackets.
fn percents([first, median, third]: [f64; 3], digits: usize) -> String {
    let number = |share| percent(share, digits).trim_end_matches(" %").to_owned();
    format!("{} % ({} to {})", number(median), number(first), number(third))
}

fn percent(share: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", 100.0 * share);
    // −0 is 0, and a minus is no hyphen.
    let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    let text = if is_zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "−") };
    format!("{text} %")
}

fn probability(p: Option<f64>) -> String {
    match p {
        None => "–".to_owned(),
        Some(p) if p < 0.001 => "< 0.001".to_owned(),
        Some(p) => format!("{p:.3}"),
    }
}
