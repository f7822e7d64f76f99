//! A definition's algorithm, its data, and how long a training job runs.

use super::context::{Algorithm, Lint, repeated};
use super::rules;
use crate::language::t;
use crate::sagemaker::{limits, quoted};

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let definition = algorithm.definition;
    let specification = &definition.algorithm_specification;
    let path = format!("{}.AlgorithmSpecification", algorithm.path);
    match (&specification.training_image, &specification.algorithm_name) {
        (Some(_), Some(_)) => {
            let place = format!("{path}.AlgorithmName");
            let message = t!("TrainingImage and AlgorithmName exclude each other; keep one");
            lint.says(rules::ALGORITHM_ONE_OF, &place, message)
                .fix_by_removing(t!("Remove {name}", name = "AlgorithmName"), &place);
        }
        (None, None) => {
            let message = t!("the algorithm is missing: a TrainingImage, or an AlgorithmName");
            lint.says(rules::ALGORITHM_ONE_OF, &path, message);
        }
        _ => {}
    }
    let seconds = definition.stopping_condition.max_runtime_in_seconds;
    if let Some(seconds) = seconds.filter(|&seconds| seconds > limits::MAX_TRAINING_RUNTIME_SECONDS) {
        let (place, most) =
            (format!("{}.StoppingCondition.MaxRuntimeInSeconds", algorithm.path), limits::MAX_TRAINING_RUNTIME_SECONDS);
        lint.says(
            rules::TRAINING_RUNTIME,
            &place,
            t!("{seconds} seconds; a training job runs for at most {most}, which is 28 days", seconds, most),
        )
        .fix_by_setting(t!("Set 28 days"), &place, most);
    }
    channels(algorithm, lint);
}

fn channels(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let channels = algorithm.definition.input_data_config.as_deref().unwrap_or_default();
    for (index, name) in repeated(channels.iter().map(|channel| channel.channel_name.as_str())) {
        let path = format!("{}.InputDataConfig[{index}].ChannelName", algorithm.path);
        lint.says(rules::CHANNEL_NAMES, path, t!("{name} is the name of two channels", name));
    }
    for (index, channel) in channels.iter().enumerate() {
        let path = format!("{}.InputDataConfig[{index}]", algorithm.path);
        let source = &channel.data_source;
        let sources = [
            source.s3_data_source.is_some(),
            source.file_system_data_source.is_some(),
            source.dataset_source.is_some(),
        ];
        let count = sources.into_iter().filter(|&is_there| is_there).count();
        if count != 1 {
            let message = if count == 0 {
                t!("the channel has no data source; give an S3DataSource, for example")
            } else {
                t!("the channel has several data sources; keep one")
            };
            lint.says(rules::CHANNEL_SOURCE, format!("{path}.DataSource"), message);
        }
        let own = channel.input_mode.as_deref();
        let mode = own.unwrap_or(&algorithm.definition.algorithm_specification.training_input_mode);
        let s3 = source.s3_data_source.as_ref();
        let is_augmented = s3.is_some_and(|s3| s3.s3_data_type == "AugmentedManifestFile");
        if mode != "Pipe" && !mode.is_empty() {
            let given = |value: &Option<String>| value.as_deref().is_some_and(|value| value != "None");
            let wants_pipe = [
                (given(&channel.compression_type), "CompressionType"),
                (given(&channel.record_wrapper_type), "RecordWrapperType"),
                (is_augmented, "DataSource.S3DataSource.S3DataType"),
            ];
            for (_, member) in wants_pipe.into_iter().filter(|(is_given, _)| *is_given) {
                let mode = quoted(mode);
                let message = if is_augmented && member.starts_with("Data") {
                    t!("an AugmentedManifestFile needs Pipe mode, and the channel's is {mode}", mode)
                } else {
                    t!("{member} needs Pipe mode, and the channel's is {mode}", member, mode)
                };
                lint.says(rules::PIPE_ONLY, format!("{path}.{member}"), message).fix_by_setting(
                    t!("Read this channel in Pipe mode"),
                    &format!("{path}.InputMode"),
                    "Pipe",
                );
            }
        }
        if is_augmented && s3.is_some_and(|s3| s3.attribute_names.as_deref().unwrap_or_default().is_empty()) {
            let message = t!("an AugmentedManifestFile needs AttributeNames: what to read of each line, in this order");
            lint.says(rules::AUGMENTED_ATTRIBUTES, format!("{path}.DataSource.S3DataSource.AttributeNames"), message);
        }
    }
}
