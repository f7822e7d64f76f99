//! All rules: their names, how bad it is to break them, what they say, and who says so.

use super::issue::Severity;
use crate::language::t;

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The service model and API reference of `CreateHyperParameterTuningJob`.
    Api,
    /// Define Hyperparameter Ranges.
    Ranges,
    /// Resource Limits for Automatic Model Tuning.
    Quotas,
    /// Define Metrics and Environment Variables.
    Metrics,
    /// How Hyperparameter Tuning Works.
    Strategies,
    /// Tune Multiple Algorithms.
    Algorithms,
    /// Run a Warm Start Hyperparameter Tuning Job.
    WarmStart,
    /// Managed Spot Training.
    Spot,
    /// Best Practices for Hyperparameter Tuning.
    Considerations,
    /// Built-in Algorithms, and the page of each.
    BuiltIn,
    /// Docker Registry Paths and Example Code.
    RegistryPaths,
    /// Stop Training Jobs Early.
    EarlyStopping,
    /// An error message of the service, seen in public.
    Service,
    /// The AWS provider of Terraform, whose tests run against the service.
    Terraform,
    /// Nobody but us.
    Tuneground,
}

impl Source {
    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Api => t!("AWS, CreateHyperParameterTuningJob API reference"),
            Self::Ranges => t!("AWS developer guide, Define Hyperparameter Ranges"),
            Self::Quotas => t!("AWS developer guide, Resource Limits for Automatic Model Tuning"),
            Self::Metrics => t!("AWS developer guide, Define Metrics and Environment Variables"),
            Self::Strategies => t!("AWS developer guide, How Hyperparameter Tuning Works"),
            Self::Algorithms => t!("AWS developer guide, Tune Multiple Algorithms"),
            Self::WarmStart => t!("AWS developer guide, Run a Warm Start Hyperparameter Tuning Job"),
            Self::Spot => t!("AWS developer guide, Managed Spot Training"),
            Self::Considerations => t!("AWS developer guide, Best Practices for Hyperparameter Tuning"),
            Self::BuiltIn => t!("AWS developer guide, Built-in Algorithms"),
            Self::RegistryPaths => t!("AWS developer guide, Docker Registry Paths and Example Code"),
            Self::EarlyStopping => t!("AWS developer guide, Stop Training Jobs Early"),
            Self::Service => t!("Error message of the AWS service"),
            Self::Terraform => t!("AWS provider of Terraform, tested against the service"),
            Self::Tuneground => "Tuneground",
        }
    }

    /// Where it can be read.
    pub fn address(self) -> Option<&'static str> {
        Some(match self {
            Self::Api => {
                "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateHyperParameterTuningJob.html"
            }
            Self::Ranges => "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-ranges.html",
            Self::Quotas => "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-limits.html",
            Self::Metrics => {
                "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-metrics-variables.html"
            }
            Self::Strategies => {
                "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-how-it-works.html"
            }
            Self::Algorithms => "https://docs.aws.amazon.com/sagemaker/latest/dg/multiple-algorithm-hpo.html",
            Self::WarmStart => "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-warm-start.html",
            Self::Spot => "https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html",
            Self::Considerations => {
                "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-considerations.html"
            }
            Self::BuiltIn => "https://docs.aws.amazon.com/sagemaker/latest/dg/algos.html",
            Self::RegistryPaths => {
                "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-algo-docker-registry-paths.html"
            }
            Self::EarlyStopping => {
                "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-early-stopping.html"
            }
            Self::Service | Self::Terraform | Self::Tuneground => return None,
        })
    }
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A name that does not change.
    pub id: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// Who says so.
    pub source: Source,
    /// What it says; [`language::text`](crate::language::text) has it in other languages.
    pub title: &'static str,
}

macro_rules! rules {
    ($($name:ident: $id:literal, $severity:ident, $source:ident, $title:expr;)*) => {
        $(pub(super) const $name: Rule =
            Rule { id: $id, severity: Severity::$severity, source: Source::$source, title: $title };)*
        /// All rules, in the order of the topics.
        pub const RULES: &[Rule] = &[$($name,)*];
    };
}

rules! {
    // The service model.
    MISSING: "shape-missing", Error, Api, "A required member is there";
    TYPE: "shape-type", Error, Api, "A value has the model's type, and is not null";
    ENUM: "shape-enum", Error, Api, "A text is one of the model's values";
    LENGTH: "shape-length", Error, Api, "A text has as many characters as the model allows";
    PATTERN: "shape-pattern", Error, Api, "A text matches the model's pattern";
    BOUNDS: "shape-bounds", Error, Api, "A number is within the model's bounds";
    COUNT: "shape-count", Error, Api, "A list or a map has as many items as the model allows";
    UNKNOWN: "unknown-member", Warning, Api, "A member is one that the model knows; AWS's client refuses to send another";
    // Limits of the tuning job.
    JOBS_QUOTA: "jobs-quota", Error, Quotas, "At most 750 training jobs; with Random 10,000";
    JOBS_INCREASE: "jobs-increase", Warning, Quotas, "More than 750 training jobs with Random need a quota increase";
    PARALLEL_QUOTA: "parallel-quota", Error, Quotas, "At most 100 training jobs at a time";
    PARALLEL_INCREASE: "parallel-increase", Warning, Quotas, "More than 10 training jobs at a time need a quota increase";
    PARALLEL_EXCEEDS_JOBS: "parallel-exceeds-jobs", Warning, Tuneground, "Not more training jobs at a time than in all";
    RUNTIME_QUOTA: "runtime-quota", Error, Quotas, "A tuning job runs for at most 30 days";
    TAG_KEYS: "tag-keys", Error, Api, "A tag's key is there once";
    BAYESIAN_PARALLEL: "bayesian-parallel", Advice, Considerations,
        "Bayesian search with few jobs at a time: each batch learns from the ones before";
    // Strategy and completion.
    STRATEGY_CONFIG: "strategy-config", Error, Api, "StrategyConfig is for Hyperband only";
    HYPERBAND_EARLY_STOPPING: "hyperband-early-stopping", Error, Strategies,
        "Hyperband stops training jobs itself: TrainingJobEarlyStoppingType is Off";
    HYPERBAND_MAX_RESOURCE: "hyperband-max-resource", Error, Service,
        "Hyperband knows MaxResource: given, or a static hyperparameter such as epochs";
    HYPERBAND_MAX_RESOURCE_QUOTA: "hyperband-max-resource-quota", Error, Api, "Hyperband's MaxResource is at most 20,000";
    HYPERBAND_RESOURCES: "hyperband-resources", Error, Tuneground, "Hyperband's MinResource is not above MaxResource";
    HYPERBAND_RANGE: "hyperband-range", Advice, Strategies, "Hyperband's MaxResource is not below what the ranges say of epochs";
    TARGET_NUMBER: "target-number", Error, Api, "TargetObjectiveMetricValue is a finite 32-bit number";
    // Definitions.
    DEFINITIONS_ONE_OF: "definitions-one-of", Error, Algorithms, "Either TrainingJobDefinition or TrainingJobDefinitions";
    DEFINITION_PARTS: "definition-parts", Error, Terraform,
        "Of several definitions, each has a DefinitionName, a TuningObjective and HyperParameterRanges";
    DEFINITION_PLACES: "definition-places", Error, Terraform, "With several definitions, objective and ranges stand in the definitions";
    DEFINITION_NAMES: "definition-names", Error, Algorithms, "A DefinitionName is there once";
    ALGORITHMS_WARM_START: "algorithms-warm-start", Error, Algorithms, "Warm start tunes a single algorithm";
    ALGORITHMS_EARLY_STOPPING: "algorithms-early-stopping", Error, Algorithms, "Early stopping is for a single algorithm";
    OBJECTIVE_MISSING: "objective-missing", Error, Api, "There is an objective";
    ENVIRONMENT_COUNT: "environment-count", Error, Api, "At most 48 environment variables over all definitions";
    // Ranges.
    RANGES_MISSING: "ranges-missing", Error, Api, "There is something to tune";
    RANGES_COUNT: "ranges-count", Error, Quotas, "At most 30 hyperparameters are tuned";
    RANGE_NAME: "range-name", Error, Tuneground, "A range has a name";
    RANGE_NAMES: "range-names", Error, Tuneground, "A hyperparameter has one range";
    RANGE_NUMBER: "range-number", Error, Api, "MinValue and MaxValue are numbers; whole ones for an integer range";
    RANGE_ORDER: "range-order", Error, Service, "MinValue is below MaxValue";
    LOG_SCALE: "log-scale", Error, Api, "A logarithmic scale has values above 0 only";
    REVERSE_LOG_INTEGER: "reverse-log-integer", Error, Ranges, "ReverseLogarithmic is for continuous ranges";
    REVERSE_LOG_SCALE: "reverse-log-scale", Error, Ranges, "A reverse logarithmic range is within 0 ≤ x < 1";
    CATEGORIES_TWICE: "categories-twice", Error, Service, "A categorical value is there once";
    CATEGORY_ALONE: "category-alone", Warning, Service, "A categorical range has two values or more";
    GRID_CATEGORIES: "grid-categories", Error, Ranges, "Grid searches categorical ranges only";
    GRID_JOBS: "grid-jobs", Warning, Ranges, "With Grid, MaxNumberOfTrainingJobs is the number of combinations, or left out";
    GRID_QUOTA: "grid-quota", Error, Quotas, "A grid has at most 750 combinations";
    COMBINATIONS: "too-few-combinations", Error, Service, "There are as many combinations as training jobs";
    LINEAR_DECADES: "linear-decades", Advice, Considerations, "A range over several powers of ten has a logarithmic scale";
    // Hyperparameters.
    HYPERPARAMETERS_COUNT: "hyperparameters-count", Error, Ranges, "At most 100 static and tuned hyperparameters";
    HYPERPARAMETERS_RESERVE: "hyperparameters-reserve", Warning, Ranges, "AWS adds a hyperparameter of its own to the 100";
    STATIC_AND_TUNED: "static-and-tuned", Error, Tuneground, "A hyperparameter is static or tuned";
    // Objective and metrics.
    OBJECTIVE_METRIC: "objective-metric", Error, Service, "The objective is one of the metric definitions";
    BUILT_IN_METRICS: "built-in-metrics", Error, Service, "An algorithm of SageMaker's own has its own metric definitions";
    BUILT_IN_IMAGE_METRICS: "built-in-image-metrics", Warning, Service, "An image named as one of SageMaker's own has no metric definitions";
    METRIC_NAMES: "metric-names", Error, Tuneground, "A metric is defined once";
    METRICS_QUOTA: "metrics-quota", Warning, Quotas, "At most 20 metrics";
    REGEX_SYNTAX: "regex-syntax", Error, Metrics, "A metric's Regex is a regular expression";
    REGEX_GROUP: "regex-group", Warning, Metrics, "A metric's Regex has one group, around the number";
    REGEX_LAZY_END: "regex-lazy-end", Warning, Tuneground, "A metric's Regex does not end in a lazy group, which captures nothing";
    REGEX_NUMBER: "regex-number", Warning, Tuneground, "A metric's Regex captures a number";
    REGEX_CUTS: "regex-cuts", Advice, Tuneground, "A metric's Regex captures numbers whole: fractions, signs, exponents";
    // SageMaker's own algorithms, by the catalogue.
    BUILT_IN_TAG: "built-in-tag", Warning, RegistryPaths, "An image of SageMaker's own has a version: not latest, and of XGBoost not 1";
    BUILT_IN_TUNABLE: "built-in-tunable", Warning, BuiltIn, "An algorithm of SageMaker's own lets only some hyperparameters be tuned";
    BUILT_IN_RANGE: "built-in-range", Advice, BuiltIn, "A range is within the one that AWS recommends for the algorithm";
    BUILT_IN_OBJECTIVE: "built-in-objective", Warning, BuiltIn, "The objective is a metric that the algorithm reports";
    BUILT_IN_DIRECTION: "built-in-direction", Warning, BuiltIn, "An accuracy is maximised, a loss is minimised";
    BUILT_IN_CHANNEL: "built-in-channel", Warning, BuiltIn, "There is the channel that the objective is computed on";
    BUILT_IN_REQUIRED: "built-in-required", Warning, BuiltIn, "A hyperparameter that the algorithm needs is static or tuned";
    BUILT_IN_EARLY_STOPPING: "built-in-early-stopping", Advice, EarlyStopping,
        "Early stopping is for algorithms that report the objective each epoch";
    // Algorithm, data, output.
    ALGORITHM_ONE_OF: "algorithm-one-of", Error, Api, "Either TrainingImage or AlgorithmName";
    PIPE_ONLY: "pipe-only", Error, Api, "CompressionType, RecordWrapperType and augmented manifests need Pipe mode";
    CHANNEL_NAMES: "channel-names", Error, Api, "A channel's name is there once";
    CHANNEL_SOURCE: "channel-source", Error, Api, "A channel has one data source";
    AUGMENTED_ATTRIBUTES: "augmented-attributes", Error, Api, "An augmented manifest names its attributes";
    TRAINING_RUNTIME: "training-runtime", Error, Api, "A training job runs for at most 28 days";
    // Resources.
    RESOURCES_ONE_OF: "resources-one-of", Error, Terraform, "Either ResourceConfig or HyperParameterTuningResourceConfig";
    RESOURCES_MISSING: "resources-missing", Error, Api, "There are resources to train with";
    INSTANCES_ONE_OF: "instances-one-of", Error, Terraform, "Either InstanceConfigs, or InstanceType, InstanceCount and VolumeSizeInGB";
    INSTANCE_PARTS: "instance-parts", Error, Api, "An instance type comes with a count";
    // Spot.
    SPOT_WAIT_MISSING: "spot-wait-missing", Error, Spot, "Spot training has a MaxWaitTimeInSeconds";
    SPOT_WAIT_SHORT: "spot-wait-short", Error, Api, "MaxWaitTimeInSeconds is not below MaxRuntimeInSeconds";
    SPOT_WAIT_EQUAL: "spot-wait-equal", Warning, Spot, "MaxWaitTimeInSeconds is above MaxRuntimeInSeconds";
    SPOT_WAIT_UNUSED: "spot-wait-unused", Warning, Api, "MaxWaitTimeInSeconds is for spot training";
    SPOT_CHECKPOINT: "spot-checkpoint", Advice, Spot, "Spot training saves checkpoints";
    // Autotune.
    AUTO_PARAMETERS: "auto-parameters", Warning, Ranges, "AutoParameters come with Autotune";
    // Warm start.
    PARENT_SELF: "parent-self", Error, WarmStart, "A tuning job is not its own parent";
    PARENTS_TWICE: "parents-twice", Error, WarmStart, "A parent is there once";
    PARENT_NAME: "parent-name", Error, WarmStart, "A parent has a name";
    PARENT_STATUS: "parent-status", Error, WarmStart, "A parent has ended";
    PARENT_OBJECTIVE: "parent-objective", Error, WarmStart, "The objective is the parents'";
    PARENT_NAMES: "parent-hyperparameters", Error, Service, "Static and tuned hyperparameters are the parents', by name";
    PARENT_TYPES: "parent-types", Error, WarmStart, "A hyperparameter has the type that it had in the parents";
    PARENT_CHANGES: "parent-changes", Error, WarmStart, "At most 10 hyperparameters became static or changed as static";
    PARENT_DEFINITION: "parent-definition", Error, Service, "Of the definition, only what warm start allows has changed";
    PARENT_IDENTICAL: "parent-identical", Error, WarmStart, "With IdenticalDataAndAlgorithm, data and image are the parents'";
    PARENT_JOBS: "parent-jobs", Warning, WarmStart, "The parents' training jobs count: at most 750 with them, 500 by an older page";
    WARM_START_STRATEGY: "warm-start-strategy", Warning, WarmStart, "Warm start is for Bayesian and Random";
}
