//! Round numbers along an axis, and their labels: values with text, the most important first where some may have to go.

use super::{duration, short};
use crate::language;

const DAY: f64 = 86_400.0;

/// A round step that divides `span` into about `count` parts: 1, 2 or 5 times a power of ten. No number, or 0, of a span that is
/// not above 0 or too small for that.
pub(super) fn step(span: f64, count: f64) -> f64 {
    let raw = span / count.max(1.0);
    let power = 10_f64.powf(raw.log10().floor());
    let factor = raw / power;
    // The slack keeps 0.30000000000000004 / 3 at 0.1.
    [1.0, 2.0, 5.0].into_iter().find(|&round| factor <= round * (1.0 + 1e-9)).unwrap_or(10.0) * power
}

/// Multiples of a round step, all with the same number of decimals.
pub(super) fn linear(min: f64, max: f64, count: f64) -> Vec<(f64, String)> {
    let span = max - min;
    let step = step(span, count);
    // Where numbers end, no step is round, or none is there.
    if !(span.is_finite() && step.is_normal()) {
        return vec![(min, short(min))];
    }
    let decimals = (-(step.log10() + 1e-9).floor()).max(0.0) as usize;
    let plain = decimals <= 5 && max.abs().max(min.abs()) < 1e6;
    let first = (min / step - 1e-6).ceil() as i64;
    let last = (max / step + 1e-6).floor() as i64;
    (first..=last)
        .map(|multiple| {
            let value = multiple as f64 * step;
            (value, if plain { language::decimals(value, decimals) } else { short(value) })
        })
        .collect()
}

/// The smallest whole number, and multiples of a round whole step.
pub(super) fn whole(min: f64, max: f64, count: f64) -> Vec<(f64, String)> {
    let min = min.ceil();
    let step = if max > min { step(max - min, count).max(1.0) } else { 1.0 };
    let (first, last) = ((min / step).floor() as i64 + 1, (max / step).floor() as i64);
    let multiples = (first..=last).map(|multiple| multiple as f64 * step);
    std::iter::once(min).chain(multiples).map(|value| (value, short(value))).collect()
}

/// Powers of ten, every second or third where there are many; 2 and 5 times them where there are few.
pub(super) fn log(min: f64, max: f64, count: f64) -> Vec<(f64, String)> {
    let decades = max.log10() - min.log10();
    if decades < 0.7 {
        return linear(min, max, count.min(5.0));
    }
    let (first, last) = ((min.log10() - 1e-9).ceil() as i32, (max.log10() + 1e-9).floor() as i32);
    let every = (decades / count).ceil().max(1.0) as usize;
    let mut values: Vec<f64> = (first..=last).step_by(every).map(|power| 10_f64.powi(power)).collect();
    if every == 1 && values.len() < 4 {
        for factor in [5.0, 2.0] {
            let between = (first - 1..=last).map(|power| factor * 10_f64.powi(power));
            values.extend(between.filter(|value| (min..=max).contains(value)));
        }
    }
    // Powers below the normal numbers come out as 0, which has no place here.
    values.into_iter().filter(|value| value.is_normal()).map(|value| (value, short(value))).collect()
}

/// Steps of a clock, in seconds; above the last, multiples of a day.
const CLOCK_STEPS: [f64; 14] =
    [10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10_800.0, 21_600.0, 43_200.0, 86_400.0];

/// A step of a clock that divides so many seconds into about `count` parts.
pub(super) fn clock_step(seconds: f64, count: f64) -> f64 {
    let raw = seconds / count.max(1.0);
    CLOCK_STEPS.into_iter().find(|&step| raw <= step).unwrap_or_else(|| step(raw / DAY, 1.0).ceil() * DAY)
}

/// Simulated times from 0 on.
pub(super) fn clock(end: f64, count: f64) -> Vec<(f64, String)> {
    let step = clock_step(end, count);
    let last = (end / step + 1e-6).floor() as u32;
    (0..=last).map(|multiple| f64::from(multiple) * step).map(|time| (time, duration(time))).collect()
}

/// 0, 0.9, 0.99, … and then, where there is room, 0.5, 0.95, … and 0.8, 0.98, ….
pub(super) fn reverse_log(min: f64, max: f64) -> Vec<(f64, String)> {
    let mut values = Vec::new();
    for (gap, extra_decimals) in [(1.0, 0), (0.5, 1), (0.2, 1)] {
        for power in 0..9 {
            let value = 1.0 - gap * 10_f64.powi(-power);
            if (min - 1e-12..=max + 1e-12).contains(&value) {
                let decimals = power as usize + extra_decimals;
                values.push((value, language::decimals(value, decimals)));
            }
        }
    }
    if values.len() < 2 { linear(min, max, 4.0) } else { values }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[(f64, String)]) -> Vec<&str> {
        ticks.iter().map(|(_, label)| label.as_str()).collect()
    }

    #[test]
    fn steps_are_round() {
        for (wanted, span, count) in
            [(0.1, 0.5, 5.0), (0.1, 0.300_000_000_000_000_04, 3.0), (5.0, 19.0, 5.0), (2e-5, 1e-4, 6.0)]
        {
            assert!((step(span, count) / wanted - 1.0).abs() < 1e-9, "{span} in {count}: {}", step(span, count));
        }
    }

    #[test]
    fn linear_labels_have_the_same_decimals() {
        assert_eq!(labels(&linear(0.43, 1.0, 3.0)), ["0.6", "0.8", "1.0"]);
        assert_eq!(labels(&linear(1.0, 20.0, 4.0)), ["5", "10", "15", "20"]);
        assert_eq!(labels(&linear(-0.1, 0.1, 4.0)), ["-0.10", "-0.05", "0.00", "0.05", "0.10"]);
        assert_eq!(labels(&linear(0.0, 3e7, 3.0)), ["0", "1e7", "2e7", "3e7"]);
        assert_eq!(labels(&linear(2.0, 2.0, 3.0)), ["2"]);
        assert_eq!(
            (labels(&linear(0.0, 5e-324, 6.0)), labels(&linear(-1.5e308, 1.5e308, 6.0))),
            (vec!["0"], vec!["-1.5e308"])
        );
    }

    #[test]
    fn clocks_have_steps_of_their_own() {
        assert_eq!(labels(&clock(5000.0, 5.0)), ["0 s", "30 m", "1 h"]);
        assert_eq!(labels(&clock(1800.0, 4.0)), ["0 s", "10 m", "20 m", "30 m"]);
        assert_eq!(clock_step(40.0 * DAY, 5.0), 10.0 * DAY);
    }

    #[test]
    fn short_log_axes_have_more_than_decades() {
        assert_eq!(labels(&log(0.05, 2.0, 8.0)), ["0.1", "1", "0.05", "0.5", "0.2", "2"]);
        assert_eq!(labels(&log(20.0, 60.0, 4.0)), ["20", "30", "40", "50", "60"]);
        assert_eq!(labels(&log(1e-320, 1.0, 3.0)), ["1e-213", "1e-106"]);
    }
}
