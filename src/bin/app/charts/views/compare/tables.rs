//! The numbers of a comparison: of each variant, of each pair, along the axis, and of each repeat.

use super::LETTERS;
use super::asking::Compared;
use super::choice::{Letter, Remarks};
use super::report::{Report, VariantReport};
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::compare::Along;
use tuneground::playground::plot::{duration, short};

/// Rows of the table of bands.
const ROWS: usize = 10;

/// What is shown of the report, anew with each.
fn of_report(compared: Compared, show: impl Fn(&Report) -> AnyView + Send + 'static) -> impl IntoView {
    move || compared.report.with(|report| report.as_ref().map(&show))
}

/// A row for each variant: its best, what that took, and what it saved.
#[component]
pub(super) fn Numbers(compared: Compared) -> impl IntoView {
    of_report(compared, |report| {
        let rows = report.variants.iter().enumerate().map(numbers).collect_view();
        view! {
            <div class="table-box" tabindex="0" role="region" aria-label={t!("The variants in numbers")}>
                <table class="data-table" data-testid="compare-table">
                    <thead><tr>
                        <th scope="col">{t!("Variant")}</th>
                        <th scope="col" class="numeric" title={t!("Median of the repeats, and their middle half")}>{t!("Best")}</th>
                        <th scope="col" class="numeric">{t!("Jobs")}</th>
                        <th scope="col" class="numeric">{t!("Epochs")}</th>
                        <th scope="col" class="numeric">{t!("Simulated time")}</th>
                        <th scope="col" class="numeric" title={t!("Simulated time of all training jobs together, which AWS bills")}>{t!("Compute")}</th>
                        <th scope="col" class="numeric" title={t!("Of A's simulated time, and of its compute: the median over the pairs of repeats")}>{t!("Saved")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

fn numbers((place, own): (usize, &VariantReport)) -> impl IntoView + use<> {
    let percent = |part: f64| format!("{:.0} %", 100.0 * part).replace('-', "−");
    let saved =
        own.saved.map_or_else(|| "–".to_owned(), |(time, compute)| format!("{}, {}", percent(time), percent(compute)));
    let time = |seconds: f64| if seconds.is_finite() { duration(seconds) } else { "–".to_owned() };
    let jobs = match own.stopped {
        stopped if stopped > 0.0 => t!("{jobs}, {stopped} stopped", jobs = short(own.jobs), stopped = short(stopped)),
        _ => short(own.jobs),
    };
    let [better, median, worse] = own.best;
    view! {
        <tr class=format!("variant-{place}") data-testid="compare-numbers" data-best=median>
            <th scope="row"><Letter letter=LETTERS[place]/>{own.label.clone()}<Remarks variant=own.clone()/></th>
            <td class="numeric"><strong>{short(median)}</strong>" "{middle_half(worse, better)}</td>
            <td class="numeric">{jobs}</td>
            <td class="numeric">{short(own.epochs)}</td>
            <td class="numeric">{time(own.seconds)}</td>
            <td class="numeric">{time(own.training_seconds)}</td>
            <td class="numeric" data-testid="compare-saved">{saved}</td>
        </tr>
    }
}

/// From the worse quartile to the better.
fn middle_half(worse: f64, better: f64) -> String {
    t!("({worse} to {better})", worse = short(worse), better = short(better))
}

/// How often the variant of the row found better than that of the column, with the same seed.
#[component]
pub(super) fn Wins(compared: Compared) -> impl IntoView {
    of_report(compared, |report| {
        let heads = report
            .variants
            .iter()
            .zip(LETTERS)
            .map(|(_, letter)| view! { <th scope="col" class="numeric">{letter}</th> });
        let cell = |wins: &Option<u32>| {
            view! { <td class="numeric">{wins.map_or_else(|| "–".to_owned(), |wins| wins.to_string())}</td> }
        };
        let row = |((place, own), wins): ((usize, &VariantReport), &Vec<Option<u32>>)| {
            view! {
                <tr class=format!("variant-{place}")>
                    <th scope="row"><Letter letter=LETTERS[place]/>{own.label.clone()}</th>
                    {wins.iter().map(cell).collect_view()}
                </tr>
            }
        };
        let rows = report.variants.iter().enumerate().zip(&report.wins).map(row).collect_view();
        view! {
            <table class="data-table compare-wins" data-testid="compare-wins">
                <caption class="small muted">{t!("In how many repeats the row found better than the column. Where both found the same, neither counts.")}</caption>
                <thead><tr><th scope="col">{t!("Better than")}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

/// The bands as a table.
#[component]
pub(super) fn BandTable(compared: Compared) -> impl IntoView {
    of_report(compared, move |report| {
        let along = report.along;
        let x = move |value: f64| if along == Along::Seconds { duration(value) } else { short(value) };
        let heads = report
            .variants
            .iter()
            .zip(LETTERS)
            .map(|(own, letter)| view! { <th scope="col" class="numeric">{letter}" "{own.label.clone()}</th> });
        let step = report.x.len().saturating_sub(1).div_ceil(ROWS).max(1);
        let cell = |own: &VariantReport, point: usize| {
            let at = |line: &Vec<f64>| line.get(point).copied().unwrap_or(f64::NAN);
            let [better, middle, worse] = own.band.each_ref().map(at);
            view! { <td class="numeric">{short(middle)}" "{middle_half(worse, better)}</td> }
        };
        let row = |point: usize| {
            let cells = report.variants.iter().map(|own| cell(own, point)).collect_view();
            view! { <tr><th scope="row">{x(report.x[point])}</th>{cells}</tr> }
        };
        let rows = (1..report.x.len()).filter(|point| point % step == 0).map(row).collect_view();
        view! {
            <div class="table-box" tabindex="0" role="region" aria-label={t!("The best so far of the variants")}>
                <table class="data-table" data-testid="compare-band-table">
                    <thead><tr><th scope="col">{along.title()}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

/// The bands for a file, headings first: along x, of each variant the median of the repeats and the ends of their middle half.
pub(super) fn file_rows(compared: Compared) -> Vec<Vec<String>> {
    compared.report.with_untracked(|report| {
        let Some(report) = report else { return Vec::new() };
        let of = |own: &VariantReport| {
            ["better quarter", "median", "worse quarter"].map(|part| format!("{}, {part}", own.label))
        };
        let along = match report.along {
            Along::Jobs => "Training jobs ended",
            Along::Epochs => "Epochs trained",
            Along::Seconds => "Simulated time",
        };
        let headings = std::iter::once(along.to_owned()).chain(report.variants.iter().flat_map(of));
        let row = |(point, x): (usize, &f64)| {
            let cells = report.variants.iter().flat_map(|own| &own.band).map(|line| {
                line.get(point).filter(|value| value.is_finite()).map(ToString::to_string).unwrap_or_default()
            });
            std::iter::once(x.to_string()).chain(cells).collect()
        };
        std::iter::once(headings.collect()).chain(report.x.iter().enumerate().map(row)).collect()
    })
}

/// Every repeat: its seed, with which anyone can run it again, and each variant's best. Nothing is made before it is opened.
#[component]
pub(super) fn Repeats(compared: Compared) -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <details data-testid="compare-repeats-list" on:toggle=move |_| is_open.set(true)>
            <summary>{t!("Every repeat: its random seed, and what each variant found")}</summary>
            {move || is_open.get().then(|| of_report(compared, every_repeat))}
        </details>
    }
}

fn every_repeat(report: &Report) -> AnyView {
    let head = |(_, letter)| view! { <th scope="col" class="numeric">{letter}</th> };
    let heads = report.variants.iter().zip(LETTERS).map(head);
    let row = |(seed, bests): &(f64, Vec<f64>)| {
        let cells = bests.iter().map(|best| view! { <td class="numeric" data-best=*best>{short(*best)}</td> });
        view! { <tr><th scope="row">{seed.to_string()}</th>{cells.collect_view()}</tr> }
    };
    let rows = report.rows.iter().map(row).collect_view();
    view! {
        <table class="data-table" data-testid="compare-rows">
            <thead><tr><th scope="col">{t!("Random seed")}</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
