//! Every limit that AWS documents for a tuning job, once, with its source. Forms, checks and messages use these.
//!
//! Sources:
//! - *model*: the service model of `CreateHyperParameterTuningJob`, in which each constant's doc names the member. A test
//!   compares these constants with the model.
//! - *quotas*: [Resource Limits for Automatic Model Tuning][quotas].
//! - *ranges*: [Define Hyperparameter Ranges][ranges].
//! - *objectives*: [Define Metrics and Environment Variables][metrics].
//! - *warm start*: [Run a Warm Start Hyperparameter Tuning Job][warm start].
//!
//! [quotas]: https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-limits.html
//! [ranges]: https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-ranges.html
//! [metrics]: https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-metrics-variables.html
//! [warm start]: https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-warm-start.html

// The document.

/// The longest text that is read as a request, in bytes. Ours: requests have a few thousand, and what is pasted by mistake
/// should not stop the page.
pub const MAX_REQUEST_BYTES: usize = 1 << 20;
/// The greatest whole number: AWS's integers have 32 bits (model: type `integer`).
pub const MAX_INTEGER: i64 = i32::MAX as i64;

// The tuning job.

/// Characters in `HyperParameterTuningJobName` (model).
pub const MAX_TUNING_JOB_NAME: usize = 32;
/// What `HyperParameterTuningJobName` matches (model). The prose around it allows more characters; the pattern counts.
pub const TUNING_JOB_NAME_PATTERN: &str = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}";
/// `Tags` (model).
pub const MAX_TAGS: usize = 50;
/// Characters in `Tags[].Key`, at least 1 (model).
pub const MAX_TAG_KEY: usize = 128;
/// Characters in `Tags[].Value` (model).
pub const MAX_TAG_VALUE: usize = 256;
/// What `Tags[].Key` and `Tags[].Value` match (model).
pub const TAG_PATTERN: &str = r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)";
/// Tuning jobs of an account that run at the same time (quotas).
pub const MAX_CONCURRENT_TUNING_JOBS: usize = 100;

// Resource limits and completion criteria.

/// `MaxNumberOfTrainingJobs` of every strategy but Random, and of Random by default (quotas). For Grid, the number of
/// combinations.
pub const MAX_TRAINING_JOBS: i64 = 750;
/// `MaxNumberOfTrainingJobs` of Random after a quota increase (quotas).
pub const MAX_TRAINING_JOBS_RANDOM: i64 = 10_000;
/// The least `MaxNumberOfTrainingJobs` and `MaxParallelTrainingJobs` (model).
pub const MIN_TRAINING_JOBS: i64 = 1;
/// `MaxParallelTrainingJobs` by default (quotas).
pub const MAX_PARALLEL_TRAINING_JOBS: i64 = 10;
/// `MaxParallelTrainingJobs` after a quota increase (quotas).
pub const MAX_PARALLEL_TRAINING_JOBS_INCREASED: i64 = 100;
/// The least `ResourceLimits.MaxRuntimeInSeconds`: two minutes (model).
pub const MIN_TUNING_RUNTIME_SECONDS: i64 = 120;
/// The greatest `ResourceLimits.MaxRuntimeInSeconds` by quota: 30 days (quotas).
pub const MAX_TUNING_RUNTIME_SECONDS: i64 = 2_592_000;
/// The greatest `ResourceLimits.MaxRuntimeInSeconds` by shape: half a year (model). The quota is lower.
pub const MAX_TUNING_RUNTIME_SECONDS_SHAPE: i64 = 15_768_000;
/// The least `MaxNumberOfTrainingJobsNotImproving` (model).
pub const MIN_TRAINING_JOBS_NOT_IMPROVING: i64 = 3;
/// The least `RandomSeed` (model).
pub const MIN_RANDOM_SEED: i64 = 0;
/// The least `MinResource` and `MaxResource` of Hyperband (model).
pub const MIN_HYPERBAND_RESOURCE: i64 = 1;
/// The greatest `MaxResource` of Hyperband, in epochs (model, prose).
pub const MAX_HYPERBAND_RESOURCE: i64 = 20_000;
/// The static hyperparameters that Hyperband takes a missing `MaxResource` from (model, prose).
pub const HYPERBAND_RESOURCE_NAMES: &[&str] = &["epochs", "numepochs", "n-epochs", "n_epochs", "num_epochs"];

// The search space.

/// Hyperparameters that are searched, over all kinds of ranges together; also each list's own limit (quotas, model).
pub const MAX_PARAMETER_RANGES: usize = 30;
/// `AutoParameters` (model).
pub const MAX_AUTO_PARAMETERS: usize = 100;
/// Values of a categorical range, at least 1 (model, quotas).
pub const MAX_CATEGORICAL_VALUES: usize = 30;
/// Characters in a range's `Name` and in the name of a static hyperparameter (model).
pub const MAX_PARAMETER_NAME: usize = 256;
/// Characters in `MinValue`, `MaxValue`, a categorical value and `ValueHint` (model).
pub const MAX_PARAMETER_VALUE: usize = 256;
/// Static and searched hyperparameters together (ranges). AWS adds at least one of its own,
/// [`OBJECTIVE_HYPERPARAMETER`], so that 99 are left.
pub const MAX_HYPERPARAMETERS: usize = 100;
/// The static hyperparameter that AWS adds (objectives).
pub const OBJECTIVE_HYPERPARAMETER: &str = "_tuning_objective_metric";

// The objective.

/// Characters in `MetricName`, at least 1 (model).
pub const MAX_METRIC_NAME: usize = 255;
/// `MetricDefinitions` by shape (model).
pub const MAX_METRIC_DEFINITIONS: usize = 40;
/// `MetricDefinitions` by quota (quotas). The model and the guide's own text say 40.
pub const MAX_METRIC_DEFINITIONS_QUOTA: usize = 20;
/// Characters in a metric's `Regex`, at least 1 (model).
pub const MAX_METRIC_REGEX: usize = 500;

// Warm start.

/// `ParentHyperParameterTuningJobs`, at least 1 (model, warm start).
pub const MAX_PARENT_JOBS: usize = 5;
/// Static hyperparameters that were searched in a parent or had another value there (warm start).
pub const MAX_WARM_START_CHANGES: usize = 10;

// Answers.

/// Characters in `FailureReason` (model of `DescribeHyperParameterTuningJob`).
pub const MAX_FAILURE_REASON: usize = 1_024;

// Training jobs.

/// `TrainingJobDefinitions`, at least 1 (model).
pub const MAX_TRAINING_JOB_DEFINITIONS: usize = 10;
/// Characters in `DefinitionName`, at least 1 (model).
pub const MAX_DEFINITION_NAME: usize = 64;
/// What `DefinitionName` matches (model).
pub const DEFINITION_NAME_PATTERN: &str = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,63}";
/// `StaticHyperParameters` (model).
pub const MAX_STATIC_HYPERPARAMETERS: usize = 100;
/// Characters in the value of a static hyperparameter (model).
pub const MAX_STATIC_HYPERPARAMETER_VALUE: usize = 2_500;
/// Characters in `TrainingImage` (model).
pub const MAX_TRAINING_IMAGE: usize = 255;
/// Characters in `AlgorithmName`, at least 1 (model).
pub const MAX_ALGORITHM_NAME: usize = 170;
/// Fewest characters in `RoleArn` (model).
pub const MIN_ROLE_ARN: usize = 20;
/// Most characters in `RoleArn` (model).
pub const MAX_ROLE_ARN: usize = 2_048;
/// What `RoleArn` matches (model).
pub const ROLE_ARN_PATTERN: &str = r"arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";
/// `InputDataConfig`, at least 1 (model).
pub const MAX_CHANNELS: usize = 20;
/// Characters in `ChannelName`, at least 1 (model).
pub const MAX_CHANNEL_NAME: usize = 64;
/// What `ChannelName` matches (model).
pub const CHANNEL_NAME_PATTERN: &str = r"[A-Za-z0-9\.\-_]+";
/// Characters in an S3 address (model).
pub const MAX_S3_URI: usize = 1_024;
/// What an S3 address matches (model).
pub const S3_URI_PATTERN: &str = "(https|s3)://([^/]+)/?(.*)";
/// `InstanceConfigs`, at least 1 (model).
pub const MAX_INSTANCE_CONFIGS: usize = 6;
/// The least `VolumeSizeInGB` of an instance configuration (model).
pub const MIN_VOLUME_SIZE_GB: i64 = 1;
/// The least `MaxRuntimeInSeconds` and `MaxWaitTimeInSeconds` of a training job (model).
pub const MIN_TRAINING_RUNTIME_SECONDS: i64 = 1;
/// The greatest `MaxRuntimeInSeconds` of a training job: 28 days (model, prose).
pub const MAX_TRAINING_RUNTIME_SECONDS: i64 = 2_419_200;
/// The `MaxRuntimeInSeconds` of a training job when it is left out: one day (model, prose).
pub const DEFAULT_TRAINING_RUNTIME_SECONDS: i64 = 86_400;
/// The least `MaxPendingTimeInSeconds` (model).
pub const MIN_PENDING_SECONDS: i64 = 1_800;
/// The greatest `MaxPendingTimeInSeconds`: 28 days (model).
pub const MAX_PENDING_SECONDS: i64 = 2_419_200;
/// The greatest `KeepAlivePeriodInSeconds`: six hours (model).
pub const MAX_KEEP_ALIVE_SECONDS: i64 = 21_600;
/// The least `MaximumRetryAttempts` (model).
pub const MIN_RETRY_ATTEMPTS: i64 = 1;
/// The greatest `MaximumRetryAttempts` (model).
pub const MAX_RETRY_ATTEMPTS: i64 = 30;
/// `Environment` variables of a definition, and of all definitions together (model, prose).
pub const MAX_ENVIRONMENT_VARIABLES: usize = 48;
/// Characters in an environment variable's name and in its value (model).
pub const MAX_ENVIRONMENT_TEXT: usize = 512;
/// What an environment variable's name matches (model).
pub const ENVIRONMENT_NAME_PATTERN: &str = "[a-zA-Z_][a-zA-Z0-9_]*";
