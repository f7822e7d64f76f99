//! Learning curves: the early-stopping threshold, and the curve under a pointer.

use super::{Mark, Scale, polyline};
use crate::early_stopping::{EarlyStopping, compare_with_median};
use crate::objective::Direction;
use crate::training_job::{History, JobNumber, TrainingJob};

/// What the median rule would compare a training job with now: after each epoch that enough completed jobs reached, the
/// median of their running means. Empty when the rule is off.
pub fn threshold(history: History<'_>, early_stopping: EarlyStopping, epochs: u32) -> Vec<(u32, f64)> {
    let EarlyStopping::Auto { min_completed_jobs } = early_stopping else { return Vec::new() };
    (1..=epochs)
        .filter_map(|epoch| Some((epoch, compare_with_median(history, epoch, 0.0, min_completed_jobs)?.median)))
        .collect()
}

/// What lies along x: epochs; or, where no training job has more than one, the training jobs.
#[derive(Clone, Copy, Debug)]
pub struct EpochAxis<'a> {
    /// The scale of what lies along it.
    pub scale: &'a Scale,
    /// True when that is the training jobs.
    pub is_by_job: bool,
}

impl EpochAxis<'_> {
    /// How far a training job is moved to the right.
    fn offset(self, job: JobNumber) -> f64 {
        if self.is_by_job { f64::from(job.0) - 1.0 } else { 0.0 }
    }

    /// Where a training job's epoch lies, in pixels.
    pub fn at(self, job: JobNumber, epoch: f64) -> f64 {
        self.scale.at(epoch + self.offset(job))
    }
}

/// How far past the plot's edge a line is drawn: far enough to leave it at about the right angle.
const OVERSHOOT: f64 = 2000.0;
/// Half the width of the arrow that marks where a curve leaves the plot.
const ARROW: f64 = 3.5;

/// A learning curve as SVG path text. Where it leaves the plot, an arrow on the edge says so.
pub fn curve_path(job: JobNumber, values: &[f64], x: EpochAxis<'_>, y: &Scale) -> String {
    let (top, bottom) = y.edges();
    let points = || values.iter().zip(1_u32..).map(|(&value, epoch)| (x.at(job, f64::from(epoch)), y.at(value)));
    let mut path = polyline(points().map(|(x, y)| (x, y.clamp(top - OVERSHOOT, bottom + OVERSHOOT))));
    let mut was_outside = false;
    for (x, y) in points() {
        // A tenth of a pixel outside is a rounded value on the edge.
        let is_outside = y < top - 0.1 || y > bottom + 0.1;
        if is_outside && !was_outside {
            let (base, tip) = if y < top { (top + 5.0, top + 1.0) } else { (bottom - 5.0, bottom - 1.0) };
            path += &polyline([(x - ARROW, base), (x, tip), (x + ARROW, base)]);
        }
        was_outside = is_outside;
    }
    path
}

/// Where a curve's end mark stands: at its last value, at the plot's edge when that is outside. A job that failed without
/// a value stands at the bad end of the epoch it failed in; one that runs without a value has no place yet.
pub fn curve_end(job: &TrainingJob, x: EpochAxis<'_>, y: &Scale, direction: Direction) -> Option<(f64, f64)> {
    let epochs = job.curve.epochs();
    match job.curve.last() {
        Some(value) if value.is_finite() => Some((x.at(job.number, f64::from(epochs)), y.clamped(value))),
        _ if Mark::of(&job.status) == Mark::Failed => {
            let (top, bottom) = y.edges();
            let bad = if direction == Direction::Maximize { bottom } else { top };
            Some((x.at(job.number, f64::from(epochs.max(1))), bad))
        }
        _ => None,
    }
}

/// The curve that passes nearest to a pointer, if one does within `reach` pixels. Of equals the last, which is on top.
pub fn nearest_curve(
    jobs: &[TrainingJob],
    x: EpochAxis<'_>,
    y: &Scale,
    pointer: (f64, f64),
    reach: f64,
) -> Option<JobNumber> {
    let under = x.scale.value_at(pointer.0);
    let distance = |job: &TrainingJob| {
        let last = job.curve.epochs();
        let shown = (under - x.offset(job.number)).clamp(1.0, f64::from(last.max(1)));
        let before = job.curve.at(shown.floor() as u32)?;
        let after = job.curve.at(shown.ceil() as u32)?;
        let height = y.clamped(before) + (y.clamped(after) - y.clamped(before)) * shown.fract();
        let distance = (x.at(job.number, shown) - pointer.0).hypot(height - pointer.1);
        distance.is_finite().then_some(distance)
    };
    jobs.iter()
        .filter_map(|job| Some((job.number, distance(job)?)))
        .filter(|(_, distance)| *distance <= reach)
        .reduce(|best, next| if next.1 <= best.1 { next } else { best })
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::HyperParameters;
    use crate::training_job::{LearningCurve, Status};

    fn job(number: u32, status: Status, values: &[f64]) -> TrainingJob {
        let mut curve = LearningCurve::default();
        for &value in values {
            curve.push(value);
        }
        TrainingJob {
            number: JobNumber(number),
            name: format!("job-{number}"),
            hyperparameters: HyperParameters::default(),
            until_epoch: 3,
            created: 0.0,
            ended: None,
            status,
            curve,
        }
    }

    #[test]
    fn the_threshold_is_what_the_rule_compares_with() {
        let jobs = [
            job(1, Status::Completed, &[0.2, 0.4, 0.6]),
            job(2, Status::Completed, &[0.4, 0.8]),
            job(3, Status::InProgress, &[0.9, 0.9, 0.9]),
        ];
        let history = History::new(&jobs, Direction::Maximize);
        let line = threshold(history, EarlyStopping::Auto { min_completed_jobs: 2 }, 3);
        assert_eq!(
            line.iter().map(|(epoch, _)| *epoch).collect::<Vec<_>>(),
            [1, 2],
            "one job is not enough at epoch 3"
        );
        assert!((line[0].1 - 0.3).abs() < 1e-12 && (line[1].1 - 0.45).abs() < 1e-12);
        assert_eq!(threshold(history, EarlyStopping::Off, 3), []);
    }

    fn epochs(scale: &Scale) -> EpochAxis<'_> {
        EpochAxis { scale, is_by_job: false }
    }

    #[test]
    fn training_jobs_of_one_epoch_stand_side_by_side() {
        let jobs = [
            job(1, Status::Completed, &[0.5]),
            job(2, Status::Failed("loss".into()), &[]),
            job(3, Status::Completed, &[1.0]),
        ];
        let (scale, y) = (Scale::linear(1.0, 3.0).over(0.0, 200.0), Scale::linear(0.0, 1.0).over(100.0, 0.0));
        let x = EpochAxis { scale: &scale, is_by_job: true };
        let ends: Vec<_> = jobs.iter().map(|job| curve_end(job, x, &y, Direction::Maximize)).collect();
        assert_eq!(ends, [Some((0.0, 50.0)), Some((100.0, 100.0)), Some((200.0, 0.0))]);
        assert_eq!(nearest_curve(&jobs, x, &y, (190.0, 5.0), 20.0), Some(JobNumber(3)));
        assert_eq!(nearest_curve(&jobs, x, &y, (100.0, 50.0), 20.0), None);
    }

    #[test]
    fn curves_that_leave_the_plot_are_marked_at_its_edge() {
        let (x, y) = (Scale::linear(1.0, 3.0).over(0.0, 200.0), Scale::linear(0.0, 1.0).over(100.0, 0.0));
        assert_eq!(curve_path(JobNumber(1), &[0.0, 0.5, 1.0], epochs(&x), &y), "M0 100L100 50L200 0");
        assert_eq!(curve_path(JobNumber(1), &[0.0, 2.0], epochs(&x), &y), "M0 100L100 -100M96.5 5L100 1L103.5 5");
        assert_eq!(
            curve_path(JobNumber(1), &[0.0, f64::NAN, 9e99], epochs(&x), &y),
            "M0 100M200 -2000M196.5 5L200 1L203.5 5"
        );
        let end = |job| curve_end(&job, epochs(&x), &y, Direction::Minimize);
        assert_eq!(end(job(1, Status::Failed("loss".into()), &[])), Some((0.0, 0.0)));
        assert_eq!(end(job(1, Status::InProgress, &[])), None);
        assert_eq!(end(job(1, Status::Completed, &[0.5, 7.0])), Some((100.0, 0.0)));
    }

    #[test]
    fn the_nearest_curve_is_found_between_epochs_and_past_its_end() {
        let jobs = [job(1, Status::Completed, &[0.0, 1.0, 1.0]), job(2, Status::InProgress, &[0.0, 0.0])];
        let (x, y) = (Scale::linear(1.0, 3.0).over(0.0, 200.0), Scale::linear(0.0, 1.0).over(100.0, 0.0));
        let nearest = |px, py| nearest_curve(&jobs, epochs(&x), &y, (px, py), 20.0).map(|number| number.0);
        assert_eq!(nearest(50.0, 55.0), Some(1));
        assert_eq!(nearest(50.0, 95.0), Some(2));
        assert_eq!(nearest(110.0, 97.0), Some(2), "ten pixels past its end");
        assert_eq!(nearest(190.0, 50.0), None);
    }
}
