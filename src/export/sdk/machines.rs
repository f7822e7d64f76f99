//! The machines of a training job, in version 2's words.

use super::{Argument, Job, argument};
use crate::export::python::Python;
use crate::export::taking::{Place, item, member, place};
use serde_json::{Value, json};

/// The members of `ResourceConfig` that reach the request, and the estimator's arguments for them, each with a stand-in.
fn basic_machines() -> [(&'static str, &'static str, Value); 3] {
    [
        ("InstanceType", "instance_type", json!("ml.m5.large")),
        ("InstanceCount", "instance_count", json!(1)),
        ("VolumeSizeInGB", "volume_size", json!(30)),
    ]
}

/// Passes the machines of the definition at a place to its estimator, each with a stand-in that is not sent.
pub(super) fn pass(job: &mut Job<'_>, at: &Place, arguments: &mut Vec<Argument>) {
    let tuning = place(at, "HyperParameterTuningResourceConfig");
    let plain = place(at, "ResourceConfig");
    let basic = |value: &Value| {
        let known = ["InstanceType", "InstanceCount", "VolumeSizeInGB", "VolumeKmsKeyId"];
        value.as_object().is_some_and(|members| members.keys().all(|name| known.contains(&name.as_str())))
    };
    let has_configs = job.taking.see(&place(&tuning, "InstanceConfigs")).is_some();
    let from = if job.taking.see(&tuning).is_some() {
        Some(&tuning)
    } else {
        job.taking.see(&plain).filter(|value| basic(value)).map(|_| &plain)
    };
    for (name, argument_name, stand_in) in basic_machines() {
        let place = from.map(|from| member(from, name));
        if let Some(value) = place.filter(|_| !has_configs).and_then(|place| job.taking.take_at(place)) {
            arguments.push(argument(argument_name, value));
        } else {
            arguments.push((argument_name.to_owned(), Python::Literal(stand_in)));
            if from.is_some() && !has_configs {
                job.unasked.push(member(&tuning, name));
            }
        }
    }
    match from {
        Some(from) => job.pass(arguments, from, "VolumeKmsKeyId", "volume_kms_key"),
        // What the SDK would drop goes as it is, in its own member; what the SDK sends in its place does not.
        None => job.unasked.push(tuning),
    }
}

/// Machines with fallbacks, for the tuner's `override_resource_config`.
pub(super) fn configurations(job: &mut Job<'_>, at: &Place) -> Option<Python> {
    let list = place(at, "HyperParameterTuningResourceConfig.InstanceConfigs");
    let count = job.taking.see(&list)?.as_array()?.len();
    if count == 0 {
        return None;
    }
    let configs = (0..count).map(|index| {
        let mut arguments = Vec::new();
        for (name, argument_name, _) in basic_machines() {
            job.pass(&mut arguments, &item(&list, index), name, argument_name);
        }
        Python::Call("InstanceConfig".to_owned(), arguments)
    });
    Some(Python::List(configs.collect()))
}
