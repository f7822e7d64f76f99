//! SVG path text, compact: a tenth of a pixel is finer than anyone sees.

/// A line through points. It is broken where a point is not finite.
pub fn polyline(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut text = String::new();
    let mut pen_is_down = false;
    for (x, y) in points {
        if x.is_finite() && y.is_finite() {
            text.push(if pen_is_down { 'L' } else { 'M' });
            push(&mut text, x);
            text.push(' ');
            push(&mut text, y);
        }
        pen_is_down = x.is_finite() && y.is_finite();
    }
    text
}

/// A line of steps: level up to the next point, then at once to its height. It ends level at `end`.
pub fn step_line(points: impl IntoIterator<Item = (f64, f64)>, end: f64) -> String {
    let mut text = String::new();
    for (x, y) in points {
        if text.is_empty() {
            text.push('M');
            push(&mut text, x);
            text.push(' ');
        } else {
            text.push('H');
            push(&mut text, x);
            text.push('V');
        }
        push(&mut text, y);
    }
    if !text.is_empty() {
        text.push('H');
        push(&mut text, end);
    }
    text
}

/// Numbers with spaces between them.
pub(super) fn push_numbers(text: &mut String, numbers: &[f64]) {
    for (index, &number) in numbers.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        push(text, number);
    }
}

/// Writes a pixel, rounded to a tenth. By hand: a run draws tens of thousands of them, and formatting floats is slow.
fn push(text: &mut String, pixel: f64) {
    let tenths = (pixel * 10.0).round() as i32;
    if tenths < 0 {
        text.push('-');
    }
    let magnitude = tenths.unsigned_abs();
    push_digits(text, magnitude / 10);
    if !magnitude.is_multiple_of(10) {
        text.push('.');
        push_digits(text, magnitude % 10);
    }
}

fn push_digits(text: &mut String, number: u32) {
    if number >= 10 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_compact_and_break() {
        assert_eq!(polyline([(0.0, 10.04), (12.5, -0.26), (100.0, 3.96)]), "M0 10L12.5 -0.3L100 4");
        assert_eq!(polyline([(1.0, 1.0), (2.0, f64::NAN), (3.0, 3.0)]), "M1 1M3 3");
        assert_eq!(polyline([]), "");
    }

    #[test]
    fn steps_are_level_first() {
        assert_eq!(step_line([(0.0, 50.0), (20.0, 30.0)], 100.0), "M0 50H20V30H100");
        assert_eq!(step_line([], 100.0), "");
    }
}
