//! The request's top level and its tuning half: strategy, objective, ranges, limits, completion criteria, warm start.
//! Members, their order and their docs follow AWS's service model (`CreateHyperParameterTuningJobRequest`).

use serde_json::Number;

use super::training_job_definition::HyperParameterTrainingJobDefinition;
use super::wire::wire;

/// The strategies: `HyperParameterTuningJobConfig.Strategy`.
pub const STRATEGIES: &[&str] = &["Bayesian", "Random", "Hyperband", "Grid"];
/// Which way is better: `HyperParameterTuningJobObjective.Type`.
pub const OBJECTIVE_TYPES: &[&str] = &["Maximize", "Minimize"];
/// How a range is searched: `ScalingType` of integer and continuous ranges.
pub const SCALING_TYPES: &[&str] = &["Auto", "Linear", "Logarithmic", "ReverseLogarithmic"];
/// Early stopping: `HyperParameterTuningJobConfig.TrainingJobEarlyStoppingType`.
pub const EARLY_STOPPING_TYPES: &[&str] = &["Off", "Auto"];
/// Ending a job on convergence: `ConvergenceDetected.CompleteOnConvergence`.
pub const COMPLETE_ON_CONVERGENCE: &[&str] = &["Disabled", "Enabled"];
/// Warm start: `HyperParameterTuningJobWarmStartConfig.WarmStartType`.
pub const WARM_START_TYPES: &[&str] = &[IDENTICAL_DATA_AND_ALGORITHM, "TransferLearning"];
/// The warm start from tuning jobs of the same data and algorithm.
pub const IDENTICAL_DATA_AND_ALGORITHM: &str = "IdenticalDataAndAlgorithm";
/// Autotune: `Autotune.Mode`. Leaving `Autotune` out is how it is switched off.
pub const AUTOTUNE_MODES: &[&str] = &["Enabled"];

wire! {
    /// What `CreateHyperParameterTuningJob` receives (AWS: `CreateHyperParameterTuningJobRequest`).
    pub struct Request {
        /// The tuning job's name, unique in the account and Region without regard to case.
        "HyperParameterTuningJobName" [text(1, 32, TuningJobName)] => hyper_parameter_tuning_job_name: String,
        /// How to tune.
        "HyperParameterTuningJobConfig" => hyper_parameter_tuning_job_config: HyperParameterTuningJobConfig,
        /// What each training job trains, when one algorithm is tuned.
        "TrainingJobDefinition" => training_job_definition: Option<HyperParameterTrainingJobDefinition>,
        /// What the training jobs train, when several algorithms are tuned in one job.
        "TrainingJobDefinitions" [list(1, 10)] => training_job_definitions: Option<Vec<HyperParameterTrainingJobDefinition>>,
        /// Earlier tuning jobs to learn from.
        "WarmStartConfig" => warm_start_config: Option<HyperParameterTuningJobWarmStartConfig>,
        /// Labels of the tuning job, copied to each training job.
        "Tags" [list(0, 50)] => tags: Option<Vec<Tag>>,
        /// Lets AWS choose what the request leaves open.
        "Autotune" => autotune: Option<Autotune>,
    }
}

wire! {
    /// How to tune.
    pub struct HyperParameterTuningJobConfig {
        /// How the next values are chosen.
        "Strategy" in STRATEGIES => strategy: String,
        /// Settings of the strategy; only Hyperband has any.
        "StrategyConfig" => strategy_config: Option<HyperParameterTuningJobStrategyConfig>,
        /// What to optimise, when one algorithm is tuned.
        "HyperParameterTuningJobObjective" => hyper_parameter_tuning_job_objective: Option<HyperParameterTuningJobObjective>,
        /// How many training jobs, how many at a time, for how long.
        "ResourceLimits" => resource_limits: ResourceLimits,
        /// The search space, when one algorithm is tuned.
        "ParameterRanges" => parameter_ranges: Option<ParameterRanges>,
        /// Whether hopeless training jobs are stopped early.
        "TrainingJobEarlyStoppingType" or "Off" in EARLY_STOPPING_TYPES => training_job_early_stopping_type: Option<String>,
        /// When to end before the limits are reached.
        "TuningJobCompletionCriteria" => tuning_job_completion_criteria: Option<TuningJobCompletionCriteria>,
        /// The seed of the random choices, for the same choices in the next tuning job.
        "RandomSeed" [whole(0, _)] => random_seed: Option<i64>,
    }
}

wire! {
    /// Settings of the strategy.
    pub struct HyperParameterTuningJobStrategyConfig {
        /// Hyperband's settings.
        "HyperbandStrategyConfig" => hyperband_strategy_config: Option<HyperbandStrategyConfig>,
    }
}

wire! {
    /// Hyperband's settings, in resource units such as epochs.
    pub struct HyperbandStrategyConfig {
        /// The least that a training job uses before it may be stopped.
        "MinResource" [whole(1, _)] => min_resource: Option<i64>,
        /// The most that a training job uses; taken from a static hyperparameter such as epochs when left out.
        "MaxResource" [whole(1, _)] => max_resource: Option<i64>,
    }
}

wire! {
    /// What to optimise.
    pub struct HyperParameterTuningJobObjective {
        /// Which way is better.
        "Type" in OBJECTIVE_TYPES => objective_type: String,
        /// The metric's name.
        "MetricName" [text(1, 255, OneLine)] => metric_name: String,
    }
}

wire! {
    /// How many training jobs, how many at a time, for how long.
    pub struct ResourceLimits {
        /// How many training jobs may be launched.
        "MaxNumberOfTrainingJobs" [whole(1, _)] => max_number_of_training_jobs: Option<i64>,
        /// How many training jobs may run at a time.
        "MaxParallelTrainingJobs" [whole(1, _)] => max_parallel_training_jobs: i64,
        /// How long the tuning job may run.
        "MaxRuntimeInSeconds" [whole(120, 15_768_000)] => max_runtime_in_seconds: Option<i64>,
    }
}

wire! {
    /// The search space.
    pub struct ParameterRanges {
        /// Hyperparameters with whole numbers.
        "IntegerParameterRanges" [list(0, 30)] => integer_parameter_ranges: Option<Vec<IntegerParameterRange>>,
        /// Hyperparameters with any numbers.
        "ContinuousParameterRanges" [list(0, 30)] => continuous_parameter_ranges: Option<Vec<ContinuousParameterRange>>,
        /// Hyperparameters with a list of values.
        "CategoricalParameterRanges" [list(0, 30)] => categorical_parameter_ranges: Option<Vec<CategoricalParameterRange>>,
        /// Hyperparameters whose ranges Autotune chooses.
        "AutoParameters" [list(0, 100)] => auto_parameters: Option<Vec<AutoParameter>>,
    }
}

impl Request {
    /// The names of the warm start's parents, in their order.
    pub fn parent_names(&self) -> impl Iterator<Item = &str> {
        let config = self.warm_start_config.iter();
        let parents = config.flat_map(|config| &config.parent_hyper_parameter_tuning_jobs);
        parents.filter_map(|parent| parent.hyper_parameter_tuning_job_name.as_deref())
    }
}

impl ParameterRanges {
    /// The integer ranges; none when the list is left out.
    pub fn integers(&self) -> &[IntegerParameterRange] {
        self.integer_parameter_ranges.as_deref().unwrap_or_default()
    }

    /// The continuous ranges; none when the list is left out.
    pub fn continuous(&self) -> &[ContinuousParameterRange] {
        self.continuous_parameter_ranges.as_deref().unwrap_or_default()
    }

    /// The categorical ranges; none when the list is left out.
    pub fn categoricals(&self) -> &[CategoricalParameterRange] {
        self.categorical_parameter_ranges.as_deref().unwrap_or_default()
    }

    /// The names of all that is tuned in a range of the request's own.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let integers = self.integers().iter().map(|range| range.name.as_str());
        let continuous = self.continuous().iter().map(|range| range.name.as_str());
        integers.chain(continuous).chain(self.categoricals().iter().map(|range| range.name.as_str()))
    }

    /// The hyperparameters left to Autotune; none when the list is left out.
    pub fn autos(&self) -> &[AutoParameter] {
        self.auto_parameters.as_deref().unwrap_or_default()
    }
}

wire! {
    /// A hyperparameter with whole numbers. The bounds are text, kept as they were written.
    pub struct IntegerParameterRange {
        /// The hyperparameter's name.
        "Name" [text(0, 256, OneLineOrEmpty)] => name: String,
        /// The least value, as text.
        "MinValue" [text(0, 256, OneLineOrEmpty)] => min_value: String,
        /// The greatest value, as text.
        "MaxValue" [text(0, 256, OneLineOrEmpty)] => max_value: String,
        /// How the range is searched.
        "ScalingType" or "Auto" in SCALING_TYPES => scaling_type: Option<String>,
    }
}

wire! {
    /// A hyperparameter with any numbers. The bounds are text, kept as they were written.
    pub struct ContinuousParameterRange {
        /// The hyperparameter's name.
        "Name" [text(0, 256, OneLineOrEmpty)] => name: String,
        /// The least value, as text.
        "MinValue" [text(0, 256, OneLineOrEmpty)] => min_value: String,
        /// The greatest value, as text.
        "MaxValue" [text(0, 256, OneLineOrEmpty)] => max_value: String,
        /// How the range is searched.
        "ScalingType" or "Auto" in SCALING_TYPES => scaling_type: Option<String>,
    }
}

wire! {
    /// A hyperparameter with a list of values.
    pub struct CategoricalParameterRange {
        /// The hyperparameter's name.
        "Name" [text(0, 256, OneLineOrEmpty)] => name: String,
        /// The values, as text.
        "Values" [list(1, 30) of text(0, 256, OneLineOrEmpty)] => values: Vec<String>,
    }
}

wire! {
    /// A hyperparameter whose range Autotune chooses.
    pub struct AutoParameter {
        /// The hyperparameter's name.
        "Name" [text(0, 256, OneLineOrEmpty)] => name: String,
        /// A value to choose the range around.
        "ValueHint" [text(0, 256, OneLineOrEmpty)] => value_hint: String,
    }
}

wire! {
    /// When to end before the limits are reached. Any one of them ends the tuning job.
    pub struct TuningJobCompletionCriteria {
        /// A value of the objective metric that is good enough.
        "TargetObjectiveMetricValue" => target_objective_metric_value: Option<Number>,
        /// Ends the job when the best training job has stood for long.
        "BestObjectiveNotImproving" => best_objective_not_improving: Option<BestObjectiveNotImproving>,
        /// Ends the job when it has converged.
        "ConvergenceDetected" => convergence_detected: Option<ConvergenceDetected>,
    }
}

wire! {
    /// Ends the job when the best training job has stood for long.
    pub struct BestObjectiveNotImproving {
        /// After how many training jobs that did not improve.
        "MaxNumberOfTrainingJobsNotImproving" [whole(3, _)] => max_number_of_training_jobs_not_improving: Option<i64>,
    }
}

wire! {
    /// Ends the job when it has converged.
    pub struct ConvergenceDetected {
        /// Whether it does.
        "CompleteOnConvergence" or "Disabled" in COMPLETE_ON_CONVERGENCE => complete_on_convergence: Option<String>,
    }
}

wire! {
    /// Earlier tuning jobs to learn from.
    pub struct HyperParameterTuningJobWarmStartConfig {
        /// The parents. Grandparents count only when they are listed too.
        "ParentHyperParameterTuningJobs" [list(1, 5)] => parent_hyper_parameter_tuning_jobs: Vec<ParentHyperParameterTuningJob>,
        /// What may differ from the parents.
        "WarmStartType" in WARM_START_TYPES => warm_start_type: String,
    }
}

wire! {
    /// A parent job.
    pub struct ParentHyperParameterTuningJob {
        /// The parent job's name.
        "HyperParameterTuningJobName" [text(1, 32, TuningJobName)] => hyper_parameter_tuning_job_name: Option<String>,
    }
}

wire! {
    /// A label.
    pub struct Tag {
        /// Its name, once per tuning job.
        "Key" [text(1, 128, Tag)] => key: String,
        /// Its text.
        "Value" [text(0, 256, Tag)] => value: String,
    }
}

wire! {
    /// Lets AWS choose ranges, limits, strategy, early stopping, retries and convergence where the request leaves them open.
    pub struct Autotune {
        /// Whether it does.
        "Mode" in AUTOTUNE_MODES => mode: String,
    }
}
