//! A band between two lines, and labels at the ends of lines.

use super::path::polyline;

/// The area between two lines as path text: points with the pixels of both. What is not finite is left out.
pub fn area(points: impl IntoIterator<Item = (f64, f64, f64)>) -> String {
    let points: Vec<(f64, f64, f64)> =
        points.into_iter().filter(|(x, one, other)| x.is_finite() && one.is_finite() && other.is_finite()).collect();
    if points.len() < 2 {
        return String::new();
    }
    let there = points.iter().map(|&(x, one, _)| (x, one));
    let back = points.iter().rev().map(|&(x, _, other)| (x, other));
    polyline(there.chain(back)) + "Z"
}

/// Places for labels that are wanted at these pixels: at least `gap` apart, between `top` and `bottom` as far as there is room, in
/// the same order, each near its own.
pub fn spread(wanted: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut places = wanted.to_vec();
    // Down, no nearer than the gap; then up again from the bottom.
    let mut least = top;
    for &label in &order {
        places[label] = places[label].max(least);
        least = places[label] + gap;
    }
    let mut most = bottom;
    for &label in order.iter().rev() {
        places[label] = places[label].min(most);
        most = places[label] - gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_goes_there_and_back() {
        assert_eq!(area([(0.0, 1.0, 3.0), (5.0, f64::NAN, 1.0), (10.0, 2.0, 4.0)]), "M0 1L10 2L10 4L0 3Z");
        assert_eq!(area([(0.0, 1.0, 2.0)]), "");
    }

    #[test]
    fn labels_keep_their_distance_and_their_order() {
        assert_eq!(spread(&[50.0, 10.0], 12.0, 0.0, 100.0), [50.0, 10.0]);
        assert_eq!(spread(&[20.0, 20.0, 19.0], 12.0, 0.0, 100.0), [31.0, 43.0, 19.0]);
        assert_eq!(spread(&[99.0, 99.0], 12.0, 0.0, 100.0), [88.0, 100.0]);
        assert_eq!(spread(&[], 12.0, 0.0, 100.0), [0.0; 0]);
    }
}
