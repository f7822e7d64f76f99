//! The request's training half: what each training job trains, on which data, on which machines. Tuneground trains a
//! [problem](crate) of its own instead; these members are carried for AWS.

use super::data_source::Channel;
use super::resources::{HyperParameterTuningResourceConfig, ResourceConfig};
use super::wire::{TextMap, wire};
use super::{HyperParameterTuningJobObjective, ParameterRanges};

/// How data reaches the algorithm: `TrainingInputMode` of the algorithm and `InputMode` of a channel.
pub const TRAINING_INPUT_MODES: &[&str] = &["Pipe", "File", "FastFile"];
/// How a model's files are packed: `OutputDataConfig.CompressionType`.
pub const OUTPUT_COMPRESSION_TYPES: &[&str] = &["GZIP", "NONE"];

wire! {
    /// What each training job trains, and how.
    pub struct HyperParameterTrainingJobDefinition {
        /// The definition's name, when several algorithms are tuned in one job.
        "DefinitionName" [text(1, 64, DefinitionName)] => definition_name: Option<String>,
        /// What to optimise, when several algorithms are tuned in one job.
        "TuningObjective" => tuning_objective: Option<HyperParameterTuningJobObjective>,
        /// The search space, when several algorithms are tuned in one job.
        "HyperParameterRanges" => hyper_parameter_ranges: Option<ParameterRanges>,
        /// Hyperparameters that are the same in every training job.
        "StaticHyperParameters" [map(0, 100) from text(0, 256, OneLineOrEmpty) to text(0, 2500, OneLineOrEmpty)] => static_hyper_parameters: Option<TextMap>,
        /// The algorithm.
        "AlgorithmSpecification" => algorithm_specification: HyperParameterAlgorithmSpecification,
        /// The IAM role that the training jobs act as.
        "RoleArn" [text(20, 2048, RoleArn)] => role_arn: String,
        /// The data, by channel.
        "InputDataConfig" [list(1, 20)] => input_data_config: Option<Vec<Channel>>,
        /// The private network to run in.
        "VpcConfig" => vpc_config: Option<VpcConfig>,
        /// Where the models go.
        "OutputDataConfig" => output_data_config: OutputDataConfig,
        /// The machines of a training job.
        "ResourceConfig" => resource_config: Option<ResourceConfig>,
        /// The machines of a training job, with fallbacks; in place of `ResourceConfig`.
        "HyperParameterTuningResourceConfig" => hyper_parameter_tuning_resource_config: Option<HyperParameterTuningResourceConfig>,
        /// How long a training job may run.
        "StoppingCondition" => stopping_condition: StoppingCondition,
        /// Cuts the containers off from the network.
        "EnableNetworkIsolation" or "false" => enable_network_isolation: Option<bool>,
        /// Encrypts what containers of a distributed job send each other.
        "EnableInterContainerTrafficEncryption" or "false" => enable_inter_container_traffic_encryption: Option<bool>,
        /// Uses spare machines, cheaper, which may be taken away.
        "EnableManagedSpotTraining" or "false" => enable_managed_spot_training: Option<bool>,
        /// Where checkpoints go.
        "CheckpointConfig" => checkpoint_config: Option<CheckpointConfig>,
        /// How often a training job is tried again after an internal error of the service.
        "RetryStrategy" => retry_strategy: Option<RetryStrategy>,
        /// Environment variables of the containers.
        "Environment" [map(0, 48) from text(0, 512, EnvironmentName) to text(0, 512, Any)] => environment: Option<TextMap>,
    }
}

wire! {
    /// The algorithm: an image or a name, and the metrics that its log shows.
    pub struct HyperParameterAlgorithmSpecification {
        /// The registry path of the image; in place of `AlgorithmName`.
        "TrainingImage" [text(0, 255, OneLineOrEmpty)] => training_image: Option<String>,
        /// How data reaches the algorithm: copied first, or streamed.
        "TrainingInputMode" or "File" in TRAINING_INPUT_MODES => training_input_mode: String,
        /// The name or ARN of an algorithm resource; in place of `TrainingImage`.
        "AlgorithmName" [text(1, 170, ArnOrName)] => algorithm_name: Option<String>,
        /// The metrics to read from the algorithm's log.
        "MetricDefinitions" [list(0, 40)] => metric_definitions: Option<Vec<MetricDefinition>>,
    }
}

wire! {
    /// A metric to read from the algorithm's log.
    pub struct MetricDefinition {
        /// The metric's name.
        "Name" [text(1, 255, OneLine)] => name: String,
        /// A regular expression whose group captures the value.
        "Regex" [text(1, 500, OneLine)] => regex: String,
    }
}

wire! {
    /// The private network to run in.
    pub struct VpcConfig {
        /// Security groups.
        "SecurityGroupIds" [list(1, 5) of text(0, 32, VpcId)] => security_group_ids: Vec<String>,
        /// Subnets.
        "Subnets" [list(1, 16) of text(0, 32, VpcId)] => subnets: Vec<String>,
    }
}

wire! {
    /// Where the models go.
    pub struct OutputDataConfig {
        /// The KMS key that encrypts them.
        "KmsKeyId" [text(0, 2048, KmsKeyId)] => kms_key_id: Option<String>,
        /// The S3 prefix.
        "S3OutputPath" [text(0, 1024, S3Uri)] => s3_output_path: String,
        /// How they are packed.
        "CompressionType" or "GZIP" in OUTPUT_COMPRESSION_TYPES => compression_type: Option<String>,
    }
}

wire! {
    /// How long a training job may run.
    pub struct StoppingCondition {
        /// How long a training job may run; one day when left out, 28 days at most.
        "MaxRuntimeInSeconds" or "86400" [whole(1, _)] => max_runtime_in_seconds: Option<i64>,
        /// Run time and waiting for spare machines together.
        "MaxWaitTimeInSeconds" [whole(1, _)] => max_wait_time_in_seconds: Option<i64>,
        /// Waiting for machines.
        "MaxPendingTimeInSeconds" [whole(1800, 2_419_200)] => max_pending_time_in_seconds: Option<i64>,
    }
}

wire! {
    /// Where checkpoints go.
    pub struct CheckpointConfig {
        /// The S3 prefix.
        "S3Uri" [text(0, 1024, S3Uri)] => s3_uri: String,
        /// The folder in the container.
        "LocalPath" or "/opt/ml/checkpoints/" [text(0, 4096, OneLineOrEmpty)] => local_path: Option<String>,
    }
}

wire! {
    /// How often a training job is tried again after an internal error of the service.
    pub struct RetryStrategy {
        /// The number of tries.
        "MaximumRetryAttempts" [whole(1, 30)] => maximum_retry_attempts: i64,
    }
}
