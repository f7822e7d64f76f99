//! The machines of a training job. Instance types are a list of hundreds that grows each month, so they are plain text here.

use super::wire::wire;

/// How instance configurations are tried: `HyperParameterTuningResourceConfig.AllocationStrategy`.
pub const ALLOCATION_STRATEGIES: &[&str] = &["Prioritized"];

wire! {
    /// The machines of a training job.
    pub struct ResourceConfig {
        /// The instance type.
        "InstanceType" => instance_type: Option<String>,
        /// The number of instances.
        "InstanceCount" [whole(0, _)] => instance_count: Option<i64>,
        /// The storage of each instance, in gigabytes.
        "VolumeSizeInGB" [whole(0, _)] => volume_size_in_gb: Option<i64>,
        /// The KMS key that encrypts the storage.
        "VolumeKmsKeyId" [text(0, 2048, KmsKeyId)] => volume_kms_key_id: Option<String>,
        /// How long the machines wait for a next job, in seconds.
        "KeepAlivePeriodInSeconds" [whole(0, 21_600)] => keep_alive_period_in_seconds: Option<i64>,
        /// Instances of several types, in groups.
        "InstanceGroups" [list(0, 5)] => instance_groups: Option<Vec<InstanceGroup>>,
        /// The ARN of the training plan to use.
        "TrainingPlanArn" [text(50, 2048, TrainingPlanArn)] => training_plan_arn: Option<String>,
        /// Where in an `UltraServer` the instances are.
        "InstancePlacementConfig" => instance_placement_config: Option<InstancePlacementConfig>,
        /// Instance types in order of preference.
        "InstancePreferences" [list(1, 5)] => instance_preferences: Option<Vec<InstancePreference>>,
        /// The instance type that was chosen by preference.
        "SelectedInstanceType" => selected_instance_type: Option<String>,
        /// The number of instances that was chosen by preference.
        "SelectedInstanceCount" [whole(0, _)] => selected_instance_count: Option<i64>,
    }
}

wire! {
    /// Instances of one type in a training job with several.
    pub struct InstanceGroup {
        /// The instance type.
        "InstanceType" => instance_type: String,
        /// The number of instances.
        "InstanceCount" [whole(0, _)] => instance_count: i64,
        /// The group's name.
        "InstanceGroupName" [text(1, 64, OneLine)] => instance_group_name: String,
    }
}

wire! {
    /// Where in an `UltraServer` the instances are.
    pub struct InstancePlacementConfig {
        /// Lets several jobs share an `UltraServer`.
        "EnableMultipleJobs" => enable_multiple_jobs: Option<bool>,
        /// How many instances on which `UltraServer`.
        "PlacementSpecifications" [list(0, 10)] => placement_specifications: Option<Vec<PlacementSpecification>>,
    }
}

wire! {
    /// How many instances on which `UltraServer`.
    pub struct PlacementSpecification {
        /// The `UltraServer`'s id.
        "UltraServerId" [text(0, 256)] => ultra_server_id: Option<String>,
        /// The number of instances.
        "InstanceCount" [whole(0, _)] => instance_count: i64,
    }
}

wire! {
    /// An instance type that would do.
    pub struct InstancePreference {
        /// The instance type.
        "InstanceType" => instance_type: String,
        /// The number of instances.
        "InstanceCount" [whole(0, _)] => instance_count: Option<i64>,
        /// The ARNs of the training plans to use.
        "TrainingPlanArns" [list(1, 1) of text(50, 2048, TrainingPlanArn)] => training_plan_arns: Option<Vec<String>>,
    }
}

wire! {
    /// The machines of a training job, with fallbacks.
    pub struct HyperParameterTuningResourceConfig {
        /// The instance type; in place of `InstanceConfigs`.
        "InstanceType" => instance_type: Option<String>,
        /// The number of instances; in place of `InstanceConfigs`.
        "InstanceCount" [whole(0, _)] => instance_count: Option<i64>,
        /// The storage of each instance, in gigabytes; in place of `InstanceConfigs`.
        "VolumeSizeInGB" [whole(0, _)] => volume_size_in_gb: Option<i64>,
        /// The KMS key that encrypts the storage.
        "VolumeKmsKeyId" [text(0, 2048, KmsKeyId)] => volume_kms_key_id: Option<String>,
        /// How the configurations are tried.
        "AllocationStrategy" or "Prioritized" in ALLOCATION_STRATEGIES => allocation_strategy: Option<String>,
        /// The configurations, the first that can be had is used.
        "InstanceConfigs" [list(1, 6)] => instance_configs: Option<Vec<HyperParameterTuningInstanceConfig>>,
    }
}

wire! {
    /// A configuration to fall back on.
    pub struct HyperParameterTuningInstanceConfig {
        /// The instance type.
        "InstanceType" => instance_type: String,
        /// The number of instances.
        "InstanceCount" [whole(0, _)] => instance_count: i64,
        /// The storage of each instance, in gigabytes.
        "VolumeSizeInGB" [whole(1, _)] => volume_size_in_gb: i64,
    }
}
