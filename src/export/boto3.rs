//! A Python script for boto3.

use super::python;
use serde_json::Value;

/// A script that creates the tuning job, says its ARN, and waits for its end when it is asked to.
pub(super) fn script(request: &Value) -> String {
    let literal = python::literal(request, 0);
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
