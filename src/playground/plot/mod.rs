//! Plots without a screen: scales, ticks, paths, what is nearest to a pointer, and numbers as text. Pure functions from
//! a tuning job to pixels and words, so that they are tested without a browser; the page only draws what they say.

mod belief;
mod best_so_far;
mod column;
mod contour;
mod curves;
mod describe;
mod domain;
mod mark;
mod number;
mod path;
mod scale;
mod scatter;
mod ticks;

pub use belief::{BeliefValues, Facet};
pub use best_so_far::{BestSoFar, Ended, best_so_far};
pub use column::{Column, Order};
pub use contour::{SurfaceScale, contour};
pub use curves::{EpochAxis, curve_end, curve_path, nearest_curve, threshold};
pub use describe::{Described, value_text};
pub use domain::{follow, objective_domain, regret_domain, with_value};
pub use mark::Mark;
pub use number::{duration, short, significant};
pub use path::{polyline, step_line};
pub use scale::{Scale, Tick};
pub use scatter::{Axis, LEVELS, default_axes, levels, nearest_point, place_of, places};
