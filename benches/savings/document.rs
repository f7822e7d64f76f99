//! The tuning jobs that are measured, as playground documents.

use super::replay::{Counted, MedianRule};
use serde_json::{Map, Value, json};
use tuneground::dataset::DatasetName;
use tuneground::early_stopping::EarlyStopping;
use tuneground::model::ModelKind;
use tuneground::playground::{Document, Objective, Plan, plan};

/// Who says what a training job is good for, and which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Metric {
    /// The part of the validation rows classified rightly, to be maximised.
    Accuracy,
    /// The mean cross-entropy on the validation rows, in nats, to be minimised.
    Loss,
}

impl Metric {
    pub(crate) const ALL: [Self; 2] = [Self::Accuracy, Self::Loss];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::Loss => "loss",
        }
    }

    fn of_model(self, model: ModelKind) -> &'static str {
        match (self, model) {
            (Self::Accuracy, ModelKind::LogisticRegression) => "validation:multiclass_accuracy",
            (Self::Accuracy, _) => "validation:accuracy",
            (Self::Loss, ModelKind::LogisticRegression) => "validation:objective_loss",
            (Self::Loss, _) => "validation:loss",
        }
    }

    fn direction(self) -> &'static str {
        match self {
            Self::Accuracy => "Maximize",
            Self::Loss => "Minimize",
        }
    }
}

/// Who stops training jobs, if anyone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Nobody.
    Off,
    /// `TrainingJobEarlyStoppingType: Auto`, from so many completed jobs on.
    Median(u32),
    /// The same from 3 jobs on, with the stopped ones among those that are compared with: see [`super::replay`].
    MedianOfEnded,
    /// The same as `Auto`, but that nobody is judged before this part of the epochs: 2 for one half.
    MedianFromPart(u32),
    /// The Hyperband strategy, with so many times the training jobs.
    Hyperband(u32),
}

impl Rule {
    /// Those that are held against `Off`. All search at random, and the training job of a number is the same in all.
    pub(crate) const OF_RANDOM: [Self; 7] = [
        Self::Median(3),
        Self::Median(1),
        Self::MedianOfEnded,
        Self::MedianFromPart(3),
        Self::MedianFromPart(2),
        Self::Hyperband(1),
        Self::Hyperband(2),
    ];
    /// Those that are held against Bayesian search without early stopping.
    pub(crate) const OF_BAYESIAN: [Self; 2] = [Self::Median(3), Self::Median(1)];

    pub(crate) fn name(self) -> String {
        match self {
            Self::Off => "Off".to_owned(),
            Self::Median(3) => "Auto".to_owned(),
            Self::Median(jobs) => format!("Auto from {jobs} job"),
            Self::MedianOfEnded => "Auto, stopped jobs counted".to_owned(),
            Self::MedianFromPart(part) => format!("Auto, judged from 1/{part} of the epochs"),
            Self::Hyperband(1) => "Hyperband".to_owned(),
            Self::Hyperband(times) => format!("Hyperband, {times} × the jobs"),
        }
    }
}

/// How large a tuning job is: training jobs, how many of them at a time, and the epochs of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) jobs: u32,
    pub(crate) parallel: u32,
    pub(crate) epochs: u32,
}

impl Size {
    pub(crate) fn name(self) -> String {
        format!("{} × {}, {} at a time", self.jobs, self.epochs, self.parallel)
    }
}

/// What is tuned on what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) dataset: DatasetName,
    /// A network: trees are not measured.
    pub(crate) model: ModelKind,
    pub(crate) metric: Metric,
    /// `Random` or `Bayesian`.
    pub(crate) strategy: &'static str,
    pub(crate) size: Size,
}

impl Setting {
    /// The median rule that is replayed for this rule, if one is; of `Auto` it is the library's own.
    pub(crate) fn replayed(&self, rule: Rule) -> Option<MedianRule> {
        let min_jobs = EarlyStopping::DEFAULT_MIN_COMPLETED_JOBS;
        let auto = MedianRule { counted: Counted::Completed, min_jobs, first_epoch: 1 };
        match rule {
            Rule::Median(min_jobs) => Some(MedianRule { min_jobs, ..auto }),
            Rule::MedianOfEnded => Some(MedianRule { counted: Counted::Ended, ..auto }),
            Rule::MedianFromPart(part) => Some(MedianRule { first_epoch: self.size.epochs.div_ceil(part), ..auto }),
            Rule::Off | Rule::Hyperband(_) => None,
        }
    }

    /// The tuning job with this rule and seed. The seed is the data set's as well, so that another seed means other rows, or
    /// for Iris another split.
    pub(crate) fn plan(&self, rule: Rule, seed: u64) -> Plan {
        plan(&self.document(rule, seed), Objective::Problem).unwrap_or_else(|issues| panic!("{issues:?}"))
    }

    fn document(&self, rule: Rule, seed: u64) -> Document {
        let Size { jobs, parallel, epochs } = self.size;
        let (strategy, times) = match rule {
            Rule::Hyperband(times) => ("Hyperband", times),
            _ => (self.strategy, 1),
        };
        let mut config = json!({
            "Strategy": strategy,
            "HyperParameterTuningJobObjective": {
                "Type": self.metric.direction(), "MetricName": self.metric.of_model(self.model),
            },
            "ResourceLimits": { "MaxNumberOfTrainingJobs": jobs * times, "MaxParallelTrainingJobs": parallel },
            "ParameterRanges": ranges(self.model),
            "RandomSeed": seed,
        });
        let mut settings = Map::new();
        match rule {
            // What is replayed is a tuning job without early stopping.
            Rule::Off | Rule::MedianOfEnded | Rule::MedianFromPart(_) => {
                config["TrainingJobEarlyStoppingType"] = "Off".into();
            }
            Rule::Median(min_completed_jobs) => {
                config["TrainingJobEarlyStoppingType"] = "Auto".into();
                settings.insert("EarlyStopping".to_owned(), json!({ "MinCompletedJobs": min_completed_jobs }));
            }
            Rule::Hyperband(_) => {
                let resources = json!({ "MinResource": 1, "MaxResource": epochs });
                config["StrategyConfig"] = json!({ "HyperbandStrategyConfig": resources });
            }
        }
        let document = json!({
            "Request": {
                "HyperParameterTuningJobName": "savings",
                "HyperParameterTuningJobConfig": config,
                "TrainingJobDefinition": {
                    "StaticHyperParameters": { "epochs": epochs.to_string() },
                    "AlgorithmSpecification": {
                        "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/training:1",
                        "TrainingInputMode": "File",
                    },
                    "RoleArn": "arn:aws:iam::123456789012:role/SageMakerExecutionRole",
                    "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/output" },
                    "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
                    "StoppingCondition": { "MaxRuntimeInSeconds": 86400 },
                },
            },
            "Problem": {
                "Model": self.model.name(),
                "Dataset": { "Name": self.dataset.name(), "Seed": seed },
                "Clock": { "StartupSeconds": 90, "SecondsPerEpoch": 20 },
            },
            "Settings": Value::Object(settings),
        });
        Document::from_json(document).unwrap()
    }
}

/// Ranges as the presets have them: wide enough that some training jobs are bad, as at AWS.
fn ranges(model: ModelKind) -> Value {
    let range = |name: &str, min: &str, max: &str, scaling: &str| json!({ "Name": name, "MinValue": min, "MaxValue": max, "ScalingType": scaling });
    let learning_rate = range("learning_rate", "0.0001", "1", "Logarithmic");
    let optimizer = json!([{ "Name": "optimizer", "Values": ["sgd", "adam", "rmsprop"] }]);
    match model {
        ModelKind::LogisticRegression => json!({
            "ContinuousParameterRanges": [learning_rate, range("wd", "0.0000001", "1", "Logarithmic")],
            "IntegerParameterRanges": [range("mini_batch_size", "4", "64", "Logarithmic")],
            "CategoricalParameterRanges": optimizer,
        }),
        _ => json!({
            "ContinuousParameterRanges": [learning_rate],
            "IntegerParameterRanges": [
                range("mini_batch_size", "8", "64", "Logarithmic"),
                range("hidden_units", "2", "24", "Linear"),
            ],
            "CategoricalParameterRanges": optimizer,
        }),
    }
}
