//! How many samples a second a worker trains: the same training jobs natively and in the page. Whoever measures has the clock.

use super::check::trained_on;
use crate::dataset::{Dataset, DatasetSpec, FileRows};
use crate::model::{ModelKind, Progress, TrainingRun, TrainingSpec};
use crate::sagemaker::from_value;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The most training jobs and epochs that are measured at once, and the seed that they all have.
const MOST_JOBS: u64 = 1000;
const MOST_EPOCHS: u64 = 100_000;
pub(super) const SEED: u64 = 1;

/// What a call to measure asks for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) spec: TrainingSpec,
    pub(super) dataset: Arc<Dataset>,
    pub(super) jobs: u64,
}

impl Asked {
    /// Reads `{"Model", "Dataset", "HyperParameters", "Epochs", "Jobs"}`, each optional: a model and a data set as in a
    /// playground document, hyperparameters as texts or numbers, epochs in place of theirs, 1 to 1,000 jobs. `file` has the
    /// rows of a data set whose rows are in a file. The error says what would be right.
    pub(super) fn new(request: &Value, file: Option<FileRows>) -> Result<Self, String> {
        let (model, dataset) = problem(request)?;
        let jobs = whole_number(request, "Jobs", MOST_JOBS)?.unwrap_or(1);
        let mut texts = texts(request.get("HyperParameters"))?;
        if let Some(epochs) = whole_number(request, "Epochs", MOST_EPOCHS)? {
            let name = model.epochs_hyperparameter().map_or("epochs", |spec| spec.name);
            texts.retain(|(given, _)| given != name);
            texts.push((name.to_owned(), epochs.to_string()));
        }
        let pairs = texts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let spec = TrainingSpec::new(model, pairs).map_err(|errors| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            errors.join("; ")
        })?;
        let dataset = Arc::new(Dataset::new(&dataset, file).map_err(|error| error.to_string())?);
        Ok(Self { spec, dataset, jobs })
    }

    /// The training job of this number.
    fn run(&self, job: u64) -> TrainingRun {
        TrainingRun::new(&self.spec, Arc::clone(&self.dataset), SEED, job)
    }

    /// The answer to the call, when so many epochs of all jobs together took so long: samples are training rows seen; the
    /// validation rows, which are looked at after each epoch, take time and do not count. `metrics` are those of the last
    /// job's last epoch, so that speed can be held against what it led to.
    pub(super) fn answer(&self, backend: &str, epochs: u64, seconds: f64, metrics: &[f64]) -> Value {
        let samples = epochs * self.dataset.train().rows() as u64;
        let names = self.spec.kind().metrics(self.dataset.task()).iter().map(|metric| metric.name.to_owned());
        let metrics: Map<String, Value> = names.zip(metrics.iter().map(|&value| json!(value))).collect();
        json!({
            "SamplesPerSecond": samples as f64 / seconds.max(1e-9),
            "Backend": backend,
            "Jobs": self.jobs,
            "Samples": samples,
            "Seconds": seconds,
            "Metrics": metrics,
        })
    }
}

/// Training jobs with the same hyperparameters, one after the other on the processor.
#[derive(Clone, Debug)]
pub struct TrainingBench {
    asked: Asked,
    run: TrainingRun,
    /// The number of the one that is trained, from 1.
    job: u64,
    last_metrics: Vec<f64>,
}

impl TrainingBench {
    /// What a call asks for: see [`Asked::new`].
    pub fn new(request: &Value, file: Option<FileRows>) -> Result<Self, String> {
        let asked = Asked::new(request, file)?;
        let run = asked.run(1);
        Ok(Self { asked, run, job: 1, last_metrics: Vec::new() })
    }

    /// Trains about `max_rows` rows. True when all is trained, or training diverged.
    pub fn work(&mut self, max_rows: usize) -> bool {
        match self.run.advance(max_rows) {
            Progress::Working => return false,
            Progress::Epoch(metrics) => {
                self.last_metrics.clear();
                self.last_metrics.extend(metrics.values());
            }
            Progress::Diverged { .. } | Progress::Finished => return true,
        }
        if self.run.is_finished() {
            if self.job == self.asked.jobs {
                return true;
            }
            self.job += 1;
            self.run = self.asked.run(self.job);
        }
        false
    }

    /// The answer to the call, when it took so long.
    pub fn answer(&self, seconds: f64) -> Value {
        let epochs = (self.job - 1) * u64::from(self.asked.spec.epochs()) + u64::from(self.run.epoch());
        self.asked.answer("cpu", epochs, seconds, &self.last_metrics)
    }
}

/// Who is to be measured, by a request's `Backend`: true for the graphics card. `auto` is the processor, which is always there.
/// The error says what would be right.
pub fn wants_graphics_card(request: &Value) -> Result<bool, String> {
    match request.get("Backend").map(|backend| backend.as_str().unwrap_or_default()) {
        None | Some("auto" | "cpu") => Ok(false),
        Some("gpu") => Ok(true),
        Some(_) => Err("Backend must be cpu, gpu or auto".to_owned()),
    }
}

/// The data set's recipe of a request with the member `Dataset`, as in a playground document; the error says what would be right.
pub fn dataset_of(request: &Value) -> Result<DatasetSpec, String> {
    problem(request).map(|(_, dataset)| dataset)
}

fn problem(request: &Value) -> Result<(ModelKind, DatasetSpec), String> {
    let problem: Map<String, Value> = ["Model", "Dataset"]
        .into_iter()
        .filter_map(|member| Some((member.to_owned(), request.get(member)?.clone())))
        .collect();
    trained_on(from_value(Value::Object(problem)).map_err(|error| error.to_string())?)
}

/// A member of a benchmark's request, if it is given: a whole number from 1 to `most`. The error says so.
pub fn whole_number(request: &Value, name: &str, most: u64) -> Result<Option<u64>, String> {
    let Some(given) = request.get(name) else { return Ok(None) };
    let error = || format!("{name} must be a whole number from 1 to {most}");
    given.as_u64().filter(|number| (1..=most).contains(number)).map(Some).ok_or_else(error)
}

fn texts(given: Option<&Value>) -> Result<Vec<(String, String)>, String> {
    let Some(given) = given else { return Ok(Vec::new()) };
    let error =
        || "HyperParameters must be an object of texts or numbers by name, such as {\"epochs\": \"30\"}".to_owned();
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(error()),
    };
    given.as_object().ok_or_else(error)?.iter().map(|(name, value)| Ok((name.clone(), text(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_are_trained_and_counted() {
        let request = json!({"Model": "mlp", "Dataset": {"Name": "circles"}, "HyperParameters": {"hidden_units": 4}, "Epochs": 3, "Jobs": 2});
        let mut bench = TrainingBench::new(&request, None).unwrap();
        let mut calls = 1;
        while !bench.work(100) {
            calls += 1;
        }
        assert!(calls > 2 * 3 * 3, "{calls}");
        let answer = bench.answer(0.5);
        assert_eq!(
            (&answer["Samples"], &answer["SamplesPerSecond"], &answer["Jobs"]),
            (&json!(1800), &json!(3600.0), &json!(2))
        );
        assert!(answer["Metrics"]["validation:loss"].as_f64().unwrap() < 0.7);
    }

    #[test]
    fn trees_are_measured_by_their_own_hyperparameters() {
        let request =
            json!({"Model": "gradient-boosted-trees", "HyperParameters": {"max_depth": 3}, "Epochs": 4, "Jobs": 2});
        let mut bench = TrainingBench::new(&request, None).unwrap();
        while !bench.work(100) {}
        let answer = bench.answer(0.5);
        assert_eq!(answer["Samples"], json!(2400));
        assert!(answer["Metrics"]["validation:auc"].as_f64().unwrap() > 0.9);
        let mut tree =
            TrainingBench::new(&json!({"Model": "decision-tree", "Dataset": {"Name": "iris"}}), None).unwrap();
        while !tree.work(100) {}
        assert!(tree.answer(0.5)["Metrics"]["validation:accuracy"].as_f64().unwrap() > 0.8);
        let endless = TrainingBench::new(&json!({"Model": "decision-tree", "Epochs": 2}), None).unwrap_err();
        assert!(endless.contains("no hyperparameter epochs"), "{endless}");
    }

    #[test]
    fn what_cannot_be_measured_is_refused_with_what_would_be_right() {
        let refused = |request: Value| TrainingBench::new(&request, None).unwrap_err();
        assert!(wants_graphics_card(&json!({"Backend": "abacus"})).unwrap_err().contains("cpu"));
        assert!(refused(json!({"Model": "branin"})).contains("mlp"));
        assert!(refused(json!({"Dataset": {"Name": "mnist"}})).contains("two-moons"));
        assert!(refused(json!({"Dataset": {"Samples": 3}})).contains("40 to 10000"));
        assert!(refused(json!({"Jobs": 0})).contains("1 to 1000"));
        assert!(refused(json!({"HyperParameters": [1]})).contains("object"));
        assert!(refused(json!({"HyperParameters": {"hidden_units": "no"}})).contains("1 to 128"));
    }

    #[test]
    fn a_training_job_that_diverges_ends_the_measurement() {
        let request = json!({"HyperParameters": {"learning_rate": "1000", "weight_decay": "100"}, "Jobs": 5});
        let mut bench = TrainingBench::new(&request, None).unwrap();
        while !bench.work(10_000) {}
        assert!(bench.answer(1.0)["Samples"].as_u64().unwrap() < 300 * 30);
    }
}
