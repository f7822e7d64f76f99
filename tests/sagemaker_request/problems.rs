//! What is wrong is said, all of it at once, with the place and with what would be right.

use serde_json::{Value, json};
use tuneground::sagemaker::{Request, RequestError, limits};

use crate::{MAXIMAL, config, usual, usual_but};

/// What is said about a request, one problem a line.
fn said(request: &Value) -> String {
    match Request::parse(&request.to_string()) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

fn said_of_text(text: &str) -> String {
    Request::parse(text).unwrap_err().to_string()
}

#[test]
fn wrong_types_are_said_with_what_would_be_right() {
    for (expected, request) in [
        (
            r#"HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].MinValue is the number 0.1; AWS wants text here, in quotes: "0.1""#,
            usual_but(|r| config(r)["ParameterRanges"]["ContinuousParameterRanges"][0]["MinValue"] = json!(0.1)),
        ),
        (
            r#"HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs is the text "20"; AWS wants a whole number here, without quotes: 20"#,
            usual_but(|r| config(r)["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!("20")),
        ),
        (
            r#"HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs is the text "many"; AWS wants a whole number here"#,
            usual_but(|r| config(r)["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!("many")),
        ),
        (
            "HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs is the number 20.0; AWS wants a whole number here, without a point or an exponent: 20",
            usual_but(|r| config(r)["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(20.0)),
        ),
        (
            "HyperParameterTuningJobConfig.RandomSeed is the number 1.5; AWS wants a whole number here",
            usual_but(|r| config(r)["RandomSeed"] = json!(1.5)),
        ),
        (
            "HyperParameterTuningJobConfig.RandomSeed is the number 18446744073709551615; that is more than AWS can hold, 9223372036854775807",
            usual_but(|r| config(r)["RandomSeed"] = json!(u64::MAX)),
        ),
        (
            "HyperParameterTuningJobConfig.RandomSeed is null; AWS takes no null, leave the member out instead",
            usual_but(|r| config(r)["RandomSeed"] = Value::Null),
        ),
        (
            "HyperParameterTuningJobConfig.Strategy is null; AWS wants one of Bayesian, Random, Hyperband or Grid here",
            usual_but(|r| config(r)["Strategy"] = Value::Null),
        ),
        (
            "HyperParameterTuningJobConfig.Strategy is missing; AWS requires it: one of Bayesian, Random, Hyperband or Grid",
            usual_but(|r| drop(config(r).remove("Strategy"))),
        ),
        (
            r#"HyperParameterTuningJobConfig.Strategy is missing; it is here as "strategy", which AWS does not know, rename it"#,
            usual_but(|r| {
                let strategy = config(r).remove("Strategy").unwrap();
                config(r).insert("strategy".to_owned(), strategy);
            }),
        ),
        (
            "HyperParameterTuningJobConfig.ResourceLimits is missing; AWS requires it: an object with MaxParallelTrainingJobs",
            usual_but(|r| drop(config(r).remove("ResourceLimits"))),
        ),
        (
            "HyperParameterTuningJobConfig.ParameterRanges.CategoricalParameterRanges[0].Values is the text \"gbtree\"; AWS wants a list here, even for one: put [ ] around it",
            usual_but(|r| config(r)["ParameterRanges"]["CategoricalParameterRanges"][0]["Values"] = json!("gbtree")),
        ),
        (
            "HyperParameterTuningJobConfig.ParameterRanges is a list; AWS wants an object here",
            usual_but(|r| config(r)["ParameterRanges"] = json!([])),
        ),
        (
            r#"TrainingJobDefinition.StaticHyperParameters["a.b"] is true; AWS wants text here, in quotes: "true""#,
            usual_but(|r| r["TrainingJobDefinition"]["StaticHyperParameters"]["a.b"] = json!(true)),
        ),
        (
            r#"TrainingJobDefinition.EnableManagedSpotTraining is the text "true"; AWS wants true or false here, without quotes: true"#,
            usual_but(|r| r["TrainingJobDefinition"]["EnableManagedSpotTraining"] = json!("true")),
        ),
        (
            "TrainingJobDefinition.StaticHyperParameters is null; AWS takes no null, leave the member out instead",
            usual_but(|r| r["TrainingJobDefinition"]["StaticHyperParameters"] = Value::Null),
        ),
    ] {
        assert_eq!(said(&request), expected);
    }
}

#[test]
fn all_problems_are_said_at_once() {
    let request = json!({
        "HyperParameterTuningJobName": 5,
        "HyperParameterTuningJobConfig": { "ResourceLimits": { "MaxParallelTrainingJobs": "2" } },
        "Tags": [{ "Key": "a" }, 3]
    });
    let Err(RequestError::Shape(problems)) = Request::from_json(request) else { panic!("accepted") };
    let paths: Vec<_> = problems.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "HyperParameterTuningJobName",
            "HyperParameterTuningJobConfig.Strategy",
            "HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs",
            "Tags[0].Value",
            "Tags[1]"
        ]
    );
    assert_eq!(
        problems.problems[4].to_string(),
        "Tags[1] is the number 3; AWS wants an object with Key and Value here"
    );
}

#[test]
fn very_many_problems_are_counted() {
    let mut request = usual();
    request["Tags"] = Value::from(vec![1; 1000]);
    let Err(RequestError::Shape(problems)) = Request::from_json(request) else { panic!("accepted") };
    assert_eq!((problems.problems.len(), problems.omitted), (200, 800));
    assert!(problems.to_string().ends_with("\nand 800 more"));
}

#[test]
fn text_that_is_not_json_is_said_with_its_place() {
    for (text, expected) in [
        ("", "Not JSON: line 1, column 1: there is no text; paste or open a request"),
        ("\n \n", "Not JSON: line 3, column 1: there is no text; paste or open a request"),
        (
            "{\n  \"Tags\": [",
            "Not JSON: line 2, column 11: the text ends before the JSON does; a closing bracket, brace or quote is missing, or the text was cut off",
        ),
        ("{\n  'Tags': []\n}", "Not JSON: line 2, column 3: \"'\" found; JSON wants double quotes, not single ones"),
        ("{\"ä\": True}", "Not JSON: line 1, column 7: \"T\" found; JSON writes true and false in small letters"),
        (
            "{\"a\": 1\n\"b\": 2}",
            "Not JSON: line 2, column 1: \"\\\"\" found; a comma or } is expected here; is a comma missing at the end of the line before?",
        ),
        ("{\"a\": 1,}", "Not JSON: line 1, column 9: \"}\" found; a comma with nothing after it; take it out"),
        (
            "[1 2]",
            "Not JSON: line 1, column 4: \"2\" found; a comma or ] is expected here; is a comma missing at the end of the line before?",
        ),
        ("// job\n{}", "Not JSON: line 1, column 1: \"/\" found; JSON has no comments; take them out"),
        (
            "HyperParameterTuningJobName: job",
            "Not JSON: line 1, column 1: \"H\" found; a value is expected here: text in double quotes, a number, true, false, [ or {",
        ),
        (
            "{\"a\": None}",
            "Not JSON: line 1, column 7: \"N\" found; JSON writes null, and AWS takes no null; leave the member out",
        ),
        (
            "{\"a\": \"\\ud800\"}",
            "Not JSON: line 1, column 14: \"\\\"\" found; this is half a character; \\u escapes above uD800 come in pairs",
        ),
        (
            "{} {}",
            "Not JSON: line 1, column 4: \"{\" found; the JSON ends before this; one document is expected, take the rest away",
        ),
        (
            "{\"a\": .5}",
            "Not JSON: line 1, column 7: \".\" found; a value is expected here: text in double quotes, a number, true, false, [ or {",
        ),
        (
            "{\"a\": 05}",
            "Not JSON: line 1, column 8: \"5\" found; this is not a JSON number; write 0.5 and not .5, 5 and not 05 or +5",
        ),
        ("{a: 5}", "Not JSON: line 1, column 2: \"a\" found; a member's name is expected here, in double quotes"),
    ] {
        assert_eq!(said_of_text(text), expected, "{text:?}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let nested = |depth: usize| format!("{{\"x\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(said_of_text(&nested(200)).contains("the brackets are nested more than 127 deep; no request is"));
    assert!(said_of_text(&nested(100)).contains("HyperParameterTuningJobName is missing"));
    // Unclosed, and as deep as the text may be long.
    assert!(said_of_text(&"[".repeat(limits::MAX_REQUEST_BYTES)).contains("nested more than 127 deep"));
}

#[test]
fn long_text_is_refused() {
    let text = " ".repeat(2 << 20);
    assert_eq!(Request::parse(&text), Err(RequestError::TooLong { bytes: 2_097_152 }));
    assert_eq!(
        said_of_text(&text),
        "The text has 2097152 bytes; at most 1048576 (1 MiB) are read. Is this the right file?"
    );
    let padded = format!("{}{MAXIMAL}", " ".repeat(limits::MAX_REQUEST_BYTES - MAXIMAL.len()));
    assert!(Request::parse(&padded).is_ok());
}

#[test]
fn byte_order_mark_is_passed_over() {
    assert!(Request::parse(&format!("\u{feff}{MAXIMAL}")).is_ok());
}

#[test]
fn of_a_member_given_twice_the_last_counts() {
    let text = usual().to_string().replacen("\"Strategy\":", "\"Strategy\":\"Grid\",\"Strategy\":", 1);
    assert_eq!(Request::parse(&text).unwrap(), Request::from_json(usual()).unwrap());
}

#[test]
fn other_documents_are_told_apart() {
    let describe = usual_but(|r| r["HyperParameterTuningJobArn"] = json!("arn:aws:sagemaker:…"));
    for (document, expected) in [
        (
            json!([usual()]),
            "this is a list. A request is an object with HyperParameterTuningJobName and HyperParameterTuningJobConfig",
        ),
        (json!("job"), "this is the text \"job\". A request is"),
        (Value::Null, "this is null. A request is"),
        (describe, "this is a DescribeHyperParameterTuningJob response. Use the import"),
        (json!({ "Request": usual() }), "this is a playground document. Open it as one"),
        (json!({ "TrainingJobName": "job" }), "this is a training job. Open the request of a tuning job"),
        (json!({ "TrainingJobSummaries": [] }), "this is a list of training jobs."),
        (
            json!({ "hyperParameterTuningJobName": "job" }),
            "HyperParameterTuningJobName is missing; it is here as \"hyperParameterTuningJobName\"",
        ),
    ] {
        assert!(said(&document).contains(expected), "{}", said(&document));
    }
}
