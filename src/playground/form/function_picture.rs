//! A test function drawn small.

use super::test_function::test_function;
use crate::playground::Document;
use crate::playground::check::test_objective;
use crate::playground::plot::polyline;

/// Strengths of colour.
const LEVELS: usize = 6;
/// A cell's side, in pixels.
const CELL: f64 = 4.0;

/// A test function over its first two variables, where the literature looks at it; its other variables are at a minimiser.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionPicture {
    /// The outlines of the cells of each level, the largest values first: each level has as many cells.
    pub levels: Vec<String>,
    /// Where the minimisers lie.
    pub minimisers: Vec<(f64, f64)>,
}

/// The picture of a document's function, so many pixels wide and high; `None` where its ranges are not its variables.
pub fn function_picture(document: &Document, width: f64, height: f64) -> Option<FunctionPicture> {
    let function = test_function(document)?;
    let objective = test_objective(document, function)?;
    let shifted = objective.shifted();
    let (x, y) = (function.limits(0), function.limits(1));
    let minimisers = shifted.minimisers();
    let mut point = minimisers.first()?.clone();
    point.get(1)?;
    let (columns, rows) = ((width / CELL) as usize, (height / CELL) as usize);
    let mut cells: Vec<(f64, usize, usize)> = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let at = |(low, high): (f64, f64), share: f64| low + (high - low) * share;
            point[0] = at(x, (column as f64 + 0.5) / columns as f64);
            point[1] = at(y, 1.0 - (row as f64 + 0.5) / rows as f64);
            cells.push((shifted.value(&point), column, row));
        }
    }
    cells.sort_by(|a, b| b.0.total_cmp(&a.0));
    let outline = |&(_, column, row): &(f64, usize, usize)| {
        let (left, top) = (column as f64 * CELL, row as f64 * CELL);
        polyline([(left, top), (left + CELL, top), (left + CELL, top + CELL), (left, top + CELL)]) + "Z"
    };
    let levels = cells.chunks(cells.len().div_ceil(LEVELS).max(1));
    let place = |minimiser: &Vec<f64>| {
        let share = |value: f64, (low, high): (f64, f64)| (value - low) / (high - low);
        (width * share(minimiser[0], x), height * (1.0 - share(minimiser[1], y)))
    };
    Some(FunctionPicture {
        levels: levels.map(|cells| cells.iter().map(outline).collect()).collect(),
        minimisers: minimisers.iter().map(place).collect(),
    })
}

/// The smallest value of a document's function, where its ranges reach it.
pub fn known_minimum(document: &Document) -> Option<f64> {
    test_objective(document, test_function(document)?)?.optimum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::form::set_model;
    use crate::playground::{PRESETS, ProblemModel};

    #[test]
    fn every_function_has_a_picture_and_nothing_else_has() {
        for model in ProblemModel::ALL {
            let mut document = PRESETS[0].document();
            set_model(&mut document, model.name());
            let picture = function_picture(&document, 92.0, 72.0);
            let ProblemModel::TestFunction(_) = model else {
                assert_eq!(picture, None, "{}", model.name());
                continue;
            };
            let picture = picture.unwrap();
            assert_eq!(picture.levels.len(), LEVELS);
            assert!(picture.levels.iter().all(|path| path.starts_with('M') && !path.contains("NaN")));
            let is_inside = |&(x, y): &(f64, f64)| (0.0..=92.0).contains(&x) && (0.0..=72.0).contains(&y);
            assert!(!picture.minimisers.is_empty() && picture.minimisers.iter().all(is_inside), "{}", model.name());
            assert!(known_minimum(&document).is_some());
        }
    }
}
