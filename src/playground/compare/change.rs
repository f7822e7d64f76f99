//! How a variant differs from the document that is edited: a change in each of a few dimensions.

use crate::language::{marked, t};
use crate::search_space::Scaling;
use crate::strategy::StrategyKind;

/// What can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// How the next values are chosen.
    Strategy,
    /// Whether the median rule stops training jobs.
    EarlyStopping,
    /// How all ranges of numbers are searched.
    Scaling,
    /// How many training jobs run at a time.
    Parallel,
    /// Whether the best objective not improving ends the tuning job.
    NotImproving,
    /// Whether convergence ends it.
    Convergence,
    /// Whether a target ends it.
    Target,
}

impl Dimension {
    /// All of them, in the order in which a variant's label names them.
    pub const ALL: [Self; 7] = [
        Self::Strategy,
        Self::EarlyStopping,
        Self::Scaling,
        Self::Parallel,
        Self::NotImproving,
        Self::Convergence,
        Self::Target,
    ];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Strategy => t!("Strategy"),
            Self::EarlyStopping => t!("Early stopping"),
            Self::Scaling => t!("Scale of the ranges"),
            Self::Parallel => t!("Training jobs at once"),
            Self::NotImproving => t!("Ends when nothing improves"),
            Self::Convergence => t!("Ends on convergence"),
            Self::Target => t!("Ends at a target"),
        }
    }

    /// The changes in it.
    pub fn changes(self) -> impl Iterator<Item = Change> {
        Change::ALL.into_iter().filter(move |change| change.dimension() == self)
    }
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// This strategy, with what goes with it: see [`to_strategy`](crate::playground::form::to_strategy).
    Strategy(StrategyKind),
    /// `TrainingJobEarlyStoppingType` Auto or Off. Hyperband, which must have it off, keeps it off.
    EarlyStopping(bool),
    /// All ranges of numbers on this scale, where it is possible.
    Scaling(Scaling),
    /// `MaxParallelTrainingJobs`.
    Parallel(u32),
    /// `BestObjectiveNotImproving` on, with the document's number or [`DEFAULT_NOT_IMPROVING`], or off.
    NotImproving(bool),
    /// `CompleteOnConvergence` on or off.
    Convergence(bool),
    /// `TargetObjectiveMetricValue` on, with the document's value or the form's default, or off.
    Target(bool),
}

/// Training jobs without a new best that end the tuning job, where the document has no number.
pub(super) const DEFAULT_NOT_IMPROVING: i64 = 10;

impl Change {
    /// All that are offered, by dimension.
    pub const ALL: [Self; 17] = [
        Self::Strategy(StrategyKind::Random),
        Self::Strategy(StrategyKind::Bayesian),
        Self::Strategy(StrategyKind::Hyperband),
        Self::Strategy(StrategyKind::Grid),
        Self::EarlyStopping(false),
        Self::EarlyStopping(true),
        Self::Scaling(Scaling::Linear),
        Self::Scaling(Scaling::Logarithmic),
        Self::Parallel(1),
        Self::Parallel(4),
        Self::Parallel(10),
        Self::NotImproving(false),
        Self::NotImproving(true),
        Self::Convergence(false),
        Self::Convergence(true),
        Self::Target(false),
        Self::Target(true),
    ];

    /// A name that does not change.
    pub fn id(self) -> &'static str {
        match self {
            Self::Strategy(StrategyKind::Random) => "random",
            Self::Strategy(StrategyKind::Bayesian) => "bayesian",
            Self::Strategy(StrategyKind::Hyperband) => "hyperband",
            Self::Strategy(StrategyKind::Grid) => "grid",
            Self::EarlyStopping(false) => "stopping-off",
            Self::EarlyStopping(true) => "stopping-auto",
            Self::Scaling(Scaling::Logarithmic) => "scale-log",
            Self::Scaling(_) => "scale-linear",
            Self::Parallel(1) => "parallel-1",
            Self::Parallel(10) => "parallel-10",
            Self::Parallel(_) => "parallel-4",
            Self::NotImproving(false) => "improving-off",
            Self::NotImproving(true) => "improving-on",
            Self::Convergence(false) => "convergence-off",
            Self::Convergence(true) => "convergence-on",
            Self::Target(false) => "target-off",
            Self::Target(true) => "target-on",
        }
    }

    /// The change of this name, if there is one.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.id() == id)
    }

    /// What it changes.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Strategy(_) => Dimension::Strategy,
            Self::EarlyStopping(_) => Dimension::EarlyStopping,
            Self::Scaling(_) => Dimension::Scaling,
            Self::Parallel(_) => Dimension::Parallel,
            Self::NotImproving(_) => Dimension::NotImproving,
            Self::Convergence(_) => Dimension::Convergence,
            Self::Target(_) => Dimension::Target,
        }
    }

    /// The change in a variant's label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Strategy(kind) => kind.title(),
            Self::EarlyStopping(true) => t!("early stopping"),
            Self::EarlyStopping(false) => t!("no early stopping"),
            Self::Scaling(Scaling::Logarithmic) => t!("log scale"),
            Self::Scaling(_) => t!("linear scale"),
            Self::Parallel(1) => t!("1 at once"),
            Self::Parallel(10) => t!("10 at once"),
            Self::Parallel(_) => t!("4 at once"),
            Self::NotImproving(true) => t!("ends when nothing improves"),
            Self::NotImproving(false) => t!("goes on when nothing improves"),
            Self::Convergence(true) => t!("ends on convergence"),
            Self::Convergence(false) => t!("goes on after convergence"),
            Self::Target(true) => t!("ends at the target"),
            Self::Target(false) => t!("no target"),
        }
    }

    /// The change beside its dimension's title.
    pub fn choice(self) -> &'static str {
        match self {
            Self::Strategy(kind) => kind.title(),
            Self::EarlyStopping(true) => t!("Auto"),
            Self::Scaling(Scaling::Logarithmic) => t!("Logarithmic"),
            Self::Scaling(_) => t!("Linear"),
            Self::Parallel(1) => "1",
            Self::Parallel(10) => "10",
            Self::Parallel(_) => "4",
            Self::NotImproving(true) | Self::Convergence(true) | Self::Target(true) => t!("On"),
            Self::EarlyStopping(false) | Self::NotImproving(false) | Self::Convergence(false) | Self::Target(false) => {
                t!("Off")
            }
        }
    }
}

/// A ready-made choice of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    /// A name that does not change.
    pub id: &'static str,
    /// What is compared; in English, as the sentence below.
    pub title: &'static str,
    /// What it is good for, in a sentence.
    pub about: &'static str,
    /// Its changes; every combination of one from each dimension is a variant.
    pub changes: &'static [Change],
}

/// The ready-made choices; the page opens on the first.
pub static SETS: [Set; 5] = [
    Set {
        id: "early-stopping",
        title: marked!("Early stopping on / off"),
        about: marked!(
            "AWS says that early stopping saves up to 28 %. This is what it saves on your problem, and what it costs."
        ),
        changes: &[Change::EarlyStopping(false), Change::EarlyStopping(true)],
    },
    Set {
        id: "strategies",
        title: marked!("The four strategies"),
        about: marked!(
            "Which way of choosing the next values finds the best ones here, and how soon. For Grid, each range of numbers becomes \
             five values; Hyperband stops training jobs by its own rule."
        ),
        changes: &[
            Change::Strategy(StrategyKind::Random),
            Change::Strategy(StrategyKind::Bayesian),
            Change::Strategy(StrategyKind::Hyperband),
            Change::Strategy(StrategyKind::Grid),
        ],
    },
    Set {
        id: "strategies-stopping",
        title: marked!("Random and Bayesian, with early stopping and without"),
        about: marked!(
            "Whether early stopping costs a strategy that learns from every training job more than one that does not."
        ),
        changes: &[
            Change::Strategy(StrategyKind::Random),
            Change::Strategy(StrategyKind::Bayesian),
            Change::EarlyStopping(false),
            Change::EarlyStopping(true),
        ],
    },
    Set {
        id: "scale",
        title: marked!("Linear / log scale"),
        about: marked!("What the scale of the ranges does. A range that a logarithm does not fit keeps its own."),
        changes: &[Change::Scaling(Scaling::Linear), Change::Scaling(Scaling::Logarithmic)],
    },
    Set {
        id: "parallel",
        title: marked!("1, 4, 10 at once"),
        about: marked!("More training jobs at once end sooner, and know less of each other when they are chosen."),
        changes: &[Change::Parallel(1), Change::Parallel(4), Change::Parallel(10)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_every_dimension_has_a_choice() {
        for change in Change::ALL {
            assert_eq!(Change::find(change.id()), Some(change));
        }
        assert_eq!(Change::find("none"), None);
        for dimension in Dimension::ALL {
            assert!(dimension.changes().count() >= 2, "{dimension:?}");
        }
    }
}
