//! The values of the sweep as a table: a row for each value along y, a column for each along x.

use super::ground::{Axes, Ground};
use super::sweep::SweepOnScreen;
use leptos::prelude::*;
use tuneground::playground::SweepGrid;
use tuneground::playground::plot::{significant, value_text};

/// What is in the table.
#[derive(Clone, Debug, PartialEq)]
struct Values {
    corner: String,
    columns: Vec<String>,
    /// The value along y, and what came of each cell; the greatest y first, as in the picture.
    rows: Vec<(String, Vec<String>)>,
}

/// The finest grid that is complete.
#[component]
pub(super) fn GridTable(
    /// What there is along the axes.
    ground: Memo<Option<Ground>>,
    /// What is along them.
    axes: Axes,
    /// The grid.
    grid: Memo<Option<SweepGrid>>,
    /// The values.
    sweep: SweepOnScreen,
) -> impl IntoView {
    let values = Memo::new(move |_| {
        ground.with(|ground| {
            grid.with(|grid| read(ground.as_ref()?, axes.get()?, grid.as_ref()?, &sweep.values()?, significant))
        })
    });
    let table = |Values { corner, columns, rows }: Values| {
        let heading = |text: String| view! { <th scope="col" class="numeric">{text}</th> };
        let row = |(name, cells): (String, Vec<String>)| {
            let cell = |text: String| view! { <td class="numeric">{text}</td> };
            view! { <tr><th scope="row" class="numeric">{name}</th>{cells.into_iter().map(cell).collect_view()}</tr> }
        };
        view! {
            <table class="data-table surface-table">
                <caption class="visually-hidden">"The true surface: the objective at each combination"</caption>
                <thead><tr><th scope="col">{corner}</th>{columns.into_iter().map(heading).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <div class="table-box" data-testid="surface-table" tabindex="0" role="group" aria-label="The true surface as a table">
            {move || match values.get() {
                Some(values) => table(values).into_any(),
                None => view! { <p class="plot-empty muted">"The first grid is not complete yet"</p> }.into_any(),
            }}
        </div>
    }
}

/// The same for a file, headings first, with all digits; nothing before the first grid is complete.
pub(super) fn file_rows(ground: &Ground, axes: (usize, usize), grid: &SweepGrid, trained: &[f64]) -> Vec<Vec<String>> {
    let Some(values) = read(ground, axes, grid, trained, |value| value.to_string()) else { return Vec::new() };
    let headings = std::iter::once(values.corner).chain(values.columns).collect();
    let row = |(name, cells): (String, Vec<String>)| std::iter::once(name).chain(cells).collect();
    std::iter::once(headings).chain(values.rows.into_iter().map(row)).collect()
}

fn read(
    ground: &Ground,
    (x, y): (usize, usize),
    grid: &SweepGrid,
    trained: &[f64],
    text_of: impl Fn(f64) -> String,
) -> Option<Values> {
    let stage = grid.stage_at(trained.len())?;
    let values = stage.values(&grid.in_place(trained));
    let parameters = ground.space.parameters();
    let (along_x, along_y) = (&parameters.get(x)?.range, &parameters.get(y)?.range);
    let at = |cell: &usize| grid.coordinates(*cell);
    let columns = stage.middles().iter().take(stage.columns).map(|cell| value_text(&along_x.value_at(at(cell).0)));
    let cells = |row: &[f64]| {
        let text = |value: &f64| if value.is_finite() { text_of(*value) } else { "failed".to_owned() };
        row.iter().map(text).collect::<Vec<_>>()
    };
    let rows = stage.middles().chunks(stage.columns).zip(values.chunks(stage.columns)).rev();
    let rows =
        rows.filter_map(|(middles, row)| Some((value_text(&along_y.value_at(at(middles.first()?).1)), cells(row))));
    Some(Values {
        corner: format!("{} ↓ {} →", ground.name(y), ground.name(x)),
        columns: columns.collect(),
        rows: rows.collect(),
    })
}
