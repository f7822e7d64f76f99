//! A tuning job that ran at AWS, to be looked at here and learnt from: its `DescribeHyperParameterTuningJob` response and
//! its list of training jobs (`ListTrainingJobsForHyperParameterTuningJob`, all pages) become an event log.
//!
//! AWS's list has one value a training job, the last that it reported. So each job has one report here, at its end, and no
//! curve. What AWS does not say is not made up: why a training job was stopped is [`StopReason::Unknown`], and by what the
//! tuning job is complete is only named where the numbers tell it. [`Imported::notes`] says what is missing, for people.
//!
//! [`StopReason::Unknown`]: crate::training_job::StopReason::Unknown

mod end;
mod log;
mod notes;
mod read;
mod space;
mod times;

use super::check::rules_of;
use super::parent::with_training_jobs;
use super::session::Session;
use crate::catalogue::ALGORITHMS;
use crate::completion::{Completion, CompletionCriteria, Criterion};
use crate::early_stopping::EarlyStopping;
use crate::language::t;
use crate::objective::{Direction, Objective};
use crate::sagemaker::{HyperParameterTuningJobObjective, Request, RequestError, limits};
use crate::search_space::SearchSpace;
use crate::strategy::{ChosenStrategy, Strategy, StrategyKind};
use crate::training_job::Seconds;
use crate::tuning_job::{ConfigError, EpochPlan, Event, LogEntry, State, TuningConfig, TuningConfigParts};
use end::Ended;
use read::{Described, Outcome, Summary};
use serde_json::{Map, Value, json};
use thiserror::Error;

/// A tuning job that ran at AWS.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The request that created it, as Describe gives it back; `None` for a list alone.
    pub request: Option<Request>,
    /// What it was asked to do, as far as it is known and this program has words for it: a strategy that does not run here
    /// is `Random` in it, and the request has the real one.
    pub config: TuningConfig,
    /// What it did, in seconds since its creation.
    pub log: Vec<LogEntry>,
    /// When it was created, in seconds since 1970; of a list alone, when its first training job was.
    pub created: Seconds,
    /// What AWS bills the training jobs for, an instance each: the seconds from `TrainingStartTime` to `TrainingEndTime`.
    pub billable_seconds: Seconds,
    /// The tuning job as a parent of others: see `playground::as_parent`.
    pub parent: Value,
    /// What is not known, or was concluded from other things: a sentence each.
    pub notes: Vec<String>,
}

/// Why some answers are no tuning job.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum ImportError {
    /// What stands for the Describe response is something else.
    #[error(
        "{}",
        t!(
            "this is no DescribeHyperParameterTuningJob response: that has HyperParameterTuningJobConfig and \
             HyperParameterTuningJobStatus. Give what `aws sagemaker describe-hyper-parameter-tuning-job` prints, or nothing"
        )
    )]
    NotDescribed,
    /// The request in the Describe response cannot be read.
    #[error("{}", t!("in the Describe response: {error}", error = .0))]
    Request(#[from] RequestError),
    /// A member is missing or wrong: where, for example `TrainingJobSummaries[3].CreationTime`, what is wrong, and what would be
    /// right.
    #[error("{0}")]
    Member(String),
    /// There is nothing.
    #[error(
        "{}",
        t!(
            "there is no training job in the list, and no Describe response; give what `aws sagemaker \
             list-training-jobs-for-hyper-parameter-tuning-job` prints"
        )
    )]
    Nothing,
    /// The list belongs to another tuning job.
    #[error(
        "{}",
        t!(
            "the training job {training_job} is not of the tuning job {tuning_job}; give both answers about one",
            training_job,
            tuning_job
        )
    )]
    OtherJob {
        /// The training job.
        training_job: String,
        /// The tuning job.
        tuning_job: String,
    },
    /// No hyperparameter is tuned.
    #[error(
        "{}",
        t!("there is no range in the Describe response and no TunedHyperParameters in the list: nothing was tuned")
    )]
    NothingTuned,
    /// More than any tuning job has.
    #[error(
        "{}",
        t!(
            "{hyperparameters} hyperparameters in {training_jobs} training jobs are more than any tuning job has",
            hyperparameters,
            training_jobs
        )
    )]
    TooLarge {
        /// How many hyperparameters.
        hyperparameters: usize,
        /// How many training jobs.
        training_jobs: usize,
    },
    /// No training job has an objective, and there is no Describe response that names it.
    #[error(
        "{}",
        t!(
            "no training job in the list has an objective, so its metric is not known; give the Describe response as well"
        )
    )]
    NoObjective,
    /// The parts do not go together.
    #[error(transparent)]
    Config(ConfigError),
}

/// Makes a tuning job of AWS's answers about it. `describe` is the Describe response, or null where there is none;
/// `summaries` are the items of the list, or its pages as AWS gives them. Times may be numbers, as on the wire, or texts,
/// as AWS's command line and boto3 print them.
pub fn imported_job(describe: &Value, summaries: &[Value]) -> Result<Imported, ImportError> {
    let described = read::described(describe)?;
    let mut jobs = read::summaries(summaries)?;
    log::sort(&mut jobs);
    let name = name_of(described.as_ref(), &jobs)?;
    let request = described.as_ref().map(|described| &described.request);
    let (space, tried) = space::space(request, &jobs)?;
    let (objective, is_guessed) = objective_of(request, &jobs)?;

    let first = jobs.iter().map(|job| job.created).reduce(f64::min);
    let created = described.as_ref().map(|described| described.created).or(first).unwrap_or_default();
    let known_until = described.as_ref().and_then(|described| described.ended.or(described.modified));
    let now = jobs.iter().filter_map(Summary::end).chain(known_until).fold(created, f64::max);
    let log = log::entries(&jobs, &space, created, now);
    let config = config_of(name, request, space, objective, &jobs)?;
    let notes = notes::notes(described.as_ref(), &jobs, &config, &tried, is_guessed);
    let billed = |job: &Summary| Some((job.ended? - job.started?).max(0.0));
    let mut imported = Imported {
        parent: as_parent(describe, &config, &jobs),
        request: request.cloned(),
        billable_seconds: jobs.iter().filter_map(billed).sum(),
        config,
        log,
        created,
        notes,
    };
    imported.end(described.as_ref(), &jobs, now - created);
    Ok(imported)
}

impl Imported {
    /// The tuning job on the screen, shown at its end.
    pub fn session(&self) -> Session {
        let mut session = Session::new(self.config.clone());
        session.receive(self.log.iter().cloned(), None);
        session.seek(f64::INFINITY);
        session
    }

    /// Where the tuning job stands: the fold of its log.
    pub fn state(&self) -> State {
        let mut state = State::new(&self.config);
        self.log.iter().for_each(|entry| state.apply(entry));
        state
    }

    /// Adds how the tuning job ended, if it has.
    fn end(&mut self, described: Option<&Described>, jobs: &[Summary], now: Seconds) {
        let criteria = self.config.criteria().clone();
        let ended = Ended {
            criteria: &criteria,
            direction: self.config.objective().direction,
            not_improving: described.and_then(|described| described.not_improving),
            has_converged: described.is_some_and(|described| described.has_converged),
            combinations: self.config.space().cardinality().filter(|_| self.config.strategy() == StrategyKind::Grid),
            end: now,
        };
        let all_ended = jobs.iter().all(|job| job.outcome != Outcome::Running);
        let events = match described.map(|described| described.status.as_str()) {
            Some("Completed") => {
                vec![Event::TuningJobCompleted { completion: ended.completion(&self.log, jobs.len()) }]
            }
            Some("Stopped") => vec![Event::TuningJobStopping, Event::TuningJobStopped],
            Some("Stopping") => vec![Event::TuningJobStopping],
            Some("Failed") => {
                let reason = described.and_then(|described| described.failure_reason.clone());
                vec![Event::TuningJobFailed {
                    reason: reason.unwrap_or_else(|| "AWS gave no FailureReason".to_owned()),
                }]
            }
            // A list alone, all of whose jobs have ended.
            None if all_ended => {
                let completion = Completion::Reported { criterion: Criterion::Unknown };
                vec![Event::TuningJobCompleted { completion }]
            }
            _ => Vec::new(),
        };
        let time = self.log.last().map_or(now, |entry| entry.time.max(now));
        self.log.extend(events.into_iter().map(|event| LogEntry { time, event }));
    }
}

/// The tuning job as a parent, with what is learnt from of its training jobs. A list alone tells name and objective.
fn as_parent(describe: &Value, config: &TuningConfig, jobs: &[Summary]) -> Value {
    let Objective { metric_name, direction } = config.objective();
    let described = if describe.is_null() {
        let objective = json!({ "MetricName": metric_name, "Type": direction.name() });
        json!({
            "HyperParameterTuningJobName": config.name(),
            "HyperParameterTuningJobConfig": { "HyperParameterTuningJobObjective": objective },
        })
    } else {
        describe.clone()
    };
    let ended = jobs.iter().filter_map(|job| {
        let objective = job.objective.as_ref()?;
        let tuned: Map<String, Value> = job.tuned.iter().map(|(name, text)| (name.clone(), json!(text))).collect();
        Some(json!({
            "TrainingJobName": job.name,
            "TunedHyperParameters": tuned,
            "FinalHyperParameterTuningJobObjectiveMetric": {
                "MetricName": objective.metric_name,
                "Value": objective.value,
            },
        }))
    });
    with_training_jobs(described, ended.collect())
}

/// The tuning job's name: Describe's, or the one in the training jobs' names.
fn name_of(described: Option<&Described>, jobs: &[Summary]) -> Result<String, ImportError> {
    let name = match (described, jobs) {
        (Some(described), _) => described.request.hyper_parameter_tuning_job_name.clone(),
        (None, []) => return Err(ImportError::Nothing),
        (None, [first, ..]) => log::tuning_job_in(&first.name).unwrap_or(&first.name).to_owned(),
    };
    let other =
        jobs.iter().find(|job| log::tuning_job_in(&job.name).is_some_and(|own| !own.eq_ignore_ascii_case(&name)));
    match other {
        Some(job) => Err(ImportError::OtherJob { training_job: job.name.clone(), tuning_job: name }),
        None => Ok(name),
    }
}

/// The objective, and whether its direction is a guess.
fn objective_of(request: Option<&Request>, jobs: &[Summary]) -> Result<(Objective, bool), ImportError> {
    let of_request = |request: &Request| {
        let several = request.training_job_definitions.as_deref().unwrap_or_default().iter();
        let own = request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective.iter();
        let mut objectives = own.chain(several.filter_map(|definition| definition.tuning_objective.as_ref()));
        objectives.find_map(|objective: &HyperParameterTuningJobObjective| {
            let direction = Direction::parse(&objective.objective_type)?;
            Some(Objective { metric_name: objective.metric_name.clone(), direction })
        })
    };
    if let Some(objective) = request.and_then(of_request) {
        return Ok((objective, false));
    }
    let mut finals = jobs.iter().filter_map(|job| job.objective.as_ref());
    let Some(first) = finals.next() else { return Err(ImportError::NoObjective) };
    let metric_name = first.metric_name.clone();
    let told = std::iter::once(first).chain(finals).find_map(|objective| objective.direction);
    let direction = told.unwrap_or_else(|| likely_direction(&metric_name));
    Ok((Objective { metric_name, direction }, told.is_none()))
}

/// The direction of a metric of which only the name is known: that of SageMaker's own algorithm, or what such names mean.
fn likely_direction(metric_name: &str) -> Direction {
    let known = ALGORITHMS.iter().find_map(|algorithm| algorithm.metric(metric_name));
    let lower = metric_name.to_ascii_lowercase();
    let is_less = ["loss", "err", "mse", "mae", "perplexity", "mape"].iter().any(|word| lower.contains(word));
    let guess = if is_less { Direction::Minimize } else { Direction::Maximize };
    known.map_or(guess, |metric| metric.direction)
}

fn config_of(
    name: String,
    request: Option<&Request>,
    space: SearchSpace,
    objective: Objective,
    jobs: &[Summary],
) -> Result<TuningConfig, ImportError> {
    let rules = request.map(|request| rules_of(request, &space));
    let launched = u32::try_from(jobs.len()).unwrap_or(u32::MAX).max(1);
    let criteria = CompletionCriteria {
        max_training_jobs: launched,
        max_runtime: None,
        target: None,
        not_improving: None,
        convergence: None,
    };
    let limits = rules.as_ref().and_then(|rules| rules.limits.clone());
    let (max_parallel_jobs, criteria) = limits.unwrap_or((most_at_a_time(jobs), criteria));
    let strategy = rules.as_ref().and_then(|rules| rules.strategy);
    let strategy = strategy.filter(|strategy| Strategy::new(*strategy, &space, 0).is_ok());
    let parts = TuningConfigParts {
        name,
        seed: rules.as_ref().and_then(|rules| rules.seed).unwrap_or_default(),
        metrics: vec![objective.metric_name.clone()],
        objective,
        space,
        strategy: strategy.unwrap_or(ChosenStrategy::Random),
        warm_start: None,
        epoch_plan: EpochPlan { tuned: None, default: 1, most: 1 },
        max_parallel_jobs,
        early_stopping: rules.and_then(|rules| rules.early_stopping).unwrap_or(EarlyStopping::Off),
        criteria,
    };
    // All that it could refuse is right by construction.
    TuningConfig::new(parts)
        .map_err(|errors| errors.into_iter().next().map_or(ImportError::Nothing, ImportError::Config))
}

/// How many training jobs ran at the same time, at most: no more than AWS ever allows.
fn most_at_a_time(jobs: &[Summary]) -> u32 {
    let mut changes: Vec<(Seconds, i32)> = Vec::new();
    for job in jobs {
        changes.push((job.created, 1));
        changes.extend(job.end().map(|ended| (ended, -1)));
    }
    // What ends makes room for what starts at the same time.
    changes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut running = 0;
    let most = changes.iter().map(|(_, change)| {
        running += change;
        running
    });
    let most = most.max().and_then(|most| u32::try_from(most).ok()).unwrap_or(1);
    most.clamp(1, limits::MAX_PARALLEL_TRAINING_JOBS_INCREASED as u32)
}

#[cfg(test)]
mod tests;
