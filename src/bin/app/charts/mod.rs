//! The charts.

mod learning_curves;
mod views;

pub(crate) use learning_curves::LearningCurves;
pub(crate) use views::Views;
