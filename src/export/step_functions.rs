//! A state machine in Amazon States Language. The `.sync` integration takes the request as it is, and waits for the end.

use serde_json::{Map, Value, json};

/// A state machine of one state.
pub(super) fn state_machine(request: &Value) -> String {
    let machine = json!({
        "Comment": "Creates a SageMaker hyperparameter tuning job and waits for its end.",
        "StartAt": "Tune",
        "States": {
            "Tune": {
                "Type": "Task",
                "Resource": "arn:aws:states:::sagemaker:createHyperParameterTuningJob.sync",
                "Parameters": parameters(request),
                "End": true,
            },
        },
    });
    format!("{machine:#}\n")
}

/// The value as parameters. A name that ends with `.$` would say that its text is a path: an object with such a name, which can
/// only be one of the user's own names, is read from a text instead.
fn parameters(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let is_path = |name: &String| name.ends_with(".$");
                if value.as_object().is_some_and(|inner| inner.keys().any(is_path)) {
                    (format!("{name}.$"), format!("States.StringToJson('{}')", escaped(&value.to_string())).into())
                } else {
                    (name.clone(), parameters(value))
                }
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(parameters).collect(),
        scalar => scalar.clone(),
    }
}

/// A text between the single quotes of an intrinsic function's argument.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| ['\'', '{', '}', '\\'].contains(&c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_path_is_no_path() {
        let request = json!({ "A": { "B": { "x.$": "it's {\"y\"}", "z": "1" }, "C": [{ "$.a": "$.b" }] } });
        let wanted = json!({ "A": {
            "B.$": r#"States.StringToJson('\{"x.$":"it\'s \{\\"y\\"\}","z":"1"\}')"#,
            "C": [{ "$.a": "$.b" }],
        } });
        assert_eq!(parameters(&request), wanted);
    }
}
