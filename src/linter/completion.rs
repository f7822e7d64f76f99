//! The criteria that end a tuning job.

use super::context::{CONFIG, Lint};
use super::rules;
use crate::language::t;

pub(super) fn check(lint: &mut Lint<'_>) {
    let Some(criteria) = &lint.config().tuning_job_completion_criteria else { return };
    // AWS: float, which has 32 bits.
    let target = criteria.target_objective_metric_value.as_ref().and_then(serde_json::Number::as_f64);
    if let Some(target) = target.filter(|target| !(*target as f32).is_finite()) {
        let path = format!("{CONFIG}.TuningJobCompletionCriteria.TargetObjectiveMetricValue");
        let message = t!("{target} is more than a 32-bit number holds, about 3.4e38", target = format!("{target:e}"));
        lint.says(rules::TARGET_NUMBER, path, message);
    }
}
