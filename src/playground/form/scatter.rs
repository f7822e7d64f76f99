//! A small picture of a data set: one SVG path per class, each class with a shape of its own besides its colour.

use crate::dataset::Dataset;
use std::fmt::Write as _;

/// The most rows that are drawn: more would be a blot.
const MOST_ROWS: usize = 240;

/// One path per class, within `width` and `height`. The two features are the last two: of iris the petals', which part
/// the species best.
pub fn scatter(dataset: &Dataset, width: f64, height: f64) -> Vec<String> {
    let (across, up) = (dataset.features().saturating_sub(2), dataset.features().saturating_sub(1));
    let rows: Vec<(f64, f64, usize)> = [dataset.train(), dataset.validation()]
        .into_iter()
        .flat_map(|table| (0..table.rows()).map(move |row| (table.row(row), table.targets().labels()[row])))
        .map(|(features, label)| (f64::from(features[across]), f64::from(features[up]), usize::from(label)))
        .collect();
    let step = rows.len().div_ceil(MOST_ROWS).max(1);
    let least = |of: fn(&(f64, f64, usize)) -> f64| rows.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64, usize)) -> f64| rows.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, right) = (least(|row| row.0), most(|row| row.0));
    let (bottom, top) = (least(|row| row.1), most(|row| row.1));
    let margin = 5.0;
    let mut paths = vec![String::new(); dataset.classes()];
    for &(x, y, label) in rows.iter().step_by(step) {
        let x = margin + (x - left) / (right - left).max(f64::EPSILON) * (width - 2.0 * margin);
        let y = height - margin - (y - bottom) / (top - bottom).max(f64::EPSILON) * (height - 2.0 * margin);
        if let Some(path) = paths.get_mut(label) {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{x:.1} {y:.1}{}", class_mark(label));
        }
    }
    paths
}

/// The shape of a class as SVG path text, around the point where the pen is; about 3 wide.
pub fn class_mark(class: usize) -> &'static str {
    match class {
        // A disc, a square, a triangle, a diamond, a cross.
        0 => "m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z",
        1 => "m-1.3-1.3h2.6v2.6h-2.6z",
        2 => "m0-1.9 1.8 3.2h-3.6z",
        3 => "m0-2 2 2-2 2-2-2z",
        _ => "m-.6-1.8h1.2v1.2h1.2v1.2h-1.2v1.2h-1.2v-1.2h-1.2v-1.2h1.2z",
    }
}
