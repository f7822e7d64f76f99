//! Documents of surrogates, and surfaces without a tuning job around them.

use serde_json::{Value, json};
use tuneground::objective::{Direction, Objective};
use tuneground::playground::{Document, Objective as Who, Plan, check};
use tuneground::search_space::{
    CategoricalRange, ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, Scaling, SearchSpace,
};
use tuneground::surrogate::{Surrogate, SurrogateOptions, SurrogateSpec};
use tuneground::tuning_job::TuningJob;

pub(crate) fn range(name: &str, min: f64, max: f64, scaling: Scaling) -> Parameter {
    Parameter { name: name.into(), range: ContinuousRange::new(min, max, scaling).unwrap().into() }
}

/// A space like that of a neural network's request.
pub(crate) fn network() -> SearchSpace {
    let layers = IntegerRange::new(1, 6, Scaling::Linear).unwrap();
    let batch = IntegerRange::new(16, 512, Scaling::Logarithmic).unwrap();
    let optimizer = CategoricalRange::new(["sgd", "adam", "rmsprop"].map(str::to_owned).to_vec()).unwrap();
    let parameter = |name: &str, range: ParameterRange| Parameter { name: name.into(), range };
    SearchSpace::new(vec![
        parameter("layers", layers.into()),
        parameter("mini_batch_size", batch.into()),
        range("learning_rate", 1e-5, 1.0, Scaling::Logarithmic),
        range("momentum", 0.0, 0.999, Scaling::ReverseLogarithmic),
        range("dropout", 0.0, 0.6, Scaling::Linear),
        parameter("optimizer", optimizer.into()),
    ])
    .unwrap()
}

pub(crate) fn objective(metric_name: &str, direction: Direction) -> Objective {
    Objective { metric_name: metric_name.into(), direction }
}

pub(crate) fn spec(seed: u64, noise: f64) -> SurrogateSpec {
    SurrogateSpec::new(&SurrogateOptions { seed: Some(seed), noise: Some(noise), epochs: None }).unwrap()
}

pub(crate) fn accuracy(space: &SearchSpace, seed: u64) -> Surrogate {
    Surrogate::new(spec(seed, 0.0), space, &objective("validation:accuracy", Direction::Maximize), &[])
}

/// The value that a point of the unit cube tends to.
pub(crate) fn limit_at(surrogate: &Surrogate, space: &SearchSpace, point: &[f64]) -> f64 {
    surrogate.limit(&space.decode(point).to_texts()).unwrap()
}

/// Points spread evenly over the unit cube: Kronecker's sequence with the roots of primes.
pub(crate) fn spread(count: u32, dimensions: usize) -> impl Iterator<Item = Vec<f64>> {
    const PRIMES: [f64; 10] = [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0];
    (1..=count).map(move |n| PRIMES[..dimensions].iter().map(|prime| (f64::from(n) * prime.sqrt()).fract()).collect())
}

pub(crate) fn texts(values: &HyperParameters) -> Vec<(String, String)> {
    values.to_texts()
}

/// A request of one algorithm that no model here is.
pub(crate) fn request() -> Value {
    json!({
        "HyperParameterTuningJobName": "boosted",
        "HyperParameterTuningJobConfig": {
            "Strategy": "Random",
            "HyperParameterTuningJobObjective": { "Type": "Maximize", "MetricName": "validation:ndcg" },
            "ResourceLimits": { "MaxNumberOfTrainingJobs": 60, "MaxParallelTrainingJobs": 4 },
            "ParameterRanges": {
                "ContinuousParameterRanges": [
                    { "Name": "eta", "MinValue": "0.01", "MaxValue": "0.5", "ScalingType": "Logarithmic" },
                    { "Name": "alpha", "MinValue": "0.001", "MaxValue": "100", "ScalingType": "Logarithmic" },
                    { "Name": "subsample", "MinValue": "0.5", "MaxValue": "1" },
                ],
                "IntegerParameterRanges": [{ "Name": "max_depth", "MinValue": "2", "MaxValue": "10" }],
            },
            "TrainingJobEarlyStoppingType": "Off",
        },
        "TrainingJobDefinition": {
            "StaticHyperParameters": { "num_round": "40", "objective": "binary:logistic" },
            "AlgorithmSpecification": { "TrainingImage": "image", "TrainingInputMode": "File" },
            "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
            "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/output" },
            "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
            "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
        },
    })
}

pub(crate) fn document(request: &Value, problem: &Value) -> Document {
    Document::from_json(json!({ "Request": request, "Problem": problem })).unwrap()
}

#[track_caller]
pub(crate) fn plan(document: &Document) -> Plan {
    check(document, Who::Problem).plan.unwrap_or_else(|obstacles| panic!("{obstacles:?}"))
}

pub(crate) fn run(request: &Value, seed: u64) -> TuningJob {
    plan(&document(request, &json!({ "Model": "surrogate", "Dataset": { "Seed": seed } }))).run_to_end()
}

pub(crate) fn best(job: &TuningJob) -> f64 {
    job.state().history().best().expect("a best job").1
}
