//! A brushed stretch of an axis.

use crate::language::t;
use crate::playground::plot::{Axis, Scale, short};
use crate::search_space::{ParameterRange, SearchSpace};
use crate::training_job::TrainingJob;
use std::collections::BTreeSet;

/// A stretch of an axis, in the axis's own values.
#[derive(Clone, Debug, PartialEq)]
pub enum Brush {
    /// The numbers from the first to the second, both included.
    Numbers(f64, f64),
    /// The categories at these places of their range.
    Categories(BTreeSet<usize>),
}

impl Brush {
    /// Numbers, in either order.
    pub fn numbers(a: f64, b: f64) -> Self {
        Self::Numbers(a.min(b), a.max(b))
    }

    /// What lies between two pixels of an axis; `None` where that is nothing.
    pub fn between(scale: &Scale, a: f64, b: f64) -> Option<Self> {
        if scale.is_band() {
            let bands = scale.bands_between(a, b);
            return (!bands.is_empty()).then(|| Self::Categories(bands.collect()));
        }
        let brush = Self::numbers(scale.invert(a)?, scale.invert(b)?);
        matches!(brush, Self::Numbers(low, high) if low < high).then_some(brush)
    }

    /// Where it lies along an axis, in pixels, the smaller first; of categories from the first to the last.
    pub fn pixels(&self, scale: &Scale) -> (f64, f64) {
        let (a, b) = match self {
            Self::Numbers(low, high) => (scale.clamped(*low), scale.clamped(*high)),
            Self::Categories(places) => {
                let half = 0.5 * scale.band_width();
                let at = |place: Option<&usize>| scale.at(place.map_or(0.0, |place| *place as f64));
                let (first, last) = (at(places.first()), at(places.last()));
                (first.min(last) - half, first.max(last) + half)
            }
        };
        (a.min(b), a.max(b))
    }

    /// Whether a training job lies in it; a job without a value there does not.
    pub fn contains(&self, job: &TrainingJob, axis: Axis, space: &SearchSpace) -> bool {
        let number = match axis {
            Axis::Objective => job.curve.last(),
            Axis::Parameter(index) => {
                let value = job.hyperparameters.iter().nth(index).map(|(_, value)| value);
                match self {
                    Self::Numbers(..) => value.and_then(crate::search_space::ParameterValue::as_number),
                    Self::Categories(places) => {
                        let Some(ParameterRange::Categorical(range)) =
                            space.parameters().get(index).map(|parameter| &parameter.range)
                        else {
                            return false;
                        };
                        let text = value.map(ToString::to_string).unwrap_or_default();
                        let place = range.values().iter().position(|own| *own == text);
                        return place.is_some_and(|place| places.contains(&place));
                    }
                }
            }
        };
        match self {
            Self::Numbers(low, high) => number.is_some_and(|number| (*low..=*high).contains(&number)),
            Self::Categories(_) => false,
        }
    }

    /// The stretch in words: `0.01 to 0.1`; `relu or tanh`.
    pub fn words(&self, range: Option<&ParameterRange>) -> String {
        match (self, range) {
            (Self::Numbers(low, high), Some(ParameterRange::Integer(_))) => {
                t!("{least} to {most}", least = low.floor(), most = high.ceil())
            }
            (Self::Numbers(low, high), _) => t!("{least} to {most}", least = short(*low), most = short(*high)),
            (Self::Categories(places), Some(ParameterRange::Categorical(range))) => {
                let names = places.iter().filter_map(|place| range.values().get(*place));
                let names = names.map(|name| name.trim_matches('"').to_owned());
                names.reduce(|list, name| t!("{list} or {name}", list, name)).unwrap_or_default()
            }
            (Self::Categories(places), _) => t!("{count} categories", count = places.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_and_back() {
        let log = Scale::log(1e-4, 1.0).over(0.0, 400.0);
        let brush = Brush::between(&log, 300.0, 100.0).unwrap();
        let Brush::Numbers(low, high) = brush else { panic!("numbers") };
        assert!((low / 1e-3 - 1.0).abs() < 1e-9 && (high / 0.1 - 1.0).abs() < 1e-9);
        assert_eq!(brush.pixels(&log).0.round(), 100.0);
        assert_eq!(Brush::between(&log, 100.0, 100.0), None);
        let bands = Scale::band(vec!["a".into(), "b".into(), "c".into()]).over(300.0, 0.0);
        let brush = Brush::between(&bands, 10.0, 150.0).unwrap();
        assert_eq!(brush, Brush::Categories([1, 2].into_iter().collect()));
        assert_eq!(brush.pixels(&bands), (0.0, 200.0));
    }
}
