//! The wire between the engine and everyone else: the event log as JSON, and the messages between the page and its
//! workers.

mod event_json;
mod json_value;
mod messages;
mod reason_json;

pub use event_json::{EventError, entry_from_json, entry_to_json};
pub use json_value::JsonValue;
pub use messages::{FromTrainer, FromTuner, Report, Role, Sentences, SessionId, ToTrainer, ToTuner, TrainOn};
