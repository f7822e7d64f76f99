//! A model as it is drawn: what it says over the plane of two features, or of the validation rows.

use super::judgement::{Judgement, likeliest};
use super::problem::TrainedProblem;
use crate::dataset::Dataset;
use crate::model::{Progress, TrainingRun};
use crate::training_job::JobNumber;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Points along each side of the picture.
pub const SURFACE_SIDE: usize = 64;

/// What a model says over the plane, row-major from the upper left, [`SURFACE_SIDE`]² points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    /// The most likely class of each point.
    pub classes: Vec<u8>,
    /// How sure the model is of it: 0 as unsure as guessing, 255 certain.
    pub confidence: Vec<u8>,
}

/// A model as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ModelView {
    /// What it says over the plane of the data.
    Plane(Surface),
    /// What it says of the validation rows: of data that are in a file, and have more dimensions than a picture.
    Judged(Judgement),
}

/// The part of the plane that is shown, in standardised units: columns of the two features, and what they span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// The feature along x.
    pub x: usize,
    /// The feature along y.
    pub y: usize,
    /// Least and greatest x.
    pub x_span: (f32, f32),
    /// Least and greatest y.
    pub y_span: (f32, f32),
}

impl Plane {
    /// The plane of a data set: its two features; of Iris the petal's length and width, which tell the species apart. A
    /// margin is left around the rows.
    pub fn of(dataset: &Dataset) -> Self {
        let (x, y) = if dataset.features() >= 4 { (2, 3) } else { (0, 1) };
        let span = |feature: usize| {
            let rows = dataset.train().features().chunks_exact(dataset.features());
            let rows = rows.chain(dataset.validation().features().chunks_exact(dataset.features()));
            let (low, high) =
                rows.fold((f32::MAX, f32::MIN), |(low, high), row| (low.min(row[feature]), high.max(row[feature])));
            let margin = 0.08 * (high - low);
            (low - margin, high + margin)
        };
        Self { x, y, x_span: span(x), y_span: span(y) }
    }
}

/// Trains a job anew up to an epoch, in slices, and takes its surface there. Training is repeatable, so no weights have to
/// be kept or sent.
#[derive(Debug)]
pub struct SurfaceTask {
    run: TrainingRun,
    until_epoch: u32,
    is_judged: bool,
}

impl SurfaceTask {
    /// The surface of a training job after `until_epoch` epochs; `None` when its hyperparameters cannot be trained.
    pub(super) fn new(
        problem: &TrainedProblem,
        dataset: Arc<Dataset>,
        seed: u64,
        job: JobNumber,
        hyperparameters: &[(String, String)],
        until_epoch: u32,
    ) -> Option<Self> {
        let spec = problem.training_spec(hyperparameters).ok()?;
        let is_judged = problem.dataset.is_in_a_file();
        Some(Self { run: TrainingRun::new(&spec, dataset, seed, u64::from(job.0)), until_epoch, is_judged })
    }

    /// Trains about `max_rows` rows; gives the view when the epoch is reached, or as far as training went.
    pub fn work(&mut self, max_rows: usize) -> Option<ModelView> {
        if self.run.epoch() < self.until_epoch
            && let Progress::Working | Progress::Epoch(_) = self.run.advance(max_rows)
        {
            return None;
        }
        let judged = || ModelView::Judged(Judgement::of(&self.run));
        Some(if self.is_judged { judged() } else { ModelView::Plane(self.surface()) })
    }

    fn surface(&self) -> Surface {
        let dataset = self.run.dataset();
        let plane = Plane::of(dataset);
        let step =
            |(low, high): (f32, f32), index: usize| low + (high - low) * (index as f32 + 0.5) / SURFACE_SIDE as f32;
        // The features that are not shown stay at their mean, which is 0.
        let mut rows = vec![0.0; SURFACE_SIDE * SURFACE_SIDE * dataset.features()];
        for (point, row) in rows.chunks_exact_mut(dataset.features()).enumerate() {
            row[plane.x] = step(plane.x_span, point % SURFACE_SIDE);
            row[plane.y] = step(plane.y_span, SURFACE_SIDE - 1 - point / SURFACE_SIDE);
        }
        let mut probabilities = Vec::new();
        self.run.predict(&rows, &mut probabilities);
        let outputs = dataset.task().outputs();
        let guess = 1.0 / outputs as f32;
        let (classes, confidence) = probabilities
            .chunks_exact(outputs)
            .map(|row| {
                let class = likeliest(row);
                (class as u8, (255.0 * (row[class] - guess) / (1.0 - guess)) as u8)
            })
            .unzip();
        Surface { classes, confidence }
    }
}
