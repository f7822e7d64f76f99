//! The search space as a scatter plot: which axes, where each training job lies, and how good it is.

use super::Scale;
use crate::objective::Direction;
use crate::search_space::{HyperParameters, ParameterRange, Scaling, SearchSpace};
use crate::training_job::{History, JobNumber, TrainingJob};
use std::collections::BTreeMap;

/// What an axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// The tuned hyperparameter at this place of the search space.
    Parameter(usize),
    /// The objective metric.
    Objective,
}

/// How many strengths of colour there are: the best jobs have the last.
pub const LEVELS: usize = 5;
/// More combinations than this have no slots of their own within a cell of two bands.
const MOST_SLOTS: u64 = 64;
/// Slots are no farther apart than this: what is in a cell looks as one.
const MOST_DISTANCE: f64 = 34.0;
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
pub fn places(
    jobs: &[TrainingJob],
    space: &SearchSpace,
    axes: (Axis, Axis),
    x: &Scale,
    y: &Scale,
) -> Vec<Option<(f64, f64)>> {
    let slots = Slots::new(space, axes, x, y);
    // How many jobs lie in the same place so far.
    let mut crowd: BTreeMap<(i32, i32), u32> = BTreeMap::new();
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
                    let (slot_x, slot_y) = slots.offset(job);
                    let (at_x, at_y) = (at_x + slot_x, at_y + slot_y);
                    let count = crowd.entry((at_x as i32, at_y as i32)).or_default();
                    let (dx, dy) = sunflower(*count, slots.room);
                    *count += 1;
                    (at_x + dx, at_y + dy)
                }
            })
        })
        .collect()
}

/// Where jobs lie within a cell of two bands: each combination of the other hyperparameters has a slot of its own, the
/// same one in every cell, if they are finitely many and there is room for them.
struct Slots {
    others: Option<SearchSpace>,
    columns: u64,
    rows: u64,
    distance: f64,
    /// How far from a slot's middle there is room.
    room: f64,
}

impl Slots {
    fn new(space: &SearchSpace, axes: (Axis, Axis), x: &Scale, y: &Scale) -> Self {
        let (width, height) = (0.8 * x.band_width(), 0.8 * y.band_width());
        let is_other = |index: &usize| ![axes.0, axes.1].contains(&Axis::Parameter(*index));
        let others = space.parameters().iter().enumerate().filter(|(index, _)| is_other(index));
        let others = SearchSpace::new(others.map(|(_, parameter)| parameter.clone()).collect()).ok();
        let count = others.as_ref().and_then(SearchSpace::cardinality).filter(|count| *count <= MOST_SLOTS);
        let whole = Self { others: None, columns: 1, rows: 1, distance: 0.0, room: 0.5 * width.min(height) };
        let Some(count) = count else { return whole };
        // The fewest rows in which they fit.
        let fitting = (1..=count).find_map(|rows| {
            let columns = count.div_ceil(rows);
            let distance = (width / columns as f64).min(height / rows as f64).min(MOST_DISTANCE);
            (distance >= 14.0).then_some(Self { others: None, columns, rows, distance, room: 0.4 * distance })
        });
        fitting.map_or(whole, |slots| Self { others, ..slots })
    }

    fn offset(&self, job: &TrainingJob) -> (f64, f64) {
        let Some(slot) = self.others.as_ref().and_then(|others| others.index_of(&job.hyperparameters)) else {
            return (0.0, 0.0);
        };
        let from_middle = |place: u64, count: u64| (place as f64 - 0.5 * (count - 1) as f64) * self.distance;
        (from_middle(slot % self.columns, self.columns), from_middle(slot / self.columns, self.rows))
    }
}

/// The place of the n-th seed of a sunflower: close together, hardly ever on top of each other, never past `room`.
fn sunflower(n: u32, room: f64) -> (f64, f64) {
    let distance = (9.0 * f64::from(n).sqrt()).min(room.max(0.0));
    let angle = f64::from(n) * GOLDEN_ANGLE;
    (distance * angle.cos(), distance * angle.sin())
}

fn place(job: &TrainingJob, axis: Axis, scale: &Scale) -> Option<f64> {
    place_of(&job.hyperparameters, job.curve.last(), axis, scale)
}

/// Where a combination with this objective lies along an axis; `None` when it has no place there.
pub fn place_of(values: &HyperParameters, objective: Option<f64>, axis: Axis, scale: &Scale) -> Option<f64> {
    match axis {
        Axis::Parameter(index) => scale.place(values.iter().nth(index)?.1),
        Axis::Objective => Some(scale.clamped(objective?)).filter(|at| at.is_finite()),
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
        let kinds = || CategoricalRange::new(vec!["a".into(), "b".into()]).unwrap();
        let scale = Scale::of_range(&kinds().into()).over(0.0, 200.0);
        let jobs = [job(1, 0.1, "a"), job(2, 0.2, "a"), job(3, 0.3, "b")];
        let axes = (Axis::Parameter(0), Axis::Parameter(0));
        let space = SearchSpace::new(vec![parameter("kind", kinds())]).unwrap();
        let both = places(&jobs, &space, axes, &scale, &scale);
        assert_eq!(both[0], Some((50.0, 50.0)), "the first stands in the middle");
        let (x, y) = both[1].unwrap();
        assert!((x - 50.0).hypot(y - 50.0) > 8.0 && x < 100.0 && y < 100.0);
        assert_eq!(both[2], Some((150.0, 150.0)));
        assert_eq!(nearest_point(&both, (52.0, 50.0), 12.0), Some(JobNumber(1)));
        assert_eq!(nearest_point(&both, (100.0, 150.0), 12.0), None);
    }

    #[test]
    fn combinations_of_the_other_parameters_have_slots() {
        let range =
            |values: &[&str]| CategoricalRange::new(values.iter().map(|&value| value.into()).collect()).unwrap();
        let space = SearchSpace::new(vec![
            parameter("x", range(&["a", "b"])),
            parameter("y", range(&["a", "b"])),
            parameter("units", range(&["2", "4", "8"])),
        ]);
        let space = space.unwrap();
        let jobs: Vec<_> = (0..12)
            .map(|index| {
                let hyperparameters = space.combination(u64::from(index));
                TrainingJob { hyperparameters, ..job(index + 1, 0.5, "a") }
            })
            .collect();
        let scale = Scale::of_range(&space.parameters()[0].range).over(0.0, 200.0);
        let places = places(&jobs, &space, (Axis::Parameter(0), Axis::Parameter(1)), &scale, &scale);
        let of_the_first_cell: Vec<_> = places.iter().take(3).flatten().copied().collect();
        let distance = 80.0 / 3.0;
        assert_eq!(of_the_first_cell, [(50.0 - distance, 50.0), (50.0, 50.0), (50.0 + distance, 50.0)]);
    }

    #[test]
    fn the_best_are_strongest() {
        let jobs: Vec<_> = (1..=10).map(|number| job(number, f64::from(number), "a")).collect();
        assert_eq!(levels(History::new(&jobs, Direction::Maximize)), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(levels(History::new(&jobs[..1], Direction::Minimize)), [4], "the only one is the best");
    }
}
