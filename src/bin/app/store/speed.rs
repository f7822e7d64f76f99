//! How fast simulated time passes.

use crate::dom;
use tuneground::language::t;

/// How fast simulated time passes, in simulated seconds a second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Speed {
    /// Ten seconds a second: slow motion, to see each thing happen.
    Slowest,
    /// A minute a second: an epoch takes about as long as reading its number.
    Slow,
    /// Five minutes a second.
    #[default]
    Normal,
    /// Twenty minutes a second.
    Fast,
    /// An hour a second.
    Faster,
    /// As fast as the machine trains.
    Full,
}

impl Speed {
    /// All of them, slowest first.
    pub(crate) const ALL: [Self; 6] = [Self::Slowest, Self::Slow, Self::Normal, Self::Fast, Self::Faster, Self::Full];

    /// That of a page which nobody has told how fast: whoever wants little motion sees the outcome at once.
    pub(crate) fn at_first() -> Self {
        if dom::prefers_reduced_motion() { Self::Full } else { Self::default() }
    }

    /// Simulated seconds a second; infinite for as fast as the machine trains.
    pub(crate) fn seconds_per_second(self) -> f64 {
        match self {
            Self::Slowest => 10.0,
            Self::Slow => 60.0,
            Self::Normal => 300.0,
            Self::Fast => 1200.0,
            Self::Faster => 3600.0,
            Self::Full => f64::INFINITY,
        }
    }

    /// What it is called on the page.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Slowest => t!("10 s/s"),
            Self::Slow => t!("1 min/s"),
            Self::Normal => t!("5 min/s"),
            Self::Fast => t!("20 min/s"),
            Self::Faster => t!("1 h/s"),
            Self::Full => t!("Full speed"),
        }
    }

    /// A name that does not change, for the value of a control.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Slowest => "slowest",
            Self::Slow => "slow",
            Self::Normal => "normal",
            Self::Fast => "fast",
            Self::Faster => "faster",
            Self::Full => "full",
        }
    }
}
