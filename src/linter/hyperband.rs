//! Hyperband's settings, and settings that are Hyperband's.

use super::context::{CONFIG, Lint};
use super::rules;
use crate::language::t;
use crate::sagemaker::{ParameterRanges, limits};
use serde_json::json;

pub(super) fn check(lint: &mut Lint<'_>) {
    let config = lint.config();
    let path = format!("{CONFIG}.StrategyConfig");
    if config.strategy != "Hyperband" {
        if config.strategy_config.is_some() {
            let message =
                t!("StrategyConfig is for Hyperband, and the strategy is {strategy}", strategy = config.strategy);
            lint.says(rules::STRATEGY_CONFIG, &path, message)
                .fix_by_removing(t!("Remove {name}", name = "StrategyConfig"), &path);
        }
        return;
    }
    if config.training_job_early_stopping_type.as_deref() == Some("Auto") {
        let path = format!("{CONFIG}.TrainingJobEarlyStoppingType");
        let message = t!("Hyperband stops training jobs by a rule of its own; this must be Off");
        lint.says(rules::HYPERBAND_EARLY_STOPPING, &path, message).fix_by_setting(
            t!("Set {value}", value = "Off"),
            &path,
            json!("Off"),
        );
    }
    let settings = config.strategy_config.as_ref().and_then(|own| own.hyperband_strategy_config.as_ref());
    let (min, max) = settings.map_or((None, None), |own| (own.min_resource, own.max_resource));
    let path = format!("{path}.HyperbandStrategyConfig");
    let max_path = format!("{path}.MaxResource");
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let message = t!("MinResource is {min}, above MaxResource, which is {max}", min, max);
        lint.says(rules::HYPERBAND_RESOURCES, format!("{path}.MinResource"), message).fix_by_setting(
            t!("Set {name} to {value}", name = "MinResource", value = max),
            &format!("{path}.MinResource"),
            max,
        );
    }
    match max {
        Some(max) if max > limits::MAX_HYPERBAND_RESOURCE => {
            let most = limits::MAX_HYPERBAND_RESOURCE;
            lint.says(
                rules::HYPERBAND_MAX_RESOURCE_QUOTA,
                &max_path,
                t!("MaxResource is {max}; it can be {most}", max, most),
            )
            .fix_by_setting(t!("Set {value}", value = most), &max_path, most);
        }
        Some(max) => compare_with_ranges(lint, max, &max_path),
        None => infer_max_resource(lint, &max_path),
    }
}

/// Names by which training scripts say for how long they train; `num_round` is XGBoost's.
fn is_epochs(name: &str) -> bool {
    limits::HYPERBAND_RESOURCE_NAMES.contains(&name) || name == "num_round" || name == "epoch"
}

/// Every job is stopped at `MaxResource`, whatever its range says.
fn compare_with_ranges(lint: &mut Lint<'_>, max: i64, path: &str) {
    for algorithm in lint.algorithms() {
        for range in algorithm.ranges.map(ParameterRanges::integers).unwrap_or_default() {
            let least = range.min_value.trim().parse::<i64>();
            if let Ok(least) = least.as_ref().map(|&least| least)
                && is_epochs(&range.name)
                && max < least
            {
                let message = t!(
                    "each training job is stopped at MaxResource, {max}, and {name} is at least {least}: the range has no effect",
                    max,
                    name = range.name,
                    least
                );
                let issue = lint.says(rules::HYPERBAND_RANGE, path, message);
                if let Ok(most) = range.max_value.trim().parse::<i64>() {
                    issue.fix_by_setting(
                        t!("Set {name} to {value}", name = "MaxResource", value = most),
                        path,
                        most.min(limits::MAX_HYPERBAND_RESOURCE),
                    );
                }
            }
        }
    }
}

fn infer_max_resource(lint: &mut Lint<'_>, path: &str) {
    for algorithm in lint.algorithms() {
        let statics = algorithm.definition.static_hyper_parameters.as_ref();
        let is_there = |name: &&str| statics.is_some_and(|statics| statics.get(name).is_some());
        if !limits::HYPERBAND_RESOURCE_NAMES.iter().any(is_there) {
            let message = t!(
                "MaxResource is missing, and {path} has no static hyperparameter that AWS could take it from: {names}",
                path = algorithm.path,
                names = limits::HYPERBAND_RESOURCE_NAMES.join(", ")
            );
            lint.says(rules::HYPERBAND_MAX_RESOURCE, path, message);
        }
    }
}
