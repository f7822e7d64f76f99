//! A surface as a picture: how strong each cell is coloured, and contour lines by marching squares (Lorensen and Cline,
//! "Marching Cubes", 1987, in the plane).

use super::Scale;
use super::path::push_numbers;
use crate::objective::Direction;

/// The part of all values that is told apart.
const SHOWN: f64 = 0.9;
/// About how many pixels of the legend lie between two contour lines.
const CONTOUR_GAP: f64 = 34.0;
/// The length of the legend that contour lines are chosen for, in pixels.
const LEGEND: f64 = 240.0;

/// From objectives to colours: one for all surfaces that are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceScale {
    /// The objective where the colour is strongest.
    pub best: f64,
    /// The objective where there is none, as for all that are worse.
    pub worst: f64,
    /// Where contour lines are, and what the legend says of them.
    pub contours: Vec<(f64, String)>,
}

impl SurfaceScale {
    /// The scale for these objectives; `None` where none is finite. The tenth of them that is farthest from the best has one colour,
    /// so that the others can be told apart.
    pub fn new(values: &[f64], direction: Direction) -> Option<Self> {
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let better = |one: f64, other: f64| if direction.is_better(other, one) { other } else { one };
        let best = finite().reduce(better)?;
        let mut distances: Vec<f64> = finite().map(|value| (value - best).abs()).collect();
        distances.sort_by(f64::total_cmp);
        let at = |part: f64| distances[(part * (distances.len() - 1) as f64).round() as usize];
        let shown = if at(SHOWN) > 0.0 { at(SHOWN) } else { at(1.0) };
        let worst = if direction == Direction::Minimize { best + shown } else { best - shown };
        let (low, high) = (best.min(worst), best.max(worst));
        let legend = Scale::linear(low, high).over(0.0, LEGEND);
        let contours = legend.ticks(CONTOUR_GAP).into_iter().map(|tick| (legend.value_at(tick.at), tick.label));
        let inside = contours.filter(|(value, _)| (low..=high).contains(value)).collect();
        Some(Self { best, worst, contours: inside })
    }

    /// How strong the colour of an objective is, from 0, the worst, to 1, the best.
    pub fn strength(&self, value: f64) -> f64 {
        let span = self.best - self.worst;
        if span == 0.0 { 0.5 } else { ((value - self.worst) / span).clamp(0.0, 1.0) }
    }
}

/// The contour line of `level` through `values`, row-major [rows × columns], rows from the lowest y up, as path text. Value
/// `(column, row)` lies in the middle of its cell; cells share the pixels from `x.0` to `x.1` and, upwards, from `y.0` to `y.1`.
/// There is no line beside what is not finite. Where a saddle could be cut either way, its middle decides.
pub fn contour(values: &[f64], columns: usize, level: f64, x: (f64, f64), y: (f64, f64)) -> String {
    let columns = columns.max(1);
    let rows = values.len() / columns;
    let mut text = String::new();
    let at =
        |place: f64, count: usize, (first, last): (f64, f64)| first + (last - first) * (place + 0.5) / count as f64;
    for row in 0..rows.saturating_sub(1) {
        for column in 0..columns - 1 {
            let corner = |dx: usize, dy: usize| values[(row + dy) * columns + column + dx];
            // Around the square, from the lower left against the clock.
            let corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
            for [from, to] in segments(corners, level) {
                let pixel = |(dx, dy): (f64, f64)| (at(column as f64 + dx, columns, x), at(row as f64 + dy, rows, y));
                let ((x1, y1), (x2, y2)) = (pixel(from), pixel(to));
                text.push('M');
                push_numbers(&mut text, &[x1, y1]);
                text.push('L');
                push_numbers(&mut text, &[x2, y2]);
            }
        }
    }
    text
}

/// The corners' places, in their order.
const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];

/// The pieces of the line of `level` in a square, each from one side to another, in parts of the square's sides.
fn segments(corners: [f64; 4], level: f64) -> Vec<[(f64, f64); 2]> {
    if corners.iter().any(|value| !value.is_finite()) {
        return Vec::new();
    }
    let is_above = corners.map(|value| value >= level);
    let crossings: Vec<(f64, f64)> = (0..4)
        .filter(|&side| is_above[side] != is_above[(side + 1) % 4])
        .map(|side| {
            let (from, to) = (corners[side], corners[(side + 1) % 4]);
            let part = ((level - from) / (to - from)).clamp(0.0, 1.0);
            let ((x1, y1), (x2, y2)) = (CORNERS[side], CORNERS[(side + 1) % 4]);
            (x1 + part * (x2 - x1), y1 + part * (y2 - y1))
        })
        .collect();
    match crossings[..] {
        [one, other] => vec![[one, other]],
        // A saddle: each line cuts off a corner that is not on the middle's side.
        [a, b, c, d] => {
            let middle = corners.iter().map(|value| value / 4.0).sum::<f64>() >= level;
            if middle == is_above[0] { vec![[a, b], [c, d]] } else { vec![[d, a], [b, c]] }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The ends of a path's pieces.
    fn pieces(path: &str) -> Vec<[(f64, f64); 2]> {
        let numbers = |text: &str| -> (f64, f64) {
            let (x, y) = text.split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        };
        path.split('M')
            .skip(1)
            .map(|piece| piece.split_once('L').unwrap())
            .map(|(a, b)| [numbers(a), numbers(b)])
            .collect()
    }

    #[test]
    fn a_plane_has_straight_lines_where_they_belong() {
        // z = x along 4 columns, at 0.5, 1.5, 2.5 and 3.5 of 4.
        let values: Vec<f64> = (0..12).map(|index| f64::from(index % 4) + 0.5).collect();
        let path = contour(&values, 4, 2.0, (0.0, 400.0), (300.0, 0.0));
        assert_eq!(pieces(&path), [[(200.0, 250.0), (200.0, 150.0)], [(200.0, 150.0), (200.0, 50.0)]]);
        assert_eq!(contour(&values, 4, 9.0, (0.0, 400.0), (300.0, 0.0)), "");
        let mut broken = values;
        broken[5] = f64::NAN;
        assert_eq!(contour(&broken, 4, 2.0, (0.0, 400.0), (300.0, 0.0)), "");
        assert_eq!(contour(&[], 4, 2.0, (0.0, 400.0), (300.0, 0.0)), "");
    }

    #[test]
    fn a_cone_has_circles() {
        let side = 41;
        let values: Vec<f64> = (0..side * side)
            .map(|index| f64::hypot(f64::from(index % side) - 20.0, f64::from(index / side) - 20.0))
            .collect();
        let path = contour(&values, side as usize, 12.0, (0.0, 410.0), (410.0, 0.0));
        let pieces = pieces(&path);
        assert!(pieces.len() > 60);
        for (x, y) in pieces.iter().flatten() {
            let radius = f64::hypot(x - 205.0, y - 205.0) / 10.0;
            assert!((radius - 12.0).abs() < 0.05, "{radius}");
        }
        // It is closed: each end is where another piece begins.
        for (index, end) in pieces.iter().enumerate().flat_map(|(index, ends)| ends.map(|end| (index, end))) {
            let others = pieces.iter().enumerate().filter(|(other, _)| *other != index);
            assert!(others.clone().any(|(_, ends)| ends.contains(&end)), "{end:?}");
        }
    }

    #[test]
    fn a_saddle_is_cut_as_its_middle_says() {
        // Above at the lower left and the upper right.
        let joined = segments([2.0, 0.0, 2.0, 0.5], 1.0);
        let parted = segments([2.0, 0.0, 1.2, 0.0], 1.0);
        // Joined: the lines cut off the lower right and the upper left.
        assert_eq!(joined[0], [(0.5, 0.0), (1.0, 0.5)]);
        assert_eq!(parted[0], [(0.0, 0.5), (0.5, 0.0)]);
        assert_eq!((joined.len(), parted.len()), (2, 2));
    }

    #[test]
    fn colours_are_for_what_there_is() {
        let scale = SurfaceScale::new(&[0.5, 0.9, f64::NAN, 0.7], Direction::Maximize).unwrap();
        assert_eq!((scale.best, scale.worst), (0.9, 0.5));
        assert_eq!((scale.strength(0.9), scale.strength(0.1), scale.strength(0.5)), (1.0, 0.0, 0.0));
        let labels: Vec<&str> = scale.contours.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["0.5", "0.6", "0.7", "0.8", "0.9"]);
        // What is far out at the bad end takes no colours from the rest.
        let mut values = vec![1.0, 2.0, 3.0, 4.0, 5.0, 1.5, 2.5];
        values.push(1e6);
        let scale = SurfaceScale::new(&values, Direction::Minimize).unwrap();
        assert!(scale.best == 1.0 && scale.worst < 100.0, "{scale:?}");
        assert_eq!(SurfaceScale::new(&[f64::NAN], Direction::Minimize), None);
        let flat = SurfaceScale::new(&[2.0, 2.0], Direction::Minimize).unwrap();
        assert_eq!(flat.strength(2.0), 0.5);
    }

    proptest! {
        #[test]
        fn lines_part_what_is_above_from_what_is_below(values in prop::collection::vec(0.0..1.0_f64, 36), level in 0.0..1.0_f64) {
            let path = contour(&values, 6, level, (0.0, 600.0), (600.0, 0.0));
            // Each neighbour of another side has a crossing between them, and no two of the same side have.
            let ends: Vec<(f64, f64)> = pieces(&path).into_iter().flatten().collect();
            for row in 0..6_usize {
                for column in 0..5_usize {
                    let (a, b) = (values[row * 6 + column], values[row * 6 + column + 1]);
                    let y = 600.0 - 100.0 * (row as f64 + 0.5);
                    let between = 100.0 * (column as f64 + 0.5)..=100.0 * (column as f64 + 1.5);
                    let crossed = ends.iter().any(|(x, own)| (own - y).abs() < 0.06 && between.contains(x));
                    if (a >= level) != (b >= level) {
                        prop_assert!(crossed);
                    }
                }
            }
        }
    }
}
