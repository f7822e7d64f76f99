//! What people handle: the playground document and its checks, presets, and all of the page's presentation that needs no
//! browser.

mod ask_tell;
mod backend;
mod belief;
mod check;
mod data_file;
mod data_picture;
mod document;
mod dry_run;
mod gpu_trainer;
mod gpu_training_bench;
mod importance;
mod imported;
mod judgement;
mod link;
mod log_lines;
mod metrics;
mod one_job;
mod opened;
mod parent;
mod plan;
mod presets;
mod problem;
mod run;
mod session;
mod stand_in;
mod strongest;
mod suggestion_bench;
mod surface;
mod sweep;
mod trainer;
mod training_bench;

pub mod by_hand;
pub mod compare;
pub mod cost;
pub mod form;
pub mod lens;
pub mod plot;
pub mod why;
pub mod winner;
pub mod words;
pub mod workshop;

pub use crate::linter::{Issue, Severity};
pub use ask_tell::{AskTell, TellError};
pub use backend::{Measured, Rates, Reason, TrainedOn};
pub use belief::{BeliefMap, BeliefQuestion, BeliefTask};
pub use check::{
    Checked, Objective, check, check_with_parents, issues as issues_of, plan, plan_with_parents, read as read_document,
    validate,
};
pub use data_file::{ChosenFile, OpenedFile, file_document};
pub use data_picture::DataPicture;
pub use document::{
    BestObjectiveNotImprovingSettings, ClockDocument, ConvergenceSettings, DatasetDocument, Document,
    EarlyStoppingSettings, FileDocument, HyperbandSettingsDocument, ProblemDocument, SettingsDocument,
};
pub use dry_run::{dry_run_document, model_for, refit};
pub use gpu_trainer::{GpuTrainer, Rehearsal};
pub use gpu_training_bench::GpuTrainingBench;
pub use importance::{importance_answer, importance_question};
pub use imported::{ImportError, Imported, imported_job};
pub use judgement::Judgement;
pub use link::{LinkError, MAX_LINK_CHARACTERS, from_link, to_link};
pub use log_lines::log_lines;
pub use metrics::MetricReaders;
pub use opened::{MAX_OPENED_BYTES, Opened, open, too_long};
pub use parent::{as_parent, parent_name, training_jobs_of_parent};
pub use plan::{Plan, Training};
pub use presets::{PRESETS, Preset};
pub use problem::{Problem, ProblemModel, TrainedProblem};
pub use session::Session;
pub use stand_in::stand_in;
pub use suggestion_bench::SuggestionBench;
pub use surface::{ModelView, Plane, SURFACE_SIDE, Surface, SurfaceTask};
pub use sweep::{Stage, Sweep, SweepGrid, SweepQuestion};
pub use trainer::{Assignment, Trainer};
pub use training_bench::{TrainingBench, dataset_of, wants_graphics_card, whole_number};
