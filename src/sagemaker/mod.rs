//! Amazon SageMaker's side: the request that creates a tuning job, as AWS writes it.
//!
//! The types here carry a request without loss: every member of AWS's service model has a field, what the model does
//! not know is kept beside it, numbers and the ranges' textual bounds stay as they were written. Only the shape is
//! checked when a request is read (JSON types, required members), so that a request with a wrong value can be opened,
//! shown and put right. Whether the values make sense is a later question.

pub(crate) mod breach;
mod create_request;
mod data_source;
mod import;
pub mod limits;
mod locate;
mod parse;
mod path;
mod pattern;
mod resources;
pub mod responses;
pub mod shape;
mod training_job_definition;
pub(crate) mod wire;
mod yaml;

pub use create_request::*;
pub use data_source::*;
pub use import::{is_described, request_of_described};
pub use locate::{Position, locate};
pub use parse::{RequestError, parse_json};
pub use path::JsonPath;
pub(crate) use path::{member_path, quoted};
pub use pattern::Pattern;
pub use resources::*;
pub use shape::{ShapeProblem, ShapeProblems, UnknownMember, UnlistedValue};
pub use training_job_definition::*;
pub use wire::{Member, Shape, TextLimits, TextMap, TextMapLimits, Wire, from_value};
pub use yaml::parse_text;
