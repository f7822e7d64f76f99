//! The objective metric and which way is better. The only place in the library that knows about minimum and maximum.

/// Whether a larger or a smaller objective is wanted: `HyperParameterTuningJobObjective.Type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Larger is better, for example an accuracy.
    Maximize,
    /// Smaller is better, for example a loss.
    Minimize,
}

impl Direction {
    /// AWS's word for the direction.
    pub fn name(self) -> &'static str {
        match self {
            Self::Maximize => "Maximize",
            Self::Minimize => "Minimize",
        }
    }

    /// The direction that AWS's word names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Maximize, Self::Minimize].into_iter().find(|direction| direction.name() == name)
    }

    /// True when `a` is strictly better than `b`.
    pub fn is_better(self, a: f64, b: f64) -> bool {
        match self {
            Self::Maximize => a > b,
            Self::Minimize => a < b,
        }
    }

    /// True when `a` is at least as good as `b`.
    pub fn is_at_least_as_good(self, a: f64, b: f64) -> bool {
        !self.is_better(b, a)
    }

    /// How much `a` is better than `b`: positive when better, in the metric's own unit.
    pub fn gain(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Maximize => a - b,
            Self::Minimize => b - a,
        }
    }
}

/// What a tuning job optimises: `HyperParameterTuningJobObjective`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// The metric's name, for example `validation:accuracy`.
    pub metric_name: String,
    /// Which way is better.
    pub direction: Direction,
}
