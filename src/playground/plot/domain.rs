//! Which part of an objective axis is shown, so that a few diverged training jobs do not squash all others.

use super::ticks;
use crate::objective::Direction;

/// More values than this say nothing more about how they are spread.
const SAMPLE: usize = 2048;
/// How many times the usual distance from the best still counts as usual.
const USUAL: f64 = 3.0;
/// About how many ticks a large plot has: the axis's ends are multiples of their step.
const TICKS: f64 = 8.0;
/// A domain shrinks only when it is this many times too large: it does not follow every new value.
const MUCH_TOO_LARGE: f64 = 4.0;

/// The part of the axis that shows these curves, rounded outwards; `None` of no values.
///
/// Fractions, such as accuracies, are shown whole. Of other metrics the good end is never cut, and the bad end is where
/// usual values end: three times as far from the best as three quarters of all values, or far enough to show where most
/// curves begin. It is cut only if that at least halves the axis.
pub fn objective_domain<'a>(
    curves: &(impl Iterator<Item = &'a [f64]> + Clone),
    direction: Direction,
) -> Option<(f64, f64)> {
    let values = || curves.clone().flatten().copied().filter(|value| value.is_finite());
    let (mut min, mut max, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0_usize);
    for value in values() {
        (min, max, count) = (min.min(value), max.max(value), count + 1);
    }
    if count == 0 {
        return None;
    }
    let is_fraction = min >= 0.0 && max <= 1.0;
    if !is_fraction {
        let (best, worst) = if direction == Direction::Minimize { (min, max) } else { (max, min) };
        let distance = |value: f64| (value - best).abs();
        let sampled = values().step_by(count.div_ceil(SAMPLE)).map(distance).collect();
        let firsts = curves.clone().filter_map(|curve| curve.first().copied()).filter(|value| value.is_finite());
        let usual = (USUAL * quantile(sampled, 0.75)).max(1.5 * quantile(firsts.map(distance).collect(), 0.5));
        if usual > 0.0 && 2.0 * usual < distance(worst) {
            (min, max) = if direction == Direction::Minimize { (min, best + usual) } else { (best - usual, max) };
        }
    }
    Some(rounded(min, max))
}

/// The decades that show these regrets, which are 0 or more; `None` where there is none above 0. A regret of 0 has no place on
/// a logarithmic axis: it is shown at its lower end, which is the least regret above 0, or far below the greatest.
pub fn regret_domain(regrets: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let (min, max) = regrets
        .filter(|regret| *regret > 0.0 && regret.is_finite())
        .fold((f64::INFINITY, 0.0_f64), |(min, max), regret| (min.min(regret), max.max(regret)));
    let decade = |value: f64, round: fn(f64) -> f64| 10_f64.powf(round(value.log10()));
    // A decade at least, and no more than can be told apart.
    (max > 0.0).then(|| {
        let top = decade(max, f64::ceil);
        (decade(min, f64::floor).clamp(1e-12 * top, 0.1 * top), top)
    })
}

/// The domain, stretched so that it shows a value too.
pub fn with_value(domain: Option<(f64, f64)>, value: f64) -> (f64, f64) {
    match domain {
        Some((min, max)) if (min..=max).contains(&value) => (min, max),
        Some((min, max)) => rounded(min.min(value), max.max(value)),
        None => rounded(value, value),
    }
}

/// The next domain after `shown` when `wanted` would fit the values: grows at once, and shrinks only when it is much too
/// large, so that the picture stands still while curves grow.
pub fn follow(shown: Option<(f64, f64)>, wanted: (f64, f64)) -> (f64, f64) {
    let Some((min, max)) = shown else { return wanted };
    if max - min > MUCH_TOO_LARGE * (wanted.1 - wanted.0) {
        return wanted;
    }
    (min.min(wanted.0), max.max(wanted.1))
}

/// Both ends rounded outwards to multiples of the ticks' step.
fn rounded(min: f64, max: f64) -> (f64, f64) {
    if min == max {
        // A tenth of the least numbers is nothing, and so would be the axis.
        let margin = if min.abs() < f64::MIN_POSITIVE { 1.0 } else { 0.1 * min.abs() };
        return rounded(min - margin, max + margin);
    }
    let step = ticks::step(max - min, TICKS);
    // A value on a multiple, give or take its rounding to 32 bits, stays on it.
    let (low, high) = ((min / step + 1e-6).floor() * step, (max / step - 1e-6).ceil() * step);
    if low.is_finite() && high.is_finite() { (low, high) } else { (min, max) }
}

fn quantile(mut values: Vec<f64>, part: f64) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let index = ((values.len() - 1) as f64 * part).round() as usize;
    *values.select_nth_unstable_by(index, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regrets_are_shown_by_decades() {
        assert_eq!(regret_domain([0.0, 3.0, 0.02, f64::INFINITY].into_iter()), Some((0.01, 10.0)));
        assert_eq!(regret_domain([5.0].into_iter()), Some((1.0, 10.0)));
        assert_eq!(regret_domain([0.0].into_iter()), None);
        assert_eq!(regret_domain([1.0, 1e-300].into_iter()), Some((1e-12, 1.0)));
    }

    fn domain(curves: &[&[f64]], direction: Direction) -> Option<(f64, f64)> {
        objective_domain(&curves.iter().copied(), direction)
            .map(|(min, max)| ((min * 1e6).round() / 1e6, (max * 1e6).round() / 1e6))
    }

    #[test]
    fn fractions_are_shown_whole() {
        assert_eq!(domain(&[&[0.91, 0.96], &[0.93, 0.97], &[0.43, 0.44]], Direction::Maximize), Some((0.4, 1.0)));
        assert_eq!(domain(&[], Direction::Maximize), None);
        assert_eq!(domain(&[&[0.5]], Direction::Maximize), Some((0.44, 0.56)));
    }

    #[test]
    fn diverged_curves_do_not_squash_the_others() {
        let usual: &[f64] = &[0.9, 0.5, 0.3, 0.25];
        let curves = [usual, usual, usual, &[1.1, 60.0, 9e9]];
        assert_eq!(domain(&curves, Direction::Minimize), Some((0.0, 2.5)));
        // One diverged curve alone is shown as it is.
        assert_eq!(domain(&[&[1.0, 60.0]], Direction::Minimize), Some((0.0, 60.0)));
        // The good end is never cut.
        let rewards = [&[1.0, 2.0][..], &[1.0, 2.0], &[1.0, 2.0], &[1.0, 50.0]];
        assert_eq!(domain(&rewards, Direction::Maximize), Some((0.0, 50.0)));
    }

    #[test]
    fn a_domain_grows_at_once_and_shrinks_rarely() {
        assert_eq!(follow(None, (0.4, 1.0)), (0.4, 1.0));
        assert_eq!(follow(Some((0.4, 1.0)), (0.6, 0.9)), (0.4, 1.0));
        let grown = follow(Some((0.4, 1.0)), (0.2, 0.9));
        assert!((grown.0 - 0.2).abs() < 1e-9 && (grown.1 - 1.0).abs() < 1e-9);
        assert_eq!(follow(Some((0.0, 60.0)), (0.0, 2.5)), (0.0, 2.5));
        assert_eq!(with_value(Some((0.0, 1.0)), 0.5), (0.0, 1.0));
        assert_eq!(with_value(Some((0.5, 0.9)), 0.99).0, 0.5);
    }
}
