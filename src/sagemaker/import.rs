//! The request that a response describes.

use super::limits::OBJECTIVE_HYPERPARAMETER;
use serde_json::Value;

/// What `DescribeHyperParameterTuningJob` adds to the request that created the job.
const ADDED: [&str; 13] = [
    "HyperParameterTuningJobArn",
    "HyperParameterTuningJobStatus",
    "CreationTime",
    "HyperParameterTuningEndTime",
    "LastModifiedTime",
    "TrainingJobStatusCounters",
    "ObjectiveStatusCounters",
    "BestTrainingJob",
    "OverallBestTrainingJob",
    "FailureReason",
    "TuningJobCompletionDetails",
    "ConsumedResources",
    // What AWS's command line and boto3 put around every response.
    "ResponseMetadata",
];

/// True for a `DescribeHyperParameterTuningJob` response.
pub fn is_described(value: &Value) -> bool {
    value.get("HyperParameterTuningJobConfig").is_some()
        && ["HyperParameterTuningJobArn", "HyperParameterTuningJobStatus"].iter().any(|name| value.get(name).is_some())
}

/// The request of a `DescribeHyperParameterTuningJob` response: without what the service added, everything else as it was.
/// Another value is left as it is.
pub fn request_of_described(mut value: Value) -> Value {
    if !is_described(&value) {
        return value;
    }
    let Value::Object(members) = &mut value else { return value };
    for name in ADDED {
        members.shift_remove(name);
    }
    // boto3 and other tools print what is not there as null.
    members.retain(|_, member| !member.is_null());
    if let Some(definition) = members.get_mut("TrainingJobDefinition") {
        clean(definition);
    }
    if let Some(Value::Array(definitions)) = members.get_mut("TrainingJobDefinitions") {
        definitions.iter_mut().for_each(clean);
    }
    value
}

/// The service names the objective among the static hyperparameters.
fn clean(definition: &mut Value) {
    let Some(Value::Object(statics)) = definition.get_mut("StaticHyperParameters") else { return };
    statics.shift_remove(OBJECTIVE_HYPERPARAMETER);
    if statics.is_empty()
        && let Value::Object(members) = definition
    {
        members.shift_remove("StaticHyperParameters");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_request_comes_out_of_a_response_as_it_went_in() {
        let request: Value = serde_json::from_str(include_str!("../../tests/aws/maximal_request.json")).unwrap();
        let mut described = request.clone();
        for name in ADDED {
            described[name] = json!({});
        }
        described["TrainingJobDefinition"]["StaticHyperParameters"][OBJECTIVE_HYPERPARAMETER] = json!("m");
        assert_eq!(request_of_described(described).to_string(), request.to_string());
        assert_eq!(request_of_described(request.clone()), request);
        assert_eq!(request_of_described(json!([1])), json!([1]));
    }
}
