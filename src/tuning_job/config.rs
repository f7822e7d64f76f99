//! What a tuning job is asked to do, valid by construction: only a [`TuningConfig`] can run.

use crate::completion::{CompletionCriteria, Improvement};
use crate::early_stopping::EarlyStopping;
use crate::language::t;
use crate::objective::Objective;
use crate::search_space::{HyperParameters, ParameterRange, SearchSpace};
use crate::strategy::hyperband::HyperbandSettings;
use crate::strategy::warm_start::WarmStart;
use crate::strategy::{ChosenStrategy, GridError, Strategy, StrategyKind};
use std::fmt;

/// For how many epochs a training job trains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochPlan {
    /// The tuned hyperparameter that says it, if one does.
    pub tuned: Option<String>,
    /// The number where none does; at least 1.
    pub default: u32,
    /// No training job trains longer, whatever is tuned; at least 1.
    pub most: u32,
}

impl EpochPlan {
    /// The last epoch of a training job with these hyperparameters, at least 1.
    pub fn until_epoch(&self, hyperparameters: &HyperParameters) -> u32 {
        let tuned = self.tuned.as_deref().and_then(|name| hyperparameters.get(name)?.as_number());
        tuned.map_or(self.default, |epochs| epochs as u32).min(self.most).max(1)
    }

    /// The last epoch that any training job of this search space can reach, at least 1.
    pub fn max_epochs(&self, space: &SearchSpace) -> u32 {
        let tuned = self.tuned.as_deref().and_then(|name| space.get(name));
        let most = tuned.and_then(|parameter| match &parameter.range {
            ParameterRange::Continuous(range) => Some(range.max()),
            ParameterRange::Integer(range) => Some(range.max() as f64),
            ParameterRange::Categorical(range) => {
                range.values().iter().filter_map(|text| text.trim_matches('"').parse().ok()).reduce(f64::max)
            }
        });
        most.map_or(self.default, |epochs| epochs as u32).min(self.most).max(1)
    }
}

/// The parts of a [`TuningConfig`], before they are checked against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct TuningConfigParts {
    /// `HyperParameterTuningJobName`.
    pub name: String,
    /// `RandomSeed`; 0 where the request has none.
    pub seed: u64,
    /// What is optimised.
    pub objective: Objective,
    /// The names of the metrics that a training job reports after each epoch, the objective among them.
    pub metrics: Vec<String>,
    /// What may be tried.
    pub space: SearchSpace,
    /// What to try next.
    pub strategy: ChosenStrategy,
    /// The earlier tuning jobs that it learns from: `WarmStartConfig`.
    pub warm_start: Option<WarmStart>,
    /// For how long a training job trains.
    pub epoch_plan: EpochPlan,
    /// `MaxParallelTrainingJobs`, at least 1.
    pub max_parallel_jobs: u32,
    /// `TrainingJobEarlyStoppingType`.
    pub early_stopping: EarlyStopping,
    /// When the tuning job ends.
    pub criteria: CompletionCriteria,
}

/// Why a tuning job cannot run as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The strategy cannot search the space.
    Grid(GridError),
    /// The objective is not among the metrics.
    UnknownMetric {
        /// The objective's name.
        metric_name: String,
        /// The metrics there are.
        known: Vec<String>,
    },
    /// Hyperband has a rule of its own for stopping.
    TwoStoppingRules,
    /// Nothing could run.
    NoJobs,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grid(error) => error.fmt(f),
            Self::UnknownMetric { metric_name, known } => f.write_str(&t!(
                "no metric is called {name}; the training jobs report {known}",
                name = metric_name,
                known = known.join(", "),
            )),
            Self::TwoStoppingRules => f.write_str(t!(
                "Hyperband stops training jobs by a rule of its own; TrainingJobEarlyStoppingType must be Off"
            )),
            Self::NoJobs => f.write_str(t!("MaxParallelTrainingJobs and MaxNumberOfTrainingJobs must be 1 or more")),
        }
    }
}

impl std::error::Error for ConfigError {}

impl From<GridError> for ConfigError {
    fn from(error: GridError) -> Self {
        Self::Grid(error)
    }
}

/// What a tuning job is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub struct TuningConfig {
    parts: TuningConfigParts,
    objective_index: usize,
    max_epochs: u32,
}

impl TuningConfig {
    /// Checks the parts against each other; every problem is reported.
    pub fn new(parts: TuningConfigParts) -> Result<Self, Vec<ConfigError>> {
        let mut errors = Vec::new();
        if let Err(error) = Strategy::new(parts.strategy, &parts.space, parts.seed) {
            errors.push(error.into());
        }
        if parts.strategy.kind() == StrategyKind::Hyperband && parts.early_stopping != EarlyStopping::Off {
            errors.push(ConfigError::TwoStoppingRules);
        }
        if parts.max_parallel_jobs == 0 || parts.criteria.max_training_jobs == 0 {
            errors.push(ConfigError::NoJobs);
        }
        let metric_name = &parts.objective.metric_name;
        match parts.metrics.iter().position(|name| name == metric_name) {
            Some(objective_index) if errors.is_empty() => {
                let max_epochs = parts.epoch_plan.max_epochs(&parts.space);
                Ok(Self { parts, objective_index, max_epochs })
            }
            Some(_) => Err(errors),
            None => {
                let (metric_name, known) = (metric_name.clone(), parts.metrics.clone());
                errors.push(ConfigError::UnknownMetric { metric_name, known });
                Err(errors)
            }
        }
    }

    /// The same with another `RandomSeed`: nothing else depends on it.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.parts.seed = seed;
        self
    }

    /// `HyperParameterTuningJobName`.
    pub fn name(&self) -> &str {
        &self.parts.name
    }

    /// `RandomSeed`.
    pub fn seed(&self) -> u64 {
        self.parts.seed
    }

    /// What is optimised.
    pub fn objective(&self) -> &Objective {
        &self.parts.objective
    }

    /// The names of the metrics of each epoch.
    pub fn metrics(&self) -> &[String] {
        &self.parts.metrics
    }

    /// The objective's place among the metrics.
    pub fn objective_index(&self) -> usize {
        self.objective_index
    }

    /// What may be tried.
    pub fn space(&self) -> &SearchSpace {
        &self.parts.space
    }

    /// What to try next.
    pub fn strategy(&self) -> StrategyKind {
        self.parts.strategy.kind()
    }

    /// Hyperband's settings, if it is Hyperband.
    pub fn hyperband(&self) -> Option<HyperbandSettings> {
        match self.parts.strategy {
            ChosenStrategy::Hyperband(settings) => Some(settings),
            ChosenStrategy::Grid | ChosenStrategy::Random | ChosenStrategy::Bayesian => None,
        }
    }

    /// The earlier tuning jobs that it learns from.
    pub fn warm_start(&self) -> Option<&WarmStart> {
        self.parts.warm_start.as_ref()
    }

    /// For how long a training job trains.
    pub fn epoch_plan(&self) -> &EpochPlan {
        &self.parts.epoch_plan
    }

    /// The last epoch that any training job can reach: known before the first one starts.
    pub fn max_epochs(&self) -> u32 {
        self.max_epochs
    }

    /// `MaxParallelTrainingJobs`.
    pub fn max_parallel_jobs(&self) -> u32 {
        self.parts.max_parallel_jobs
    }

    /// `TrainingJobEarlyStoppingType`.
    pub fn early_stopping(&self) -> EarlyStopping {
        self.parts.early_stopping
    }

    /// When the tuning job ends.
    pub fn criteria(&self) -> &CompletionCriteria {
        &self.parts.criteria
    }

    /// What counts as improving on the best.
    pub fn improvement(&self) -> Improvement {
        self.parts.criteria.not_improving.map_or(Improvement::default(), |limit| limit.improvement)
    }

    /// The strategy at its start. That it fits the space was checked when the configuration was made.
    pub(super) fn start_strategy(&self) -> Strategy {
        let mut strategy = Strategy::new(self.parts.strategy, &self.parts.space, self.parts.seed)
            .unwrap_or_else(|_| unreachable!("the constructor has built this strategy once"));
        if let Some(warm_start) = &self.parts.warm_start {
            strategy.learn(warm_start, self.parts.objective.direction);
        }
        strategy
    }
}
