//! What to try next: `HyperParameterTuningJobConfig.Strategy`.
//!
//! A strategy sees the history of the tuning job and nothing else: no model, no clock. The choice for job `n` draws from
//! the random stream of `(seed, n)`, so that it depends on the history and on nothing that happened to be drawn before.
//!
//! ```
//! use tuneground::objective::Direction;
//! use tuneground::search_space::{IntegerRange, Parameter, Scaling, SearchSpace};
//! use tuneground::strategy::{ChosenStrategy, Strategy};
//! use tuneground::training_job::{History, JobNumber};
//!
//! let units = IntegerRange::new(2, 24, Scaling::Linear)?.into();
//! let space = SearchSpace::new(vec![Parameter { name: "hidden_units".into(), range: units }])?;
//! let mut strategy = Strategy::new(ChosenStrategy::Random, &space, 2026)?;
//! let suggestion = strategy.suggest(&space, History::new(&[], Direction::Maximize), JobNumber(1));
//! assert_eq!(suggestion.map(|suggestion| suggestion.hyperparameters.len()), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod bayesian;
mod grid;
pub mod hyperband;
mod random;
mod suggestion;
pub mod warm_start;

pub use grid::GridError;
pub use suggestion::{Reason, Suggestion};

use crate::language::t;
use crate::objective::Direction;
use crate::search_space::SearchSpace;
use crate::training_job::{History, JobNumber, StopReason};
use hyperband::{Hyperband, HyperbandSettings};
use warm_start::WarmStart;

/// AWS's four strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrategyKind {
    /// Every combination of categories, once.
    Grid,
    /// Each training job's values independently at random.
    Random,
    /// Where a Gaussian process fitted to all earlier training jobs expects most.
    Bayesian,
    /// Random values, and training jobs that are stopped at rungs.
    Hyperband,
}

impl StrategyKind {
    /// Those that this engine runs.
    pub const ALL: [Self; 4] = [Self::Grid, Self::Random, Self::Bayesian, Self::Hyperband];

    /// AWS's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "Grid",
            Self::Random => "Random",
            Self::Bayesian => "Bayesian",
            Self::Hyperband => "Hyperband",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Grid => t!("Grid"),
            Self::Random => t!("Random"),
            Self::Bayesian => t!("Bayesian"),
            Self::Hyperband => t!("Hyperband"),
        }
    }

    /// The strategy that AWS's word names, if this engine runs it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A strategy with all that it has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChosenStrategy {
    /// See [`StrategyKind::Grid`].
    Grid,
    /// See [`StrategyKind::Random`].
    Random,
    /// See [`StrategyKind::Bayesian`].
    Bayesian,
    /// See [`StrategyKind::Hyperband`].
    Hyperband(HyperbandSettings),
}

impl ChosenStrategy {
    /// Which one it is.
    pub fn kind(self) -> StrategyKind {
        match self {
            Self::Grid => StrategyKind::Grid,
            Self::Random => StrategyKind::Random,
            Self::Bayesian => StrategyKind::Bayesian,
            Self::Hyperband(_) => StrategyKind::Hyperband,
        }
    }
}

/// A strategy at work, with what it remembers.
#[derive(Clone, Debug)]
pub enum Strategy {
    /// See [`StrategyKind::Grid`].
    Grid(grid::Grid),
    /// See [`StrategyKind::Random`].
    Random(random::Random),
    /// See [`StrategyKind::Bayesian`].
    Bayesian(bayesian::Bayesian),
    /// See [`StrategyKind::Hyperband`].
    Hyperband(Hyperband),
}

impl Strategy {
    /// A strategy at its start, in this space, drawing from the streams of `seed`.
    pub fn new(chosen: ChosenStrategy, space: &SearchSpace, seed: u64) -> Result<Self, GridError> {
        Ok(match chosen {
            ChosenStrategy::Grid => Self::Grid(grid::Grid::new(space)?),
            ChosenStrategy::Random => Self::Random(random::Random::new(seed)),
            ChosenStrategy::Bayesian => Self::Bayesian(bayesian::Bayesian::new(space, seed)),
            ChosenStrategy::Hyperband(settings) => Self::Hyperband(Hyperband::new(settings, seed)),
        })
    }

    /// Learns from earlier tuning jobs whose objective is better in this direction, before the first suggestion. Grid,
    /// Random and Hyperband suggest without regard to objectives, so there is nothing for them to learn.
    pub fn learn(&mut self, warm_start: &WarmStart, direction: Direction) {
        if let Self::Bayesian(bayesian) = self {
            bayesian.learn(warm_start, direction);
        }
    }

    /// The values for training job `number`, and why these; `None` when there is nothing left to try.
    pub fn suggest(&mut self, space: &SearchSpace, history: History<'_>, number: JobNumber) -> Option<Suggestion> {
        let (hyperparameters, reason) = match self {
            Self::Grid(grid) => (grid.suggest(space, number)?, Reason::NextCombination),
            Self::Random(random) => (random.suggest(space, number), Reason::Random),
            Self::Bayesian(bayesian) => return Some(bayesian.suggest(history, number)),
            Self::Hyperband(hyperband) => (hyperband.suggest(space, number), Reason::Random),
        };
        Some(Suggestion { hyperparameters, reason })
    }

    /// Bayesian optimisation, if it is that.
    pub fn bayesian(&self) -> Option<&bayesian::Bayesian> {
        match self {
            Self::Bayesian(bayesian) => Some(bayesian),
            Self::Grid(_) | Self::Random(_) | Self::Hyperband(_) => None,
        }
    }

    /// Why training job `job`, which has just reported `value` after `epoch`, is to be stopped by the strategy; `None` when it
    /// goes on. `history` has the report.
    pub fn reason_to_stop(&self, history: History<'_>, job: JobNumber, epoch: u32, value: f64) -> Option<StopReason> {
        match self {
            Self::Grid(_) | Self::Random(_) | Self::Bayesian(_) => None,
            Self::Hyperband(hyperband) => hyperband.reason_to_stop(history, job, epoch, value),
        }
    }
}
