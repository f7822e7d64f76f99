//! Version 3: `sagemaker.train.ModelTrainer` and `sagemaker.train.tuner.HyperparameterTuner`. Read from version 3.27.0
//! (sagemaker-train 1.27.0, sagemaker-core 2.27.0).
//!
//! What it does with its arguments, and what follows here:
//! - of the machines, type, number and storage reach the request; network isolation, encryption, pending time, instance
//!   configurations, an algorithm's name and the hyperparameters for Autotune do not;
//! - several trainers fail before anything is sent: the first definition stands in, and all are added afterwards;
//! - what is empty or zero inside AWS's structures is dropped, a seed of 0 among it.

use super::parts;
use super::{Argument, Job, Script, definitions, written};
use crate::export::LeftOut;
use crate::export::names::snake;
use crate::export::python::Python;
use crate::export::taking::{Place, Step, item, member, place};
use crate::sagemaker::{
    Channel, CheckpointConfig, HyperParameterTuningJobStrategyConfig, HyperParameterTuningJobWarmStartConfig,
    OutputDataConfig, RetryStrategy, Shape, TuningJobCompletionCriteria, Wire,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The script, and what the SDK has no argument for.
pub(in crate::export) fn script(request: &Value) -> (String, Vec<LeftOut>) {
    let (places, several) = definitions(request);
    let script = places.first().map(|at| {
        let mut job = Job::of(request);
        let mut classes = Classes::default();
        let statements = statements(&mut job, at, several, &mut classes);
        // Of names and texts, empty texts are kept.
        let maps = ["StaticHyperParameters", "Environment"].map(|name| place(at, name));
        let maps = maps.into_iter().filter(|map| job.taking.see(map).is_some_and(|map| *map != json!({})));
        let maps: Vec<Place> = maps.collect();
        job.taking.give_back_empty(&maps);
        if several {
            job.taking.give_back(&place(&[], "TrainingJobDefinitions"));
            job.unasked = several_unasked(&job);
        }
        Script {
            needs: "version 3: sagemaker>=3.27,<4",
            imports: classes.imports(),
            statements,
            session: "Session(boto_session=boto_session)",
            left: job.taking.left(),
            unasked: job.unasked,
            order: job.order,
        }
    });
    written(request, script)
}

/// What stands for the first of several definitions is not sent.
fn several_unasked(job: &Job<'_>) -> Vec<Place> {
    let config = place(&[], "HyperParameterTuningJobConfig");
    let mut unasked: Vec<Place> = job.unasked.iter().filter(|place| place.starts_with(&config)).cloned().collect();
    unasked.extend(["HyperParameterTuningJobObjective", "ParameterRanges"].map(|name| place(&config, name)));
    unasked.push(place(&[], "TrainingJobDefinition"));
    unasked
}

/// The names that a script imports, by module.
#[derive(Default)]
struct Classes {
    shapes: BTreeSet<&'static str>,
    configs: BTreeSet<&'static str>,
    parameters: BTreeSet<&'static str>,
}

impl Classes {
    fn imports(&self) -> Vec<String> {
        let mut imports = vec![parts::import("sagemaker.core.helper.session_helper", ["Session"])];
        for (module, names) in [
            ("sagemaker.core.parameter", &self.parameters),
            ("sagemaker.core.shapes", &self.shapes),
            ("sagemaker.core.training.configs", &self.configs),
        ] {
            if !names.is_empty() {
                imports.push(parts::import(module, names.iter().copied()));
            }
        }
        imports.push(parts::import("sagemaker.train", ["ModelTrainer"]));
        imports.push(parts::import("sagemaker.train.tuner", ["HyperparameterTuner"]));
        imports
    }

    /// Takes what AWS's service model knows of the object at a place, as a call of the SDK's class of this name. The classes
    /// within have the names of the members.
    fn shape(&mut self, job: &mut Job<'_>, at: &Place, class: &'static str, shape: Shape) -> Python {
        self.shapes.insert(class);
        let Shape::Object(members) = shape else { return Python::Literal(Value::Null) };
        let mut arguments: Vec<Argument> = Vec::new();
        for known in members {
            let place = member(at, known.name);
            let Some(value) = job.taking.see(&place) else { continue };
            let argument = match known.shape {
                Shape::Object(_) => self.shape(job, &place, known.name, known.shape),
                Shape::List(of @ Shape::Object(_), ..) => {
                    // The lists in question are of parent jobs only.
                    let count = value.as_array().map_or(0, Vec::len);
                    let class = "ParentHyperParameterTuningJob";
                    Python::List((0..count).map(|index| self.shape(job, &item(&place, index), class, *of)).collect())
                }
                _ => {
                    job.taking.take_at(place);
                    Python::from(value)
                }
            };
            arguments.push((snake(known.name), argument));
        }
        Python::Call(class.to_owned(), arguments)
    }

    /// As [`shape`](Self::shape), as an argument of this name, where there is such an object.
    fn pass<T: Wire>(&mut self, job: &mut Job<'_>, at: &Place, class: &'static str, name: &str) -> Option<Argument> {
        job.taking.see(at)?;
        Some((name.to_owned(), self.shape(job, at, class, T::SHAPE)))
    }
}

fn statements(job: &mut Job<'_>, at: &Place, several: bool, classes: &mut Classes) -> Vec<(&'static str, Python)> {
    let config = place(&[], "HyperParameterTuningJobConfig");
    let (objective, ranges) = if several {
        (place(at, "TuningObjective"), place(at, "HyperParameterRanges"))
    } else {
        (place(&config, "HyperParameterTuningJobObjective"), place(&config, "ParameterRanges"))
    };
    let ranges = parts::ranges(job, &ranges);
    classes.parameters.extend(&ranges.classes);
    let hyperparameters = parts::static_hyperparameters(job, at, &ranges);
    let keep_static: Vec<Value> = hyperparameters.iter().map(|(name, _)| name.as_str().into()).collect();
    let trainer = trainer(job, at, hyperparameters, classes);

    let metric = job.taking.take(&objective, "MetricName").map_or(Python::Literal(Value::Null), Python::from);
    let mut arguments = vec![
        ("model_trainer".to_owned(), Python::Code("trainer")),
        ("objective_metric_name".to_owned(), metric),
        ("hyperparameter_ranges".to_owned(), ranges.argument),
    ];
    job.pass(&mut arguments, at, "AlgorithmSpecification.MetricDefinitions", "metric_definitions");
    job.pass(&mut arguments, &objective, "Type", "objective_type");
    arguments.extend(parts::limits(job));
    job.pass(&mut arguments, &config, "RandomSeed", "random_seed");
    let strategy = classes.pass::<HyperParameterTuningJobStrategyConfig>(
        job,
        &place(&config, "StrategyConfig"),
        "HyperParameterTuningJobStrategyConfig",
        "strategy_config",
    );
    let criteria = classes.pass::<TuningJobCompletionCriteria>(
        job,
        &place(&config, "TuningJobCompletionCriteria"),
        "TuningJobCompletionCriteria",
        "completion_criteria_config",
    );
    let parents = classes.pass::<HyperParameterTuningJobWarmStartConfig>(
        job,
        &place(&[], "WarmStartConfig"),
        "HyperParameterTuningJobWarmStartConfig",
        "warm_start_config",
    );
    arguments.extend(strategy.into_iter().chain(criteria).chain(parents));
    if parts::is_autotuned(job) {
        job.taking.take(&[], "Autotune");
        arguments.push(("autotune".to_owned(), Python::Literal(true.into())));
        arguments.push(("hyperparameters_to_keep_static".to_owned(), Python::Literal(keep_static.into())));
    }

    let channels = place(at, "InputDataConfig");
    let count = job.taking.see(&channels).and_then(Value::as_array).map_or(0, Vec::len);
    let inputs = (0..count).map(|index| classes.shape(job, &item(&channels, index), "Channel", Channel::SHAPE));
    let mut tune = vec![("inputs".to_owned(), Python::List(inputs.collect()))];
    job.pass(&mut tune, &[], "HyperParameterTuningJobName", "job_name");
    tune.push(("wait".to_owned(), Python::Code("\"--wait\" in sys.argv")));

    let mut statements = vec![("trainer", trainer)];
    if let Some(retries) = classes.pass::<RetryStrategy>(job, &place(at, "RetryStrategy"), "RetryStrategy", "") {
        statements.push(("trainer", Python::Apply("trainer.with_retry_strategy", vec![retries.1])));
    }
    statements.push(("tuner", Python::Call("HyperparameterTuner".to_owned(), arguments)));
    statements.push(("", Python::Call("tuner.tune".to_owned(), tune)));
    statements
}

fn trainer(job: &mut Job<'_>, at: &Place, hyperparameters: Vec<(String, Python)>, classes: &mut Classes) -> Python {
    let algorithm = place(at, "AlgorithmSpecification");
    let mut arguments = Vec::new();
    let name = job.taking.see(&place(&algorithm, "AlgorithmName"));
    if job.taking.see(&place(&algorithm, "TrainingImage")).is_none()
        && let Some(name) = name
    {
        // The tuner passes no name on, so it is not taken.
        arguments.push(("algorithm_name".to_owned(), Python::from(name)));
    } else {
        job.pass_or(&mut arguments, &algorithm, "TrainingImage", "training_image", json!("none"));
    }
    job.pass(&mut arguments, at, "RoleArn", "role");
    classes.configs.insert("Compute");
    let machines = compute(job, at);
    arguments.push(("compute".to_owned(), machines));
    job.pass(&mut arguments, &algorithm, "TrainingInputMode", "training_input_mode");
    arguments.push(("hyperparameters".to_owned(), Python::Dict(hyperparameters)));
    let output = place(at, "OutputDataConfig");
    arguments.extend(classes.pass::<OutputDataConfig>(job, &output, "OutputDataConfig", "output_data_config"));
    arguments.push(("stopping_condition".to_owned(), stopping_condition(job, at, classes)));
    let checkpoints = place(at, "CheckpointConfig");
    arguments.extend(classes.pass::<CheckpointConfig>(job, &checkpoints, "CheckpointConfig", "checkpoint_config"));
    let mut network = Vec::new();
    job.pass(&mut network, at, "VpcConfig.Subnets", "subnets");
    job.pass(&mut network, at, "VpcConfig.SecurityGroupIds", "security_group_ids");
    if !network.is_empty() {
        classes.configs.insert("Networking");
        arguments.push(("networking".to_owned(), Python::Call("Networking".to_owned(), network)));
    }
    job.pass(&mut arguments, at, "Environment", "environment");
    arguments.push(("sagemaker_session".to_owned(), Python::Code("session")));
    Python::Call("ModelTrainer".to_owned(), arguments)
}

fn compute(job: &mut Job<'_>, at: &Place) -> Python {
    let machines = place(at, "ResourceConfig");
    let mut arguments = Vec::new();
    for (name, argument, stand_in) in [
        ("InstanceType", "instance_type", json!("ml.m5.large")),
        ("InstanceCount", "instance_count", json!(1)),
        ("VolumeSizeInGB", "volume_size_in_gb", json!(30)),
    ] {
        job.pass_or(&mut arguments, &machines, name, argument, stand_in);
    }
    if job.taking.see(&machines).is_none() {
        job.unasked.retain(|place| !place.starts_with(&machines));
        job.unasked.push(machines);
    }
    job.pass(&mut arguments, at, "EnableManagedSpotTraining", "enable_managed_spot_training");
    Python::Call("Compute".to_owned(), arguments)
}

fn stopping_condition(job: &mut Job<'_>, at: &[Step], classes: &mut Classes) -> Python {
    classes.configs.insert("StoppingCondition");
    let mut arguments = Vec::new();
    let longest = json!(86_400);
    job.pass_or(&mut arguments, at, "StoppingCondition.MaxRuntimeInSeconds", "max_runtime_in_seconds", longest);
    job.pass(&mut arguments, at, "StoppingCondition.MaxWaitTimeInSeconds", "max_wait_time_in_seconds");
    Python::Call("StoppingCondition".to_owned(), arguments)
}
