//! `MaxRuntimeInSeconds`, in the unit that people think in.

use super::input::read_real;
use crate::language::t;
use crate::math::format::python_float;
use crate::playground::Document;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
}

impl TimeUnit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Seconds, Self::Minutes, Self::Hours];

    /// Its symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Minutes => "min",
            Self::Hours => "h",
        }
    }

    /// Its symbol in the language of the page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Seconds => t!("s"),
            Self::Minutes => t!("min"),
            Self::Hours => t!("h"),
        }
    }

    /// The unit of this symbol.
    pub fn parse(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.symbol() == symbol)
    }

    /// How many seconds it has.
    pub fn seconds(self) -> i64 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 3600,
        }
    }

    /// The largest unit in which a time is a round number: 5400 s are 1.5 h, 100 s are 100 s.
    pub fn fitting(seconds: i64) -> Self {
        match seconds {
            seconds if seconds != 0 && seconds % 1800 == 0 => Self::Hours,
            seconds if seconds != 0 && seconds % 60 == 0 => Self::Minutes,
            _ => Self::Seconds,
        }
    }
}

/// The limit as a text in this unit; empty when there is none.
pub fn runtime_text(document: &Document, unit: TimeUnit) -> String {
    let seconds = document.request.hyper_parameter_tuning_job_config.resource_limits.max_runtime_in_seconds;
    seconds.map(|seconds| in_unit(seconds, unit)).unwrap_or_default()
}

fn in_unit(seconds: i64, unit: TimeUnit) -> String {
    if seconds % unit.seconds() == 0 {
        return (seconds / unit.seconds()).to_string();
    }
    python_float(seconds as f64 / unit.seconds() as f64)
}

/// Sets the limit from a text in this unit, to the nearest second.
pub fn set_runtime(document: &mut Document, text: &str, unit: TimeUnit) -> Result<(), String> {
    let value = read_real(text)?.as_f64().unwrap_or_default();
    let seconds = (value * unit.seconds() as f64).round();
    if seconds.abs() > i64::from(i32::MAX) as f64 {
        return Err(t!("{time} is longer than AWS can write down; the most are 720 h", time = text.trim()));
    }
    document.request.hyper_parameter_tuning_job_config.resource_limits.max_runtime_in_seconds = Some(seconds as i64);
    Ok(())
}
