//! The machines of a training job.

use super::context::{Algorithm, Lint};
use super::rules;
use crate::language::t;

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let definition = algorithm.definition;
    let single = format!("{}.ResourceConfig", algorithm.path);
    let tuning = format!("{}.HyperParameterTuningResourceConfig", algorithm.path);
    match (&definition.resource_config, &definition.hyper_parameter_tuning_resource_config) {
        (Some(_), Some(_)) => {
            let message = t!(
                "ResourceConfig and HyperParameterTuningResourceConfig exclude each other; the second can name several instance types"
            );
            lint.says(rules::RESOURCES_ONE_OF, &tuning, message)
                .fix_by_removing(t!("Remove {name}", name = "HyperParameterTuningResourceConfig"), &tuning);
        }
        (None, None) => {
            let message = t!(
                "the machines are missing: a ResourceConfig with InstanceType, InstanceCount and VolumeSizeInGB, for example"
            );
            lint.says(rules::RESOURCES_MISSING, &single, message);
        }
        _ => {}
    }
    if let Some(own) = &definition.resource_config {
        let other = own.instance_groups.is_some() || own.instance_preferences.is_some();
        instance(&single, own.instance_type.as_deref(), own.instance_count, other, lint);
    }
    if let Some(own) = &definition.hyper_parameter_tuning_resource_config {
        let configs = own.instance_configs.is_some();
        if configs && (own.instance_type.is_some() || own.instance_count.is_some() || own.volume_size_in_gb.is_some()) {
            let message = t!(
                "InstanceConfigs and InstanceType, InstanceCount, VolumeSizeInGB exclude each other; each of InstanceConfigs has its own"
            );
            let place = format!("{tuning}.InstanceConfigs");
            lint.says(rules::INSTANCES_ONE_OF, &place, message)
                .fix_by_removing(t!("Remove {name}", name = "InstanceConfigs"), &place);
        }
        instance(&tuning, own.instance_type.as_deref(), own.instance_count, configs, lint);
    }
}

/// An instance type and how many of it; `other` when they are named in another way.
fn instance(path: &str, kind: Option<&str>, count: Option<i64>, other: bool, lint: &mut Lint<'_>) {
    if other {
        return;
    }
    if kind.is_none() {
        lint.says(
            rules::INSTANCE_PARTS,
            format!("{path}.InstanceType"),
            t!("the instance type is missing, such as ml.m5.xlarge"),
        );
    }
    if count.is_none_or(|count| count == 0) {
        let place = format!("{path}.InstanceCount");
        lint.says(rules::INSTANCE_PARTS, &place, t!("at least one instance is needed for each training job"))
            .fix_by_setting(t!("Set {value}", value = 1), &place, 1);
    }
}
