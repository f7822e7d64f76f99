//! The whole request as a form, without the browser.
//!
//! There is one table of fields: the declarations of the request types ([`Shape`](crate::sagemaker::Shape)), whose lines carry
//! AWS's name, type, requiredness, values and bounds, the help, and what counts when a member is left out. A new member of the
//! API is one more line there, and it is in the form, in the checks and in the JSON. Here are the order of the parts
//! ([`SECTIONS`]), the words for a field ([`words`]), and the changes that a person makes ([`edit`]).

pub mod built_in;
pub mod edit;
mod place;
mod sections;
pub mod words;

pub use place::Place;
pub use sections::{Base, Entry, SECTIONS, Section, entries, section_of};

#[cfg(test)]
mod tests;
