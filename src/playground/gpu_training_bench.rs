//! How many samples a second a GPU trains: the same training jobs as [`TrainingBench`](super::TrainingBench)'s, all at once.
//! Whoever measures has the GPU and the clock.

use super::training_bench::{Asked, SEED};
use crate::dataset::FileRows;
use crate::model::Progress;
use crate::model::gpu::{Dispatch, Fleet, Limits, RunId, Unfit};
use serde_json::Value;

/// Training jobs with the same hyperparameters, as many at once as fit.
#[derive(Debug)]
pub struct GpuTrainingBench {
    asked: Asked,
    limits: Limits,
    fleet: Fleet,
    /// How many have been launched, and the last one.
    launched: u64,
    last: Option<RunId>,
    epochs: u64,
    last_metrics: Vec<f64>,
}

impl GpuTrainingBench {
    /// What a call asks for: see [`Asked::new`]; on an adapter with these limits. The error also says what does not fit there.
    pub fn new(request: &Value, file: Option<FileRows>, limits: Limits) -> Result<Self, String> {
        let asked = Asked::new(request, file)?;
        let fleet = Fleet::new(limits);
        Ok(Self { asked, limits, fleet, launched: 0, last: None, epochs: 0, last_metrics: Vec::new() })
    }

    /// An epoch of the first job that does not count: with it the GPU makes itself acquainted with the shader. The error says
    /// why it cannot train this.
    pub fn rehearsal(&mut self) -> Result<Option<Dispatch>, String> {
        self.launch(1).map_err(|why| format!("the graphics card cannot train this: {why}"))?;
        let dispatch = self.fleet.dispatch(1);
        self.fleet = Fleet::new(self.limits);
        self.launched = 0;
        Ok(dispatch)
    }

    /// Launches jobs until this many have been, or no more fit.
    fn launch(&mut self, jobs: u64) -> Result<(), Unfit> {
        while self.launched < jobs {
            let Asked { spec, dataset, .. } = &self.asked;
            self.last = Some(self.fleet.launch(spec, dataset, SEED, self.launched + 1)?);
            self.launched += 1;
        }
        Ok(())
    }

    /// The next epochs of all jobs that fit; `None` when all is trained.
    pub fn dispatch(&mut self, epochs: u32) -> Option<Dispatch> {
        match self.launch(self.asked.jobs) {
            // There is room when others have ended.
            Ok(()) | Err(Unfit::Full) => self.fleet.dispatch(epochs),
            Err(_) => None,
        }
    }

    /// Takes a dispatch's results.
    pub fn take(&mut self, dispatch: &Dispatch, results: &[u32]) {
        for (run, progress) in self.fleet.take(dispatch, results) {
            if let Progress::Epoch(metrics) = progress {
                self.epochs += 1;
                if self.last == Some(run) {
                    self.last_metrics.clear();
                    self.last_metrics.extend(metrics.values());
                }
            }
        }
    }

    /// The answer to the call, when it took so long.
    pub fn answer(&self, seconds: f64) -> Value {
        self.asked.answer("gpu", self.epochs, seconds, &self.last_metrics)
    }
}
