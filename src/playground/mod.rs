//! What people handle: the playground document and its checks, presets, and all of the page's presentation that needs no
//! browser.

mod check;
mod document;
mod issue;
mod plan;
mod problem;
mod run;
mod trainer;

pub use check::{Checked, Objective, check};
pub use document::{
    BestObjectiveNotImprovingSettings, ClockDocument, ConvergenceSettings, DatasetDocument, Document,
    EarlyStoppingSettings, ProblemDocument, SettingsDocument,
};
pub use issue::{Issue, Severity};
pub use plan::{Plan, Training};
pub use problem::Problem;
pub use trainer::{Assignment, Trainer};
