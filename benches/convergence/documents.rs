//! Real tuning surfaces: toy models trained by the library itself, from the presets and as variations of them, and the
//! made-up surface. The seed of a run is that of its data, of its training and of its search.

use serde_json::{Value, json};
use tuneground::objective::Direction;
use tuneground::playground::{Document, Objective, Preset, check};
use tuneground::strategy::StrategyKind;
use tuneground::training_job::Status;
use tuneground::tuning_job::Event;

/// A document whose objective is tuned.
pub(crate) struct Tuned {
    pub(crate) name: &'static str,
    preset: &'static str,
    /// Another metric than the preset's.
    loss: bool,
    pub(crate) kind: Kind,
}

/// Which strategies make sense of its ranges.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Random and Bayesian.
    Ranges,
    /// Hyperband.
    Rungs,
    /// Grid: categories alone.
    Categories,
}

/// All of them.
pub(crate) fn all() -> Vec<Tuned> {
    let of = |name, preset, loss, kind| Tuned { name, preset, loss, kind };
    vec![
        of("moons", "no-early-stopping", false, Kind::Ranges),
        of("moons-loss", "no-early-stopping", true, Kind::Ranges),
        of("moons-median-rule", "early-stopping", false, Kind::Ranges),
        of("iris", "iris", false, Kind::Ranges),
        of("learning-rate-loss", "log-scale", true, Kind::Ranges),
        of("blobs", "not-improving", false, Kind::Ranges),
        of("blobs-loss", "not-improving", true, Kind::Ranges),
        of("spirals", "target", false, Kind::Ranges),
        of("spirals-loss", "target", true, Kind::Ranges),
        of("made-up-accuracy", "", false, Kind::Ranges),
        of("made-up-loss", "", true, Kind::Ranges),
        of("moons", "hyperband", false, Kind::Rungs),
        of("moons-loss", "hyperband", true, Kind::Rungs),
        of("blobs", "not-improving", false, Kind::Rungs),
        of("blobs-loss", "not-improving", true, Kind::Rungs),
        of("spirals", "target", false, Kind::Rungs),
        of("spirals-loss", "target", true, Kind::Rungs),
        of("xor-grid", "grid", false, Kind::Categories),
        of("xor-grid-loss", "grid", true, Kind::Categories),
        of("spirals-grid", "target", false, Kind::Categories),
        of("spirals-grid-loss", "target", true, Kind::Categories),
    ]
}

impl Tuned {
    pub(crate) fn direction(&self) -> Direction {
        if self.loss { Direction::Minimize } else { Direction::Maximize }
    }

    /// One tuning job: the training jobs that ended with an objective, in the order of their ends, by number.
    pub(crate) fn run(&self, strategy: StrategyKind, parallel: usize, jobs: usize, seed: u64) -> Vec<(u32, f64)> {
        let document = Document::from_json(self.document(strategy, parallel, jobs, seed)).unwrap();
        let plan = check(&document, Objective::Problem).plan.unwrap_or_else(|error| panic!("{}: {error:?}", self.name));
        let job = plan.run_to_end();
        let ended = job.log().iter().filter_map(|entry| match entry.event {
            Event::TrainingJobCompleted { job } | Event::TrainingJobStopped { job, .. } => Some(job),
            _ => None,
        });
        let history = job.state().history();
        let objective = |number| {
            let job = history.get(number)?;
            assert!(job.status != Status::InProgress);
            Some((job.number.0, job.final_objective()?))
        };
        ended.filter_map(objective).collect()
    }

    fn document(&self, strategy: StrategyKind, parallel: usize, jobs: usize, seed: u64) -> Value {
        let mut document = match self.preset {
            "" => made_up(self.loss),
            preset => serde_json::from_str(Preset::find(preset).unwrap().text()).unwrap(),
        };
        document["Problem"]["Dataset"]["Seed"] = json!(seed);
        // So short that the longest running time AWS allows does not end a tuning job of 600 one after another.
        document["Problem"]["Clock"] = json!({ "StartupSeconds": 9.0, "SecondsPerEpoch": 2.0 });
        let config = &mut document["Request"]["HyperParameterTuningJobConfig"];
        config["Strategy"] = json!(strategy.name());
        config["RandomSeed"] = json!(seed);
        config["ResourceLimits"] = json!({ "MaxNumberOfTrainingJobs": jobs, "MaxParallelTrainingJobs": parallel });
        config["TuningJobCompletionCriteria"] = json!({});
        if self.loss && !self.preset.is_empty() {
            config["HyperParameterTuningJobObjective"] = json!({ "Type": "Minimize", "MetricName": "validation:loss" });
        }
        match self.kind {
            Kind::Ranges => {}
            Kind::Rungs => {
                let rungs = json!({ "HyperbandStrategyConfig": { "MinResource": 1, "MaxResource": 27 } });
                config["StrategyConfig"] = rungs;
                config["TrainingJobEarlyStoppingType"] = json!("Off");
                document["Request"]["TrainingJobDefinition"]["StaticHyperParameters"]["epochs"] = json!("27");
            }
            Kind::Categories => {
                config["ResourceLimits"].as_object_mut().unwrap().remove("MaxNumberOfTrainingJobs");
                config["ParameterRanges"] = json!({ "CategoricalParameterRanges": [
                    { "Name": "activation", "Values": ["relu", "tanh", "sigmoid"] },
                    { "Name": "optimizer", "Values": ["sgd", "adam", "rmsprop"] },
                    { "Name": "hidden_units", "Values": ["2", "3", "4", "6", "8", "12"] },
                    { "Name": "mini_batch_size", "Values": ["16", "64"] },
                    { "Name": "learning_rate", "Values": ["0.001", "0.003", "0.01", "0.03", "0.1"] },
                ] });
                let statics = document["Request"]["TrainingJobDefinition"]["StaticHyperParameters"].as_object_mut();
                statics.unwrap().retain(|name, _| name == "epochs" || name == "hidden_layers");
            }
        }
        document
    }
}

/// A tuning job of boosted trees whose objective is made up.
fn made_up(loss: bool) -> Value {
    let (kind, metric) = if loss { ("Minimize", "validation:logloss") } else { ("Maximize", "validation:accuracy") };
    json!({
        "Request": {
            "HyperParameterTuningJobName": "made-up",
            "HyperParameterTuningJobConfig": {
                "HyperParameterTuningJobObjective": { "Type": kind, "MetricName": metric },
                "ParameterRanges": {
                    "IntegerParameterRanges": [
                        { "Name": "max_depth", "MinValue": "1", "MaxValue": "12" },
                        { "Name": "min_child_weight", "MinValue": "1", "MaxValue": "120", "ScalingType": "Logarithmic" },
                    ],
                    "ContinuousParameterRanges": [
                        { "Name": "eta", "MinValue": "0.01", "MaxValue": "0.5", "ScalingType": "Logarithmic" },
                        { "Name": "subsample", "MinValue": "0.3", "MaxValue": "1" },
                        { "Name": "alpha", "MinValue": "0.001", "MaxValue": "1000", "ScalingType": "Logarithmic" },
                    ],
                },
                "TrainingJobEarlyStoppingType": "Off",
            },
            "TrainingJobDefinition": {
                "AlgorithmSpecification": {
                    "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/trees:1",
                    "TrainingInputMode": "File",
                    "MetricDefinitions": [{ "Name": metric, "Regex": format!("{metric}=(.*)") }],
                },
                "RoleArn": "arn:aws:iam::123456789012:role/SageMakerExecutionRole",
                "OutputDataConfig": { "S3OutputPath": "s3://tuneground-example/made-up/output" },
                "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
                "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
            },
        },
        "Problem": { "Model": "surrogate", "Dataset": {} },
    })
}
