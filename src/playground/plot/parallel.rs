//! Parallel coordinates: an upright axis for each hyperparameter and one for the objective; a training job is a line through its
//! values (Inselberg, "The Plane with Parallel Coordinates", The Visual Computer 1985).

use super::{Axis, Scale, place_of, polyline};
use crate::training_job::{JobNumber, TrainingJob};

/// One of the upright axes.
#[derive(Clone, Debug, PartialEq)]
pub struct ParallelAxis {
    /// What it shows.
    pub axis: Axis,
    /// Where it stands, in pixels.
    pub x: f64,
    /// Its scale, upwards.
    pub scale: Scale,
}

/// A training job's line, from the first axis on; it ends before the first axis on which the job has no value.
pub fn parallel_line(job: &TrainingJob, axes: &[ParallelAxis]) -> Vec<(f64, f64)> {
    let place =
        |own: &ParallelAxis| Some((own.x, place_of(&job.hyperparameters, job.curve.last(), own.axis, &own.scale)?));
    axes.iter().map_while(place).collect()
}

/// The same as SVG path text.
pub fn parallel_path(job: &TrainingJob, axes: &[ParallelAxis]) -> String {
    polyline(parallel_line(job, axes))
}

/// The training job whose line is nearest to a pointer, straight up or down, if one is within `reach` pixels.
pub fn nearest_line(jobs: &[TrainingJob], axes: &[ParallelAxis], pointer: (f64, f64), reach: f64) -> Option<JobNumber> {
    // Only the two axes beside the pointer matter.
    let right = axes.iter().position(|own| own.x >= pointer.0).unwrap_or(axes.len().saturating_sub(1)).max(1);
    let beside = axes.get(right - 1..=right)?;
    let distance = |job: &TrainingJob| {
        let line = parallel_line(job, beside);
        let (&(x0, y0), &(x1, y1)) = line.first().zip(line.get(1))?;
        let part = ((pointer.0 - x0) / (x1 - x0)).clamp(0.0, 1.0);
        Some((y0 + (y1 - y0) * part - pointer.1).abs())
    };
    jobs.iter()
        .filter_map(|job| Some((job.number, distance(job)?)))
        .filter(|(_, distance)| *distance <= reach)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(job, _)| job)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::plot::tests_support::job;

    fn axes() -> Vec<ParallelAxis> {
        let scale = || Scale::linear(0.0, 1.0).over(100.0, 0.0);
        let axis = |(place, axis)| ParallelAxis { axis, x: 100.0 * f64::from(place), scale: scale() };
        [(0, Axis::Parameter(0)), (1, Axis::Parameter(1)), (2, Axis::Objective)].map(axis).to_vec()
    }

    #[test]
    fn a_line_goes_through_all_values_it_has() {
        let (done, fresh) = (job(1, &[0.25, 0.5], &[0.9]), job(2, &[1.0, 0.0], &[]));
        assert_eq!(parallel_line(&done, &axes()), [(0.0, 75.0), (100.0, 50.0), (200.0, 10.0)]);
        assert_eq!(parallel_line(&fresh, &axes()), [(0.0, 0.0), (100.0, 100.0)]);
    }

    #[test]
    fn the_nearest_line_is_found_between_axes() {
        let jobs = [job(1, &[0.2, 0.2], &[0.2]), job(2, &[0.8, 0.8], &[0.8])];
        let near = |pointer| nearest_line(&jobs, &axes(), pointer, 10.0);
        assert_eq!(near((50.0, 78.0)), Some(JobNumber(1)));
        assert_eq!(near((150.0, 22.0)), Some(JobNumber(2)));
        assert_eq!(near((50.0, 50.0)), None);
        assert_eq!(near((400.0, 21.0)), Some(JobNumber(2)), "past the last axis");
    }
}
