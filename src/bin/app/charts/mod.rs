//! The charts: learning curves, and the views under them. What they show is worked out in `tuneground::playground::plot`;
//! here it is drawn, in real pixels, and only where it changed.

mod axes;
mod class_plot;
mod domain;
mod download;
mod frame;
mod learning_curves;
mod legend;
mod lens;
mod marks;
mod measure;
mod overlay;
mod plain_table;
mod plot;
mod pointing;
mod table;
mod tooltip;
mod views;

pub(crate) use class_plot::ClassPlot;
pub(crate) use learning_curves::{FilesOfCurves, LearningCurves, TableOfCurves};
pub(crate) use tooltip::{PointedAt, Tooltip};
pub(crate) use views::Views;
