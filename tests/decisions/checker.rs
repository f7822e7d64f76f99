//! Reads an event log from the front and says at each point what must come next.

use crate::jobs::Ran;
use crate::rules::{Convergence, Hyperband, chance_of_improvement, median_of_means, not_improving};
use serde_json::{Value, json};

/// Why a log is wrong.
type Wrong = String;

macro_rules! must {
    ($condition:expr, $($what:tt)*) => { if !$condition { return Err(format!($($what)*)); } };
}

/// A training job, as the log tells of it.
struct Job {
    name: String,
    created: f64,
    until: u64,
    values: Vec<f64>,
    status: &'static str,
}

/// A comparison that was due, whatever it led to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Compared {
    /// The training job, counted from 0.
    pub(crate) job: usize,
    pub(crate) epoch: usize,
    pub(crate) threshold: f64,
    pub(crate) goes_on: bool,
}

/// What a log was made of.
pub(crate) struct Decided {
    pub(crate) decisions: Vec<String>,
    pub(crate) comparisons: Vec<Compared>,
}

struct Checker<'a> {
    log: &'a [Value],
    at: usize,
    jobs: Vec<Job>,
    epoch_seconds: &'a [f64],
    /// Final objectives in the order in which jobs ended by themselves or were stopped early.
    ended: Vec<Option<f64>>,
    decided: Decided,

    maximize: bool,
    startup: f64,
    parallel: usize,
    max_jobs: Option<usize>,
    combinations: Option<usize>,
    deadline: f64,
    target: Option<f64>,
    max_not_improving: Option<u64>,
    one_percent: bool,
    convergence: Option<Convergence>,
    min_completed: Option<usize>,
    hyperband: Option<Hyperband>,
}

/// Checks the whole log; what it was made of.
pub(crate) fn check(ran: &Ran) -> Result<Decided, Wrong> {
    let config = &ran.document["Request"]["HyperParameterTuningJobConfig"];
    let (limits, criteria) = (&config["ResourceLimits"], &config["TuningJobCompletionCriteria"]);
    let settings = &ran.document["Settings"];
    let grid = config["Strategy"] == "Grid";
    let lists = config["ParameterRanges"]["CategoricalParameterRanges"].as_array();
    let combinations = || lists.unwrap().iter().map(|range| range["Values"].as_array().unwrap().len()).product();
    let rule = &settings["Convergence"];
    let convergence = Convergence {
        min_jobs: rule["MinJobs"].as_u64().unwrap(),
        horizon: rule["HorizonFactor"].as_f64().unwrap(),
        limit: rule["MaxProbability"].as_f64().unwrap(),
    };
    let checker = Checker {
        log: &ran.log,
        at: 0,
        jobs: Vec::new(),
        epoch_seconds: &ran.epoch_seconds,
        ended: Vec::new(),
        decided: Decided { decisions: Vec::new(), comparisons: Vec::new() },
        maximize: config["HyperParameterTuningJobObjective"]["Type"] == "Maximize",
        startup: ran.document["Problem"]["Clock"]["StartupSeconds"].as_f64().unwrap(),
        parallel: limits["MaxParallelTrainingJobs"].as_u64().unwrap() as usize,
        max_jobs: limits["MaxNumberOfTrainingJobs"].as_u64().map(|jobs| jobs as usize),
        combinations: grid.then(combinations),
        deadline: limits["MaxRuntimeInSeconds"].as_f64().unwrap_or(f64::INFINITY),
        target: criteria["TargetObjectiveMetricValue"].as_f64().map(|target| f64::from(target as f32)),
        max_not_improving: criteria["BestObjectiveNotImproving"]["MaxNumberOfTrainingJobsNotImproving"].as_u64(),
        one_percent: settings["BestObjectiveNotImproving"]["Improvement"] == "OnePercent",
        convergence: (criteria["ConvergenceDetected"]["CompleteOnConvergence"] == "Enabled").then_some(convergence),
        min_completed: (config["TrainingJobEarlyStoppingType"] == "Auto")
            .then(|| settings["EarlyStopping"]["MinCompletedJobs"].as_u64().unwrap() as usize),
        hyperband: (config["Strategy"] == "Hyperband").then(|| {
            let given = &config["StrategyConfig"]["HyperbandStrategyConfig"];
            let whole = |value: &Value| value.as_u64().unwrap();
            let factor = whole(&settings["Hyperband"]["ReductionFactor"]);
            Hyperband::new(whole(&given["MinResource"]), whole(&given["MaxResource"]), factor)
        }),
    };
    checker.whole()
}

impl<'a> Checker<'a> {
    fn whole(mut self) -> Result<Decided, Wrong> {
        self.take("TuningJobCreated", 0.0)?;
        let mut ended = self.launches(0.0)?;
        while !ended {
            ended = self.step()?;
        }
        must!(self.at == self.log.len(), "{} entries after the end", self.log.len() - self.at);
        must!(self.jobs.iter().all(|job| job.status != "InProgress"), "a job has no end");
        Ok(self.decided)
    }

    /// The next thing that happens, and all that follows from it; true when that is the end.
    fn step(&mut self) -> Result<bool, Wrong> {
        let Some(next) = self.log.get(self.at) else { return Err("the log has no end".into()) };
        let time = next["Time"].as_f64().unwrap();
        must!(self.at == 0 || self.log[self.at - 1]["Time"].as_f64() <= Some(time), "{next}: time goes back");
        if next["Event"] == "TuningJobStopping" {
            self.decided.decisions.push("ByHand".into());
            self.take("TuningJobStopping", time)?;
            self.halts(time, "TuningJobStopped")?;
            self.take("TuningJobStopped", time)?;
            return Ok(true);
        }
        // Whose report is due first; of equals the lowest number, since only an earlier one replaces it.
        let mut due: Option<(f64, usize)> = None;
        for (index, job) in self.jobs.iter().enumerate().filter(|(_, job)| job.status == "InProgress") {
            let at = job.created + self.startup + (job.values.len() + 1) as f64 * self.epoch_seconds[index];
            if due.is_none_or(|(first, _)| at < first) {
                due = Some((at, index));
            }
        }
        let Some((at, index)) = due.filter(|(at, _)| *at <= self.deadline) else {
            self.end(self.deadline, "MaxRuntimeInSeconds")?;
            return Ok(true);
        };
        let name = self.jobs[index].name.clone();
        if next["Event"] == "TrainingJobFailed" {
            let event = self.take("TrainingJobFailed", at)?;
            must!(event["TrainingJobName"] == name.as_str(), "{event}: {name} is due");
            must!(event["FailureReason"].as_str().is_some_and(|why| why.starts_with("AlgorithmError")), "{event}");
            self.decided.decisions.push("Failed".into());
            return self.after_end(index, "Failed", at);
        }
        let event = self.take("EpochCompleted", at)?;
        must!(event["TrainingJobName"] == name.as_str(), "{event}: {name} is due");
        let value = event["Value"].as_f64().unwrap_or(f64::NAN);
        must!(value.is_finite() && f64::from(value as f32) == value, "{event}: no 32-bit number");
        must!(event["Metrics"].as_object().unwrap().values().any(|metric| *metric == event["Value"]), "{event}");
        let job = &mut self.jobs[index];
        job.values.push(value);
        let (epoch, until) = (job.values.len(), job.until);
        must!(event["Epoch"] == epoch && epoch as u64 <= until, "{event}: epoch {epoch} of {until} is due");
        self.after_report(index, value, at)
    }

    fn after_report(&mut self, index: usize, value: f64, time: f64) -> Result<bool, Wrong> {
        let (name, epoch) = (self.jobs[index].name.clone(), self.jobs[index].values.len());
        let is_last = epoch as u64 == self.jobs[index].until;
        let hit = self.target.filter(|target| if self.maximize { value >= *target } else { value <= *target });
        if is_last {
            let event = self.take("TrainingJobCompleted", time)?;
            must!(event["TrainingJobName"] == name.as_str(), "{event}: {name} has reached its last epoch");
        }
        if let Some(target) = hit {
            if is_last {
                self.jobs[index].status = "Completed";
            }
            let event = self.end(time, "TargetObjectiveMetricValue")?;
            must!(event["TrainingJobName"] == name.as_str() && event["Epoch"] == epoch, "{event}");
            must!(event["Value"] == value && event["TargetObjectiveMetricValue"] == target, "{event}");
            return Ok(true);
        }
        if is_last {
            return self.after_end(index, "Completed", time);
        }
        let median = self.median(epoch);
        let worse = |median: f64| if self.maximize { value < median } else { value > median };
        let compared = |threshold, goes_on| Compared { job: index, epoch, threshold, goes_on };
        self.decided.comparisons.extend(median.map(|median| compared(median, !worse(median))));
        if let Some(median) = median.filter(|&median| worse(median)) {
            let event = self.take("TrainingJobStopped", time)?;
            must!(event["TrainingJobName"] == name.as_str(), "{event}: {name} is worse than the median {median}");
            let reason = &event["Reason"];
            must!(reason["Rule"] == "EarlyStopping" && reason["Epoch"] == epoch, "{event}");
            must!(reason["Value"] == value && reason["Median"] == median, "{event}: the median is {median}");
            must!(reason["ComparedTrainingJobs"] == self.compared(epoch), "{event}: compared {}", self.compared(epoch));
            self.decided.decisions.push("EarlyStopping".into());
            return self.after_end(index, "Stopped", time);
        }
        let rung = self.rung(index, epoch, value);
        let goes_on = |rung: &Value| rung["Rank"].as_u64() <= rung["Kept"].as_u64();
        let threshold = |rung: &Value| rung["Cutoff"].as_f64().unwrap();
        self.decided.comparisons.extend(rung.iter().map(|rung| compared(threshold(rung), goes_on(rung))));
        let resource = || self.max_resource(epoch);
        if let Some(reason) = rung.filter(|rung| !goes_on(rung)).or_else(resource) {
            let event = self.take("TrainingJobStopped", time)?;
            must!(event["TrainingJobName"] == name.as_str() && event["Reason"] == reason, "{event}: {reason}");
            self.decided.decisions.push(reason["Rule"].as_str().unwrap().into());
            return self.after_end(index, "Stopped", time);
        }
        // Whoever is not stopped goes on: what comes next is a report, and `step` checks that it is.
        Ok(false)
    }

    fn completed(&self) -> impl Iterator<Item = &Job> {
        self.jobs.iter().filter(|job| job.status == "Completed")
    }

    fn compared(&self, epoch: usize) -> Value {
        self.completed().filter(|job| job.values.len() >= epoch).map(|job| Value::from(job.name.as_str())).collect()
    }

    /// The median that a job is compared with after this epoch.
    fn median(&self, epoch: usize) -> Option<f64> {
        let curves: Vec<&[f64]> = self.completed().map(|job| job.values.as_slice()).collect();
        let (median, count) = median_of_means(&curves, epoch)?;
        (count >= self.min_completed?).then_some(median)
    }

    /// What Hyperband compares at this epoch, as the log must say it of one that is stopped.
    fn rung(&self, index: usize, epoch: usize, value: f64) -> Option<Value> {
        let hyperband = self.hyperband.as_ref()?;
        let bracket = hyperband.bracket_of(index);
        if !hyperband.rungs(bracket).contains(&epoch) {
            return None;
        }
        let there = |(place, job): &(usize, &Job)| hyperband.bracket_of(*place) == bracket && job.values.len() >= epoch;
        let jobs: Vec<&Job> = self.jobs.iter().enumerate().filter(there).map(|(_, job)| job).collect();
        let mut values: Vec<f64> = jobs.iter().map(|job| job.values[epoch - 1]).collect();
        values.sort_by(|a, b| if self.maximize { b.total_cmp(a) } else { a.total_cmp(b) });
        let kept = usize::max(1, values.len() / hyperband.factor as usize);
        let rank = 1 + values.iter().take_while(|other| **other != value).count();
        let names: Vec<&str> = jobs.iter().map(|job| job.name.as_str()).collect();
        Some(json!({
            "Rule": "Hyperband", "Bracket": bracket, "Epoch": epoch, "Value": value, "Rank": rank, "Kept": kept,
            "Cutoff": values[kept - 1], "ComparedTrainingJobs": names,
        }))
    }

    fn max_resource(&self, epoch: usize) -> Option<Value> {
        let is_most = epoch as u64 == self.hyperband.as_ref()?.max;
        is_most.then(|| json!({ "Rule": "MaxResource", "Epoch": epoch }))
    }

    /// A job ended: does that end the tuning job? Else its slot is used again.
    fn after_end(&mut self, index: usize, status: &'static str, time: f64) -> Result<bool, Wrong> {
        self.jobs[index].status = status;
        let objective = |job: &Job| job.values.last().copied().filter(|_| job.status != "Failed");
        self.ended.push(objective(&self.jobs[index]));
        let (since, best) = not_improving(&self.ended, self.maximize, self.one_percent);
        if let Some(max) = self.max_not_improving.filter(|max| since >= *max) {
            let event = self.end(time, "BestObjectiveNotImproving")?;
            must!(event["NumberOfTrainingJobsObjectiveNotImproving"] == since, "{event}: {since}");
            must!(event["MaxNumberOfTrainingJobsNotImproving"] == max, "{event}");
            must!(event["BestValue"].as_f64() == best, "{event}: the best is {best:?}");
            return Ok(true);
        }
        let objectives: Vec<f64> = self.ended.iter().flatten().copied().collect();
        let converged = self.convergence.and_then(|rule| {
            let (near, chance) = chance_of_improvement(&objectives, self.maximize, rule)?;
            (chance < rule.limit).then_some((near, chance))
        });
        if let Some((near_best, chance)) = converged {
            let near = |event: &Value| {
                let given = event["Probability"].as_f64().unwrap_or(f64::NAN);
                (given - chance).abs() < 1e-12
                    && event["EndedTrainingJobs"] == objectives.len()
                    && event["TrainingJobsNearBest"] == near_best
            };
            let event = self.take("ConvergenceDetected", time)?;
            must!(near(event), "{event}: the chance is {chance} of {} jobs", objectives.len());
            let event = self.end(time, "CompleteOnConvergence")?;
            must!(near(event), "{event}: the chance is {chance}");
            return Ok(true);
        }
        self.launches(time)
    }

    /// Free slots are used at once, as long as there is something to launch and time left; true when nothing runs and
    /// nothing is left to launch.
    fn launches(&mut self, time: f64) -> Result<bool, Wrong> {
        let most = [self.max_jobs, self.combinations].into_iter().flatten().min().unwrap_or(750);
        let running = self.jobs.iter().filter(|job| job.status == "InProgress").count();
        let free = if time >= self.deadline { 0 } else { (self.parallel - running).min(most - self.jobs.len()) };
        for _ in 0..free {
            let event = self.take("TrainingJobCreated", time)?;
            let name = event["TrainingJobName"].as_str().unwrap().to_owned();
            let number = self.jobs.len() + 1;
            must!(name.split('-').rev().nth(1) == Some(&format!("{number:03}")), "{event}: job {number} is next");
            let until = event["UntilEpoch"].as_u64().unwrap();
            if let Some(epochs) = event["TunedHyperParameters"]["epochs"].as_str() {
                must!(epochs.parse() == Ok(until), "{event}: until {epochs}");
            }
            self.jobs.push(Job { name, created: time, until, values: Vec::new(), status: "InProgress" });
        }
        if running + free > 0 || self.jobs.len() < most {
            return Ok(false);
        }
        if self.max_jobs == Some(most) {
            let event = self.end(time, "MaxNumberOfTrainingJobs")?;
            must!(event["MaxNumberOfTrainingJobs"] == most, "{event}");
        } else {
            let event = self.end(time, "SearchSpaceExhausted")?;
            must!(event["Combinations"] == most, "{event}");
        }
        Ok(true)
    }

    /// The tuning job is completed: everyone who runs is stopped, by number, and the criterion is named.
    fn end(&mut self, time: f64, criterion: &str) -> Result<&'a Value, Wrong> {
        self.halts(time, "TuningJobCompleted")?;
        let event = self.take("TuningJobCompleted", time)?;
        must!(event["Criterion"] == criterion, "{event}: {criterion} was met first");
        self.decided.decisions.push(criterion.into());
        Ok(event)
    }

    fn halts(&mut self, time: f64, rule: &str) -> Result<(), Wrong> {
        for index in 0..self.jobs.len() {
            if self.jobs[index].status == "InProgress" {
                let event = self.take("TrainingJobStopped", time)?;
                must!(
                    event["TrainingJobName"] == self.jobs[index].name.as_str(),
                    "{event}: who runs is stopped in order"
                );
                must!(event["Reason"]["Rule"] == rule, "{event}: by {rule}");
                self.jobs[index].status = "Stopped";
            }
        }
        Ok(())
    }

    fn take(&mut self, name: &str, time: f64) -> Result<&'a Value, Wrong> {
        let log = self.log;
        let Some(event) = log.get(self.at) else { return Err(format!("the log ends where {name} must come")) };
        must!(event["Event"] == name, "entry {}: {event}: {name} must come at {time}", self.at);
        must!(event["Time"] == time, "entry {}: {event}: the time must be {time}", self.at);
        self.at += 1;
        Ok(event)
    }
}
