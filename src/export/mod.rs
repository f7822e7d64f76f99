//! A request in the forms that teams use: for AWS's command line, for boto3, for the SageMaker Python SDK, for Step Functions,
//! for Terraform; and the training script that goes with it.
//!
//! Each form is text that its tool takes as it is; what the tool cannot carry is never left out silently: the text says it,
//! and so does [`left_out`]. The tests hand each to the real tool (tests/aws).

mod boto3;
mod names;
mod python;
mod sdk;
mod step_functions;
mod taking;
mod terraform;
mod training_script;
mod yaml;

pub use training_script::Framework;

use crate::language::{marked, text};
use crate::sagemaker::Request;
use serde_json::Value;

/// A form of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON for `aws sagemaker create-hyper-parameter-tuning-job --cli-input-json`.
    Json,
    /// YAML for `aws sagemaker create-hyper-parameter-tuning-job --cli-input-yaml`.
    Yaml,
    /// A Python script that creates the tuning job with boto3.
    Boto3,
    /// A Python script that creates the tuning job with the SageMaker Python SDK, version 2: an `Estimator`, or an
    /// `AlgorithmEstimator` where the request has an `AlgorithmName`.
    SdkV2,
    /// A Python script that creates the tuning job with the SageMaker Python SDK, version 3: a `ModelTrainer`.
    SdkV3,
    /// A state machine of AWS Step Functions that creates the tuning job and waits for its end.
    StepFunctions,
    /// HCL for Terraform's resource `aws_sagemaker_hyper_parameter_tuning_job`.
    Terraform,
    /// A Python script for the container: it reads the request's hyperparameters, trains, and prints the request's metrics.
    TrainingScript(Framework),
}

/// A member of a request for which a form has no place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it is, such as `TrainingJobDefinition.RetryStrategy`.
    pub path: String,
    /// True when the form carries it all the same: a script for the SDK adds it to what the SDK sends.
    pub carried: bool,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Json,
        Self::Yaml,
        Self::Boto3,
        Self::SdkV2,
        Self::SdkV3,
        Self::StepFunctions,
        Self::Terraform,
        Self::TrainingScript(Framework::PyTorch),
        Self::TrainingScript(Framework::Keras),
        Self::TrainingScript(Framework::XGBoost),
        Self::TrainingScript(Framework::LightGBM),
        Self::TrainingScript(Framework::ScikitLearn),
    ];

    /// What the format is called on the command line, what it is for a menu (in English), how a file of it ends, and its media
    /// type.
    fn words(self) -> [&'static str; 4] {
        match self {
            Self::Json => ["json", "AWS CLI, JSON", ".json", "application/json"],
            Self::Yaml => ["yaml", "AWS CLI, YAML", ".yaml", "application/yaml"],
            Self::Boto3 => ["boto3", marked!("boto3 script"), ".py", "text/x-python"],
            Self::SdkV2 => ["sdk-v2", marked!("SageMaker SDK v2 script"), ".sdk-v2.py", "text/x-python"],
            Self::SdkV3 => ["sdk-v3", marked!("SageMaker SDK v3 script"), ".sdk-v3.py", "text/x-python"],
            Self::StepFunctions => ["step-functions", "Step Functions", ".asl.json", "application/json"],
            Self::Terraform => ["terraform", "Terraform", ".tf", "text/plain"],
            Self::TrainingScript(framework) => framework.words(),
        }
    }

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        self.words()[0]
    }

    /// The format of this name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// What it is, for a menu.
    pub fn title(self) -> &'static str {
        text(self.words()[1])
    }

    /// How a file of it ends, behind the tuning job's name. No two formats have the same.
    pub fn file_end(self) -> &'static str {
        self.words()[2]
    }

    /// The media type of such a file.
    pub fn media_type(self) -> &'static str {
        self.words()[3]
    }

    /// The command that takes such a file.
    pub fn command(self, file: &str) -> String {
        match self {
            Self::Json => format!("aws sagemaker create-hyper-parameter-tuning-job --cli-input-json file://{file}"),
            Self::Yaml => format!("aws sagemaker create-hyper-parameter-tuning-job --cli-input-yaml file://{file}"),
            Self::Boto3 | Self::SdkV2 | Self::SdkV3 | Self::TrainingScript(_) => format!("python {file}"),
            Self::StepFunctions => {
                format!("aws stepfunctions create-state-machine --name tune --role-arn ROLE --definition file://{file}")
            }
            Self::Terraform => "terraform init && terraform apply".to_owned(),
        }
    }
}

/// The request in a form, ending with a line break.
pub fn export(request: &Request, format: Format) -> String {
    written(&request.to_json(), format).0
}

/// The members of a request for which a form has no place of its own, in the request's order. Empty for the forms that are the
/// request itself, and for training scripts, which are no form of it.
pub fn left_out(request: &Request, format: Format) -> Vec<LeftOut> {
    written(&request.to_json(), format).1
}

fn written(request: &Value, format: Format) -> (String, Vec<LeftOut>) {
    match format {
        Format::Json => (format!("{request:#}\n"), Vec::new()),
        Format::Yaml => (yaml::text(request), Vec::new()),
        Format::Boto3 => (boto3::script(request), Vec::new()),
        Format::SdkV2 => sdk::v2::script(request),
        Format::SdkV3 => sdk::v3::script(request),
        Format::StepFunctions => (step_functions::state_machine(request), Vec::new()),
        Format::Terraform => terraform::configuration(request),
        Format::TrainingScript(framework) => (training_script::script(request, framework), Vec::new()),
    }
}
