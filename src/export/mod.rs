//! A request in the forms that teams use: for AWS's command line, for boto3, for Step Functions.
//!
//! Each form is text that its tool takes as it is; what the tool cannot carry is never left out silently. The tests hand each
//! to the real tool (tests/aws).

mod python;
mod step_functions;
mod yaml;

use crate::sagemaker::Request;

/// A form of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON for `aws sagemaker create-hyper-parameter-tuning-job --cli-input-json`.
    Json,
    /// YAML for `aws sagemaker create-hyper-parameter-tuning-job --cli-input-yaml`.
    Yaml,
    /// A Python script that creates the tuning job with boto3.
    Boto3,
    /// A state machine of AWS Step Functions that creates the tuning job and waits for its end.
    StepFunctions,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Json, Self::Yaml, Self::Boto3, Self::StepFunctions];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Boto3 => "boto3",
            Self::StepFunctions => "step-functions",
        }
    }

    /// The format of this name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// What it is, for a menu.
    pub fn title(self) -> &'static str {
        match self {
            Self::Json => "AWS CLI, JSON",
            Self::Yaml => "AWS CLI, YAML",
            Self::Boto3 => "boto3 script",
            Self::StepFunctions => "Step Functions",
        }
    }

    /// How a file of it ends, behind the tuning job's name.
    pub fn file_end(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Yaml => ".yaml",
            Self::Boto3 => ".py",
            Self::StepFunctions => ".asl.json",
        }
    }

    /// The media type of such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::StepFunctions => "application/json",
            Self::Yaml => "application/yaml",
            Self::Boto3 => "text/x-python",
        }
    }

    /// The command that takes such a file.
    pub fn command(self, file: &str) -> String {
        match self {
            Self::Json => format!("aws sagemaker create-hyper-parameter-tuning-job --cli-input-json file://{file}"),
            Self::Yaml => format!("aws sagemaker create-hyper-parameter-tuning-job --cli-input-yaml file://{file}"),
            Self::Boto3 => format!("python {file}"),
            Self::StepFunctions => {
                format!("aws stepfunctions create-state-machine --name tune --role-arn ROLE --definition file://{file}")
            }
        }
    }
}

/// The request in a form, ending with a line break.
pub fn export(request: &Request, format: Format) -> String {
    let value = request.to_json();
    match format {
        Format::Json => format!("{value:#}\n"),
        Format::Yaml => yaml::text(&value),
        Format::Boto3 => python::script(&value),
        Format::StepFunctions => step_functions::state_machine(&value),
    }
}
