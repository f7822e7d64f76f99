//! Scales: from a value to a place on the screen. A parameter's axis follows its range's scaling, as its search does.

use super::ticks;
use crate::language::t;
use crate::search_space::{ParameterRange, ParameterValue, Scaling};

/// What an axis shows, and how it is stretched.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Linear(f64, f64),
    /// Even in `x`, whole numbers only.
    Whole(f64, f64),
    /// Even in `ln x`.
    Log(f64, f64),
    /// Even in `−ln(1 − x)`: finest near 1.
    ReverseLog(f64, f64),
    /// Seconds from 0 to here.
    Clock(f64),
    /// Every category has a band of the same width.
    Band(Vec<String>),
}

/// From values to pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    shape: Shape,
    /// Where the first and the last value lie.
    pixels: (f64, f64),
}

/// A labelled place on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where, in pixels.
    pub at: f64,
    /// What it says.
    pub label: String,
}

impl Scale {
    /// Even in `x`.
    pub fn linear(min: f64, max: f64) -> Self {
        Self { shape: Shape::Linear(min, max), pixels: (0.0, 1.0) }
    }

    /// Even in `x`, whole numbers only.
    pub fn whole(min: f64, max: f64) -> Self {
        Self { shape: Shape::Whole(min, max), pixels: (0.0, 1.0) }
    }

    /// Even in `ln x`; `0 < min`.
    pub fn log(min: f64, max: f64) -> Self {
        Self { shape: Shape::Log(min, max), pixels: (0.0, 1.0) }
    }

    /// Even in `−ln(1 − x)`; `max < 1`.
    pub fn reverse_log(min: f64, max: f64) -> Self {
        Self { shape: Shape::ReverseLog(min, max), pixels: (0.0, 1.0) }
    }

    /// Simulated time from 0 on, with the steps of a clock; it ends on a step at `seconds` or soon after.
    pub fn clock(seconds: f64) -> Self {
        let step = ticks::clock_step(seconds, 4.0);
        let end = (seconds / step - 1e-9).ceil().max(1.0) * step;
        Self { shape: Shape::Clock(end), pixels: (0.0, 1.0) }
    }

    /// A band for each category.
    pub fn band(values: Vec<String>) -> Self {
        Self { shape: Shape::Band(values), pixels: (0.0, 1.0) }
    }

    /// The scale on which a range is searched.
    pub fn of_range(range: &ParameterRange) -> Self {
        let numeric = |scaling, min, max| match scaling {
            Scaling::Auto | Scaling::Linear => Self::linear(min, max),
            Scaling::Logarithmic => Self::log(min, max),
            Scaling::ReverseLogarithmic => Self::reverse_log(min, max),
        };
        match range {
            ParameterRange::Continuous(range) => numeric(range.scaling(), range.min(), range.max()),
            ParameterRange::Integer(range) => match (range.scaling(), range.min() as f64, range.max() as f64) {
                (Scaling::Logarithmic, min, max) => Self::log(min, max),
                (_, min, max) => Self::whole(min, max),
            },
            ParameterRange::Categorical(range) => Self::band(range.values().to_vec()),
        }
    }

    /// The scale of a range as it is divided in the search, from 0 to 1 of [`ParameterRange::value_at`]: an integer owns a half to
    /// each of its sides.
    pub fn of_cells(range: &ParameterRange) -> Self {
        match (Self::of_range(range), range) {
            (Self { shape: Shape::Log(min, max), .. }, ParameterRange::Integer(_)) => Self::log(min - 0.5, max + 0.5),
            (Self { shape: Shape::Whole(min, max), .. }, _) => Self::whole(min - 0.5, max + 0.5),
            (own, _) => own,
        }
    }

    /// The same scale between two pixels; they may run backwards.
    #[must_use]
    pub fn over(self, first: f64, last: f64) -> Self {
        Self { pixels: (first, last), ..self }
    }

    /// Where a number lies. A category's number is its position, counted from 0, and lies in the middle of its band.
    pub fn at(&self, value: f64) -> f64 {
        let part = match &self.shape {
            Shape::Linear(min, max) | Shape::Whole(min, max) => part(value, *min, *max),
            Shape::Clock(end) => part(value, 0.0, *end),
            Shape::Log(min, max) => part(value.ln(), min.ln(), max.ln()),
            Shape::ReverseLog(min, max) => part(-(-value).ln_1p(), -(-min).ln_1p(), -(-max).ln_1p()),
            Shape::Band(values) => (value + 0.5) / values.len().max(1) as f64,
        };
        self.pixels.0 + (self.pixels.1 - self.pixels.0) * part
    }

    /// Where a number lies, at the nearer end when it is outside the axis.
    pub fn clamped(&self, value: f64) -> f64 {
        let (low, high) = self.edges();
        self.at(value).clamp(low, high)
    }

    /// Where a parameter's value lies; `None` when it has no place here.
    pub fn place(&self, value: &ParameterValue) -> Option<f64> {
        let at = match (&self.shape, value) {
            (Shape::Band(values), value) => {
                let text = value.to_string();
                self.at(values.iter().position(|own| *own == text)? as f64)
            }
            (_, value) => self.at(value.as_number()?),
        };
        at.is_finite().then_some(at)
    }

    /// The value at a pixel of an even scale; of another the position between its ends, from 0 to 1.
    pub fn value_at(&self, pixel: f64) -> f64 {
        let part = part(pixel, self.pixels.0, self.pixels.1);
        match self.shape {
            Shape::Linear(min, max) | Shape::Whole(min, max) => min + (max - min) * part,
            Shape::Clock(end) => end * part,
            _ => part,
        }
    }

    /// The value at a pixel, at the nearer end for one outside the axis; `None` of categories.
    pub fn invert(&self, pixel: f64) -> Option<f64> {
        let part = part(pixel, self.pixels.0, self.pixels.1).clamp(0.0, 1.0);
        let between = |min: f64, max: f64| min + (max - min) * part;
        match self.shape {
            Shape::Linear(min, max) | Shape::Whole(min, max) => Some(between(min, max)),
            Shape::Clock(end) => Some(between(0.0, end)),
            Shape::Log(min, max) => Some(libm::exp(between(min.ln(), max.ln())).clamp(min, max)),
            Shape::ReverseLog(min, max) => {
                Some((-libm::expm1(-between(-(-min).ln_1p(), -(-max).ln_1p()))).clamp(min, max))
            }
            Shape::Band(_) => None,
        }
    }

    /// The places of the categories whose bands reach between two pixels; none of an axis of numbers.
    pub fn bands_between(&self, a: f64, b: f64) -> std::ops::Range<usize> {
        let Shape::Band(values) = &self.shape else { return 0..0 };
        let place = |pixel: f64| part(pixel, self.pixels.0, self.pixels.1).clamp(0.0, 1.0) * values.len() as f64;
        let (first, last) = (place(a).min(place(b)), place(a).max(place(b)));
        let first = first as usize;
        first..(last.ceil() as usize).min(values.len()).max(first)
    }

    /// The pixels at its two ends, the smaller first.
    pub fn edges(&self) -> (f64, f64) {
        (self.pixels.0.min(self.pixels.1), self.pixels.0.max(self.pixels.1))
    }

    /// True when the axis shows categories.
    pub fn is_band(&self) -> bool {
        matches!(self.shape, Shape::Band(_))
    }

    /// The width of a band in pixels; 0 on an axis of numbers.
    pub fn band_width(&self) -> f64 {
        match &self.shape {
            Shape::Band(values) => (self.pixels.1 - self.pixels.0).abs() / values.len().max(1) as f64,
            _ => 0.0,
        }
    }

    /// How the axis is stretched, where that is worth a word.
    pub fn remark(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Log(..) => Some(t!("log scale")),
            Shape::ReverseLog(..) => Some(t!("reverse log scale")),
            Shape::Linear(..) | Shape::Whole(..) | Shape::Clock(_) | Shape::Band(_) => None,
        }
    }

    /// Round places along the axis, about `gap` pixels apart or more.
    pub fn ticks(&self, gap: f64) -> Vec<Tick> {
        let room = (self.pixels.1 - self.pixels.0).abs();
        let count = (room / gap.max(1.0)).floor().max(1.0);
        let labelled = match &self.shape {
            Shape::Linear(min, max) => ticks::linear(*min, *max, count),
            Shape::Whole(min, max) => ticks::whole(*min, *max, count),
            Shape::Log(min, max) => ticks::log(*min, *max, count),
            Shape::ReverseLog(min, max) => ticks::reverse_log(*min, *max),
            Shape::Clock(end) => ticks::clock(*end, count.min(6.0)),
            Shape::Band(values) => {
                let label = |text: &String| text.trim_matches('"').to_owned();
                values.iter().enumerate().map(|(index, text)| (index as f64, label(text))).collect()
            }
        };
        // Even steps were chosen for the room there is; what else there is must not come too near.
        let nearest = if matches!(self.shape, Shape::ReverseLog(..)) { gap } else { 0.5 * gap };
        let mut kept: Vec<Tick> = Vec::new();
        for (value, label) in labelled {
            let at = self.at(value);
            if self.is_band() || kept.iter().all(|tick| (tick.at - at).abs() >= nearest) {
                kept.push(Tick { at, label });
            }
        }
        kept
    }
}

/// How far `value` is on the way from `first` to `last`; the middle when there is no way.
fn part(value: f64, first: f64, last: f64) -> f64 {
    if first == last { 0.5 } else { (value - first) / (last - first) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange};

    fn labels(scale: &Scale, gap: f64) -> Vec<String> {
        scale.ticks(gap).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn numbers_have_places() {
        assert_eq!(Scale::linear(0.0, 10.0).over(0.0, 100.0).at(2.5), 25.0);
        assert_eq!(Scale::linear(0.0, 10.0).over(100.0, 0.0).at(2.5), 75.0, "y grows upwards");
        assert!((Scale::log(1e-4, 1.0).over(0.0, 100.0).at(0.01) - 50.0).abs() < 1e-9);
        assert!((Scale::reverse_log(0.0, 0.99).over(0.0, 100.0).at(0.9) - 50.0).abs() < 1e-9);
        assert_eq!(Scale::linear(3.0, 3.0).over(0.0, 100.0).at(3.0), 50.0);
        assert_eq!(Scale::linear(0.0, 1.0).over(100.0, 0.0).clamped(9.0), 0.0);
        assert_eq!(Scale::linear(1.0, 21.0).over(10.0, 210.0).value_at(60.0), 6.0);
    }

    #[test]
    fn ranges_have_the_scale_they_are_searched_on() {
        let log = ContinuousRange::new(1e-4, 1.0, Scaling::Logarithmic).unwrap();
        assert_eq!(Scale::of_range(&log.into()), Scale::log(1e-4, 1.0));
        let integers = IntegerRange::new(2, 24, Scaling::Auto).unwrap();
        assert_eq!(Scale::of_range(&integers.into()), Scale::whole(2.0, 24.0));
        let bands = Scale::of_range(&CategoricalRange::new(vec!["a".into(), "b".into()]).unwrap().into());
        let bands = bands.over(0.0, 100.0);
        assert_eq!(bands.place(&ParameterValue::Categorical("b".into())), Some(75.0));
        assert_eq!(bands.place(&ParameterValue::Categorical("c".into())), None);
        assert_eq!(bands.band_width(), 50.0);
    }

    #[test]
    fn cells_lie_as_the_search_divides_them() {
        for scaling in [Scaling::Auto, Scaling::Logarithmic] {
            let range: ParameterRange = IntegerRange::new(2, 24, scaling).unwrap().into();
            let scale = Scale::of_cells(&range).over(0.0, 100.0);
            for k in [2, 7, 24] {
                let value = ParameterValue::Integer(k);
                let at = scale.place(&value).unwrap();
                assert!((at - 100.0 * range.coordinate_of(&value).unwrap()).abs() < 1e-9, "{scaling:?} {k} {at}");
            }
        }
        assert_eq!(labels(&Scale::whole(1.5, 5.5).over(0.0, 690.0), 80.0), ["2", "3", "4", "5"]);
    }

    #[test]
    fn ticks_keep_their_distance() {
        assert_eq!(labels(&Scale::linear(0.5, 1.0).over(0.0, 300.0), 40.0), ["0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]);
        assert_eq!(
            labels(&Scale::log(1e-5, 1.0).over(0.0, 600.0), 60.0),
            ["1e-5", "0.0001", "0.001", "0.01", "0.1", "1"]
        );
        assert_eq!(labels(&Scale::log(1e-5, 1.0).over(0.0, 200.0), 60.0), ["1e-5", "0.001", "0.1"]);
        assert_eq!(labels(&Scale::whole(1.0, 20.0).over(0.0, 690.0), 80.0), ["1", "5", "10", "15", "20"]);
        assert_eq!(labels(&Scale::whole(1.0, 3.0).over(0.0, 690.0), 80.0), ["1", "2", "3"]);
        let reverse = Scale::reverse_log(0.0, 0.99).over(0.0, 300.0);
        let mut ticks = reverse.ticks(30.0);
        ticks.sort_by(|a, b| a.at.total_cmp(&b.at));
        let texts: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(texts, ["0", "0.5", "0.8", "0.9", "0.95", "0.98", "0.99"]);
    }
}
