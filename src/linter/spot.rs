//! Managed spot training.

use super::context::{Algorithm, Lint};
use super::rules;
use crate::language::t;

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let definition = algorithm.definition;
    let stopping = &definition.stopping_condition;
    let path = format!("{}.StoppingCondition.MaxWaitTimeInSeconds", algorithm.path);
    let (run, wait) = (stopping.max_runtime_in_seconds, stopping.max_wait_time_in_seconds);
    if definition.enable_managed_spot_training != Some(true) {
        if wait.is_some() {
            let message = t!("MaxWaitTimeInSeconds is for spot training, and EnableManagedSpotTraining is not on");
            lint.says(rules::SPOT_WAIT_UNUSED, &path, message).fix_by_removing(t!("Remove it"), &path);
        }
        return;
    }
    let twice = |run: i64| run.saturating_mul(2);
    match (run, wait) {
        (_, None) => {
            let issue = lint.says(
                rules::SPOT_WAIT_MISSING,
                &path,
                t!("spot training needs it: how long to wait for spot capacity and to run, together"),
            );
            if let Some(run) = run {
                issue.fix_by_setting(t!("Set {value}", value = twice(run)), &path, twice(run));
            }
        }
        (Some(run), Some(wait)) if wait < run => {
            let message =
                t!("{wait} seconds to wait and run are fewer than the {run} of MaxRuntimeInSeconds", wait, run);
            lint.says(rules::SPOT_WAIT_SHORT, &path, message).fix_by_setting(
                t!("Set {value}", value = twice(run)),
                &path,
                twice(run),
            );
        }
        (Some(run), Some(wait)) if wait == run => {
            let message = t!(
                "it equals MaxRuntimeInSeconds, which leaves no time to wait; the API reference allows that, the guide does not"
            );
            lint.says(rules::SPOT_WAIT_EQUAL, &path, message).fix_by_setting(
                t!("Set {value}", value = twice(run)),
                &path,
                twice(run),
            );
        }
        _ => {}
    }
    if definition.checkpoint_config.is_none() {
        let message = t!("without a CheckpointConfig, a training job that loses its instance begins again");
        lint.says(rules::SPOT_CHECKPOINT, format!("{}.CheckpointConfig", algorithm.path), message);
    }
}
