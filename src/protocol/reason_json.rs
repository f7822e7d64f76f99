//! Why a combination was suggested, as the `Reason` of `TrainingJobCreated`: `{"Rule": name, …}` with the numbers.

use super::event_json::{EventError, Reader};
use super::json_value::JsonValue;
use crate::strategy::Reason;
use crate::strategy::bayesian::Forecast;
use serde_json::{Value, json};

pub(super) fn suggestion_to_json(reason: &Reason) -> Value {
    let rule = match reason {
        Reason::NextCombination => "NextCombination",
        Reason::Random => "Random",
        Reason::InitialDesign => "InitialDesign",
        Reason::ParentsBest => "ParentsBest",
        Reason::LeftOver => "LeftOver",
        Reason::Unknown => "Unknown",
        Reason::ExpectedImprovement(forecast) => {
            return json!({
                "Rule": "ExpectedImprovement",
                "Median": finite(forecast.median),
                "Good": finite(forecast.good),
                "Bad": finite(forecast.bad),
                "Best": finite(forecast.best),
                "Mean": finite(forecast.mean),
                "Deviation": finite(forecast.deviation),
                "LogExpectedImprovement": finite(forecast.log_expected_improvement),
                "ImprovementProbability": finite(forecast.improvement_probability),
                "SuccessProbability": finite(forecast.success_probability),
            });
        }
    };
    json!({ "Rule": rule })
}

/// JSON has no infinity.
fn finite(value: f64) -> f64 {
    value.clamp(f64::MIN, f64::MAX)
}

/// Reads what [`suggestion_to_json`] wrote; a rule of a later version is unknown.
pub(super) fn suggestion_from_json<V: JsonValue>(read: &Reader<V>) -> Result<Reason, EventError> {
    Ok(match read.text("Rule")?.as_str() {
        "NextCombination" => Reason::NextCombination,
        "Random" => Reason::Random,
        "InitialDesign" => Reason::InitialDesign,
        "ParentsBest" => Reason::ParentsBest,
        "LeftOver" => Reason::LeftOver,
        "ExpectedImprovement" => Reason::ExpectedImprovement(Box::new(Forecast {
            median: read.real("Median")?,
            good: read.real("Good")?,
            bad: read.real("Bad")?,
            best: read.real("Best")?,
            mean: read.real("Mean")?,
            deviation: read.real("Deviation")?,
            log_expected_improvement: read.real("LogExpectedImprovement")?,
            improvement_probability: read.real("ImprovementProbability")?,
            success_probability: read.real("SuccessProbability")?,
        })),
        _ => Reason::Unknown,
    })
}
