//! The data, by channel, in version 2's words.

use super::{Argument, Job, argument};
use crate::export::python::Python;
use crate::export::taking::{Place, item, place};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// `TrainingInput`'s arguments for members of `S3DataSource`.
const S3_ARGUMENTS: [(&str, &str); 5] = [
    ("S3Uri", "s3_data"),
    ("S3DataType", "s3_data_type"),
    ("S3DataDistributionType", "distribution"),
    ("AttributeNames", "attribute_names"),
    ("InstanceGroupNames", "instance_groups"),
];
/// The same for members that it takes as they are.
const S3_OBJECTS: [(&str, &str); 2] =
    [("HubAccessConfig", "hub_access_config"), ("ModelAccessConfig", "model_access_config")];
/// `TrainingInput`'s arguments for members of a channel.
const CHANNEL_ARGUMENTS: [(&str, &str); 4] = [
    ("ContentType", "content_type"),
    ("CompressionType", "compression"),
    ("RecordWrapperType", "record_wrapping"),
    ("InputMode", "input_mode"),
];
/// `FileSystemInput`'s arguments.
const FILE_SYSTEM_ARGUMENTS: [(&str, &str); 4] = [
    ("FileSystemId", "file_system_id"),
    ("FileSystemType", "file_system_type"),
    ("DirectoryPath", "directory_path"),
    ("FileSystemAccessMode", "file_system_access_mode"),
];

/// The channels of the definition at a place for `fit`, and the classes that they name. `None` without channels, and where
/// two have the same name: the SDK keeps them by name, so then nothing is taken.
pub(super) fn channels(job: &mut Job<'_>, base: &Place) -> (Option<Python>, BTreeSet<&'static str>) {
    let list = place(base, "InputDataConfig");
    let mut classes = BTreeSet::new();
    let Some(Value::Array(channels)) = job.taking.see(&list) else { return (None, classes) };
    let names: BTreeSet<&str> = channels.iter().filter_map(|channel| channel["ChannelName"].as_str()).collect();
    if names.len() < channels.len() || channels.is_empty() {
        return (None, classes);
    }
    let mut items = Vec::new();
    for index in 0..channels.len() {
        let at = item(&list, index);
        let name = job.taking.take(&at, "ChannelName").and_then(Value::as_str).unwrap_or_default().to_owned();
        let source = place(&at, "DataSource");
        let is_file_system = job.taking.see(&place(&source, "S3DataSource")).is_none()
            && job.taking.see(&place(&source, "FileSystemDataSource")).is_some();
        let channel = if is_file_system { file_system(job, &at) } else { s3(job, &at, &mut classes) };
        if let Python::Call(class, _) = &channel {
            classes.insert(if class == "FileSystemInput" { "FileSystemInput" } else { "TrainingInput" });
        }
        items.push((name, channel));
    }
    (Some(Python::Dict(items)), classes)
}

fn s3(job: &mut Job<'_>, channel: &Place, classes: &mut BTreeSet<&'static str>) -> Python {
    let source = place(channel, "DataSource.S3DataSource");
    let mut arguments: Vec<Argument> = Vec::new();
    if job.taking.see(&source).is_none() {
        // A source that the SDK does not know: it gets a stand-in, and the source is added afterwards.
        arguments.push(argument("s3_data", &json!("s3://none")));
        job.unasked.push(source.clone());
    }
    for (member, name) in S3_ARGUMENTS {
        job.pass(&mut arguments, &source, member, name);
    }
    for (member, name) in CHANNEL_ARGUMENTS {
        job.pass(&mut arguments, channel, member, name);
    }
    for (member, name) in S3_OBJECTS {
        job.pass(&mut arguments, &source, member, name);
    }
    if let Some(seed) = job.taking.take(channel, "ShuffleConfig.Seed") {
        classes.insert("ShuffleConfig");
        arguments.push(("shuffle_config".to_owned(), Python::call("ShuffleConfig", [("seed", Python::from(seed))])));
    }
    Python::Call("TrainingInput".to_owned(), arguments)
}

fn file_system(job: &mut Job<'_>, channel: &Place) -> Python {
    let source = place(channel, "DataSource.FileSystemDataSource");
    let mut arguments = Vec::new();
    for (member, name) in FILE_SYSTEM_ARGUMENTS {
        job.pass(&mut arguments, &source, member, name);
    }
    // An empty one is dropped, so it is not taken.
    if job.taking.see(&place(channel, "ContentType")) != Some(&json!("")) {
        job.pass(&mut arguments, channel, "ContentType", "content_type");
    }
    Python::Call("FileSystemInput".to_owned(), arguments)
}
