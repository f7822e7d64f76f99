//! The parts of the screen that are not charts.

mod best_job;
mod class_results;
mod cost;
mod counters;
mod decisions;
mod fields;
mod gauges;
mod icons;
mod job_panel;
mod json_panel;
mod notices;
mod qr_code;
mod ran_at_aws;
mod request_form;
mod share;
mod task;
mod top_bar;

pub(crate) use best_job::BestJob;
pub(crate) use class_results::ClassResults;
pub(crate) use cost::Cost;
pub(crate) use counters::Counters;
pub(crate) use decisions::Decisions;
pub(crate) use gauges::Gauges;
pub(crate) use icons::Icon;
pub(crate) use job_panel::{JobPanel, focus_first_error};
pub(crate) use json_panel::JsonPanel;
pub(crate) use notices::Notices;
pub(crate) use qr_code::qr_code;
pub(crate) use ran_at_aws::RanAtAws;
pub(crate) use request_form::RequestForm;
pub(crate) use share::Share;
pub(crate) use task::Task;
pub(crate) use top_bar::TopBar;
