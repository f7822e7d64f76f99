//! Random tuning jobs and their event logs.

use serde_json::{Value, json};
use tuneground::playground::{Document, Objective, Plan, Training, check};
use tuneground::protocol::entry_to_json;
use tuneground::simulate::{Outcome, Pause, Simulation};
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::{Command, TuningJob};

/// A tuning job that ran, as a stranger sees it.
pub(crate) struct Ran {
    pub(crate) document: Value,
    /// Seconds of an epoch of each training job.
    pub(crate) epoch_seconds: Vec<f64>,
    pub(crate) log: Vec<Value>,
}

/// Draws (`SplitMix64`), not those of the engine.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xA076_1D64_78BD_642F))
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.bits() % n
    }

    fn one_of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize].clone()
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

fn document(draw: &mut Draw, ranges: &Value, metric: &str, maximize: bool, strategy: &str) -> Value {
    let mut limits = json!({ "MaxParallelTrainingJobs": draw.one_of(&[1, 2, 3, 5, 10, 40]) });
    if strategy != "Grid" || draw.chance(30) {
        limits["MaxNumberOfTrainingJobs"] = json!(draw.one_of(&[1, 2, 7, 15, 30, 60]));
    }
    if draw.chance(35) {
        // Multiples of the paces below, so that reports and deadline coincide.
        limits["MaxRuntimeInSeconds"] = json!(draw.one_of(&[120, 150, 190, 300, 600]));
    }
    let mut criteria = json!({});
    if draw.chance(20) {
        criteria["TargetObjectiveMetricValue"] = json!(draw.one_of(&[-0.9, -0.75, 0.1, 0.7, 0.85, 0.9]));
    }
    if draw.chance(30) {
        let jobs = draw.one_of(&[3, 4, 6]);
        criteria["BestObjectiveNotImproving"] = json!({ "MaxNumberOfTrainingJobsNotImproving": jobs });
    }
    if draw.chance(35) {
        criteria["ConvergenceDetected"] = json!({ "CompleteOnConvergence": "Enabled" });
    }
    let is_hyperband = strategy == "Hyperband";
    let mut document = json!({
        "Request": {
            "HyperParameterTuningJobName": format!("job-{}", draw.below(1000)),
            "HyperParameterTuningJobConfig": {
                "Strategy": strategy,
                "HyperParameterTuningJobObjective": {
                    "Type": if maximize { "Maximize" } else { "Minimize" }, "MetricName": metric,
                },
                "ResourceLimits": limits,
                "ParameterRanges": ranges,
                "TrainingJobEarlyStoppingType": if is_hyperband { "Off" } else { draw.one_of(&["Off", "Auto", "Auto"]) },
                "TuningJobCompletionCriteria": criteria,
                "RandomSeed": draw.below(1 << 40),
            },
        },
        "Problem": { "Clock": {
            "StartupSeconds": draw.one_of(&[0.0, 0.0, 10.0, 90.0]), "SecondsPerEpoch": draw.one_of(&[1.0, 10.0, 10.0, 20.0, 33.3]),
        } },
        "Settings": {
            "EarlyStopping": { "MinCompletedJobs": draw.one_of(&[1, 2, 3, 5]) },
            "BestObjectiveNotImproving": { "Improvement": draw.one_of(&["Strict", "OnePercent"]) },
            "Convergence": {
                "MinJobs": draw.one_of(&[6, 8, 12]),
                "HorizonFactor": draw.one_of(&[1.1, 2.0, 3.0]),
                "MaxProbability": draw.one_of(&[0.05, 0.2, 0.5]),
            },
        },
    });
    if is_hyperband {
        let (min, max) = draw.one_of(&[(1, 9), (1, 4), (2, 8), (1, 5), (3, 3)]);
        let settings = json!({ "HyperbandStrategyConfig": { "MinResource": min, "MaxResource": max } });
        document["Request"]["HyperParameterTuningJobConfig"]["StrategyConfig"] = settings;
        document["Settings"]["Hyperband"] = json!({ "ReductionFactor": draw.one_of(&[2, 3, 3, 4]) });
    }
    document
}

pub(crate) fn plan_of(document: &Value, objective: Objective) -> Plan {
    let parsed = Document::from_json(document.clone()).unwrap();
    let checked = check(&parsed, objective);
    checked.plan.unwrap_or_else(|obstacles| panic!("{obstacles:?}"))
}

fn ran(document: Value, epoch_seconds: Vec<f64>, job: &TuningJob) -> Ran {
    let log = job.log().iter().map(|entry| entry_to_json(entry, job.config(), job.state())).collect();
    Ran { document, epoch_seconds, log }
}

/// A job whose objective is made up: coarse values, so that ties happen; jobs that fail; jobs that report what is no
/// number; epochs of different length, whose ends coincide; sometimes stopped by hand.
pub(crate) fn external(draw: &mut Draw) -> Ran {
    let grid = draw.chance(25);
    let ranges = if grid {
        json!({ "CategoricalParameterRanges": [
            { "Name": "a", "Values": ["x", "y", "z"] },
            { "Name": "epochs", "Values": draw.one_of(&[vec!["2"], vec!["1", "5"], vec!["3", "4", "6", "2"]]) },
        ] })
    } else {
        json!({
            "IntegerParameterRanges": [{ "Name": "epochs", "MinValue": "1", "MaxValue": draw.one_of(&["2", "6", "9"]) }],
            "ContinuousParameterRanges": [{ "Name": "x", "MinValue": "0", "MaxValue": "1" }],
        })
    };
    let maximize = draw.chance(50);
    let strategy = if grid { "Grid" } else { draw.one_of(&["Random", "Random", "Hyperband"]) };
    let document = document(draw, &ranges, "objective", maximize, strategy);
    let plan = plan_of(&document, Objective::External);
    let pace = plan.clock.seconds_per_epoch;
    let factors = draw.one_of(&[vec![1.0], vec![1.0, 2.0], vec![0.5, 1.0, 3.0, 1.0]]);
    let seconds_of = move |number: u32| pace * factors[number as usize % factors.len()];
    let of_job = seconds_of.clone();
    let mut simulation = Simulation::start(plan.config.clone(), plan.clock, Box::new(move |job| of_job(job.number.0)));

    let stop_at = draw.chance(8).then(|| draw.one_of(&[0.0, 90.0, 100.0, 333.3]));
    let (trouble, steps, early) = (draw.one_of(&[0, 0, 3, 20]), draw.one_of(&[4, 20, 100, 1_000]), draw.chance(50));
    let narrow = draw.chance(40);
    let mut quality = |job: JobNumber, epochs: u32| {
        let seed = draw.bits();
        (0..epochs).map(move |epoch| made_up(seed, job, epoch, Style { trouble, steps, narrow })).collect::<Vec<_>>()
    };
    let mut supply: Vec<Vec<Outcome>> = Vec::new();
    loop {
        for command in simulation.take_commands() {
            if let Command::Launch(number) = command {
                let epochs = simulation.job().state().job(number).unwrap().until_epoch;
                let mut outcomes = quality(number, epochs);
                if early {
                    // All of a job's results at its launch, long before they are due.
                    outcomes.drain(..).for_each(|outcome| simulation.supply(number, outcome));
                }
                outcomes.reverse();
                supply.push(outcomes);
            }
        }
        match simulation.advance(stop_at.unwrap_or(f64::INFINITY), 1) {
            Pause::Ended => break,
            Pause::Reached { next } if stop_at.is_some_and(|at| next > at) => simulation.stop(stop_at.unwrap()),
            Pause::Reached { .. } => {}
            Pause::Waiting { job, .. } => simulation.supply(job, supply[job.index()].pop().unwrap()),
        }
    }
    let launched = simulation.job().state().launched();
    ran(document, (1..=launched).map(seconds_of).collect(), simulation.job())
}

/// How results are made up.
#[derive(Clone, Copy)]
struct Style {
    /// Percent of the epochs that fail.
    trouble: u64,
    /// How many different values there are.
    steps: u64,
    /// Jobs differ by a few percent only.
    narrow: bool,
}

/// The result of an epoch. Some jobs are better than others, and all get better over their epochs.
fn made_up(seed: u64, job: JobNumber, epoch: u32, style: Style) -> Outcome {
    let Style { trouble, steps, narrow } = style;
    let mut draw = Draw::new(seed.wrapping_add(u64::from(job.0) << 32).wrapping_add(u64::from(epoch)));
    draw.bits();
    if draw.chance(trouble) {
        return match draw.below(3) {
            0 => Outcome::Failed("AlgorithmError: out of memory".into()),
            1 => Outcome::Epoch(vec![f64::NAN]),
            _ => Outcome::Epoch(vec![1e39]),
        };
    }
    let talent = if narrow { steps + seed % (steps / 20 + 1) } else { seed % steps };
    let progress = (u64::from(epoch) * steps / 12 + draw.below(2)).min(steps);
    Outcome::Epoch(vec![(talent + progress) as f64 / steps as f64 - 1.0])
}

/// A job that trains a small model.
pub(crate) fn real(draw: &mut Draw) -> Ran {
    let linear = draw.chance(60);
    let (metric, maximize) = match (linear, draw.chance(50)) {
        (true, true) => ("validation:objective_loss", false),
        (false, true) => ("validation:loss", false),
        (true, false) => ("validation:multiclass_accuracy", true),
        (false, false) => ("validation:accuracy", true),
    };
    let grid = draw.chance(20);
    let ranges = if grid {
        json!({ "CategoricalParameterRanges": [
            { "Name": "learning_rate", "Values": ["0.001", "0.1", "1"] }, { "Name": "optimizer", "Values": ["sgd", "adam"] },
        ] })
    } else {
        json!({
            "ContinuousParameterRanges":
                [{ "Name": "learning_rate", "MinValue": "0.0001", "MaxValue": "0.9", "ScalingType": "Logarithmic" }],
            "IntegerParameterRanges": [{ "Name": "mini_batch_size", "MinValue": "8", "MaxValue": "64" }],
        })
    };
    let mut document = document(draw, &ranges, metric, maximize, if grid { "Grid" } else { "Random" });
    document["Request"]["TrainingJobDefinition"] = json!({
        "StaticHyperParameters": { "epochs": draw.one_of(&["2", "5"]) },
        "AlgorithmSpecification": { "TrainingImage": "image", "TrainingInputMode": "File" },
        "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
        "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/output" },
        "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
    });
    document["Problem"]["Model"] = json!(if linear { "logistic-regression" } else { "mlp" });
    document["Problem"]["Dataset"] = json!({ "Name": "iris", "Seed": draw.below(5) });
    let plan = plan_of(&document, Objective::Problem);
    let Training::Problem(problem) = &plan.training else { unreachable!("the document's problem was asked for") };
    let job = plan.run_to_end();
    let seconds = job.state().jobs().iter().map(|job| problem.relative_work(&job.hyperparameters));
    let epoch_seconds = seconds.map(|work| plan.clock.seconds_per_epoch * work).collect();
    ran(document, epoch_seconds, &job)
}
