//! The form that edits a document, without the browser: its fields as data, what a text that was typed means, and the
//! operations on the search space. Everything here takes a [`Document`](super::Document) and changes that alone.
//!
//! Two kinds of mistakes are kept apart. A text that cannot be read at all ("abc" for a number) stays in the form as a
//! [`Drafts`] entry, and the document keeps the last value that could be read. A value that can be read and is outside its
//! limits goes into the document, where [`check`](super::check) finds it.

mod class_mark;
mod convert;
mod drafts;
mod field;
pub mod fields;
mod function_picture;
mod hyperband;
mod input;
mod outside;
mod parts;
mod problem;
mod ranges;
pub mod request;
mod runtime;
mod search_space;
mod shape;
mod test_function;
mod warm_start;

pub use class_mark::class_mark;
pub use convert::{to_kind, to_strategy};
pub use drafts::{Draft, Drafts};
pub use field::{Field, Slot};
pub use function_picture::{FunctionPicture, function_picture, known_minimum};
pub use hyperband::{BracketTable, bracket_table, is_hyperband};
pub use input::{read_real, read_whole};
pub use outside::is_in_form;
pub use parts::{
    default_target, ends_on_convergence, improvement, set_ends_on_convergence, set_improvement, set_stops_early,
    stops_early,
};
pub(super) use problem::put_model;
pub use problem::{
    data_file, dataset_name, dataset_spec, drawn_points, is_surrogate, metric_names, metrics, model, problem_model,
    set_data_file, set_dataset, set_drawn_points, set_metric, set_model,
};
pub use ranges::{Bound, RangeKind, RangeRow, rows};
pub use runtime::{TimeUnit, runtime_text, set_runtime};
pub use search_space::{
    combinations, fix, is_tuned, set_bound, set_scaling, set_static, set_values, static_value, take_out, takes, tune,
    unknown_statics,
};
pub use shape::{Bars, bars};
pub use test_function::test_function;
pub use warm_start::{
    ParentRow, WARM_START, parent_rows, parents_of, set_parent, set_warm_start_type, warm_start_type,
};

/// Changes a part of the document that may not be there; a part that says nothing afterwards is left out, so that the JSON
/// stays clean.
fn edit_in<T: Default + PartialEq>(slot: &mut Option<T>, change: impl FnOnce(&mut T)) {
    let mut part = slot.take().unwrap_or_default();
    change(&mut part);
    if part != T::default() {
        *slot = Some(part);
    }
}

#[cfg(test)]
mod tests;
