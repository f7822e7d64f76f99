//! One shape per state of a training job, everywhere: ● completed, ✕ stopped early, ▲ failed, ○ running.

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
        match self {
            Self::Completed => "completed",
            Self::Stopped => "stopped early",
            Self::Failed => "failed",
            Self::Running => "running",
        }
    }

    /// The status in words: who was stopped because everything ended was not stopped early by the rule.
    pub fn word_of(status: &Status) -> &'static str {
        match status {
            Status::Stopped(StopReason::TuningJobCompleted | StopReason::TuningJobStopped) => "stopped at the end",
            status => Self::of(status).word(),
        }
    }

    /// SVG path text of the shape around the origin, of about this radius.
    pub fn path(self, radius: f64) -> String {
        let r = radius;
        match self {
            Self::Completed | Self::Running => {
                format!("M{:.1} 0A{r:.1} {r:.1} 0 1 1 {r:.1} 0A{r:.1} {r:.1} 0 1 1 {:.1} 0Z", -r, -r)
            }
            Self::Stopped => {
                let a = 0.85 * r;
                format!("M{:.1} {:.1}L{a:.1} {a:.1}M{:.1} {a:.1}L{a:.1} {:.1}", -a, -a, -a, -a)
            }
            Self::Failed => format!("M0 {:.1}L{:.1} {:.1}H{:.1}Z", -1.15 * r, 1.05 * r, 0.75 * r, -1.05 * r),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_shape_of_its_own() {
        assert_eq!(Mark::of(&Status::Failed("loss".into())), Mark::Failed);
        assert_eq!(Mark::Stopped.path(4.0), "M-3.4 -3.4L3.4 3.4M-3.4 3.4L3.4 -3.4");
        assert_eq!(Mark::word_of(&Status::Stopped(StopReason::TuningJobCompleted)), "stopped at the end");
    }
}
