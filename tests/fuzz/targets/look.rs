//! What is drawn and said of a tuning job, whatever its numbers are.

use tuneground::playground::Session;
use tuneground::playground::plot::{
    Axis, Described, Scale, best_so_far, default_axes, duration, objective_domain, places, short, with_value,
};
use tuneground::playground::words::{decisions, gauges};
use tuneground::search_space::ParameterRange;

/// A large plot's side, in pixels.
const SIDE: f64 = 900.0;
/// Pixels between two ticks.
const GAP: f64 = 40.0;

/// An axis of a range has some ticks, each on the axis.
pub(super) fn assert_axis(scale: Scale) {
    let scale = scale.over(0.0, SIDE);
    let ticks = scale.ticks(GAP);
    assert!(ticks.len() <= 2 * (SIDE / GAP) as usize || scale.is_band(), "{} ticks", ticks.len());
    for tick in ticks {
        // A category may be an empty text, or quotation marks alone.
        assert!(tick.at.is_finite() && (scale.is_band() || !tick.label.is_empty()), "{tick:?} of {scale:?}");
    }
}

/// An axis of a range, and the middle of the range on it.
pub(super) fn assert_range(range: &ParameterRange) {
    assert_axis(Scale::of_range(range));
    let at = Scale::of_range(range).over(0.0, SIDE).place(&range.value_at(0.5));
    assert!(at.is_none_or(|at| (-SIDE..=2.0 * SIDE).contains(&at)), "{at:?} of {range:?}");
}

/// All that is shown of a tuning job at its end.
pub(super) fn assert_shown(session: &Session) {
    let (config, state) = (session.config(), session.state());
    let said = decisions(session.log(), config, usize::MAX);
    assert!(said.iter().all(|decision| !decision.text.is_empty()));
    for gauge in gauges(session) {
        assert!((0.0..=1.0).contains(&gauge.fraction) && !gauge.reading.is_empty(), "{gauge:?}");
    }
    let direction = config.objective().direction;
    let curves = state.jobs().iter().map(|job| job.curve.values());
    let (min, max) = with_value(objective_domain(&curves, direction), 0.5);
    assert!(min <= max && min.is_finite() && max.is_finite(), "{min} to {max}");
    assert_axis(Scale::linear(min, max));
    assert_axis(Scale::clock(session.end().max(1.0)));
    let _ = (best_so_far(state.jobs(), direction), duration(session.end()), short(min));
    for parameter in config.space().parameters().iter().take(8) {
        assert_range(&parameter.range);
    }
    let (x, y) = default_axes(config.space());
    let scale = |axis| match axis {
        Axis::Parameter(index) => Scale::of_range(&config.space().parameters()[index].range).over(0.0, SIDE),
        Axis::Objective => Scale::linear(min, max).over(0.0, SIDE),
    };
    assert_eq!(places(state.jobs(), config.space(), (x, y), &scale(x), &scale(y)).len(), state.jobs().len());
    for job in state.jobs().iter().take(8) {
        assert!(!Described::new(job, config).sentence().is_empty());
    }
}
