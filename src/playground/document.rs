//! The playground document: `{"Request": …, "Problem": …, "Settings": …}`. The one thing that is saved, shared, imported,
//! run and exported. Like the request in it, it keeps what it does not know.

use super::dry_run::{dry_run_document, with_model};
use crate::sagemaker::wire::wire;
use crate::sagemaker::{Request, RequestError, Wire, from_value, parse_text, request_of_described};
use serde_json::{Number, Value};

/// The readings of "improve" that `Settings` offers: see [`crate::completion::Improvement`].
pub(super) const IMPROVEMENTS: &[&str] = &["Strict", "OnePercent"];

wire! {
    /// What is saved, shared by link, imported, run and exported.
    pub struct Document {
        /// What AWS receives.
        "Request" => request: Request,
        /// What a training job trains in the page.
        "Problem" => problem: Option<ProblemDocument>,
        /// What AWS does not publish, and Tuneground lets people choose.
        "Settings" => settings: Option<SettingsDocument>,
    }
}

wire! {
    /// What a training job trains.
    pub struct ProblemDocument {
        /// A model's name, `surrogate`, or a test function's name; default `mlp`.
        "Model" => model: Option<String>,
        /// What it is trained on. Of it the surrogate, which is trained on nothing, takes `Seed` for its surface and `Noise`
        /// for its learning curves; a test function, `Seed` for where its minimum is moved (0: nowhere) and `Noise` for its value.
        "Dataset" => dataset: Option<DatasetDocument>,
        /// The surrogate's: epochs of a training job whose hyperparameters do not say it; default 30.
        "Epochs" => epochs: Option<i64>,
        /// The cloud's pace.
        "Clock" => clock: Option<ClockDocument>,
    }
}

wire! {
    /// What a model is trained on.
    pub struct DatasetDocument {
        /// A data set's name; default `two-moons`.
        "Name" => name: Option<String>,
        /// Rows, for training and validation together.
        "Samples" => samples: Option<i64>,
        /// How far rows lie from their class's shape, in the data's own unit.
        "Noise" => noise: Option<Number>,
        /// Seed of the rows and of the split.
        "Seed" => seed: Option<i64>,
        /// Number of classes, where the data set leaves the choice.
        "Classes" => classes: Option<i64>,
        /// The part of the rows that is kept for validation.
        "ValidationFraction" => validation_fraction: Option<Number>,
        /// For the data set `file`: which file of the user's own. Its rows are not in the document.
        "File" => file: Option<FileDocument>,
        /// For the data set `drawn`: a text for each class with its points, `x,y` with spaces between them.
        "Points" => points: Option<Vec<String>>,
    }
}

wire! {
    /// A CSV file of the user's own, and what is learned of it.
    pub struct FileDocument {
        /// The file's name.
        "Name" => name: String,
        /// What it is known again by: see [`crate::dataset::Checksum`].
        "Checksum" => checksum: String,
        /// The column that is learned.
        "Target" => target: String,
        /// Columns that it is not learned from.
        "LeftOut" => left_out: Option<Vec<String>>,
        /// Rows that have a target.
        "Rows" => rows: i64,
        /// Features that the other columns become.
        "Features" => features: i64,
        /// Classes of the target; left out where a number is predicted.
        "Classes" => classes: Option<i64>,
    }
}

wire! {
    /// The pace of the simulated clock.
    pub struct ClockDocument {
        /// Seconds before a training job's first epoch; default 90.
        "StartupSeconds" => startup_seconds: Option<Number>,
        /// Seconds of an epoch with the model's default hyperparameters; default 20.
        "SecondsPerEpoch" => seconds_per_epoch: Option<Number>,
    }
}

wire! {
    /// What AWS does not publish.
    pub struct SettingsDocument {
        /// When the median rule starts.
        "EarlyStopping" => early_stopping: Option<EarlyStoppingSettings>,
        /// What counts as improving.
        "BestObjectiveNotImproving" => best_objective_not_improving: Option<BestObjectiveNotImprovingSettings>,
        /// What Hyperband does at a rung.
        "Hyperband" => hyperband: Option<HyperbandSettingsDocument>,
        /// When a tuning job has converged.
        "Convergence" => convergence: Option<ConvergenceSettings>,
    }
}

wire! {
    /// When the median rule starts.
    pub struct EarlyStoppingSettings {
        /// Completed jobs that must have reached an epoch before anyone is judged at it; default 3.
        "MinCompletedJobs" => min_completed_jobs: Option<i64>,
    }
}

wire! {
    /// What Hyperband does at a rung: see [`crate::strategy::hyperband`].
    pub struct HyperbandSettingsDocument {
        /// One training job in so many goes on, 2 to 10; default 3.
        "ReductionFactor" => reduction_factor: Option<i64>,
    }
}

wire! {
    /// What counts as improving.
    pub struct BestObjectiveNotImprovingSettings {
        /// `Strict` (default): any better value. `OnePercent`: better by 1 % or more.
        "Improvement" in IMPROVEMENTS => improvement: Option<String>,
    }
}

wire! {
    /// When a tuning job has converged: see [`crate::completion::Convergence`].
    pub struct ConvergenceSettings {
        /// Ended jobs before the rule judges; default 20.
        "MinJobs" => min_jobs: Option<i64>,
        /// How many times the ended jobs it looks ahead to; default 3.
        "HorizonFactor" => horizon_factor: Option<Number>,
        /// The chance of an improvement below which the job has converged; default 0.1.
        "MaxProbability" => max_probability: Option<Number>,
    }
}

impl Document {
    /// Reads a playground document, or a bare request, from JSON or YAML text of at most 1 MiB.
    pub fn parse(text: &str) -> Result<Self, RequestError> {
        Self::from_json(parse_text(text)?)
    }

    /// Reads a playground document, a bare request, or a `DescribeHyperParameterTuningJob` response from a JSON value. One
    /// that names no model gets a problem that can run its request: see [`dry_run_document`].
    pub fn from_json(value: Value) -> Result<Self, RequestError> {
        if value.get("Request").is_some() {
            return Ok(with_model(from_value(value)?));
        }
        Ok(dry_run_document(Request::from_json(request_of_described(value))?))
    }

    /// The document as JSON.
    pub fn to_json(&self) -> Value {
        self.write()
    }

    /// The document as JSON text, indented by two spaces.
    pub fn to_json_pretty(&self) -> String {
        format!("{:#}", self.write())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: &str = r#"{"HyperParameterTuningJobName":"moons","HyperParameterTuningJobConfig":{"Strategy":"Random","ResourceLimits":{"MaxParallelTrainingJobs":2}},"Later":[1]}"#;

    #[test]
    fn a_bare_request_is_a_document_and_both_keep_what_they_do_not_know() {
        let bare = Document::parse(REQUEST).unwrap();
        assert_eq!(bare.request.to_json().to_string(), REQUEST);
        let text = format!(r#"{{"Request":{REQUEST},"Problem":{{"Model":"mlp","Colour":"red"}},"Note":"mine"}}"#);
        let whole = Document::parse(&text).unwrap();
        assert_eq!(whole.request, bare.request);
        assert_eq!(whole.to_json().to_string(), text);
    }

    #[test]
    fn problems_of_shape_name_their_place() {
        let text = format!(r#"{{"Request":{REQUEST},"Problem":{{"Dataset":{{"Samples":"many"}}}}}}"#);
        let message = Document::parse(&text).unwrap_err().to_string();
        assert!(message.contains("Problem.Dataset.Samples"), "{message}");
    }
}
