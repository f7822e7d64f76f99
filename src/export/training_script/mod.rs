//! Training scripts that go with a request: they read its hyperparameters with their types, train a small model of the chosen
//! framework, and print after each epoch the request's metrics, in the form that its metric definitions read.
//!
//! A script runs as it is, also without SageMaker: on made-up data, with values of the request's ranges. Where SageMaker puts
//! things: <https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html>.

mod hyperparameters;
mod line;

use super::python::{Python, quoted};
use crate::language::marked;
use crate::sagemaker::{HyperParameterTrainingJobDefinition, HyperParameterTuningJobObjective, Request};
use serde_json::Value;
// Writing to a String cannot fail: the results are dropped.
use std::fmt::Write as _;

/// What a training script trains with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framework {
    /// A multilayer perceptron in PyTorch.
    PyTorch,
    /// A multilayer perceptron in Keras 3.
    Keras,
    /// Boosted trees in XGBoost.
    XGBoost,
    /// Boosted trees in `LightGBM`.
    LightGBM,
    /// Logistic regression in scikit-learn.
    ScikitLearn,
}

impl Framework {
    /// As [`Format::words`](super::Format).
    pub(super) fn words(self) -> [&'static str; 4] {
        match self {
            Self::PyTorch => {
                ["training-script-pytorch", marked!("Training script, PyTorch"), ".pytorch.py", "text/x-python"]
            }
            Self::Keras => ["training-script-keras", marked!("Training script, Keras"), ".keras.py", "text/x-python"],
            Self::XGBoost => {
                ["training-script-xgboost", marked!("Training script, XGBoost"), ".xgboost.py", "text/x-python"]
            }
            Self::LightGBM => {
                ["training-script-lightgbm", marked!("Training script, LightGBM"), ".lightgbm.py", "text/x-python"]
            }
            Self::ScikitLearn => {
                ["training-script-sklearn", marked!("Training script, scikit-learn"), ".sklearn.py", "text/x-python"]
            }
        }
    }

    /// What is needed besides NumPy, and the function that trains.
    fn body(self) -> (&'static str, &'static str) {
        match self {
            Self::PyTorch => ("torch", include_str!("pytorch.py")),
            Self::Keras => ("keras", include_str!("keras.py")),
            Self::XGBoost => ("xgboost", include_str!("xgboost.py")),
            Self::LightGBM => ("lightgbm", include_str!("lightgbm.py")),
            Self::ScikitLearn => ("scikit-learn", include_str!("sklearn.py")),
        }
    }
}

/// The script for the request's first training job definition.
pub(super) fn script(request: &Value, framework: Framework) -> String {
    // What was a request is one again; a text that is none has no definition.
    let request = Request::from_json(request.clone()).unwrap_or_default();
    let config = &request.hyper_parameter_tuning_job_config;
    let several = request.training_job_definitions.as_deref().unwrap_or_default();
    let definition = request.training_job_definition.as_ref().or(several.first()).cloned().unwrap_or_default();
    let ranges = config.parameter_ranges.as_ref().or(definition.hyper_parameter_ranges.as_ref());
    let objective = config.hyper_parameter_tuning_job_objective.as_ref().or(definition.tuning_objective.as_ref());
    let (package, body) = framework.body();

    let mut text = format!(
        r#""""Trains a small model with {package}, as one training job of a SageMaker tuning job. Needs numpy and {package}.

It runs as it is: put your own model into train(), and your own data into load_data().
"""

"#
    );
    text += include_str!("top.py");
    if several.len() > 1 {
        text += "# The request tunes several algorithms; this is for the first of its definitions.\n";
    }
    text += "# The request's hyperparameters: how to read their texts, and values for a run without SageMaker.\n";
    text += "HYPERPARAMETERS = {\n";
    for (name, kind, value) in hyperparameters::table(ranges, &definition) {
        let _ = writeln!(text, "    {}: ({kind}, {}),", quoted(&name), Python::Literal(value).at(1));
    }
    text += "}\n\n";
    text += &metrics(&definition, objective);
    text += &channels(&definition);
    text += include_str!("common.py");
    text += body;
    text += "if __name__ == \"__main__\":\n    main()\n";
    text
}

/// The table of what is printed after each epoch.
fn metrics(
    definition: &HyperParameterTrainingJobDefinition,
    objective: Option<&HyperParameterTuningJobObjective>,
) -> String {
    let definitions = definition.algorithm_specification.metric_definitions.as_deref().unwrap_or_default();
    let mut text = String::from(
        "# The metrics: name, what is measured for it, and what stands before the value, its format, and what stands behind,\n\
         # so that the regular expression of the metric's definition captures it.\n",
    );
    let mut rows = String::new();
    for metric in definitions {
        let line = line::of(&metric.regex).unwrap_or_else(|| {
            rows += "    # Its regular expression could not be followed. See to it that the line matches.\n";
            line::Line::named(&metric.name)
        });
        rows += &row(&metric.name, &line, objective);
    }
    let is_defined = |name: &str| definitions.iter().any(|metric| metric.name == name);
    if let Some(objective) = objective.filter(|objective| !is_defined(&objective.metric_name)) {
        text += "# The objective has no definition in the request. With an image of your own it needs one, with this Regex:\n";
        let _ = writeln!(text, "#   {}", quoted(&line::regex_of(&objective.metric_name)));
        rows += &row(&objective.metric_name, &line::Line::named(&objective.metric_name), Some(objective));
    }
    text + "METRICS = [\n" + &rows + "]\n\n"
}

fn row(name: &str, line: &line::Line, objective: Option<&HyperParameterTuningJobObjective>) -> String {
    let texts = [name, quantity(name, objective), &line.before, line.form, &line.after];
    format!("    ({}),\n", texts.map(quoted).join(", "))
}

/// What the scripts measure that fits a metric best: of loss and accuracy the one that is better where the metric is.
fn quantity(name: &str, objective: Option<&HyperParameterTuningJobObjective>) -> &'static str {
    let name_has = |parts: &[&str]| parts.iter().any(|part| name.to_ascii_lowercase().contains(part));
    let is_loss = match objective.filter(|objective| objective.metric_name == name) {
        Some(objective) => objective.objective_type == "Minimize",
        None => name_has(&["loss", "err", "mse", "mae", "rmse", "msd", "ssd", "perplexity", "entropy"]),
    };
    match (name_has(&["train"]), is_loss) {
        (true, true) => "train loss",
        (true, false) => "train accuracy",
        (false, true) => "validation loss",
        (false, false) => "validation accuracy",
    }
}

/// The channels to train on and to validate with.
fn channels(definition: &HyperParameterTrainingJobDefinition) -> String {
    let names: Vec<&str> =
        definition.input_data_config.iter().flatten().map(|channel| channel.channel_name.as_str()).collect();
    let with = |parts: &[&str]| names.iter().copied().find(|name| parts.iter().any(|part| name.contains(part)));
    let train = with(&["train"]).or(names.first().copied());
    let validation = with(&["valid", "test", "eval"]).filter(|name| Some(*name) != train);
    let text = |name: Option<&str>| name.map_or("None".to_owned(), quoted);
    format!("# The channels to train on and to validate with.\nCHANNELS = ({}, {})\n", text(train), text(validation))
}
