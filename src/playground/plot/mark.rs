//! One shape per state of a training job, everywhere: ● completed, ✕ stopped early, ▲ failed, ○ running.

use super::path::{polyline, push_numbers};
use crate::language::{marked, text};
use crate::training_job::{Status, StopReason};

/// The shape of a training job's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// ● completed.
    Completed,
    /// ✕ stopped before its last epoch.
    Stopped,
    /// ▲ failed.
    Failed,
    /// ○ running.
    Running,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Completed, Self::Stopped, Self::Failed, Self::Running];

    /// The mark of a status.
    pub fn of(status: &Status) -> Self {
        match status {
            Status::Completed => Self::Completed,
            Status::Stopped(_) => Self::Stopped,
            Status::Failed(_) => Self::Failed,
            Status::InProgress => Self::Running,
        }
    }

    /// A name for classes and tests.
    pub fn id(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::Running => "running",
        }
    }

    /// The state in words.
    pub fn word(self) -> &'static str {
        text(self.english())
    }

    fn english(self) -> &'static str {
        match self {
            Self::Completed => marked!("completed"),
            Self::Stopped => marked!("stopped early"),
            Self::Failed => marked!("failed"),
            Self::Running => marked!("running"),
        }
    }

    /// The status in words: who was stopped because everything ended was not stopped early by the rule.
    pub fn word_of(status: &Status) -> &'static str {
        text(Self::english_of(status))
    }

    /// The same in English whatever the language, for what programs read.
    pub fn english_of(status: &Status) -> &'static str {
        match status {
            Status::Stopped(StopReason::TuningJobCompleted | StopReason::TuningJobStopped) => {
                marked!("stopped at the end")
            }
            Status::Stopped(StopReason::MaxResource { .. }) => marked!("stopped at MaxResource"),
            Status::Stopped(StopReason::Unknown) => marked!("stopped"),
            status => Self::of(status).english(),
        }
    }

    /// SVG path text of the shape around a place, of about this radius.
    pub fn path(self, (x, y): (f64, f64), radius: f64) -> String {
        let r = radius;
        match self {
            Self::Completed | Self::Running => {
                // Two half circles, from the left to the right and back.
                let mut path = polyline([(x - r, y)]);
                for turn in [2.0, -2.0] {
                    path.push('a');
                    push_numbers(&mut path, &[r, r]);
                    path.push_str(" 0 1 0 ");
                    push_numbers(&mut path, &[turn * r, 0.0]);
                }
                path.push('Z');
                path
            }
            Self::Stopped => {
                let a = 0.85 * r;
                polyline([(x - a, y - a), (x + a, y + a)]) + &polyline([(x - a, y + a), (x + a, y - a)])
            }
            Self::Failed => {
                let base = y + 0.75 * r;
                polyline([(x, y - 1.15 * r), (x + 1.05 * r, base), (x - 1.05 * r, base)]) + "Z"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_shape_of_its_own() {
        assert_eq!(Mark::of(&Status::Failed("loss".into())), Mark::Failed);
        assert_eq!(Mark::Stopped.path((0.0, 0.0), 4.0), "M-3.4 -3.4L3.4 3.4M-3.4 3.4L3.4 -3.4");
        assert_eq!(Mark::Running.path((10.0, 20.0), 3.0), "M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z");
        assert_eq!(Mark::Failed.path((10.0, 20.0), 4.0), "M10 15.4L14.2 23L5.8 23Z");
        assert_eq!(Mark::word_of(&Status::Stopped(StopReason::TuningJobCompleted)), "stopped at the end");
    }
}
