//! Brushed stretches as the ranges of the next tuning job, which begins with what this one has found out.

use super::{Brush, Lens};
use crate::language::t;
use crate::playground::Document;
use crate::playground::form::{Bound, rows, set_bound, set_parent, set_values};
use crate::playground::plot::Axis;
use crate::search_space::{ParameterRange, ParameterValue, SearchSpace};
use serde_json::Value;

/// Narrows a document's ranges to what is brushed, and makes the tuning job that was brushed the parent of its warm start.
/// `space` is that of the tuning job. An error says what has to be brushed first.
pub fn shrink(
    document: &mut Document,
    lens: &Lens,
    space: &SearchSpace,
    parent: &str,
    known: &[Value],
) -> Result<(), String> {
    let mut is_narrower = false;
    for (axis, brush) in &lens.brushes {
        let Axis::Parameter(index) = axis else { continue };
        let Some(parameter) = space.parameters().get(*index) else { continue };
        let key = rows(document).into_iter().find(|row| row.name == parameter.name).map(|row| row.key);
        let Some(key) = key else { continue };
        is_narrower = true;
        match (brush, &parameter.range) {
            (Brush::Categories(places), ParameterRange::Categorical(range)) => {
                let kept = range.values().iter().enumerate().filter(|(place, _)| places.contains(place));
                set_values(document, &key, kept.map(|(_, value)| value.clone()).collect());
            }
            (Brush::Numbers(low, high), range) => {
                let Some((min, max)) = narrowed(range, *low, *high) else { continue };
                set_bound(document, &key, Bound::Min, &min);
                set_bound(document, &key, Bound::Max, &max);
            }
            (Brush::Categories(_), _) => {}
        }
    }
    if !is_narrower {
        return Err(t!("Brush a hyperparameter's axis first: drag along it, or set its ends here.").to_owned());
    }
    set_parent(document, parent, true, known);
    Ok(())
}

/// The ends of what is left of a range of numbers, as a request writes them; `None` where nothing is.
fn narrowed(range: &ParameterRange, low: f64, high: f64) -> Option<(String, String)> {
    match range {
        ParameterRange::Continuous(range) => {
            // Four digits are plenty for the end of a range.
            let end = |value: f64| four_digits(value).clamp(range.min(), range.max());
            let (low, high) = (end(low), end(high));
            let text = |value| ParameterValue::Continuous(value).to_string();
            (low < high).then(|| (text(low), text(high)))
        }
        ParameterRange::Integer(range) => {
            let end = |value: f64| (value as i64).clamp(range.min(), range.max());
            let (mut low, mut high) = (end(low.floor()), end(high.ceil()));
            // A range of one value is none.
            if low == high {
                (low, high) = if high < range.max() { (low, high + 1) } else { (low - 1, high) };
            }
            Some((low.to_string(), high.to_string()))
        }
        ParameterRange::Categorical(_) => None,
    }
}

fn four_digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, PRESETS, check};
    use serde_json::json;

    #[test]
    fn brushes_become_ranges_and_the_job_a_parent() {
        let mut document = PRESETS[0].document();
        let plan = check(&document, Objective::Problem).plan.unwrap();
        let (space, name) = (plan.config.space(), plan.config.name().to_owned());
        let place = |name: &str| space.parameters().iter().position(|own| own.name == name).unwrap();
        let mut lens = Lens::default();
        let known = [json!({ "HyperParameterTuningJobName": name, "TrainingJobSummaries": [{}] })];
        assert!(shrink(&mut document, &lens, space, &name, &known).is_err());
        lens.brush(Axis::Objective, Some(Brush::numbers(0.9, 1.0)));
        assert!(shrink(&mut document, &lens, space, &name, &known).is_err(), "an objective has no range");
        assert_eq!(document, PRESETS[0].document());
        lens.brush(Axis::Parameter(place("learning_rate")), Some(Brush::numbers(0.012_345_6, 0.5)));
        lens.brush(Axis::Parameter(place("hidden_units")), Some(Brush::numbers(4.2, 4.4)));
        shrink(&mut document, &lens, space, &name, &known).unwrap();
        let ends = |name: &str| {
            let row = rows(&document).into_iter().find(|row| row.name == name).unwrap();
            (row.min, row.max)
        };
        assert_eq!(ends("learning_rate"), ("0.01235".into(), "0.5".into()));
        assert_eq!(ends("hidden_units"), ("4".into(), "5".into()));
        assert_eq!(document.request.parent_names().collect::<Vec<_>>(), [name.as_str()]);
        assert_ne!(document.request.hyper_parameter_tuning_job_name, name, "nobody is their own parent");
    }

    #[test]
    fn ends_stay_within_the_range() {
        use crate::search_space::{ContinuousRange, IntegerRange, Scaling};
        let units = IntegerRange::new(2, 24, Scaling::Auto).unwrap().into();
        assert_eq!(narrowed(&units, 23.9, 60.0), Some(("23".into(), "24".into())));
        assert_eq!(narrowed(&units, 24.0, 24.0), Some(("23".into(), "24".into())));
        let rate = ContinuousRange::new(1e-4, 1.0, Scaling::Logarithmic).unwrap().into();
        assert_eq!(narrowed(&rate, 0.0, 0.5), Some(("0.0001".into(), "0.5".into())));
        assert_eq!(narrowed(&rate, 2.0, 3.0), None);
    }
}
