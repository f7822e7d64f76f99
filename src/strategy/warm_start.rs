//! What earlier tuning jobs teach a new one: `WarmStartConfig`.

use crate::search_space::HyperParameters;

/// `WarmStartType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarmStartType {
    /// The parents trained the same algorithm on the same data: their objectives count as the new tuning job's own.
    IdenticalDataAndAlgorithm,
    /// The parents are only similar: what was good there may be good here.
    TransferLearning,
}

impl WarmStartType {
    /// Both.
    pub const ALL: [Self; 2] = [Self::IdenticalDataAndAlgorithm, Self::TransferLearning];

    /// AWS's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::IdenticalDataAndAlgorithm => "IdenticalDataAndAlgorithm",
            Self::TransferLearning => "TransferLearning",
        }
    }

    /// What AWS's word means.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The parents of a tuning job, as far as they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct WarmStart {
    /// How near they are to the new tuning job.
    pub kind: WarmStartType,
    /// One or more.
    pub parents: Vec<Parent>,
}

/// A tuning job that a new one learns from.
#[derive(Clone, Debug, PartialEq)]
pub struct Parent {
    /// `HyperParameterTuningJobName`.
    pub name: String,
    /// What was tried there, in the new tuning job's ranges, and the final objective that it had, a finite number.
    pub evaluations: Vec<(HyperParameters, f64)>,
}
