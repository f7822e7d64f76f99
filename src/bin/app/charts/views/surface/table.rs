//! The values of the sweep as a table: a row for each value along y, a column for each along x.

use super::ground::{Axes, Ground};
use super::sweep::SweepOnScreen;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::SweepGrid;
use tuneground::playground::plot::{short_with_point, significant, value_text};
use tuneground::search_space::ParameterValue;

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
            grid.with(|grid| read(ground.as_ref()?, axes.get()?, grid.as_ref()?, &sweep.values()?, (value_text, told)))
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
                <caption class="visually-hidden">{t!("The true surface: the objective at each combination")}</caption>
                <thead><tr><th scope="col">{corner}</th>{columns.into_iter().map(heading).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <div class="table-box" data-testid="surface-table" tabindex="0" role="group" aria-label={t!("The true surface as a table")}>
            {move || match values.get() {
                Some(values) => table(values).into_any(),
                None => view! { <p class="plot-empty muted">{t!("The first grid is not complete yet")}</p> }.into_any(),
            }}
        </div>
    }
}

/// The same for a file, headings first, with all digits; nothing before the first grid is complete.
pub(super) fn file_rows(ground: &Ground, axes: (usize, usize), grid: &SweepGrid, trained: &[f64]) -> Vec<Vec<String>> {
    let name = |value: &ParameterValue| match value {
        ParameterValue::Continuous(value) => short_with_point(*value),
        value => value_text(value),
    };
    let number = |value: f64| if value.is_finite() { value.to_string() } else { "failed".to_owned() };
    let Some(values) = read(ground, axes, grid, trained, (name, number)) else { return Vec::new() };
    let headings = std::iter::once(values.corner).chain(values.columns).collect();
    let row = |(name, cells): (String, Vec<String>)| std::iter::once(name).chain(cells).collect();
    std::iter::once(headings).chain(values.rows.into_iter().map(row)).collect()
}

/// What came of a cell, as people read it.
fn told(value: f64) -> String {
    if value.is_finite() { significant(value) } else { t!("failed").to_owned() }
}

fn read(
    ground: &Ground,
    (x, y): (usize, usize),
    grid: &SweepGrid,
    trained: &[f64],
    (name_of, text_of): (impl Fn(&ParameterValue) -> String, impl Fn(f64) -> String),
) -> Option<Values> {
    let stage = grid.stage_at(trained.len())?;
    let values = stage.values(&grid.in_place(trained));
    let parameters = ground.space.parameters();
    let (along_x, along_y) = (&parameters.get(x)?.range, &parameters.get(y)?.range);
    let at = |cell: &usize| grid.coordinates(*cell);
    let columns = stage.middles().iter().take(stage.columns).map(|cell| name_of(&along_x.value_at(at(cell).0)));
    let cells = |row: &[f64]| row.iter().map(|value| text_of(*value)).collect::<Vec<_>>();
    let rows = stage.middles().chunks(stage.columns).zip(values.chunks(stage.columns)).rev();
    let rows = rows.filter_map(|(middles, row)| Some((name_of(&along_y.value_at(at(middles.first()?).1)), cells(row))));
    Some(Values {
        corner: format!("{} ↓ {} →", ground.name(y), ground.name(x)),
        columns: columns.collect(),
        rows: rows.collect(),
    })
}
