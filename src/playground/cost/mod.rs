//! What a tuning job takes: machines, quota, time and money. Before it runs as a bound, in a dry run as it was billed.

mod prices;

pub use prices::{LISTED_PRICES, PRICES_SOURCE, listed_price};

use super::plot::duration;
use crate::language::{counted, decimals, t};
use crate::sagemaker::{HyperParameterTrainingJobDefinition, Request, ResourceConfig};
use crate::simulate::ClockSettings;
use crate::training_job::{Seconds, Status, StopReason};
use crate::tuning_job::State;

/// `StoppingCondition.MaxRuntimeInSeconds` when it is left out. Source: API reference, `StoppingCondition`.
const DEFAULT_TRAINING_SECONDS: i64 = 86_400;

/// The machines of one training job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machines {
    /// Their type; `None` when the request names none, or several.
    pub instance_type: Option<String>,
    /// How many, at least 1. Of several definitions, those of the one that has most.
    pub count: u64,
}

/// The most that a tuning job can take.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Seconds of compute: of all instances together.
    pub seconds: Seconds,
    /// How they come about.
    pub words: String,
}

/// What the bill of a tuning job depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Billing {
    /// The machines of a training job.
    pub machines: Machines,
    /// How many instances run at a time.
    pub at_a_time: u64,
    /// The most that the tuning job can take.
    pub bound: Option<Bound>,
    /// The clock's start of a training job.
    pub startup_seconds: Seconds,
    /// Of a tuning job that ran at AWS, what an instance of each training job was billed for; `None` for one that runs here.
    pub at_aws: Option<Seconds>,
}

impl Billing {
    /// Of a request that runs at a clock's pace.
    pub fn of(request: &Request, clock: &ClockSettings) -> Self {
        Self {
            machines: machines(request),
            at_a_time: instances_at_a_time(request),
            bound: bound(request),
            startup_seconds: clock.startup_seconds,
            at_aws: None,
        }
    }

    /// Of a tuning job that ran at AWS; `request` is `None` where only the list of its training jobs is known.
    pub fn at_aws(request: Option<&Request>, seconds: Seconds) -> Self {
        Self {
            machines: request.map(machines).unwrap_or_default(),
            at_a_time: request.map_or(0, instances_at_a_time),
            bound: request.and_then(bound),
            startup_seconds: 0.0,
            at_aws: Some(seconds),
        }
    }

    /// What the training jobs so far were billed for.
    pub fn billed(&self, state: &State) -> Billed {
        let instances = self.machines.count.max(1);
        match self.at_aws {
            Some(seconds) => Billed { seconds: seconds * instances as f64, saved: 0.0 },
            None => billed(state, instances, self.startup_seconds),
        }
    }
}

/// What the training jobs of a dry run were billed for, on the simulated clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Billed {
    /// Seconds of compute: of all instances together.
    pub seconds: Seconds,
    /// Seconds more, had no training job been stopped early and each gone on at its pace to its last epoch.
    pub saved: Seconds,
}

impl Billed {
    /// The part of the bill that early stopping saved, from 0 to 1.
    pub fn saved_fraction(&self) -> f64 {
        let whole = self.seconds + self.saved;
        if whole > 0.0 { self.saved / whole } else { 0.0 }
    }
}

/// The machines that a request asks for.
pub fn machines(request: &Request) -> Machines {
    let several = request.training_job_definitions.as_deref().unwrap_or_default();
    let all: Vec<Machines> = request.training_job_definition.iter().chain(several).map(machines_of).collect();
    let count = all.iter().map(|machines| machines.count).max().unwrap_or(1);
    let mut types = all.iter().map(|machines| &machines.instance_type);
    let first = types.next().cloned().flatten();
    let instance_type = first.filter(|first| types.all(|other| other.as_ref() == Some(first)));
    Machines { instance_type, count }
}

fn machines_of(definition: &HyperParameterTrainingJobDefinition) -> Machines {
    let count = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok()).unwrap_or(1).max(1);
    if let Some(config) = &definition.resource_config {
        return grouped(config).unwrap_or_else(|| Machines {
            instance_type: config.instance_type.clone(),
            count: count(config.instance_count),
        });
    }
    let Some(config) = &definition.hyper_parameter_tuning_resource_config else {
        return Machines { instance_type: None, count: 1 };
    };
    // The first is tried first; any of the others may be taken in its place.
    match config.instance_configs.as_deref().unwrap_or_default() {
        [] => Machines { instance_type: config.instance_type.clone(), count: count(config.instance_count) },
        [first, rest @ ..] => Machines {
            instance_type: rest
                .iter()
                .all(|other| other.instance_type == first.instance_type)
                .then(|| first.instance_type.clone()),
            count: [first].into_iter().chain(rest).map(|one| count(Some(one.instance_count))).max().unwrap_or(1),
        },
    }
}

fn grouped(config: &ResourceConfig) -> Option<Machines> {
    let groups = config.instance_groups.as_deref().filter(|groups| !groups.is_empty())?;
    let first = &groups[0].instance_type;
    let is_one_type = groups.iter().all(|group| group.instance_type == *first);
    let counts = groups.iter().filter_map(|group| u64::try_from(group.instance_count).ok());
    let count = counts.fold(0, u64::saturating_add);
    Some(Machines { instance_type: is_one_type.then(|| first.clone()), count: count.max(1) })
}

/// How many instances run at a time, and so must be within the account's quota for training jobs. Source: "Resource Limits
/// for Automatic Model Tuning", example.
pub fn instances_at_a_time(request: &Request) -> u64 {
    let parallel = request.hyper_parameter_tuning_job_config.resource_limits.max_parallel_training_jobs;
    u64::try_from(parallel).unwrap_or(1).max(1).saturating_mul(machines(request).count)
}

/// The most that a tuning job can take, by whichever limit comes first; `None` when nothing limits it.
///
/// With `MaxRuntimeInSeconds` of the tuning job, AWS's formula: `MaxRuntimeInSeconds` × `MaxParallelTrainingJobs` × instances of a
/// training job ("Track and set completion criteria for your tuning job"). Else, and when it is less, ours: number of
/// training jobs × `MaxRuntimeInSeconds` of a training job × its instances.
pub fn bound(request: &Request) -> Option<Bound> {
    let limits = &request.hyper_parameter_tuning_job_config.resource_limits;
    let several = request.training_job_definitions.as_deref().unwrap_or_default();
    let definitions = request.training_job_definition.iter().chain(several);
    let of_a_job = definitions
        .map(|definition| definition.stopping_condition.max_runtime_in_seconds.unwrap_or(DEFAULT_TRAINING_SECONDS))
        .max()
        .unwrap_or(DEFAULT_TRAINING_SECONDS);
    let (count, at_a_time) = (machines(request).count, instances_at_a_time(request));
    let by_time = limits.max_runtime_in_seconds.map(|seconds| Bound {
        seconds: seconds as f64 * at_a_time as f64,
        words: counted!(
            usize::try_from(at_a_time).unwrap_or(usize::MAX),
            "{time} for the tuning job × {count} instance at a time",
            "{time} for the tuning job × {count} instances at a time",
            time = duration(seconds as f64),
        ),
    });
    let by_jobs = limits.max_number_of_training_jobs.map(|jobs| Bound {
        seconds: jobs as f64 * of_a_job as f64 * count as f64,
        words: counted!(
            usize::try_from(count).unwrap_or(usize::MAX),
            "{jobs} training jobs × {time} each × {count} instance",
            "{jobs} training jobs × {time} each × {count} instances",
            jobs,
            time = duration(of_a_job as f64),
        ),
    });
    [by_time, by_jobs].into_iter().flatten().min_by(|a, b| a.seconds.total_cmp(&b.seconds))
}

/// What the training jobs so far were billed for. AWS bills a training job from its start to its end, for each instance.
/// `startup_seconds`: the clock's, which tells how long an epoch of a stopped job took.
pub fn billed(state: &State, instances: u64, startup_seconds: Seconds) -> Billed {
    let mut billed = Billed::default();
    for job in state.jobs() {
        let seconds = job.running_seconds(state.now());
        billed.seconds += seconds;
        if let Status::Stopped(StopReason::EarlyStopping(_) | StopReason::Hyperband(_)) = job.status {
            let epochs = f64::from(job.curve.epochs());
            let epoch_seconds = if epochs > 0.0 { (seconds - startup_seconds) / epochs } else { 0.0 };
            billed.saved += (epoch_seconds * (f64::from(job.until_epoch) - epochs)).max(0.0);
        }
    }
    billed.seconds *= instances as f64;
    billed.saved *= instances as f64;
    billed
}

/// Money for seconds of compute at an hourly price: `$ 0.86`, `$ 1,240`.
pub fn money(seconds: Seconds, price_per_hour: f64) -> String {
    let amount = seconds / 3600.0 * price_per_hour;
    if amount < 100.0 {
        return t!("$ {amount}", amount = decimals(amount, 2));
    }
    let whole = format!("{amount:.0}");
    let (first, rest) = whole.split_at((whole.len() + 2) % 3 + 1);
    let groups = (0..rest.len()).step_by(3).map(|start| &rest[start..start + 3]);
    let grouped = groups.fold(first.to_owned(), |thousands, group| t!("{thousands},{group}", thousands, group));
    t!("$ {amount}", amount = grouped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, PRESETS, check};
    use serde_json::json;

    fn request(limits: serde_json::Value, definition: &serde_json::Value) -> Request {
        let mut request = PRESETS[0].document().request.to_json();
        request["HyperParameterTuningJobConfig"]["ResourceLimits"] = limits;
        for (name, value) in definition.as_object().unwrap() {
            request["TrainingJobDefinition"][name] = value.clone();
        }
        Request::from_json(request).unwrap()
    }

    #[test]
    fn the_bound_is_awss_formula_or_ours() {
        let machines = json!({ "ResourceConfig": { "InstanceType": "ml.m5.xlarge", "InstanceCount": 2, "VolumeSizeInGB": 10 }, "StoppingCondition": { "MaxRuntimeInSeconds": 3600 } });
        let both = request(
            json!({ "MaxNumberOfTrainingJobs": 50, "MaxParallelTrainingJobs": 5, "MaxRuntimeInSeconds": 7200 }),
            &machines,
        );
        let bound = super::bound(&both).unwrap();
        assert_eq!(
            (bound.seconds, bound.words.as_str()),
            (72_000.0, "2 h for the tuning job × 10 instances at a time")
        );
        assert_eq!(instances_at_a_time(&both), 10);
        let jobs = request(json!({ "MaxNumberOfTrainingJobs": 50, "MaxParallelTrainingJobs": 5 }), &machines);
        let bound = super::bound(&jobs).unwrap();
        assert_eq!((bound.seconds, bound.words.as_str()), (360_000.0, "50 training jobs × 1 h each × 2 instances"));
        assert_eq!(super::bound(&request(json!({ "MaxParallelTrainingJobs": 5 }), &json!({}))), None);
    }

    #[test]
    fn machines_are_read_in_every_form() {
        let limits = json!({ "MaxParallelTrainingJobs": 1 });
        let of = |definition| machines(&request(limits.clone(), &definition));
        let groups = json!([{ "InstanceType": "a", "InstanceCount": 2, "InstanceGroupName": "x" }, { "InstanceType": "b", "InstanceCount": 3, "InstanceGroupName": "y" }]);
        assert_eq!(
            of(json!({ "ResourceConfig": { "InstanceGroups": groups } })),
            Machines { instance_type: None, count: 5 }
        );
        let mut tuned = request(
            limits.clone(),
            &json!({ "HyperParameterTuningResourceConfig": { "InstanceConfigs": [{ "InstanceType": "a", "InstanceCount": 1, "VolumeSizeInGB": 1 }, { "InstanceType": "a", "InstanceCount": 4, "VolumeSizeInGB": 1 }] } }),
        );
        tuned.training_job_definition.as_mut().unwrap().resource_config = None;
        assert_eq!(machines(&tuned), Machines { instance_type: Some("a".to_owned()), count: 4 });
    }

    /// What early stopping saved is what the same job without it is billed more for, when all jobs are the same.
    #[test]
    fn what_was_saved_is_the_difference_to_a_job_without_early_stopping() {
        let with = PRESETS[0].document();
        let mut without = with.clone();
        without.request.hyper_parameter_tuning_job_config.training_job_early_stopping_type = Some("Off".to_owned());
        let run = |document| {
            let plan = check(document, Objective::Problem).plan.unwrap();
            billed(plan.run_to_end().state(), 3, plan.clock.startup_seconds)
        };
        let (with, without) = (run(&with), run(&without));
        assert!(with.saved > 0.1 * with.seconds && without.saved == 0.0);
        assert!((with.seconds + with.saved - without.seconds).abs() < 1e-6 * without.seconds, "{with:?} {without:?}");
    }

    #[test]
    fn money_is_readable() {
        assert_eq!(money(3600.0, 0.269), "$ 0.27");
        assert_eq!(money(3600.0 * 1000.0, 1234.5), "$ 1,234,500");
        assert_eq!(listed_price("ml.p3.2xlarge"), Some(3.825));
        assert_eq!(listed_price("ml.unknown"), None);
    }
}
