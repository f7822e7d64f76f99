//! What forms are made of: boxes to type in and to choose from, switches, parts that open, and what is wrong, in words.

mod area;
mod choice;
mod entry;
mod fold;
mod messages;
mod switch;

pub(crate) use area::area;
pub(crate) use choice::{Choice, choice_row, no_issues, of_document, plain, select_box};
pub(crate) use entry::{Entry, entry_of, field_row, field_row_with, hint, id_of, issues_of, text_box, with_unit};
pub(crate) use fold::{details, fold};
pub(crate) use messages::{Elsewhere, Says, has_error, issues_at, message, messages};
pub(crate) use switch::{switch, switched_row};
