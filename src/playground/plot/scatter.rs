//! The search space as a scatter plot: which axes, where each training job lies, and how good it is.

use super::Scale;
use crate::objective::Direction;
use crate::search_space::{ParameterRange, Scaling, SearchSpace};
use crate::training_job::{History, JobNumber, TrainingJob};
use std::collections::BTreeMap;

/// What an axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The tuned hyperparameter at this place of the search space.
    Parameter(usize),
    /// The objective metric.
    Objective,
}

/// How many strengths of colour there are: the best jobs have the last.
pub const LEVELS: usize = 5;
/// The golden angle: points that are laid out by it never line up.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;
/// The golden ratio's fraction spreads consecutive numbers evenly.
const GOLDEN_FRACTION: f64 = 0.618_033_988_749_895;

/// The axes that a search space is first shown on: a continuous parameter on a log scale, or else the first, against the
/// next one, or against the objective when there is no other.
pub fn default_axes(space: &SearchSpace) -> (Axis, Axis) {
    let parameters = space.parameters();
    let is_log = |range: &ParameterRange| matches!(range, ParameterRange::Continuous(range) if range.scaling() == Scaling::Logarithmic);
    let x = parameters.iter().position(|parameter| is_log(&parameter.range)).unwrap_or(0);
    let y = (0..parameters.len()).find(|&index| index != x);
    (Axis::Parameter(x), y.map_or(Axis::Objective, Axis::Parameter))
}

/// Where each training job lies, in the order of launch; `None` for those that have no place yet. Jobs in the same band
/// are moved apart, always in the same way.
pub fn places(jobs: &[TrainingJob], axes: (Axis, Axis), x: &Scale, y: &Scale) -> Vec<Option<(f64, f64)>> {
    // How many jobs lie in a cell of two bands so far.
    let mut cells: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    jobs.iter()
        .map(|job| {
            let (at_x, at_y) = (place(job, axes.0, x)?, place(job, axes.1, y)?);
            let spread = f64::from(job.number.0) * GOLDEN_FRACTION;
            let within = (spread - spread.floor() - 0.5) * 0.6;
            Some(match (x.is_band(), y.is_band()) {
                (false, false) => (at_x, at_y),
                (true, false) => (at_x + within * x.band_width(), at_y),
                (false, true) => (at_x, at_y + within * y.band_width()),
                (true, true) => {
                    let count = cells.entry((at_x as u32, at_y as u32)).or_default();
                    let (dx, dy) = sunflower(*count, 0.5 * x.band_width().min(y.band_width()) - 6.0);
                    *count += 1;
                    (at_x + dx, at_y + dy)
                }
            })
        })
        .collect()
}

/// The place of the n-th seed of a sunflower: close together, never on top of each other, never past `radius`.
fn sunflower(n: u32, radius: f64) -> (f64, f64) {
    let distance = (11.0 * f64::from(n).sqrt()).min(radius.max(0.0));
    let angle = f64::from(n) * GOLDEN_ANGLE;
    (distance * angle.cos(), distance * angle.sin())
}

fn place(job: &TrainingJob, axis: Axis, scale: &Scale) -> Option<f64> {
    match axis {
        Axis::Parameter(index) => scale.place(job.hyperparameters.iter().nth(index)?.1),
        Axis::Objective => Some(scale.clamped(job.curve.last()?)).filter(|at| at.is_finite()),
    }
}

/// How good each training job is among those that ended, in the order of launch: from 0, the worst fifth, to
/// `LEVELS − 1`, the best. Jobs without a final objective have 0.
pub fn levels(history: History<'_>) -> Vec<u8> {
    let mut ended: Vec<(JobNumber, f64)> = history
        .final_objectives()
        .filter(|(_, value)| value.is_finite())
        .map(|(job, value)| (job.number, value))
        .collect();
    ended.sort_by(|a, b| match history.direction() {
        Direction::Maximize => a.1.total_cmp(&b.1),
        Direction::Minimize => b.1.total_cmp(&a.1),
    });
    let mut levels = vec![0; history.jobs().len()];
    let count = ended.len();
    for (rank, (number, _)) in ended.into_iter().enumerate() {
        if let Some(level) = levels.get_mut(number.index()) {
            *level = (LEVELS * (rank + 1)).div_ceil(count).saturating_sub(1) as u8;
        }
    }
    levels
}

/// The training job whose point is nearest to a pointer, if one is within `reach` pixels. Of equals the last, which is on
/// top.
pub fn nearest_point(places: &[Option<(f64, f64)>], pointer: (f64, f64), reach: f64) -> Option<JobNumber> {
    let distances = places.iter().zip(1..).filter_map(|(place, number)| {
        let (x, y) = (*place)?;
        Some((JobNumber(number), (x - pointer.0).hypot(y - pointer.1)))
    });
    distances
        .filter(|(_, distance)| *distance <= reach)
        .reduce(|best, next| if next.1 <= best.1 { next } else { best })
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, Parameter, ParameterValue};
    use crate::training_job::{LearningCurve, Status};

    fn parameter(name: &str, range: impl Into<ParameterRange>) -> Parameter {
        Parameter { name: name.into(), range: range.into() }
    }

    fn job(number: u32, value: f64, category: &str) -> TrainingJob {
        let mut curve = LearningCurve::default();
        curve.push(value);
        TrainingJob {
            number: JobNumber(number),
            name: String::new(),
            hyperparameters: [("kind".to_owned(), ParameterValue::Categorical(category.into()))].into_iter().collect(),
            until_epoch: 1,
            created: 0.0,
            ended: Some(1.0),
            status: Status::Completed,
            curve,
        }
    }

    #[test]
    fn log_scales_come_first() {
        let linear = parameter("momentum", ContinuousRange::new(0.0, 0.9, Scaling::Linear).unwrap());
        let log = parameter("learning_rate", ContinuousRange::new(1e-4, 1.0, Scaling::Logarithmic).unwrap());
        let axes = |parameters| default_axes(&SearchSpace::new(parameters).unwrap());
        assert_eq!(axes(vec![linear.clone(), log]), (Axis::Parameter(1), Axis::Parameter(0)));
        assert_eq!(axes(vec![linear]), (Axis::Parameter(0), Axis::Objective));
    }

    #[test]
    fn jobs_in_the_same_cell_lie_apart() {
        let range = ParameterRange::from(CategoricalRange::new(vec!["a".into(), "b".into()]).unwrap());
        let scale = Scale::of_range(&range).over(0.0, 200.0);
        let jobs = [job(1, 0.1, "a"), job(2, 0.2, "a"), job(3, 0.3, "b")];
        let both = places(&jobs, (Axis::Parameter(0), Axis::Parameter(0)), &scale, &scale);
        assert_eq!(both[0], Some((50.0, 50.0)), "the first stands in the middle");
        let (x, y) = both[1].unwrap();
        assert!((x - 50.0).hypot(y - 50.0) > 10.0 && x < 100.0 && y < 100.0);
        assert_eq!(both[2], Some((150.0, 150.0)));
        assert_eq!(nearest_point(&both, (52.0, 50.0), 12.0), Some(JobNumber(1)));
        assert_eq!(nearest_point(&both, (100.0, 150.0), 12.0), None);
    }

    #[test]
    fn the_best_are_strongest() {
        let jobs: Vec<_> = (1..=10).map(|number| job(number, f64::from(number), "a")).collect();
        assert_eq!(levels(History::new(&jobs, Direction::Maximize)), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(levels(History::new(&jobs[..1], Direction::Minimize)), [4], "the only one is the best");
    }
}
