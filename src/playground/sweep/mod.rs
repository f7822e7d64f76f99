//! A dense sweep over two hyperparameters: what the objective truly is at every combination of their values, found out by
//! training a job for each. For those who look on; the tuning job knows nothing of it.
//!
//! All other hyperparameters have the values of one training job, and every job of the sweep draws the random numbers of that
//! job, so that the surface is one function, which has that job's own objective at its place. A job of the sweep reports what
//! the training job would report after its last epoch if nothing stopped it.

mod grid;

pub use grid::{Stage, SweepGrid};

use super::one_job::OneJob;
use super::plan::{Plan, Training};
use super::problem::Problem;
use super::trainer::Trainer;
use crate::dataset::FileRows;
use crate::importance::TwoWay;
use crate::model::ModelKind;
use crate::objective::Direction;
use crate::search_space::HyperParameters;
use crate::training_job::{JobNumber, TrainingJob};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The most multiply-accumulates of a whole sweep, with what an epoch costs besides: about half a minute of one core. Of more
/// expensive problems only the coarser stages are trained.
const MOST_WORK: f64 = 3e10;
/// What an epoch costs besides its multiply-accumulates, in these.
const WORK_OF_AN_EPOCH: f64 = 20_000.0;
/// How much longer the sums of trees take than a network's multiply-accumulates: as measured with the presets.
const WORK_OF_TREES: f64 = 4.0;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SweepQuestion {
    /// The parameter along x, by its place in the search space.
    pub x: usize,
    /// The parameter along y.
    pub y: usize,
    /// The training job that has the values of all other parameters, and the random numbers.
    pub job: JobNumber,
}

/// A sweep under way.
#[derive(Debug)]
pub struct Sweep {
    plan: Plan,
    question: SweepQuestion,
    grid: SweepGrid,
    /// The hyperparameters of each cell, in the order of training, up to the last that is trained.
    cells: Vec<HyperParameters>,
    /// The work of each of them.
    works: Vec<f64>,
    /// The objective at each cell so far; NaN where the training job failed.
    values: Vec<f64>,
    /// Which cell has the same hyperparameters as an earlier one: on a logarithmic axis, neighbours may be the same integer.
    known: BTreeMap<String, f64>,
    trainer: Trainer,
    /// The cell that is being trained.
    at_work: Option<OneJob>,
    /// Why a training job failed: the first that did.
    failure: Option<String>,
}

impl Sweep {
    /// A sweep around a training job; `None` where there are no two such parameters, the objective comes from outside, or the rows
    /// cannot be had. `file` has the rows of a data set whose rows are in a file.
    pub fn new(plan: &Plan, file: Option<FileRows>, question: SweepQuestion, job: &TrainingJob) -> Option<Self> {
        let Training::Problem(problem) = &plan.training else { return None };
        // Without its rows a job would only fail for want of them.
        let has_rows = problem.dataset().is_none_or(|dataset| !dataset.is_in_a_file()) || file.is_some();
        let space = plan.config.space();
        let grid = SweepGrid::new(space, question.x, question.y).filter(|_| has_rows)?;
        let own = |parameter: &crate::search_space::Parameter| job.hyperparameters.get(&parameter.name).cloned();
        let base: Vec<_> = space.parameters().iter().map(own).collect::<Option<_>>()?;
        let at = |cell: usize| -> HyperParameters {
            let (x, y) = grid.coordinates(cell);
            let value = |(place, parameter): (usize, &crate::search_space::Parameter)| {
                let value = match place {
                    place if place == question.x => parameter.range.value_at(x),
                    place if place == question.y => parameter.range.value_at(y),
                    place => base[place].clone(),
                };
                (parameter.name.clone(), value)
            };
            space.parameters().iter().enumerate().map(value).collect()
        };
        let mut cells: Vec<HyperParameters> = grid.order().into_iter().map(at).collect();
        let mut works: Vec<f64> = cells.iter().map(|values| work_of(plan, problem, values)).collect();
        let affordable = |stage: &&Stage| works[..stage.complete].iter().sum::<f64>() <= MOST_WORK;
        // The coarsest stage is trained whatever it costs.
        let last = grid.stages().iter().rev().find(affordable).or(grid.stages().first())?.complete;
        cells.truncate(last);
        works.truncate(last);
        let trainer = Trainer::new(problem.clone(), file, plan.config.seed());
        Some(Self {
            plan: plan.clone(),
            question,
            grid,
            cells,
            works,
            values: Vec::new(),
            known: BTreeMap::new(),
            trainer,
            at_work: None,
            failure: None,
        })
    }

    /// What it is about.
    pub fn question(&self) -> SweepQuestion {
        self.question
    }

    /// The grid. Of expensive problems not all of it is trained.
    pub fn grid(&self) -> &SweepGrid {
        &self.grid
    }

    /// The hyperparameters of all training jobs of the sweep, in the order of training.
    pub fn cells(&self) -> &[HyperParameters] {
        &self.cells
    }

    /// The objectives so far, in the order of training; NaN of training jobs that failed.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// True when there is nothing left to train.
    pub fn is_complete(&self) -> bool {
        self.values.len() == self.cells.len()
    }

    /// What has been done and what there is to do in all, in multiply-accumulates.
    pub fn work_done(&self) -> (f64, f64) {
        (self.works[..self.values.len()].iter().sum(), self.works.iter().sum())
    }

    /// Trains about `max_rows` rows; true when the sweep is complete.
    pub fn work(&mut self, max_rows: usize) -> bool {
        let Some(cell) = self.cells.get(self.values.len()) else { return true };
        match &mut self.at_work {
            None => {
                if let Some(&value) = self.known.get(&cell.to_string()) {
                    self.values.push(value);
                } else {
                    self.at_work = Some(OneJob::begin(&mut self.trainer, &self.plan, self.question.job, cell));
                }
            }
            Some(job) => match job.work(&mut self.trainer, max_rows) {
                None => {}
                Some(Ok(values)) => self.end(values.last().copied().unwrap_or(f64::NAN), None),
                Some(Err(failure)) => self.end(f64::NAN, Some(failure.reason)),
            },
        }
        self.is_complete()
    }

    fn end(&mut self, value: f64, failure: Option<String>) {
        self.at_work = None;
        if let Some(cell) = self.cells.get(self.values.len()) {
            self.known.insert(cell.to_string(), value);
        }
        self.values.push(value);
        if self.failure.is_none() {
            self.failure = failure;
        }
    }

    /// The true importance of the parameter along y (rows), of that along x (columns), and of both together, on the finest stage
    /// that is complete; or why there is none. Failed training jobs count as the worst of the others.
    pub fn importance(&self) -> Result<TwoWay, String> {
        let stage = self.grid.stage_at(self.values.len()).ok_or("the first grid is not complete")?;
        let mut values = stage.values(&self.grid.in_place(&self.values));
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let worst = finite.reduce(|worst, value| match self.plan.config.objective().direction {
            Direction::Maximize => worst.min(value),
            Direction::Minimize => worst.max(value),
        });
        let worst = worst.ok_or("all training jobs failed")?;
        values.iter_mut().filter(|value| !value.is_finite()).for_each(|value| *value = worst);
        TwoWay::new(&values, stage.columns).map_err(|error| error.to_string())
    }

    /// What is new for a page that has `from` values: `Values`, null where a training job failed; how many there will be; the work
    /// done and in all; and the true importance, once there is a whole grid.
    pub fn to_json(&self, from: usize) -> Value {
        let new = self.values.get(from..).unwrap_or_default();
        let (done, all) = self.work_done();
        let importance = self.importance().ok();
        json!({
            "Values": new.iter().map(|value| value.is_finite().then_some(*value)).collect::<Vec<_>>(),
            "From": from.min(self.values.len()),
            "Cells": self.cells.len(),
            "Done": done,
            "Work": all,
            "Importance": importance.map(|own| json!({ "X": own.columns, "Y": own.rows, "Both": own.interaction })),
            "Failure": self.failure,
        })
    }
}

/// How much is to be done for a training job of these hyperparameters, in multiply-accumulates.
fn work_of(plan: &Plan, problem: &Problem, values: &HyperParameters) -> f64 {
    let epoch = match problem {
        Problem::Trained(problem) => match problem.model {
            ModelKind::LogisticRegression | ModelKind::Mlp => problem.epoch_work(values),
            ModelKind::GradientBoostedTrees | ModelKind::DecisionTree => WORK_OF_TREES * problem.epoch_work(values),
        },
        Problem::Surrogate(_) | Problem::TestFunction(_) => 0.0,
    };
    f64::from(plan.config.epoch_plan().until_epoch(values)) * (epoch + WORK_OF_AN_EPOCH)
}

#[cfg(test)]
mod tests;
