//! Version 2: `Estimator` or `AlgorithmEstimator`, and `sagemaker.tuner.HyperparameterTuner`. Read from version 2.257.7.
//!
//! What it does with its arguments, and what follows here:
//! - the metric definitions on the estimator are ignored: they are the tuner's here;
//! - of the machines, only type, number, storage and its key reach the request, as `HyperParameterTuningResourceConfig`;
//! - several definitions are sorted by name, and share the direction of the objective;
//! - `AlgorithmEstimator` ignores what it has no argument for (checkpoints, environment, retries), asks AWS for the algorithm,
//!   and wants each hyperparameter that the algorithm requires, tuned ones too: these get a value of their range.

use super::parts::{self, Ranges};
use super::{Argument, Job, Script, channels, definitions, machines, written};
use crate::export::LeftOut;
use crate::export::python::Python;
use crate::export::taking::{Place, Step, item, place};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The script, and what the SDK has no argument for.
pub(in crate::export) fn script(request: &Value) -> (String, Vec<LeftOut>) {
    let (places, several) = definitions(request);
    let script = (!places.is_empty()).then(|| {
        let mut job = Job::of(request);
        let mut classes = Classes::default();
        let statements = if several {
            several_definitions(&mut job, &places, &mut classes)
        } else {
            one_definition(&mut job, &places[0], &mut classes)
        };
        Script {
            needs: "version 2: sagemaker>=2.257,<3",
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

/// The names that a script imports, by module.
#[derive(Default)]
struct Classes {
    algorithm: bool,
    image: bool,
    inputs: BTreeSet<&'static str>,
    tuner: BTreeSet<&'static str>,
}

impl Classes {
    fn imports(&self) -> Vec<String> {
        let mut imports = Vec::new();
        if self.algorithm {
            imports.push(parts::import("sagemaker.algorithm", ["AlgorithmEstimator"]));
        }
        if self.image {
            imports.push(parts::import("sagemaker.estimator", ["Estimator"]));
        }
        if !self.inputs.is_empty() {
            imports.push(parts::import("sagemaker.inputs", self.inputs.iter().copied()));
        }
        imports.push(parts::import("sagemaker.session", ["Session"]));
        imports.push(parts::import("sagemaker.tuner", self.tuner.iter().copied().chain(["HyperparameterTuner"])));
        imports
    }
}

/// One definition, in Python.
struct Definition {
    estimator: Python,
    objective: Python,
    ranges: Python,
    metrics: Option<Python>,
    keep_static: Vec<String>,
    channels: Option<Python>,
    instances: Option<Python>,
}

fn one_definition(job: &mut Job<'_>, at: &Place, classes: &mut Classes) -> Vec<(&'static str, Python)> {
    let config = place(&[], "HyperParameterTuningJobConfig");
    let objective = place(&config, "HyperParameterTuningJobObjective");
    let definition = definition(job, at, &place(&config, "ParameterRanges"), &objective, classes);
    let mut arguments = vec![
        ("estimator".to_owned(), Python::Code("estimator")),
        ("objective_metric_name".to_owned(), definition.objective),
        ("hyperparameter_ranges".to_owned(), definition.ranges),
    ];
    arguments.extend(definition.metrics.map(|metrics| ("metric_definitions".to_owned(), metrics)));
    job.pass(&mut arguments, &objective, "Type", "objective_type");
    arguments.extend(tuner_arguments(job, classes));
    if parts::is_autotuned(job) {
        job.taking.take(&[], "Autotune");
        arguments.push(("autotune".to_owned(), Python::Literal(true.into())));
        arguments.push(("hyperparameters_to_keep_static".to_owned(), Python::Literal(definition.keep_static.into())));
    }
    let mut statements =
        vec![("estimator", definition.estimator), ("tuner", Python::Call("HyperparameterTuner".to_owned(), arguments))];
    if let Some(instances) = definition.instances {
        statements.push(("", Python::Apply("tuner.override_resource_config", vec![instances])));
    }
    statements.push(("", fit(job, definition.channels, Vec::new())));
    statements
}

fn several_definitions(job: &mut Job<'_>, places: &[Place], classes: &mut Classes) -> Vec<(&'static str, Python)> {
    let names = definition_names(job, places);
    let mut sorted = names.clone();
    sorted.sort();
    if sorted != names {
        job.order.clone_from(&names);
    }
    // One direction for all; those that differ are left, and so added afterwards.
    let direction = |at: &Place, job: &Job<'_>| job.taking.see(&place(at, "TuningObjective.Type")).cloned();
    let first = places.iter().find_map(|at| direction(at, job));
    let mut items: [Vec<(String, Python)>; 7] = Default::default();
    for (name, at) in names.iter().zip(places) {
        let objective = place(at, "TuningObjective");
        let definition = definition(job, at, &place(at, "HyperParameterRanges"), &objective, classes);
        if direction(at, job) == first {
            job.taking.take(&objective, "Type");
        }
        if job.taking.see(&objective).is_none() {
            job.unasked.push(objective);
        }
        let keep_static = Python::Literal(definition.keep_static.into());
        let parts = [
            Some(definition.estimator),
            Some(definition.objective),
            Some(definition.ranges),
            definition.metrics,
            Some(keep_static),
            definition.channels,
            definition.instances,
        ];
        for (items, part) in items.iter_mut().zip(parts) {
            items.extend(part.map(|part| (name.clone(), part)));
        }
    }
    let [estimators, objectives, ranges, metrics, keep_static, channels, instances] = items;
    let mut arguments = vec![
        ("estimator_dict".to_owned(), Python::Code("estimators")),
        ("objective_metric_name_dict".to_owned(), Python::Dict(objectives)),
        ("hyperparameter_ranges_dict".to_owned(), Python::Dict(ranges)),
        ("metric_definitions_dict".to_owned(), Python::Dict(metrics)),
    ];
    arguments.extend(first.map(|first| ("objective_type".to_owned(), Python::Literal(first))));
    arguments.extend(tuner_arguments(job, classes));
    if parts::is_autotuned(job) {
        job.taking.take(&[], "Autotune");
        arguments.push(("autotune".to_owned(), Python::Literal(true.into())));
        arguments.push(("hyperparameters_to_keep_static_dict".to_owned(), Python::Dict(keep_static)));
    }
    let mut statements = vec![
        ("estimators", Python::Dict(estimators)),
        ("tuner", Python::Call("HyperparameterTuner.create".to_owned(), arguments)),
    ];
    if !instances.is_empty() {
        statements.push(("", Python::Apply("tuner.override_resource_config", vec![Python::Dict(instances)])));
    }
    // Without this argument, `fit` fails for several definitions: it wants a dictionary, and its default is none.
    let metadata = ("include_cls_metadata".to_owned(), Python::Dict(Vec::new()));
    statements.push(("", fit(job, (!channels.is_empty()).then_some(Python::Dict(channels)), vec![metadata])));
    statements
}

/// The names by which the SDK knows the definitions: their own, where these tell them apart.
fn definition_names(job: &mut Job<'_>, places: &[Place]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, at) in places.iter().enumerate() {
        let own = job.taking.see(&place(at, "DefinitionName")).and_then(Value::as_str);
        match own {
            Some(own) if !names.iter().any(|name| name == own) => {
                job.taking.take(at, "DefinitionName");
                names.push(own.to_owned());
            }
            own => {
                if own.is_none() {
                    job.unasked.push(place(at, "DefinitionName"));
                }
                names.push(format!("definition-{}", index + 1));
            }
        }
    }
    names
}

/// The tuner's arguments that do not depend on the number of definitions.
fn tuner_arguments(job: &mut Job<'_>, classes: &mut Classes) -> Vec<Argument> {
    let config = place(&[], "HyperParameterTuningJobConfig");
    let mut arguments = parts::limits(job);
    job.pass(&mut arguments, &config, "RandomSeed", "random_seed");
    let hyperband = place(&config, "StrategyConfig.HyperbandStrategyConfig");
    let ends = ["MaxResource", "MinResource"].map(|end| place(&hyperband, end));
    // It sends both or fails.
    if ends.iter().all(|end| job.taking.see(end).is_some()) {
        classes.tuner.extend(["StrategyConfig", "HyperbandStrategyConfig"]);
        let mut ends = Vec::new();
        job.pass(&mut ends, &hyperband, "MaxResource", "max_resource");
        job.pass(&mut ends, &hyperband, "MinResource", "min_resource");
        let inner = Python::Call("HyperbandStrategyConfig".to_owned(), ends);
        arguments.push(("strategy_config".to_owned(), Python::Apply("StrategyConfig", vec![inner])));
    }
    let criteria = place(&config, "TuningJobCompletionCriteria");
    let mut named = Vec::new();
    let not_improving = "BestObjectiveNotImproving.MaxNumberOfTrainingJobsNotImproving";
    job.pass(&mut named, &criteria, not_improving, "max_number_of_training_jobs_not_improving");
    let convergence = place(&criteria, "ConvergenceDetected.CompleteOnConvergence");
    let known = [("Enabled", true), ("Disabled", false)].into_iter();
    if let Some((_, flag)) =
        known.into_iter().find(|(text, _)| job.taking.see(&convergence).is_some_and(|value| value == text))
    {
        job.taking.take_at(convergence);
        named.push(("complete_on_convergence".to_owned(), Python::Literal(flag.into())));
    }
    job.pass(&mut named, &criteria, "TargetObjectiveMetricValue", "target_objective_metric_value");
    if !named.is_empty() {
        classes.tuner.insert("TuningJobCompletionCriteriaConfig");
        let criteria = Python::Call("TuningJobCompletionCriteriaConfig".to_owned(), named);
        arguments.push(("completion_criteria_config".to_owned(), criteria));
    }
    arguments.extend(warm_start(job, classes));
    arguments
}

fn warm_start(job: &mut Job<'_>, classes: &mut Classes) -> Option<Argument> {
    let at = place(&[], "WarmStartConfig");
    let kind = match job.taking.see(&place(&at, "WarmStartType"))?.as_str()? {
        "IdenticalDataAndAlgorithm" => Python::Code("WarmStartTypes.IDENTICAL_DATA_AND_ALGORITHM"),
        "TransferLearning" => Python::Code("WarmStartTypes.TRANSFER_LEARNING"),
        _ => return None,
    };
    let list = place(&at, "ParentHyperParameterTuningJobs");
    let parents = job.taking.see(&list)?.as_array()?;
    // It takes names, and makes a set of them.
    let names: Vec<&str> = parents.iter().map_while(|parent| parent["HyperParameterTuningJobName"].as_str()).collect();
    if names.is_empty() || names.len() < parents.len() {
        return None;
    }
    classes.tuner.extend(["WarmStartConfig", "WarmStartTypes"]);
    job.taking.take(&at, "WarmStartType");
    for index in 0..names.len() {
        job.taking.take(&item(&list, index), "HyperParameterTuningJobName");
    }
    let names = Python::Literal(names.into());
    Some(("warm_start_config".to_owned(), Python::Apply("WarmStartConfig", vec![kind, names])))
}

fn definition(job: &mut Job<'_>, at: &Place, ranges: &Place, objective: &Place, classes: &mut Classes) -> Definition {
    let name = job.taking.take(objective, "MetricName").map_or(Python::Literal(Value::Null), Python::from);
    let taken = parts::ranges(job, ranges);
    classes.tuner.extend(&taken.classes);
    let fixed = parts::static_hyperparameters(job, at, &taken);
    let keep_static: Vec<String> = fixed.iter().map(|(name, _)| name.clone()).collect();
    let tuned = taken.tuned.iter().map(|(name, _)| name.clone());
    let auto = parts::auto_parameters(job, ranges, &keep_static.iter().cloned().chain(tuned).collect());
    let hyperparameters = fixed.into_iter().chain(auto).collect();
    let (channels, inputs) = channels::channels(job, at);
    classes.inputs.extend(inputs);
    let metrics = job.taking.take(at, "AlgorithmSpecification.MetricDefinitions").map(Python::from);
    let instances = machines::configurations(job, at);
    if instances.is_some() {
        classes.tuner.insert("InstanceConfig");
    }
    let estimator = estimator(job, at, &taken, hyperparameters, classes);
    Definition { estimator, objective: name, ranges: taken.argument, metrics, keep_static, channels, instances }
}

fn estimator(
    job: &mut Job<'_>,
    at: &Place,
    ranges: &Ranges,
    mut hyperparameters: Vec<(String, Python)>,
    classes: &mut Classes,
) -> Python {
    let algorithm = place(at, "AlgorithmSpecification");
    let image = job.taking.see(&place(&algorithm, "TrainingImage")).is_some();
    let by_name = !image && job.taking.see(&place(&algorithm, "AlgorithmName")).is_some();
    let mut arguments: Vec<Argument> = Vec::new();
    if by_name {
        classes.algorithm = true;
        job.pass(&mut arguments, &algorithm, "AlgorithmName", "algorithm_arn");
        let tuned = ranges.tuned.iter().filter(|(name, _)| !hyperparameters.iter().any(|(known, _)| known == name));
        let tuned: Vec<_> = tuned.cloned().collect();
        hyperparameters.extend(tuned);
    } else {
        classes.image = true;
        job.pass_or(&mut arguments, &algorithm, "TrainingImage", "image_uri", json!("none"));
    }
    job.pass(&mut arguments, at, "RoleArn", "role");
    machines::pass(job, at, &mut arguments);
    job.pass(&mut arguments, &algorithm, "TrainingInputMode", "input_mode");
    if !hyperparameters.is_empty() {
        arguments.push(("hyperparameters".to_owned(), Python::Dict(hyperparameters)));
    }
    job.pass(&mut arguments, at, "OutputDataConfig.S3OutputPath", "output_path");
    job.pass(&mut arguments, at, "OutputDataConfig.KmsKeyId", "output_kms_key");
    job.pass_or(&mut arguments, at, "StoppingCondition.MaxRuntimeInSeconds", "max_run", json!(86_400));
    job.pass(&mut arguments, at, "StoppingCondition.MaxWaitTimeInSeconds", "max_wait");
    job.pass(&mut arguments, at, "VpcConfig.Subnets", "subnets");
    job.pass(&mut arguments, at, "VpcConfig.SecurityGroupIds", "security_group_ids");
    pass_true(job, &mut arguments, at, "EnableManagedSpotTraining", "use_spot_instances");
    pass_true(job, &mut arguments, at, "EnableInterContainerTrafficEncryption", "encrypt_inter_container_traffic");
    if !by_name {
        pass_true(job, &mut arguments, at, "EnableNetworkIsolation", "enable_network_isolation");
        job.pass(&mut arguments, at, "CheckpointConfig.S3Uri", "checkpoint_s3_uri");
        // An empty one is dropped, so it is not taken.
        if job.taking.see(&place(at, "CheckpointConfig.LocalPath")) != Some(&json!("")) {
            job.pass(&mut arguments, at, "CheckpointConfig.LocalPath", "checkpoint_local_path");
        }
        job.pass(&mut arguments, at, "RetryStrategy.MaximumRetryAttempts", "max_retry_attempts");
        job.pass(&mut arguments, at, "Environment", "environment");
        if job.taking.see(&place(at, "OutputDataConfig.CompressionType")) == Some(&json!("NONE")) {
            job.taking.take(at, "OutputDataConfig.CompressionType");
            arguments.push(("disable_output_compression".to_owned(), Python::Literal(true.into())));
        }
    }
    arguments.push(("sagemaker_session".to_owned(), Python::Code("session")));
    Python::Call(if by_name { "AlgorithmEstimator" } else { "Estimator" }.to_owned(), arguments)
}

/// Passes a flag that is set. One that is not is the SDK's default, which it does not send.
fn pass_true(job: &mut Job<'_>, arguments: &mut Vec<Argument>, at: &[Step], member: &str, name: &str) {
    if job.taking.see(&place(at, member)) == Some(&Value::Bool(true)) {
        job.pass(arguments, at, member, name);
    }
}

fn fit(job: &mut Job<'_>, channels: Option<Python>, more: Vec<Argument>) -> Python {
    let mut arguments = vec![("inputs".to_owned(), channels.unwrap_or(Python::Literal(Value::Null)))];
    job.pass(&mut arguments, &[], "HyperParameterTuningJobName", "job_name");
    arguments.extend(more);
    arguments.push(("wait".to_owned(), Python::Code("\"--wait\" in sys.argv")));
    Python::Call("tuner.fit".to_owned(), arguments)
}
