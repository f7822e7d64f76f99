//! One training job of a surrogate: its learning curve, epoch by epoch.

use super::learning::Course;
use super::metric::MetricScale;
use crate::math::rng::Stream;

/// What came of an epoch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// The epoch's number, from 1, and the objective metric after it: a finite number.
    Epoch(u32, f64),
    /// Training diverged in this epoch, and the job fails.
    Diverged(u32),
    /// All epochs had ended before, or the job had failed; nothing was done.
    Finished,
}

/// A training job whose objective is made up.
#[derive(Clone, Debug)]
pub struct SurrogateRun {
    course: Course,
    scale: MetricScale,
    noise: f64,
    stream: Stream,
    /// Badness before the first epoch.
    start: f64,
    epoch: u32,
    until_epoch: u32,
}

impl SurrogateRun {
    pub(super) fn new(course: Course, scale: MetricScale, noise: f64, until_epoch: u32, mut stream: Stream) -> Self {
        let start = 0.97 + 0.06 * stream.uniform();
        Self { course, scale, noise, stream, start, epoch: 0, until_epoch }
    }

    /// Epochs ended.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// True when there is nothing more to do.
    pub fn is_finished(&self) -> bool {
        self.epoch >= self.until_epoch
    }

    /// The next epoch.
    pub fn advance(&mut self) -> Step {
        if self.is_finished() {
            return Step::Finished;
        }
        let epoch = self.epoch + 1;
        if self.course.diverges_in == Some(epoch) {
            self.epoch = self.until_epoch;
            return Step::Diverged(epoch);
        }
        self.epoch = epoch;
        let noise = self.noise * self.stream.normal();
        Step::Epoch(epoch, self.scale.noisy(self.course.badness(self.start, epoch), noise))
    }
}
