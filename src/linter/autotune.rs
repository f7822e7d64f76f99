//! What is left to AWS to choose.

use super::context::Lint;
use super::rules;
use crate::language::t;
use serde_json::json;

pub(super) fn check(lint: &mut Lint<'_>) {
    if lint.request.autotune.is_some() {
        return;
    }
    for algorithm in lint.algorithms() {
        if algorithm.ranges.is_some_and(|ranges| !ranges.autos().is_empty()) {
            let path = format!("{}.AutoParameters", algorithm.ranges_path);
            let message = t!("AutoParameters are ranges that Autotune chooses, and Autotune is not on");
            lint.says(rules::AUTO_PARAMETERS, path, message).fix_by_setting(
                t!("Turn Autotune on"),
                "Autotune",
                json!({ "Mode": "Enabled" }),
            );
        }
    }
}
