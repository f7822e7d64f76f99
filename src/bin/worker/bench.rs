//! Measures how fast the graphics card trains: on a device of its own, a dispatch at a time between those of tuning jobs.

use crate::now;
use crate::pace::Pace;
use serde_json::Value;
use tuneground::dataset::FileRows;
use tuneground::gpu::{Gpu, GpuError};
use tuneground::playground::GpuTrainingBench;
use tuneground::protocol::FromTrainer;

/// A measurement, and the call that it answers.
pub(crate) struct Bench {
    call: u32,
    gpu: Gpu,
    training: GpuTrainingBench,
    pace: Pace,
    seconds: f64,
}

impl Bench {
    /// Begins one, with what must come before anything is measured. The error is the answer to the call.
    pub(crate) async fn open(call: u32, request: &Value, rows: Option<FileRows>) -> Result<Self, String> {
        let gpu = Gpu::open(|_| {}).await;
        let mut gpu = gpu.map_err(|error: GpuError| error.to_string())?;
        let mut training = GpuTrainingBench::new(request, rows, gpu.limits())?;
        if let Some(dispatch) = training.rehearsal()? {
            gpu.run(&dispatch).await.map_err(|error| error.to_string())?;
        }
        Ok(Self { call, gpu, training, pace: Pace::default(), seconds: 0.0 })
    }

    /// Does one dispatch; the message to send when that was the last.
    pub(crate) async fn work(&mut self) -> Option<FromTrainer> {
        let start = now();
        let answer = match self.training.dispatch(self.pace.epochs()) {
            None => Ok(self.training.answer(self.seconds)),
            Some(dispatch) => match self.gpu.run(&dispatch).await {
                Ok(results) => {
                    self.training.take(&dispatch, &results);
                    let took = now() - start;
                    self.pace.heed(took);
                    self.seconds += took / 1000.0;
                    return None;
                }
                Err(error) => Err(error.to_string()),
            },
        };
        Some(FromTrainer::Benched { call: self.call, answer })
    }
}
