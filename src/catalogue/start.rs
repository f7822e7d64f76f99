//! A first request for an algorithm: complete, with names to fill in.

use super::registry::{REGIONS, find, training_image};
use super::table::{Algorithm, Channel, Image, Range, Start};
use crate::language::{t, text};
use crate::sagemaker::{
    CategoricalParameterRange, Channel as RequestChannel, ContinuousParameterRange, DataSource,
    HyperParameterAlgorithmSpecification, HyperParameterTrainingJobDefinition, HyperParameterTuningJobConfig,
    HyperParameterTuningJobObjective, IntegerParameterRange, OutputDataConfig, ParameterRanges, Request,
    ResourceConfig, ResourceLimits, S3DataSource, StoppingCondition,
};
use std::fmt;

/// The bucket of AWS's own examples.
const BUCKET: &str = "s3://amzn-s3-demo-bucket";
/// The account of AWS's own examples.
const ACCOUNT: &str = "111122223333";
/// Training jobs in all, and at a time: enough to see a search learn, few enough to pay for.
const JOBS: (i64, i64) = (20, 2);
/// How long a training job may run: four hours. AWS's default is a day.
const MAX_RUNTIME_SECONDS: i64 = 4 * 3600;
/// Storage of an instance, in gigabytes.
const VOLUME_GB: i64 = 30;

/// Why there is no starting request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// Nothing can be tuned of it.
    NothingToTune(&'static str),
    /// Its image, script and model are found by a model id, and no path is documented.
    JumpStart(&'static str, &'static str),
    /// The Region is none that the catalogue knows.
    UnknownRegion,
    /// The image is not in every Region.
    NotInRegion(&'static str),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match *self {
            Self::NothingToTune(title) => {
                t!("{algorithm} has nothing that AWS lets one tune", algorithm = text(title))
            }
            Self::JumpStart(title, model_id) => t!(
                "the image, the script and the model of {algorithm} come from JumpStart, and AWS documents no paths; its Python \
                 SDK finds them for model_id {id}",
                algorithm = text(title),
                id = format!("{model_id:?}")
            ),
            Self::UnknownRegion => {
                t!("this Region is not in the catalogue; us-west-2 is, for example").to_owned()
            }
            Self::NotInRegion(title) => t!("AWS has no image of {algorithm} in this Region", algorithm = text(title)),
        })
    }
}

/// A complete `CreateHyperParameterTuningJob` request for an algorithm in a Region: Bayesian search over what matters most, in
/// recommended ranges; 20 training jobs, two at a time; early stopping where AWS lists it. The role and the S3 addresses are
/// those of AWS's examples, and what depends on the data has example values (the static hyperparameters that are
/// [`OfData`](super::Need::OfData)): both are to be replaced before it is sent.
pub fn starting_request(algorithm: &'static Algorithm, region: &str) -> Result<Request, StartError> {
    let objective = algorithm.metrics.first().filter(|_| !algorithm.tunable.is_empty());
    let objective = objective.ok_or(StartError::NothingToTune(algorithm.title))?;
    if let Image::JumpStart { model_id } = algorithm.image {
        return Err(StartError::JumpStart(algorithm.title, model_id));
    }
    let partition = find(region).ok_or(StartError::UnknownRegion)?.partition();
    let image = training_image(algorithm, region).ok_or(StartError::NotInRegion(algorithm.title))?;
    let is_listed = algorithm.early_stopping.is_listed_with(objective.name);
    Ok(Request {
        hyper_parameter_tuning_job_name: format!("tune-{}", algorithm.id),
        hyper_parameter_tuning_job_config: HyperParameterTuningJobConfig {
            strategy: "Bayesian".to_owned(),
            hyper_parameter_tuning_job_objective: Some(HyperParameterTuningJobObjective {
                objective_type: objective.direction.name().to_owned(),
                metric_name: objective.name.to_owned(),
                ..Default::default()
            }),
            resource_limits: ResourceLimits {
                max_number_of_training_jobs: Some(JOBS.0),
                max_parallel_training_jobs: JOBS.1,
                ..Default::default()
            },
            parameter_ranges: Some(parameter_ranges(algorithm)),
            training_job_early_stopping_type: Some(if is_listed { "Auto" } else { "Off" }.to_owned()),
            ..Default::default()
        },
        training_job_definition: Some(definition(algorithm, image, partition)),
        ..Default::default()
    })
}

/// The names of the Regions that [`starting_request`] and [`training_image`] know this algorithm in; none for one of
/// JumpStart's.
pub fn regions(algorithm: &'static Algorithm) -> impl Iterator<Item = &'static str> {
    REGIONS.iter().map(|region| region.name).filter(|region| training_image(algorithm, region).is_some())
}

fn definition(algorithm: &Algorithm, image: String, partition: &str) -> HyperParameterTrainingJobDefinition {
    let is_tuned =
        |name: &str| algorithm.hyperparameter(name).is_some_and(|hyperparameter| hyperparameter.start != Start::Left);
    let statics = algorithm.statics.iter().filter(|own| !is_tuned(own.name));
    HyperParameterTrainingJobDefinition {
        static_hyper_parameters: Some(statics.map(|own| (own.name, own.value)).collect())
            .filter(|statics: &crate::sagemaker::TextMap| !statics.is_empty()),
        // The image brings its metric definitions; AWS refuses others.
        algorithm_specification: HyperParameterAlgorithmSpecification {
            training_image: Some(image),
            training_input_mode: algorithm.input_modes.first().copied().unwrap_or("File").to_owned(),
            ..Default::default()
        },
        role_arn: format!("arn:{partition}:iam::{ACCOUNT}:role/SageMakerRole"),
        input_data_config: Some(
            algorithm.channels.iter().map(|channel| request_channel(algorithm.id, channel)).collect(),
        ),
        output_data_config: OutputDataConfig {
            s3_output_path: format!("{BUCKET}/{}/output", algorithm.id),
            ..Default::default()
        },
        resource_config: Some(ResourceConfig {
            instance_type: Some(algorithm.instance_type.to_owned()),
            instance_count: Some(1),
            volume_size_in_gb: Some(VOLUME_GB),
            ..Default::default()
        }),
        stopping_condition: StoppingCondition {
            max_runtime_in_seconds: Some(MAX_RUNTIME_SECONDS),
            ..Default::default()
        },
        ..Default::default()
    }
}

fn request_channel(id: &str, channel: &Channel) -> RequestChannel {
    let distribution = if channel.is_sharded { "ShardedByS3Key" } else { "FullyReplicated" };
    RequestChannel {
        channel_name: channel.name.to_owned(),
        data_source: DataSource {
            s3_data_source: Some(S3DataSource {
                s3_data_type: "S3Prefix".to_owned(),
                s3_uri: format!("{BUCKET}/{id}/{}/", channel.name),
                s3_data_distribution_type: Some(distribution.to_owned()),
                ..Default::default()
            }),
            ..Default::default()
        },
        content_type: channel.content_type.map(str::to_owned),
        ..Default::default()
    }
}

/// The ranges that a starting request tunes, for `HyperParameterTuningJobConfig.ParameterRanges`; also for an algorithm of
/// JumpStart's. Lists without ranges are left out.
pub fn parameter_ranges(algorithm: &Algorithm) -> ParameterRanges {
    let (mut integers, mut continuous, mut categoricals) = (Vec::new(), Vec::new(), Vec::new());
    for hyperparameter in algorithm.tunable {
        let range = match hyperparameter.start {
            Start::Left => continue,
            Start::Recommended => hyperparameter.range,
            Start::Within(range) => range,
        };
        let name = hyperparameter.name.to_owned();
        match range {
            Range::Continuous { min, max, scaling } => continuous.push(ContinuousParameterRange {
                name,
                min_value: min.to_owned(),
                max_value: max.to_owned(),
                scaling_type: Some(scaling.name().to_owned()),
                ..Default::default()
            }),
            Range::Integer { min, max, scaling } => integers.push(IntegerParameterRange {
                name,
                min_value: min.to_owned(),
                max_value: max.to_owned(),
                scaling_type: Some(scaling.name().to_owned()),
                ..Default::default()
            }),
            Range::Categorical(values) => categoricals.push(CategoricalParameterRange {
                name,
                values: values.iter().map(|value| (*value).to_owned()).collect(),
                ..Default::default()
            }),
        }
    }
    ParameterRanges {
        integer_parameter_ranges: Some(integers).filter(|ranges| !ranges.is_empty()),
        continuous_parameter_ranges: Some(continuous).filter(|ranges| !ranges.is_empty()),
        categorical_parameter_ranges: Some(categoricals).filter(|ranges| !ranges.is_empty()),
        ..Default::default()
    }
}
