//! A state machine in Amazon States Language. The `.sync` integration takes the request as it is, and waits for the end.

use serde_json::{Value, json};

/// A state machine of one state.
pub(super) fn state_machine(request: &Value) -> String {
    let machine = json!({
        "Comment": "Creates a SageMaker hyperparameter tuning job and waits for its end.",
        "StartAt": "Tune",
        "States": {
            "Tune": {
                "Type": "Task",
                "Resource": "arn:aws:states:::sagemaker:createHyperParameterTuningJob.sync",
                "Parameters": request,
                "End": true,
            },
        },
    });
    format!("{machine:#}\n")
}
