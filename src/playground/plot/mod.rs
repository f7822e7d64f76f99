//! Plots without a screen: scales, ticks, paths, what is nearest to a pointer, and numbers as text. Pure functions from
//! a tuning job to pixels and words, so that they are tested without a browser; the page only draws what they say.

mod band;
mod belief;
mod best_so_far;
mod brackets;
mod column;
mod contour;
mod curves;
mod describe;
mod distribution;
mod domain;
mod mark;
mod number;
mod parallel;
mod path;
mod scale;
mod scatter;
#[cfg(test)]
mod tests_support;
mod ticks;
mod timeline;

pub use band::{area, spread};
pub use belief::{BeliefValues, Facet};
pub use best_so_far::{BestSoFar, Ended, best_after, best_so_far};
pub use brackets::{BracketPicture, Climber, Rung, bracket_pictures};
pub use column::{Column, Order};
pub use contour::{SurfaceScale, contour};
pub use curves::{EpochAxis, curve_end, curve_path, nearest_curve, threshold};
pub use describe::{Described, value_text};
pub use distribution::{Ranked, distribution, median_of};
pub use domain::{follow, objective_domain, regret_domain, with_value};
pub use mark::Mark;
pub use number::{duration, short, short_with_point, significant};
pub use parallel::{ParallelAxis, nearest_line, parallel_line, parallel_path};
pub use path::{polyline, step_line};
pub use scale::{Scale, Tick};
pub use scatter::{Axis, LEVELS, default_axes, levels, nearest_point, place_of, places};
pub use timeline::{Bar, Timeline, timeline};
