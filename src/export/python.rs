//! A Python script for boto3.

use serde_json::Value;

/// A script that creates the tuning job, says its ARN, and waits for its end when it is asked to.
pub(super) fn script(request: &Value) -> String {
    let mut literal = String::new();
    write(request, 0, &mut literal);
    format!(
        r#""""Creates a SageMaker hyperparameter tuning job. Credentials and Region come from your AWS configuration.

    python THIS_FILE          creates it
    python THIS_FILE --wait   creates it and waits for its end
"""

import sys
import time

import boto3

REQUEST = {literal}


def main():
    sagemaker = boto3.client("sagemaker")
    response = sagemaker.create_hyper_parameter_tuning_job(**REQUEST)
    print(response["HyperParameterTuningJobArn"])
    name = REQUEST["HyperParameterTuningJobName"]
    while "--wait" in sys.argv:
        job = sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)
        if job["HyperParameterTuningJobStatus"] in ("Completed", "Failed", "Stopped"):
            print(job["HyperParameterTuningJobStatus"], job.get("BestTrainingJob"))
            break
        time.sleep(30)


if __name__ == "__main__":
    main()
"#
    )
}

/// Writes a value as a Python literal. JSON's text literals are Python's too: `serde_json` escapes control characters, quotes
/// and backslashes, and nothing else.
fn write(value: &Value, depth: usize, out: &mut String) {
    let line = |depth: usize, out: &mut String| {
        out.push('\n');
        out.push_str(&"    ".repeat(depth));
    };
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(true) => out.push_str("True"),
        Value::Bool(false) => out.push_str("False"),
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (name, value) in members {
                line(depth + 1, out);
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push_str(": ");
                write(value, depth + 1, out);
                out.push(',');
            }
            line(depth, out);
            out.push('}');
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for item in items {
                line(depth + 1, out);
                write(item, depth + 1, out);
                out.push(',');
            }
            line(depth, out);
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}
