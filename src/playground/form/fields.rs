//! The fields of the form: a table. The limits are the library's own constants.

use super::edit_in;
use super::field::{Field, Slot};
pub use super::hyperband::{MAX_RESOURCE, MIN_RESOURCE, REDUCTION_FACTOR};
use super::parts::{
    clock, convergence, criteria, dataset, early_stopping, edit_clock, edit_convergence, edit_criteria, edit_dataset,
    edit_early_stopping, edit_problem, problem,
};
use super::problem::dataset_name;
pub use super::test_function::{SHIFT_SEED, VALUE_NOISE};
use crate::completion::Convergence;
use crate::dataset::{DatasetName, DatasetSpec, SAMPLES, VALIDATION_FRACTION};
use crate::early_stopping::EarlyStopping;
use crate::language::{marked, t};
use crate::sagemaker::{BestObjectiveNotImproving, limits};
use crate::simulate::ClockSettings;
use crate::surrogate::{self, SurrogateSpec};

macro_rules! whole {
    ($($path:ident)::+, $part:ident, $edit:ident) => {
        Slot::Whole {
            get: |document| $part(document)?.$($path).+,
            set: |document, value| $edit(document, |part| part.$($path).+ = value),
        }
    };
}

macro_rules! real {
    ($field:ident, $part:ident, $edit:ident) => {
        Slot::Real {
            get: |document| $part(document)?.$field.clone(),
            set: |document, value| $edit(document, |part| part.$field = value),
        }
    };
}

/// Rows of the data set.
pub const SAMPLES_FIELD: Field = Field {
    key: "samples",
    path: "Problem.Dataset.Samples",
    label: marked!("Rows"),
    unit: "",
    help: marked!("For training and validation together."),
    limits: |_| t!("{least} to {most}", least = SAMPLES.start(), most = SAMPLES.end()),
    default: Some(|document| DatasetSpec::default_of(dataset_name(document)).samples().to_string()),
    slot: whole!(samples, dataset, edit_dataset),
};

/// Noise of the data set.
pub const NOISE: Field = Field {
    key: "noise",
    path: "Problem.Dataset.Noise",
    label: marked!("Noise"),
    unit: "",
    help: marked!("How far rows lie from their class's shape, as a standard deviation."),
    limits: |document| {
        let limits = dataset_name(document).noise_limits();
        t!("{least} to {most}", least = limits.start(), most = limits.end())
    },
    default: Some(|document| dataset_name(document).default_noise().to_string()),
    slot: real!(noise, dataset, edit_dataset),
};

/// Seed of the data set.
pub const DATA_SEED: Field = Field {
    key: "data-seed",
    path: "Problem.Dataset.Seed",
    label: marked!("Data seed"),
    unit: "",
    help: marked!("The same seed makes the same rows and the same split."),
    limits: |_| t!("0 or more").to_owned(),
    default: Some(|_| "0".to_owned()),
    slot: whole!(seed, dataset, edit_dataset),
};

/// Classes of the data set.
pub const CLASSES: Field = Field {
    key: "classes",
    path: "Problem.Dataset.Classes",
    label: marked!("Classes"),
    unit: "",
    help: marked!("How many kinds of rows there are."),
    limits: |document| {
        let limits = dataset_name(document).class_limits();
        t!("{least} to {most}", least = limits.start(), most = limits.end())
    },
    default: Some(|document| dataset_name(document).default_classes().to_string()),
    slot: whole!(classes, dataset, edit_dataset),
};

/// Validation share of the data set.
pub const VALIDATION: Field = Field {
    key: "validation-fraction",
    path: "Problem.Dataset.ValidationFraction",
    label: marked!("Validation share"),
    unit: "",
    help: marked!("The part of the rows that models are only judged on."),
    limits: |_| t!("{least} to {most}", least = VALIDATION_FRACTION.start(), most = VALIDATION_FRACTION.end()),
    default: Some(|_| DatasetSpec::default_of(DatasetName::TwoMoons).validation_fraction().to_string()),
    slot: real!(validation_fraction, dataset, edit_dataset),
};

/// Noise on a surrogate's learning curves.
pub const OBSERVATION_NOISE: Field = Field {
    key: "observation-noise",
    path: "Problem.Dataset.Noise",
    label: marked!("Noise"),
    unit: "",
    help: marked!(
        "Standard deviation of the noise on each epoch, as a part of the way from the worst value to the best."
    ),
    limits: |_| t!("{least} to {most}", least = surrogate::NOISE.start(), most = surrogate::NOISE.end()),
    default: Some(|_| SurrogateSpec::default().noise().to_string()),
    slot: real!(noise, dataset, edit_dataset),
};

/// Seed of a surrogate's surface.
pub const SURFACE_SEED: Field = Field {
    key: "surface-seed",
    path: "Problem.Dataset.Seed",
    label: marked!("Surface seed"),
    unit: "",
    help: marked!("The same seed makes up the same objective; another one moves the best values elsewhere."),
    limits: |_| t!("0 or more").to_owned(),
    default: Some(|_| "0".to_owned()),
    slot: whole!(seed, dataset, edit_dataset),
};

/// Length of a surrogate's training jobs.
pub const SURROGATE_EPOCHS: Field = Field {
    key: "surrogate-epochs",
    path: "Problem.Epochs",
    label: marked!("Epochs"),
    unit: "",
    help: marked!("Of a training job, where no hyperparameter such as epochs or num_round says it."),
    limits: |_| t!("{least} to {most}", least = surrogate::EPOCHS.start(), most = surrogate::EPOCHS.end()),
    default: Some(|_| SurrogateSpec::default().epochs().to_string()),
    slot: whole!(epochs, problem, edit_problem),
};

/// Pace of the simulated clock.
pub const SECONDS_PER_EPOCH: Field = Field {
    key: "seconds-per-epoch",
    path: "Problem.Clock.SecondsPerEpoch",
    label: marked!("An epoch takes"),
    unit: marked!("s"),
    help: marked!("In the cloud, with the model's default hyperparameters; more work takes longer."),
    limits: |_| t!("{least} to {most} seconds", least = "0.001", most = 86_400),
    default: Some(|_| ClockSettings::default().seconds_per_epoch.to_string()),
    slot: real!(seconds_per_epoch, clock, edit_clock),
};

/// Start of a training job on the simulated clock.
pub const STARTUP_SECONDS: Field = Field {
    key: "startup-seconds",
    path: "Problem.Clock.StartupSeconds",
    label: marked!("A job starts within"),
    unit: marked!("s"),
    help: marked!("The instance boots, the image and the data are fetched."),
    limits: |_| t!("{least} to {most} seconds", least = 0, most = 86_400),
    default: Some(|_| ClockSettings::default().startup_seconds.to_string()),
    slot: real!(startup_seconds, clock, edit_clock),
};

/// The strategy's seed.
pub const RANDOM_SEED: Field = Field {
    key: "seed",
    path: "HyperParameterTuningJobConfig.RandomSeed",
    label: marked!("Random seed"),
    unit: "",
    help: marked!("The same seed makes the same choices. Empty: 0 here, another one each time at AWS."),
    limits: |_| t!("AWS: {least} to {most}", least = limits::MIN_RANDOM_SEED, most = limits::MAX_INTEGER),
    default: Some(|_| "0".to_owned()),
    slot: Slot::Whole {
        get: |document| document.request.hyper_parameter_tuning_job_config.random_seed,
        set: |document, value| document.request.hyper_parameter_tuning_job_config.random_seed = value,
    },
};

/// Start of the median rule.
pub const MIN_COMPLETED_JOBS: Field = Field {
    key: "min-completed-jobs",
    path: "Settings.EarlyStopping.MinCompletedJobs",
    label: marked!("The rule begins after"),
    unit: marked!("jobs"),
    help: marked!(
        "Completed jobs that must have reached an epoch before another is judged at it. AWS does not publish its number; \
         Tuneground takes 3, and 1 is the bare documented rule."
    ),
    limits: |_| t!("{least} to {most}", least = 1, most = limits::MAX_TRAINING_JOBS_RANDOM),
    default: Some(|_| EarlyStopping::DEFAULT_MIN_COMPLETED_JOBS.to_string()),
    slot: whole!(min_completed_jobs, early_stopping, edit_early_stopping),
};

/// Limit of training jobs.
pub const MAX_JOBS: Field = Field {
    key: "max-jobs",
    path: "HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs",
    label: marked!("Jobs"),
    unit: "",
    help: marked!("No training job is launched past this number; those that run finish. A grid may leave it empty."),
    limits: |document| {
        let most = match document.request.hyper_parameter_tuning_job_config.strategy.as_str() {
            "Random" => limits::MAX_TRAINING_JOBS_RANDOM,
            _ => limits::MAX_TRAINING_JOBS,
        };
        t!("AWS: {least} to {most}", least = limits::MIN_TRAINING_JOBS, most)
    },
    default: Some(|document| match document.request.hyper_parameter_tuning_job_config.strategy.as_str() {
        "Grid" => t!("all").to_owned(),
        _ => limits::MAX_TRAINING_JOBS.to_string(),
    }),
    slot: Slot::Whole {
        get: |document| document.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs,
        set: |document, value| {
            document.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs = value;
        },
    },
};

/// Limit of training jobs at a time.
pub const MAX_PARALLEL: Field = Field {
    key: "max-parallel",
    path: "HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs",
    label: marked!("At once"),
    unit: "",
    help: marked!("Training jobs that run at a time. More are faster and know less of each other."),
    limits: |_| {
        t!(
            "AWS: 1 to {most}, and to {increased} after a quota increase",
            most = limits::MAX_PARALLEL_TRAINING_JOBS,
            increased = limits::MAX_PARALLEL_TRAINING_JOBS_INCREASED
        )
    },
    default: None,
    slot: Slot::Whole {
        get: |document| {
            Some(document.request.hyper_parameter_tuning_job_config.resource_limits.max_parallel_training_jobs)
        },
        set: |document, value| {
            document.request.hyper_parameter_tuning_job_config.resource_limits.max_parallel_training_jobs =
                value.unwrap_or_default();
        },
    },
};

/// A value that is good enough.
pub const TARGET: Field = Field {
    key: "target",
    path: "HyperParameterTuningJobConfig.TuningJobCompletionCriteria.TargetObjectiveMetricValue",
    label: marked!("Target reached"),
    unit: "",
    help: marked!("Ends as soon as one training job's objective is at least this good, at any epoch."),
    limits: |_| t!("AWS: a 32-bit number").to_owned(),
    default: None,
    slot: real!(target_objective_metric_value, criteria, edit_criteria),
};

/// Jobs without a new best.
pub const NOT_IMPROVING: Field = Field {
    key: "not-improving",
    path: "HyperParameterTuningJobConfig.TuningJobCompletionCriteria.BestObjectiveNotImproving.MaxNumberOfTrainingJobsNotImproving",
    label: marked!("No better for"),
    unit: marked!("jobs"),
    help: marked!("Ends when so many training jobs have ended since the last new best."),
    limits: |_| t!("AWS: {least} or more", least = limits::MIN_TRAINING_JOBS_NOT_IMPROVING),
    default: None,
    slot: Slot::Whole {
        get: |document| {
            criteria(document)?.best_objective_not_improving.as_ref()?.max_number_of_training_jobs_not_improving
        },
        set: |document, value| {
            edit_criteria(document, |criteria| {
                edit_in(&mut criteria.best_objective_not_improving, |part: &mut BestObjectiveNotImproving| {
                    part.max_number_of_training_jobs_not_improving = value;
                });
            });
        },
    },
};

/// Start of the convergence rule.
pub const CONVERGENCE_MIN_JOBS: Field = Field {
    key: "convergence-min-jobs",
    path: "Settings.Convergence.MinJobs",
    label: marked!("Not before"),
    unit: marked!("jobs"),
    help: marked!("Training jobs that must have ended before the rule judges."),
    limits: |_| t!("{least} to {most}", least = 6, most = limits::MAX_TRAINING_JOBS_RANDOM),
    default: Some(|_| Convergence::default().min_jobs.to_string()),
    slot: whole!(min_jobs, convergence, edit_convergence),
};

/// Horizon of the convergence rule.
pub const CONVERGENCE_HORIZON: Field = Field {
    key: "convergence-horizon",
    path: "Settings.Convergence.HorizonFactor",
    label: marked!("Looks ahead"),
    unit: marked!("times the jobs"),
    help: marked!("The chance is that of an improvement by the time so many times the jobs have ended."),
    limits: |_| t!("{least} to {most}", least = "1.1", most = 10),
    default: Some(|_| Convergence::default().horizon_factor.to_string()),
    slot: real!(horizon_factor, convergence, edit_convergence),
};

/// Threshold of the convergence rule.
pub const CONVERGENCE_PROBABILITY: Field = Field {
    key: "convergence-probability",
    path: "Settings.Convergence.MaxProbability",
    label: marked!("Chance below"),
    unit: "",
    help: marked!("Converged when an improvement by more than 1 % is less likely than this."),
    limits: |_| t!("{least} to {most}", least = "0.001", most = "0.5"),
    default: Some(|_| Convergence::default().max_probability.to_string()),
    slot: real!(max_probability, convergence, edit_convergence),
};

/// The tuning job's name.
pub const NAME: Field = Field {
    key: "job-name",
    path: "HyperParameterTuningJobName",
    label: marked!("Name"),
    unit: "",
    help: marked!("Unique in your AWS account and Region; training jobs are called after it."),
    limits: |_| {
        t!(
            "AWS: 1 to {most} letters, digits and hyphens, a letter or digit at each end",
            most = limits::MAX_TUNING_JOB_NAME
        )
    },
    default: None,
    slot: Slot::Text {
        get: |document| document.request.hyper_parameter_tuning_job_name.clone(),
        set: |document, value| document.request.hyper_parameter_tuning_job_name = value,
    },
};

/// Every field of the table; `MaxRuntimeInSeconds` has a unit to choose besides and stands in its own file.
pub const ALL: [&Field; 25] = [
    &SAMPLES_FIELD,
    &NOISE,
    &DATA_SEED,
    &CLASSES,
    &VALIDATION,
    &OBSERVATION_NOISE,
    &SURFACE_SEED,
    &SURROGATE_EPOCHS,
    &SHIFT_SEED,
    &VALUE_NOISE,
    &SECONDS_PER_EPOCH,
    &STARTUP_SECONDS,
    &RANDOM_SEED,
    &MIN_RESOURCE,
    &MAX_RESOURCE,
    &REDUCTION_FACTOR,
    &MIN_COMPLETED_JOBS,
    &MAX_JOBS,
    &MAX_PARALLEL,
    &TARGET,
    &NOT_IMPROVING,
    &CONVERGENCE_MIN_JOBS,
    &CONVERGENCE_HORIZON,
    &CONVERGENCE_PROBABILITY,
    &NAME,
];
