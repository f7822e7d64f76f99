//! Where training jobs get their data from: channels and their sources.

use super::training_job_definition::TRAINING_INPUT_MODES;
use super::wire::wire;

/// How a channel's data is packed: `Channel.CompressionType`.
pub const COMPRESSION_TYPES: &[&str] = &["None", "Gzip"];
/// How a channel's records are wrapped: `Channel.RecordWrapperType`.
pub const RECORD_WRAPPER_TYPES: &[&str] = &["None", "RecordIO"];
/// What an S3 address names: `S3DataSource.S3DataType`.
pub const S3_DATA_TYPES: &[&str] = &["ManifestFile", "S3Prefix", "AugmentedManifestFile", "Converse"];
/// How S3 data is spread over machines: `S3DataSource.S3DataDistributionType`.
pub const S3_DATA_DISTRIBUTION_TYPES: &[&str] = &["FullyReplicated", "ShardedByS3Key"];
/// How a file system is mounted: `FileSystemDataSource.FileSystemAccessMode`.
pub const FILE_SYSTEM_ACCESS_MODES: &[&str] = &["rw", "ro"];
/// Which file system: `FileSystemDataSource.FileSystemType`.
pub const FILE_SYSTEM_TYPES: &[&str] = &["EFS", "FSxLustre"];

wire! {
    /// A named part of the data, for example `train`.
    pub struct Channel {
        /// The channel's name.
        "ChannelName" [text(1, 64, ChannelName)] => channel_name: String,
        /// Where the data is.
        "DataSource" => data_source: DataSource,
        /// Its MIME type.
        "ContentType" [text(0, 256, OneLineOrEmpty)] => content_type: Option<String>,
        /// How it is packed.
        "CompressionType" in COMPRESSION_TYPES => compression_type: Option<String>,
        /// How its records are wrapped.
        "RecordWrapperType" in RECORD_WRAPPER_TYPES => record_wrapper_type: Option<String>,
        /// How it reaches the algorithm; the algorithm's own when left out.
        "InputMode" in TRAINING_INPUT_MODES => input_mode: Option<String>,
        /// Shuffles it before each epoch.
        "ShuffleConfig" => shuffle_config: Option<ShuffleConfig>,
    }
}

wire! {
    /// Where a channel's data is: one of the three.
    pub struct DataSource {
        /// In S3.
        "S3DataSource" => s3_data_source: Option<S3DataSource>,
        /// In a file system.
        "FileSystemDataSource" => file_system_data_source: Option<FileSystemDataSource>,
        /// In a SageMaker hub.
        "DatasetSource" => dataset_source: Option<DatasetSource>,
    }
}

wire! {
    /// Data in S3.
    pub struct S3DataSource {
        /// What the address names.
        "S3DataType" or "S3Prefix" in S3_DATA_TYPES => s3_data_type: String,
        /// The address.
        "S3Uri" [text(0, 1024, S3Uri)] => s3_uri: String,
        /// How it is spread over machines.
        "S3DataDistributionType" or "FullyReplicated" in S3_DATA_DISTRIBUTION_TYPES => s3_data_distribution_type: Option<String>,
        /// Which attributes of an augmented manifest file to use.
        "AttributeNames" [list(0, 16) of text(1, 256, OneLine)] => attribute_names: Option<Vec<String>>,
        /// Which instance groups get it.
        "InstanceGroupNames" [list(0, 5) of text(1, 64, OneLine)] => instance_group_names: Option<Vec<String>>,
        /// Access to a model that has a licence to accept.
        "ModelAccessConfig" => model_access_config: Option<ModelAccessConfig>,
        /// Access to a model in a private hub.
        "HubAccessConfig" => hub_access_config: Option<HubAccessConfig>,
    }
}

wire! {
    /// Access to a model that has a licence to accept.
    pub struct ModelAccessConfig {
        /// Whether the licence is accepted.
        "AcceptEula" => accept_eula: bool,
    }
}

wire! {
    /// Access to a model in a private hub.
    pub struct HubAccessConfig {
        /// The ARN of the model in the hub.
        "HubContentArn" [text(0, 255, OneLineOrEmpty)] => hub_content_arn: String,
    }
}

wire! {
    /// Data in a file system.
    pub struct FileSystemDataSource {
        /// The file system's id.
        "FileSystemId" [text(11, 21, FileSystemId)] => file_system_id: String,
        /// How it is mounted.
        "FileSystemAccessMode" in FILE_SYSTEM_ACCESS_MODES => file_system_access_mode: String,
        /// Which one it is.
        "FileSystemType" in FILE_SYSTEM_TYPES => file_system_type: String,
        /// The folder in it.
        "DirectoryPath" [text(0, 4096, OneLineOrEmpty)] => directory_path: String,
    }
}

wire! {
    /// Data in a SageMaker hub.
    pub struct DatasetSource {
        /// The data set's ARN.
        "DatasetArn" [text(0, 2048, HubDataSetArn)] => dataset_arn: String,
    }
}

wire! {
    /// Shuffles data before each epoch.
    pub struct ShuffleConfig {
        /// The seed of the order.
        "Seed" => seed: i64,
    }
}
